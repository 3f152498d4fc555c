"""Entries become events: an event of its own, one for each week, one for an occasion."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from brandbot.model import Approval, Consent, ConsentState, Event, Figure, Person
from brandbot.sources.entries import OccasionEntry, RecurringEntry, on_weekday
from brandbot.sources.event_entries import EventEntry, EventFields
from brandbot.sources.yaml import Located

OBSERVANCE = "observance"  # the kind that an occasion becomes
_NOUNS = frozenset({"people", "figures"})
_LISTS = frozenset({"partners", "photos", "channels", "subjects"})
_AS_TYPED = frozenset(EventFields.model_fields) - _NOUNS - _LISTS


def event_of(entry: Located[EventEntry], zone: ZoneInfo) -> Event:
    """The entry's event."""
    value = entry.value
    event = _event(entry, value.id, value.date, value.time, _moment(value.publish_at, zone))
    return dataclasses.replace(event, announce_after=_moment(value.announce_after, zone))


def events_of_recurring(entry: Located[RecurringEntry], zone: ZoneInfo) -> Iterator[Event]:
    """One event for each week from the first day to the last."""
    value = entry.value
    day = on_weekday(value.first, value.weekday)
    while day <= value.until:
        year, week, _ = day.isocalendar()
        publish_at = dt.datetime.combine(day, value.time, zone)
        yield _event(entry, f"{value.id}@{year}-W{week:02}", value.date or day, None, publish_at)
        day += dt.timedelta(weeks=1)


def event_of_occasion(entry: Located[OccasionEntry], zone: ZoneInfo) -> Event:
    """The greeting of a day; while its date is provisional it waits for approval."""
    value = entry.value
    return Event(
        id=f"occasion-{value.id}-{value.date.year}",
        kind=OBSERVANCE,
        title=value.name,
        date=value.date,
        consent=Consent(ConsentState.NOT_NEEDED),
        approval=Approval.PENDING if value.provisional else value.approval,
        channels=_once(value.channels),
        tone=value.tone,
        call_to_action=value.call_to_action,
        hashtags=value.hashtags,
        publish_at=_moment(value.publish_at, zone),
        place=entry.where(()),
    )


def _event(
    entry: Located[EventEntry] | Located[RecurringEntry],
    id_: str,
    date: dt.date,
    time: dt.time | None,
    publish_at: dt.datetime | None,
) -> Event:
    value = entry.value
    shared = {name: getattr(value, name) for name in _AS_TYPED}
    shared |= {name: _once(getattr(value, name)) for name in _LISTS}
    return Event(
        id=id_,
        date=date,
        end_date=value.end_date,
        time=time,
        publish_at=publish_at,
        people=tuple(Person(person.name, person.role) for person in value.people),
        figures=tuple(Figure(figure.label, figure.value) for figure in value.figures),
        place=entry.where(()),
        **shared,
    )


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word once, in the order of the first."""
    return tuple(dict.fromkeys(words))


def _moment(moment: dt.datetime | None, zone: ZoneInfo) -> dt.datetime | None:
    """In the school's time where no other was written."""
    return moment.replace(tzinfo=zone) if moment and moment.tzinfo is None else moment
