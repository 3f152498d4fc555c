"""Logos on their plates: the school with its name, partners side by side, all of one height."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from PIL import Image

from brandbot.drawing.arrange import Anchor
from brandbot.drawing.colour import Role
from brandbot.drawing.lines import fill
from brandbot.drawing.logo import is_pale, logo
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import Box, rounded
from brandbot.drawing.text import Align, SetText, Style, set_text

WIDEST = 2.6  # times its height: so wide a logo gets
_LEADING = 1.12
SMALLEST = 0.7  # of its height: so far a row shrinks before logos are left to "+2"


@dataclass(frozen=True, kw_only=True)
class Logos:
    """A row of plates, `height` pixels high: the school's logo, the partners', or both.

    `school` is set beside the school's logo; `partner` in place of partners' logos where there are none, and `short`
    where that is too long. `pair` gives every plate an equal share of the width: two who stand side by side.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    who: Literal["school", "partners", "both"]
    school: str = ""
    partner: str = ""
    short: str = ""
    name_size: tuple[int, int] = (30, 28)
    name_lines: int = 2
    height: int = 104
    pad: int = 16
    space: int = 20
    radius: int = 22
    pair: bool = False
    ground: Role = "white"
    align: Align = "left"
    anchor: Anchor = "top"
    box: Box | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The names with their gaps."""
        return f"{self.school} {self.partner}".strip()

    def fit(self, page: Page, width: int, shrink: float, *, short: bool) -> Row | None:  # noqa: ARG002 - plates have their own
        """Choose the largest plates that stand in the width; of too many logos the last become "+2"."""
        for height, shown in self._tries(len(page.scene.logos)):
            plates = tuple(self._plates(page, width, height, shown))
            taken = sum(plate.width for plate in plates) + self.space * (len(plates) - 1)
            if taken <= width and all(plate.picture or plate.name for plate in plates):
                return Row(self, plates, width, height)
        return None

    def _tries(self, logos: int) -> Iterator[tuple[int, int]]:
        for shown in range(max(1, logos), 0, -1):
            for height in range(self.height, round(self.height * SMALLEST) - 1, -4):
                yield height, shown

    def _plates(self, page: Page, width: int, height: int, shown: int) -> Iterator[Plate]:
        least = (width - self.space) // 2 if self.pair else height
        inside = height - 2 * self.pad
        across = least - 2 * self.pad if self.pair else round(inside * WIDEST)
        if self.who != "partners":
            picture = logo(page.scene.school_logo, across, inside) if page.scene.school_logo else None
            yield self._plate(
                page,
                picture,
                self.school if picture else self.school or "{school}",
                width=width,
                least=least,
                height=height,
            )
        if self.who != "school":
            paths = page.scene.logos
            for path in paths[:shown]:
                yield self._plate(page, logo(path, across, inside), "", width=width, least=least, height=height)
            if len(paths) > shown:
                yield self._plate(page, None, f"+{len(paths) - shown}", width=width, least=least, height=height)
            if not paths and fill(self.partner, page.fields):
                yield self._plate(page, None, self.partner, width=width, least=least, height=height)

    def _plate(
        self, page: Page, picture: Image.Image | None, name: str, *, width: int, least: int, height: int
    ) -> Plate:
        beside = picture.width + self.pad if picture else 0 if self.pair else 2 * self.pad
        taken = 2 * self.pad + beside
        text = None
        if name:
            room = (least if self.pair else width) - taken
            # A long name may have one line more where the plate is high enough for it.
            more = self.name_lines + 1
            spare = height >= more * self.name_size[1] * _LEADING + 4
            for lines in (self.name_lines, more) if spare else (self.name_lines,):
                style = Style(self.name_size, lines, 700, 800, _LEADING, 0.0)
                text = text or self._narrow(page, name, style, room)
        across = round(text.width) + taken if text else 2 * self.pad + (picture.width if picture else 0)
        return Plate(picture, text, max(across, least))

    def _narrow(self, page: Page, name: str, style: Style, room: int) -> SetText | None:
        """The name in as many lines as it may have, so that its plate is no wider than it must be."""
        widest = set_text((name, self.short if name == self.partner else ""), page.fields, style, room)
        for part in range(8, 20):
            narrow = set_text((name,), page.fields, style, room * part // 20)
            if narrow is not None and widest is not None and narrow.size == widest.size:
                return narrow
        return widest


@dataclass(frozen=True)
class Plate:
    """A card with a logo, a name or both."""

    picture: Image.Image | None
    name: SetText | None
    width: int


@dataclass(frozen=True)
class Row:
    """Plates that were measured."""

    logos: Logos
    plates: tuple[Plate, ...]
    width: int
    height: int

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put them on the page."""
        taken = sum(plate.width for plate in self.plates) + self.logos.space * (len(self.plates) - 1)
        pen = left + {"left": 0, "center": (self.width - taken) // 2, "right": self.width - taken}[self.logos.align]
        for plate in self.plates:
            self._paint(page, plate, pen, top)
            pen += plate.width + self.logos.space

    def _paint(self, page: Page, plate: Plate, left: int, top: int) -> None:
        picture, name = plate.picture, plate.name
        pale = picture is not None and is_pale(picture)
        ground = page.colour("ink" if pale else self.logos.ground)
        page.image.paste(ground, (left, top), rounded(plate.width, self.height, (self.logos.radius,) * 4))
        start = left
        if picture is not None:
            x = left + (self.logos.pad if name else (plate.width - picture.width) // 2)
            page.image.paste(picture, (x, top + (self.height - picture.height) // 2), picture)
            start = x + picture.width + self.logos.pad
        if name is not None:
            ink = page.colour("white" if pale else "ink")
            box = (start, top + (self.height - name.capitals) // 2, left + plate.width - start)
            name.draw(page.image, box, "left" if picture else "center", (ink, ink))
