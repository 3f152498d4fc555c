"""`brandbot events import`: a table from anywhere becomes rows of schedules/impor.csv, each with what became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from brandbot.errors import Message, Mistakes, Refused
from brandbot.model import Event, Place, Problem
from brandbot.pipeline.duplicates import duplicates
from brandbot.service import Service
from brandbot.sources import Workspace
from brandbot.sources.tables import Row, read_rows
from brandbot.sources.written import merged, replace_file

FILE = "schedules/impor.csv"


class Outcome(StrEnum):
    """What became of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    HELD = "held"
    REFUSED = "refused"


_WRITTEN = (Outcome.NEW, Outcome.CHANGED)


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of the file: where it stands, its event, what became of it and why."""

    place: Place
    outcome: Outcome
    id: str = ""
    title: str = ""
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """All rows in their order, and whether the workspace was changed."""

    rows: tuple[Imported, ...]
    written: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many rows ended so."""
        return sum(row.outcome is outcome for row in self.rows)


def import_events(service: Service, file: Path, *, dry: bool = False) -> Import:
    """Write what is new and changed into the workspace, unless `dry`. Raises Mistakes where that can't be written."""
    workspace, root = service.read(), service.config.root
    problems: list[Problem] = []
    compared = list(_compared(read_rows(file, file.name, workspace.school, problems), workspace))
    wanted = [row.texts for row, said in compared if said.outcome in _WRITTEN]
    if wanted:
        content, wrong = merged(root / FILE, FILE, wanted)
        if wrong:
            raise Mistakes(wrong)
        if not dry:
            write_table(root / FILE, content)
    doubles = _doubles([row.event for row, said in compared if said.outcome is not Outcome.REFUSED], workspace)
    said = [_with_hold(said, doubles) for _, said in compared]
    return Import(tuple(with_problems(said, problems)), written=bool(wanted) and not dry)


def write_table(file: Path, content: bytes) -> None:
    """Write the whole file or nothing. Raises Refused."""
    try:
        replace_file(file, content)
    except OSError as error:
        raise Refused(Message("{file} can't be written ({error})", file=str(file), error=str(error))) from error


def _compared(rows: Iterable[Row], workspace: Workspace) -> Iterator[tuple[Row, Imported]]:
    """Each row against the workspace and the rows above it."""
    there = {event.id.casefold(): event for event in workspace.events}
    above: dict[str, Event] = {}
    for row in rows:
        event, key = row.event, row.event.id.casefold()
        outcome, reason = _compare(event, there.get(key), above.get(key))
        above.setdefault(key, event)
        yield row, Imported(event.place, outcome, event.id, event.title, (reason,) if reason else ())


def _compare(event: Event, there: Event | None, above: Event | None) -> tuple[Outcome, Message | None]:
    if above:
        return Outcome.REFUSED, Message(
            "the id '{id}' stands at {place} already; each event has its own", id=event.id, place=str(above.place)
        )
    if there is None:
        return Outcome.NEW, None
    if there == event:
        return Outcome.UNCHANGED, None
    if there.place.path == FILE:
        return Outcome.CHANGED, None
    return Outcome.REFUSED, Message(
        "'{id}' stands at {place} and says something else there; mend it there, or delete it there and import again",
        id=event.id,
        place=str(there.place),
    )


def _doubles(events: Sequence[Event], workspace: Workspace) -> Mapping[str, Message]:
    """Why rows are held as possible duplicates; what the workspace has already goes first."""
    mine = {event.id.casefold() for event in events}
    known = {event.id for event in workspace.events}
    others = [event for event in workspace.events if event.id.casefold() not in mine]
    return duplicates([*others, *events], workspace.partners, known)


def _with_hold(said: Imported, doubles: Mapping[str, Message]) -> Imported:
    if said.outcome is Outcome.REFUSED or said.id not in doubles:
        return said
    return dataclasses.replace(said, outcome=Outcome.HELD, reasons=(doubles[said.id],))


def with_problems(said: Iterable[Imported], problems: Iterable[Problem]) -> list[Imported]:
    """The rows in the file's order, with those that could not be read and what is odd about the others."""
    rows = {_row(one.place): one for one in said}
    for problem in problems:
        key = _row(problem.place)
        before = rows.get(key, Imported(problem.place, Outcome.REFUSED))
        rows[key] = dataclasses.replace(before, reasons=(*before.reasons, problem.message))
    return [rows[key] for key in sorted(rows)]


def _row(place: Place) -> tuple[str, int]:
    return place.path, place.line
