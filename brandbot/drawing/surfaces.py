"""The elements made of surfaces: photo, fill, band, gradient, scrim, pattern."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from PIL import Image, ImageFilter

from brandbot.drawing.colour import RGB, Role
from brandbot.drawing.motifs import pattern, tile
from brandbot.drawing.options import SETTINGS, Radius, Settings, Where
from brandbot.drawing.page import Page
from brandbot.drawing.proof import overlap
from brandbot.drawing.shapes import Box, Corners, blend, rounded, stamp
from brandbot.model import Motif

BACKED = 48  # pixels: the roundest corner of a backing
PEEK = 16  # pixels that a backing shows where no round corner shows it
SHADOW = 28  # pixels: how far a shadow reaches
Side = Literal["bottom", "top", "left", "right"]


def back(page: Page, box: Box, role: Role, radius: Radius) -> None:
    """Paint a surface behind another: a crescent at the corner rounder than BACKED, else a strip along its edges."""
    corners = page.corners(radius, box)
    if not any(corners):
        page.paint((box[0] - PEEK, box[1] + PEEK, box[2], box[3]), role)
    elif page.scene.brand.corners == "arch" and radius == "photo":
        page.paint(grown(box, (PEEK, PEEK, PEEK, 0)), role, radius)
    elif max(corners) > BACKED:
        first, second, third, fourth = (min(corner, BACKED) for corner in corners)
        page.paint(box, role, (first, second, third, fourth))
    else:
        page.paint((box[0] + PEEK, box[1] + PEEK, box[2], box[3]), role, radius)


@dataclass(frozen=True, kw_only=True)
class Fill:
    """A surface in one colour: in its box, or around a stack."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    box: Where | None = None
    around: str = ""
    """The stack that it surrounds; it is not drawn where nothing stands in that."""
    pad: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Pixels left, above, right and below the stack."""
    color: Role = "primary"
    radius: Radius = 0
    backing: Role | None = None
    """A colour behind it, which shows at its round corner or along an edge."""
    strength: float = 1.0
    shadow: float = 0.0
    """How dark a soft shadow below it is, 0 to 1; 0.2 lifts a card from a photo."""
    border: int = 0
    """Pixels of an edge inside it."""
    border_color: Role = "line"
    """The edge's colour."""
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        box = self._box(page)
        if box is None or box[2] <= 0 or box[3] <= 0:
            return
        corners = page.corners(self.radius, box)
        if self.shadow:
            cast_shadow(page, box, corners, self.shadow)
        if self.backing is not None:
            back(page, box, self.backing, self.radius)
        if self.strength < 1:
            page.tint(self.color, box, rounded(box[2], box[3], corners, round(255 * self.strength)))
            return
        page.paint(box, self.border_color if self.border else self.color, self.radius)
        if self.border:
            inner = grown(box, (-self.border,) * 4)
            first, second, third, fourth = (max(0, corner - self.border) for corner in corners)
            page.paint(inner, self.color, (first, second, third, fourth))

    def covers(self, page: Page) -> Box | None:
        """Its box, where nothing shows through."""
        return self._box(page) if self.strength == 1 else None

    def plain(self, page: Page) -> tuple[Box, RGB] | None:
        """Its box and its colour, where nothing else is seen there."""
        box = self.covers(page)
        is_plain = box is not None and not self.border and not any(page.corners(self.radius, box))
        return (box, page.colour(self.color)) if box is not None and is_plain else None

    def _box(self, page: Page) -> Box | None:
        if self.around:
            return grown(page.extents[self.around], self.pad) if self.around in page.extents else None
        return page.box(self.box) if self.box is not None else None


def cast_shadow(page: Page, box: Box, corners: Corners, strength: float) -> None:
    """Darken what lies around and below a box, softly; only the rim, as the box will cover the rest."""
    left, top, width, height = box
    soft = _softened(width, height, corners, round(255 * strength))
    edge, fall = 2 * SHADOW, SHADOW // 2
    inner = max(corners)
    for x, y, across, down in (
        (-edge, -edge, width + 2 * edge, edge + inner),
        (-edge, height - inner, width + 2 * edge, edge + inner),
        (-edge, inner, edge + inner, height - 2 * inner),
        (width - inner, inner, edge + inner, height - 2 * inner),
    ):
        if across > 0 and down > 0:
            start, rise = (x + edge) / FOURTH, (y + edge - fall) / FOURTH
            window = (start, max(rise, 0), start + across / FOURTH, min(rise + down / FOURTH, soft.height))
            strip = soft.resize((across, down), Image.Resampling.BILINEAR, box=window)
            page.tint("ink", (left + x, top + y, across, down), strip)


