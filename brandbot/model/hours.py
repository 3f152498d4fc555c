"""The hours in which nothing goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from brandbot.model.problem import Place


@dataclass(frozen=True, slots=True)
class Window:
    """From a time of day until before another one, the next day's where it is earlier; the same time twice is empty."""

    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class Closed:
    """Whole days, both included, on which nothing goes out."""

    first: dt.date
    last: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days of the school year with hours of their own, both included: holidays, exam weeks, Ramadan.

    `is_closed`: nothing goes out. `quiet` stands in place of the school's quiet hours. Kinds in `waits` wait until the
    last day is over. A `provisional` one only stands in the calendar until somebody confirms its dates.
    """

    name: str
    first: dt.date
    last: dt.date
    is_closed: bool = False
    quiet: tuple[Window, ...] = ()
    waits: frozenset[str] = frozenset()
    provisional: bool = False
    place: Place = field(default=Place(""), compare=False)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class CatchUp:
    """How late posts of a channel follow: `spacing` apart, `per_day` events a day, more than `unasked` on a word."""

    spacing: dt.timedelta = dt.timedelta(minutes=20)
    per_day: int = 2
    unasked: int = 3


@dataclass(frozen=True, slots=True)
class Spacing:
    """How events share a channel: at most `per_day` on a day, and so far `apart`."""

    per_day: int = 1
    apart: dt.timedelta = dt.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Hours:
    """When the school keeps quiet, in its own zone.

    `pause` is the reason why nothing but condolences and emergencies goes out now, or "".
    """

    zone: ZoneInfo
    quiet: tuple[Window, ...] = ()
    friday: Window | None = None
    closed: tuple[Closed, ...] = ()
    pause: str = ""
    periods: tuple[Period, ...] = ()
