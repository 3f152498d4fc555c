"""How things stand: the plan of the files, and what became of it in the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Event, Held, Plan, Post, PostState, Snapshot
from brandbot.pipeline.benchmark import newest
from brandbot.pipeline.hours import paused
from brandbot.pipeline.lateness import SKIPPED
from brandbot.pipeline.plan import late
from brandbot.pipeline.slots import reasons
from brandbot.service import Service
from brandbot.store import Calls, Noted

_A_MONTH = dt.timedelta(days=30)
_RECENT = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Overview:
    """How things stand: each post as the store has it, or as the files plan it."""

    now: dt.datetime
    zone: dt.tzinfo
    posts: tuple[Post, ...]
    held: tuple[Held, ...]
    why: Mapping[str, tuple[Message, ...]]
    counts: Mapping[PostState, int]
    holds: Mapping[str, str]
    last_tick: dt.datetime | None
    problems: int
    notices: tuple[Noted, ...] = ()
    calls: tuple[Calls, ...] = ()  # what reading took in the last seven days
    benchmarks: tuple[tuple[str, Snapshot | None], ...] = ()  # what other accounts showed last


def overview_of(service: Service, now: dt.datetime) -> Overview:
    """What is planned, what became of it, and what waits."""
    workspace, store = service.read(), service.store
    wanted, reason = service.planning.wanted(workspace, now), service.wording.say(SKIPPED)
    planned = {post.key: late(post, reason, now) for post in wanted.posts}
    events = {event.id: event for event in workspace.events}
    posts = planned | {post.key: post for post in store.posts.all()}
    names = (*service.config.benchmarks, *service.config.public_pages)
    snapshots = store.benchmarks.since((now - _A_MONTH).astimezone(service.config.zone).date()) if names else ()
    return Overview(
        now=now,
        zone=service.config.zone,
        posts=tuple(sorted(posts.values(), key=lambda post: (post.slot, post.key))),
        held=wanted.held,
        why={post.key: tuple(_why(post, events[post.event_id], wanted, service)) for post in wanted.posts},
        counts=store.posts.counts(),
        holds=store.ledger.holds(now),
        last_tick=store.notes.get("tick"),
        problems=len(workspace.mistakes),
        notices=tuple(noted for noted in store.notices.known().values() if now - noted.noted_at <= _RECENT),
        calls=tuple(store.reading.calls((now - _RECENT).astimezone(service.config.zone).date())),
        benchmarks=tuple((name, newest(snapshots, name)) for name in dict.fromkeys(names)),
    )


def _why(post: Post, event: Event, wanted: Plan, service: Service) -> Iterator[Message]:
    """Why this slot, and what holds everything up just now."""
    yield from reasons(post, event, wanted)
    timetable = service.timetable
    if pause := paused(timetable.hours(), post.timing, grave=timetable.is_grave(post)):
        yield pause
