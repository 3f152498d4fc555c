"""Whose turn it is to choose a day: the fixed, the ones that have one, the urgent, then fair shares. Pure."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from brandbot.model import Event, Pillar, Post, Timing
from brandbot.pipeline.lateness import URGENCY

Item = tuple[Event, tuple[Post, ...]]
_FIXED = (Timing.NOTICE, Timing.GREETING)


@dataclass(slots=True)
class _Seen:
    """How often each programme and pillar had its turn."""

    pillars: Mapping[str, Pillar]  # by kind
    programmes: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        self.programmes.update(event.programmes)
        if event.kind in self.pillars:
            self.shown[self.pillars[event.kind].name] += 1

    def of(self, event: Event) -> tuple[float, int]:
        """The smaller, the more is it this event's turn: its pillar's part of its target, then its programme."""
        pillar = self.pillars.get(event.kind)
        part = self.shown[pillar.name] / pillar.share if pillar and pillar.share else 0.0
        return part, min((self.programmes[name] for name in event.programmes), default=0)


def in_turn(wanted: Sequence[Item], kept: Mapping[str, dt.datetime], pillars: Mapping[str, Pillar]) -> Iterator[Item]:
    """Every event that has posts. Among equals of one day, the pillar farthest below its share goes first."""
    seen, moving = _Seen(pillars), list[tuple[tuple[object, ...], Item]]()
    for event, posts in wanted:
        if is_fixed(event, posts):
            seen.add(event)
            yield event, posts
        elif posts:
            moving.append((_rank(posts, kept), (event, posts)))
    moving.sort(key=lambda pair: (pair[0], first_slot(pair[1][1]), pair[1][0].id))
    for _, alike in groupby(moving, key=lambda pair: pair[0]):
        yield from _fairly([item for _, item in alike], seen)


def is_fixed(event: Event, posts: Iterable[Post]) -> bool:
    """Whether a person or the calendar said when: then it is never moved."""
    return event.publish_at is not None or any(post.timing in _FIXED for post in posts)


def first_slot(posts: Iterable[Post]) -> dt.datetime:
    """When the first of them goes out."""
    return min(post.slot for post in posts)


def _rank(posts: Sequence[Post], kept: Mapping[str, dt.datetime]) -> tuple[object, ...]:
    day, is_new = first_slot(posts).date(), not any(post.key in kept for post in posts)
    return (is_new, dt.date.min if is_new else day, URGENCY.index(posts[0].timing), day)


def _fairly(alike: Sequence[Item], seen: _Seen) -> Iterator[Item]:
    """Equals, each time the one whose kind was seen least. Counts only grow: what was least may be asked again."""
    queue = [(seen.of(event), number) for number, (event, _) in enumerate(alike)]
    heapq.heapify(queue)
    while queue:
        before, number = queue[0]
        if (now := seen.of(alike[number][0])) != before:
            heapq.heapreplace(queue, (now, number))
            continue
        heapq.heappop(queue)
        seen.add(alike[number][0])
        yield alike[number]
