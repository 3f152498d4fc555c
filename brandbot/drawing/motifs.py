"""Repeated motifs: faint grounds that give a school's pictures their fabric."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

from PIL import Image, ImageDraw

from brandbot.drawing.shapes import FINE
from brandbot.model import Motif

Pen = ImageDraw.ImageDraw


@lru_cache(maxsize=16)
def tile(motif: Motif, pitch: int, strength: int) -> Image.Image:
    """The mask of one repetition of a motif, `pitch` pixels each way, at a strength of 0 to 255."""
    side = pitch * FINE
    fine = Image.new("L", (side, side))
    _MOTIFS[motif](ImageDraw.Draw(fine), side, strength)
    return fine.reduce(FINE)


def pattern(width: int, height: int, one: Image.Image) -> Image.Image:
    """A mask filled with a tile."""
    mask = Image.new("L", (width, height))
    for x in range(0, width, one.width):
        for y in range(0, height, one.height):
            mask.paste(one, (x, y))
    return mask


def square(middle: float, reach: float, turn: float) -> list[tuple[float, float]]:
    """The corners of a square around a middle, `reach` from it, turned by an angle."""
    return [
        (middle + reach * math.cos(turn + k * math.pi / 2), middle + reach * math.sin(turn + k * math.pi / 2))
        for k in range(4)
    ]


def _star(pen: Pen, side: int, strength: int) -> None:
    """Two squares turned into an eight-pointed star, joined to the neighbouring stars by its points."""
    middle, reach, line = side / 2, side * 0.36, max(FINE * 2, side // 60)
    for turn in (0, math.pi / 4):
        corners = square(middle, reach, turn)
        pen.line([*corners, corners[0], corners[1]], fill=strength, width=line, joint="curve")
    for x, y in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        ends = (middle + x * reach, middle + y * reach, middle + x * side / 2, middle + y * side / 2)
        pen.line(ends, fill=strength, width=line)


def _ring(pen: Pen, middle: tuple[float, float], radius: float, strength: int, line: int) -> None:
    x, y = middle
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=strength, width=line)


def _rings(pen: Pen, side: int, strength: int) -> None:
    """Rings that overlap their neighbours', as on batik kawung."""
    line = max(FINE * 2, side // 56)
    for x in (0, side):
        for y in (0, side):
            _ring(pen, (x, y), side * 0.5 + line / 2, strength, line)
    _ring(pen, (side / 2, side / 2), side * 0.5 + line / 2, strength, line)
    _ring(pen, (side / 2, side / 2), side * 0.07, strength, line)


def _dots(pen: Pen, side: int, strength: int) -> None:
    """Dots at a third of the pitch, so that they read as a fine screen."""
    step, radius = side / 4, side * 0.026
    for row in range(4):
        for column in range(4):
            x, y = (column + 0.5) * step, (row + 0.5) * step
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=strength)


def _lines(pen: Pen, side: int, strength: int) -> None:
    """Slanting lines, four to a pitch."""
    line = max(FINE * 2, side // 60)
    for step in range(-4, 9):
        x = step * side / 4
        pen.line((x - side, 2 * side, x + 2 * side, -side), fill=strength, width=line)


def _waves(pen: Pen, side: int, strength: int) -> None:
    """Three calm waves to a pitch."""
    line = max(FINE * 2, side // 56)
    for row in range(-1, 4):
        middle = (row + 0.5) * side / 3
        points = [(x, middle + side * 0.075 * math.sin(2 * math.pi * x / side)) for x in range(-8, side + 9, 4)]
        pen.line(points, fill=strength, width=line, joint="curve")


_MOTIFS: Mapping[Motif, Callable[[Pen, int, int], None]] = {
    "star": _star,
    "rings": _rings,
    "dots": _dots,
    "lines": _lines,
    "waves": _waves,
}
