"""Internships: the briefing, the send-off, the first day, the visit, the return."""

from __future__ import annotations

from dataclasses import replace

from sample import cast, crowd, gear, handheld, props, rooms, screens
from sample.canvas import Canvas, Fade
from sample.cast import pupil, stand, worker
from sample.colours import FLAG_RED, GOLD, GREEN, MILK
from sample.crowd import SEATED, haze
from sample.figure import Arm, Person, Pose
from sample.hands import handshake, holding
from sample.looks import Look
from sample.shapes import box, limb, oval, rgb


def speaker(c: Canvas, x: float, y: float, size: float) -> None:
    """The deputy head at the lectern with a microphone."""
    talk = Pose(
        Look(-0.25, mouth="talk"),
        turn=-0.2,
        left=Arm((-122, -520), hold="open", layer="top"),
        right=Arm((28, -500), hold="grip", layer="top"),
    )
    stand(c, cast.DEPUTY, x, y, size, talk)
    with c.at(x + 22 * size, y + 118 * size, size):
        c.fill(limb([(4, 34), (-4, -6)], [11, 11]), rgb("2B2B32"), rim=0.5)
        c.fill(oval(-6, -14, 11, 13), rgb("4A4C55"), volume=0.4, rim=0.6)


def lectern(c: Canvas, x: float, y: float, size: float) -> None:
    with c.at(x, y, size):
        c.fill([(-78, 0), (78, 0), (60, 260), (-60, 260)], Fade(rgb("9A6A43"), rgb("5D3B28")), volume=0.3, rim=0.5)
        c.fill(box(-90, -16, 180, 26, 5), Fade(rgb("B98255"), rgb("8A5A3B")), rim=0.6)
        c.fill(oval(0, 92, 34, 34), GREEN, rim=0.5)
        c.fill(oval(0, 92, 18, 18), GOLD, rim=0.4)


def briefing(c: Canvas) -> None:
    """The hall from the last row: pupils' backs, the speaker on the stage, a bright panel."""
    rooms.hall(c)
    with c.at(800, 660):
        screens.SCREENS["chart"](c, -330, -420, 660, 400)
    c.blurred(2.6)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    props.flag(c, 330, 760, 0.86, (FLAG_RED, MILK))
    speaker(c, 800, 330, 0.98)
    lectern(c, 800, 560, 0.9)
    haze(c, 0.08)
    rows = ((95, 660, 0.6, 12), (-20, 760, 0.86, 10), (130, 905, 1.2, 6))
    crowd.from_behind(c, rows)


def listening(c: Canvas) -> None:
    """Faces of the pupils, notebooks before them."""
    rooms.hall(c, stage=False)
    c.blurred(4)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.24)
    crowd.from_front(c, ((150, 330, 0.84, 8), (60, 410, 1.08, 7)), crowd.AT_EASE, gap=225)
    haze(c, 0.14)
    crowd.from_front(c, ((245, 520, 1.5, 4),), SEATED, gap=247)
    props.desk(c, -40, 930, 1680, high=330)
    for k, x in enumerate((240, 590, 930, 1270)):
        handheld.notebook(c, x, 955, 1.2, (-0.05, 0.04, -0.02)[k % 3])


def question(c: Canvas) -> None:
    """A girl stands up with the microphone; the others turn to her."""
    rooms.hall(c, stage=False)
    c.blurred(4)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.24)
    for k, (x, y, s) in enumerate(
        ((130, 500, 0.95), (330, 490, 0.95), (1290, 495, 0.95), (1480, 505, 0.95), (540, 500, 0.95), (1090, 500, 0.95))
    ):
        stand(c, pupil(k + 3), x, y, s, cast.looking(0.6 if x < 800 else -0.6))
    haze(c, 0.16)
    ask = Pose(
        Look(0.3, -0.05, "talk"),
        turn=0.2,
        left=Arm((-10, -520), hold="grip", layer="top"),
        right=Arm((128, -470), hold="open"),
    )
    stand(c, pupil(0), 790, 330, 1.5, ask)
    with c.at(772, 330 + 1.5 * 96, 1.5):
        c.fill(limb([(4, 40), (0, 0)], [11, 11]), rgb("2B2B32"), rim=0.5)
        c.fill(oval(0, -10, 12, 14), rgb("4A4C55"), volume=0.4, rim=0.6)
    for k, (x, y, look) in enumerate(((330, 700, 0.6), (1250, 705, -0.6))):
        stand(c, pupil(5 + 2 * k), x, y, 1.42, cast.looking(look, tilt=-0.06 if look > 0 else 0.06))
    for k, x in enumerate((80, 560, 1030, 1520)):
        stand(c, pupil(8 + k), x, 880, 1.5, Pose(Look(0.3 if x < 800 else -0.3), back=True))
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.35, 700, 1200)


