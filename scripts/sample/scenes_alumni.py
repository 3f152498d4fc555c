"""Alumni: at work, studying, in their own shop, off to another country."""

from __future__ import annotations

import math
from contextlib import AbstractContextManager

from sample import cast, gear, props, rooms
from sample.canvas import Canvas, Fade
from sample.cast import stand, worker
from sample.colours import DARK, GOLD
from sample.figure import Arm, Person, Pose, Wear
from sample.hands import holding
from sample.looks import Head, Look
from sample.people import draw_person
from sample.shapes import RGB, box, curve, darker, lighter, limb, mix, oval, path, rgb


def departure(c: Canvas) -> None:
    """Three alumni with suitcases before the airport's glass at evening."""
    c.fill(box(0, 0, 1600, 860), Fade(rgb("5F86A8"), rgb("FFD29A")))
    c.soft(oval(1130, 560, 90, 90), rgb("FFF3C8"), 0.95, 40)
    for x, y in ((250, 250), (760, 160), (1300, 320)):
        for k in range(4):
            c.soft(oval(x + k * 76, y - 14 * (k % 2), 80, 20), rgb("FFE3C2"), 0.6, 14)
    c.fill(curve(path("-80,700 200,600 520,650 900,590 1300,640 1700,590 1700,800 -80,800")), rgb("8C7F8F"))
    c.fill(box(0, 680, 1600, 120), Fade(rgb("9D8B84"), rgb("6F6670")))
    gear.plane(c, 880, 500, 1.25)
    for k in range(7):
        c.fill(box(k * 268 - 10, 0, 16, 800), Fade(rgb("E9EDEE"), rgb("8E9AA3"), across=True))
    for y in (0, 236, 470):
        c.fill(box(0, y, 1600, 14), rgb("C9D2D6"), volume=0.2)
    rooms.floor(c, 790, rgb("4C4550"), rgb("C9A98C"), boards=False)
    for k in range(6):
        c.fill(box(70 + k * 76, 742, 66, 20, 8), rgb("2E4A5C"), rim=0.5)
        c.fill(box(70 + k * 76, 670, 66, 80, 12), rgb("37566A"), rim=0.5, volume=0.3)
    c.blurred(2.4)
    c.veil(rgb("FFC98A"), 0.08, rgb("FFC98A"), 0.1, 0, 1200)
    suits = (("crop", 2, "2E4A66"), ("side", 1, "2B5C4A"), ("short", 3, "6A3A35"))
    poses = (
        Pose(
            Look(0.3, 0.04, "laugh"),
            turn=0.1,
            left=Arm((-132, -650), hold="open", layer="top"),
            right=Arm((90, -310), hold="grip"),
        ),
        Pose(Look(0.0, 0, "laugh"), left=Arm((-88, -301)), right=Arm((120, -660), hold="open", layer="top")),
        Pose(Look(-0.35, -0.04), turn=-0.2, left=Arm((-76, -480), hold="grip"), right=Arm((92, -310), hold="grip")),
    )
    for k, x in enumerate((510, 800, 1090)):
        hair, skin, hue = suits[k]
        who = Person(
            Head(skin, hair, k),
            Wear(
                "vest",
                rgb(hue),
                mix(rgb(hue), (0, 0, 0), 0.3),
                low_colour=rgb("2E3138"),
                lanyard=GOLD,
                bag=rgb("33363F") if k == 2 else None,
            ),
        )
        stand(c, who, x, (400, 370, 395)[k], 1.3, poses[k])
    for k, x in enumerate((640, 800, 1210)):
        props.suitcase(c, x, 1200, (1.3, 0.95, 1.3)[k], rgb(("B5573C", "2F6F8F", "0B4F3A")[k]))


def _portrait_room(c: Canvas, room: str) -> None:
    with c.at(-420, 0, 1.35):
        getattr(rooms, room)(c)
    c.blurred(6)


