"""consent/: the register, as tables that a spreadsheet program saves. The folder never leaves the machine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from brandbot.errors import Message
from brandbot.model import Permission, Place, Problem, Register, Scope
from brandbot.sources.files import not_readable, shown, visible
from brandbot.sources.mistakes import Wrong, mistakes_of, unknown_key
from brandbot.sources.scalars import Date, Strict, Text, words
from brandbot.sources.sheets import Line, Sheet
from brandbot.sources.tables import EXAMPLE, cell_said, sheets_of
from brandbot.sources.text_sheets import NO_TABLE

FOLDER = "consent"
HEADINGS: Mapping[str, str] = {
    "orang": "person",
    "nama": "name",
    "lingkup": "scopes",
    "kanal": "channels",
    "diberi_oleh": "given_by",
    "cara": "how",
    "tanggal": "given",
    "berlaku_sampai": "until",
    "dicabut": "withdrawn",
}
SCOPES: Mapping[str, Scope] = {
    **{scope.value: scope for scope in Scope},
    "foto": Scope.PHOTO,
    "nama": Scope.NAME,
}
DATES = ("given", "until", "withdrawn")
_READ = frozenset({".csv", ".xlsx", ".ods"})
_HEAD = 20  # rows among which the heading is looked for
_PROOF = ("given_by", "how", "given")
_LISTS = frozenset({"scopes", "channels"})
ScopeWord = Annotated[Scope, words(SCOPES)]


class PermissionEntry(Strict):
    """A row: what a person, or a parent for a child, allowed or took back."""

    person: Text = Field(description="Kunci orang, misalnya nomor induk sekolah", examples=["2627-014"])
    name: str = Field("", description="Nama yang dipakai pada kegiatan, bila lain dari kuncinya", examples=["Bagas F."])
    scopes: tuple[ScopeWord, ...] = Field(
        tuple(Scope), description="foto, nama, video, dipisahkan |; kosong berarti semua", examples=["foto|nama"]
    )
    channels: tuple[Text, ...] = Field(
        (), description="Kanal dari config.yaml, dipisahkan |; kosong berarti semua", examples=["facebook"]
    )
    given_by: str = Field("", description="Siapa yang mengizinkan; untuk anak orang tua atau wali", examples=["Ibu"])
    how: str = Field("", description="Cara dan buktinya", examples=["formulir tertulis, map B"])
    given: Date | None = Field(None, description="Tanggal izin", examples=["2026-07-20"])
    until: Date | None = Field(None, description="Berlaku sampai dengan tanggal ini", examples=["2027-06-30"])
    withdrawn: Date | None = Field(None, description="Tanggal izin dicabut", examples=["2026-11-02"])

    @model_validator(mode="after")
    def _can_be_shown(self) -> PermissionEntry:
        if not self.withdrawn and not (self.given_by and self.how and self.given):
            raise Wrong(Message("a consent must be provable; write who gave it, how and when"))
        return self


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading of a table: its line, and by field its column (from 1)."""

    sheet: Sheet
    line: int
    words: tuple[str, ...]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read: what it allows, and by field the texts that say it."""

    permission: Permission
    texts: Mapping[str, str]


def read_register(root: Path) -> tuple[Register, tuple[Problem, ...]]:
    """All rows of the folder; a wrong row allows nothing and is a problem."""
    problems: list[Problem] = []
    rows = [row for file in register_files(root) for row in read_permissions(file, shown(file, root), problems)]
    return Register.of(rows), tuple(problems)


def register_files(root: Path) -> list[Path]:
    """The tables of the folder that a person means to be read."""
    return sorted(
        file
        for file in (root / FOLDER).glob("*")
        if file.suffix.lower() in _READ and not file.name.startswith((".", "~"))
    )


def read_permissions(file: Path, path: str, problems: list[Problem]) -> tuple[Permission, ...]:
    """The rows of one table, whose place is told as `path`."""
    return tuple(row.permission for row in read_rows(file, path, problems))


def read_rows(file: Path, path: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows one by one; a page of explanations beside the table is no mistake."""
    unheaded: list[Problem] = []
    read = 0
    try:
        for sheet in sheets_of(file, path, problems):
            found, rows = headed(sheet)
            if isinstance(found, Problem):
                unheaded.append(found)
                continue
            read += 1
            yield from _rows(found, rows, problems)
    except OSError as error:
        problems.append(Problem(Place(path), not_readable(error)))
    problems += [] if read else unheaded[:1]


