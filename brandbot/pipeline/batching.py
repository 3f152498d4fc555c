"""Batching: many events about pupils become carousels, by partner, programme or week. Pure.

What went out stays as it was: who comes later goes into a further carousel, so that each pupil is shown once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from math import ceil
from typing import TypeVar

from brandbot.model import Approval, Batch, Consent, ConsentState, Event, Rule
from brandbot.pipeline.consent import reason_no_site, reason_without_consent
from brandbot.pipeline.duplicates import duplicates
from brandbot.pipeline.fields import count_of, phase_of
from brandbot.pipeline.holds import reason_to_hold
from brandbot.pipeline.plan import Surroundings

MOST_SLIDES = 8  # Meta takes ten pictures in a carousel: a cover and a closing slide beside these
_SIGNS = re.compile(r"[\W_]+")
T = TypeVar("T")


def batched(
    events: Sequence[Event], rules: Sequence[Rule], around: Surroundings, out: Mapping[str, Sequence[str]]
) -> tuple[Event, ...]:
    """The events, those of rules with `batch` brought together: each batch stands where its first event stood.

    A batch takes what may go out, is about pupils and has no hour of its own. `out` is what went out already, by id,
    with the members of batches.
    """
    by = {kind: way for rule in rules if (way := rule.batch) for kind in rule.kinds}
    inside = {id_ for members in out.values() for id_ in members}
    doubles = duplicates(events, around.partners, {*out, *inside})
    groups: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        way = by.get(event.kind, by.get("*"))
        fits = event.kind in around.templates and count_of(event) and not event.publish_at and event.id not in out
        if way and fits and (event.id in inside or (event.id not in doubles and _is_ready(event, around))):
            groups.setdefault(_group(event, way, around), []).append(event)
    batches: dict[str, Event] = {}  # by each member's id
    for group in groups.values():
        kind = group[0].kind
        for batch in _batches(group, by.get(kind) or by["*"], around, out):
            batches |= dict.fromkeys(batch.members, batch)
    whole: dict[str, Event] = {}
    for event in events:
        one = batches.get(event.id, event)
        whole.setdefault(one.id, one)
    return tuple(whole.values())


def _is_ready(event: Event, around: Surroundings) -> bool:
    """Whether it may go out as things stand, and its photo may stand beside others: blurring is for one event alone."""
    clear = not event.photos or not (event.blur.faces or event.blur.boxes)
    seen = not event.photos or event.consent.is_complete or bool(event.subjects)
    reasons = (
        reason_to_hold(event, around.templates, around.policy(event.kind)),
        reason_no_site(event, around.partners),
        *(reason_without_consent(event, around.register, channel, event.date) for channel in around.channels),
    )
    return clear and seen and not event.cancelled and not any(reasons)


def _group(event: Event, way: Batch, around: Surroundings) -> tuple[str, ...]:
    """Events with the same go together."""
    year, week, _ = event.date.isocalendar()
    phase = phase_of(event, around.templates[event.kind])
    return event.kind, _name(event, way), f"{year}-w{week:02}", phase, *event.channels


def _name(event: Event, way: Batch) -> str:
    """The partner's id or the programme of a group; "" where the week alone brings it together."""
    named = {Batch.PARTNER: event.partners, Batch.PROGRAMME: event.programmes, Batch.WEEK: ()}[way]
    return named[0] if named else ""


def _batches(
    group: Sequence[Event], way: Batch, around: Surroundings, out: Mapping[str, Sequence[str]]
) -> Iterator[Event]:
    """A group's carousels: those that are out as they were, and as many even ones as the others need."""
    of_member = {id_: batch for batch, members in out.items() for id_ in members}
    parts: dict[str, list[Event]] = {}
    for event in group:
        if event.id in of_member:
            parts.setdefault(of_member[event.id], []).append(event)
    left = [event for event in group if event.id not in of_member]
    if not parts and len(left) == 1:
        return
    free = (id_ for number in count(1) if (id_ := f"{_id(group[0], way, around)}-{number}") not in out)
    parts |= {next(free): list(part) for part in _evenly(left)}
    for number, (id_, part) in enumerate(parts.items(), start=1):
        yield _merged(id_, part, way, around, f" ({number}/{len(parts)})" if len(parts) > 1 else "")


def _id(event: Event, way: Batch, around: Surroundings) -> str:
    words = (_SIGNS.sub("-", word.casefold()).strip("-") for word in _group(event, way, around))
    return "-".join(filter(None, words))


def _evenly(events: Sequence[Event]) -> Iterator[Sequence[Event]]:
    """As few parts as possible, and none much shorter than the others."""
    parts = ceil(len(events) / MOST_SLIDES)
    for number in range(parts):
        yield events[len(events) * number // parts : len(events) * (number + 1) // parts]


def _merged(id_: str, events: Sequence[Event], way: Batch, around: Surroundings, number: str) -> Event:
    """One event of several. It is told once the last of them has come, and no earlier than any of them may be."""
    first, begun = events[0], max(event.date for event in events)
    told = [dt.datetime.combine(begun, dt.time(), around.zone)]
    told += (event.announce_after for event in events if event.announce_after)
    return Event(
        id=id_,
        kind=first.kind,
        title=_title(first, way, around) + number,
        date=min(event.date for event in events),
        end_date=max(event.last_date for event in events),
        location=_same(event.location for event in events),
        partners=_union(event.partners for event in events),
        programmes=_union(event.programmes for event in events),
        people=_union(event.people for event in events),
        students=tuple(chain.from_iterable(event.students for event in events)),
        student_count=sum(map(count_of, events)),
        photos=_union(event.photos[:1] for event in events),
        consent=_consent([event for event in events if event.photos]),
        subjects=_union(event.subjects for event in events),
        channels=first.channels,
        announce_after=max(told),
        approval=next((event.approval for event in events if event.approval is not Approval.APPROVED), first.approval),
        tone=first.tone if all(event.tone is first.tone for event in events) else None,
        phase=phase_of(first, around.templates[first.kind]),
        call_to_action=_same(event.call_to_action for event in events),
        link=_same(event.link for event in events),
        hashtags=_union(event.hashtags for event in events),
        parts=tuple(events),
        place=first.place,
    )


def _title(event: Event, way: Batch, around: Surroundings) -> str:
    """`Praktik Kerja Lapangan: PT Rekaan`."""
    name = _name(event, way)
    partner = around.partners.get(name) if way is Batch.PARTNER else None
    return ": ".join(filter(None, (around.templates[event.kind].label, partner.short_name if partner else name)))


def _consent(pictured: Sequence[Event]) -> Consent:
    """Complete where each photo's is; else the register is asked about those who are in them."""
    site = True if any(event.consent.site for event in pictured) else None
    whole = all(event.consent.is_complete for event in pictured)
    return Consent(ConsentState.COMPLETE if whole else ConsentState.MISSING, site=site)


def _same(values: Iterable[str]) -> str:
    """What all say; "" where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _union(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """All that is in the lists, each thing once, in the order of the first."""
    return tuple(dict.fromkeys(chain.from_iterable(lists)))
