"""The farewell of the final year."""

from __future__ import annotations

import math
from dataclasses import replace

from sample import cast, crowd, handheld, props, rooms
from sample.canvas import Canvas
from sample.cast import graduate, stand, visitor
from sample.colours import FLAG_RED, MILK
from sample.crowd import haze
from sample.figure import Arm, Person, Pose, Wear
from sample.hands import holding
from sample.looks import Head, Look
from sample.shapes import lighter, limb, oval, rgb

KIAI = Person(
    Head(2, "crop", 3, hat="peci", peci=rgb("F1ECE0"), beard="goatee", glasses=True),
    Wear("shirt", rgb("E9E2D2"), low_colour=rgb("4B5563")),
    1.03,
)


def cheering(c: Canvas) -> None:
    """Five graduates before the stage, certificates up."""
    rooms.hall(c)
    c.blurred(3.4)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.24)
    props.bunch(c, 190, 420, 1.25)
    props.bunch(c, 1420, 420, 1.25)
    props.confetti(c, 60)
    for k, x in enumerate((540, 800, 1060)):
        stand(c, graduate(k + 5), x, 385, 1.08, cast.looking(0.2 if x < 800 else -0.2, "laugh"))
    haze(c, 0.16)
    up = Pose(
        Look(0.1, 0.04, "laugh", "happy"), left=Arm((-112, -690), hold="grip", layer="top"), right=Arm((88, -302))
    )
    stand(c, graduate(2), 410, 455, 1.32, replace(up, look=Look(0.2, 0.05, "laugh")))
    stand(
        c,
        graduate(7),
        1190,
        450,
        1.34,
        replace(
            up, left=Arm((-88, -302)), right=Arm((112, -690), hold="grip", layer="top"), look=Look(-0.2, -0.05, "laugh")
        ),
    )
    for px, py in ((410 - 116 * 1.32, 455 - 62 * 1.32), (1190 + 116 * 1.34, 450 - 62 * 1.34)):
        handheld.scroll(c, px, py, 1.3)
    stand(c, graduate(1), 650, 420, 1.4, cast.looking(0.2, "laugh"))
    stand(c, graduate(4), 940, 425, 1.4, cast.looking(-0.2, "laugh", eyes="happy"))


def rows(c: Canvas) -> None:
    """The whole year in three rows before the stage."""
    rooms.hall(c)
    c.blurred(3.4)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.2)
    three = ((238, 340, 0.78, 9), (166, 430, 0.88, 9), (170, 540, 1.0, 8))
    crowd.from_front(c, three, crowd.AT_EASE, graduate, gap=180)
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.35, 760, 1200)


def blessing(c: Canvas) -> None:
    """The principal and the kiai hand a graduate her certificate."""
    rooms.hall(c)
    c.blurred(3.4)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.24)
    props.flag(c, 220, 990, 1.25, (FLAG_RED, MILK))
    for k, x in enumerate((1230, 1400)):
        stand(c, graduate(k + 3), x, 400, 1.14, cast.looking(-0.4, "smile"))
    haze(c, 0.16)
    stand(c, KIAI, 440, 400, 1.36, cast.CLAP)
    give = Pose(
        Look(0.5, mouth="laugh"),
        turn=0.4,
        lean=4,
        left=Arm((60, -420), hold="none"),
        right=Arm((108, -430), hold="none", layer="back"),
    )
    take = Pose(
        Look(-0.5, mouth="laugh"),
        turn=-0.4,
        lean=-4,
        left=Arm((-108, -430), hold="none", layer="back"),
        right=Arm((-56, -420), hold="none"),
    )
    stand(c, cast.PRINCIPAL, 665, 385, 1.44, give)
    stand(c, graduate(4), 960, 420, 1.4, take)
    handheld.certificate(c, 812, 730, 1.35, 2)


