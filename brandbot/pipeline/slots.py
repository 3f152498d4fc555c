"""Giving each event its day: not two on one channel's day, hours apart, the urgent and the unseen first. Pure.

What a person wrote down (`publish_at`), and what belongs to its own day or hour, is never moved; others keep their
distance from it. What has a day already keeps it, so that an event that is written later does not displace the ones
that were approved.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType

from brandbot.errors import Message
from brandbot.model import Event, Hours, Pillar, Plan, Post, Spacing, Timing
from brandbot.pipeline.hours import opening
from brandbot.pipeline.turns import first_slot, in_turn, is_fixed

_FARTHEST = 31  # days: whatever waits longer for a free one is held
_WAITS = {Timing.NEWS: dt.timedelta(days=7), Timing.EVERGREEN: dt.timedelta(days=_FARTHEST)}  # for a free day


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
    taken: dict[str, list[tuple[dt.datetime, str, Post]]] = field(default_factory=dict)  # in the order of their slots
    events: dict[tuple[str, dt.date], dict[str, Post]] = field(default_factory=dict)  # of each event the first post

    def add(self, posts: Iterable[Post]) -> None:
        for post in posts:
            insort(self.taken.setdefault(post.channel, []), (post.slot, post.key, post))
            self.events.setdefault((post.channel, self.day_of(post)), {}).setdefault(post.event_id, post)

    def is_full(self, places: Iterable[tuple[str, dt.date]], days: int) -> bool:
        """Whether no further event has room so many days after these channels' days: a look without any moving."""
        return any(
            len(self.events.get((channel, day + dt.timedelta(days=days)), ())) >= self.spacing.per_day
            for channel, day in places
        )

    def rival(self, posts: Iterable[Post]) -> Post | None:
        """What stands in the way of these posts of one event; None where nothing does."""
        return next((rival for post in posts for rival in self._rivals(post)), None)

    def _rivals(self, post: Post) -> Iterator[Post]:
        taken, apart = self.taken.get(post.channel, []), self.spacing.apart
        first = bisect_right(taken, post.slot - apart, key=itemgetter(0))
        for slot, _, one in (taken[index] for index in range(first, len(taken))):
            if slot >= post.slot + apart:
                break
            if one.event_id != post.event_id:
                yield one
        that_day = self.events.get((post.channel, self.day_of(post)), {})
        others = [one for event_id, one in that_day.items() if event_id != post.event_id]
        if len(others) >= self.spacing.per_day:
            yield others[0]

    def day_of(self, post: Post) -> dt.date:
        return post.slot.astimezone(self.hours.zone).date()

    def opened(self, post: Post, days: int) -> tuple[dt.datetime, Message | None]:
        """The first open moment so many days later at the post's hour, and what it waits for."""
        here = post.slot.astimezone(self.hours.zone)
        moved = dt.datetime.combine(here.date() + dt.timedelta(days=days), here.time(), self.hours.zone)
        return opening(self.hours, moved, post.kind, same_hour=True)

    def later(self, post: Post, days: int) -> Post:
        """The post so many days later at its hour, with as long again to be late."""
        slot, _ = self.opened(post, days)
        expires = slot + (post.expires - post.slot)
        return dataclasses.replace(post, slot=slot, expires=min(expires, post.ends) if post.ends else expires)


def arrange(
    wanted: Sequence[tuple[Event, tuple[Post, ...]]],
    spacing: Spacing,
    hours: Hours,
    kept: Mapping[str, dt.datetime],
    pillars: Mapping[str, Pillar] = MappingProxyType({}),
) -> Arrangement:
    """Give every event its day. `kept` are the slots that posts have in the store by key; `pillars` are by kind."""
    calendar, why, crowded = _Calendar(spacing, hours), dict[str, Message](), dict[str, Message]()
    found: dict[str, tuple[Post, ...]] = {}
    for event, posts in in_turn(wanted, kept, pillars):
        placed, message = _place(event, posts, calendar, kept)
        if not placed and message:
            crowded[event.id] = message
            continue
        if message:
            why.update(dict.fromkeys((post.key for post in placed), message))
        calendar.add(placed)
        found[event.id] = placed
    return Arrangement(tuple(post for event, _ in wanted for post in found.get(event.id, ())), why, crowded)


def _place(
    event: Event, posts: tuple[Post, ...], calendar: _Calendar, kept: Mapping[str, dt.datetime]
) -> tuple[tuple[Post, ...], Message | None]:
    """The event's posts on the first day that is free on all its channels, and why it is another than the rule's."""
    if is_fixed(event, posts):
        return posts, None
    rival = calendar.rival(posts)
    stale = max(map(_stale, posts))  # a story follows its feed post
    places = [(post.channel, calendar.day_of(post)) for post in posts]
    first = _days_kept(posts, calendar, kept)
    tries = range(min(_FARTHEST, (stale - first_slot(posts)).days + 1))
    for days in tries if first is None else [first, *(n for n in tries if n != first)]:
        if calendar.is_full(places, days):
            continue
        moved = tuple(calendar.later(post, days) for post in posts) if days else posts
        if any(post.slot >= min(stale, post.ends or stale) for post in moved):
            continue
        if calendar.rival(moved) is None:
            return moved, _why_moved(posts, days, rival, calendar) if days else None
    other = rival.title if rival else ""
    return (), Message(
        "there is no free day before it goes stale ({other} is in the way); write publish_at", other=other
    )


def _stale(post: Post) -> dt.datetime:
    """The moment from which on nobody would plan it any more: later than where it may be late unattended."""
    return max(post.expires, post.slot + _WAITS.get(post.timing, dt.timedelta()))


def _days_kept(posts: tuple[Post, ...], calendar: _Calendar, kept: Mapping[str, dt.datetime]) -> int | None:
    """By how many days it was moved the last time, where that still is a day later at its hour."""
    for post in posts:
        if post.key in kept:
            days = (kept[post.key].astimezone(calendar.hours.zone).date() - calendar.day_of(post)).days
            return days if 0 <= days < _FARTHEST else None
    return None


def _why_moved(posts: Iterable[Post], days: int, rival: Post | None, calendar: _Calendar) -> Message:
    """What took the day that it would have had, and what it waits for on the one that was found."""
    moved = _moved(days, rival)
    waits = next((reason for post in posts if (reason := calendar.opened(post, days)[1])), None)
    return Message("{moved}; {waits}", moved=moved, waits=waits) if waits else moved


def _moved(days: int, rival: Post | None) -> Message:
    if rival is None:
        return Message("it keeps the day that it was given, {days} days after its rule's", days=days)
    return Message("{days} days later than its rule, because of {other}", days=days, other=rival.title)


def reasons(post: Post, event: Event, plan: Plan) -> Iterator[Message]:
    """Why this slot: whose time it is, and what moved it."""
    if event.publish_at:
        yield Message("the time that the event says itself (publish_at)")
    else:
        yield Message("the time of the rule for its kind, on {day}", day=event.date)
        free = event.announce_after.astimezone(post.slot.tzinfo) if event.announce_after else None
        if free and free.date() > event.date:
            yield Message("nothing of it goes out before {moment}", moment=free)
    for why in (plan.waits, plan.moved):
        if post.key in why:
            yield why[post.key]
