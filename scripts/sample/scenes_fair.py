"""In public: fairs, the bazaar, the job fair, alumni."""

from __future__ import annotations

from dataclasses import replace

from sample import cast, gear, handheld, props, rooms, screens
from sample.canvas import Canvas, Fade
from sample.cast import pupil, stand, visitor, worker
from sample.colours import GOLD, GREEN
from sample.crowd import haze
from sample.figure import Arm, Pose, Wear
from sample.looks import Look
from sample.shapes import box, lighter, limb, oval, rgb


def _hallway(c: Canvas) -> None:
    c.fill(box(0, 0, 1600, 900), Fade(rgb("E9DCC2"), rgb("F7EEDB")))
    for k in range(9):
        c.fill(limb([(k * 210 - 40, 0), (k * 210 + 65, 120), (k * 210 + 170, 0)], [7, 7, 7]), rgb("C2AE8C"), alpha=0.7)
        c.soft(oval(k * 210 + 60, 130, 46, 16), (255, 250, 226), 0.9, 10)
    rooms.floor(c, 770, rgb("705A48"), rgb("CDB48E"), boards=False)


def expo(c: Canvas) -> None:
    """The school's stand at a fair: pupils behind the counter, visitors before it."""
    _hallway(c)
    for x, hue in ((120, "C98A5A"), (1480, "4F7F96")):
        gear.booth(c, x, 780, 420, 420, rgb(hue))
        for k in range(3):
            stand(c, visitor(k + x % 7), x - 120 + 120 * k, 500, 0.62, cast.looking(0.2))
    c.blurred(3.4)
    gear.booth(c, 800, 900, 900, 640, GREEN)
    c.fill(oval(800, 250, 62, 62), GREEN, rim=0.5)
    c.fill(oval(800, 250, 50, 50), GOLD)
    c.fill(oval(800, 250, 28, 28), GREEN)
    screens.screen(c, 1090, 560, 230, 150, "web", stand=False)
    screens.screen(c, 510, 560, 230, 150, "art", stand=False)
    stand(
        c,
        pupil(0),
        620,
        425,
        1.22,
        Pose(Look(-0.35, mouth="laugh"), turn=-0.2, left=Arm((-126, -470), hold="open"), right=Arm((78, -320))),
    )
    stand(c, worker(3, helmet=False), 830, 400, 1.26, cast.looking(0.1, "laugh"))
    stand(
        c,
        pupil(6),
        1020,
        425,
        1.2,
        Pose(Look(0.4), turn=0.3, left=Arm((-20, -400), hold="grip"), right=Arm((30, -400), hold="grip")),
    )
    props.cloth_table(c, 430, 855, 740, 330, lighter(GREEN, 0.08))
    gear.device(c, 560, 815, 0.9)
    handheld.papers(c, 800, 862, 1.1)
    props.flowers(c, 1050, 868, 0.7)
    stand(
        c,
        visitor(0),
        250,
        470,
        1.42,
        Pose(Look(0.6, mouth="smile"), turn=0.5, left=Arm((-80, -310)), right=Arm((50, -400), hold="grip")),
    )
    stand(
        c,
        visitor(1),
        1370,
        455,
        1.46,
        Pose(Look(-0.6, mouth="laugh"), turn=-0.5, left=Arm((-104, -430), hold="open"), right=Arm((80, -310))),
    )
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.3, 800, 1200)


def robot(c: Canvas) -> None:
    """Pupils show a small robot arm to a family."""
    _hallway(c)
    for x, hue in ((250, "0B4F3A"), (820, "C98A5A"), (1380, "4F7F96")):
        gear.booth(c, x, 790, 480, 460, rgb(hue))
        for k in range(2):
            stand(c, visitor(k * 3 + x % 7), x - 70 + 150 * k, 490, 0.66, cast.looking(0.2))
    c.blurred(3.4)
    rooms.sunbeams(c, -330, -80, 3, alpha=0.18)
    stand(c, visitor(0), 1130, 390, 1.3, cast.looking(-0.5, "laugh"))
    stand(c, visitor(1), 1330, 375, 1.34, cast.looking(-0.55, "smile"))
    haze(c, 0.08)
    stand(
        c,
        worker(4, helmet=False),
        400,
        400,
        1.36,
        Pose(Look(0.5, mouth="laugh"), turn=0.4, left=Arm((-80, -308)), right=Arm((30, -400), hold="grip")),
    )
    stand(
        c,
        worker(3, helmet=False),
        610,
        405,
        1.42,
        Pose(
            Look(0.5, mouth="talk"),
            turn=0.4,
            lean=5,
            left=Arm((40, -380), hold="grip"),
            right=Arm((128, -480), hold="open", layer="back"),
        ),
    )
    stand(c, cast.younger(1), 1060, 560, 1.2, cast.looking(-0.5, "laugh"))
    props.robot_arm(c, 830, 930, 1.25)
    props.cloth_table(c, 260, 915, 1080, 300)
    handheld.laptop(c, 460, 930, 1.15)
    props.crate(c, 1130, 830, 150, 96, rgb("2F6F8F"))