def send_off(c: Canvas) -> None:
    """In the yard with bags: the principal shakes a pupil's hand, the others wave."""
    rooms.yard(c)
    c.blurred(2.4)
    rooms.corridor_light(c)
    for k in range(9):
        wave = (
            Pose(Look(0.2), right=Arm((120, -640), hold="open", layer="top"))
            if k == 7
            else cast.looking(0.3 if k < 5 else -0.3, "laugh")
        )
        who = replace(pupil(k), wear=replace(pupil(k).wear, bag=(rgb("3C5E8A"), rgb("8B3A3A"), rgb("3D6B53"))[k % 3]))
        stand(c, who, 110 + k * 175, 430 + (16 if k % 2 else 0), 0.92, wave)
    haze(c, 0.14)
    one = replace(pupil(5), wear=replace(pupil(5).wear, bag=rgb("2F5E8C")))
    two = replace(pupil(2), wear=replace(pupil(2).wear, bag=rgb("8B3A3A")))
    stand(
        c,
        two,
        1180,
        450,
        1.3,
        Pose(Look(-0.4, mouth="laugh"), turn=-0.3, left=Arm((-56, -470), hold="grip"), right=Arm((70, -330))),
    )
    stand(
        c,
        one,
        960,
        425,
        1.4,
        Pose(
            Look(-0.55, mouth="laugh"), turn=-0.5, lean=-6, left=Arm((-118, -432), hold="none"), right=Arm((84, -304))
        ),
    )
    stand(
        c,
        cast.PRINCIPAL,
        600,
        400,
        1.44,
        Pose(Look(0.55), turn=0.5, lean=6, left=Arm((110, -412), hold="none"), right=Arm((80, -306), layer="back")),
    )
    with c.at(778, 732, 1.6):
        handshake(c, 2, 2)
    stand(c, cast.TEACHER_WOMAN, 370, 445, 1.26, cast.CLAP)


def studio(c: Canvas) -> None:
    """Six pupils on their first day in a design studio."""
    rooms.office(c)
    c.blurred(2.6)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.2)
    props.plant(c, 130, 960, 1.5)
    screens.screen(c, 1330, 560, 330, 220, "art", stand=False)
    back = ((430, 372, 2, 0.4, "laugh"), (690, 345, 1, 0.15, "smile"), (935, 360, 4, -0.3, "laugh"))
    for x, y, k, turn, mouth in back:
        stand(c, named(k), x, y, 1.16, cast.looking(turn, mouth))
    stand(
        c,
        cast.STAFF,
        1180,
        350,
        1.24,
        Pose(Look(-0.5, mouth="talk"), turn=-0.4, left=Arm((-136, -500), hold="open"), right=Arm((80, -310))),
    )
    haze(c, 0.12)
    front = ((480, 545, 3, 0.5, "smile"), (790, 530, 0, -0.25, "laugh"), (1075, 548, 5, -0.5, "smile"))
    for x, y, k, turn, mouth in front:
        stand(c, named(k), x, y, 1.4, replace(SEATED[0], look=Look(turn, turn * 0.08, mouth), turn=turn * 0.5))
    props.desk(c, 150, 960, 1300, high=300)
    for x in (480, 1080):
        handheld.laptop(c, x, 978, 1.35)
    handheld.tablet(c, 790, 975, 1.3)
    handheld.cup(c, 270, 976, 1.15)
    handheld.swatches(c, 1330, 976, 1.1)


