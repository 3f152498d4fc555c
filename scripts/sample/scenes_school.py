"""Coming and going: enrolment, the visit to the lower school, the farewell."""

from __future__ import annotations

from dataclasses import replace

from sample import cast, crowd, handheld, props, rooms
from sample.canvas import Canvas, Fade
from sample.cast import pupil, stand, visitor, younger
from sample.colours import DARK, GOLD, GREEN
from sample.crowd import haze
from sample.figure import Arm, Pose
from sample.hands import holding
from sample.looks import Look
from sample.shapes import box, oval, rgb


def enrolment(c: Canvas) -> None:
    """The desk under the gallery: mother and daughter are welcomed."""
    rooms.yard(c, festive=True)
    c.blurred(3)
    rooms.corridor_light(c)
    for k, x in enumerate((120, 260, 1400, 1520)):
        stand(c, (visitor(3), younger(2), younger(1), visitor(6))[k], x, 450, 0.8, cast.looking(0.2))
    haze(c, 0.18)
    props.bunch(c, 1330, 330, 1.15)
    stand(
        c,
        pupil(3),
        1240,
        410,
        1.24,
        Pose(Look(-0.45, mouth="laugh"), turn=-0.3, left=Arm((-128, -520), hold="open"), right=Arm((84, -306))),
    )
    stand(
        c,
        visitor(0),
        400,
        380,
        1.38,
        Pose(Look(0.5, mouth="laugh"), turn=0.4, left=Arm((-80, -308)), right=Arm((44, -400), hold="grip")),
    )
    girl = younger(1)
    stand(
        c,
        girl,
        620,
        450,
        1.34,
        Pose(
            Look(0.5, 0.03, "laugh"),
            turn=0.4,
            lean=4,
            left=Arm((-20, -392), hold="grip"),
            right=Arm((74, -366), hold="none"),
        ),
    )
    give = Pose(
        Look(-0.5, mouth="laugh"),
        turn=-0.35,
        lean=-4,
        left=Arm((-86, -386), hold="none", layer="front"),
        right=Arm((30, -376), hold="rest"),
    )
    stand(c, cast.TEACHER_WOMAN, 965, 458, 1.42, give)
    with c.at(788, 868, 1.15, turn=-0.08):
        c.soft(box(-52, -60, 116, 84), DARK, 0.3, 6)
        c.fill(box(-58, -66, 116, 84, 3), rgb("FFFBF0"), volume=0.14, rim=0.4)
        c.fill(box(-46, -56, 92, 12, 2), GREEN)
        for k in range(4):
            c.fill(box(-46, -34 + k * 12, 70 + 10 * (k % 2), 4, 2), rgb("B9B2A4"))
        holding(c, -58, -30, 1.15, girl.head.skin)
        holding(c, 58, -30, 1.15, 2, flip=True)
    props.cloth_table(c, 330, 945, 1000, 300)
    handheld.laptop(c, 1120, 962, 1.2)
    handheld.papers(c, 640, 962, 1.1)
    props.flowers(c, 430, 968, 0.8)


def together(c: Canvas) -> None:
    """Pupils come through the yard towards us, bags on their backs, waving."""
    rooms.yard(c, festive=True)
    c.blurred(2.6)
    rooms.corridor_light(c)
    bags = (rgb("8B3A3A"), rgb("2F5E8C"), rgb("3D6B53"), rgb("C98A2E"))
    far = ((250, 440, 0.9, 1, 0.3), (440, 425, 0.94, 4, 0.2), (1180, 430, 0.94, 7, -0.2), (1370, 440, 0.9, 2, -0.3))
    near = ((430, 420, 1.3, 6, 0.25), (690, 385, 1.4, 3, 0.1), (945, 400, 1.36, 0, -0.1), (1200, 410, 1.32, 9, -0.3))
    for x, y, size, k, turn in far:
        who = replace(pupil(k), wear=replace(pupil(k).wear, bag=bags[k % 4]))
        stand(c, who, x, y, size, replace(cast.looking(turn, "laugh"), stride=0.7))
    haze(c, 0.16)
    for x, y, size, k, turn in near:
        who = replace(pupil(k), wear=replace(pupil(k).wear, bag=bags[(k + 1) % 4]))
        pose = replace(cast.looking(turn, "laugh"), stride=0.8 if k % 2 else -0.8, left=Arm((-60, -476), hold="grip"))
        if k == 3:
            pose = replace(pose, left=Arm((-128, -668), hold="open", layer="top"))
        if k == 0:
            pose = replace(
                pose,
                look=Look(-0.1, 0.05, "laugh", "happy"),
                left=Arm((-24, -420), hold="grip"),
                right=Arm((26, -420), hold="grip"),
            )
        stand(c, who, x, y, size, pose)
        if k == 0:
            with c.at(x, y + 225 * size, size):
                c.fill(box(-46, -50, 92, 66, 4), rgb("2F6F8F"), volume=0.25, rim=0.5)
                c.fill(box(-40, -56, 88, 60, 4), GOLD, volume=0.25, rim=0.5)
                holding(c, -44, -30, 1, who.head.skin)
                holding(c, 48, -30, 1, who.head.skin, flip=True)


def lower_school(c: Canvas) -> None:
    """A classroom of the lower school: the visitor tells, the class listens."""
    c.fill(box(0, 0, 1600, 900), Fade(rgb("EFE7D2"), rgb("D9CBA8")))
    for x in (30, 1330):
        rooms.window(c, x, 130, 240, 380)
    c.fill(box(370, 120, 860, 430, 6), rgb("A87A4C"), rim=0.4)
    c.fill(box(386, 136, 828, 398, 3), Fade(rgb("2B6B55"), rgb("1C4E3E")))
    c.fill(box(0, 560, 1600, 20), rgb("B9A77F"))
    rooms.floor(c, 740, rgb("6D4A33"), rgb("B98E60"))
    c.blurred(2.8)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    stand(
        c,
        pupil(4),
        1020,
        385,
        1.12,
        Pose(
            Look(-0.3, mouth="laugh"), turn=-0.2, left=Arm((-50, -430), hold="none"), right=Arm((50, -430), hold="none")
        ),
    )
    with c.at(1020, 610, 1.1):
        c.fill(box(-66, -70, 132, 132, 4), GREEN, rim=0.5, volume=0.2)
        c.fill(oval(0, -14, 30, 30), GOLD, volume=0.2)
        c.fill(box(-44, 30, 88, 8, 3), rgb("FFF6DC"))
        holding(c, -66, 0, 1, pupil(4).head.skin)
        holding(c, 66, 0, 1, pupil(4).head.skin, flip=True)
    stand(
        c,
        cast.TEACHER,
        690,
        350,
        1.16,
        Pose(Look(0.1, mouth="talk"), left=Arm((-128, -540), hold="open"), right=Arm((86, -306))),
    )
    haze(c, 0.1)
    crowd.from_behind(c, ((60, 690, 0.84, 8), (-30, 830, 1.2, 6), (60, 985, 1.5, 5)), younger, gap=225)
