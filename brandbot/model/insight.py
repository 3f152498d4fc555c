"""Insights: one reading of a post's metrics at one time. Missing is absent with a reason, never 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from brandbot.errors import Message


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


class Missing(StrEnum):
    """Why a reading lacks a metric that its network has for such a post."""

    NOT_YET = "not_yet"  # Meta has not worked it out: up to 48 hours on Instagram, a day on a Page
    TOO_FEW_FOLLOWERS = "too_few_followers"  # Page insights exist from 100 followers on
    TOO_FEW_VIEWERS = "too_few_viewers"  # a story tells nothing until five people saw it
    NO_PERMISSION = "no_permission"  # the token may not read it
    WITHHELD = "withheld"  # Meta answered without it, and without a reason
    GONE = "gone"  # the post is no longer there
    UNKNOWN_METRIC = "unknown_metric"  # Meta no longer knows the name

    @property
    def reason(self) -> Message:
        """What a person reads beside "not available"."""
        return _REASONS[self]


_REASONS: Mapping[Missing, Message] = {
    Missing.NOT_YET: Message("Meta has not worked it out yet"),
    Missing.TOO_FEW_FOLLOWERS: Message("Meta tells it from 100 followers on"),
    Missing.TOO_FEW_VIEWERS: Message("Meta tells it once five people have seen the story"),
    Missing.NO_PERMISSION: Message("the account's permission does not cover it; brandbot connect asks for it"),
    Missing.WITHHELD: Message("Meta does not tell it"),
    Missing.GONE: Message("the post is no longer on the network"),
    Missing.UNKNOWN_METRIC: Message("Meta no longer has this number"),
}


class Source(StrEnum):
    """Where a value was read."""

    INSIGHTS = "insights"  # Meta's insights of the post or the account
    FIELDS = "fields"  # a count that stands on the post or the account itself


@dataclass(frozen=True, slots=True)
class Reading:
    """What was told at one time: values by metric, and why the others are not there.

    A metric that is in neither is none that this network has for such a post. `sources` says where each value stood.
    """

    values: Mapping[Metric, int]
    missing: Mapping[Metric, Missing] = field(default_factory=dict)
    sources: Mapping[Metric, Source] = field(default_factory=dict)

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
