"""The week in numbers: pure, from what the store remembers. Missing is None, never 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from brandbot.model import AccountReading, Channel, Closed, Event, Insight, Partner, Pillar, Post, PostState
from brandbot.pipeline.report.channels import by_week, channel_week, day_of
from brandbot.pipeline.report.exposure import partners_shown, pillars_shown, programmes_unseen
from brandbot.pipeline.report.findings import best_and_weakest
from brandbot.pipeline.report.numbers import (
    SETTLED_AT,
    WEEKS_BEFORE,
    PostRow,
    Stopped,
    Unposted,
    Waiting,
    WeeklyReport,
)
from brandbot.pipeline.report.rows import followers_by_day, rows_of
from brandbot.pipeline.report.week import Week

_STOPPED = (PostState.HELD, PostState.MISSED, PostState.FAILED, PostState.NEEDS_HUMAN, PostState.UNKNOWN)
_GRADUATES = "graduate_"  # how the kinds about graduates begin
_ENROLMENT = "enrolment"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of the week beside its posts: what the school planned, aims at and waits for.

    `pillar_of` has the pillar of each kind, `pictures` how many each post shows, `asked` since when posts wait for a
    person's yes, each with its title.
    """

    events: Sequence[Event] = ()
    pillars: Sequence[Pillar] = ()
    pillar_of: Mapping[str, Pillar] = field(default_factory=dict)
    closed: Sequence[Closed] = ()
    pictures: Mapping[str, int] = field(default_factory=dict)
    asked: Sequence[tuple[dt.datetime, str]] = ()


def weekly(
    week: Week,
    *,
    now: dt.datetime,
    zone: dt.tzinfo,
    channels: Sequence[Channel],
    posts: Iterable[Post],
    insights: Iterable[Insight],
    accounts: Iterable[AccountReading],
    partners: Iterable[Partner],
    background: Background | None = None,
) -> WeeklyReport:
    """The report of `week` as it was known at `now`. Times of the rows are in `zone`.

    Give posts, insights and account readings of this week and the twelve before at least; more do no harm.
    """
    posts, partners, insights, around = list(posts), list(partners), list(insights), background or Background()
    followers = followers_by_day(accounts, now)
    rows = rows_of(posts, insights, followers, around.pictures, now=now, zone=zone)
    weeks = by_week(rows)
    mine = weeks.get(week, [])
    slots = [post for post in posts if post.slot.astimezone(zone).date() in week]
    found = [channel_week(week, one, weeks, slots, followers.get(one.name, {})) for one in channels]
    best, weakest, ranked = best_and_weakest(mine, _earlier(week, weeks), found)
    return WeeklyReport(
        week=week,
        made_at=now.astimezone(zone),
        as_of=_as_of(mine, insights, now, zone),
        preliminary=now < _end(week, zone) + SETTLED_AT or any(row.provisional for row in mine),
        posts=tuple(mine),
        channels=tuple(found),
        best=best,
        weakest=weakest,
        ranked=ranked,
        partners=partners_shown(week, rows, partners),
        pillars=pillars_shown(week, rows, around.pillars, around.pillar_of),
        programmes_unseen=programmes_unseen(week, rows, around.events, partners),
        stopped=tuple(_stopped(slots, zone)),
        unposted=tuple(_unposted(week, around.events, posts)),
        closed=tuple(dict.fromkeys(_closed(week, around.closed))),
        graduates_seen=max((day_of(row) for row in _graduates(week, rows)), default=None),
        deadline=_deadline(week, around.events),
        waiting=_waiting(around.asked, min(now, _end(week, zone))),
    )


def _end(week: Week, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(week.sunday + _DAY, dt.time(), zone)


def _earlier(week: Week, weeks: Mapping[Week, Sequence[PostRow]]) -> Sequence[PostRow]:
    return [row for ago in range(1, WEEKS_BEFORE + 1) for row in weeks.get(week.back(ago), ())]


def _as_of(
    mine: Sequence[PostRow], insights: Iterable[Insight], now: dt.datetime, zone: dt.tzinfo
) -> dt.datetime | None:
    """When the week's posts were last read."""
    keys = {row.key for row in mine}
    read = (one.read_at.astimezone(zone) for one in insights if one.read_at <= now and one.post_key in keys)
    return max(read, default=None)


def _stopped(posts: Iterable[Post], zone: dt.tzinfo) -> Iterator[Stopped]:
    for post in sorted(posts, key=lambda post: (post.slot, post.key)):
        if post.state in _STOPPED:
            slot = post.slot.astimezone(zone)
            yield Stopped(post.title, post.channel, post.placement, slot, post.state, post.reason)


def _unposted(week: Week, events: Iterable[Event], posts: Iterable[Post]) -> Iterator[Unposted]:
    planned = {post.event_id for post in posts}
    for event in sorted(events, key=lambda event: (event.date, event.id)):
        if event.date in week and event.id not in planned and not event.cancelled:
            yield Unposted(event.title, event.date)


def _closed(week: Week, closed: Iterable[Closed]) -> Iterator[str]:
    for days in closed:
        if days.first <= week.sunday and days.last >= week.monday:
            yield days.reason


def _graduates(week: Week, rows: Iterable[PostRow]) -> Iterator[PostRow]:
    return (row for row in rows if row.kind.startswith(_GRADUATES) and day_of(row) <= week.sunday)


def _deadline(week: Week, events: Iterable[Event]) -> tuple[dt.date, str] | None:
    """The next day after the week on which an enrolment ends."""
    ends = ((event.last_date, event.title) for event in events if event.kind == _ENROLMENT and not event.cancelled)
    return min((end for end in ends if end[0] > week.sunday), default=None)


def _waiting(asked: Sequence[tuple[dt.datetime, str]], now: dt.datetime) -> Waiting | None:
    """Those that wait for more than a day."""
    late = sorted((since, title) for since, title in asked if now - since > _DAY)
    if not late:
        return None
    wait = median((now - since).total_seconds() for since, _ in late)
    return Waiting(len(late), dt.timedelta(seconds=wait), late[0][1])
