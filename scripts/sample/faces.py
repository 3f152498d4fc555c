"""Faces: drawn about the head's centre, 100 units high, eyes that look where the head turns."""

from __future__ import annotations

from sample.canvas import Canvas, Fade
from sample.colours import SKIN_SHADE
from sample.looks import HAIRS, Head, Look
from sample.shapes import RGB, box, curve, darker, lighter, mirrored, mix, oval, path, rgb, stroke

INK = rgb("2A1A1C")
LIP = rgb("8E3B36")
TEETH = rgb("FFF6EC")
EYE_WHITE = rgb("FBF3EA")


def face(c: Canvas, who: Head, skin: RGB, look: Look) -> None:
    t, wide = look.turn, 1 + who.round_face
    jaw = 25 if who.woman else 31
    right = [
        (0, -50),
        (25, -46),
        (37, -22),
        (36.5 * wide, 6),
        ((jaw + 3) * wide, 24),
        (jaw * 0.78 * wide, 40),
        (9, 50.5),
    ]
    outline = curve([(x + t * max(0, y + 10) * 0.1, y) for x, y in mirrored(right)])
    c.fill(outline, Fade(lighter(skin, 0.1), mix(skin, rgb("B4532F"), 0.1)), volume=0.34, tone=SKIN_SHADE, depth=15)
    with c.inside(outline):
        for side in (-1, 1):
            c.soft(oval(side * 21 + t * 11, 21, 10, 7), rgb("E2603F"), 0.26, 4)


def ears(c: Canvas, skin: RGB, look: Look) -> None:
    for side in (-1, 1):
        if side * look.turn < 0.45:
            x = side * 37.5 - look.turn * 5
            c.fill(oval(x, 5, 6.5, 10.5), mix(skin, rgb("B4532F"), 0.12), volume=0.2)
            c.fill(oval(x + side, 6, 3, 6), mix(skin, SKIN_SHADE, 0.32))


def features(c: Canvas, who: Head, skin: RGB, look: Look) -> None:
    t, down = look.turn, look.nod * 7
    shade = mix(skin, SKIN_SHADE, 0.42)
    for side in (-1, 1):
        near = 1 - 0.24 * max(0, side * t)
        with c.at(side * (16.5 - 1.5 * abs(t)) + t * 12.5, 2.5 + down):
            _eye(c, who, look, near, side)
    x = t * 16
    c.soft(curve([(x - 1, -3 + down), (x + 5 + 4 * t, 17 + down), (x + 1, 21 + down)]), shade, 0.32, 2.2)
    c.fill(
        stroke(
            [(x - 6, 18.5 + down), (x - 2, 22 + down), (x + 3 + t, 21.8 + down), (x + 6, 18 + down)], 2.4, taper=True
        ),
        shade,
    )
    with c.at(t * 13, 33.5 + down * 0.9):
        _mouth(c, who, skin, look)
    if who.glasses:
        _glasses(c, t, down)
    if who.goggles:
        _goggles(c, t, down)


def _eye(c: Canvas, who: Head, look: Look, near: float, side: int) -> None:
    brow = darker(HAIRS[who.shade], 0.1) if who.shade != 3 else rgb("54484A")
    lift = -1.5 if look.mouth in {"laugh", "talk"} else 0
    arch = [(-10 * near, -11 + lift - side * 0.7), (0, -15.5 + lift), (10 * near, -11 + lift + side * 0.7)]
    c.fill(stroke(arch, 2.8 if who.woman else 4.2, taper=True), brow, alpha=0.9)
    if look.eyes != "open":
        dip = 3.2 if look.eyes == "down" else -3.6
        c.fill(
            stroke([(-7.5 * near, 1), (-3 * near, 1 + dip), (3 * near, 1 + dip), (7.5 * near, 1)], 2.9, taper=True), INK
        )
        return
    gaze = look.turn * 1.7
    white = curve([(-8 * near, 1), (-3 * near, -4.6), (4 * near, -4.4), (8 * near, 0.6), (3 * near, 4), (-3 * near, 4)])
    c.fill(white, EYE_WHITE)
    with c.inside(white):
        c.fill(oval(gaze, 0, 4.7 * min(1, near + 0.1), 5), rgb("3B2219"))
        c.fill(oval(gaze, -0.2, 2.4, 2.7), rgb("140C0E"))
        c.fill(box(-10, -6, 20, 3.6), rgb("5B3B3A"), alpha=0.35)
    c.fill(oval(gaze - 1.7, -1.8, 1.3, 1.3), (255, 255, 255))
    lid = [(-8.6 * near, 1.4), (-3.4 * near, -4.6), (4 * near, -4.6), (8.8 * near, 0.8)]
    c.fill(stroke(lid, 2.5 if who.woman else 2.1), INK)
    if who.woman:
        c.fill(stroke([(side * 7 * near, -1), (side * 11 * near, -4.2)], 2), INK)