def at_work(c: Canvas) -> None:
    """Portrait: the alumnus in the machine hall, helmet under his arm."""
    _portrait_room(c, "workshop")
    rooms.sunbeams(c, -430, -80, 4, alpha=0.24)
    gear.machining_centre(c, 560, 700, 1.0)
    c.blurred(3)
    who = Person(Head(2, "side", 0), Wear("wearpack", rgb("24365C"), GOLD), 1.04)
    pose = Pose(Look(0.2, 0.04, "laugh"), turn=0.1, left=Arm((-88, -306)), right=Arm((62, -392), hold="none"))
    with _near(c, 585):
        draw_person(c, who, pose, shadow=False)
        with c.at(70, -408, 0.95, turn=0.12):
            _loose_helmet(c, GOLD)
        holding(c, 112, -396, 1, 2, flip=True)
    c.veil((20, 14, 30), 0.0, (20, 14, 30), 0.4, 1000, 1600)


def _near(c: Canvas, x: float) -> AbstractContextManager[Canvas]:
    """Figure units of somebody so near that the hips are at the lower edge."""
    return c.at(x, 540 + 646 * 2.75, 2.75)


def _loose_helmet(c: Canvas, colour: RGB) -> None:
    c.soft(oval(6, 14, 66, 22), DARK, 0.4, 8)
    c.fill(
        curve(path("-52,14 -50,-20 -30,-48 0,-56 30,-48 50,-20 52,14 0,22")),
        Fade(lighter(colour, 0.2), darker(colour, 0.1)),
        volume=0.4,
        rim=0.6,
        tone=rgb("7A3A10"),
    )
    c.fill(curve([(-9, -54), (9, -54), (12, 14), (-12, 14)]), lighter(colour, 0.3), alpha=0.7)
    c.fill(curve(path("-62,14 0,20 62,14 50,28 0,34 -50,28")), darker(colour, 0.16), rim=0.5)


def studying(c: Canvas) -> None:
    """Portrait without a ground: the alumna with her laptop."""
    who = Person(
        Head(1, "hijab", veil=rgb("B9785E"), woman=True, glasses=True),
        Wear("suit", rgb("31485C"), rgb("E9D9B8"), low="skirt", low_colour=rgb("27343F")),
    )
    pose = Pose(
        Look(0.15, 0.05, "laugh"), turn=0.1, left=Arm((-96, -378), hold="none"), right=Arm((98, -384), hold="none")
    )
    with _near(c, 600):
        draw_person(c, who, pose, shadow=False)
        with c.at(4, -378, turn=-0.05):
            c.fill(box(-86, -86, 172, 112, 9), Fade(rgb("DDE2E7"), rgb("9AA2AC")), volume=0.2, rim=0.6)
            c.fill(oval(0, -30, 9, 9), rgb("7C858F"))
            holding(c, -86, -20, 1, 1)
            holding(c, 86, -20, 1, 1, flip=True)


def welder(c: Canvas) -> None:
    """Portrait: the owner of a welding shop, sparks behind him."""
    _portrait_room(c, "workshop")
    c.veil(rgb("2A2433"), 0.5, rgb("2A2433"), 0.35, 0, 1600)
    stand(c, worker(3), 960, 620, 1.3, cast.working(-0.3, left=(-60, -390), right=(30, -390), nod=0.9))
    c.soft(oval(880, 960, 90, 90), rgb("FFF2C0"), 1, 40)
    c.soft(oval(880, 960, 260, 240), rgb("FF9E3D"), 0.6, 90)
    c.blurred(3)
    for k in range(46):
        a, reach = k * 2.4, 40 + 9.5 * k
        x, y = 880 + reach * 0.8 * math.cos(a), 960 + reach * 0.75 * math.sin(a) + 0.0006 * reach * reach
        c.fill(
            limb([(x, y), (x + 0.06 * reach * math.cos(a), y + 0.06 * reach * math.sin(a))], [4, 2]),
            rgb(("FFE9A8", "FFC25A", "FF9E3D")[k % 3]),
            alpha=0.9,
        )
    who = Person(Head(3, "short", 1, beard="goatee"), Wear("shirt", rgb("5B6B52"), low_colour=rgb("33363F")), 1.08)
    pose = Pose(Look(0.25, -0.03, "smile"), turn=0.1, left=Arm((-36, -430), hold="grip"), right=Arm((84, -306)))
    with _near(c, 520):
        draw_person(c, who, pose, shadow=False)
        props.apron(c)
        props.welding_mask(c)
    c.veil((20, 14, 30), 0.0, (20, 14, 30), 0.4, 1000, 1600)
