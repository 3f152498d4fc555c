"""People from the neck down: 700 units tall, feet at the origin; what they wear and how they stand."""

from __future__ import annotations

from sample.arms import cloth_of, draw_arms
from sample.canvas import Canvas, Fade
from sample.clothes import dress_front
from sample.colours import SKIN_SHADE
from sample.figure import WHITE, Person, Pose
from sample.heads import draw_head, draw_head_back
from sample.looks import SKINS
from sample.shapes import Outline, Shape, bend, box, curve, darker, lighter, mirrored, mix, oval, path, rgb, stroke


def draw_person(c: Canvas, who: Person, pose: Pose, *, shadow: bool = True) -> None:
    """The whole figure, from what lies behind to what lies in front."""
    if shadow:
        c.soft(oval(26, 2, 105, 15), (20, 14, 30), 0.42, 9)
    for layer in ("back", "legs", "torso", "front", "drape", "head", "top"):
        _LAYERS[layer](c, who, pose) if layer in _LAYERS else draw_arms(c, who, pose, layer)


def torso_of(who: Person, pose: Pose) -> Outline:
    """The outline of the upper body."""
    wide, lean = who.shoulder * (1 - 0.1 * abs(pose.turn)), pose.lean
    waist = (54 if who.head.woman else 63) * who.broad
    hem = -392 if who.wear.top == "uniform" and not who.head.woman else -318
    hip = waist + (2 if hem < -350 else 12)
    right = [
        (0, -594), (22, -591), (wide * 0.66, -575), (wide - 3, -558), (wide + 4, -532), (wide - 5, -490),
        (waist + 4, -440), (waist + 1, -410), (hip, hem), (hip * 0.5, hem + 5), (0, hem + 6),
    ]  # fmt: skip
    return curve([(x + lean * min(1.0, (-y - 360) / 220), y) for x, y in mirrored(right)])


def _torso(c: Canvas, who: Person, pose: Pose) -> None:
    paint, colour = cloth_of(who)
    shape = torso_of(who, pose)
    skin = SKINS[who.head.skin]
    neck = 15 if who.head.woman else 19
    x = pose.lean
    if pose.back:
        c.fill(shape, paint, volume=0.32, rim=0.4, depth=30)
        _back_details(c, who, shape, x)
        return
    c.fill(shape, paint, volume=0.34, rim=0.4, depth=30)
    with c.inside(shape):
        for side in (-1, 1):
            c.soft(
                stroke([(side * 74 + x, -512), (side * 50 + x, -470), (side * 40 + x, -420)], 9, taper=True),
                darker(colour, 0.5),
                0.3,
                5,
            )
        dress_front(c, who.wear, x, pose.turn, woman=who.head.woman)
    throat = [(x - neck, -622), (x + neck, -622), (x + neck + 3, -585), (x + pose.turn * 6, -556), (x - neck - 3, -585)]
    low = -572 if who.wear.top in {"suit", "gown"} else -556
    bare = curve([(px, min(py, low)) for px, py in throat], steps=4)
    c.fill(bare, skin)
    with c.inside(bare):
        c.soft(oval(x + 4 + pose.turn * 4, -603, 34, 22), SKIN_SHADE, 0.55, 5)
    _collar(c, who, x, pose.turn)


def _collar(c: Canvas, who: Person, x: float, turn: float) -> None:
    colour = {"suit": WHITE, "gown": who.wear.trim}.get(who.wear.top, who.wear.colour)
    if who.wear.top == "vest":
        colour = WHITE
    if who.wear.top == "batik":
        colour = mix(colour, (0, 0, 0), 0.12)
    for side in (-1, 1):
        flap = [
            (x + side * 17, -600),
            (x + side * 27, -590),
            (x + side * 31, -569),
            (x + side * 15 + turn * 4, -556),
            (x + turn * 5 + side * 2, -566),
            (x + side * 12, -580),
        ]
        c.fill(flap, lighter(colour, 0.18), volume=0.25, rim=0.5, depth=8)


def _back_details(c: Canvas, who: Person, shape: Outline, x: float) -> None:
    colour = who.wear.colour
    with c.inside(shape):
        c.soft(oval(x + 5, -592, 52, 24), darker(colour, 0.6), 0.4, 8)
        c.fill(stroke([(x - 62, -545), (x, -536), (x + 62, -545)], 2.2), darker(colour, 0.24), alpha=0.6)
        c.soft(stroke([(x, -520), (x + 6, -460), (x + 2, -400)], 8, taper=True), darker(colour, 0.5), 0.28, 5)
        if who.wear.top == "wearpack":
            c.fill(box(x - 90, -500, 180, 17), who.wear.trim)
            c.fill(box(x - 90, -495, 180, 7), rgb("E9EDF0"))
    c.fill(
        curve([(x - 24, -594), (x, -589), (x + 24, -594), (x + 26, -582), (x, -576), (x - 26, -582)]),
        lighter(colour, 0.14),
        rim=0.4,
    )


