"""Places: what stands behind the people, far things pale and out of focus."""

from __future__ import annotations

import math

from sample import props
from sample.canvas import Canvas, Fade
from sample.colours import DARK, GOLD, GREEN, LEAF
from sample.shapes import RGB, box, curve, darker, lighter, limb, mix, oval, path, rgb, stroke

WIDE, HIGH = 1600, 1200
WARM = (255, 236, 196)


def sunbeams(c: Canvas, x: float, y: float, count: int = 3, *, alpha: float = 0.16, wide: float = 150) -> None:
    """Light that falls in from the upper left."""
    for k in range(count):
        left = x + k * wide * 1.35
        c.soft(
            [(left, y), (left + wide * 0.6, y), (left + wide * 0.6 + 620, y + 1050), (left + 330, y + 1050)],
            WARM,
            alpha,
            24,
        )


def window(c: Canvas, x: float, y: float, w: float, h: float, *, bars: int = 2) -> None:
    """A window onto a bright morning with trees."""
    c.soft(box(x - 20, y - 20, w + 40, h + 40), WARM, 0.5, 26)
    pane = box(x, y, w, h)
    c.fill(pane, Fade(rgb("D8EEF4"), rgb("FFF6DC")))
    with c.inside(pane):
        for k in range(5):
            cx = x + w * (0.05 + 0.24 * k)
            c.fill(
                oval(cx, y + h * (0.9 - 0.08 * (k % 3)), w * 0.22, h * 0.24),
                mix(rgb("7FB08A"), WARM, 0.35 - 0.1 * (k % 2)),
            )
    frame = rgb("F5EAD4")
    for k in range(bars + 1):
        c.fill(box(x + w * k / bars - 6, y - 6, 12, h + 12), frame, volume=0.2)
    for share in (0, 0.38, 1):
        c.fill(box(x - 6, y + h * share - 6, w + 12, 12), frame, volume=0.2)


