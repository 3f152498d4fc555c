"""A figure: what somebody wears, where the arms and eyes go, how broad somebody is."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample.colours import GOLD
from sample.looks import Head, Look
from sample.shapes import RGB, Point, rgb

WHITE = rgb("F4F1EA")
GREY = rgb("7C828B")
NAVY = rgb("24365C")
CHARCOAL = rgb("2E3138")


@dataclass(frozen=True, slots=True)
class Wear:
    """What somebody wears; `top` is one of uniform, shirt, batik, suit, wearpack, polo, gown, vest."""

    top: str = "uniform"
    colour: RGB = WHITE
    trim: RGB = GOLD
    low: str = "trousers"  # or skirt
    low_colour: RGB = GREY
    long: bool = True
    lanyard: RGB | None = None
    bag: RGB | None = None


@dataclass(frozen=True, slots=True)
class Arm:
    """Where a hand is, which way the elbow goes (1 outward), what the hand does, what it lies in front of."""

    hand: Point
    out: float = 1
    hold: str = "rest"  # rest, grip, open, point, none
    layer: str = "front"  # back, front, top


@dataclass(frozen=True, slots=True)
class Pose:
    """How somebody stands; `left` and `right` are the picture's sides."""

    look: Look = field(default_factory=Look)
    turn: float = 0
    lean: float = 0
    left: Arm = Arm((-88, -301))
    right: Arm = Arm((88, -301))
    stride: float = 0
    back: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: head, clothes and build."""

    head: Head = field(default_factory=Head)
    wear: Wear = field(default_factory=Wear)
    broad: float = 1

    @property
    def shoulder(self) -> float:
        """Half the width of the shoulders."""
        return (68 if self.head.woman else 79) * self.broad
