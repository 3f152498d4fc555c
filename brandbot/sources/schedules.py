"""schedules/*.yaml: rules, occasions, periods, recurring posts and events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brandbot.errors import Message
from brandbot.model import Event, Period, Problem, Rule
from brandbot.sources.entries import OccasionEntry, PeriodEntry, RecurringEntry, RuleEntry, ScheduleFile
from brandbot.sources.event_entries import EventEntry
from brandbot.sources.events import event_of, event_of_occasion, events_of_recurring
from brandbot.sources.files import read_text, shown
from brandbot.sources.mistakes import unknown
from brandbot.sources.school import School
from brandbot.sources.yaml import Located, compose


@dataclass(frozen=True, slots=True)
class Schedule:
    """What one file of schedules/ says."""

    events: tuple[Event, ...] = ()
    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()
    periods: tuple[Period, ...] = ()


def read_schedule(file: Path, root: Path, school: School) -> Schedule:
    """A schedule's events and rules; a wrong entry costs only itself."""
    text, unreadable = read_text(file, root)
    if unreadable:
        return Schedule(problems=unreadable)
    return schedule_of(text, shown(file, root), school)


def schedule_of(text: str, path: str, school: School) -> Schedule:
    """What a schedule's text says."""
    document = compose(text, path)
    if not document.only_keys_of(ScheduleFile):
        return Schedule(problems=tuple(document.problems))
    rules = [_rule(entry) for entry in document.items("rules", RuleEntry, school)]
    occasions = document.items("occasions", OccasionEntry, school)
    events = [event_of_occasion(entry, school.zone) for entry in occasions]
    for recurring in document.items("recurring", RecurringEntry, school):
        events += events_of_recurring(recurring, school.zone)
    events += (event_of(entry, school.zone) for entry in document.items("events", EventEntry, school))
    periods = [_period(entry) for entry in document.items("periods", PeriodEntry, school)]
    strange = [problem for period in periods for problem in _strange_kinds(period, school)]
    return Schedule(tuple(events), tuple(rules), (*document.problems, *strange), tuple(periods))


def _period(entry: Located[PeriodEntry]) -> Period:
    value = entry.value
    return Period(
        name=value.name,
        first=value.first,
        last=value.last,
        is_closed=value.closed,
        quiet=value.quiet_hours,
        waits=frozenset(value.wait),
        provisional=value.provisional,
        place=entry.where(()),
    )


def _strange_kinds(period: Period, school: School) -> Iterator[Problem]:
    for kind in sorted(period.waits - {*school.kinds.values()}):
        yield Problem(period.place, unknown(kind, school.kinds))


def _rule(entry: Located[RuleEntry]) -> Rule:
    value = entry.value
    return Rule(
        kinds=tuple(dict.fromkeys(value.kinds)),
        channels=tuple(dict.fromkeys(value.channels)),
        placement=value.placement,
        day=value.day,
        time=value.time,
        delay=value.delay,
        lateness=value.lateness,
        until_event_ends=value.until_event_ends,
        batch=value.batch,
        place=entry.where(()),
    )


def without_doubles(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules, less those that say again what an earlier one said: a kind on a channel at a placement."""
    kept: list[Rule] = []
    problems: list[Problem] = []
    said: dict[tuple[str, str, str], Rule] = {}
    for rule in rules:
        triples = [(kind, channel, rule.placement.value) for kind in rule.kinds for channel in rule.channels]
        again = next((triple for triple in triples if triple in said), None)
        if again is None:
            kept.append(rule)
            said.update(dict.fromkeys(triples, rule))
        else:
            kind, channel, placement = again
            problems.append(
                Problem(
                    rule.place,
                    Message(
                        "'{kind}' already has a rule for {channel} {placement} ({place}); keep one of the two",
                        kind=kind,
                        channel=channel,
                        placement=placement,
                        place=str(said[again].place),
                    ),
                )
            )
    return tuple(kept), tuple(problems)


def without_twins(events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """The events, less those whose id an earlier one has. Folders are named by ids, and not all tell A from a."""
    kept: dict[str, Event] = {}
    problems: list[Problem] = []
    for event in events:
        first = kept.setdefault(event.id.casefold(), event)
        if first is not event:
            message = Message(
                "the id '{id}' stands at {place} already; each event has its own", id=event.id, place=str(first.place)
            )
            problems.append(Problem(event.place, message))
    return tuple(kept.values()), tuple(problems)
