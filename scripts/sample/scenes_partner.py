"""Agreements: the handshake, the signing, the workshop on the curriculum, the gift."""

from __future__ import annotations

from sample import cast, gear, handheld, props, rooms
from sample.canvas import Canvas
from sample.cast import stand
from sample.colours import DARK, FLAG_RED, GOLD, GREEN, MILK
from sample.figure import Arm, Pose
from sample.hands import handshake, holding
from sample.looks import Look
from sample.shapes import box, oval, rgb


def flags(c: Canvas, left: float, right: float, y: float, size: float) -> None:
    props.flag(c, left, y, size, (FLAG_RED, MILK))
    props.flag(c, right, y, size, (GREEN, GREEN), flip=True)
    with c.at(right, y, size, flip=True):
        c.fill([[(px, py) for px, py in oval(62, -410, 30, 30)]], GOLD, volume=0.3)


def mou(c: Canvas) -> None:
    """Principal and director shake hands before the stage; two witnesses clap."""
    rooms.hall(c)
    c.blurred(3.2)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.2)
    flags(c, 330, 1270, 1010, 1.28)
    stand(c, cast.DEPUTY, 405, 415, 1.26, cast.CLAP)
    stand(c, cast.STAFF, 1195, 400, 1.3, cast.CLAP, flip=True)
    c.veil(rgb("FFE9C4"), 0.12, rgb("FFE9C4"), 0.12, 0, 1200)
    _signers(c)
    props.cloth_table(c, 190, 985, 1220, 300)
    handheld.folder(c, 800, 985, 1.25)
    props.flowers(c, 320, 1000, 1.15)
    props.flowers(c, 1290, 1000, 1.15)


def _signers(c: Canvas) -> None:
    greet = Pose(
        Look(0.62, 0.03), turn=0.6, lean=6, left=Arm((104, -432), hold="none"), right=Arm((74, -306), layer="back")
    )
    answer = Pose(
        Look(-0.6, -0.03, "laugh"), turn=-0.6, lean=-9, left=Arm((-138, -436), hold="none"), right=Arm((84, -304))
    )
    stand(c, cast.DIRECTOR, 1000, 372, 1.5, answer)
    stand(c, cast.PRINCIPAL, 608, 376, 1.5, greet)
    with c.at(788, 376 + 1.5 * 212, 1.7):
        handshake(c, 2, 1)


def signing(c: Canvas) -> None:
    """Two at the table sign, two stand behind them."""
    rooms.hall(c)
    c.blurred(3.2)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.2)
    flags(c, 300, 1300, 1010, 1.3)
    stand(c, cast.TEACHER, 560, 330, 1.28, cast.FOLDED)
    stand(c, cast.TEACHER_WOMAN, 1040, 345, 1.24, cast.FOLDED)
    c.veil(rgb("FFE9C4"), 0.12, rgb("FFE9C4"), 0.12, 0, 1200)
    write = cast.working(0.2, left=(-38, -344), right=(36, -338), nod=0.95, mouth="smile")
    props.chair(c, 610, 760, 1.5)
    props.chair(c, 1000, 760, 1.5)
    stand(c, cast.PRINCIPAL, 610, 500, 1.46, write)
    stand(c, cast.MANAGER_WOMAN, 1000, 512, 1.42, write, flip=True)
    props.cloth_table(c, 150, 958, 1300, 300)
    for x in (606, 1004):
        handheld.folder(c, x, 962, 1.35)
        handheld.pen(c, x + (34 if x < 800 else -34), 944, 1.3)
    props.flowers(c, 805, 985, 1.05)
    props.flowers(c, 240, 985, 0.95)
    props.flowers(c, 1370, 985, 0.95)


def curriculum(c: Canvas) -> None:
    """Around a table with papers and notes: school and companies compare modules."""
    rooms.hall(c, stage=False)
    c.fill(box(420, 150, 760, 440, 8), rgb("F8F4EA"), volume=0.14)
    for k in range(24):
        x, y = 460 + (k % 8) * 88, 186 + (k // 8) * 128
        hue = ("FFC20E", "7FC7A3", "F2A07B", "9CC4DD")[(k * 3 + k // 8) % 4]
        if k % 5 != 3:
            c.fill(box(x, y, 66, 66, 2), rgb(hue), volume=0.22)
            c.fill(box(x + 10, y + 16, 44, 5, 2), DARK, alpha=0.25)
            c.fill(box(x + 10, y + 30, 34, 5, 2), DARK, alpha=0.25)
    c.blurred(2.2)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    point = Pose(
        Look(0.5, mouth="talk"),
        turn=0.4,
        lean=4,
        left=Arm((-40, -420), hold="grip"),
        right=Arm((136, -560), hold="open", layer="top"),
    )
    stand(c, cast.DEPUTY, 700, 330, 1.3, point)
    for who, x, y, pose, flip in (
        (cast.STAFF, 1130, 455, cast.working(-0.5, left=(-40, -380), right=(30, -376), nod=0.1, mouth="laugh"), False),
        (cast.TEACHER, 390, 450, cast.working(0.5, left=(-30, -380), right=(44, -376), nod=0.1, mouth="smile"), False),
        (
            cast.PRINCIPAL,
            600,
            560,
            cast.working(0.3, left=(-50, -350), right=(44, -350), nod=0.7, mouth="smile"),
            False,
        ),
        (cast.DIRECTOR, 960, 555, cast.working(-0.4, left=(-50, -350), right=(48, -346), nod=0.2, mouth="talk"), False),
    ):
        stand(c, who, x, y, 1.36 if y > 500 else 1.24, pose, flip=flip)
    props.desk(c, 120, 985, 1360, high=300)
    for x, s in ((470, 1.1), (800, 1.3), (1100, 1.1)):
        handheld.papers(c, x, 1000, s)
    handheld.laptop(c, 1290, 1000, 1.2)
    handheld.cup(c, 300, 1000, 1.1)
    handheld.cup(c, 690, 1004, 1.1)


def gift(c: Canvas) -> None:
    """A network device changes hands in the lab, a ribbon around it."""
    rooms.computer_lab(c)
    c.blurred(2.6)
    rooms.sunbeams(c, -330, -80, 3, alpha=0.2)
    gear.rack(c, 120, 900, 1.1)
    gear.rack(c, 1490, 900, 1.1)
    stand(c, cast.pupil(2), 400, 440, 1.2, cast.CLAP)
    stand(c, cast.pupil(3), 1210, 430, 1.22, cast.CLAP, flip=True)
    c.veil(rgb("EAF3EE"), 0.1, rgb("EAF3EE"), 0.1, 0, 1200)
    stand(
        c,
        cast.PRINCIPAL,
        600,
        385,
        1.46,
        Pose(
            Look(0.55),
            turn=0.5,
            lean=5,
            left=Arm((62, -394), hold="none"),
            right=Arm((106, -372), hold="none", layer="back"),
        ),
    )
    stand(
        c,
        cast.STAFF,
        1000,
        380,
        1.46,
        Pose(
            Look(-0.55, mouth="laugh"),
            turn=-0.5,
            lean=-5,
            left=Arm((-106, -372), hold="none", layer="back"),
            right=Arm((-62, -394), hold="none"),
        ),
    )
    gear.device(c, 800, 800, 1.5, ribbon=True)
    for x, flip, skin in ((690, False, 2), (910, True, 1)):
        holding(c, x, 770, 1.5, skin, flip=flip)
    props.desk(c, 200, 1010, 1200, top=rgb("B9C2BC"), high=260)
    props.crate(c, 270, 880, 210, 150)
    props.crate(c, 1120, 905, 190, 125)
