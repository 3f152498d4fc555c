"""Masks with soft edges: Pillow draws hard ones, so they are drawn larger and reduced, once."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]  # left, top, width, height
Corners = tuple[int, int, int, int]  # radius of the top left, top right, bottom right and bottom left corner

FULL = 255  # a mask's strongest
HOLE = 4  # pixels: radius of the holes along which a ticket is torn
FINE = 4  # how much larger a shape is drawn before it is reduced


@lru_cache(maxsize=48)
def quarter(radius: int, index: int) -> Image.Image:
    """What lies inside a round corner: the square of its radius; `index` as in Corners."""
    side = radius * FINE
    big = Image.new("L", (side, side))
    x, y = (0 if index in (0, 3) else -side), (0 if index in (0, 1) else -side)
    ImageDraw.Draw(big).ellipse((x, y, x + 2 * side - 1, y + 2 * side - 1), fill=255)
    return big.reduce(FINE)


def fitted(width: int, height: int, corners: Corners) -> Corners:
    """The corners, all made smaller where two of them would overlap on a side, as CSS does."""
    one, two, three, four = corners
    sums = ((width, one + two), (height, two + three), (width, three + four), (height, four + one))
    scale = min((side / taken for side, taken in sums if taken > side), default=1.0)
    return int(one * scale), int(two * scale), int(three * scale), int(four * scale)


def places(width: int, height: int, corners: Corners) -> list[tuple[int, int, int, int]]:
    """The round corners of a box: index, radius, left and top of each one's square."""
    return [
        (index, radius, width - radius if index in (1, 2) else 0, height - radius if index in (2, 3) else 0)
        for index, radius in enumerate(fitted(width, height, corners))
        if radius
    ]


def rounded(width: int, height: int, corners: Corners, strength: int = FULL) -> Image.Image:
    """The mask of a rectangle with round corners, at a strength of 0 to 255."""
    mask = Image.new("L", (width, height), strength)
    for index, radius, left, top in places(width, height, corners):
        mask.paste(quarter(radius, index).point(lambda value: value * strength // FULL), (left, top))
    return mask


def stamp(image: Image.Image, source: Image.Image | tuple[int, int, int], box: Box, corners: Corners) -> None:
    """Paint a rectangle with round corners in a colour or a picture of its size.

    Cheaper than a mask: all of it is painted, then what was below is put back outside the corners.
    """
    left, top, width, height = box
    kept = []
    for index, radius, x, y in places(width, height, corners):
        at = (left + x, top + y)
        kept.append((image.crop((*at, at[0] + radius, at[1] + radius)), at, _outside(radius, index)))
    image.paste(source, (left, top, left + width, top + height))
    for below, at, mask in kept:
        image.paste(below, at, mask)


@lru_cache(maxsize=48)
def _outside(radius: int, index: int) -> Image.Image:
    return quarter(radius, index).point(lambda value: 255 - value)


@lru_cache(maxsize=16)
def disc(radius: int) -> Image.Image:
    """The mask of a circle."""
    big = Image.new("L", (radius * 2 * FINE, radius * 2 * FINE))
    ImageDraw.Draw(big).ellipse((0, 0, big.width - 1, big.height - 1), fill=255)
    return big.reduce(FINE)


@lru_cache(maxsize=4)
def ticket(width: int, height: int, radius: int, cut: int, notch: int) -> Image.Image:
    """A ticket's mask: round corners and two bites at `cut` pixels from the left, joined by small holes; none at 0."""
    mask = rounded(width, height, (radius, radius, radius, radius))
    if not cut:
        return mask
    for top in (-notch, height - notch):
        mask.paste(0, (cut - notch, top), disc(notch))
    hole = disc(HOLE)
    for y in range(notch + 16, height - notch - 16, HOLE * 5):
        mask.paste(0, (cut - HOLE, y), hole)
    return mask


@lru_cache(maxsize=4)
def fade(width: int, height: int, start: int, end: int) -> Image.Image:
    """A mask that runs from one strength at the top to another at the bottom (0 to 255), eased at both ends."""
    column = Image.new("L", (1, height))
    for y in range(height):
        share = (1 - math.cos(math.pi * (y + 0.5) / height)) / 2
        column.putpixel((0, y), round(start + (end - start) * share))
    return column.resize((width, height), Image.Resampling.NEAREST)


# Thresholds of an ordered 8 × 8 dither: neighbouring pixels round differently, so that no step shows as a band.
_BAYER = tuple(
    tuple(
        sum((((x ^ y) >> bit & 1) << (5 - 2 * bit)) | ((y >> bit & 1) << (4 - 2 * bit)) for bit in range(3)) / 64
        for x in range(8)
    )
    for y in range(8)
)


@lru_cache(maxsize=2)
def blend(
    width: int,
    height: int,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    sideways: bool,  # noqa: FBT001 - a cache's key
) -> Image.Image:
    """A picture that runs from one colour at the top (or left) to another, eased and without bands."""
    length, across = (width, height) if sideways else (height, width)
    strip = Image.new("RGB", (8, length))
    pixels = strip.load()
    assert pixels is not None  # a new image has pixels
    for y in range(length):
        share = (1 - math.cos(math.pi * (y + 0.5) / length)) / 2
        exact = [a + (b - a) * share for a, b in zip(first, last, strict=True)]
        for x in range(8):
            red, green, blue = (int(value + _BAYER[y % 8][x]) for value in exact)
            pixels[x, y] = (min(red, 255), min(green, 255), min(blue, 255))
    wide = Image.new("RGB", (across, length))
    for x in range(0, across, 8):
        wide.paste(strip, (x, 0))
    return wide.transpose(Image.Transpose.TRANSPOSE) if sideways else wide
