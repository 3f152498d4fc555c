"""What a weekly report is made of. Missing is None, never 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Agreement, Network, Placement, PostState
from brandbot.pipeline.report.week import Week

SETTLED_AT = dt.timedelta(hours=48)  # Meta's numbers may lag by two days (Instagram media insights)
COMPARED_AT = dt.timedelta(hours=72)
STORY_OVER = dt.timedelta(hours=20)  # it vanishes after 24 hours; its last reading comes shortly before
UNSEEN = dt.timedelta(days=30)
WEEKS_BEFORE = 4
LEAST_POSTS, LEAST_REACH = 3, 100  # a percentage of less says nothing
GONE = (PostState.WITHDRAWN, PostState.REMOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post that went out. `age` is its reading's; `followers` are the channel's when it went out.

    `pictures` is 0 where nobody counted them. `gone` says that it is no longer live. `why_missing` tells why there is
    no reach, where the network said so.
    """

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
    pictures: int = 0
    followers: int | None = None
    age: dt.timedelta | None = None
    reach: int | None = None
    interactions: int | None = None
    gone: bool = False
    why_missing: Message | None = None

    @property
    def link(self) -> str:
        """Where it can be looked at; "" for what is gone, and for an address that a browser would run."""
        return self.permalink if not self.gone and self.permalink.startswith(("https://", "http://")) else ""

    @property
    def rate(self) -> float | None:
        """Engagement rate by reach; None without both numbers."""
        return None if self.interactions is None or not self.reach else self.interactions / self.reach

    @property
    def rate_by_followers(self) -> float | None:
        """Interactions ÷ followers, for a post whose reach nobody knows."""
        if self.reach is not None or self.interactions is None or not self.followers:
            return None
        return self.interactions / self.followers

    @property
    def provisional(self) -> bool:
        """The numbers are still moving; a story's stop with it after a day."""
        settled_at = STORY_OVER if self.placement is Placement.STORY else SETTLED_AT
        return self.age is not None and self.age < settled_at

    @property
    def is_ranked(self) -> bool:
        """Live in the feed, read between 48 and 72 hours, with a reach that bears a percentage."""
        return (
            self.placement is Placement.FEED
            and not self.gone
            and self.rate is not None
            and (self.reach or 0) >= LEAST_REACH
            and self.age is not None
            and SETTLED_AT <= self.age <= COMPARED_AT
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """A number beside those of the week before and of the four weeks before (their mean, or their rate)."""

    now: float | None = None
    before: float | None = None
    usual: float | None = None
    change: float | None = None  # of `now` against `before`, as a ratio; only where the base is large enough to say so


@dataclass(frozen=True, slots=True)
class Base:
    """What a rate stands on: the sums over those `posts` that have both numbers."""

    interactions: int = 0
    reach: int = 0
    posts: int = 0

    @property
    def is_large(self) -> bool:
        """Enough for a percentage."""
        return self.posts >= LEAST_POSTS and self.reach >= LEAST_REACH

    @property
    def rate(self) -> float | None:
        """The sum of interactions over the sum of reach."""
        return self.interactions / self.reach if self.reach else None


@dataclass(frozen=True, slots=True)
class Median:
    """A median and of how many."""

    value: float
    n: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A channel's reach in one week; `low` and `high` are the least and most of the four weeks before it."""

    monday: dt.date
    reach: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWeek:
    """One channel's week. `followers` counts them at the week's end, `gained` against the end of the week before.

    `bases` are those of the three rates. `with_reach` is of how many posts the reach is known. `by_followers` stands
    in for the rate where no reach is known at all. The medians are of comparable posts of the four weeks before.
    """

    channel: str
    network: Network
    planned: int
    posts: Compared
    reach: Compared
    with_reach: int
    interactions: Compared
    rate: Compared
    bases: tuple[Base, Base, Base]
    by_followers: float | None
    followers: int | None
    gained: Compared
    median_reach: Median | None
    median_rate: Median | None
    trend: tuple[Reached, ...]


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
class PillarRow:
    """A pillar's events among the `of` that were shown in 90 days, and the share (0 to 1) that it should have.

    The name "" is what belongs to no pillar; its target is None.
    """

    name: str
    events: int
    of: int
    target: float | None

    @property
    def share(self) -> float | None:
        """Its part; None where too few were shown for a percentage."""
        return self.events / self.of if self.of >= LEAST_POSTS else None


@dataclass(frozen=True, slots=True)
class Stopped:
    """A post of the week that did not go out, or of which that is not known."""

    title: str
    channel: str
    placement: Placement
    slot: dt.datetime
    state: PostState
    reason: str


@dataclass(frozen=True, slots=True)
class Unposted:
    """An event of the week of which no post was ever planned."""

    title: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Finding:
    """A post that stands out, what differs from the others, and the four-week median that it is held against."""

    row: PostRow
    facts: tuple[Message, ...] = ()
    median: Median | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Posts that wait for a person's yes for more than a day, and for how long in the median."""

    posts: int
    median: dt.timedelta
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReport:
    """All numbers of one week's page. `as_of` is the last reading used; None where there was none.

    `closed` are the reasons why the school kept quiet on days of the week. `deadline` is the next day on which an
    enrolment closes and its title, `graduates_seen` when a graduate was last shown; None for never.
    """

    week: Week
    made_at: dt.datetime
    as_of: dt.datetime | None
    preliminary: bool
    posts: tuple[PostRow, ...]
    channels: tuple[ChannelWeek, ...]
    best: Finding | None
    weakest: Finding | None
    ranked: int
    partners: tuple[PartnerRow, ...]
    pillars: tuple[PillarRow, ...]
    programmes_unseen: tuple[str, ...]
    stopped: tuple[Stopped, ...]
    unposted: tuple[Unposted, ...]
    closed: tuple[str, ...]
    graduates_seen: dt.date | None
    deadline: tuple[dt.date, str] | None
    waiting: Waiting | None
