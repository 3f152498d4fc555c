"""Masks with soft edges: Pillow draws hard ones, so they are drawn larger and reduced, once."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]  # left, top, width, height
Corners = tuple[int, int, int, int]  # radius of the top left, top right, bottom right and bottom left corner
Motif = Literal["star", "rings", "dots"]

HOLE = 4  # pixels: radius of the holes along which a ticket is torn
FINE = 4  # how much larger a shape is drawn before it is reduced


@lru_cache(maxsize=32)
def _disc(radius: int) -> Image.Image:
    big = Image.new("L", (radius * 2 * FINE, radius * 2 * FINE))
    ImageDraw.Draw(big).ellipse((0, 0, big.width - 1, big.height - 1), fill=255)
    return big.reduce(FINE)


@lru_cache(maxsize=24)
def rounded(width: int, height: int, corners: Corners) -> Image.Image:
    """The mask of a rectangle with round corners; a radius is never more than half the shorter side."""
    mask = Image.new("L", (width, height), 255)
    most = min(width, height) // 2
    for index, wanted in enumerate(corners):
        radius = min(wanted, most)
        if radius:
            right, bottom = index in (1, 2), index in (2, 3)
            x, y = radius if right else 0, radius if bottom else 0
            quarter = _disc(radius).crop((x, y, x + radius, y + radius))
            mask.paste(quarter, (width - radius if right else 0, height - radius if bottom else 0))
    return mask


@lru_cache(maxsize=8)
def ticket(width: int, height: int, radius: int, cut: int, notch: int) -> Image.Image:
    """A ticket's mask: round corners and two bites at `cut` pixels from the left, joined by small holes; none at 0."""
    mask = rounded(width, height, (radius,) * 4).copy()
    if not cut:
        return mask
    for top in (-notch, height - notch):
        mask.paste(0, (cut - notch, top), _disc(notch))
    hole = _disc(HOLE)
    for y in range(notch + 16, height - notch - 16, HOLE * 5):
        mask.paste(0, (cut - HOLE, y), hole)
    return mask


@lru_cache(maxsize=8)
def fade(width: int, height: int, start: int, end: int) -> Image.Image:
    """A mask that runs from one strength at the top to another at the bottom (0 to 255), eased at both ends."""
    column = Image.new("L", (1, height))
    for y in range(height):
        share = (1 - math.cos(math.pi * (y + 0.5) / height)) / 2
        column.putpixel((0, y), round(start + (end - start) * share))
    return column.resize((width, height), Image.Resampling.NEAREST)


@lru_cache(maxsize=6)
def pattern(width: int, height: int, motif: Motif, pitch: int, strength: int) -> Image.Image:
    """A mask filled with a repeated motif of `pitch` pixels, at a strength of 0 to 255."""
    side = pitch * FINE
    tile = Image.new("L", (side, side))
    {"star": _star, "rings": _rings, "dots": _dots}[motif](ImageDraw.Draw(tile), side, strength)
    small = tile.reduce(FINE)
    mask = Image.new("L", (width, height))
    for x in range(0, width, pitch):
        for y in range(0, height, pitch):
            mask.paste(small, (x, y))
    return mask


@lru_cache(maxsize=8)
def star(size: int) -> Image.Image:
    """The mask of an eight-pointed star: two squares, one turned by an eighth."""
    big = Image.new("L", (size * FINE, size * FINE))
    pen = ImageDraw.Draw(big)
    for turn in (0, math.pi / 4):
        pen.polygon(_square(size * FINE / 2, size * FINE / 2, turn), fill=255)
    return big.reduce(FINE)


def _square(middle: float, reach: float, turn: float) -> list[tuple[float, float]]:
    return [
        (middle + reach * math.cos(turn + k * math.pi / 2), middle + reach * math.sin(turn + k * math.pi / 2))
        for k in range(4)
    ]


def _star(pen: ImageDraw.ImageDraw, side: int, strength: int) -> None:
    """Two squares turned into an eight-pointed star, joined to the neighbouring stars by its points."""
    middle, reach, line = side / 2, side * 0.36, max(FINE * 2, side // 60)
    for turn in (0, math.pi / 4):
        corners = _square(middle, reach, turn)
        pen.line([*corners, corners[0], corners[1]], fill=strength, width=line, joint="curve")
    for x, y in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        pen.line(
            (middle + x * reach, middle + y * reach, middle + x * side / 2, middle + y * side / 2),
            fill=strength,
            width=line,
        )


def _rings(pen: ImageDraw.ImageDraw, side: int, strength: int) -> None:
    line = max(FINE * 2, side // 40)
    for radius in (side * 0.18, side * 0.34, side * 0.5):
        pen.ellipse(
            (side / 2 - radius, side / 2 - radius, side / 2 + radius, side / 2 + radius), outline=strength, width=line
        )


def _dots(pen: ImageDraw.ImageDraw, side: int, strength: int) -> None:
    radius = side * 0.07
    pen.ellipse((side / 2 - radius, side / 2 - radius, side / 2 + radius, side / 2 + radius), fill=strength)
