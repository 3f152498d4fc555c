"""What a look at one thing gives: how it stands, in a sentence, and what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from brandbot.errors import Message

STAGES = (1, 3, 7, 14)  # days before an end at which it is told
_DAY = dt.timedelta(days=1)


class Level(StrEnum):
    """How a thing stands."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `about` is the channel; `stage` changes when it is worth telling again."""

    check: str
    level: Level
    text: Message
    cure: Message | None = None
    about: str = ""
    stage: str = ""

    @property
    def key(self) -> str:
        """What stays the same as long as there is nothing new to tell."""
        return f"{self.check}/{self.about}/{self.level}/{self.stage}"


def stage_of(end: dt.datetime, now: dt.datetime) -> int | None:
    """The reminder that is due before an end: 14, 7, 3 or 1 days, 0 when it is over; None while it is far away."""
    left = end - now
    if left <= dt.timedelta():
        return 0
    return next((days for days in STAGES if left <= days * _DAY), None)


def level_of(stage: int | None) -> Level:
    """What a reminder means."""
    if stage is None:
        return Level.OK
    return Level.WARNING if stage else Level.PROBLEM
