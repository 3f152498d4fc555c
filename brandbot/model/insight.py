"""Insights: one reading of a post's metrics at one time. Missing is absent, never 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Metric(StrEnum):
    """A named number with one definition for all platforms; docs/glossary.md says them."""

    REACH = "reach"
    VIEWS = "views"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    CLICKS = "clicks"
    FOLLOWERS = "followers"


INTERACTIONS = (Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one call told: values by metric; a metric that is not there was withheld or is not yet available."""

    values: Mapping[Metric, int]

    @property
    def interactions(self) -> int | None:
        """Likes, comments, shares and saves together; None where none of them is known."""
        known = [self.values[metric] for metric in INTERACTIONS if metric in self.values]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Insight:
    """A reading of one post at one age (time since publishing)."""

    post_key: str
    age: dt.timedelta
    read_at: dt.datetime
    reading: Reading


@dataclass(frozen=True, slots=True)
class AccountReading:
    """A reading of one channel on one day of the school's calendar."""

    channel: str
    day: dt.date
    read_at: dt.datetime
    reading: Reading
