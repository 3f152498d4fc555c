"""Who somebody is from the neck up, and where they look."""

from __future__ import annotations

from dataclasses import dataclass

from sample.colours import GOLD, MILK
from sample.shapes import RGB, rgb

PECI = rgb("23222B")
SKINS = (rgb("F0C096"), rgb("E3AB7E"), rgb("D0935F"), rgb("BB7C4D"), rgb("A2683F"))
HAIRS = (rgb("2B1D1F"), rgb("1F1A22"), rgb("3A2722"), rgb("6E6A6C"))


@dataclass(frozen=True, slots=True)
class Head:
    """Who somebody is from the neck up."""

    skin: int = 1
    hair: str = "short"  # short, side, crop, curls, bob, tail, hijab, none
    shade: int = 0
    veil: RGB = MILK
    hat: str = ""  # peci, helmet, cap, toga
    hat_colour: RGB = GOLD
    glasses: bool = False
    goggles: bool = False
    peci: RGB = PECI
    beard: str = ""  # moustache, goatee
    woman: bool = False
    round_face: float = 0


@dataclass(frozen=True, slots=True)
class Look:
    """Where a head is turned (-1 left, 1 right), how it is tilted (radians), how it feels."""

    turn: float = 0
    tilt: float = 0
    mouth: str = "smile"  # smile, laugh, calm, talk
    eyes: str = "open"  # open, happy, down
    nod: float = 0  # down is positive
