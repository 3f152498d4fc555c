"""Outcomes that the school writes down: applicants, graduates, feedback. A number never stands without its base."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from brandbot.model.figures import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantCount:
    """How many had applied for the school year that begins in `year`, as counted on a day."""

    year: int
    day: dt.date
    count: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graduates:
    """What became of the `graduates` of a year, of whom `answered` told it; a way that nobody counted is None."""

    year: int
    graduates: int
    answered: int
    working: int | None = None
    studying: int | None = None
    self_employed: int | None = None
    as_of: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a group answered to one question: a mean `score` of `scale`, given by `n` people in a semester."""

    semester: str
    group: str
    question: str
    score: float
    scale: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """All that is written down; empty where the school wrote nothing."""

    applicants: tuple[ApplicantCount, ...] = ()
    graduates: tuple[Graduates, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    figures: tuple[Claim, ...] = ()  # certifications, places for internships
