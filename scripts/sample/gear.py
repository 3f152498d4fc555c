"""Machines and devices: lathe, machining centre, rack, car, exhibition stand."""

from __future__ import annotations

import math

from sample import screens
from sample.canvas import Canvas, Fade
from sample.colours import DARK, GOLD, GREEN
from sample.shapes import RGB, bend, box, curve, darker, lighter, limb, oval, path, rgb, stroke

STEEL = rgb("AEB6BC")
CAR_RED = rgb("B23A2E")
MACHINE = rgb("2F6E5C")


def wheel(c: Canvas, x: float, y: float, r: float) -> None:
    """A hand wheel with three spokes and a knob."""
    c.fill(oval(x, y, r, r), rgb("4D545A"), rim=0.6)
    c.fill(oval(x, y, r * 0.76, r * 0.76), darker(MACHINE, 0.4))
    for k in range(3):
        a = k * math.tau / 3 + 0.5
        c.fill(limb([(x, y), (x + r * 0.86 * math.cos(a), y + r * 0.86 * math.sin(a))], [r * 0.18] * 2), rgb("8C949A"))
    c.fill(oval(x, y, r * 0.24, r * 0.24), STEEL, volume=0.4, rim=0.5)
    c.fill(oval(x + r * 0.62, y - r * 0.62, r * 0.2, r * 0.2), rgb("26242A"), rim=0.6)


def lathe(c: Canvas, x: float, y: float, size: float) -> None:
    """A lathe seen from the front, 1000 wide; its upper left corner at (x, y)."""
    with c.at(x, y, size):
        c.soft(box(-20, 300, 1060, 60), DARK, 0.5, 22)
        c.fill(box(0, 190, 1010, 200, 6), Fade(darker(MACHINE, 0.1), darker(MACHINE, 0.6)), rim=0.4)
        c.fill(box(0, 150, 1010, 46, 5), Fade(rgb("DCE2E4"), rgb("77818A")), rim=0.7)
        c.fill(box(10, 164, 990, 5), rgb("F7FAFA"), alpha=0.7)
        c.fill(
            box(0, -30, 240, 226, 14),
            Fade(lighter(MACHINE, 0.18), darker(MACHINE, 0.2)),
            volume=0.36,
            rim=0.6,
            depth=30,
        )
        c.fill(box(24, 0, 130, 64, 6), rgb("20262B"), rim=0.4)
        for k in range(3):
            c.fill(oval(50 + 38 * k, 32, 13, 13), (GOLD, rgb("D64A3A"), rgb("57B98A"))[k], volume=0.4, rim=0.6)
        c.fill(limb([(60, 110), (60, 160)], [10, 10]), STEEL, rim=0.5)
        c.fill(oval(60, 104, 13, 13), rgb("C8342B"), volume=0.4, rim=0.6)
        c.fill(limb([(130, 120), (150, 168)], [10, 10]), STEEL, rim=0.5)
        _chuck(c)
        c.fill(
            box(820, 20, 190, 150, 12),
            Fade(lighter(MACHINE, 0.14), darker(MACHINE, 0.25)),
            volume=0.36,
            rim=0.6,
            depth=24,
        )
        c.fill(box(700, 62, 130, 36, 4), Fade(rgb("E8ECEE"), rgb("737D86")))
        c.fill([(700, 66), (652, 80), (700, 94)], rgb("B9C1C7"))
        wheel(c, 960, 104, 48)
        _carriage(c)


def _chuck(c: Canvas) -> None:
    c.fill(box(236, 12, 64, 140, 8), Fade(rgb("EEF1F2"), rgb("6C757D")), rim=0.6)
    for k in range(3):
        c.fill(box(296, 26 + 42 * k, 30, 26, 3), Fade(rgb("C9D0D4"), rgb("59626A")), rim=0.5)
    c.fill(box(322, 54, 334, 52, 4), Fade(rgb("FBFCFC"), rgb("828B93")))
    c.fill(box(322, 66, 334, 6), (255, 255, 255), alpha=0.8)
    c.soft(oval(470, 96, 46, 26), rgb("FFD98A"), 0.85, 12)


def _carriage(c: Canvas) -> None:
    c.fill(
        box(400, 132, 220, 150, 8), Fade(lighter(MACHINE, 0.22), darker(MACHINE, 0.2)), volume=0.35, rim=0.6, depth=24
    )
    c.fill(box(440, 104, 110, 34, 4), Fade(rgb("DDE2E5"), rgb("7C868E")), rim=0.5)
    c.fill([(470, 106), (520, 106), (492, 84), (480, 82)], rgb("4C545B"))
    wheel(c, 450, 226, 40)
    wheel(c, 566, 208, 30)
    for k in range(9):
        a = -2.6 + k * 0.28
        reach = 38 + 22 * (k % 3)
        c.fill(stroke([(484, 88), (484 + reach * math.cos(a), 88 + reach * math.sin(a))], 3, taper=True), rgb("FFE08A"))


