"""What a weekly report is made of. Missing is None, never 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from brandbot.model import Agreement, Network, Placement, PostState
from brandbot.pipeline.report.week import Week

SETTLED_AT = dt.timedelta(hours=48)  # Meta's numbers may lag by two days (Instagram media insights)
STORY_OVER = dt.timedelta(hours=20)  # it vanishes after 24 hours; its last reading comes shortly before
UNSEEN = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post that went out. `age` is its reading's; `rate` is interactions ÷ reach; provisional under 48 hours."""

    key: str
    event_id: str
    published_at: dt.datetime
    kind: str
    title: str
    partners: tuple[str, ...]
    channel: str
    network: Network
    placement: Placement
    permalink: str
    age: dt.timedelta | None = None
    reach: int | None = None
    interactions: int | None = None

    @property
    def rate(self) -> float | None:
        """Engagement rate by reach; None without both numbers."""
        return None if self.interactions is None or not self.reach else self.interactions / self.reach

    @property
    def provisional(self) -> bool:
        """The numbers are still moving; a story's stop with it after a day."""
        settled_at = STORY_OVER if self.placement is Placement.STORY else SETTLED_AT
        return self.age is not None and self.age < settled_at


@dataclass(frozen=True, slots=True)
class Compared:
    """A number beside those of the week before and the mean of the four weeks before."""

    now: float | None = None
    before: float | None = None
    usual: float | None = None
    change: float | None = None  # of `now` against `before`, as a ratio; only where the base is large enough to say so


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWeek:
    """One channel's week. `followers` counts them at the week's end, `gained` against the end of the week before."""

    channel: str
    network: Network
    planned: int
    posts: Compared
    reach: Compared
    interactions: Compared
    rate: Compared
    followers: int | None
    gained: Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """How often a partner was shown in the 30 days up to the week's end; reach by network, None where unknown."""

    id: str
    name: str
    posts: int
    posts_30_days: int
    reach_30_days: Mapping[Network, int | None]
    last_seen: dt.date | None
    days_unseen: int | None
    agreement: Agreement | None

    @property
    def is_unseen(self) -> bool:
        """Not shown for more than 30 days, or never."""
        return self.days_unseen is None or self.days_unseen > UNSEEN.days


@dataclass(frozen=True, slots=True)
class Stopped:
    """A post of the week that did not go out, or of which that is not known."""

    title: str
    channel: str
    placement: Placement
    slot: dt.datetime
    state: PostState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReport:
    """All numbers of one week's page. `as_of` is the last reading used; None where there was none."""

    week: Week
    made_at: dt.datetime
    as_of: dt.datetime | None
    preliminary: bool
    posts: tuple[PostRow, ...]
    channels: tuple[ChannelWeek, ...]
    best: PostRow | None
    weakest: PostRow | None
    ranked: int
    partners: tuple[PartnerRow, ...]
    stopped: tuple[Stopped, ...]