def headed(sheet: Sheet) -> tuple[Columns | Problem, Iterator[Line]]:
    """The sheet's heading, found by its words among the first rows, and the rows below it."""
    head = list(islice(sheet.rows, _HEAD))
    if not head:
        return Problem(Place(sheet.path), NO_TABLE), iter(())
    line, cells = max(head, key=lambda row: len(_known(row[1])))
    columns = {name: number for number, cell in enumerate(cells, start=1) if (name := field_of(cell))}
    lacking = [name for name in ("person", "given_by") if name not in columns]
    # Beside the table a workbook may have a page that explains its columns, one a row.
    if "person" in lacking or len(columns) == 1 or (not sheet.mark and len(_known(cells)) == 1):
        text = Message("the first row must name the columns; it lacks: {columns}", columns=heading_of(lacking[0]))
        return Problem(Place(sheet.path, line), text), iter(())
    below = chain((row for row in head if row[0] > line), sheet.rows)
    return Columns(sheet, line, tuple(cells), columns), below


def _known(cells: list[str]) -> set[str]:
    return PermissionEntry.model_fields.keys() & set(map(field_of, cells))


def _rows(columns: Columns, rows: Iterator[Line], problems: list[Problem]) -> Iterator[Row]:
    """Nothing where a column has a name that nobody knows, or that stands twice: what it says may limit the consent."""
    strange = list(_strange(columns))
    problems += strange
    for line, cells in () if strange else rows:
        place = Place(columns.sheet.path, line)
        if any(cell.strip() for cell in cells[max(columns.numbers.values()) :]):
            problems.append(Problem(Place(place.path, line, max(columns.numbers.values()) + 1), _BESIDE))
            continue
        texts, costs = _texts(columns, cells, place, problems)
        if texts and not costs and texts.get("person", "").casefold() != EXAMPLE:
            yield from _row(texts, place, columns, problems)


def _strange(columns: Columns) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, word in enumerate(columns.words, start=1):
        name, place = field_of(word), Place(columns.sheet.path, columns.line, number)
        if name and name not in PermissionEntry.model_fields:
            yield Problem(place, unknown_key(name, [*HEADINGS]))
        elif name in seen:
            yield Problem(place, Message("the column '{key}' stands twice; take one of them away", key=word))
        seen |= {name} - {""}


_BESIDE = Message("something stands beside the table here; give its column a heading, or empty the cell")


def _texts(columns: Columns, cells: list[str], place: Place, problems: list[Problem]) -> tuple[dict[str, str], bool]:
    """What the cells say, by field, and whether anything about them costs the row."""
    texts: dict[str, str] = {}
    is_spoilt = False
    for field, number in columns.numbers.items():
        for cell in cells[number - 1 : number]:
            text, odd, costs = cell_said(
                cell, is_date=field in DATES, is_id=field == "person", since_1904=columns.sheet.since_1904
            )
            texts |= {field: text} if text else {}
            if odd:
                problems.append(Problem(Place(place.path, place.line, number), odd, is_notice=not costs))
                is_spoilt = is_spoilt or costs
    return texts, is_spoilt


def _row(texts: Mapping[str, str], place: Place, columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    data: dict[str, object] = dict(texts)
    data |= {name: _split(texts[name]) for name in _LISTS & texts.keys()}
    try:
        entry = PermissionEntry.model_validate(data)
    except ValidationError as error:
        for loc, _, message in mistakes_of(error, PermissionEntry):
            field = str(loc[0]) if loc else next((name for name in _PROOF if name not in texts), "")
            column = columns.numbers.get(field, 1)
            problems.append(Problem(Place(place.path, place.line, column), message))
        return
    plain = {name: getattr(entry, name) for name in PermissionEntry.model_fields if name not in _LISTS}
    scopes, channels = frozenset(entry.scopes), frozenset(entry.channels)
    yield Row(Permission(place=place, scopes=scopes, channels=channels, **plain), texts)


def field_of(heading: str) -> str:
    """The field that a heading means; an unknown one as it is compared."""
    word = re.sub(r"[\s-]+", "_", visible(heading).strip().casefold())
    return HEADINGS.get(word, word)


def heading_of(field: str) -> str:
    """The Indonesian heading of a field."""
    return next(word for word, name in HEADINGS.items() if name == field)


def example_of(field: str) -> str | dt.date:
    """An example for a form; nobody took the example's consent back."""
    said = str((PermissionEntry.model_fields[field].examples or [""])[0])
    if field == "withdrawn":
        return ""
    return dt.date.fromisoformat(said) if field in DATES else said


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
