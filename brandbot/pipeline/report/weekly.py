"""The week in numbers: pure, from what the store remembers. Missing is None, never 0.

Posts are compared by their reading at 72 hours, because metrics grow with age: a later reading would favour older
posts. Reach counts accounts per post; it is summed over the posts of one channel, never over networks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brandbot.model import (
    AccountReading,
    Channel,
    Insight,
    Metric,
    Network,
    Partner,
    Placement,
    Post,
    PostState,
)
from brandbot.pipeline.report.numbers import (
    SETTLED_AT,
    UNSEEN,
    ChannelWeek,
    Compared,
    PartnerRow,
    PostRow,
    Stopped,
    WeeklyReport,
)
from brandbot.pipeline.report.week import Week

COMPARED_AT = dt.timedelta(hours=72)
WEEKS_BEFORE = 4
LEAST_POSTS, LEAST_REACH = 3, 100  # a percentage of less says nothing
_STOPPED = (PostState.HELD, PostState.MISSED, PostState.FAILED, PostState.NEEDS_HUMAN, PostState.UNKNOWN)


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
) -> WeeklyReport:
    """The report of `week` as it was known at `now`. Times of the rows are in `zone`.

    Give posts, insights and account readings of this week and the five before at least; more do no harm.
    """
    posts = list(posts)
    known = [insight for insight in insights if insight.read_at <= now]
    readings = _compared_readings(known)
    rows = sorted((_row(post, readings, zone) for post in posts if _is_live(post, now)), key=_by_time)
    by_week: dict[Week, list[PostRow]] = defaultdict(list)
    for row in rows:
        by_week[Week.of(row.published_at.date())].append(row)
    mine = by_week[week]
    ranked = sorted((row for row in mine if _is_ranked(row)), key=_by_rate)
    best = ranked[-1] if ranked else None
    keys = {row.key for row in mine}
    ended = dt.datetime.combine(week.sunday + dt.timedelta(days=1), dt.time(), zone)
    slots = [post for post in posts if post.slot.astimezone(zone).date() in week]
    followers = _followers(accounts, now)
    return WeeklyReport(
        week=week,
        made_at=now.astimezone(zone),
        as_of=max((i.read_at.astimezone(zone) for i in known if i.post_key in keys), default=None),
        preliminary=now < ended + SETTLED_AT or any(row.provisional for row in mine),
        posts=tuple(mine),
        channels=tuple(_channel(week, channel, by_week, slots, followers[channel.name]) for channel in channels),
        best=best,
        weakest=ranked[0] if best and ranked[0].event_id != best.event_id else None,
        ranked=len(ranked),
        partners=_exposure(week, rows, partners),
        stopped=tuple(_stopped(slots, zone)),
    )


def _stopped(posts: Iterable[Post], zone: dt.tzinfo) -> Iterator[Stopped]:
    for post in sorted(posts, key=lambda post: (post.slot, post.key)):
        if post.state in _STOPPED:
            slot = post.slot.astimezone(zone)
            yield Stopped(post.title, post.channel, post.placement, slot, post.state, post.reason)


def _is_ranked(row: PostRow) -> bool:
    """Posts of the feed with final numbers; a story lives a day and is no measure beside them."""
    return row.rate is not None and not row.provisional and row.placement is Placement.FEED


def _is_live(post: Post, now: dt.datetime) -> bool:
    return post.state is PostState.PUBLISHED and post.published_at is not None and post.published_at <= now


def _compared_readings(insights: Iterable[Insight]) -> Mapping[str, Insight]:
    """Per post the reading that compares best with others at 72 hours."""
    best: dict[str, Insight] = {}
    for insight in insights:
        other = best.get(insight.post_key)
        if other is None or _fitness(insight.age) > _fitness(other.age):
            best[insight.post_key] = insight
    return best


def _fitness(age: dt.timedelta) -> tuple[int, dt.timedelta]:
    """Greater fits better: the oldest from 48 up to 72 hours, else the youngest above, else the oldest below."""
    if age > COMPARED_AT:
        return 1, -age
    return (2 if age >= SETTLED_AT else 0), age


def _row(post: Post, readings: Mapping[str, Insight], zone: dt.tzinfo) -> PostRow:
    assert post.published_at
    insight = readings.get(post.key)
    return PostRow(
        key=post.key,
        event_id=post.event_id,
        published_at=post.published_at.astimezone(zone),
        kind=post.kind,
        title=post.title,
        partners=post.partners,
        channel=post.channel,
        network=post.network,
        placement=post.placement,
        permalink=post.permalink,
        age=insight.age if insight else None,
        reach=insight.reading.values.get(Metric.REACH) if insight else None,
        interactions=insight.reading.interactions if insight else None,
    )


def _by_time(row: PostRow) -> tuple[dt.datetime, str]:
    return row.published_at, row.key


def _by_rate(row: PostRow) -> tuple[float, int, str]:
    return row.rate or 0.0, row.reach or 0, row.key


@dataclass(frozen=True, slots=True)
class _Totals:
    posts: int
    reach: int | None
    interactions: int | None
    rate: float | None


def _totals(rows: Sequence[PostRow]) -> _Totals:
    """Sums of what is known; the rate is the sum of interactions over the sum of reach of posts that have both."""
    both = [(row.interactions, row.reach) for row in rows if row.interactions is not None and row.reach]
    base = sum(reach for _, reach in both)
    return _Totals(
        posts=len(rows),
        reach=_sum(row.reach for row in rows),
        interactions=_sum(row.interactions for row in rows),
        rate=sum(interactions for interactions, _ in both) / base if base else None,
    )


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _channel(
    week: Week,
    channel: Channel,
    by_week: Mapping[Week, Sequence[PostRow]],
    slots: Iterable[Post],
    followers: Mapping[dt.date, int],
) -> ChannelWeek:
    def totals(of: Week) -> _Totals:
        return _totals([row for row in by_week.get(of, ()) if row.channel == channel.name])

    first = min((of for of, rows in by_week.items() if any(row.channel == channel.name for row in rows)), default=week)
    earlier = [week.back(weeks) for weeks in range(1, WEEKS_BEFORE + 1)]
    here, before = totals(week), totals(week.back())
    usual = [totals(of) for of in earlier if of >= first]
    base_is_large = before.posts >= LEAST_POSTS and (before.reach or 0) >= LEAST_REACH
    began = first < week

    def compared(now: float | None, then: float | None, those: Iterable[float | None]) -> Compared:
        change = now / then - 1 if base_is_large and now is not None and then else None
        return Compared(now, then if began else None, _mean(those), change)

    at_end = _followers_on(followers, week)
    return ChannelWeek(
        channel=channel.name,
        network=channel.network,
        planned=sum(post.channel == channel.name and post.state is not PostState.CANCELLED for post in slots),
        posts=compared(here.posts, before.posts, (total.posts for total in usual)),
        reach=compared(here.reach, before.reach, (total.reach for total in usual)),
        interactions=compared(here.interactions, before.interactions, (total.interactions for total in usual)),
        rate=compared(here.rate, before.rate, (total.rate for total in usual)),
        followers=at_end,
        gained=Compared(
            _gained(followers, week), _gained(followers, week.back()), _mean(_gained(followers, of) for of in earlier)
        ),
    )


def _followers(accounts: Iterable[AccountReading], now: dt.datetime) -> Mapping[str, Mapping[dt.date, int]]:
    found: dict[str, dict[dt.date, int]] = defaultdict(dict)
    for account in accounts:
        if account.read_at <= now and Metric.FOLLOWERS in account.reading.values:
            found[account.channel][account.day] = account.reading.values[Metric.FOLLOWERS]
    return found


def _followers_on(followers: Mapping[dt.date, int], week: Week) -> int | None:
    """At the week's last reading; None where it has none."""
    days = [day for day in followers if day in week]
    return followers[max(days)] if days else None


