"""Giving each event its day: not two on one channel's day, hours apart, the urgent and the unseen first. Pure.

What a person wrote down (`publish_at`), and what belongs to its own day or hour, is never moved; others keep their
distance from it. What has a day already keeps it, so that an event that is written later does not displace the ones
that were approved.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from brandbot.errors import Message
from brandbot.model import Event, Hours, Post, Spacing, Timing
from brandbot.pipeline.hours import opening
from brandbot.pipeline.lateness import URGENCY

_FARTHEST = 31  # days: whatever waits longer for a free one is held
_FIXED = (Timing.NOTICE, Timing.GREETING)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Posts with their slots, why a slot is another than the rule's, and the events for which there was no day left."""

    posts: tuple[Post, ...]
    why: Mapping[str, Message]
    crowded: Mapping[str, Message]


@dataclass(slots=True)
class _Calendar:
    """What is taken already, by channel."""

    spacing: Spacing
    hours: Hours
    taken: dict[tuple[str, dt.date], list[Post]] = field(default_factory=dict)

    def add(self, posts: Iterable[Post]) -> None:
        for post in posts:
            self.taken.setdefault((post.channel, self.day_of(post)), []).append(post)

    def rival(self, posts: Iterable[Post]) -> Post | None:
        """What stands in the way of these posts of one event; None where nothing does."""
        return next((rival for post in posts for rival in self._rivals(post)), None)

    def _rivals(self, post: Post) -> Iterator[Post]:
        day = self.day_of(post)
        near = (day + dt.timedelta(days=days) for days in (-1, 0, 1))
        others = [
            one for date in near for one in self.taken.get((post.channel, date), ()) if one.event_id != post.event_id
        ]
        yield from (one for one in others if abs(one.slot - post.slot) < self.spacing.apart)
        same_day = [one for one in others if self.day_of(one) == day]
        if len({one.event_id for one in same_day}) >= self.spacing.per_day:
            yield same_day[0]

    def day_of(self, post: Post) -> dt.date:
        return post.slot.astimezone(self.hours.zone).date()

    def later(self, post: Post, days: int) -> Post:
        """The post so many days later at its hour, with as long again to be late."""
        here = post.slot.astimezone(self.hours.zone)
        moved = dt.datetime.combine(here.date() + dt.timedelta(days=days), here.time(), self.hours.zone)
        slot, _ = opening(self.hours, moved)
        expires = slot + (post.expires - post.slot)
        return dataclasses.replace(post, slot=slot, expires=min(expires, post.ends) if post.ends else expires)


def arrange(
    wanted: Sequence[tuple[Event, tuple[Post, ...]]],
    spacing: Spacing,
    hours: Hours,
    kept: Mapping[str, dt.datetime],
) -> Arrangement:
    """Give every event its day. `kept` are the slots that posts have in the store, by key."""
    calendar, why, crowded = _Calendar(spacing, hours), dict[str, Message](), dict[str, Message]()
    found: dict[str, tuple[Post, ...]] = {}
    for event, posts in _in_order(wanted, kept):
        placed, message = _place(event, posts, calendar, kept)
        if not placed and message:
            crowded[event.id] = message
            continue
        if message:
            why.update(dict.fromkeys((post.key for post in placed), message))
        calendar.add(placed)
        found[event.id] = placed
    return Arrangement(tuple(post for event, _ in wanted for post in found.get(event.id, ())), why, crowded)


def _in_order(
    wanted: Sequence[tuple[Event, tuple[Post, ...]]], kept: Mapping[str, dt.datetime]
) -> Iterator[tuple[Event, tuple[Post, ...]]]:
    """What is fixed, what has a day already, then the urgent first; of equals the programme that was seen least."""
    seen: Counter[str] = Counter()
    left = [(event, posts) for event, posts in wanted if posts]

    def rank(item: tuple[Event, tuple[Post, ...]]) -> tuple[object, ...]:
        event, posts = item
        first = min(post.slot for post in posts)
        is_new = not any(post.key in kept for post in posts)
        return (
            not _is_fixed(event, posts),
            is_new,
            first.date() if not is_new else dt.date.min,
            URGENCY.index(posts[0].timing),
            first.date(),
            min((seen[name] for name in event.programmes), default=0),
            first,
            event.id,
        )

    groups: dict[bool, list[tuple[Event, tuple[Post, ...]]]] = {True: [], False: []}
    for item in left:
        groups[_is_fixed(*item)].append(item)
    yield from sorted(groups[True], key=rank)
    ranked = sorted(
        ((rank(item)[:5], item) for item in groups[False]),
        key=lambda pair: (pair[0], min(post.slot for post in pair[1][1]), pair[1][0].id),
    )
    for _, alike in groupby(ranked, key=lambda pair: pair[0]):
        same = {item[0].id: item for _, item in alike}
        while same:
            chosen = min(same.values(), key=lambda item: min((seen[name] for name in item[0].programmes), default=0))
            del same[chosen[0].id]
            seen.update(chosen[0].programmes)
            yield chosen


def _is_fixed(event: Event, posts: tuple[Post, ...]) -> bool:
    return event.publish_at is not None or posts[0].timing in _FIXED


def _place(
    event: Event, posts: tuple[Post, ...], calendar: _Calendar, kept: Mapping[str, dt.datetime]
) -> tuple[tuple[Post, ...], Message | None]:
    """The event's posts on the first day that is free on all its channels, and why it is another than the rule's."""
    if _is_fixed(event, posts):
        return posts, None
    rival = calendar.rival(posts)
    stale = max(post.expires for post in posts)  # a story follows its feed post
    first = _days_kept(posts, calendar, kept)
    for days in [first, *(n for n in range(_FARTHEST) if n != first)] if first is not None else range(_FARTHEST):
        moved = tuple(calendar.later(post, days) for post in posts) if days else posts
        if any(post.slot >= min(stale, post.ends or stale) for post in moved):
            continue
        if calendar.rival(moved) is None:
            return moved, _moved(days, rival) if days else None
    other = rival.title if rival else ""
    return (), Message(
        "there is no free day before it goes stale ({other} is in the way); write publish_at", other=other
    )


def _days_kept(posts: tuple[Post, ...], calendar: _Calendar, kept: Mapping[str, dt.datetime]) -> int | None:
    """By how many days it was moved the last time, where that still is a day later at its hour."""
    for post in posts:
        if post.key in kept:
            days = (kept[post.key].astimezone(calendar.hours.zone).date() - calendar.day_of(post)).days
            return days if 0 <= days < _FARTHEST else None
    return None


def _moved(days: int, rival: Post | None) -> Message:
    if rival is None:
        return Message("it keeps the day that it was given, {days} days after its rule's", days=days)
    return Message("{days} days later than its rule, because of {other}", days=days, other=rival.title)


def reasons(post: Post, event: Event, moved: Mapping[str, Message], hours: Hours) -> Iterator[Message]:
    """Why this slot: whose time it is, and what moved it."""
    if event.publish_at:
        yield Message("the time that the event says itself (publish_at)")
    else:
        yield Message("the time of the rule for its kind, on {day}", day=event.date)
    if post.key in moved:
        yield moved[post.key]
    here = post.slot.astimezone(hours.zone)
    if not event.publish_at and (reason := opening(hours, here - dt.timedelta(minutes=1))[1]):
        yield reason
