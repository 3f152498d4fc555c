"""The period of a longer report: a month, or half a school year. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from brandbot.errors import Message, Refused

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SEMESTER = re.compile(r"(\d{4})/(\d{4})-([12])")
_JULY, _DECEMBER = 7, 12
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Its first and last day, and its name as it is typed."""

    first: dt.date
    last: dt.date
    name: str

    @classmethod
    def month(cls, text: str) -> Span:
        """`2026-11`. Raises Refused for anything else."""
        match = _MONTH.fullmatch(text.strip())
        try:
            first = dt.date(int(match[1]), int(match[2]), 1) if match else None
        except ValueError:
            first = None
        if first is None:
            raise Refused(Message("'{text}' is no month; write it as 2026-11", text=text))
        return cls(first, _next_month(first) - _DAY, f"{first:%Y-%m}")

    @classmethod
    def semester(cls, text: str) -> Span:
        """`2026/2027-1` is July to December, `-2` the half year after it. Raises Refused for anything else."""
        match = _SEMESTER.fullmatch(text.strip())
        if not match or int(match[2]) != int(match[1]) + 1 or not dt.MINYEAR < int(match[1]) < dt.MAXYEAR:
            raise Refused(Message("'{value}' is no semester; write it like 2026/2027-1", value=text))
        year = int(match[1])
        if match[3] == "1":
            return cls(dt.date(year, _JULY, 1), dt.date(year, _DECEMBER, 31), match[0])
        return cls(dt.date(year + 1, 1, 1), dt.date(year + 1, _JULY, 1) - _DAY, match[0])

    @property
    def is_month(self) -> bool:
        """Else it is a semester."""
        return "/" not in self.name

    @property
    def semester_name(self) -> str:
        """The semester that holds its last day: `2026/2027-1`."""
        year, is_first = self.last.year, self.last.month >= _JULY
        return f"{year}/{year + 1}-1" if is_first else f"{year - 1}/{year}-2"

    @property
    def folder(self) -> str:
        """The name as a file may have it."""
        return self.name.replace("/", "-")

    def before(self) -> Span:
        """The one right before it, of the same sort."""
        last = self.first - _DAY
        if self.is_month:
            return Span.month(f"{last:%Y-%m}")
        return Span.semester(Span(last, last, "").semester_name)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def _next_month(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1)