def _mouth(c: Canvas, who: Head, skin: RGB, look: Look) -> None:
    lip = mix(skin, LIP, 0.75 if who.woman else 0.5)
    far = 1 - 0.12 * abs(look.turn)
    if look.mouth in {"laugh", "talk"}:
        wide, deep = (13.0, 11.5) if look.mouth == "laugh" else (8.0, 8.0)
        hole = curve(
            [
                (-wide * far, -2.5),
                (0, -1),
                (wide * far, -2.5),
                (wide * 0.62, deep * 0.62),
                (0, deep),
                (-wide * 0.62, deep * 0.62),
            ]
        )
        c.fill(hole, rgb("6B1F22"))
        with c.inside(hole):
            c.fill(box(-15, -5, 30, 7.5, 2), TEETH)
            c.fill(oval(0, deep + 1, wide * 0.6, 4.4), rgb("C65A55"))
        c.fill(
            stroke(
                [(-wide * far - 1.6, -3.4), (-wide * 0.5, -1.8), (wide * 0.5, -1.8), (wide * far + 1.6, -3.4)],
                1.8,
                taper=True,
            ),
            lip,
        )
        return
    bow = 5.2 if look.mouth == "smile" else 1.6
    c.fill(
        stroke(
            [(-11 * far, -2.4), (-5, bow * 0.55), (0, bow * 0.8), (5, bow * 0.55), (11 * far, -2.4)], 2.7, taper=True
        ),
        darker(lip, 0.2),
    )
    if who.woman:
        c.fill(
            curve([(-7 * far, bow * 0.5 - 0.5), (0, bow * 0.8), (7 * far, bow * 0.5 - 0.5), (0, bow * 0.8 + 4.6)]),
            lip,
            alpha=0.75,
        )
    else:
        c.fill(stroke([(-4, bow + 4.2), (0, bow + 5), (4, bow + 4.2)], 1.8, taper=True), mix(skin, LIP, 0.4), alpha=0.7)
    dark = HAIRS[who.shade]
    if who.beard == "moustache":
        c.fill(curve(path("-12,-6 -6,-8.6 0,-7.6 6,-8.6 12,-6 6,-3 0,-3.4 -6,-3")), dark, alpha=0.88)
    if who.beard == "goatee":
        c.fill(curve(path("-7,10 0,8.5 7,10 5,17 0,19 -5,17")), dark, alpha=0.85)


def _glasses(c: Canvas, t: float, down: float) -> None:
    frame = rgb("2C2A33")
    for side in (-1, 1):
        x = side * 16.5 + t * 12.5
        c.fill(box(x - 12.5, -6.5 + down, 25, 19, 7.5), (255, 255, 255), alpha=0.16)
        ring = [
            (x - 12.5, -2 + down),
            (x - 10, -7 + down),
            (x + 10, -7 + down),
            (x + 12.5, -2 + down),
            (x + 11, 9 + down),
            (x, 13 + down),
            (x - 11, 9 + down),
        ]
        c.fill(stroke([*ring, ring[0]], 2.1), frame)
    c.fill(stroke([(t * 12.5 - 4.5, 0 + down), (t * 12.5, -2 + down), (t * 12.5 + 4.5, 0 + down)], 2.1), frame)


def _goggles(c: Canvas, t: float, down: float) -> None:
    x = t * 11
    c.fill(box(-38, -5 + down, max(2.0, x + 8), 8, 2), rgb("3A4048"))
    c.fill(box(x + 30, -5 + down, max(2.0, 8 - x), 8, 2), rgb("3A4048"))
    with c.at(x, down):
        c.fill(box(-33, -13, 66, 30, 12), rgb("D7F1F5"), alpha=0.34, rim=0.6)
        edge = path("-32,0 -28,-12 28,-12 32,0 27,15 7,16 0,10 -7,16 -27,15 -32,0")
        c.fill(stroke(edge, 3), rgb("4A8FA8"))
        c.fill(stroke([(-22, 6), (-14, -7)], 3.4), (255, 255, 255), alpha=0.75)
