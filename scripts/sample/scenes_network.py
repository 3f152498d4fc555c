"""The network programme: racks, cables, screens, an access point."""

from __future__ import annotations

from dataclasses import replace

from sample import cast, gear, handheld, props, rooms, screens
from sample.canvas import Canvas, Fade
from sample.cast import pupil, stand, worker
from sample.crowd import from_behind, haze
from sample.figure import Arm, Pose
from sample.hands import holding
from sample.looks import Look
from sample.shapes import box, oval, rgb


def rack_room(c: Canvas) -> None:
    """Two pupils between racks, faces lit by the lights."""
    c.fill(box(0, 0, 1600, 1200), Fade(rgb("20323A"), rgb("121A22")))
    for k in range(5):
        c.fill(box(140 + k * 300, 40, 200, 24, 10), rgb("DDF5F0"))
        c.soft(box(120 + k * 300, 40, 240, 120), rgb("BFEFE4"), 0.5, 40)
    rooms.floor(c, 860, rgb("141C22"), rgb("3A5058"))
    for x in (360, 560, 1040, 1240):
        gear.rack(c, x, 900, 0.96)
    c.soft(oval(800, 480, 220, 330), rgb("BFF3E6"), 0.5, 80)
    c.blurred(2.2)
    for x in (110, 1490):
        gear.rack(c, x, 1130, 1.55)
    c.veil(rgb("A8E8DA"), 0.1, rgb("A8E8DA"), 0.04, 0, 1200)
    stand(
        c,
        pupil(4),
        960,
        385,
        1.4,
        Pose(
            Look(-0.4, mouth="laugh"), turn=-0.3, left=Arm((-20, -430), hold="none"), right=Arm((50, -425), hold="none")
        ),
    )
    stand(
        c,
        pupil(3),
        650,
        380,
        1.46,
        Pose(
            Look(0.5, mouth="talk"),
            turn=0.4,
            lean=4,
            left=Arm((-84, -306)),
            right=Arm((128, -470), hold="point", layer="top"),
        ),
    )
    handheld.laptop(c, 985, 800, 1.15)
    holding(c, 885, 760, 1.3, pupil(4).head.skin)
    holding(c, 1085, 760, 1.3, pupil(4).head.skin, flip=True)
    c.veil((10, 14, 24), 0.0, (10, 14, 24), 0.4, 740, 1200)


def crimping(c: Canvas) -> None:
    """A girl fits a plug to a cable; her bench full of colours."""
    rooms.computer_lab(c)
    c.blurred(3.4)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.24)
    stand(c, pupil(5), 360, 440, 1.25, cast.working(0.3, left=(-40, -392), right=(30, -390), nod=0.7))
    stand(c, pupil(3), 1270, 430, 1.25, cast.working(-0.3, left=(-30, -392), right=(40, -390), nod=0.7))
    haze(c, 0.16, rgb("EDF3EE"))
    stand(
        c,
        pupil(4),
        800,
        400,
        1.75,
        Pose(Look(0.0, 0.04, "smile", nod=0.7), left=Arm((-26, -440), hold="grip"), right=Arm((28, -436), hold="grip")),
    )
    handheld.crimp(c, 804, 762, 1.7)
    props.desk(c, 130, 960, 1340, top=rgb("D9B183"), high=300)
    handheld.cables(c, 420, 970, 1.2)
    handheld.cables(c, 1200, 970, 1.2)
    gear.device(c, 800, 948, 1.2)


def classroom(c: Canvas) -> None:
    """Screens full of networks, pupils at their places, the teacher in front."""
    rooms.computer_lab(c)
    with c.at(970, 410):
        screens.SCREENS["web"](c, -205, -290, 410, 280)
    c.blurred(1.8)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    teach = Pose(Look(0.1, mouth="talk"), left=Arm((-84, -308)), right=Arm((122, -540), hold="open", layer="top"))
    stand(c, cast.TEACHER, 690, 330, 1.16, teach)
    haze(c, 0.12, rgb("EDF3EE"))
    for k, x in enumerate((170, 590, 1010, 1430)):
        screens.screen(c, x, 730, 300, 190, ("web", "code", "web", "code")[k])
    props.desk(c, -20, 768, 1640, top=rgb("CDB08A"), high=200)
    from_behind(c, ((380, 700, 1.1, 1), (800, 690, 1.1, 1), (1220, 700, 1.1, 1)))
    from_behind(c, ((90, 900, 1.5, 4),), lambda k: pupil(k + 1), gap=310)


def access_point(c: Canvas) -> None:
    """On a ladder under the ceiling: a pupil mounts an access point, another holds the ladder."""
    rooms.hall(c, stage=False)
    c.blurred(3.2)
    rooms.sunbeams(c, -330, -80, 4, alpha=0.22)
    props.ladder(c, 800, 1537, 1.35)
    c.fill(box(806, -4, 58, 240, 6), Fade(rgb("C9BFA9"), rgb("8E8A80"), across=True))
    c.soft(oval(835, 150, 120, 60), rgb("BFF3E6"), 0.5, 24)
    up = Pose(
        Look(0.15, 0.0, "smile"),
        left=Arm((-20, -716), hold="grip", layer="back"),
        right=Arm((76, -716), hold="grip", layer="back"),
    )
    stand(c, replace(worker(3), wear=pupil(3).wear), 800, 385, 1.22, up)
    with c.at(835, 250, 1.1):
        c.fill(oval(0, 0, 82, 24), Fade(rgb("FFFFFF"), rgb("C3C9CB")), rim=0.6)
        c.fill(oval(0, 6, 10, 5), rgb("57E0A0"))
    stand(
        c,
        pupil(6),
        1090,
        560,
        1.4,
        Pose(
            Look(-0.5, mouth="laugh", nod=-0.6),
            turn=-0.4,
            left=Arm((-128, -500), hold="grip"),
            right=Arm((-96, -420), hold="grip", layer="top"),
        ),
    )
    stand(
        c,
        pupil(5),
        480,
        570,
        1.38,
        Pose(
            Look(0.5, mouth="smile", nod=-0.6),
            turn=0.4,
            left=Arm((-20, -410), hold="none"),
            right=Arm((40, -420), hold="none"),
        ),
    )
    handheld.laptop(c, 500, 960, 1.1)
    c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.3, 780, 1200)
