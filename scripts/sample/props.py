"""Things that stand about: flags, tables, flowers, plants, tools. Each by its foot or its upper left corner."""

from __future__ import annotations

import math

from sample.canvas import Canvas, Fade
from sample.colours import BEECH, CARTON, CLAY, DARK, GOLD, GREEN, WOOD
from sample.shapes import RGB, bend, box, curve, darker, lighter, limb, mix, oval, path, rgb, stroke


def flag(c: Canvas, x: float, y: float, size: float, colours: tuple[RGB, RGB], *, flip: bool = False) -> None:
    """A flag hanging in folds from its pole, 600 units high; the foot at (x, y)."""
    with c.at(x, y, size, flip=flip):
        c.soft(oval(0, 0, 60, 12), DARK, 0.4, 8)
        c.fill(curve(path("-34,-4 0,-18 34,-4 30,6 -30,6")), rgb("B98A2E"), volume=0.4, rim=0.5)
        c.fill(limb([(0, -10), (0, -600)], [9, 8]), Fade(rgb("F1CE73"), rgb("9A6C1F"), across=True))
        c.fill(curve([(0, -640), (10, -612), (0, -598), (-10, -612)]), GOLD, volume=0.4, rim=0.6)
        cloth = curve(path("0,-585 40,-580 96,-540 120,-440 104,-330 112,-230 70,-210 34,-236 6,-222 4,-400"))
        c.soft([(px + 14, py + 14) for px, py in cloth], DARK, 0.3, 12)
        c.fill(cloth, colours[0], volume=0.3, rim=0.3)
        with c.inside(cloth):
            c.fill(curve(path("-10,-420 40,-396 76,-370 140,-300 140,-180 -10,-180")), colours[1])
            for px in (18, 52, 86):
                c.soft(stroke([(px - 8, -590), (px + 10, -420), (px, -210)], 11, taper=True), DARK, 0.34, 6)
                c.soft(
                    stroke([(px + 10, -580), (px + 26, -420), (px + 16, -220)], 6, taper=True), (255, 250, 235), 0.3, 5
                )


