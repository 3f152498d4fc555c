"""Hands: the wrist at the origin, the fingers downward, the thumb to the right."""

from __future__ import annotations

from sample.canvas import Canvas
from sample.colours import SKIN_SHADE
from sample.looks import SKINS
from sample.shapes import RGB, Point, bend, curve, mix, path, stroke


def draw_hand(c: Canvas, skin: RGB, hold: str) -> None:
    """One hand at rest, open, gripping or pointing."""
    line = mix(skin, SKIN_SHADE, 0.4)
    _HANDS[hold](c, skin, line)


def _part(c: Canvas, skin: RGB, points: list[Point], widths: list[float]) -> None:
    c.fill(bend(points, widths, 4), skin, volume=0.3, tone=SKIN_SHADE, depth=5)


def _rest(c: Canvas, skin: RGB, line: RGB) -> None:
    c.fill(
        curve(path("-10,-4 -13,14 -12,32 -7,46 2,49 8,40 12,20 10,-4")),
        skin,
        volume=0.34,
        rim=0.3,
        tone=SKIN_SHADE,
        depth=8,
    )
    for x in (-5.5, 0.5):
        c.fill(stroke([(x, 46), (x + 1, 36), (x + 2.5, 27)], 1.6, taper=True), line, alpha=0.8)
    _part(c, skin, [(7, 8), (13, 19), (12, 31)], [10, 9.5, 7])


def _grip(c: Canvas, skin: RGB, line: RGB) -> None:
    c.fill(
        curve(path("-10,-4 -15,10 -14,25 -4,31 9,29 15,17 10,-4")),
        skin,
        volume=0.34,
        rim=0.3,
        tone=SKIN_SHADE,
        depth=8,
    )
    for x in (-7, 0, 7):
        c.fill(stroke([(x, 29), (x + 0.5, 20), (x + 1, 14)], 1.7, taper=True), line, alpha=0.8)
    _part(c, skin, [(12, 5), (13, 15), (4, 20)], [9, 9.5, 8])


def _open(c: Canvas, skin: RGB, line: RGB) -> None:
    for x, y, w in ((-16, 44, 8.4), (-6.5, 52, 9), (3.5, 52, 9), (13, 45, 8.6)):
        _part(c, skin, [(x * 0.6, 18), (x, y)], [w + 1, w - 1])
    _part(c, skin, [(8, 10), (19, 19), (25, 27)], [11, 9, 7.5])
    c.fill(curve(path("-9,-4 -14,10 -13,24 0,28 13,24 13,8 9,-4")), skin, volume=0.2, tone=SKIN_SHADE)
    c.fill(stroke([(-8, 18), (0, 15), (9, 19)], 1.6, taper=True), line, alpha=0.55)


def _point(c: Canvas, skin: RGB, line: RGB) -> None:
    _part(c, skin, [(9, 22), (10, 50)], [9.5, 7.5])
    _grip(c, skin, line)


_HANDS = {"rest": _rest, "grip": _grip, "open": _open, "point": _point}


def handshake(c: Canvas, left: int, right: int) -> None:
    """Two right hands of the given skins clasped at the origin, one from either side."""
    one, other = SKINS[left], SKINS[right]
    brown = SKIN_SHADE
    c.fill(
        curve(path("-34,-12 -10,-18 14,-15 24,-4 22,12 6,19 -14,16 -34,10")),
        one,
        volume=0.34,
        rim=0.3,
        tone=brown,
        depth=9,
    )
    c.fill(curve(path("36,-13 14,-17 -4,-12 -10,0 2,8 16,14 36,11")), other, volume=0.34, rim=0.35, tone=brown, depth=9)
    for k in range(4):
        y = -9 + k * 6.6
        c.fill(
            bend([(6 - k * 1.5, y), (-8 - 2.4 * k if k < 3 else -12, y + 2.5)], [8, 6.6], 3),
            other,
            volume=0.3,
            rim=0.25,
            tone=brown,
            depth=4,
        )
    c.fill(bend([(-14, -11), (2, -19), (12, -17)], [11, 10, 7.5], 4), one, volume=0.3, rim=0.4, tone=brown, depth=5)


def holding(c: Canvas, x: float, y: float, size: float, skin: int, *, flip: bool = False) -> None:
    """Fingers that hold a thing by its left edge (or its right, flipped)."""
    tone = SKINS[skin]
    with c.at(x, y, size, flip=flip):
        for k in range(4):
            c.fill(
                bend([(-18, 4 + k * 9), (0, 2 + k * 9), (10 - k, 3 + k * 9)], [10, 9.5, 8], 3),
                tone,
                volume=0.3,
                rim=0.25,
                tone=SKIN_SHADE,
                depth=4,
            )
        c.fill(
            bend([(-16, -2), (-2, -14), (8, -16)], [11, 10, 8], 3),
            tone,
            volume=0.3,
            rim=0.3,
            tone=SKIN_SHADE,
            depth=4,
        )