def machining_centre(c: Canvas, x: float, y: float, size: float) -> None:
    """A closed CNC machine with window and control panel, 900 wide and 700 high."""
    with c.at(x, y, size):
        c.soft(box(-20, 660, 940, 70), DARK, 0.5, 24)
        c.fill(box(0, 0, 900, 700, 26), Fade(rgb("F3F1EA"), rgb("A9B0B2")), volume=0.26, rim=0.6, depth=50)
        c.fill(box(0, 560, 900, 140, 20), Fade(GREEN, darker(GREEN, 0.5)))
        c.fill(box(0, 548, 900, 16), GOLD)
        c.fill(box(60, 80, 540, 420, 18), rgb("2A3138"), rim=0.5)
        pane = box(82, 102, 496, 376, 10)
        c.fill(pane, Fade(rgb("1B2730"), rgb("37505C")))
        with c.inside(pane):
            c.soft(oval(330, 160, 220, 120), rgb("BFE6F0"), 0.5, 50)
            c.fill(box(270, 90, 120, 150, 8), Fade(rgb("8A949B"), rgb("D8DEE1"), across=True), volume=0.3)
            c.fill(curve([(290, 240), (370, 240), (352, 290), (308, 290)], steps=3), STEEL, volume=0.4)
            c.fill(box(322, 288, 16, 60), Fade(rgb("F4F6F7"), rgb("6E777E"), across=True))
            c.fill(box(190, 350, 290, 60, 6), Fade(rgb("D9DEE1"), rgb("7D878E")), rim=0.5)
            c.fill(box(250, 330, 150, 30, 4), Fade(rgb("F7E2B8"), rgb("B98D45")), rim=0.5)
            c.soft(oval(330, 336, 60, 24), rgb("FFE39A"), 0.8, 12)
            for k in range(11):
                a = math.pi + k * 0.31
                c.fill(
                    stroke([(330, 340), (330 + 88 * math.cos(a), 340 + 66 * math.sin(a) + 6 * (k % 3))], 3, taper=True),
                    rgb("FFE08A"),
                )
            c.soft([(82, 102), (300, 102), (150, 478), (82, 478)], (255, 255, 255), 0.16, 6)
        c.fill(box(604, 240, 20, 150, 8), STEEL, rim=0.6)
        c.fill(box(668, 110, 190, 330, 14), rgb("3A444B"), rim=0.6, volume=0.3)
        screens.screen(c, 763, 270, 160, 130, "draft", stand=False)
        for k in range(12):
            hue = ("5B676F", "5B676F", "57B98A", "D64A3A", "FFC20E")[(k * 3) % 5]
            c.fill(box(688 + (k % 4) * 40, 300 + (k // 4) * 42, 30, 28, 5), rgb(hue), rim=0.5, volume=0.2)


def rack(c: Canvas, x: float, y: float, size: float) -> None:
    """A server rack, 640 high, its foot's middle at (x, y); lights and cables."""
    with c.at(x, y, size):
        c.soft(box(-130, -16, 290, 34), DARK, 0.5, 14)
        c.fill(box(-128, -640, 256, 640, 8), Fade(rgb("3A4046"), rgb("1A1D22")), rim=0.6, volume=0.3)
        for k in range(11):
            y0 = -612 + k * 54
            c.fill(box(-104, y0, 208, 42, 4), Fade(rgb("59636B"), rgb("2D343A")), rim=0.4)
            for j in range(8):
                c.fill(box(-94 + j * 17, y0 + 17, 12, 12, 2), rgb("14171B"))
                lit = ("57E0A0", "57E0A0", "FFC20E", "2F7A5C")[(k * 5 + j * 3) % 4]
                c.fill(oval(-88 + j * 17, y0 + 10, 2.6, 2.6), rgb(lit))
            c.soft(oval(66, y0 + 20, 20, 6), rgb("57E0A0"), 0.5, 5)
            c.fill(box(52, y0 + 16, 36, 6, 3), rgb("8DF0C6"))
        for k in range(7):
            px, py = -88 + 17 * (k % 6), -590 + 54 * (k % 4)
            hue = ("FFC20E", "3D8FD1", "E5683F", "57B98A")[k % 4]
            c.fill(
                bend([(px, py), (px - 10, py + 60), (px + 30 - 8 * k, py + 130), (px + 8, py + 54 * 3 + 4)], [5.5] * 4),
                rgb(hue),
                rim=0.4,
            )


def device(c: Canvas, x: float, y: float, size: float, *, ribbon: bool = False) -> None:
    """A network device, as a gift with a ribbon, 230 wide, its middle at (x, y)."""
    with c.at(x, y, size):
        c.soft(box(-108, 24, 226, 26), DARK, 0.4, 10)
        c.fill([(-112, -34), (-90, -62), (90, -62), (112, -34)], rgb("6D7881"))
        c.fill(box(-112, -34, 224, 70, 5), Fade(rgb("4A545C"), rgb("272E34")), rim=0.6)
        for k in range(10):
            c.fill(box(-98 + 15 * k, -6, 11, 12, 2), rgb("12161A"))
            c.fill(oval(-92 + 15 * k, -16, 2.4, 2.4), rgb("57E0A0"))
        if not ribbon:
            c.fill(box(62, -8, 40, 12, 3), rgb("AEB6BC"), rim=0.5)
            return
        c.fill(box(58, -34, 26, 70), GOLD, volume=0.3)
        c.fill([(58, -34), (52, -62), (76, -62), (84, -34)], lighter(GOLD, 0.2))
        for side in (-1, 1):
            c.fill(
                curve([(68, -50), (68 + side * 22, -76), (68 + side * 40, -62), (68 + side * 20, -46)]),
                GOLD,
                volume=0.4,
                rim=0.5,
            )
        c.fill(oval(68, -52, 9, 8), darker(GOLD, 0.2), rim=0.5)


def car(c: Canvas, x: float, y: float, size: float, colour: RGB = CAR_RED) -> None:
    """The front of a car with its bonnet open, 900 wide; the ground's middle at (x, y)."""
    with c.at(x, y, size):
        c.soft(oval(0, 4, 470, 30), DARK, 0.6, 16)
        for side in (-1, 1):
            c.fill(box(side * 330 - 55, -120, 110, 124, 24), rgb("1C1B20"), rim=0.4)
        c.fill(curve([(-330, -330), (-240, -520), (240, -520), (330, -330)], steps=4), darker(colour, 0.12), rim=0.5)
        c.fill(
            curve([(-286, -340), (-214, -494), (214, -494), (286, -340)], steps=4), Fade(rgb("BFE0EA"), rgb("55707C"))
        )
        c.fill(
            curve(path("-330,-330 -300,-620 0,-660 300,-620 330,-330 0,-352"), steps=5),
            Fade(darker(colour, 0.5), darker(colour, 0.25)),
            rim=0.4,
        )
        c.fill(curve(path("-270,-360 -246,-588 0,-618 246,-588 270,-360 0,-376"), steps=5), rgb("5A2421"), volume=0.3)
        c.fill(limb([(-180, -350), (-206, -560)], [8, 8]), STEEL, rim=0.5)
        c.fill(curve(path("-360,-340 0,-366 360,-340 330,-270 -330,-270"), steps=4), rgb("26292E"))
        _engine(c)
        body = curve(path("-430,-250 -360,-300 0,-286 360,-300 430,-250 440,-110 400,-50 -400,-50 -440,-110"), steps=5)
        c.fill(body, Fade(lighter(colour, 0.22), darker(colour, 0.3)), volume=0.35, rim=0.6, depth=34)
        c.fill(box(-190, -220, 380, 86, 22), rgb("22242A"), rim=0.4)
        for k in range(4):
            c.fill(box(-176, -206 + 18 * k, 352, 5, 2), rgb("8C959C"))
        for side in (-1, 1):
            c.fill(
                curve([(side * 220, -220), (side * 390, -244), (side * 404, -180), (side * 236, -156)]),
                Fade(rgb("FFFDF0"), rgb("C8D4D8")),
                volume=0.3,
                rim=0.6,
            )
            c.soft(oval(side * 310, -200, 50, 30), (255, 250, 220), 0.6, 14)
        c.fill(box(-300, -112, 600, 40, 12), darker(colour, 0.5), rim=0.3)


def _engine(c: Canvas) -> None:
    c.fill(box(-120, -346, 240, 74, 8), Fade(rgb("8E979E"), rgb("454D54")), volume=0.3, rim=0.5)
    for k in range(4):
        c.fill(box(-96 + 52 * k, -358, 36, 24, 4), rgb("C8342B"), rim=0.5, volume=0.3)
    c.fill(bend([(130, -320), (200, -350), (260, -310)], [28, 30, 26]), rgb("33373D"), volume=0.4, rim=0.5)
    c.fill(box(-290, -340, 120, 60, 6), rgb("3B4148"), volume=0.3, rim=0.5)
    c.fill(oval(-250, -346, 12, 8), rgb("D64A3A"))
    c.fill(oval(-206, -346, 12, 8), rgb("3D8FD1"))


def stall(c: Canvas, x: float, y: float, w: float, h: float, hues: tuple[RGB, RGB]) -> None:
    """A stand with a striped awning and a counter; its foot's middle at (x, y)."""
    left, top = x - w / 2, y - h
    c.soft(box(left - 10, y - 10, w + 20, 30), DARK, 0.45, 14)
    for px in (left + 8, left + w - 20):
        c.fill(box(px, top + 40, 12, h - 40), Fade(rgb("C99A6A"), rgb("8A5A3B"), across=True))
    count = 8
    for k in range(count):
        u, v = left - 24 + (w + 48) * k / count, left - 24 + (w + 48) * (k + 1) / count
        a, b = left + w * k / count, left + w * (k + 1) / count
        scallop = curve([(v, top + 84), ((u + v) / 2, top + 114), (u, top + 84)], closed=False)
        c.fill([(a, top), (b, top), *scallop], hues[k % 2], volume=0.22, rim=0.3)
    c.soft(box(left, top + 100, w, 26), DARK, 0.4, 12)


def booth(c: Canvas, x: float, y: float, w: float, h: float, colour: RGB) -> None:
    """An exhibition stand: back wall, header, counter to come in front; its foot's middle at (x, y)."""
    left, top = x - w / 2, y - h
    c.soft(box(left - 20, y - 14, w + 40, 40), DARK, 0.4, 16)
    c.fill(box(left, top, w, h, 4), Fade(lighter(colour, 0.16), darker(colour, 0.22)), volume=0.2, rim=0.4)
    c.fill(box(left - 14, top - 46, w + 28, 74, 6), Fade(rgb("FFF9EC"), rgb("E6D7B8")), rim=0.6)
    c.fill(box(left - 14, top + 22, w + 28, 8), GOLD)
    for k in range(4):
        px = left + w * (0.14 + 0.24 * k)
        c.fill(limb([(px, top + 30), (px, top + 46)], [4, 4]), rgb("3B3A40"))
        c.fill(oval(px, top + 52, 11, 8), rgb("3B3A40"))
        c.soft(
            [(px - 8, top + 58), (px + 8, top + 58), (px + 70, top + 290), (px - 70, top + 290)],
            (255, 244, 210),
            0.24,
            14,
        )


def plane(c: Canvas, x: float, y: float, size: float) -> None:
    """An airliner from the side, nose to the left, its middle at (x, y)."""
    with c.at(x, y, size):
        c.fill([(190, -30), (300, -150), (350, -150), (310, -20)], Fade(GREEN, darker(GREEN, 0.2)), rim=0.4)
        c.fill(
            curve(path("-340,8 -310,-24 -230,-44 180,-44 330,-34 350,-20 200,30 -230,42 -310,30")),
            Fade(rgb("FFFFFF"), rgb("B6C2CC")),
            rim=0.5,
        )
        c.fill(curve(path("-340,12 -310,30 -230,42 200,30 300,0 100,18 -200,22")), GOLD, alpha=0.9)
        for k in range(19):
            c.fill(box(-230 + 21 * k, -16, 10, 13, 4), rgb("4F6A7C"))
        c.fill(curve([(-318, -8), (-290, -22), (-274, -20), (-276, -6)]), rgb("3B5162"))
        c.fill([(-60, 12), (60, 12), (190, 92), (150, 96)], Fade(rgb("DDE5EA"), rgb("8B99A5")), rim=0.5)
        c.fill(curve(path("-20,44 50,40 62,60 50,80 -20,74")), rgb("8B99A5"), volume=0.4, rim=0.4)


def camera(c: Canvas, x: float, y: float, size: float) -> None:
    """A camera on a tripod that looks to the right; its foot at (x, y)."""
    with c.at(x, y, size):
        for dx in (-90, 0, 90):
            c.fill(limb([(0, -330), (dx, 0)], [10, 7]), rgb("2B2D33"), rim=0.4)
        c.fill(box(-26, -346, 52, 22, 4), rgb("3A3D45"), rim=0.5)
        c.fill(box(-44, -430, 92, 88, 10), Fade(rgb("4A4E57"), rgb("22252B")), volume=0.3, rim=0.6)
        c.fill(curve([(-22, -428), (-12, -452), (20, -452), (30, -428)], steps=4), rgb("3A3D45"), rim=0.5)
        c.fill(box(46, -420, 58, 66, 6), Fade(rgb("565B65"), rgb("1D2026")), rim=0.6)
        c.fill(box(100, -428, 30, 82, 6), Fade(rgb("3C4049"), rgb("15171C")), rim=0.6)
        for k in range(5):
            c.fill(box(56 + 9 * k, -420, 3, 66), rgb("15171C"), alpha=0.7)
        c.fill(oval(129, -387, 7, 33), Fade(rgb("8FC0DC"), rgb("2A4668")), rim=0.4)
        c.fill(oval(-30, -416, 5, 5), rgb("E5483A"))
        c.fill(box(-52, -414, 10, 40, 3), rgb("8FD0D8"))
