"""Learning and being examined: machines, networks, design."""

from __future__ import annotations

from dataclasses import replace

from sample import cast, gear, handheld, props, rooms, screens
from sample.canvas import Canvas, Fade
from sample.cast import pupil, stand, worker
from sample.crowd import SEATED, haze
from sample.figure import Arm, Person, Pose, Wear
from sample.hands import holding
from sample.looks import Look
from sample.shapes import box, path, rgb

ASSESSOR = Person(
    cast.MANAGER_WOMAN.head,
    Wear("batik", rgb("243F63"), rgb("E0C17A"), low="skirt", low_colour=rgb("2A2F3C"), lanyard=rgb("C8553D")),
)
ASSESSOR_MAN = replace(
    cast.DIRECTOR, wear=Wear("batik", rgb("1E4A3C"), rgb("E3B95A"), low_colour=rgb("2E3138"), lanyard=rgb("C8553D"))
)
NOTING = Pose(
    Look(0.5, mouth="smile"),
    turn=0.4,
    left=Arm((-8, -418), hold="none"),
    right=Arm((60, -452), hold="grip", layer="top"),
)


def assessor(c: Canvas, who: Person, x: float, y: float, size: float, *, flip: bool = False) -> None:
    """Somebody with a clipboard who watches what is done to the right (flipped: to the left)."""
    with c.at(x, y, flip=flip):
        stand(c, who, 0, 0, size, NOTING)
        handheld.board(c, 34 * size, 262 * size, size * 0.98, 0.1)
        holding(c, -2 * size, 276 * size, size * 0.95, who.head.skin)
        handheld.pen(c, 72 * size, 232 * size, size * 0.85)


def screen_row(c: Canvas, y: float, size: float, pictures: tuple[str, ...]) -> None:
    """A row of pupils from behind at bright screens."""
    for k, picture in enumerate(pictures):
        x = 150 + k * 1300 / (len(pictures) - 1)
        screens.screen(c, x, y, 330 * size, 215 * size, picture)
    props.desk(c, -20, y + 40 * size, 1640, top=rgb("CDB08A"), high=200)
    for k in range(len(pictures)):
        x = 150 + k * 1300 / (len(pictures) - 1)
        stand(c, pupil(k + 3), x, y - 10 * size, 0.8 * size, Pose(Look(0.2 if k % 2 else -0.2), back=True))
        props.chair(c, x, y + 130 * size, 0.8 * size)


def design_test(c: Canvas) -> None:
    """The computer room on the day of the design certificate."""
    rooms.computer_lab(c)
    c.blurred(2)
    screen_row(c, 560, 0.9, ("art", "draft", "chart", "art"))
    c.blurred(2.2)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    haze(c, 0.16, rgb("F4EBDA"))
    assessor(c, ASSESSOR, 560, 350, 1.36)
    stand(c, pupil(2), 840, 478, 1.5, replace(SEATED[0], look=Look(0.35, 0.05, "smile", nod=0.4), turn=0.3))
    stand(c, pupil(1), 1180, 485, 1.46, replace(SEATED[1], look=Look(-0.4, -0.04, "laugh"), turn=-0.2))
    props.desk(c, 240, 905, 1240, top=rgb("D9B183"), high=340)
    handheld.laptop(c, 1160, 924, 1.3)
    handheld.tablet(c, 820, 924, 1.35)
    handheld.swatches(c, 480, 922, 1.0)
    handheld.cup(c, 340, 924, 1.05)


def lathe_test(c: Canvas) -> None:
    """A pupil turns a shaft, the assessor notes it down."""
    rooms.workshop(c, cool=0.85)
    c.blurred(2.8)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.26)
    stand(c, worker(1), 290, 430, 1.1, cast.working(0.4, left=(-30, -390), right=(54, -392), nod=0.7))
    haze(c, 0.14, rgb("EDF2F2"))
    helmeted = replace(ASSESSOR, head=replace(ASSESSOR.head, hat="helmet", hat_colour=rgb("F4F1EA")))
    assessor(c, helmeted, 1050, 385, 1.38, flip=True)
    stand(
        c,
        worker(2),
        690,
        405,
        1.48,
        Pose(
            Look(0.1, mouth="smile", nod=0.8),
            lean=4,
            left=Arm((-60, -356), hold="grip"),
            right=Arm((66, -356), hold="grip"),
        ),
    )
    gear.lathe(c, 270, 880, 1.06)


