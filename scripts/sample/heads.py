"""Heads, from the front and from behind: drawn about the head's centre, 100 units high."""

from __future__ import annotations

from sample.canvas import Canvas, Fade
from sample.colours import SKIN_SHADE
from sample.faces import ears, face, features
from sample.headwear import hair_back, hair_front, hat, veil_back, veil_front
from sample.looks import HAIRS, SKINS, Head, Look
from sample.shapes import curve, darker, lighter, mirrored, mix, oval, path, rgb, stroke


def draw_head(c: Canvas, who: Head, look: Look) -> None:
    """The head from the front, the neck not included."""
    skin = SKINS[who.skin]
    if who.hair == "hijab":
        veil_back(c, who)
    else:
        hair_back(c, who, look)
        ears(c, skin, look)
    face(c, who, skin, look)
    features(c, who, skin, look)
    if who.hair == "hijab":
        veil_front(c, who, look)
    else:
        hair_front(c, who, look)
    hat(c, who, look)


def draw_head_back(c: Canvas, who: Head, look: Look) -> None:
    """The head from behind."""
    skin, t = SKINS[who.skin], look.turn
    if who.hair == "hijab":
        shape = curve(mirrored(path("0,-64 30,-56 47,-22 46,20 42,46 48,70")))
        c.fill(shape, Fade(lighter(who.veil, 0.1), darker(who.veil, 0.16)), volume=0.34, rim=0.4)
        c.soft(stroke([(16 + t * 8, -30), (20 + t * 6, 14), (8, 58)], 7, taper=True), darker(who.veil, 0.5), 0.3, 4)
    else:
        for side in (-1, 1):
            c.fill(oval(side * 38 + t * 4, 7, 6, 10), mix(skin, rgb("B4532F"), 0.15))
        c.fill(curve(mirrored(path("0,-40 34,-20 34,14 25,40 18,56"))), skin, volume=0.3, tone=SKIN_SHADE)
        hair = HAIRS[who.shade]
        low = 44 if who.hair in {"bob", "tail"} else 26
        c.fill(
            curve(mirrored([(0, -63), (28, -56), (42, -26), (39, 6), (30, low), (12, low + 6), (0, low + 4)])),
            Fade(lighter(hair, 0.14), hair),
            volume=0.35,
            rim=0.28,
        )
        if who.hair == "tail":
            c.fill(curve(path("-10,-18 10,-18 15,30 7,74 -6,76 -14,30")), darker(hair, 0.1), rim=0.3, volume=0.3)
    hat(c, who, look)
