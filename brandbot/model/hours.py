"""The hours in which nothing goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo


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
    """When the school keeps quiet, in its own zone. `pause` is the reason why nothing at all goes out now, or ""."""

    zone: ZoneInfo
    quiet: tuple[Window, ...] = ()
    friday: Window | None = None
    closed: tuple[Closed, ...] = ()
    pause: str = ""