def _gained(followers: Mapping[dt.date, int], week: Week) -> int | None:
    end, start = _followers_on(followers, week), _followers_on(followers, week.back())
    return None if end is None or start is None else end - start


def _exposure(week: Week, rows: Sequence[PostRow], partners: Iterable[Partner]) -> tuple[PartnerRow, ...]:
    """Partners, the most shown first. A post with three partners counts for each of them."""
    shown: dict[str, list[PostRow]] = defaultdict(list)
    for row in rows:
        if row.published_at.date() <= week.sunday:
            for partner in row.partners:
                shown[partner].append(row)
    found = [_partner(week, partner, shown[partner.id]) for partner in partners]
    return tuple(sorted(found, key=lambda row: (-row.posts_30_days, -row.posts, row.name)))


def _partner(week: Week, partner: Partner, rows: Sequence[PostRow]) -> PartnerRow:
    lately = [row for row in rows if row.published_at.date() > week.sunday - UNSEEN]
    last_seen = max((row.published_at.date() for row in rows), default=None)
    running = [agreement for agreement in partner.agreements if agreement.end >= week.monday]
    return PartnerRow(
        id=partner.id,
        name=partner.name,
        posts=sum(row.published_at.date() in week for row in rows),
        posts_30_days=len(lately),
        reach_30_days={
            network: _sum(row.reach for row in lately if row.network is network)
            for network in Network
            if any(row.network is network for row in lately)
        },
        last_seen=last_seen,
        days_unseen=(week.sunday - last_seen).days if last_seen else None,
        agreement=max(running, key=lambda agreement: agreement.end, default=None),
    )
