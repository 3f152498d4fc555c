"""The week's best and weakest post, and the facts in which each differs from the others. Pure.

A fact stands beside a number; it is never said to be its cause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from statistics import median

from brandbot.errors import Message
from brandbot.pipeline.report.numbers import LEAST_POSTS, ChannelWeek, Finding, PostRow

_HOURS_APART = 2
_SATURDAY = 5
_MOST_FACTS = 3


def best_and_weakest(
    mine: Sequence[PostRow], earlier: Sequence[PostRow], channels: Sequence[ChannelWeek]
) -> tuple[Finding | None, Finding | None, int]:
    """The two ends of the week's ranked posts, and how many were ranked; one event alone is not the weakest."""
    ranked = sorted((row for row in mine if row.is_ranked), key=_by_rate)
    if not ranked:
        return None, None, 0
    others = [row for row in (*earlier, *ranked) if row.is_ranked]
    low, high, known = ranked[0], ranked[-1], {channel.channel: channel for channel in channels}
    weakest = _finding(low, others, known) if low.event_id != high.event_id else None
    return _finding(high, others, known), weakest, len(ranked)


def _by_rate(row: PostRow) -> tuple[float, int, str]:
    return row.rate or 0.0, row.reach or 0, row.key


def _finding(row: PostRow, others: Sequence[PostRow], channels: Mapping[str, ChannelWeek]) -> Finding:
    channel = channels.get(row.channel)
    rest = [other for other in others if other.event_id != row.event_id]
    facts = tuple(_facts(row, rest))[:_MOST_FACTS] if len(rest) >= LEAST_POSTS else ()
    return Finding(row, facts, channel.median_rate if channel else None)


def _facts(row: PostRow, rest: Sequence[PostRow]) -> Iterator[Message]:
    """What most of the others have not."""
    if _differs(row.kind, [other.kind for other in rest]):
        yield Message("another kind than most")
    counted = [other.pictures for other in rest if other.pictures]
    if row.pictures and counted and (row.pictures > 1) != (median(counted) > 1):
        yield Message("{count} pictures", count=row.pictures) if row.pictures > 1 else Message("a single picture")
    if _differs(len(row.partners), [len(other.partners) for other in rest]):
        partners = len(row.partners)
        yield Message("names {count} partners", count=partners) if partners else Message("names no partner")
    hours = median(other.published_at.hour for other in rest)
    if abs(row.published_at.hour - hours) >= _HOURS_APART:
        yield Message("at {time}", time=row.published_at.time().replace(second=0, microsecond=0))
    is_weekend = row.published_at.weekday() >= _SATURDAY
    if _differs(is_weekend, [other.published_at.weekday() >= _SATURDAY for other in rest]):
        yield Message("on a weekend") if is_weekend else Message("on a working day")


def _differs(value: Hashable, others: Sequence[Hashable]) -> bool:
    """Whether more than half of the others agree on something else."""
    common, count = Counter(others).most_common(1)[0]
    return common != value and count * 2 > len(others)
