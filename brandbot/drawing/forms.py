"""Forms: circles, petals, stars and other accents, as masks that fill a box."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw

from brandbot.drawing.motifs import square
from brandbot.drawing.shapes import FINE

Pen = ImageDraw.ImageDraw
LARGE = 500_000  # pixels: from here on half as fine is fine enough
Kind = Literal[
    "circle", "ring", "quarter", "quarter_ring", "half", "petal", "triangle", "star", "burst", "diamond", "arch",
    "stripes", "dots", "plus", "wave", "steps", "quote",
]  # fmt: skip
TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


@lru_cache(maxsize=12)
def form(kind: str, width: int, height: int, turn: int = 0, thickness: float = 0.12) -> Image.Image:
    """The mask of a shape that fills a box, turned clockwise by so many degrees."""
    turn %= 360
    across, down = (height, width) if turn in (90, 270) else (width, height)
    fine = FINE if width * height < LARGE else 2
    big = Image.new("L", (across * fine, down * fine))
    KINDS[kind](ImageDraw.Draw(big), across * fine - 1, down * fine - 1, thickness)
    small = big.reduce(fine)
    return small.transpose(TURNS[turn]) if turn in TURNS else small


def _circle(pen: Pen, width: float, height: float, _: float) -> None:
    pen.ellipse((0, 0, width, height), fill=255)


def _ring(pen: Pen, width: float, height: float, thickness: float) -> None:
    pen.ellipse((0, 0, width, height), outline=255, width=round(min(width, height) * thickness))


def _quarter(pen: Pen, width: float, height: float, _: float) -> None:
    """A quarter disc whose centre is the top left corner."""
    pen.ellipse((-width, -height, width, height), fill=255)


def _quarter_ring(pen: Pen, width: float, height: float, thickness: float) -> None:
    pen.ellipse((-width, -height, width, height), outline=255, width=round(min(width, height) * thickness))


def _half(pen: Pen, width: float, height: float, _: float) -> None:
    """A half disc on the lower edge."""
    pen.ellipse((0, 0, width, 2 * height), fill=255)


def _petal(pen: Pen, width: float, height: float, _: float) -> None:
    """A leaf: two opposite corners round, two sharp."""
    pen.rounded_rectangle((0, 0, width, height), radius=min(width, height) / 2, fill=255)
    pen.rectangle((0, 0, width / 2, height / 2), fill=255)
    pen.rectangle((width / 2, height / 2, width, height), fill=255)


def _triangle(pen: Pen, width: float, height: float, _: float) -> None:
    """The top left half of the box."""
    pen.polygon([(0, 0), (width, 0), (0, height)], fill=255)


def _star(pen: Pen, width: float, height: float, _: float) -> None:
    """An eight-pointed star: two squares, one turned by an eighth."""
    side = min(width, height)
    for turn in (0, math.pi / 4):
        pen.polygon(square(side / 2, side / 2, turn), fill=255)


def _burst(pen: Pen, width: float, height: float, thickness: float) -> None:
    """Sixteen rays around an empty middle."""
    x, y = width / 2, height / 2
    for ray in range(16):
        angle = ray * math.pi / 8
        ends = [(x + x * part * math.cos(angle), y + y * part * math.sin(angle)) for part in (0.5, 0.96)]
        pen.line(ends, fill=255, width=round(min(width, height) * thickness / 4))


def _diamond(pen: Pen, width: float, height: float, _: float) -> None:
    pen.polygon([(width / 2, 0), (width, height / 2), (width / 2, height), (0, height / 2)], fill=255)


def _arch(pen: Pen, width: float, height: float, _: float) -> None:
    """A doorway: round above, square below."""
    rise = min(width / 2, height)
    pen.ellipse((0, 0, width, 2 * rise), fill=255)
    pen.rectangle((0, rise, width, height), fill=255)


def _stripes(pen: Pen, width: float, height: float, thickness: float) -> None:
    """Slanting stripes, cut by the box."""
    step = min(width, height) * max(thickness, 0.02) * 2
    count = math.ceil((width + height) / step)
    for number in range(count + 1):
        x = number * step
        pen.polygon([(x - height, height), (x - height + step / 2, height), (x + step / 2, 0), (x, 0)], fill=255)


def _dots(pen: Pen, width: float, height: float, thickness: float) -> None:
    """A grid of dots: as many as `thickness` says, 0.12 gives eight to the shorter side."""
    step = min(width, height) * max(thickness, 0.04)
    radius = step * 0.19
    for row in range(int(height // step)):
        for column in range(int(width // step)):
            x, y = (column + 0.5) * step, (row + 0.5) * step
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _plus(pen: Pen, width: float, height: float, thickness: float) -> None:
    half = min(width, height) * thickness / 2
    pen.rectangle((width / 2 - half, 0, width / 2 + half, height), fill=255)
    pen.rectangle((0, height / 2 - half, width, height / 2 + half), fill=255)


def _wave(pen: Pen, width: float, height: float, _: float) -> None:
    """Solid below one long wave."""
    crest = [(x, height * (0.3 + 0.28 * math.sin(2 * math.pi * x / width))) for x in range(0, int(width) + 2, 4)]
    pen.polygon([*crest, (width, crest[-1][1]), (width, height), (0, height)], fill=255)


def _steps(pen: Pen, width: float, height: float, _: float) -> None:
    """A staircase of four steps that rises to the right."""
    for step in range(4):
        pen.rectangle((width * step / 4, height * (3 - step) / 4, width, height), fill=255)


def _quote(pen: Pen, width: float, height: float, _: float) -> None:
    """Two opening quotation marks: a ball each, with a tail that rises and bends to the right."""
    ball = min(width * 0.23, height * 0.32)
    for left in (0.0, width - 2 * ball):
        pen.pieslice((left, 0, left + 4 * ball, 2 * height - 2 * ball), 180, 262, fill=255)
        pen.ellipse((left + 0.85 * ball, 0.42 * ball, left + 4.4 * ball, 2 * height - 2.6 * ball), fill=0)
        pen.ellipse((left, height - 2 * ball, left + 2 * ball, height), fill=255)


KINDS: Mapping[str, Callable[[Pen, float, float, float], None]] = {
    "circle": _circle,
    "ring": _ring,
    "quarter": _quarter,
    "quarter_ring": _quarter_ring,
    "half": _half,
    "petal": _petal,
    "triangle": _triangle,
    "star": _star,
    "burst": _burst,
    "diamond": _diamond,
    "arch": _arch,
    "stripes": _stripes,
    "dots": _dots,
    "plus": _plus,
    "wave": _wave,
    "steps": _steps,
    "quote": _quote,
}
