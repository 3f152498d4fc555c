"""`brandbot consent import`: a table from anywhere becomes rows of consent/impor.csv, each with what became of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brandbot.errors import Message, Mistakes
from brandbot.model import Permission, Problem, known_as
from brandbot.operate.audit import note
from brandbot.operate.importing import Import, Imported, Outcome, with_problems, write_table
from brandbot.service import Service
from brandbot.sources.consent import FOLDER, Row, read_permissions, read_rows, register_files
from brandbot.sources.consent_written import merged
from brandbot.sources.files import shown

FILE = f"{FOLDER}/impor.csv"
_LETTERS = 26
_Key = tuple[str, frozenset[str], frozenset[str], dt.date | None]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A row of the table, the one of the register that it speaks of again, and what becomes of it."""

    row: Row
    there: Permission | None
    said: Imported


def import_consents(service: Service, file: Path, actor: str, now: dt.datetime, *, dry: bool = False) -> Import:
    """Write what is new and changed into the register, unless `dry`. Raises Mistakes or Refused."""
    root = service.config.root
    problems: list[Problem] = []
    known = [row for register in register_files(root) for row in read_permissions(register, shown(register, root), [])]
    compared = list(_compared(read_rows(file, file.name, problems), known))
    new = [one.row.texts for one in compared if one.said.outcome is Outcome.NEW]
    changed = {
        one.there.place.line: one.row.texts for one in compared if one.there and one.said.outcome is Outcome.CHANGED
    }
    if new or changed:
        content, wrong = merged(root / FILE, FILE, new, changed)
        if wrong:
            raise Mistakes(wrong)
        if not dry:
            write_table(root / FILE, content)
            note(root, now, actor, "consent imported", f"{len(new)} new, {len(changed)} changed")
    said = with_problems((one.said for one in compared), map(_with_column, problems))
    return Import(tuple(said), written=bool(new or changed) and not dry)


def _key(row: Permission) -> _Key:
    """What two rows that speak of the same consent have in common."""
    scopes = frozenset(scope.value for scope in row.scopes)
    return known_as(row.person), scopes, row.channels, row.given or row.withdrawn


def _compared(rows: Iterable[Row], known: Iterable[Permission]) -> Iterator[_Compared]:
    """Each row against the register and the rows above it."""
    there = {_key(row): row for row in known}
    above: dict[_Key, Permission] = {}
    for row in rows:
        key = _key(row.permission)
        outcome, reasons = _compare(row.permission, there.get(key), above.get(key))
        above.setdefault(key, row.permission)
        said = Imported(row.permission.place, outcome, row.permission.person, row.permission.name, reasons)
        yield _Compared(row, there.get(key), said)


def _compare(
    row: Permission, there: Permission | None, above: Permission | None
) -> tuple[Outcome, tuple[Message, ...]]:
    if refusal := _refusal(row, there, above):
        return Outcome.REFUSED, (refusal,)
    if row in (there, above):
        return Outcome.UNCHANGED, ()
    return (Outcome.CHANGED if there else Outcome.NEW), _taken_back(row)


def _refusal(row: Permission, there: Permission | None, above: Permission | None) -> Message | None:
    """Why a row can't come in: another one says something else of the same consent. The school's own files stay."""
    if above and above != row:
        return Message("{place} says something else of this consent; keep one of the two rows", place=str(above.place))
    if there is None or there == row:
        return None
    if there.withdrawn and not row.withdrawn:
        return Message(
            "this consent was taken back on {date} ({place}); one that was given anew needs its own date in tanggal",
            date=there.withdrawn,
            place=str(there.place),
        )
    if there.place.path != FILE:
        return Message("{place} says something else of this consent; mend it there", place=str(there.place))
    return None


def _taken_back(row: Permission) -> tuple[Message, ...]:
    """What a withdrawal in a table does not do by itself."""
    if not row.withdrawn:
        return ()
    return (Message("what is live already comes down with: brandbot consent withdraw {person}", person=row.person),)


def _with_column(problem: Problem) -> Problem:
    """The problem with the column as a spreadsheet program names it."""
    reason = Message("column {column}: {reason}", column=chr(64 + problem.place.column), reason=problem.message)
    return dataclasses.replace(problem, message=reason) if 0 < problem.place.column <= _LETTERS else problem
