"""The elements made of plates: a row of logos, a wall of partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from brandbot.drawing.cards import Card, in_order, logo_of, name_of, plate_colour
from brandbot.drawing.colour import Role
from brandbot.drawing.lines import fill
from brandbot.drawing.options import SETTINGS, Anchor, Radius, Settings, Where
from brandbot.drawing.page import Page
from brandbot.drawing.scene import Emblem
from brandbot.drawing.text import Align
from brandbot.drawing.wordings import aligned

Fields = Mapping[str, str]
SMALLEST = 0.7  # of its height: so far a row shrinks before plates are left to "+2"


@dataclass(frozen=True)
class Guest:
    """Who has a plate, and the name that stands beside the logo: the first of its forms that has room."""

    emblem: Emblem
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Logos:
    """A row of plates of one height: the school's logo, the partners', or both, in the order of protocol.

    Whose logo is missing, too small to be sharp, or may not stand beside others', has a plate with the name instead.
    """

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    who: Literal["school", "partners", "both"]
    """Whose: the school's, the partners', or both."""
    school: str = ""
    """The name beside the school's logo."""
    type: str = ""
    name_lines: int | None = None
    """At most so many lines of a name."""
    height: int = 104
    """Pixels; a row that is too wide shrinks down to seven tenths."""
    pad: int = 16
    """Pixels between a plate's edge and what stands on it."""
    space: int = 20
    """Pixels between two plates."""
    radius: Radius = "plate"
    pair: bool = False
    """Every plate gets an equal share of the width: two who stand side by side."""
    names: bool = True
    """Plates with names for those without a logo; with false they are left out."""
    ground: Role = "white"
    """The plates' colour; with `plate: false` that of what is below."""
    plate: bool = True
    """With false logos stand on the ground itself, in their version for dark grounds where that is dark."""
    align: Align = "left"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The names with their gaps."""
        ours, theirs = self.school or "{school_short}", "{partners}"
        return {"school": ours, "partners": theirs, "both": f"{ours} {theirs}"}[self.who]

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> PlateRow | None:
        """Choose the largest plates that stand in the width; of too many the last become "+2"."""
        guests = self._guests(page, said)
        if not guests:
            return PlateRow(self, (), width, 0)
        least = round(self.height * SMALLEST)
        most = self.height - round((self.height - least) * shrink)
        for shown in range(min(len(guests), max(1, (width + self.space) // (least + self.space))), 0, -1):
            standing = guests[:shown]
            # A number beside the school alone says nothing: who finds no room there stands in the text.
            if shown < len(guests) and any(guest.emblem is not page.scene.school for guest in standing):
                standing = [*standing, Guest(Emblem(f"+{len(guests) - shown}", None))]
            tallest, smallest = (self._row(page, standing, width, height) for height in (most, least))
            if tallest is not None or smallest is not None:
                between = (self._row(page, standing, width, height) for height in range(most - 4, least, -4))
                return tallest or next(filter(None, between), smallest)
        return None

    def _guests(self, page: Page, said: Fields) -> list[Guest]:
        partners = [partner for partner in page.scene.partners if partner.logo or self.names]
        theirs = [Guest(emblem) for emblem in apart(partners)]
        forms = ("".join(piece.text for piece in fill(self.school, fields)) for fields in (said, page.scene.short))
        ours = [Guest(page.scene.school, tuple(dict.fromkeys(filter(None, forms))))]
        found = {"school": ours, "partners": theirs, "both": ours + theirs}[self.who]
        order = in_order([guest.emblem for guest in found])
        return sorted(found, key=lambda guest: order.index(guest.emblem))

    def _row(self, page: Page, guests: Sequence[Guest], width: int, height: int) -> PlateRow | None:
        least = (width - self.space * (len(guests) - 1)) // len(guests) if self.pair else height
        cards = tuple(self._card(page, guest, (least if self.pair else width, height), least) for guest in guests)
        taken = sum(card.width for card in cards) + self.space * (len(cards) - 1)
        fits = taken <= width and all(card.picture or card.name for card in cards)
        return PlateRow(self, cards, width, height) if fits else None

    def _card(self, page: Page, guest: Guest, room: tuple[int, int], least: int) -> Card:
        picture = logo_of(guest.emblem, (room[0] - 2 * self.pad, room[1]), self.pad, page.colour(self.ground))
        names = guest.beside if picture else guest.beside or (guest.emblem.name,)
        ground, ink = plate_colour(page, self.ground, picture)
        bare = not self.plate and ground == page.colour(self.ground)
        pad = 0 if bare else self.pad
        taken = 2 * pad + (picture.width + self.pad if picture else 0 if self.pair or bare else 2 * pad)
        style = page.style(self.type or "plate", lines=self.name_lines)
        text = next(filter(None, (name_of(name, style, (room[0] - taken, room[1])) for name in names)), None)
        across = round(text.width) + taken if text else 2 * pad + (picture.width if picture else 0)
        shown = across if bare and not self.pair else max(across, least)
        return Card(guest.emblem.name, picture, text, shown, None if bare else ground, ink)


def apart(partners: Sequence[Emblem]) -> list[Emblem]:
    """The partners; beside others, without the logo of one whose owner wants it to stand alone."""
    if len(partners) <= 1:
        return list(partners)
    return [replace(partner, logo=None, on_dark=None) if partner.alone else partner for partner in partners]


@dataclass(frozen=True)
class PlateRow:
    """Plates that were measured."""

    logos: Logos
    plates: tuple[Card, ...]
    width: int
    height: int
    smallest: int = 0  # names have a ground of their own

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put them on the page."""
        taken = sum(plate.width for plate in self.plates) + self.logos.space * (len(self.plates) - 1)
        pen = aligned(self.logos.align, left, self.width, taken)
        for plate in self.plates:
            plate.paint(page, (pen, top, plate.width, self.height), self.logos.radius, self.logos.pad)
            pen += plate.width + self.logos.space


