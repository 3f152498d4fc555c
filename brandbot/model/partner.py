"""The partner: who the school works with, by which names, and what may be shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from brandbot.model.creative import Logo
from brandbot.model.problem import Place


@dataclass(frozen=True, slots=True)
class Agreement:
    """An MoU or PKS with its first and last day, and its number."""

    kind: str
    start: dt.date
    end: dt.date
    number: str = ""


class Form(StrEnum):
    """What school and partner do together: the eight of "link and match 8+i", then those of its "i"."""

    CURRICULUM = "curriculum"
    PROJECTS = "projects"
    GUEST_TEACHERS = "guest_teachers"
    INTERNSHIP = "internship"
    CERTIFICATION = "certification"
    TEACHER_TRAINING = "teacher_training"
    RESEARCH = "research"
    HIRING = "hiring"
    SCHOLARSHIPS = "scholarships"
    EQUIPMENT = "equipment"
    STUDENT_TRAINING = "student_training"
    ENTREPRENEURSHIP = "entrepreneurship"


class Rank(IntEnum):
    """The order in which protocol names those who take part."""

    GOVERNMENT = 1
    FOUNDATION = 2
    SCHOOL = 3
    PARTNER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One partner. `name` is printed as typed; `display_name` is the short form the partner accepts.

    `site_photos` tells whether photos of its site may be shown; None where nobody asked. `needs_approval`: it wants to
    see a post before it goes out. `phone` is the office's, which a text may name.
    """

    id: str
    name: str
    display_name: str = ""
    aliases: tuple[str, ...] = ()
    fictional: bool = False
    role: str = ""
    sector: str = ""
    city: str = ""
    programmes: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    internship_capacity: int | None = None
    agreements: tuple[Agreement, ...] = ()
    logo: Logo | None = None
    facebook: str = ""
    instagram: str = ""
    may_tag: bool = False
    phone: str = ""
    site_photos: bool | None = None
    needs_approval: bool = False
    rank: Rank = Rank.PARTNER
    place: Place = field(default=Place(""), compare=False)

    @property
    def short_name(self) -> str:
        """The name for a tight space."""
        return self.display_name or self.name
