"""Many people at once: rows from behind, rows from the front."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sample import cast, props
from sample.canvas import Canvas
from sample.cast import stand
from sample.figure import Arm, Person, Pose
from sample.looks import Look
from sample.shapes import RGB, rgb

WARM = rgb("FFE9C4")
Row = tuple[float, float, float, int]  # the first one's x, the eyes' y, size, how many
PAIR = ("smile", "laugh", "smile", "calm", "smile")


def haze(c: Canvas, alpha: float = 0.12, colour: RGB = WARM) -> None:
    """Air between what has been drawn and what comes in front."""
    c.veil(colour, alpha, colour, alpha, 0, c.height)


def from_behind(
    c: Canvas, rows: tuple[Row, ...], who: Callable[[int], Person] = cast.pupil, *, chairs: bool = True, gap: float = 0
) -> None:
    """Listeners' backs, row before row, the nearest last and darkest."""
    number = 0
    for x, y, size, count in rows:
        step = gap * size or 205 * size
        for k in range(count):
            look = Look((0.0, 0.25, -0.2, 0.1)[(number + k) % 4], (0.0, 0.05, -0.04)[(number * 2 + k) % 3])
            stand(c, who(number + k), x + k * step, y + (9 * size if k % 2 else 0), size, Pose(look, back=True))
            if chairs:
                props.chair(c, x + k * step, y + 160 * size, size * 0.95)
        number += count + 1
        c.veil((24, 16, 30), 0.0, (24, 16, 30), 0.12, y - 100 * size, c.height)


def from_front(
    c: Canvas,
    rows: tuple[Row, ...],
    poses: tuple[Pose, ...],
    who: Callable[[int], Person] = cast.pupil,
    *,
    gap: float = 205,
) -> None:
    """Faces, row before row, the far ones paler."""
    number = 1
    for x, y, size, count in rows:
        for k in range(count):
            pose = poses[(number * 2 + k) % len(poses)]
            look = replace(pose.look, mouth=PAIR[(number + 2 * k) % 5])
            stand(
                c,
                who(number + k),
                x + k * gap * size,
                y + (10 * size if (k + number) % 2 else 0),
                size,
                replace(pose, look=look),
            )
        number += count
        if (x, y, size, count) != rows[-1]:
            haze(c, 0.14)


SEATED = (
    Pose(Look(0.35), turn=0.2, left=Arm((-30, -380), hold="grip"), right=Arm((16, -374), hold="grip")),
    Pose(Look(-0.3), turn=-0.2, left=Arm((-16, -378), hold="grip"), right=Arm((30, -380), hold="grip")),
    Pose(Look(0.1, 0.06), left=Arm((-24, -378), hold="rest"), right=Arm((22, -374), hold="rest")),
    Pose(Look(0.45, -0.05), turn=0.3, left=Arm((-34, -380), hold="grip"), right=Arm((12, -376), hold="grip")),
)
"""Hands on the desk, eyes about the room."""

AT_EASE = (
    Pose(Look(0.3), turn=0.2),
    Pose(Look(-0.25, 0.05), turn=-0.1),
    Pose(Look(0.05)),
    Pose(Look(0.4, -0.04), turn=0.2),
)
"""Arms down, eyes about the room."""
