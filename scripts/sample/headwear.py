"""What is on a head: hair, hijab, peci, helmet, cap; drawn about the head's centre."""

from __future__ import annotations

from sample.canvas import Canvas, Fade
from sample.looks import HAIRS, Head, Look
from sample.shapes import RGB, Outline, curve, darker, lighter, limb, mirrored, oval, path, rgb, stroke


def hair_back(c: Canvas, who: Head, look: Look) -> None:
    hair = HAIRS[who.shade]
    if who.hair == "bob":
        c.fill(curve(mirrored(path("0,-62 34,-52 46,-14 46,30 37,54 22,56"))), darker(hair, 0.2))
    if who.hair == "tail":
        x = -look.turn * 34 - 8
        c.fill(
            curve([(x - 14, -30), (x + 12, -32), (x + 18, 20), (x + 6, 66), (x - 8, 72), (x - 20, 20)]),
            darker(hair, 0.25),
            volume=0.3,
        )


def hair_front(c: Canvas, who: Head, look: Look) -> None:
    if who.hair == "none":
        return
    hair, t = HAIRS[who.shade], look.turn * 5
    paint = Fade(lighter(hair, 0.16), hair)
    top = {
        "short": path("-39.5,6 -43,-24 -33,-53 -6,-65 22,-61 41,-38 40,6 35,-8 31,-27 14,-36 -10,-31 -27,-25 -34.5,-8"),
        "side": path(
            "-39.5,8 -43,-26 -30,-57 0,-69 28,-61 42,-34 39.5,8 35,-10 33,-22 20,-33 2,-35 -18,-42 -29,-26 -35,-8"
        ),
        "crop": path("-39,4 -41,-26 -29,-50 0,-58 29,-50 41,-26 39,4 35,-12 31,-30 14,-36 -14,-36 -31,-30 -35,-12"),
        "curls": path(
            "-40,8 -46,-12 -44,-38 -30,-58 -12,-68 8,-66 26,-62 42,-44 46,-16 40,8 35,-9 33,-26 "
            "22,-29 12,-36 0,-30 -12,-36 -24,-28 -33,-24 -35,-8"
        ),
        "bob": path(
            "-41,40 -47,0 -40,-44 -14,-63 14,-63 40,-44 47,0 41,40 37,16 35,-12 22,-30 -6,-37 -26,-24 -36,-6 -37,16"
        ),
        "tail": path("-39,14 -43,-24 -32,-54 0,-65 32,-54 43,-24 39,14 36,-8 28,-28 0,-40 -28,-28 -36,-8"),
    }[who.hair]
    shape = curve([(x + (t if -30 < x < 30 else t * 0.4), y) for x, y in top])
    c.fill(shape, paint, volume=0.4, rim=0.26)
    with c.inside(shape):
        for k, bright in enumerate((0.24, 0.15)):
            arc = [(-28 + t, -32 - 6 * k), (-12 + t, -50 - 5 * k), (10 + t, -54 - 4 * k), (26 + t, -46)]
            c.fill(stroke(arc, 4.5 - k, taper=True), lighter(hair, bright), alpha=0.55)


def veil_back(c: Canvas, who: Head) -> None:
    c.fill(curve(mirrored(path("0,-64 33,-54 48,-18 47,24 40,56 22,70"))), darker(who.veil, 0.12))


def veil_front(c: Canvas, who: Head, look: Look) -> None:
    t, veil = look.turn * 9, who.veil
    rim = [
        (t, -37),
        (19 + t, -32),
        (31 + t * 0.6, -12),
        (31.5 + t * 0.5, 10),
        (26 + t * 0.7, 30),
        (13 + t, 46),
        (t, 50),
    ]
    left = [(2 * t * share - x, y) for (x, y), share in zip(rim, (1, 1, 0.6, 0.5, 0.7, 1, 1), strict=True)]
    inner = curve([*rim, *reversed(left[1:-1])])
    outer = mirrored(path("0,-65 25,-60 43,-40 49,-10 47,22 42,50 26,68 0,72"))
    ring = _ring(curve(outer), inner)
    with c.inside(inner):
        c.soft(
            _ring(oval(0, 0, 70, 90), curve([(x + 3, y + 5) for x, y in [*rim, *reversed(left[1:-1])]])),
            rgb("5A2417"),
            0.4,
            3.5,
        )
    c.fill(ring, Fade(lighter(veil, 0.14), darker(veil, 0.1)))
    with c.inside(ring):
        c.soft(curve(path("20,-62 60,-40 60,80 0,80 26,50 40,10 36,-30")), darker(veil, 0.5), 0.5, 7)
        for k in range(3):
            fold = [(30 - 5 * k + t * 0.4, 34 + 5 * k), (16 - 4 * k, 56 + 3 * k), (-8 - 6 * k, 68)]
            c.fill(stroke(fold, 2.4, taper=True), darker(veil, 0.34), alpha=0.6)
        c.fill(stroke([(-42, -34), (-30, -52), (-8, -61)], 3.2, taper=True), (255, 252, 240), alpha=0.5)
        c.fill(stroke([inner[i] for i in range(0, len(inner), 4)][:6], 2.2), darker(veil, 0.2), alpha=0.5)


