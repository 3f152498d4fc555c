"""One channel's week beside the week before and the four weeks before. Pure.

Reach counts accounts per post; it is summed over the posts of one channel, never over networks, and is never people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from brandbot.model import Channel, Post, PostState
from brandbot.pipeline.report.numbers import (
    LEAST_POSTS,
    LEAST_REACH,
    WEEKS_BEFORE,
    Base,
    ChannelWeek,
    Compared,
    Median,
    PostRow,
    Reached,
)
from brandbot.pipeline.report.rows import Counts
from brandbot.pipeline.report.week import Week

TREND = 8  # weeks in the chart
_Weeks = Mapping[Week, Sequence[PostRow]]


def by_week(rows: Iterable[PostRow]) -> Mapping[Week, Sequence[PostRow]]:
    """Rows by the week in which they went out."""
    found: dict[Week, list[PostRow]] = {}
    for row in rows:
        found.setdefault(Week.of(row.published_at.date()), []).append(row)
    return found


def channel_week(week: Week, channel: Channel, weeks: _Weeks, slots: Iterable[Post], followers: Counts) -> ChannelWeek:
    """The week of one channel; `slots` are the posts that had their slot in it."""
    mine = {of: own for of, rows in weeks.items() if (own := [row for row in rows if row.channel == channel.name])}
    first = min(mine, default=week)
    usual = [_totals(mine.get(of, ())) for of in _before(week) if of >= first]
    here, before = _totals(mine.get(week, ())), _totals(mine.get(week.back(), ()))
    base = _summed(total.base for total in usual)
    is_large, began = before.posts >= LEAST_POSTS and (before.reach or 0) >= LEAST_REACH, first < week

    def compared(now: float | None, then: float | None, usual: float | None) -> Compared:
        change = now / then - 1 if is_large and now is not None and then else None
        return Compared(now, then if began else None, usual, change)

    ranked = [row for of in _before(week) for row in mine.get(of, ()) if row.is_ranked]
    return ChannelWeek(
        channel=channel.name,
        network=channel.network,
        planned=sum(post.channel == channel.name and post.state is not PostState.CANCELLED for post in slots),
        posts=compared(here.posts, before.posts, _mean(total.posts for total in usual)),
        reach=compared(here.reach, before.reach, _mean(total.reach for total in usual)),
        with_reach=here.with_reach,
        interactions=compared(here.interactions, before.interactions, _mean(total.interactions for total in usual)),
        rate=compared(here.base.rate, before.base.rate, base.rate),
        bases=(here.base, before.base, base),
        by_followers=_by_followers(mine.get(week, ())),
        followers=_at_end(followers, week),
        gained=Compared(_gained(followers, week), _gained(followers, week.back()), _usual_gain(followers, week)),
        median_reach=_median(row.reach for row in ranked),
        median_rate=_median(row.rate for row in ranked),
        trend=tuple(_reached(mine, week.back(ago)) for ago in reversed(range(TREND))),
    )


def _before(week: Week) -> Sequence[Week]:
    return [week.back(weeks) for weeks in range(1, WEEKS_BEFORE + 1)]


@dataclass(frozen=True, slots=True)
class _Totals:
    posts: int
    reach: int | None
    with_reach: int
    interactions: int | None
    base: Base


def _totals(rows: Sequence[PostRow]) -> _Totals:
    """Sums of what is known; the rate's base has only posts with both numbers."""
    return _Totals(
        posts=len(rows),
        reach=_sum(row.reach for row in rows),
        with_reach=sum(row.reach is not None for row in rows),
        interactions=_sum(row.interactions for row in rows),
        base=summed(rows),
    )


def summed(rows: Iterable[PostRow]) -> Base:
    """The base of a rate over all posts with both numbers."""
    return _summed(Base(row.interactions, row.reach, 1) for row in rows if row.interactions is not None and row.reach)


def _summed(bases: Iterable[Base]) -> Base:
    known = list(bases)
    return Base(*(sum(getattr(base, part) for base in known) for part in ("interactions", "reach", "posts")))


def _by_followers(rows: Sequence[PostRow]) -> float | None:
    """Over the posts of a week in which no reach is known: interactions ÷ followers, sum over sum."""
    if any(row.reach is not None for row in rows):
        return None
    both = [(row.interactions, row.followers) for row in rows if row.interactions is not None and row.followers]
    base = sum(count for _, count in both)
    return sum(interactions for interactions, _ in both) / base if base else None


def _reached(mine: _Weeks, week: Week) -> Reached:
    known = [reach for of in _before(week) if (reach := _totals(mine.get(of, ())).reach) is not None]
    return Reached(
        week.monday,
        _totals(mine.get(week, ())).reach,
        min(known, default=None),
        max(known, default=None),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _median(values: Iterable[float | None]) -> Median | None:
    known = [value for value in values if value is not None]
    return Median(median(known), len(known)) if known else None


def _at_end(followers: Counts, week: Week) -> int | None:
    """At the week's last reading; None where it has none."""
    days = [day for day in followers if day in week]
    return followers[max(days)] if days else None


def _gained(followers: Counts, week: Week) -> int | None:
    end, start = _at_end(followers, week), _at_end(followers, week.back())
    return None if end is None or start is None else end - start


def _usual_gain(followers: Counts, week: Week) -> float | None:
    return _mean(_gained(followers, of) for of in _before(week))


def day_of(row: PostRow) -> dt.date:
    """The school's day on which it went out."""
    return row.published_at.date()
