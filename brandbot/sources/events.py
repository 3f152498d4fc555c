"""Entries become events: partners and channels are looked up, photos and days are checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from brandbot.errors import Message
from brandbot.model import Approval, Consent, ConsentState, Event, Figure, Partner, Person, Problem
from brandbot.sources.entries import EventEntry, EventFields, OccasionEntry, RecurringEntry
from brandbot.sources.files import checked_asset
from brandbot.sources.mistakes import Wrong, alike, nearest, short, unknown
from brandbot.sources.partners import names_of
from brandbot.sources.yaml import Located

OCCASION = "occasion"
_LONGEST = dt.timedelta(days=732)  # of a recurring entry
# Words for networks in a table; brandbot may have no account there.
_NETWORKS = {"fb": "facebook", "ig": "instagram", "wa": "whatsapp"}


@dataclass(frozen=True, slots=True)
class School:
    """What an entry's words are looked up in."""

    partners: Mapping[str, str]  # every form of every name → id
    kinds: Mapping[str, str]  # every word for a kind → kind
    channels: Collection[str]
    assets: Path
    zone: ZoneInfo

    @classmethod
    def of(
        cls,
        partners: Iterable[Partner],
        kinds: Mapping[str, str],
        channels: Collection[str],
        assets: Path,
        zone: ZoneInfo,
    ) -> School:
        """With the partners' ids, names and aliases."""
        names = {name: partner.id for partner in partners for name in names_of(partner)}
        return cls(names, kinds, channels, assets, zone)

    def partner(self, word: str) -> str:
        """The id of a partner who is called so. Raises Wrong."""
        if alike(word) not in self.partners:
            raise Wrong(self._no_partner(word))
        return self.partners[alike(word)]

    def _no_partner(self, word: str) -> Message:
        if near := nearest(word, self.partners):
            return Message(
                "'{value}' is not in partners.yaml; did you mean '{near}'?", value=short(word), near=self.partners[near]
            )
        return Message("'{value}' is not in partners.yaml; add it there or mend the name", value=short(word))

    def kind(self, word: str) -> str:
        """The kind that has this name; one without a template stays as typed."""
        return self.kinds.get(alike(word).replace(" ", "_"), word)

    def own_channel(self, word: str) -> str:
        """A channel of the config. Raises Wrong."""
        name = _NETWORKS.get(alike(word), word)
        if name not in self.channels:
            raise Wrong(unknown(word, self.channels))
        return name

    def any_channel(self, word: str) -> str:
        """A channel of the config, or a network that a person serves by hand. Raises Wrong."""
        name = _NETWORKS.get(alike(word), alike(word))
        return name if name in _NETWORKS.values() and word not in self.channels else self.own_channel(word)

    def photo(self, name: str) -> str:
        """A photo below the assets folder. Raises Wrong."""
        checked_asset(name, self.assets)
        return name

    def moment(self, moment: dt.datetime | None) -> dt.datetime | None:
        """In the school's time where no other was written."""
        return moment.replace(tzinfo=self.zone) if moment and moment.tzinfo is None else moment


def event_of(entry: Located[EventEntry], school: School, problems: list[Problem]) -> Iterator[Event]:
    """The entry's event; none where something in it is wrong, which is added to the problems."""
    value = entry.value
    if event := _event(entry, school, problems, value.id, value.date):
        yield dataclasses.replace(event, time=value.time, publish_at=school.moment(value.publish_at))


def events_of_recurring(entry: Located[RecurringEntry], school: School, problems: list[Problem]) -> Iterator[Event]:
    """One event for each week from the first day to the last."""
    value = entry.value
    day = value.first + dt.timedelta(days=(value.weekday - value.first.weekday()) % 7)
    if not (day <= value.until <= value.first + _LONGEST):
        message = Message("from and until enclose no such day, or more than two years; look at both")
        problems.append(Problem(entry.where(("until",)), message))
        return
    event = _event(entry, school, problems, value.id, value.date or day)
    while event and day <= value.until:
        year, week, _ = day.isocalendar()
        yield dataclasses.replace(
            event,
            id=f"{value.id}@{year}-W{week:02}",
            date=value.date or day,
            publish_at=dt.datetime.combine(day, value.time, school.zone),
        )
        day += dt.timedelta(weeks=1)


def event_of_occasion(entry: Located[OccasionEntry], school: School, problems: list[Problem]) -> Iterator[Event]:
    """The greeting of a day; while its date is provisional it waits for approval."""
    value, checks = entry.value, _Checks(entry, problems)
    channels = checks.each("channels", value.channels, school.any_channel)
    if checks.passed:
        yield Event(
            id=f"{OCCASION}-{value.id}-{value.date.year}",
            kind=OCCASION,
            title=value.name,
            date=value.date,
            consent=Consent(ConsentState.NOT_NEEDED),
            approval=Approval.PENDING if value.provisional else value.approval,
            channels=channels,
            tone=value.tone,
            call_to_action=value.call_to_action,
            hashtags=value.hashtags,
            publish_at=school.moment(value.publish_at),
            place=entry.where(()),
        )


def _event(
    entry: Located[EventEntry] | Located[RecurringEntry],
    school: School,
    problems: list[Problem],
    id_: str,
    date: dt.date,
) -> Event | None:
    """The event with what all sorts of entries share; None where something is wrong."""
    value, checks = entry.value, _Checks(entry, problems)
    partners = checks.each("partners", value.partners, school.partner)
    photos = checks.each("photos", value.photos, school.photo)
    channels = checks.each("channels", value.channels, school.any_channel)
    if value.end_date and value.end_date < date:
        checks.wrong(("end_date",), Message("the last day is before the first; look at both dates"))
    if not checks.passed:
        return None
    shared = {name: getattr(value, name) for name in _AS_TYPED}
    return Event(
        id=id_,
        kind=school.kind(value.kind),
        date=date,
        end_date=value.end_date,
        partners=partners,
        photos=photos,
        channels=channels,
        people=tuple(Person(person.name, person.role) for person in value.people),
        figures=tuple(Figure(figure.label, figure.value) for figure in value.figures),
        place=entry.where(()),
        **shared,
    )


_AS_TYPED = frozenset(EventFields.model_fields) - {"kind", "partners", "photos", "channels", "people", "figures"}


@dataclass(slots=True)
class _Checks:
    """Collects what is wrong with the values of one entry."""

    entry: Located[EventEntry] | Located[RecurringEntry] | Located[OccasionEntry]
    problems: list[Problem]
    passed: bool = True

    def each(self, key: str, values: Iterable[str], check: Callable[[str], str]) -> tuple[str, ...]:
        """All values of a key through a check that raises Wrong."""
        found: dict[str, None] = {}
        for number, value in enumerate(values):
            try:
                found[check(value)] = None
            except Wrong as wrong:
                self.wrong((key, number), wrong.message)
        return tuple(found)

    def wrong(self, loc: tuple[int | str, ...], message: Message) -> None:
        """One more thing is wrong."""
        self.passed = False
        self.problems.append(Problem(self.entry.where(loc), message))
