"""The period of a report: the ISO week, Monday to Sunday, in the school's time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from brandbot.errors import Message, Refused


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO week, known by its Monday."""

    monday: dt.date

    @classmethod
    def of(cls, day: dt.date) -> Week:
        """The week that holds this day."""
        return cls(day - dt.timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text: str) -> Week:
        """`2026-W47`. Raises Refused for anything else."""
        try:
            return cls(dt.date.fromisoformat(f"{text.strip()}-1" if "W" in text else ""))
        except ValueError:
            raise Refused(Message("'{text}' is no week; write it as 2026-W47", text=text)) from None

    @property
    def sunday(self) -> dt.date:
        """The last day."""
        return self.monday + dt.timedelta(days=6)

    def back(self, weeks: int = 1) -> Week:
        """The week so many weeks earlier."""
        return Week(self.monday - dt.timedelta(weeks=weeks))

    def __contains__(self, day: dt.date) -> bool:
        return self.monday <= day <= self.sunday

    def __str__(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"