def _ring(outer: Outline, inner: Outline) -> Outline:
    """What lies between two outlines, as one outline that goes around both."""
    return [*outer, outer[0], inner[0], *reversed(inner)]


def hat(c: Canvas, who: Head, look: Look) -> None:
    t = look.turn * 3
    if who.hat == "peci":
        body = curve(
            [
                (-43, -14),
                (-41.5, -40),
                (-39 + t, -59),
                (-34 + t, -66),
                (0 + t, -69),
                (34 + t, -66),
                (39 + t, -59),
                (41.5, -40),
                (43, -14),
                (24, -25),
                (0, -28),
                (-24, -25),
            ]
        )
        c.fill(body, Fade(lighter(who.peci, 0.12), who.peci), volume=0.5, rim=0.3)
        c.fill(stroke([(-37, -52), (t, -63), (37, -52)], 1.4), lighter(who.peci, 0.2), alpha=0.6)
    if who.hat == "helmet":
        _helmet(c, who.hat_colour, t)
    if who.hat == "toga":
        _toga(c, t)
    if who.hat == "cap":
        c.fill(
            curve(path("-42,-18 -40,-46 -20,-64 16,-65 38,-48 43,-20 20,-28 -20,-28")),
            who.hat_colour,
            volume=0.35,
            rim=0.3,
        )
        c.fill(
            curve(
                [
                    (-36 + 3 * t, -24),
                    (0 + 3 * t, -33),
                    (38 + 3 * t, -24),
                    (44 + 4 * t, -14),
                    (0 + 4 * t, -22),
                    (-40 + 3 * t, -14),
                ]
            ),
            darker(who.hat_colour, 0.25),
        )


def _toga(c: Canvas, t: float) -> None:
    c.fill(curve(path("-42,-18 -41,-44 0,-54 41,-44 42,-18 22,-27 0,-30 -22,-27")), rgb("1E2433"), volume=0.4)
    c.fill([(-70 + t, -56), (0 + t, -78), (70 + t, -56), (0 + t, -36)], Fade(rgb("343C52"), rgb("202637")), rim=0.7)
    c.fill(stroke([(t, -57), (38 + t, -48), (54 + t, -34), (55 + t, -6)], 2.6), rgb("FFC20E"))
    c.fill(limb([(55 + t, -8), (55 + t, 12)], [6, 10]), rgb("FFC20E"), volume=0.3)


def _helmet(c: Canvas, colour: RGB, t: float) -> None:
    dome = curve(path("-46,-20 -46,-46 -30,-71 0,-79 30,-71 46,-46 46,-20 0,-30"))
    c.fill(dome, Fade(lighter(colour, 0.22), darker(colour, 0.06)), volume=0.42, rim=0.5, tone=rgb("7A3A10"))
    ridge = curve([(-8 + 2 * t, -76), (8 + 2 * t, -76), (11 + 4 * t, -30), (-11 + 4 * t, -30)])
    c.fill(ridge, lighter(colour, 0.3), alpha=0.75, volume=0.2)
    brim = curve(path("-52,-17 -30,-27 0,-31 30,-27 52,-17 34,-17 0,-22 -34,-17"))
    c.fill(brim, darker(colour, 0.14), rim=0.5)
    c.fill(limb([(-24, -60), (-32, -44)], [5, 4]), (255, 255, 255), alpha=0.55)
