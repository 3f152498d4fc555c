"""Small things: what lies on a table or in a hand."""

from __future__ import annotations

import math

from sample.canvas import Canvas, Fade
from sample.colours import DARK, GOLD, GREEN, PAPER, SILVER, WOOD
from sample.hands import holding
from sample.shapes import RGB, bend, box, curve, darker, lighter, limb, mix, oval, path, rgb, stroke


def folder(c: Canvas, x: float, y: float, size: float, colour: RGB = GREEN, turn: float = 0) -> None:
    """An open signature folder lying on a table."""
    with c.at(x, y, size, turn=turn):
        c.soft([(-104, 6), (-78, -36), (84, -36), (108, 10)], DARK, 0.5, 7)
        c.fill(path("-104,4 -80,-40 0,-34 82,-40 106,4 0,14"), colour, rim=0.5)
        for side in (-1, 1):
            c.fill([(side * 94, 0), (side * 74, -36), (side * 3, -31), (side * 3, 8)], PAPER, volume=0.14)
            for k in range(4):
                c.fill(
                    stroke([(side * (18 + k), -24 + k * 7), (side * (68 + 3 * k), -28 + k * 7)], 1.8),
                    rgb("B9B2A4"),
                    alpha=0.8,
                )
        c.fill(stroke(path("30,-2 44,-10 50,0 64,-6 74,-3"), 2.2), rgb("23407A"))


def papers(c: Canvas, x: float, y: float, size: float) -> None:
    with c.at(x, y, size):
        for k, turn in enumerate((0.1, -0.06, 0.02)):
            with c.at(k * 4, -k * 3, turn=turn):
                c.fill([(-62, 6), (-46, -24), (50, -24), (64, 6)], PAPER, volume=0.14, rim=0.3)
        for k in range(3):
            c.fill(stroke([(-34 - 3 * k, -22 + k * 7), (36 + 3 * k, -22 + k * 7)], 1.8), rgb("B9B2A4"))


def board(c: Canvas, x: float, y: float, size: float, turn: float = 0, colour: RGB = WOOD) -> None:
    """A clipboard held in a hand, seen from the front."""
    with c.at(x, y, size, turn=turn):
        c.fill(box(-40, -56, 80, 112, 6), colour, rim=0.5, volume=0.2)
        c.fill(box(-34, -46, 68, 96, 2), PAPER, volume=0.12)
        c.fill(box(-17, -62, 34, 14, 4), rgb("8E939C"), rim=0.6)
        for k in range(6):
            c.fill(box(-26, -34 + k * 13, 40 + 4 * (k % 3), 3, 1), rgb("A9A294"))
            c.fill(box(18, -36 + k * 13, 8, 7, 2), rgb("1F7A5C") if k < 4 else rgb("C9C2B2"))


def pen(c: Canvas, x: float, y: float, size: float) -> None:
    with c.at(x, y, size):
        c.fill(limb([(0, 0), (24, -46)], [3, 7]), rgb("23222B"), rim=0.6)
        c.fill(limb([(18, -34), (24, -46)], [7, 7]), GOLD, rim=0.6)


def cup(c: Canvas, x: float, y: float, size: float) -> None:
    with c.at(x, y, size):
        c.soft(oval(2, 2, 44, 7), DARK, 0.5, 5)
        c.fill(oval(0, 0, 40, 7), rgb("E9E0CF"), rim=0.5)
        c.fill(
            curve([(-26, -44), (26, -44), (20, -2), (-20, -2)], steps=3),
            Fade(rgb("FFFDF7"), rgb("CFC4AE"), across=True),
            rim=0.4,
        )
        c.fill(oval(0, -44, 26, 6), rgb("7A4A2B"))


def notebook(c: Canvas, x: float, y: float, size: float, turn: float = 0) -> None:
    with c.at(x, y, size, turn=turn):
        c.soft([(-70, 8), (-54, -30), (58, -30), (76, 10)], DARK, 0.4, 6)
        c.fill([(-68, 6), (-50, -32), (52, -32), (70, 6)], PAPER, volume=0.12, rim=0.4)
        c.fill(limb([(1, -32), (1, 6)], [2.4, 2.4]), rgb("C9BFA9"))
        for k in range(4):
            c.fill(stroke([(-46 - 3 * k, -25 + k * 7), (-8, -25 + k * 7)], 1.6), rgb("8A93A5"))
        with c.at(34, -8):
            pen(c, 0, 0, 0.8)


def tablet(c: Canvas, x: float, y: float, size: float) -> None:
    """A drawing tablet lying on the desk with its pen."""
    with c.at(x, y, size):
        c.soft([(-96, 8), (-76, -40), (84, -40), (108, 8)], DARK, 0.5, 7)
        c.fill([(-96, 4), (-76, -44), (80, -44), (102, 4)], rgb("2B2D35"), rim=0.6)
        c.fill([(-84, 0), (-68, -39), (72, -39), (90, 0)], Fade(rgb("F8B65A"), rgb("E2655A"), across=True))
        c.fill(curve(path("-84,0 -60,-20 -20,-8 30,-26 90,0")), GREEN)
        pen(c, 40, -14, 0.9)


def swatches(c: Canvas, x: float, y: float, size: float) -> None:
    """A fan of colour cards."""
    with c.at(x, y, size):
        for k, hue in enumerate(("0B4F3A", "1F7A5C", "FFC20E", "F28C28", "C8553D", "2F6F8F")):
            with c.at(0, 0, turn=-0.9 + 0.3 * k):
                c.fill(box(-17, -96, 34, 98, 4), rgb(hue), volume=0.2, rim=0.5)


