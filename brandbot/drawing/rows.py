"""Rows: a list of facts, points, figures or partners, each with its icon, tick or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from brandbot.drawing.colour import Role
from brandbot.drawing.icons import Icon, icon
from brandbot.drawing.numbers import alike
from brandbot.drawing.options import SETTINGS, Anchor, Radius, Settings, Sizes, Where
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import Box
from brandbot.drawing.text import SetText, set_text

Fields = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list, one row below the other, all in one size."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    of: Literal["facts", "points", "figures", "partners"]
    """What is listed: facts (date, time, place, link), points, figures or partners."""
    sign: Literal["icon", "number", "none"] | Icon = "icon"
    """What stands before each: its own icon, a number, none, or one icon for all by its name (`tick`)."""
    only: tuple[Icon, ...] = ()
    """Only rows with these icons: `[clock, pin]`."""
    most: int = 5
    """At most so many; of more, the first."""
    columns: int = 1
    """So many beside each other."""
    type: str = ""
    size: Sizes = None
    lines: int | None = None
    weight: int | None = None
    color: Role = "ink"
    bold: tuple[str, ...] = ()
    """Words: a row that begins with one of them is set bold, and the others step back."""
    quiet_color: Role = "muted"
    """The colour of rows that step back."""
    sign_color: Role = "heading"
    """The colour of the sign."""
    sign_ground: Role | None = None
    """The colour of a chip behind the sign."""
    radius: Radius = "chip"
    value_color: Role = "heading"
    """The colour of a figure's value, which stands on the right."""
    rule: Role | None = None
    """The colour of a thin line between rows."""
    space: int = 24
    """Pixels between two rows."""
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The list that it shows."""
        return "{date} {location}" if self.of == "facts" else f"{{{self.of}}}"

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> RowsBlock | None:  # noqa: ARG002 - lists have no short form
        """Set all rows in one size."""
        rows = [row for row in page.scene.lists.get(self.of, ()) if not self.only or row.icon in self.only][: self.most]
        columns = max(1, min(self.columns, len(rows)))
        each = (width - (columns - 1) * 2 * self.space) // columns
        style = page.style(self.type or "rows", size=self.size, lines=self.lines, weight=self.weight)
        values = alike([row.value for row in rows], replace(style, lines=1, weight=style.strong), each // 2, shrink)
        if values is None:
            return None
        sign = 0 if self.sign == "none" else round(style.size(shrink) * (CHIP if self.sign_ground else SIGN))
        beside = round(sign + style.size(shrink) * BESIDE) if sign else 0
        taken = max((round(value.width) + self.space for value in values if value.lines), default=0)
        bold = self.stressed([row.text for row in rows])
        texts = alike([row.text for row in rows], style, each - beside - taken, shrink, bold)
        if texts is None:
            return None
        signs = [row.icon or "tick" if self.sign == "icon" else self.sign for row in rows]
        back = [bool(bold) and row.text not in bold for row in rows]
        lines = tuple(map(Line, texts, values, signs, back))
        return RowsBlock(self, lines, columns, each, (sign, beside), width)

    def stressed(self, texts: Sequence[str]) -> frozenset[str]:
        """Those that begin with one of the words, whatever their capitals."""
        words = tuple(word.casefold() for word in self.bold)
        return frozenset(text for text in texts if words and text.casefold().startswith(words))


CHIP, SIGN, BESIDE = 1.7, 1.15, 0.55  # of the text's size: a chip's side, a bare sign's, the room beside it


@dataclass(frozen=True)
class Line:
    """One row that was set."""

    text: SetText
    value: SetText
    sign: str
    steps_back: bool = False


@dataclass(frozen=True)
class RowsBlock:
    """Rows that were set; `signs` are a sign's side and where the text begins, in pixels."""

    rows: Rows
    lines: tuple[Line, ...]
    columns: int
    each: int
    signs: tuple[int, int]
    width: int

    @property
    def _columns(self) -> list[tuple[Line, ...]]:
        count = -(-len(self.lines) // self.columns)
        return [self.lines[start : start + count] for start in range(0, len(self.lines), count)] if count else []

    def _high(self, line: Line) -> int:
        return max(self.signs[0] if self.rows.sign_ground else 0, line.text.height)

    @property
    def _space(self) -> int:
        return self.rows.space * (2 if self.rows.rule else 1)

    @property
    def height(self) -> int:
        """Pixels down: the longest column."""
        columns = (sum(map(self._high, lines)) + self._space * (len(lines) - 1) for lines in self._columns)
        return max(columns, default=0)

    @property
    def smallest(self) -> int:
        """The size of its texts."""
        return min((line.text.size for line in self.lines if line.text.lines), default=0)

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put them on the page."""
        number = 0
        for lines in self._columns:
            pen = top
            for index, line in enumerate(lines):
                number += 1
                if index and self.rows.rule:
                    page.paint((left, pen - self._space // 2 - 1, self.each, 2), self.rows.rule)
                self._paint(page, line, (left, pen), number)
                pen += self._high(line) + self._space
            left += self.each + 2 * self.rows.space

    def _paint(self, page: Page, line: Line, at: tuple[int, int], number: int) -> None:
        """A chip and its text share their middle; a bare sign stands at the first line."""
        (left, top), (side, beside), text = at, self.signs, line.text
        y = top + (self._high(line) - text.capitals) // 2 if self.rows.sign_ground else top
        if side:
            first = text.capitals if len(text.lines) == 1 else text.baselines[0]
            middle = top + self._high(line) // 2 if self.rows.sign_ground else y + first // 2
            self._sign(page, line.sign, (left, middle - side // 2, side, side), number)
        ink = page.colour(self.rows.quiet_color if line.steps_back else self.rows.color)
        strong = page.colour(self.rows.value_color)
        page.write(text, (left + beside, y, self.each - beside), "left", (ink, ink))
        page.write(line.value, (left, y, self.each), "right", (strong, strong))

    def _sign(self, page: Page, sign: str, box: Box, number: int) -> None:
        rows, (left, top, side, _) = self.rows, box
        if rows.sign_ground is not None:
            page.paint(box, rows.sign_ground, rows.radius)
        if sign == "number":
            text = set_text((str(number),), {}, page.style("row_number"), side)
            if text is not None:
                colour = page.colour(rows.sign_color)
                page.write(text, (left, top + (side - text.capitals) // 2, side), "center", (colour, colour))
            return
        size = round(side * INSIDE) if rows.sign_ground is not None else side
        spare = (side - size) // 2
        page.tint(rows.sign_color, (left + spare, top + spare, size, size), icon(sign, size))


INSIDE = 0.62  # of a chip: its icon