def caps(c: Canvas) -> None:
    """Caps fly into the evening sky; the graduates from behind."""
    rooms.yard(c, dusk=0.55)
    c.blurred(2.6)
    rooms.corridor_light(c)
    c.soft(oval(800, 470, 300, 200), rgb("FFE7B0"), 0.7, 90)
    for k in range(8):
        up = Pose(Look(0), back=True, left=Arm((-88, -784), hold="open"), right=Arm((88, -784), hold="open"))
        who = replace(graduate(k + 1), head=replace(graduate(k + 1).head, hat=""))
        stand(
            c,
            who,
            130 + k * 192,
            640 + (14 if k % 2 else 0),
            0.92,
            up if k % 3 else Pose(Look(0), back=True, left=Arm((-88, -301)), right=Arm((90, -784), hold="open")),
        )
    haze(c, 0.12)
    for k, x in enumerate((250, 560, 880, 1200, 1480)):
        who = replace(graduate(k), head=replace(graduate(k).head, hat=""))
        stand(
            c,
            who,
            x,
            740 + (20 if k % 2 else 0),
            1.3,
            Pose(Look(0.1), back=True, left=Arm((-86, -786), hold="open"), right=Arm((90, -784), hold="open")),
        )
    for k in range(13):
        px = 140 + 110 * k + 30 * math.sin(k * 2.3)
        py = 250 + 130 * math.sin(k * 1.7 + 0.6)
        handheld.cap(c, px, py, 0.75 + 0.3 * ((k * 5) % 4) / 3, 0.5 * math.sin(k * 1.9))
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.4, 760, 1200)


def family(c: Canvas) -> None:
    """A graduate between her parents, flowers in her arm."""
    rooms.yard(c)
    c.blurred(4)
    rooms.corridor_light(c)
    for k, x in enumerate((130, 330, 1290, 1480)):
        stand(
            c, graduate(k + 2) if k % 2 else visitor(k), x, 470, 0.86, cast.looking(0.3 if x < 800 else -0.3, "laugh")
        )
    haze(c, 0.2)
    stand(
        c,
        visitor(1),
        1050,
        370,
        1.46,
        Pose(
            Look(-0.3, -0.04, "laugh"),
            turn=-0.2,
            left=Arm((-110, -500), hold="none", layer="back"),
            right=Arm((84, -304)),
        ),
    )
    mother = Person(
        replace(visitor(0).head, veil=rgb("B9785E")),
        Wear("batik", rgb("6E2F28"), rgb("E3B25C"), low="skirt", low_colour=rgb("3A2F38")),
        1.04,
    )
    stand(
        c,
        mother,
        550,
        410,
        1.4,
        Pose(
            Look(0.35, 0.08, "smile", "happy"),
            turn=0.2,
            left=Arm((-78, -306)),
            right=Arm((100, -500), hold="none", layer="back"),
        ),
    )
    stand(
        c,
        graduate(4),
        805,
        415,
        1.44,
        Pose(Look(0.05, -0.03, "laugh"), left=Arm((-30, -430), hold="none"), right=Arm((40, -430), hold="none")),
    )
    props.flowers(c, 830, 860, 1.1)
    c.fill(limb([(810, 830), (796, 900)], [34, 22]), rgb("F1E4C6"), volume=0.3, rim=0.4)
    holding(c, 790, 840, 1.4, graduate(4).head.skin)


def farewell(c: Canvas) -> None:
    """The hall from behind: rows of caps, the stage in light."""
    rooms.hall(c)
    c.blurred(2.4)
    props.bunch(c, 300, 300, 1.1)
    props.bunch(c, 1300, 300, 1.1)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.26)
    props.flag(c, 420, 760, 0.8, (FLAG_RED, MILK))
    stand(c, KIAI, 650, 385, 0.86, cast.FOLDED)
    stand(c, cast.DEPUTY, 960, 385, 0.86, cast.FOLDED)
    stand(
        c,
        cast.PRINCIPAL,
        805,
        350,
        0.98,
        Pose(Look(-0.1, mouth="talk"), left=Arm((-128, -560), hold="open"), right=Arm((128, -560), hold="open")),
    )
    c.soft(oval(800, 470, 330, 210), lighter(rgb("FFE9B0"), 0.5), 0.22, 80)
    haze(c, 0.08)
    crowd.from_behind(c, ((80, 680, 0.64, 11), (-10, 800, 0.92, 9), (110, 950, 1.28, 6)), graduate)
