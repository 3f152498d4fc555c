"""Arms: two bones and a hand, bent so that the hand gets where it should; and the cloth of their sleeves."""

from __future__ import annotations

import math

from sample.canvas import Canvas, Cloth, Fade, Paint
from sample.clothes import pattern
from sample.colours import SKIN_SHADE
from sample.figure import WHITE, Arm, Person, Pose, Wear
from sample.hands import draw_hand
from sample.looks import SKINS
from sample.shapes import RGB, Point, bend, darker, joint, lighter, stroke


def cloth_of(who: Person) -> tuple[Paint, RGB]:
    """The paint of a top, and the plain colour that it shades from."""
    colour = who.wear.colour
    if who.wear.top == "batik":
        return Cloth(pattern(colour, who.wear.trim), colour), colour
    return Fade(lighter(colour, 0.1), darker(colour, 0.08)), colour


def draw_arms(c: Canvas, who: Person, pose: Pose, layer: str) -> None:
    for side, arm in ((-1, pose.left), (1, pose.right)):
        if arm.layer == layer:
            _arm(c, who, pose, side, arm)


def _arm(c: Canvas, who: Person, pose: Pose, side: int, arm: Arm) -> None:
    paint, colour = cloth_of(who)
    skin = SKINS[who.head.skin]
    thick = 0.88 if who.head.woman else 1
    rim = 0.3 if side < 0 and arm.layer == "back" else 0
    start = (side * (who.shoulder - 18) * (1 - 0.1 * abs(pose.turn)) + pose.lean, -539.0)
    reach = math.hypot(arm.hand[0] - start[0], arm.hand[1] - start[1])
    share = max(1.0, reach / 246) if reach > 218 else max(0.6, reach / 218)  # nearer than that it points at us
    both = [joint(start, arm.hand, 126 * share, 122 * share, way) for way in (-1, 1)]
    elbow = max(both, key=lambda spot: (0.45 * side * spot[0] + spot[1]) * arm.out)
    angle = math.atan2(arm.hand[1] - elbow[1], arm.hand[0] - elbow[0])
    if arm.hold != "none":
        with c.at(*arm.hand, 0.95 if who.head.woman else 1.06, flip=side > 0, turn=(angle - math.pi / 2)):
            draw_hand(c, skin, arm.hold)
    half = ((start[0] + elbow[0]) / 2, (start[1] + elbow[1]) / 2)
    wrist = (elbow[0] + (arm.hand[0] - elbow[0]) * 0.97, elbow[1] + (arm.hand[1] - elbow[1]) * 0.97)
    line = [start, half, elbow, _toward(elbow, wrist, 0.5), wrist]
    if who.wear.long:
        widths = [44 * thick, 42 * thick, 36 * thick, 32 * thick, 28 * thick]
        c.fill(bend(line, widths), paint, volume=0.42, rim=rim, depth=13)
        cuff = [_toward(elbow, wrist, 0.96 if who.wear.top == "suit" else 0.9), wrist]
        c.fill(bend(cuff, [29 * thick, 29 * thick], 2), _cuff(who.wear, colour), volume=0.25, depth=8)
    else:
        c.fill(
            bend([half, elbow, _toward(elbow, wrist, 0.5), wrist], [31 * thick, 28 * thick, 27 * thick, 20 * thick]),
            skin,
            volume=0.4,
            rim=0.34,
            tone=SKIN_SHADE,
            depth=10,
        )
        c.fill(
            bend([start, half, _toward(half, elbow, 0.62)], [44 * thick, 45 * thick, 44 * thick]),
            paint,
            volume=0.42,
            rim=rim,
            depth=13,
        )
    gleam = [(px + c.light[0] * 8, py + c.light[1] * 8) for px, py in (half, elbow, _toward(elbow, wrist, 0.8))]
    c.soft(stroke(gleam, 7, taper=True), lighter(colour, 0.5), 0.3, 3)
    c.soft(stroke([_toward(half, elbow, 0.7), elbow], 7, taper=True), darker(colour, 0.6), 0.25, 4)


def _cuff(wear: Wear, colour: RGB) -> RGB:
    return wear.trim if wear.top == "wearpack" else darker(colour, 0.14) if wear.top != "suit" else WHITE


def _toward(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
