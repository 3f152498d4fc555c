"""How the partnerships stand: what was shown of whom, how long agreements last, who still needs a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from brandbot.errors import Message, Refused
from brandbot.model import Event, Partner, Post, PostState
from brandbot.pipeline.agreements import days_left, last_agreement, warning
from brandbot.pipeline.fields import count_of, phase_of
from brandbot.pipeline.programmes import Programmes
from brandbot.service import Service

INTERNSHIP = "internship_placement"
_COUNTED = ("", "departure")  # phases: pupils who are briefed, visited or come back were counted when they left
_FIRST_MONTH = 7  # of a school year


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner; `warning` is 90, 60 or 30 days, 0 once the agreement is over; `placed` counts this school year."""

    id: str
    name: str
    sector: str
    programmes: tuple[str, ...]
    forms: tuple[str, ...]
    posts: int
    last_seen: dt.date | None
    agreement: str
    ends: dt.date | None
    days_left: int | None
    warning: int | None
    capacity: int | None
    placed: int


@dataclass(frozen=True, slots=True)
class Places:
    """Pupils in internships of a programme (or of several together) in this school year.

    `places` are those of all its partners, `short` how many pupils are left once every place was given away once.
    """

    programmes: tuple[str, ...]
    demand: int
    places: int
    short: int


def standings(service: Service, now: dt.datetime, id_: str = "") -> tuple[Standing, ...]:
    """All partners, or the one with an id or name; those whose agreement ends first go first. Raises Refused."""
    wanted = partners_named(service, id_)
    today = now.astimezone(service.config.zone).date()
    posts = shown(service, now)
    internships = tuple(_internships(service, today))
    found = [_standing(partner, posts, internships, today) for partner in wanted]
    return tuple(sorted(found, key=lambda one: (one.days_left is None, one.days_left or 0, one.name)))


def partners_named(service: Service, id_: str = "") -> list[Partner]:
    """All partners, or those with an id or name. Raises Refused for one that is not in the register."""
    partners = service.read().partners.values()
    wanted = [partner for partner in partners if not id_ or id_.casefold() in _words(partner)]
    if id_ and not wanted:
        raise Refused(Message("there is no partner '{id}'; brandbot partners lists them", id=id_))
    return wanted


def _words(partner: Partner) -> set[str]:
    return {word.casefold() for word in (partner.id, partner.name, partner.display_name, *partner.aliases) if word}


def shown(service: Service, now: dt.datetime) -> tuple[tuple[Post, dt.date], ...]:
    """All posts that are live at a moment, each with the school's day on which it went out."""
    zone = service.config.zone
    return tuple(
        (post, post.published_at.astimezone(zone).date())
        for post in service.store.posts.all()
        if post.state is PostState.PUBLISHED and post.published_at and post.published_at <= now
    )


def _standing(
    partner: Partner, posts: Iterable[tuple[Post, dt.date]], internships: Iterable[Event], today: dt.date
) -> Standing:
    days = [day for post, day in posts if partner.id in post.partners]
    agreement = last_agreement(partner)
    return Standing(
        id=partner.id,
        name=partner.name,
        sector=partner.sector,
        programmes=partner.programmes,
        forms=tuple(map(str, partner.forms)),
        posts=len(days),
        last_seen=max(days, default=None),
        agreement=f"{agreement.kind} {agreement.number}".strip() if agreement else "",
        ends=agreement.end if agreement else None,
        days_left=days_left(partner, today),
        warning=warning(partner, today),
        capacity=partner.internship_capacity,
        placed=_placed(partner, internships),
    )


def places(service: Service, now: dt.datetime) -> tuple[Places, ...]:
    """Demand against capacity by programme; partners that name no programme take pupils of any."""
    partners, today = service.read().partners.values(), now.astimezone(service.config.zone).date()
    known = Programmes(name for partner in partners for name in partner.programmes)
    demand: dict[tuple[str, ...], int] = {}
    internships = tuple(_internships(service, today))
    for event in internships:
        row = known.names(event.programmes)
        demand[row] = demand.get(row, 0) + count_of(event)
    hosts = [(known.names(partner.programmes), _capacity(partner, internships)) for partner in partners]
    left = _given_away(demand, hosts)
    sums = {row: sum(free for host, free in hosts if _fits(row, host)) for row in demand}
    return tuple(Places(row, demand[row], sums[row], left[row]) for row in sorted(demand))


def _placed(partner: Partner, internships: Iterable[Event]) -> int:
    return sum(count_of(event) for event in internships if event.partners == (partner.id,))


def _capacity(partner: Partner, internships: Iterable[Event]) -> int:
    """Where nobody wrote it down, at least those who are there have a place."""
    return _placed(partner, internships) if partner.internship_capacity is None else partner.internship_capacity


def _given_away(
    demand: Mapping[tuple[str, ...], int], hosts: Iterable[tuple[tuple[str, ...], int]]
) -> dict[tuple[str, ...], int]:
    """Who is left by programme: the choosiest partners give first, each to those who need most."""
    left = dict(demand)
    for host, free in sorted(hosts, key=lambda one: len(one[0]) or len(left) + 1):
        for _ in range(free):
            row = max((row for row in left if left[row] and _fits(row, host)), key=left.__getitem__, default=None)
            if row is None:
                break
            left[row] -= 1
    return left


def _fits(row: tuple[str, ...], host: tuple[str, ...]) -> bool:
    return not row or not host or bool(set(row) & set(host))


def _internships(service: Service, today: dt.date) -> Iterator[Event]:
    """Those that begin in this school year; one that is planned for later in it needs its places, too."""
    first = dt.date(today.year - (today.month < _FIRST_MONTH), _FIRST_MONTH, 1)
    last = first.replace(year=first.year + 1)
    workspace = service.read()
    template = workspace.templates.get(INTERNSHIP)
    for event in workspace.events:
        if event.kind != INTERNSHIP or event.cancelled or not first <= event.date < last:
            continue
        if template is None or phase_of(event, template) in _COUNTED:
            yield event
