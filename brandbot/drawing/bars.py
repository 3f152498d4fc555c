"""Bars: how much of a whole, once or for each of the event's figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from brandbot.drawing.colour import RGB, Role, mix
from brandbot.drawing.lines import fill
from brandbot.drawing.numbers import alike
from brandbot.drawing.options import SETTINGS, Anchor, Settings, Where
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import stamp
from brandbot.drawing.text import SetText
from brandbot.model import Row

Fields = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """How much of a whole: a bar filled to `part` of `whole`, both texts as typed (`93`, `1.250`)."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    part: str = "{figure_part}"
    """The part, as a text with fields."""
    whole: str = "{figure_whole}"
    """The whole."""
    thickness: int = 24
    """Pixels."""
    color: Role = "primary"
    ground: Role = "line"
    """The colour of what is missing."""
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ("figure_part", "figure_whole")

    @property
    def wording(self) -> str:
        """It shows no text."""
        return ""

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> BarBlock:  # noqa: ARG002 - a bar has one size
        """Take the width."""
        part, whole = (number_of(wording, page) for wording in (self.part, self.whole))
        return BarBlock(self, width, min(1.0, part / whole) if whole else 0.0)


@dataclass(frozen=True)
class BarBlock:
    """A bar that was measured; `share` from 0 to 1."""

    bar: Bar
    width: int
    share: float
    smallest: int = 0

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bar.thickness

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page; the filled part keeps its round ends, and 0 stays empty."""
        page.paint((left, top, self.width, self.height), self.bar.ground, "pill")
        filled = round(self.width * self.share)
        if filled:
            page.paint((left, top, max(filled, self.height), self.height), self.bar.color, "pill")


def number_of(wording: str, page: Page) -> int:
    """The number that a text says once its fields are filled in; 0 where it says none."""
    digits = "".join(piece.text for piece in fill(wording, page.fields)).replace(".", "")
    return int(digits) if digits.isdecimal() else 0


@dataclass(frozen=True, kw_only=True)
class Bars:
    """The event's figures that are shares of a whole: a bar each, or one bar in parts with its legend."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    kind: Literal["each", "parts"] = "each"
    """each: a bar below each label; parts: one bar in parts, for shares that make a whole."""
    most: int = 4
    """At most so many; of more, the first."""
    type: str = ""
    """The type role of labels and values."""
    thickness: int = 26
    """Pixels."""
    colors: tuple[Role, ...] = ("primary", "accent", "muted", "line")
    """The colours of the parts, in order; of `each` the first."""
    ground: Role = "line"
    """The colour of what is missing."""
    color: Role = "ink"
    """The colour of labels and values."""
    space: int = 34
    """Pixels between two figures."""
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ("figures",)

    @property
    def wording(self) -> str:
        """The list that it shows."""
        return "{figures}"

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> BarsBlock | None:  # noqa: ARG002 - lists have no short form
        """Set labels and values in one size."""
        rows = tuple(row for row in page.scene.lists.get("figures", ()) if row.share is not None)[: self.most]
        plain = page.style(self.type or "caption")
        strong = replace(plain, lines=1, weight=plain.strong)
        values = alike([row.value for row in rows], strong, width // 2, shrink)
        if values is None:
            return None
        room = width - round(max((value.width for value in values), default=0)) - self.space
        labels = alike([row.text for row in rows], plain, room - DOT, shrink)
        return None if labels is None else BarsBlock(self, rows, tuple(zip(labels, values, strict=True)), width)


DOT = 44  # pixels that a legend's dot takes
NEAR = 16  # pixels between a label and its bar


@dataclass(frozen=True)
class BarsBlock:
    """Figures with bars that were set."""

    bars: Bars
    rows: tuple[Row, ...]
    texts: tuple[tuple[SetText, SetText], ...]
    width: int

    @property
    def height(self) -> int:
        """Pixels down."""
        bars = self.bars
        if not self.texts:
            return 0
        labels = sum(label.height for label, _ in self.texts)
        if bars.kind == "parts":
            return bars.thickness * 2 + bars.space + labels + NEAR * (len(self.texts) - 1)
        return labels + (NEAR + bars.thickness) * len(self.texts) + bars.space * (len(self.texts) - 1)

    @property
    def smallest(self) -> int:
        """The smallest of its texts."""
        return min((text.size for pair in self.texts for text in pair), default=0)

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put them on the page."""
        if self.bars.kind == "parts" and self.texts:
            self._parts(page, left, top)
        else:
            self._each(page, left, top)

    def _each(self, page: Page, left: int, top: int) -> None:
        bars = self.bars
        for row, (label, value) in zip(self.rows, self.texts, strict=True):
            self._line(page, (label, value), left, top)
            top += label.height + NEAR
            bar = Bar(thickness=bars.thickness, color=bars.colors[0], ground=bars.ground)
            BarBlock(bar, self.width, min(1.0, row.share or 0.0)).paint(page, left, top)
            top += bars.thickness + bars.space

    def _parts(self, page: Page, left: int, top: int) -> None:
        bars, thick = self.bars, self.bars.thickness * 2
        page.paint((left, top, self.width, thick), bars.ground, "card")
        shares = [row.share or 0.0 for row in self.rows]
        scale = self.width / max(1.0, sum(shares))
        pen = float(left)
        corners = page.corners("card", (left, top, self.width, thick))
        for number, share in enumerate(shares):
            end = pen + share * scale
            last = number == len(shares) - 1 and round(end) == left + self.width
            ends = (
                corners[0] if not number else 0,
                corners[1] if last else 0,
                corners[2] if last else 0,
                corners[3] if not number else 0,
            )
            box = (round(pen), top, round(end) - round(pen), thick)
            if box[2] > 0:
                stamp(page.image, self._colour(page, number), box, ends)
            pen = end
        top += thick + bars.space
        for number, (label, value) in enumerate(self.texts):
            dot = (left, top + label.capitals // 2 - 12, 24, 24)
            stamp(page.image, self._colour(page, number), dot, page.corners("pill", dot))
            self._line(page, (label, value), left, top, DOT)
            top += label.height + NEAR

    def _colour(self, page: Page, number: int) -> RGB:
        """The colour of a part; where there are more parts than colours, paler and paler."""
        colors = self.bars.colors
        turn, index = divmod(number, len(colors))
        return mix(page.colour(colors[index]), page.colour("white"), min(0.3 * turn, 0.8))

    def _line(self, page: Page, pair: tuple[SetText, SetText], left: int, top: int, indent: int = 0) -> None:
        colours = (page.colour(self.bars.color),) * 2
        page.write(pair[0], (left + indent, top, self.width - indent), "left", colours)
        page.write(pair[1], (left, top, self.width), "right", colours)
