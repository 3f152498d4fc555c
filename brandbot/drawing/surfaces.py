"""The elements made of surfaces: photo, fill, scrim, pattern, star, bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from PIL import Image

from brandbot.drawing.colour import RGB, TEXT, Role, contrast, luminance, mix
from brandbot.drawing.lines import fill
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import Box, Corners, Motif, fade, pattern, rounded, star

SQUARE: Corners = (0, 0, 0, 0)
BACKED = 48  # pixels: the roundest corner of a backing
FOCUS = (0.5, 0.38)  # without a focus point: people's faces stand above the middle


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The photo, cut to the box around its focus point.

    It ends `overlap` pixels below the top of the stack in `above`, or begins so many above the end of that in `below`.
    The uppermost `covered` pixels lie under plates: the focus point keeps out of them where it can.
    `backing` is a second colour that shows as a crescent where a corner is rounder than BACKED.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    box: Box
    radius: Corners = SQUARE
    above: str = ""
    below: str = ""
    overlap: int = 0
    covered: int = 0
    backing: Role | None = None
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it, where there is a photo."""
        left, top, width, height = self.box
        if self.above in page.extents:
            height = page.extents[self.above][1] + self.overlap - top
        if self.below in page.extents:
            _, stack_top, _, stack_height = page.extents[self.below]
            height -= stack_top + stack_height - self.overlap - top
            top = stack_top + stack_height - self.overlap
        photo = page.scene.photo
        if photo is None or height <= 0:
            return
        if self.backing is not None:
            paint(page, (left, top, width, height), self.backing, backed(self.radius))
        cut = photo.cover(width, height, page.scene.focus or FOCUS, self.covered)
        page.image.paste(cut, (left, top), rounded(width, height, self.radius) if any(self.radius) else None)


def paint(page: Page, box: Box, role: Role, radius: Corners) -> None:
    """Paint a rectangle in one colour."""
    left, top, width, height = box
    mask = rounded(width, height, radius) if any(radius) else None
    page.image.paste(page.colour(role), (left, top, left + width, top + height), mask)


def backed(radius: Corners) -> Corners:
    """The corners of the surface behind one with these corners."""
    first, second, third, fourth = (min(corner, BACKED) for corner in radius)
    return first, second, third, fourth


@dataclass(frozen=True, kw_only=True)
class Fill:
    """A surface in one colour: in its box, or around a stack with `pad` pixels left, above, right and below it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    box: Box | None = None
    around: str = ""
    pad: tuple[int, int, int, int] = (0, 0, 0, 0)
    color: Role = "primary"
    radius: Corners = SQUARE
    backing: Role | None = None
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        box = grown(page.extents[self.around], self.pad) if self.around in page.extents else self.box
        if box is None:
            return
        if self.backing is not None:
            paint(page, box, self.backing, backed(self.radius))
        paint(page, box, self.color, self.radius)


def grown(box: Box, pad: tuple[int, int, int, int]) -> Box:
    """The box with room left, above, right and below it."""
    left, top, width, height = box
    return left - pad[0], top - pad[1], width + pad[0] + pad[2], height + pad[1] + pad[3]


@dataclass(frozen=True, kw_only=True)
class Scrim:
    """A veil over the photo under a stack, just as thick as the text on it needs; `fade` pixels above it run out."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    under: str
    color: Role = "deep"
    text: Role = "on_primary"
    fade: int = 220
    margin: int = 60
    least: float = 0.55
    ratio: float = TEXT
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Measure the picture under the stack, and veil it down to the lower edge."""
        if self.under not in page.extents:
            return
        left, top, width, height = page.extents[self.under]
        behind = page.image.crop((left, top, left + width, top + height))
        strength = round(255 * veil(behind, page.colour(self.color), page.colour(self.text), self.least, self.ratio))
        page_width, page_height = page.size
        solid = max(0, top - self.margin)
        start = max(0, solid - self.fade)
        colour = page.colour(self.color)
        if solid > start:
            page.image.paste(colour, (0, start), fade(page_width, solid - start, 0, strength))
        page.image.paste(colour, (0, solid), Image.new("L", (page_width, page_height - solid), strength))


def veil(picture: Image.Image, colour: RGB, text: RGB, least: float, ratio: float) -> float:
    """The least strength (0 to 1) of a veil that gives `text` the contrast on all but the worst 5 % of a picture."""
    pixels = picture.reduce(max(1, min(picture.size) // 24))
    values: list[RGB] = list(pixels.get_flattened_data())  # type: ignore[arg-type] # RGB has three
    values.sort(key=luminance, reverse=luminance(text) > luminance(colour))
    worst = values[len(values) // 20]
    for step in range(round(least * 50), 50):
        if contrast(mix(worst, colour, step / 50), text) >= ratio:
            return step / 50
    return 1.0


@dataclass(frozen=True, kw_only=True)
class Star:
    """An eight-pointed star that fills its box; several in one another make a rosette."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    box: Box
    color: Role = "accent"
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        left, top, width, height = self.box
        page.image.paste(page.colour(self.color), (left, top), star(min(width, height)))


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A repeated motif in one colour, `strength` from 0 to 1: a ground that may lie under text while it is faint."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    box: Box
    motif: Motif = "star"
    color: Role = "white"
    strength: float = 0.055
    pitch: int = 180
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        left, top, width, height = self.box
        mask = pattern(width, height, self.motif, self.pitch, round(255 * self.strength))
        page.image.paste(page.colour(self.color), (left, top), mask)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """How much of a whole: a bar filled to `part` of `whole`, both texts as typed (`93`, `1.250`)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    part: str = "{figure_part}"
    whole: str = "{figure_whole}"
    thickness: int = 24
    color: Role = "primary"
    ground: Role = "line"
    wording: ClassVar[str] = ""
    anchor: Literal["top", "middle", "bottom"] = "top"
    box: Box | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ("figure_part", "figure_whole")

    def fit(self, page: Page, width: int, shrink: float, *, short: bool) -> BarBlock:  # noqa: ARG002 - a bar has one size
        """Take the width."""
        part, whole = (_number(wording, page) for wording in (self.part, self.whole))
        return BarBlock(self, width, min(1.0, part / whole) if whole else 0.0)


@dataclass(frozen=True)
class BarBlock:
    """A bar that was measured; `share` from 0 to 1."""

    bar: Bar
    width: int
    share: float

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bar.thickness

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page; the filled part keeps its round ends, and 0 stays empty."""
        radius = (self.height // 2,) * 4
        corners: Corners = (radius[0], radius[1], radius[2], radius[3])
        page.image.paste(page.colour(self.bar.ground), (left, top), rounded(self.width, self.height, corners))
        filled = round(self.width * self.share)
        if filled:
            mask = rounded(max(filled, self.height), self.height, corners)
            page.image.paste(page.colour(self.bar.color), (left, top), mask)


def _number(wording: str, page: Page) -> int:
    digits = "".join(piece.text for piece in fill(wording, page.fields)).replace(".", "")
    return int(digits) if digits.isdecimal() else 0