def curtain(c: Canvas, x: float, y: float, w: float, h: float, colour: RGB, fold: float = 44) -> None:
    """A heavy curtain in even folds."""
    c.fill(box(x, y, w, h), Fade(lighter(colour, 0.06), darker(colour, 0.35)))
    for k in range(int(w // fold)):
        px = x + k * fold
        c.fill(box(px, y, fold * 0.5, h), Fade(darker(colour, 0.5), lighter(colour, 0.2), across=True), alpha=0.75)
        c.fill(
            box(px + fold * 0.5, y, fold * 0.5, h),
            Fade(lighter(colour, 0.2), darker(colour, 0.5), across=True),
            alpha=0.75,
        )


def floor(c: Canvas, y: float, near: RGB, far: RGB, *, boards: bool = True) -> None:
    """A floor from the horizon line `y` to the bottom edge."""
    c.fill(box(0, y, WIDE, HIGH - y), Fade(far, near))
    if boards:
        for k in range(-14, 15):
            c.fill(
                [(800 + k * 60, y), (803 + k * 60, y), (806 + k * 190, HIGH), (797 + k * 190, HIGH)],
                darker(near, 0.3),
                alpha=0.35,
            )
    c.soft(box(100, y + 20, WIDE * 0.55, (HIGH - y) * 0.4), WARM, 0.26, 40)


def hall(c: Canvas, *, stage: bool = True, tint: RGB = GREEN) -> None:
    """The school's hall: windows to the left, a stage with curtain and a plain panel in the middle."""
    c.fill(box(0, 0, WIDE, 900), Fade(rgb("F1DFBE"), rgb("D9BE93")))
    c.fill(box(0, 0, WIDE, 130), Fade(rgb("C7A878"), rgb("E8D2A8")))
    for k in range(5):
        c.soft(oval(160 + 320 * k, 66, 90, 12), (255, 250, 225), 0.9, 10)
    if stage:
        curtain(c, 250, 120, 1100, 640, tint)
        c.fill(box(400, 190, 800, 500, 8), Fade(lighter(rgb("F3E6CC"), 0.2), rgb("DCC59B")), volume=0.2)
        c.fill(box(424, 214, 752, 452, 4), Fade(rgb("FBF2DE"), rgb("E9D6B0")))
        c.soft(oval(800, 380, 300, 190), (255, 252, 236), 0.6, 60)
        c.fill(box(250, 120, 1100, 46), Fade(lighter(GOLD, 0.1), darker(GOLD, 0.3)))
        for k in range(14):
            c.fill(
                curve(
                    [
                        (250 + k * 79, 160),
                        (329 + k * 79, 160),
                        (316 + k * 79, 198),
                        (290 + k * 79, 212),
                        (263 + k * 79, 198),
                    ]
                ),
                mix(tint, (0, 0, 0), 0.15 + 0.1 * (k % 2)),
                volume=0.3,
            )
    for x in (24, 1400):
        window(c, x, 190, 180, 430)
    c.fill(box(0, 720, WIDE, 60), Fade(rgb("A87A4C"), rgb("7C5535")))
    floor(c, 772, rgb("6D4A33"), rgb("C08E5C"))


def workshop(c: Canvas, *, cool: float = 0) -> None:
    """A machine hall: trusses, a band of skylights, machines fading into the air."""
    wall, deep = mix(rgb("D9CDB8"), rgb("C3CFD6"), cool), mix(rgb("8D8272"), rgb("6F7F8C"), cool)
    c.fill(box(0, 0, WIDE, 820), Fade(wall, mix(wall, deep, 0.35)))
    c.fill(box(0, 0, WIDE, 240), Fade(deep, mix(deep, wall, 0.6)))
    for k in range(7):
        x = 40 + k * 230
        c.soft(box(x - 10, 250, 190, 170), WARM, 0.6, 20)
        c.fill(box(x, 262, 170, 140), Fade(rgb("F2FAFB"), rgb("FFEFC6")))
        for j in range(1, 4):
            c.fill(box(x + j * 42, 262, 5, 140), mix(deep, wall, 0.3))
        c.fill(box(x, 330, 170, 5), mix(deep, wall, 0.3))
    for k in range(8):
        x = k * 230 - 20
        c.fill(limb([(x, 0), (x + 115, 200), (x + 230, 0)], [12, 12, 12]), mix(deep, DARK, 0.25), alpha=0.7)
        c.fill(box(x - 12, 0, 24, 800), mix(deep, DARK, 0.12), alpha=0.5)
    c.fill(box(0, 196, WIDE, 18), mix(deep, DARK, 0.3), alpha=0.8)
    for k in range(4):
        x = 190 + k * 400
        c.fill(limb([(x, 0), (x, 96)], [4, 4]), rgb("3A3A42"))
        c.fill(curve([(x - 14, 90), (x + 14, 90), (x + 62, 138), (x - 62, 138)], steps=4), rgb("3C4A48"), rim=0.4)
        c.soft(oval(x, 142, 70, 16), (255, 248, 214), 0.95, 9)
    for k in range(5):
        _far_machine(c, 70 + k * 340, 700, mix(rgb("3F7A68"), wall, 0.42 + 0.06 * (k % 3)))
    floor(c, 752, mix(rgb("5C5750"), rgb("4A545C"), cool), mix(rgb("BDB19C"), rgb("AEB9BF"), cool), boards=False)
    for a, b in ((300, -420), (1300, 2020)):
        c.fill([(a, 752), (a + 14, 752), (b + 90, 1200), (b, 1200)], GOLD, alpha=0.75)


def _far_machine(c: Canvas, x: float, y: float, colour: RGB) -> None:
    c.soft(box(x - 10, y + 70, 230, 24), DARK, 0.3, 12)
    c.fill(box(x, y - 40, 200, 120, 8), colour, volume=0.3, rim=0.4)
    c.fill(box(x + 10, y - 120, 70, 90, 8), lighter(colour, 0.12), volume=0.3, rim=0.4)
    c.fill(box(x + 84, y - 66, 110, 22, 4), lighter(colour, 0.3), volume=0.2)
    c.fill(oval(x + 44, y - 78, 18, 18), rgb("B9BDBF"), volume=0.4)


def office(c: Canvas) -> None:
    """A light studio: a long window over the town, shelves, hanging lamps."""
    wall = rgb("E9DCC6")
    c.fill(box(0, 0, WIDE, 900), Fade(lighter(wall, 0.3), wall))
    pane = box(90, 120, 1020, 520)
    c.soft(box(70, 100, 1060, 560), WARM, 0.7, 30)
    c.fill(pane, Fade(rgb("BFE0EC"), rgb("FFF0CF")))
    with c.inside(pane):
        for k in range(16):
            h = 120 + 70 * ((k * 5) % 4)
            c.fill(box(60 + k * 72, 640 - h, 64, h), mix(rgb("8FA9B8"), rgb("FFF0CF"), 0.35 + 0.14 * (k % 3)))
        for k in range(9):
            c.fill(oval(110 + k * 130, 640, 96, 70 + 24 * (k % 2)), mix(rgb("6FA37E"), rgb("FFF0CF"), 0.3))
    for k in range(5):
        c.fill(box(84 + k * 255, 114, 12, 532), rgb("FBF4E4"), volume=0.25)
    for y in (114, 634):
        c.fill(box(84, y, 1032, 12), rgb("FBF4E4"), volume=0.25)
    for j in range(3):
        y = 230 + j * 150
        c.fill(box(1180, y, 360, 14, 3), rgb("A87A4C"), rim=0.5)
        c.soft(box(1180, y + 14, 360, 18), DARK, 0.2, 8)
        for k in range(7):
            tall = 60 + 11 * ((k * 3 + j) % 4)
            hue = ("0B4F3A", "C8553D", "FFC20E", "F4F1EA", "2F6F8F")[(k * 2 + j) % 5]
            c.fill(box(1196 + k * 30, y - tall, 24, tall, 2), mix(rgb(hue), wall, 0.25), volume=0.2)
        props.plant(c, 1470, y, 0.34)
    for x in (360, 800, 1240):
        c.fill(limb([(x, 0), (x, 120)], [3, 3]), rgb("4A4038"))
        c.fill(curve([(x - 12, 112), (x + 12, 112), (x + 66, 172), (x - 66, 172)], steps=4), GREEN, volume=0.4, rim=0.5)
        c.soft(oval(x, 176, 60, 12), (255, 246, 210), 0.9, 8)
    floor(c, 800, rgb("7A5840"), rgb("D2A778"))


def computer_lab(c: Canvas) -> None:
    """The computer room: cool wall, windows, a row of pale screens far behind."""
    c.fill(box(0, 0, WIDE, 900), Fade(rgb("DDE6E3"), rgb("BFD0CC")))
    for x in (60, 420, 1240):
        window(c, x, 120, 280, 330, bars=3)
    c.fill(box(760, 110, 420, 300, 8), rgb("F7F3E8"), volume=0.16)
    c.fill(box(776, 126, 388, 268), Fade(rgb("FFFDF6"), rgb("E6EFEA")))
    c.fill(box(0, 560, WIDE, 26), rgb("9FB4AE"))
    for k in range(8):
        x = 60 + k * 210
        c.fill(box(x, 470, 150, 96, 6), rgb("53666C"), rim=0.5)
        c.fill(box(x + 7, 477, 136, 78), Fade(rgb("8FD0D8"), rgb("5CA7B8")))
        c.soft(box(x, 470, 150, 96), rgb("B8F0F0"), 0.25, 14)
    c.fill(box(0, 580, WIDE, 24), rgb("C9A87C"), volume=0.2)
    floor(c, 740, rgb("4F5A5C"), rgb("A9B7B3"), boards=False)


def yard(c: Canvas, *, festive: bool = False, dusk: float = 0) -> None:
    """The school's yard: sky, hills, a tiled roof over a white gallery, trees, paved ground."""
    sky = mix(rgb("8CC7E4"), rgb("F6B26B"), dusk)
    c.fill(box(0, 0, WIDE, 620), Fade(sky, mix(rgb("FFF1D2"), rgb("FFD9A0"), dusk)))
    for x, y, s in ((220, 120, 1.0), (900, 80, 0.8), (1380, 190, 1.1)):
        for k in range(5):
            c.soft(oval(x + (k - 2) * 58 * s, y - 18 * (k % 2), 62 * s, 30 * s), (255, 255, 250), 0.8, 12)
    for k, shade in enumerate((0.55, 0.35)):
        hills = [
            (-100, 640),
            (0, 440 + 50 * k),
            (300, 380 + 60 * k),
            (620, 470 + 40 * k),
            (1000, 390 + 70 * k),
            (1400, 450 + 40 * k),
            (1750, 400),
            (1750, 640),
        ]
        c.fill(curve(hills), mix(rgb("4F8A6A"), rgb("FFF1D2"), shade))
    _school(c, 180, 640)
    for x, y, s in ((40, 660, 1.25), (1500, 660, 1.35), (1320, 650, 0.8)):
        tree(c, x, y, s)
    ground = rgb("B7A387")
    c.fill(box(0, 636, WIDE, HIGH - 636), Fade(lighter(ground, 0.35), darker(ground, 0.45)))
    for k in range(7):
        y = 650 + 12 * k * k
        c.fill(box(0, y, WIDE, 2 + k * 0.6), darker(ground, 0.25), alpha=0.3)
    for k in range(-10, 11):
        c.fill(
            [(800 + k * 110, 640), (803 + k * 110, 640), (806 + k * 330, 1200), (798 + k * 330, 1200)],
            darker(ground, 0.25),
            alpha=0.26,
        )
    if festive:
        props.bunting(c, -20, 150, 860, 130)
        props.bunting(c, 800, 150, 860, 130)


def _school(c: Canvas, x: float, y: float) -> None:
    roof, wall = rgb("B5573C"), rgb("F6EEDC")
    c.fill(box(x, y - 250, 1140, 250), Fade(wall, rgb("E3D2B2")))
    for k in range(9):
        px = x + 40 + k * 122
        for py in (y - 226, y - 104):
            c.fill(box(px, py, 74, 76, 3), Fade(rgb("5D7E86"), rgb("8FB0AE")), volume=0.3)
            c.fill(box(px + 35, py, 4, 76), wall)
    c.fill(box(x - 14, y - 136, 1168, 16), GREEN, volume=0.2)
    for k in range(11):
        c.fill(box(x + 8 + k * 112, y - 250, 14, 250), lighter(wall, 0.4), volume=0.35)
    c.fill(
        [(x - 60, y - 244), (x + 60, y - 350), (x + 1080, y - 350), (x + 1200, y - 244)],
        Fade(lighter(roof, 0.25), darker(roof, 0.1)),
    )
    for k in range(4):
        c.fill(box(x - 30 + k * 22, y - 268 - k * 24, 1200 - k * 44, 3), darker(roof, 0.35), alpha=0.4)
    c.soft(box(x - 30, y - 246, 1200, 22), DARK, 0.4, 8)
    c.fill(
        [(x + 470, y - 250), (x + 570, y - 400), (x + 670, y - 250)],
        Fade(lighter(roof, 0.1), darker(roof, 0.15)),
        rim=0.5,
    )
    c.fill([(x + 500, y - 250), (x + 570, y - 352), (x + 640, y - 250)], wall)
    c.fill(oval(x + 570, y - 290, 22, 22), GREEN, rim=0.5)
    c.fill(oval(x + 570, y - 290, 10, 10), GOLD)


def tree(c: Canvas, x: float, y: float, size: float) -> None:
    """A broad tree with its foot at (x, y)."""
    with c.at(x, y, size):
        c.soft(oval(40, 4, 150, 18), DARK, 0.35, 14)
        c.fill(curve(path("-16,4 -10,-120 -34,-200 0,-170 30,-210 12,-120 18,4")), rgb("6B4A35"), volume=0.4, rim=0.3)
        for k in range(13):
            a = k * 2.4
            r = 30 * math.sqrt(k)
            shade = mix(LEAF, mix(rgb("A8C66C"), darker(LEAF, 0.4), (k % 4) / 3), 0.4)
            c.fill(oval(math.cos(a) * r * 1.2, -270 + math.sin(a) * r * 0.8, 74, 60), shade, volume=0.42, rim=0.22)


def corridor_light(c: Canvas) -> None:
    """The warm wash of a low sun over everything drawn so far."""
    c.veil(rgb("FFE2A8"), 0.28, rgb("FFE2A8"), 0.0, 0, HIGH * 0.7)
    c.soft(stroke([(-60, -40), (300, 120)], 260), WARM, 0.35, 110)
