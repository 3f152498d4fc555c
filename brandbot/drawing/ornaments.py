"""The elements that carry no text: shapes, small ornaments between texts, a carousel's dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from brandbot.drawing.bars import number_of
from brandbot.drawing.colour import Role
from brandbot.drawing.forms import KINDS, Kind, form
from brandbot.drawing.icons import Icon, icon
from brandbot.drawing.lines import fill
from brandbot.drawing.options import SETTINGS, Anchor, Settings, Where
from brandbot.drawing.page import Page
from brandbot.drawing.text import Align
from brandbot.drawing.wordings import aligned

Fields = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A shape in one colour that fills its box; the box may reach over the edge of the picture."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    box: Where
    kind: Kind
    """Which shape: quarter and triangle lie in the top left corner, half on the lower edge; `turn` turns them."""
    turn: int = 0
    """Degrees clockwise: 0, 90, 180 or 270."""
    color: Role = "accent"
    strength: float = 1.0
    thickness: float = 0.12
    """Of rings, stripes, dots, rays and the plus: as a share of the shorter side."""
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        box = page.box(self.box)
        mask = form(self.kind, box[2], box[3], self.turn, self.thickness)
        if self.strength < 1:
            full = round(255 * self.strength)
            mask = mask.point(lambda value: value * full // 255)
        page.proof.cover(box, mask)
        page.tint(self.color, box, mask)


@dataclass(frozen=True, kw_only=True)
class Ornament:
    """A small shape, icon or rule between the texts of a stack."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    kind: Kind | Icon | Literal["rule"] = "rule"
    """A shape, an icon's name, or rule: a bar with round ends."""
    named: str = ""
    """A word that says the kind instead, as `{sign}`; where it names none that exists, `kind` is drawn."""
    size: tuple[int, int] = (96, 8)
    """Width and height in pixels."""
    color: Role = "accent"
    thickness: float = 0.12
    """Of rings, stripes, dots, rays and the plus: as a share of the shorter side."""
    align: Align = "left"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """It shows no text."""
        return ""

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> OrnamentBlock:  # noqa: ARG002 - it has one size
        """Take its own size."""
        named = "".join(piece.text for piece in fill(self.named, page.fields))
        known = {*get_args(Kind), *get_args(Icon), "rule"}
        return OrnamentBlock(self, named if named in known else self.kind, width)


@dataclass(frozen=True)
class OrnamentBlock:
    """An ornament in its stack."""

    ornament: Ornament
    kind: str
    width: int
    smallest: int = 0

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.ornament.size[1]

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        ornament = self.ornament
        width, height = ornament.size
        box = (aligned(ornament.align, left, self.width, width), top, width, height)
        if self.kind == "rule":
            page.paint(box, ornament.color, "pill")
        elif self.kind in KINDS:
            page.tint(ornament.color, box, form(self.kind, width, height, 0, ornament.thickness))
        else:
            page.tint(ornament.color, box, icon(self.kind, min(width, height)))


@dataclass(frozen=True, kw_only=True)
class Pager:
    """A carousel's dots: which of its pictures this is."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    number: str = "{slide_number}"
    """This picture's number."""
    count: str = "{slide_count}"
    """How many there are."""
    color: Role = "accent"
    ground: Role = "line"
    """The colour of the other dots."""
    side: int = 14
    """Pixels of a dot."""
    align: Align = "center"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ("slide_count",)

    @property
    def wording(self) -> str:
        """It shows no text."""
        return ""

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> PagerBlock:  # noqa: ARG002 - it has one size
        """Count the dots."""
        number, count = (number_of(wording, page) for wording in (self.number, self.count))
        return PagerBlock(self, number, count, width)


@dataclass(frozen=True)
class PagerBlock:
    """Dots in a line; the one of this picture is longer."""

    pager: Pager
    number: int
    count: int
    width: int
    smallest: int = 0

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.pager.side if self.count else 0

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put them on the page."""
        side = self.pager.side
        taken = (2 * self.count + 1) * side
        pen = aligned(self.pager.align, left, self.width, taken)
        for number in range(1, self.count + 1):
            here = number == self.number
            wide = 2 * side if here else side
            page.paint((pen, top, wide, side), self.pager.color if here else self.pager.ground, "pill")
            pen += wide + side