def cloth_table(c: Canvas, x: float, y: float, w: float, h: float, colour: RGB = GREEN, trim: RGB = GOLD) -> None:
    """A long table under a cloth that falls in folds to the floor."""
    c.soft(box(x - 20, y - 14, w + 40, 40), DARK, 0.35, 16)
    c.fill(box(x, y, w, 40, 6), Fade(lighter(colour, 0.3), lighter(colour, 0.12)), rim=0.5)
    front = box(x + 2, y + 34, w - 4, h)
    c.fill(front, Fade(lighter(colour, 0.05), darker(colour, 0.4)))
    with c.inside(front):
        for k in range(int(w // 46)):
            px = x + 24 + k * 46 + 9 * math.sin(k * 2.1)
            c.soft([(px, y + 40), (px + 14, y + 40), (px + 22, y + 34 + h), (px - 6, y + 34 + h)], DARK, 0.36, 7)
            c.soft(
                [(px + 22, y + 50), (px + 27, y + 50), (px + 32, y + 34 + h), (px + 24, y + 34 + h)],
                (255, 240, 200),
                0.14,
                4,
            )
        c.fill(box(x, y + 34, w, 13), trim, alpha=0.92, volume=0.2)
    c.soft(box(x, y + 30, w, 10), DARK, 0.3, 6)


def flowers(
    c: Canvas, x: float, y: float, size: float, *, hues: tuple[str, ...] = ("F7F2E6", "FFC20E", "E58A6B")
) -> None:
    """A low bouquet; its foot at (x, y)."""
    with c.at(x, y, size):
        c.soft(oval(4, 2, 92, 14), DARK, 0.5, 9)
        for k in range(15):
            a = math.pi * (0.06 + 0.88 * k / 14)
            tip = (-math.cos(a) * (92 + 18 * (k % 3)), -26 - math.sin(a) * (74 + 16 * (k % 2)))
            leaf = [(0, -20), (tip[0] * 0.5 - 9, tip[1] * 0.62), tip, (tip[0] * 0.5 + 9, tip[1] * 0.5)]
            c.fill(curve(leaf), mix(rgb("2F7A4C"), rgb("0B4F3A"), (k % 4) / 4), rim=0.3, volume=0.3)
        c.fill(
            curve([(-46, -26), (46, -26), (34, 4), (-34, 4)], steps=4),
            Fade(rgb("FFFDF6"), rgb("CFC3AC"), across=True),
            volume=0.3,
        )
        for k in range(13):
            a, r = k * 2.4, 17 * math.sqrt(k)
            px, py = math.cos(a) * r * 1.2, -62 + math.sin(a) * r * 0.62
            hue = rgb(hues[k % len(hues)])
            for j in range(5):
                b = j * math.tau / 5 + k
                c.fill(
                    oval(px + 9 * math.cos(b), py + 9 * math.sin(b), 9.5, 9.5),
                    mix(hue, darker(hue, 0.3), 0.2 * (j % 3)),
                    volume=0.22,
                    rim=0.2,
                )
            c.fill(oval(px, py, 5.5, 5.5), darker(hue, 0.28))


def plant(c: Canvas, x: float, y: float, size: float, *, pot: RGB = CLAY) -> None:
    """A pot plant, about 260 high."""
    hue = rgb("2E7350")
    with c.at(x, y, size):
        c.soft(oval(10, 2, 70, 13), DARK, 0.45, 9)
        for k in range(11):
            a = math.radians(-168 + k * 15.6)
            reach = 168 + 34 * ((k * 7) % 3)
            tip = (math.cos(a) * reach * 0.82, -74 + math.sin(a) * reach)
            midx, midy = tip[0] * 0.46, -74 + (tip[1] + 74) * 0.64
            wide = 17 + 5 * (k % 2)
            shade = mix(hue, darker(hue, 0.5), 0.6 * (k % 3) / 2)
            c.fill(curve([(0, -66), (midx - wide, midy), tip, (midx + wide, midy + 6)]), shade, volume=0.35, rim=0.3)
            c.fill(stroke([(0, -66), (midx, midy), tip], 2, taper=True), lighter(hue, 0.3), alpha=0.5)
        c.fill(
            curve([(-52, -82), (52, -82), (40, 2), (-40, 2)], steps=3),
            Fade(lighter(pot, 0.2), darker(pot, 0.3), across=True),
            rim=0.3,
        )
        c.fill(box(-56, -90, 112, 18, 6), Fade(lighter(pot, 0.3), darker(pot, 0.2), across=True))


def desk(c: Canvas, x: float, y: float, w: float, *, top: RGB = BEECH, high: float = 260) -> None:
    """A plain desk, its upper left corner at (x, y)."""
    c.soft(box(x, y + high, w, 20), DARK, 0.4, 16)
    c.fill(box(x + 14, y + 24, w - 28, high), Fade(darker(top, 0.28), darker(top, 0.62)))
    c.fill(box(x, y, w, 28, 5), Fade(lighter(top, 0.3), darker(top, 0.12)), rim=0.6)
    c.soft(box(x + 10, y + 28, w - 20, 16), DARK, 0.4, 6)


def crate(c: Canvas, x: float, y: float, w: float, h: float, colour: RGB = CARTON) -> None:
    """A cardboard box with a ribbon of tape."""
    c.soft(box(x - 6, y + h - 8, w + 22, 18), DARK, 0.45, 9)
    c.fill(box(x, y, w, h, 3), Fade(lighter(colour, 0.15), darker(colour, 0.2)), volume=0.2, rim=0.5)
    c.fill(box(x + w * 0.42, y, w * 0.16, h * 0.4), lighter(colour, 0.4), alpha=0.7)
    c.fill(stroke([(x + w * 0.1, y + h * 0.8), (x + w * 0.32, y + h * 0.8)], 5), darker(colour, 0.4), alpha=0.6)


def suitcase(c: Canvas, x: float, y: float, size: float, colour: RGB) -> None:
    with c.at(x, y, size):
        c.soft(oval(6, 2, 80, 12), DARK, 0.5, 8)
        c.fill(limb([(-22, -200), (-22, -300), (22, -300), (22, -200)], [7] * 4), rgb("6B6E78"), rim=0.5)
        c.fill(box(-66, -212, 132, 204, 20), Fade(lighter(colour, 0.16), darker(colour, 0.24)), volume=0.4, rim=0.6)
        for k in range(5):
            c.fill(box(-46 + k * 22, -196, 4, 172, 2), darker(colour, 0.3), alpha=0.7)
        for side in (-1, 1):
            c.fill(oval(side * 46, -3, 9, 9), rgb("24232B"))


def balloon(c: Canvas, x: float, y: float, size: float, colour: RGB) -> None:
    with c.at(x, y, size):
        c.fill(stroke([(0, 40), (6, 90), (-4, 150)], 1.8), rgb("EDE5D5"), alpha=0.7)
        c.fill(curve(path("0,-46 32,-34 38,0 22,30 0,42 -22,30 -38,0 -32,-34")), colour, volume=0.45, rim=0.5)
        c.fill(bend([(-20, -22), (-24, -6)], [9, 5], 3), (255, 255, 255), alpha=0.5)


def bunting(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    dip: float,
    *,
    count: int = 14,
    hues: tuple[str, ...] = ("FFC20E", "0B4F3A", "F4F1EA", "C8553D"),
) -> None:
    """A string of pennants hanging between two points."""
    line = [(x + w * k / count, y + dip * 4 * (k / count) * (1 - k / count)) for k in range(count + 1)]
    c.fill(stroke(line, 2.4), rgb("6B5B4B"))
    for k in range(count):
        (ax, ay), (bx, by) = line[k], line[k + 1]
        px, py = ax + (bx - ax) * 0.14, ay + (by - ay) * 0.14
        qx, qy = ax + (bx - ax) * 0.86, ay + (by - ay) * 0.86
        c.fill(
            [(px, py), (qx, qy), ((px + qx) / 2, (py + qy) / 2 + w / count * 0.8)],
            rgb(hues[k % len(hues)]),
            volume=0.25,
            rim=0.3,
        )


def chair(c: Canvas, x: float, y: float, size: float, colour: RGB = GREEN) -> None:
    """The back of a chair, 160 wide; its upper edge's middle at (x, y)."""
    with c.at(x, y, size):
        c.fill(box(-84, 0, 168, 250, 30), Fade(lighter(colour, 0.14), darker(colour, 0.4)), volume=0.35, rim=0.5)


def shelf(c: Canvas, x: float, y: float, w: float) -> None:
    """A wall board with tools and tins."""
    c.fill(box(x, y, w, 300, 6), rgb("6E7F78"), volume=0.2, rim=0.4)
    for k in range(7):
        px = x + 36 + k * (w - 60) / 7
        c.fill(limb([(px, y + 40), (px, y + 128 + 10 * (k % 3))], [9, 8]), rgb("D0D5D8"), rim=0.5)
        c.fill(oval(px, y + 38, 15, 13), rgb("D0D5D8"), rim=0.5)
        c.fill(limb([(px, y + 90), (px, y + 130 + 10 * (k % 3))], [12, 12]), rgb(("C8342B", "FFC20E")[k % 2]), rim=0.4)
    c.fill(box(x - 10, y + 250, w + 20, 16, 3), WOOD, rim=0.5)
    for k in range(6):
        hue = ("C8553D", "FFC20E", "2F6F8F", "0B4F3A")[k % 4]
        c.fill(box(x + 20 + k * 62, y + 190 + 12 * (k % 2), 46, 60 - 12 * (k % 2), 5), rgb(hue), volume=0.4, rim=0.5)


def softbox(c: Canvas, x: float, y: float, size: float) -> None:
    """A studio lamp on its stand."""
    with c.at(x, y, size):
        for dx in (-60, 0, 60):
            c.fill(limb([(0, -60), (dx, 0)], [7, 6]), rgb("2B2D33"), rim=0.4)
        c.fill(limb([(0, -50), (0, -430)], [9, 8]), rgb("3A3C44"), rim=0.4)
        c.soft(box(-160, -610, 220, 260), rgb("FFF6DC"), 0.7, 40)
        c.fill([(-140, -590), (60, -560), (60, -400), (-140, -360)], rgb("26282F"), rim=0.4)
        c.fill([(-146, -592), (-10, -572), (-10, -382), (-146, -358)], Fade(rgb("FFFFFF"), rgb("FFEFC9")), rim=0.5)


def ladder(c: Canvas, x: float, y: float, size: float) -> None:
    """A step ladder, 760 high, its foot's middle at (x, y)."""
    with c.at(x, y, size):
        for k in range(7):
            wide = 170 - 14 * k
            c.fill(box(-wide, -70 - 100 * k, 2 * wide, 22, 4), Fade(rgb("E8ECEE"), rgb("8C959C")), rim=0.5)
        for side in (-1, 1):
            c.fill(limb([(side * 186, 0), (side * 84, -740)], [24, 20]), Fade(rgb("F2B632"), rgb("B9791A")), rim=0.5)


def robot_arm(c: Canvas, x: float, y: float, size: float) -> None:
    """A small robot arm in the school's colours; its foot at (x, y)."""
    with c.at(x, y, size):
        c.soft(oval(8, 2, 96, 13), DARK, 0.5, 8)
        c.fill(box(-66, -40, 132, 42, 8), Fade(rgb("4A545C"), rgb("272E34")), rim=0.6)
        c.fill(
            limb([(0, -50), (-46, -190)], [52, 42]), Fade(lighter(GOLD, 0.15), darker(GOLD, 0.2)), volume=0.4, rim=0.6
        )
        c.fill(
            limb([(-46, -190), (66, -262)], [40, 30]), Fade(lighter(GOLD, 0.15), darker(GOLD, 0.2)), volume=0.4, rim=0.6
        )
        for px, py, r in ((0, -50, 30), (-46, -190, 25), (66, -262, 18)):
            c.fill(oval(px, py, r, r), rgb("30373D"), volume=0.4, rim=0.6)
            c.fill(oval(px, py, r * 0.45, r * 0.45), rgb("AEB6BC"), volume=0.4)
        c.fill(limb([(66, -262), (92, -206)], [17, 15]), rgb("8C959C"), rim=0.6)
        for side in (-1, 1):
            c.fill(
                bend([(92, -206), (92 + side * 24, -190), (92 + side * 13, -158)], [9, 9, 6], 3), rgb("30373D"), rim=0.6
            )
        c.fill(box(80, -166, 25, 25, 4), rgb("C8553D"), volume=0.4, rim=0.6)


def apron(c: Canvas) -> None:
    """A leather apron over a figure drawn at the same place."""
    leather = rgb("8A5A3B")
    for side in (-1, 1):
        c.fill(stroke([(side * 26, -588), (side * 38, -540), (side * 40, -500)], 9), darker(leather, 0.3))
    c.fill(
        curve(path("-42,-506 42,-506 48,-440 72,-400 76,-120 -76,-120 -72,-400 -48,-440"), steps=4),
        Fade(lighter(leather, 0.1), darker(leather, 0.35)),
        volume=0.35,
        rim=0.5,
        depth=24,
    )
    c.fill(box(-40, -360, 80, 70, 8), darker(leather, 0.18), rim=0.5)
    c.fill(stroke([(-74, -396), (0, -388), (74, -396)], 6), darker(leather, 0.4))


def welding_mask(c: Canvas) -> None:
    """A welding mask pushed up over the forehead of a figure drawn at the same place."""
    c.fill(
        curve(path("-50,-672 -54,-712 -36,-766 4,-780 44,-764 58,-712 54,-672 30,-690 -26,-690")),
        Fade(rgb("4A525A"), rgb("23282E")),
        volume=0.45,
        rim=0.6,
    )
    c.fill(box(-30, -752, 68, 40, 6), rgb("14181C"), rim=0.5)
    c.fill(box(-24, -746, 56, 28, 4), Fade(rgb("2F7A5C"), rgb("0F2A22")))
    c.fill(limb([(-14, -724), (0, -742)], [5, 5]), (255, 255, 255), alpha=0.5)


def confetti(c: Canvas, count: int) -> None:
    """Bits of coloured paper in the air of the upper half."""
    for k in range(count):
        x, y = (k * 397) % 1600, 20 + (k * 211) % 640
        hue = ("FFC20E", "1F7A5C", "F4F1EA", "C8553D")[k % 4]
        with c.at(x, y, 0.8 + 0.5 * (k % 3), turn=k * 1.3):
            c.fill(box(-6, -3, 12, 6, 1), rgb(hue), volume=0.2)


def bunch(c: Canvas, x: float, y: float, size: float) -> None:
    """A bunch of balloons."""
    for k, (dx, dy) in enumerate(((-46, 10), (40, 0), (0, -56), (-70, -66), (72, -70), (6, 34))):
        balloon(c, x + dx * size, y + dy * size, size, rgb(("FFC20E", "0B4F3A", "F4F1EA")[k % 3]))
