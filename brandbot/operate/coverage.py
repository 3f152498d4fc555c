"""What was not shown: events without a post, programmes and partners unseen, pillars that fall short."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from brandbot.model import Event, Partner, Pillar, Post, PostState
from brandbot.operate.overview import Overview, overview_of
from brandbot.operate.partnership import shown
from brandbot.operate.preview import day_of
from brandbot.pipeline.pillars import words_for_kinds
from brandbot.pipeline.programmes import Programmes
from brandbot.service import Service

UNSEEN = dt.timedelta(days=30)
PERIOD = dt.timedelta(days=90)  # over which shares are counted
_ON_ITS_WAY = (PostState.PLANNED, PostState.STAGED, PostState.SCHEDULED, PostState.UNKNOWN, PostState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Unposted:
    """An event of which nothing went out and nothing is on its way; `why` in the reader's language."""

    event_id: str
    title: str
    day: dt.date
    state: PostState
    why: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """A programme or partner, and when it was last shown; None for never."""

    name: str
    last_seen: dt.date | None


@dataclass(frozen=True, slots=True)
class Share:
    """A pillar's events among `of` that were shown; "" is what belongs to none."""

    pillar: str
    events: int
    of: int
    target: float | None

    @property
    def share(self) -> float | None:
        """Its part; None while nothing was shown."""
        return self.events / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was shown and what was not; `unknown` are words in config.yaml's pillars that are no kind."""

    unposted: tuple[Unposted, ...]
    programmes: tuple[Unseen, ...]
    partners: tuple[Unseen, ...]
    shares: tuple[Share, ...]
    unknown: tuple[str, ...]


def coverage_of(service: Service, now: dt.datetime) -> Coverage:
    """How things stand at a moment. A programme is any that partners or events name."""
    workspace, today = service.read(), now.astimezone(service.config.zone).date()
    events = {event.id: event for event in workspace.events}
    out = [(post, day) for post, day in shown(service, now)]
    pillars, words = service.config.pillars, words_for_kinds(workspace.templates.values())
    return Coverage(
        _unposted(service, overview_of(service, now), today),
        _unseen(_programmes(service, events, out), today),
        _unseen(_partners(service, out), today),
        _shares(pillars, words, [(post, day) for post, day in out if day > today - PERIOD]),
        tuple(kind for pillar in pillars for kind in pillar.kinds if kind.casefold() not in words),
    )


def _unposted(service: Service, overview: Overview, today: dt.date) -> tuple[Unposted, ...]:
    posts: dict[str, list[Post]] = {}
    for post in overview.posts:
        posts.setdefault(post.event_id, []).append(post)
    held = {one.event_id: service.wording.say(one.reason) for one in reversed(overview.held)}
    found: list[Unposted] = []
    for event in service.read().events:
        own = posts.get(event.id, [])
        day = day_of(event, service.config)
        if event.cancelled or any(post.state in _ON_ITS_WAY for post in own) or (not own and event.id not in held):
            continue
        state = own[0].state if own and event.id not in held else PostState.HELD
        why = held.get(event.id) or next((post.reason for post in own if post.reason), "")
        found.append(Unposted(event.id, event.title, day, state, why))
    return tuple(sorted(found, key=lambda one: (one.day > today, one.day, one.event_id)))


def _programmes(
    service: Service, events: Mapping[str, Event], out: Iterable[tuple[Post, dt.date]]
) -> dict[str, dt.date | None]:
    partners = service.read().partners.values()
    known = Programmes(name for partner in partners for name in partner.programmes)
    seen: dict[str, dt.date | None] = dict.fromkeys(
        known.names(name for names in _named(partners, events.values()) for name in names)
    )
    for post, day in out:
        for name in known.names(events[post.event_id].programmes) if post.event_id in events else ():
            seen[name] = max(day, seen.get(name) or day)
    return seen


def _named(partners: Iterable[Partner], events: Iterable[Event]) -> Iterator[tuple[str, ...]]:
    yield from (partner.programmes for partner in partners)
    yield from (event.programmes for event in events)


def _partners(service: Service, out: Iterable[tuple[Post, dt.date]]) -> dict[str, dt.date | None]:
    partners = service.read().partners
    seen: dict[str, dt.date | None] = {partner.name: None for partner in partners.values()}
    for post, day in out:
        for id_ in post.partners:
            if id_ in partners:
                name = partners[id_].name
                seen[name] = max(day, seen[name] or day)
    return seen


def _unseen(last: Mapping[str, dt.date | None], today: dt.date) -> tuple[Unseen, ...]:
    late = (Unseen(name, day) for name, day in last.items() if day is None or day < today - UNSEEN)
    return tuple(sorted(late, key=lambda one: (one.last_seen or dt.date.min, one.name)))


def _shares(
    pillars: Iterable[Pillar], words: Mapping[str, str], out: Iterable[tuple[Post, dt.date]]
) -> tuple[Share, ...]:
    """By events, not by posts: two channels and a story are one event."""
    kinds = {post.event_id: post.kind for post, _ in out}
    found: list[Share] = []
    for pillar in pillars:
        own = {words.get(kind.casefold()) for kind in pillar.kinds}
        count = sum(kind in own for kind in kinds.values())
        found.append(Share(pillar.name, count, len(kinds), pillar.share))
    if found and (rest := len(kinds) - sum(one.events for one in found)):
        found.append(Share("", rest, len(kinds), None))
    return tuple(found)
