"""schedules/*.yaml: rules, occasions, recurring posts and events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brandbot.errors import Message
from brandbot.model import Event, Problem, Rule
from brandbot.sources.entries import EventEntry, OccasionEntry, RecurringEntry, RuleEntry, ScheduleFile
from brandbot.sources.events import School, event_of, event_of_occasion, events_of_recurring
from brandbot.sources.files import read_text, shown
from brandbot.sources.mistakes import Wrong
from brandbot.sources.yaml import Located, compose


@dataclass(frozen=True, slots=True)
class Schedule:
    """What one file of schedules/ says."""

    events: tuple[Event, ...] = ()
    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_schedule(file: Path, root: Path, school: School) -> Schedule:
    """A schedule's events and rules; a wrong entry costs only itself."""
    text, unreadable = read_text(file, root)
    if unreadable:
        return Schedule(problems=unreadable)
    document = compose(text, shown(file, root))
    if not document.only_keys_of(ScheduleFile):
        return Schedule(problems=tuple(document.problems))
    problems = document.problems
    rules = [rule for entry in document.items("rules", RuleEntry) for rule in _rule(entry, school, problems)]
    events = [
        event
        for entry in document.items("occasions", OccasionEntry)
        for event in event_of_occasion(entry, school, problems)
    ]
    for recurring in document.items("recurring", RecurringEntry):
        events += events_of_recurring(recurring, school, problems)
    for entry in document.items("events", EventEntry):
        events += event_of(entry, school, problems)
    return Schedule(tuple(events), tuple(rules), tuple(problems))


def _rule(entry: Located[RuleEntry], school: School, problems: list[Problem]) -> Iterator[Rule]:
    value, channels = entry.value, []
    for number, word in enumerate(value.channels):
        try:
            channels.append(school.own_channel(word))
        except Wrong as wrong:
            problems.append(Problem(entry.where(("channels", number)), wrong.message))
    if len(channels) == len(value.channels):
        yield Rule(
            kinds=tuple(dict.fromkeys(school.kind(kind) for kind in value.kinds)),
            channels=tuple(dict.fromkeys(channels)),
            placement=value.placement,
            day=value.day,
            time=value.time,
            delay=value.delay,
            lateness=value.lateness,
            until_event_ends=value.until_event_ends,
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