@dataclass(frozen=True, kw_only=True)
class Wall:
    """All partners in a grid of equal plates, in the order of protocol; who has no room is counted on the last."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    columns: int = 3
    """So many plates beside each other."""
    rows: int = 2
    """At most so many lines of plates."""
    more: str = "mitra lainnya"
    """What is said of those without a plate: "+6 mitra lainnya"."""
    height: int = 140
    """Pixels of a plate; it shrinks with its stack down to seven tenths."""
    pad: int = 20
    """Pixels between a plate's edge and what stands on it."""
    space: int = 20
    """Pixels between two plates."""
    type: str = ""
    radius: Radius = "plate"
    ground: Role = "white"
    """The plates' colour."""
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The names with their gaps."""
        return "{partners}"

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> WallGrid | None:
        """Give every partner a plate as far as there are plates."""
        everybody = in_order(apart(page.scene.partners))
        columns = max(1, min(self.columns, len(everybody)))
        if len(everybody) == columns + 1 and self.rows > 1:
            columns = -(-len(everybody) // 2)  # two and two: one alone below three looks left over
        across = (width - (columns - 1) * self.space) // columns
        height = round(self.height * (1 - (1 - SMALLEST) * shrink))
        room = columns * self.rows
        shown = everybody if len(everybody) <= room else everybody[: room - 1]
        if len(shown) < len(everybody):
            more = "".join(piece.text for piece in fill(self.more, said))
            shown = [*shown, Emblem(f"+{len(everybody) - len(shown)} {more}".strip(), None)]
        cards = tuple(self._card(page, emblem, across, height) for emblem in shown)
        fits = all(card.picture or card.name for card in cards)
        return WallGrid(self, cards, columns, (across, height), width) if fits else None

    def _card(self, page: Page, emblem: Emblem, across: int, height: int) -> Card:
        inside = (across - 2 * self.pad, height)
        picture = logo_of(emblem, inside, self.pad, page.colour(self.ground))
        name = None if picture else name_of(emblem.name, page.style(self.type or "plate"), inside)
        ground, ink = plate_colour(page, self.ground, picture)
        return Card(emblem.name, picture, name, across, ground, ink)


@dataclass(frozen=True)
class WallGrid:
    """A wall that was measured; `each` is a plate's width and height."""

    wall: Wall
    plates: tuple[Card, ...]
    columns: int
    each: tuple[int, int]
    width: int
    smallest: int = 0  # names have a ground of their own

    @property
    def height(self) -> int:
        """Pixels down."""
        lines = -(-len(self.plates) // self.columns)
        return lines * self.each[1] + max(0, lines - 1) * self.wall.space

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put them on the page; a last line with fewer plates stands in the middle."""
        across, down = self.each
        for start in range(0, len(self.plates), self.columns):
            line = self.plates[start : start + self.columns]
            taken = len(line) * (across + self.wall.space) - self.wall.space
            pen = aligned("center", left, self.width, taken)
            for card in line:
                card.paint(page, (pen, top, across, down), self.wall.radius, self.wall.pad)
                pen += across + self.wall.space
            top += down + self.wall.space
