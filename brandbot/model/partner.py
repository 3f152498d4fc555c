"""The partner: who the school works with, by which names, and what may be shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum

from brandbot.model.creative import Logo
from brandbot.model.problem import Place


@dataclass(frozen=True, slots=True)
class Agreement:
    """An MoU or PKS with its first and last day."""

    kind: str
    start: dt.date
    end: dt.date


class Rank(IntEnum):
    """The order in which protocol names those who take part."""

    GOVERNMENT = 1
    FOUNDATION = 2
    SCHOOL = 3
    PARTNER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One partner. `name` is printed as typed; `display_name` is the short form the partner accepts."""

    id: str
    name: str
    display_name: str = ""
    aliases: tuple[str, ...] = ()
    fictional: bool = False
    role: str = ""
    sector: str = ""
    city: str = ""
    programmes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    internship_capacity: int | None = None
    agreements: tuple[Agreement, ...] = ()
    logo: Logo | None = None
    facebook: str = ""
    instagram: str = ""
    may_tag: bool = False
    rank: Rank = Rank.PARTNER
    place: Place = field(default=Place(""), compare=False)

    @property
    def short_name(self) -> str:
        """The name for a tight space."""
        return self.display_name or self.name