def named(k: int) -> Person:
    """A pupil with the visitor's lanyard that a partner hands out."""
    who = pupil(k)
    return replace(who, wear=replace(who.wear, lanyard=rgb("E0662F")))


def garage(c: Canvas) -> None:
    """One pupil and the owner of a small garage over an open bonnet."""
    rooms.workshop(c)
    c.blurred(3)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.2)
    props.shelf(c, 90, 210, 420)
    gear.car(c, 840, 1010, 0.98)
    haze(c, 0.08)
    owner = replace(cast.TRAINER, head=replace(cast.TRAINER.head, hat="cap", hat_colour=rgb("8C2F2B"), goggles=False))
    stand(
        c,
        owner,
        1070,
        378,
        1.45,
        Pose(
            Look(-0.55, mouth="talk"), turn=-0.5, lean=-6, left=Arm((-142, -420), hold="point"), right=Arm((82, -306))
        ),
    )
    tighten = Pose(
        Look(0.5, 0.03, "smile", nod=0.5),
        turn=0.5,
        lean=8,
        left=Arm((64, -372), hold="none"),
        right=Arm((136, -416), hold="grip", layer="back"),
    )
    stand(c, worker(1, helmet=False), 590, 400, 1.46, tighten)
    with c.at(684, 800, 1.5, turn=0.9):
        c.fill(limb([(0, 20), (0, -70)], [11, 11]), rgb("D0D5D8"), rim=0.6)
        c.fill(oval(0, -78, 18, 17), rgb("D0D5D8"), rim=0.6)
        c.fill(box(-6, -98, 12, 22), rgb("5A5F66"))
    holding(c, 678, 790, 1.5, pupil(1).head.skin)
    props.crate(c, 1250, 1010, 230, 150, rgb("A33A2E"))


def visit(c: Canvas) -> None:
    """The teacher with a clipboard and two pupils at their machine, all in helmets."""
    rooms.workshop(c, cool=0.3)
    c.blurred(2.6)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    stand(c, worker(4), 1240, 420, 1.22, cast.working(-0.4, left=(-64, -384), right=(30, -384), nod=0.7))
    haze(c, 0.14)
    teacher = replace(
        cast.TEACHER, head=replace(cast.TEACHER.head, hat="helmet", hat_colour=rgb("F4F1EA"), hair="crop")
    )
    stand(
        c,
        teacher,
        590,
        378,
        1.46,
        Pose(
            Look(0.5, mouth="talk"),
            turn=0.4,
            left=Arm((-4, -420), hold="none"),
            right=Arm((92, -470), hold="none", layer="top"),
        ),
    )
    handheld.board(c, 650, 765, 1.5, 0.12)
    holding(c, 596, 790, 1.4, 3)
    handheld.pen(c, 712, 722, 1.3)
    stand(
        c,
        worker(1),
        960,
        385,
        1.44,
        Pose(
            Look(-0.45, mouth="laugh"),
            turn=-0.4,
            lean=-3,
            left=Arm((-116, -470), hold="open"),
            right=Arm((86, -340), hold="grip"),
        ),
    )
    gear.lathe(c, 360, 900, 0.98)


def returned(c: Canvas) -> None:
    """On the stage: certificates in their hands, the principal among them."""
    rooms.hall(c)
    c.blurred(3.2)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    props.flag(c, 170, 960, 1.2, (FLAG_RED, MILK))
    for k, x in enumerate((330, 560, 1040, 1270)):
        stand(c, pupil(k + 6), x, 350, 1.12, cast.looking(0.3 if x < 800 else -0.3, "smile"))
    haze(c, 0.14)
    for k, x in enumerate((250, 470, 1130, 1350)):
        hold = Pose(
            Look(0.3 if x < 800 else -0.3, mouth="laugh" if k % 2 else "smile"),
            left=Arm((-50, -430), hold="none"),
            right=Arm((50, -430), hold="none"),
        )
        stand(c, pupil(k), x, 455, 1.3, hold)
        handheld.certificate(c, x, 740, 1.15, pupil(k).head.skin)
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
    stand(c, cast.PRINCIPAL, 655, 395, 1.44, give)
    stand(c, pupil(4), 955, 425, 1.38, take)
    handheld.certificate(c, 805, 735, 1.35, 2)