def bazaar(c: Canvas) -> None:
    """The yard on bazaar day: striped stalls, food, customers."""
    rooms.yard(c, festive=True)
    c.blurred(2.2)
    rooms.corridor_light(c)
    for x, hue in ((150, "2F6F8F"), (1450, "C8553D")):
        gear.stall(c, x, 800, 420, 520, (rgb(hue), rgb("FFF6E4")))
        for k in range(2):
            stand(c, pupil(k + 5), x - 80 + 160 * k, 480, 0.86, cast.looking(0.2, "laugh"))
        props.cloth_table(c, x - 200, 690, 400, 150, rgb(hue))
    haze(c, 0.14)
    stand(
        c,
        pupil(0),
        660,
        440,
        1.26,
        Pose(
            Look(-0.3, mouth="laugh"),
            turn=-0.2,
            left=Arm((-116, -430), hold="grip"),
            right=Arm((30, -390), hold="grip"),
        ),
    )
    stand(
        c,
        pupil(3),
        900,
        425,
        1.3,
        Pose(
            Look(0.3, mouth="talk"), turn=0.2, left=Arm((-30, -390), hold="grip"), right=Arm((112, -440), hold="grip")
        ),
    )
    gear.stall(c, 790, 1010, 900, 900, (GREEN, rgb("FFF6E4")))
    props.cloth_table(c, 350, 830, 880, 350, rgb("B5573C"))
    for k in range(5):
        handheld.food(c, 430 + k * 176, 838, 1.1, k)
    stand(
        c,
        visitor(2),
        300,
        500,
        1.42,
        Pose(Look(0.6, mouth="smile"), turn=0.5, left=Arm((-80, -310)), right=Arm((118, -420), hold="grip")),
    )
    stand(
        c,
        visitor(3),
        1290,
        480,
        1.46,
        Pose(Look(-0.6, mouth="laugh"), turn=-0.5, left=Arm((-112, -430), hold="open"), right=Arm((80, -310))),
    )
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.34, 800, 1200)


def job_fair(c: Canvas) -> None:
    """The hall full of stands: recruiters at the counters, young people with folders before them."""
    _hallway(c)
    for k, hue in enumerate(("4F7F96", "C98A5A", "7C8F5A")):
        gear.booth(c, 270 + k * 530, 730, 440, 400, rgb(hue))
        stand(c, (cast.STAFF, cast.MANAGER_WOMAN, cast.DIRECTOR)[k], 270 + k * 530, 440, 0.72, cast.FOLDED)
        props.cloth_table(c, 110 + k * 530, 650, 320, 130, rgb(hue))
    c.blurred(2.6)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.18)
    haze(c, 0.1)
    gear.booth(c, 800, 860, 640, 600, GREEN)
    screens.screen(c, 640, 480, 210, 140, "chart", stand=False)
    stand(c, cast.STAFF_WOMAN, 690, 395, 1.16, cast.looking(0.4, "smile"))
    stand(
        c,
        cast.DIRECTOR,
        930,
        372,
        1.22,
        Pose(Look(-0.2, mouth="talk"), left=Arm((-118, -440), hold="open"), right=Arm((80, -310))),
    )
    props.cloth_table(c, 500, 800, 620, 220)
    handheld.papers(c, 640, 806, 1.0)
    handheld.laptop(c, 1000, 806, 0.9)
    for k, (x, y) in enumerate(((330, 520), (1270, 515), (800, 560))):
        who = (
            replace(pupil(2), wear=Wear("shirt", rgb("F4F1EA"), low="skirt", low_colour=rgb("2E3138"))),
            replace(pupil(3), wear=Wear("shirt", rgb("DCE6EE"), low_colour=rgb("2E3138"))),
            replace(pupil(4), wear=Wear("shirt", rgb("F0DFC6"), low="skirt", low_colour=rgb("2E3138"))),
        )[k]
        stand(
            c, who, x, y, 1.36, Pose(Look((0.4, -0.4, 0.0)[k]), back=True, left=Arm((-88, -301)), right=Arm((88, -301)))
        )
    for k, x in enumerate((60, 1540, 540, 1060)):
        stand(c, pupil(5 + k), x, 760, 1.5, Pose(Look(0.2), back=True))
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.5, 700, 1200)