FOURTH = 4  # of the size is enough for what is blurred anyway


@lru_cache(maxsize=8)
def _softened(width: int, height: int, corners: Corners, strength: int) -> Image.Image:
    edge = 2 * SHADOW // FOURTH
    small = Image.new("L", (width // FOURTH + 2 * edge, height // FOURTH + 2 * edge))
    first, second, third, fourth = (corner // FOURTH for corner in corners)
    small.paste(rounded(width // FOURTH, height // FOURTH, (first, second, third, fourth), strength), (edge, edge))
    return small.filter(ImageFilter.BoxBlur(SHADOW / 8)).filter(ImageFilter.BoxBlur(SHADOW / 8))


def grown(box: Box, pad: tuple[int, ...]) -> Box:
    """The box with room left, above, right and below it."""
    left, top, width, height = box
    return left - pad[0], top - pad[1], width + pad[0] + pad[2], height + pad[1] + pad[3]


@dataclass(frozen=True, kw_only=True)
class Band:
    """A solid surface behind a stack, from one edge of the picture to just beyond the stack."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    under: str
    """The stack that stands on it; it is not drawn where nothing stands in that."""
    side: Side = "bottom"
    """The edge of the picture that it comes from."""
    pad: int = 64
    """Pixels that it goes beyond the stack."""
    color: Role = "primary"
    radius: Radius = 0
    backing: Role | None = None
    """A colour behind it, which shows at its round corner or along an edge."""
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        box = self.covers(page)
        if box is not None:
            if self.backing is not None:
                back(page, box, self.backing, self.radius)
            page.paint(box, self.color, self.radius)

    def covers(self, page: Page) -> Box | None:
        """Its box."""
        return reach(page, self.under, self.side, self.pad) if self.under in page.extents else None


def reach(page: Page, stack: str, side: Side, pad: int) -> Box:
    """From an edge of the picture to so many pixels beyond a stack."""
    left, top, width, height = page.extents[stack]
    across, down = page.size
    return {
        "bottom": (0, top - pad, across, down - top + pad),
        "top": (0, 0, across, top + height + pad),
        "left": (0, 0, left + width + pad, down),
        "right": (left - pad, 0, across - left + pad, down),
    }[side]


@dataclass(frozen=True, kw_only=True)
class Gradient:
    """A surface that runs from one colour to another, without bands."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    box: Where = "page"
    start: Role = "primary"
    """The colour at the top, or on the left."""
    end: Role = "deep"
    """The colour at the other end."""
    direction: Literal["down", "right"] = "down"
    """down or right."""
    radius: Radius = 0
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        box = page.box(self.box)
        picture = blend(box[2], box[3], page.colour(self.start), page.colour(self.end), self.direction == "right")
        page.proof.cover(box)
        stamp(page.image, picture, box, page.corners(self.radius, box))

    def covers(self, page: Page) -> Box | None:
        """Its box."""
        return page.box(self.box)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A repeated motif: a ground that may lie under text while it is faint."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    box: Where = "page"
    motif: Motif | Literal["brand"] = "brand"
    """star, rings, dots, lines, waves, or the school's own `brand.motif`."""
    color: Role = "white"
    strength: float = 0.055
    pitch: int = 180
    """Pixels from one repetition to the next."""
    radius: Radius = 0
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it."""
        box = page.box(self.box)
        motif = page.scene.brand.motif if self.motif == "brand" else self.motif
        one = tile(motif, self.pitch, round(255 * self.strength))
        corners = page.corners(self.radius, box)
        plain = page.below.plain(page) if isinstance(page.below, Fill) else None
        if plain is not None and overlap(box, plain[0]) == box[2] * box[3] and not any(corners):
            _tiled(page.image, box, plain[1], page.colour(self.color), one)
            return
        mask = pattern(box[2], box[3], one)
        if any(corners):
            shown = Image.new("L", mask.size)
            shown.paste(mask, mask=rounded(box[2], box[3], corners))
            mask = shown
        page.tint(self.color, box, mask)


def _tiled(image: Image.Image, box: Box, ground: RGB, colour: RGB, one: Image.Image) -> None:
    """Fill a box of one colour with the tile: a tenth of the time that a mask takes."""
    left, top, width, height = box
    painted = Image.new("RGB", one.size, ground)
    painted.paste(colour, mask=one)
    row = Image.new("RGB", (width, one.height))
    for x in range(0, width, one.width):
        row.paste(painted, (x, 0))
    for y in range(0, height, one.height):
        down = min(one.height, height - y)
        image.paste(row.crop((0, 0, width, down)), (left, top + y))