def network_test(c: Canvas) -> None:
    """Two pupils at an open rack, the assessor beside them."""
    rooms.computer_lab(c)
    c.blurred(2.6)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    for x in (160, 1440):
        gear.rack(c, x, 900, 1.12)
    haze(c, 0.12, rgb("EAF3EE"))
    gear.rack(c, 830, 960, 1.3)
    assessor(c, ASSESSOR, 480, 370, 1.36)
    stand(
        c,
        pupil(7),
        1110,
        385,
        1.42,
        Pose(
            Look(-0.55, mouth="laugh"),
            turn=-0.4,
            lean=-5,
            left=Arm((-134, -560), hold="grip", layer="top"),
            right=Arm((82, -306)),
        ),
    )
    stand(
        c,
        pupil(4),
        730,
        445,
        1.36,
        Pose(Look(0.5, 0.04), turn=0.4, left=Arm((-80, -306)), right=Arm((122, -500), hold="point", layer="back")),
    )
    props.desk(c, 330, 1010, 960, top=rgb("B9C2BC"), high=240)
    handheld.laptop(c, 1120, 1028, 1.1)
    handheld.cables(c, 640, 1016, 1.1)


def photo_test(c: Canvas) -> None:
    """A photo studio: camera, lamp, a pupil behind the tripod, one with a tablet."""
    wall = rgb("D9C9AE")
    c.fill(box(0, 0, 1600, 900), Fade(rgb("EFE3CC"), wall))
    rooms.window(c, 40, 130, 260, 420)
    rooms.floor(c, 800, rgb("7A5840"), rgb("C9A070"))
    c.fill(path("930,70 1500,70 1500,800 1640,1060 800,1060 930,800"), Fade(rgb("CFE6D8"), rgb("7FB79C")), volume=0.14)
    c.soft(box(920, 780, 600, 60), rgb("A9D2BC"), 0.9, 30)
    c.fill(box(900, 54, 630, 30, 14), rgb("8A5A3B"), rim=0.5)
    c.blurred(2.4)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.24)
    props.softbox(c, 1370, 960, 1.35)
    stand(
        c,
        pupil(4),
        1110,
        390,
        1.26,
        Pose(
            Look(-0.45, 0.06, "laugh"),
            turn=-0.3,
            left=Arm((-50, -430), hold="none"),
            right=Arm((46, -430), hold="none"),
        ),
    )
    handheld.certificate(c, 1108, 660, 1.1, pupil(4).head.skin)
    haze(c, 0.1)
    assessor(c, ASSESSOR_MAN, 330, 385, 1.34)
    stand(
        c,
        pupil(3),
        620,
        400,
        1.42,
        Pose(
            Look(0.5, mouth="smile", nod=0.3),
            turn=0.5,
            lean=6,
            left=Arm((70, -472), hold="none"),
            right=Arm((104, -490), hold="none", layer="back"),
        ),
    )
    gear.camera(c, 780, 1190, 1.3)
    holding(c, 722, 664, 1.4, pupil(3).head.skin)


def machining(c: Canvas) -> None:
    """The trainer explains the machining centre; helmets and goggles on everybody."""
    rooms.workshop(c, cool=0.5)
    c.blurred(2.8)
    gear.machining_centre(c, 560, 210, 1.02)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.2)
    stand(c, worker(2), 250, 415, 1.18, cast.looking(0.55, "smile"))
    stand(c, worker(3), 1370, 420, 1.18, cast.looking(-0.55, "smile"))
    haze(c, 0.1, rgb("EDF2F2"))
    stand(
        c,
        cast.TRAINER,
        640,
        360,
        1.42,
        Pose(
            Look(0.35, mouth="talk"), turn=0.3, left=Arm((-86, -310)), right=Arm((138, -520), hold="open", layer="top")
        ),
    )
    stand(c, worker(4), 985, 425, 1.4, cast.looking(-0.5, "laugh"))
    stand(c, worker(1), 400, 470, 1.4, cast.looking(0.5, "smile"))
    stand(
        c,
        worker(5),
        1240,
        480,
        1.4,
        Pose(Look(-0.5, 0.04), turn=-0.4, left=Arm((-20, -430), hold="grip"), right=Arm((40, -430), hold="grip")),
    )
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.4, 760, 1200)


def teachers(c: Canvas) -> None:
    """Two teachers learn at a partner's studio."""
    rooms.office(c)
    c.blurred(2.6)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.2)
    props.plant(c, 1460, 980, 1.5)
    stand(c, cast.STAFF_WOMAN, 330, 440, 1.2, cast.looking(0.5, "smile"))
    haze(c, 0.12)
    stand(
        c,
        cast.STAFF,
        1040,
        345,
        1.36,
        Pose(Look(-0.45, mouth="talk"), turn=-0.4, lean=-8, left=Arm((-120, -430), hold="open"), right=Arm((80, -308))),
    )
    woman = replace(cast.TEACHER_WOMAN, head=replace(cast.TEACHER_WOMAN.head, glasses=True))
    stand(c, woman, 560, 480, 1.46, replace(SEATED[0], look=Look(0.5, mouth="laugh"), turn=0.3))
    stand(c, cast.TEACHER, 840, 472, 1.48, replace(SEATED[2], look=Look(0.3, mouth="smile")))
    props.desk(c, 230, 905, 1200, high=340)
    handheld.laptop(c, 840, 924, 1.3)
    handheld.tablet(c, 560, 926, 1.3)
    screens.screen(c, 1230, 880, 330, 220, "art")
    handheld.cup(c, 380, 924, 1.05)