def certificate(c: Canvas, x: float, y: float, size: float, skin: int) -> None:
    """A certificate in its green folder, held by both edges; its middle at (x, y)."""
    with c.at(x, y, size):
        c.soft(box(-76, -44, 160, 118, 4), DARK, 0.35, 8)
        c.fill(box(-80, -56, 160, 116, 5), GREEN, rim=0.5)
        c.fill(box(-72, -48, 144, 100, 3), Fade(rgb("FFFBF0"), rgb("EADFC6")))
        c.fill(box(-64, -40, 128, 3), GOLD)
        c.fill(box(-64, 41, 128, 3), GOLD)
        c.fill(box(-40, -28, 80, 8, 3), darker(GOLD, 0.35))
        for k in range(3):
            c.fill(box(-48, -8 + k * 11, 96 - 16 * (k % 2), 4, 2), rgb("B9B2A4"))
        c.fill(oval(42, 28, 12, 12), GOLD, volume=0.4, rim=0.5)
        holding(c, -80, -2, 1, skin)
        holding(c, 80, -2, 1, skin, flip=True)


def scroll(c: Canvas, x: float, y: float, size: float) -> None:
    """A rolled certificate with a ribbon."""
    with c.at(x, y, size, turn=-0.35):
        c.fill(box(-52, -13, 104, 26, 10), Fade(rgb("FFFBF0"), rgb("CFC2A4")), rim=0.6)
        c.fill(oval(52, 0, 6, 13), rgb("E3D6B8"))
        c.fill(box(-9, -14, 18, 28, 3), rgb("C8202B"), volume=0.3)


def cap(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    """A graduate's cap in the air."""
    with c.at(x, y, size, turn=turn):
        c.fill(curve(path("-34,-2 34,-2 30,28 0,36 -30,28"), steps=4), rgb("1E2433"), volume=0.4)
        c.fill([(-66, -8), (0, -32), (66, -8), (0, 16)], Fade(rgb("3A435C"), rgb("20263A")), rim=0.7)
        c.fill(bend([(0, -8), (34, 10), (52, 42)], [3, 3, 3], 4), GOLD)
        c.fill(limb([(52, 40), (54, 62)], [6, 11]), GOLD, volume=0.3)


def cables(c: Canvas, x: float, y: float, size: float) -> None:
    """A coil of network cables on a table."""
    with c.at(x, y, size):
        c.soft(oval(0, 4, 130, 14), DARK, 0.45, 8)
        for k, hue in enumerate(("3D8FD1", "FFC20E", "E5683F", "57B98A")):
            cx = -70 + 46 * k
            for j in range(3):
                ring = [
                    (cx + (48 - 5 * j) * math.cos(a * 0.7), -12 - 6 * j + 15 * math.sin(a * 0.7)) for a in range(10)
                ]
                c.fill(stroke(ring, 6), mix(rgb(hue), DARK, 0.08 * j), rim=0.5)
        c.fill(bend([(100, -14), (150, -40), (190, -6)], [6, 6, 6]), rgb("57B98A"), rim=0.5)
        c.fill(box(184, -14, 26, 14, 3), rgb("E8EEF0"), rim=0.6)


def crimp(c: Canvas, x: float, y: float, size: float) -> None:
    """A crimping tool and the cable that it bites; where two hands meet."""
    with c.at(x, y, size):
        c.fill(bend([(-120, 60), (-90, 10), (-40, 4), (4, -4)], [6, 6, 6, 6]), rgb("3D8FD1"), rim=0.5)
        c.fill(box(-8, -14, 22, 16, 3), rgb("E8F2F6"), rim=0.7)
        c.fill(limb([(14, -6), (70, 20)], [12, 11]), rgb("D64A3A"), rim=0.5)
        c.fill(limb([(14, -10), (76, -10)], [12, 11]), rgb("D64A3A"), rim=0.5)
        c.fill(oval(12, -8, 13, 12), rgb("8C959C"), volume=0.4, rim=0.6)


def laptop(c: Canvas, x: float, y: float, size: float, *, lid: RGB = SILVER) -> None:
    """A laptop from behind, its foot at (x, y)."""
    with c.at(x, y, size):
        c.soft(oval(0, 2, 96, 9), DARK, 0.45, 6)
        c.fill(box(-84, -108, 168, 106, 8), Fade(lighter(lid, 0.4), darker(lid, 0.2)), rim=0.6)
        c.fill(oval(0, -56, 9, 9), darker(lid, 0.3))
        c.fill(box(-94, -5, 188, 8, 3), darker(lid, 0.25), rim=0.5)


def food(c: Canvas, x: float, y: float, size: float, kind: int) -> None:
    """A tray of something good to eat or drink."""
    with c.at(x, y, size):
        c.soft(oval(0, 4, 74, 10), DARK, 0.4, 6)
        if kind % 3 == 2:
            for k in range(3):
                px = -40 + 40 * k
                hue = rgb(("F28C28", "57B98A", "C8553D")[k])
                c.fill(
                    curve([(px - 15, -52), (px + 15, -52), (px + 11, 2), (px - 11, 2)], steps=3),
                    Fade(lighter(hue, 0.4), hue),
                    volume=0.25,
                    rim=0.6,
                )
                c.fill(limb([(px + 3, -40), (px + 10, -78)], [4, 4]), rgb("FFF6E4"))
            return
        c.fill(oval(0, -2, 72, 14), rgb("3D6B45"), rim=0.4)
        c.fill(oval(0, -7, 66, 12), rgb("5E9A5C"))
        hue = rgb(("D98E3A", "F1E3C0", "8A4A2B")[kind % 3] if kind < 3 else ("C8553D", "E3B04B")[kind % 2])
        for k in range(8):
            c.fill(
                oval(-46 + 30 * (k % 4) + (15 if k > 3 else 0), -14 - 14 * (k // 4), 19, 13), hue, volume=0.4, rim=0.5
            )
