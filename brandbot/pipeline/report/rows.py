"""The posts of a report as rows, each by the reading that compares best with the others. Pure.

Posts are compared by their reading at 72 hours, because metrics grow with age: a later reading would favour older
posts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from brandbot.errors import Message
from brandbot.model import AccountReading, Insight, Metric, Post, PostState
from brandbot.pipeline.report.numbers import COMPARED_AT, GONE, SETTLED_AT, PostRow

Counts = Mapping[dt.date, int]  # followers by day


def rows_of(
    posts: Iterable[Post],
    insights: Iterable[Insight],
    followers: Mapping[str, Counts],
    pictures: Mapping[str, int],
    *,
    now: dt.datetime,
    zone: dt.tzinfo,
) -> Sequence[PostRow]:
    """Every post that had gone out by `now`, in the order of time; also those that were taken down since."""
    readings = _compared_readings(insight for insight in insights if insight.read_at <= now)
    live = [post for post in posts if _went_out(post, now)]
    rows = [_row(post, readings.get(post.key), followers.get(post.channel, {}), zone, pictures) for post in live]
    return sorted(rows, key=lambda row: (row.published_at, row.key))


def followers_by_day(accounts: Iterable[AccountReading], now: dt.datetime) -> Mapping[str, Counts]:
    """By channel and day what was known at `now`."""
    found: dict[str, dict[dt.date, int]] = defaultdict(dict)
    for account in accounts:
        if account.read_at <= now and Metric.FOLLOWERS in account.reading.values:
            found[account.channel][account.day] = account.reading.values[Metric.FOLLOWERS]
    return found


def _went_out(post: Post, now: dt.datetime) -> bool:
    states = (PostState.PUBLISHED, *GONE)
    return post.state in states and post.published_at is not None and post.published_at <= now


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


def _row(
    post: Post, insight: Insight | None, followers: Counts, zone: dt.tzinfo, pictures: Mapping[str, int]
) -> PostRow:
    assert post.published_at
    published_at = post.published_at.astimezone(zone)
    return PostRow(
        key=post.key,
        event_id=post.event_id,
        published_at=published_at,
        kind=post.kind,
        title=post.title,
        partners=post.partners,
        channel=post.channel,
        network=post.network,
        placement=post.placement,
        permalink=post.permalink,
        pictures=pictures.get(post.key, 0),
        followers=_followers_on(followers, published_at.date()),
        age=insight.age if insight else None,
        reach=insight.reading.values.get(Metric.REACH) if insight else None,
        interactions=insight.reading.interactions if insight else None,
        gone=post.state in GONE,
        why_missing=_why_missing(insight),
    )


def _why_missing(insight: Insight | None) -> Message | None:
    """What the network said of a reach that it did not tell."""
    reason = insight.reading.missing.get(Metric.REACH) if insight else None
    return reason.reason if reason else None


def _followers_on(followers: Counts, day: dt.date) -> int | None:
    """As counted last before or on that day; where counting began later, the first count."""
    if not followers:
        return None
    known = [one for one in followers if one <= day]
    return followers[max(known) if known else min(followers)]