def _legs(c: Canvas, who: Person, pose: Pose) -> None:
    wear, s = who.wear, pose.stride
    low = wear.colour if wear.top in {"wearpack", "gown"} else wear.low_colour
    paint = Fade(lighter(low, 0.08), darker(low, 0.2))
    for side in (-1, 1):
        x = side * (25 + 7 * abs(s)) + s * side * 26
        lift = 10 * abs(s) if side * s < 0 else 0
        c.fill(
            curve(
                [
                    (x - 21, -14 - lift),
                    (x + 12, -26 - lift),
                    (x + 21, -12 - lift),
                    (x + side * 9 + 22, -2 - lift),
                    (x + side * 9, 3 - lift),
                    (x + side * 9 - 24, -1 - lift),
                ]
            ),
            rgb("26222A"),
            rim=0.5,
        )
    if wear.low == "skirt" or wear.top == "gown":
        wide = 74 + 20 * abs(s)
        hem = -24 if wear.top == "gown" else -16
        gown = curve(
            mirrored(
                [(0, -400), (50, -395), (68, -340), (wide, -150), (wide + 6, hem), (wide * 0.5, hem + 7), (0, hem + 5)]
            )
        )
        c.fill(gown, paint, volume=0.4, rim=0.34, depth=34)
        with c.inside(gown):
            for k in (-34, 2, 36):
                c.soft(stroke([(k * 0.5, -330), (k, -180), (k * 1.3, -20)], 9, taper=True), darker(low, 0.5), 0.34, 5)
        return
    shape: Shape = [curve(path("-60,-404 60,-404 64,-360 54,-310 0,-316 -54,-310 -64,-360"))]
    for side in (-1, 1):
        foot = side * (25 + 7 * abs(s)) + s * side * 26
        shape += bend([(side * 27, -372), (side * 30 + s * side * 12, -190), (foot, -24)], [74, 55, 45])
    c.fill(shape, paint, volume=0.42, rim=0.32, depth=17)
    with c.inside(shape):
        c.soft(stroke([(6, -322), (5 + s * 4, -200), (6, -60)], 12, taper=True), darker(low, 0.75), 0.5, 4)
        for side in (-1, 1):
            c.soft(
                stroke([(side * 46, -215), (side * 22, -196), (side * 8, -200)], 6, taper=True),
                darker(low, 0.6),
                0.4,
                3,
            )
    if wear.top == "uniform" and not who.head.woman:
        c.fill(box(-63, -400, 126, 20, 3), rgb("2B262B"))
        c.fill(box(-11, -399, 22, 18, 3), rgb("2B262B") if pose.back else rgb("C9A24A"), rim=0.5)


def _drape(c: Canvas, who: Person, pose: Pose) -> None:
    if who.wear.bag and not pose.back:
        for side in (-1, 1):
            c.fill(
                stroke(
                    [(side * 44 + pose.lean, -584), (side * 56 + pose.lean, -530), (side * 58 + pose.lean, -450)], 15
                ),
                who.wear.bag,
                volume=0.3,
                rim=0.4,
                depth=6,
            )
    if who.wear.bag and pose.back:
        c.fill(
            box(pose.lean - 55, -560, 110, 150, 28),
            Fade(lighter(who.wear.bag, 0.1), darker(who.wear.bag, 0.15)),
            volume=0.4,
            rim=0.5,
            depth=20,
        )
        c.fill(box(pose.lean - 42, -470, 84, 50, 14), darker(who.wear.bag, 0.14), rim=0.4)
    if who.head.hair != "hijab":
        return
    veil, x, t = who.head.veil, pose.lean, pose.turn * 6
    if pose.back:
        outline = curve([(px + x, py) for px, py in mirrored(path("0,-612 42,-606 66,-572 67,-530 38,-486 0,-474"))])
        c.fill(outline, Fade(lighter(veil, 0.06), darker(veil, 0.12)), volume=0.3, rim=0.4, depth=22)
        return
    right = [(x + t, -614), (x + 40, -608), (x + 62, -578), (x + 66, -545), (x + 52, -508), (x + 20 + t, -481)]
    outline = curve([*right, (x - 14 + t, -478), (x - 46, -500), (x - 64, -541), (x - 60, -578), (x - 40, -608)])
    with c.inside([torso_of(who, pose)]):
        c.soft([(px + 5, py + 9) for px, py in outline], (30, 20, 48), 0.34, 6)
    c.fill(outline, Fade(darker(veil, 0.1), lighter(veil, 0.08)), volume=0.36, rim=0.4, depth=24)
    with c.inside(outline):
        for k in range(4):
            fold = [(x - 52 + 8 * k, -590 + 4 * k), (x - 20 + 14 * k, -556 + 12 * k), (x + 30 + 9 * k, -548 + 10 * k)]
            c.soft(stroke(fold, 6, taper=True), darker(veil, 0.5), 0.3, 2.4)
        c.soft(oval(x + 6, -604, 48, 26), darker(veil, 0.6), 0.5, 8)


def _head(c: Canvas, who: Person, pose: Pose) -> None:
    with c.at(pose.lean * 1.12 + pose.look.turn * 5, -646 + pose.look.nod * 5, 1.1, turn=pose.look.tilt):
        (draw_head_back if pose.back else draw_head)(c, who.head, pose.look)
        if pose.back and who.head.hair == "hijab":
            c.soft(oval(0, 66, 42, 15), mix(who.head.veil, (30, 20, 48), 0.07), 0.9, 9)


_LAYERS = {"legs": _legs, "torso": _torso, "drape": _drape, "head": _head}
