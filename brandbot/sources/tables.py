"""schedules/*.csv: events as a spreadsheet program saves them, row by row, with Indonesian or English headings."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from brandbot.errors import Message
from brandbot.model import Event, Place, Problem
from brandbot.sources.entries import EventEntry
from brandbot.sources.events import event_of
from brandbot.sources.files import not_readable, shown, visible
from brandbot.sources.mistakes import Loc, mistakes_of, short, unknown_key
from brandbot.sources.school import School
from brandbot.sources.yaml import Located

HEADINGS: Mapping[str, str] = {
    "event_id": "id",
    "jenis": "kind",
    "judul": "title",
    "tanggal": "date",
    "tanggal_selesai": "end_date",
    "jam": "time",
    "zona": "zone",
    "lokasi": "location",
    "mitra_id": "partners",
    "mitra": "partners",
    "jurusan": "programmes",
    "tokoh": "people",
    "siswa": "students",
    "jumlah_siswa": "student_count",
    "angka_label": "figure_label",
    "angka_nilai": "figure_value",
    "sumber": "source",
    "poin": "points",
    "kutipan": "quote",
    "tahap": "phase",
    "foto": "photos",
    "fokus": "focus",
    "izin_foto": "consent",
    "orang_di_foto": "subjects",
    "buram": "blur",
    "kanal": "channels",
    "terbit_pada": "publish_at",
    "persetujuan": "approval",
    "nada": "tone",
    "cta": "call_to_action",
    "ajakan": "call_to_action",
    "tautan": "link",
    "tagar": "hashtags",
    "batal": "cancelled",
}
_FIGURE_VALUE = "figure_value"
_FIGURE = ("figure_label", _FIGURE_VALUE)
_FIELDS = frozenset(EventEntry.model_fields) - {"figures"} | {"zone", *_FIGURE}
_IGNORED = frozenset({"skenario", "uji", "tanggal_tampil"})
_NEEDED = ("id", "kind", "title", "date")
_LISTS = frozenset(
    {"partners", "programmes", "people", "students", "points", "photos", "focus", "channels", "subjects"}
)
_ZONES = {"wib": 7, "wita": 8, "wit": 9}  # hours ahead of UTC; none of them has summer time
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class _Table:
    """A file that is being read: how its columns are headed, by field, and the line of the heading."""

    path: str
    line: int
    delimiter: str
    columns: Mapping[str, int]  # from 1
    headings: Mapping[str, str]  # as typed
    width: int


@dataclass(frozen=True, slots=True)
class _Row:
    """Where the cells of one row stand."""

    table: _Table
    line: int

    def __call__(self, loc: Loc) -> Place:
        field = _FIGURE_VALUE if loc[:1] == ("figures",) else str(loc[0]) if loc else ""
        return Place(self.table.path, self.line, self.table.columns.get(field, 1))


def read_table(file: Path, root: Path, school: School) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """All events of a table; a wrong row costs only itself. Rows are streamed."""
    problems: list[Problem] = []
    path = shown(file, root)
    try:
        encoding = encoding_of(file)
        if encoding is None:
            return (), (Problem(Place(path), NO_TABLE),)
        with file.open(encoding=encoding, newline="") as source:
            events = tuple(_events(source, path, school, problems))
    except OSError as error:
        return (), (Problem(Place(path), not_readable(error)),)
    return events, tuple(problems)


NO_TABLE = Message("this is no table in text form; save the sheet as 'CSV UTF-8'")


def encoding_of(file: Path) -> str | None:
    """UTF-8, else what Windows writes by itself; None where it is no text."""
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8-sig", "cp1252")}
    with file.open("rb") as source:
        while chunk := source.read(1 << 20):
            if b"\0" in chunk:
                return None
            decoders = {name: decoder for name, decoder in decoders.items() if _decodes(decoder, chunk)}
    complete = (name for name, decoder in decoders.items() if _decodes(decoder, b"", final=True))
    return next(complete, None)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _events(source: TextIO, path: str, school: School, problems: list[Problem]) -> Iterator[Event]:
    table = _table(source, path, problems)
    if table is None:
        return
    for line, cells in _rows(source, table, problems):
        if any(cell.strip() for cell in cells[table.width :]):
            message = Message(
                "this row has {count} cells, the heading {width}; put texts that hold a '{mark}' in quotes",
                count=len(cells),
                width=table.width,
                mark=table.delimiter,
            )
            problems.append(Problem(Place(path, line, table.width + 1), message))
        elif any(cell.strip() for cell in cells):
            yield from _event(_Row(table, line), cells, school, problems)


def _table(source: TextIO, path: str, problems: list[Problem]) -> _Table | None:
    """Read the heading; None where the table can't be read without guessing."""
    first, line = source.readline(), 1
    if re.fullmatch(r"sep=.\s*", first):  # a hint for Excel
        first, line = source.readline(), 2
    rows = {mark: next(csv.reader([first], delimiter=mark), []) for mark in DELIMITERS}
    fields = {mark: [_field(cell) for cell in row] for mark, row in rows.items()}
    mark = max(DELIMITERS, key=lambda mark: len(_FIELDS.intersection(fields[mark])))
    columns = {name: number for number, name in enumerate(fields[mark], start=1) if name in _FIELDS}
    lacking = [_indonesian(name) for name in _NEEDED if name not in columns]
    if lacking:
        message = Message("the first row must name the columns; it lacks: {columns}", columns=lacking)
        problems.append(Problem(Place(path, line), message))
        return None
    for number, name in enumerate(fields[mark], start=1):
        if name and name not in _FIELDS | _IGNORED:
            problems.append(Problem(Place(path, line, number), unknown_key(name, [*HEADINGS, *sorted(_FIELDS)])))
        elif name and name in fields[mark][: number - 1]:
            message = Message("the column '{key}' stands twice; take one of them away", key=rows[mark][number - 1])
            problems.append(Problem(Place(path, line, number), message))
    headings = {name: rows[mark][number - 1] for name, number in columns.items()}
    return _Table(path, line, mark, columns, headings, len(rows[mark]))


def _field(heading: str) -> str:
    word = re.sub(r"[\s-]+", "_", heading.strip().casefold())
    return HEADINGS.get(word, word)


def _indonesian(field: str) -> str:
    return next(word for word, name in HEADINGS.items() if name == field)


def _rows(source: TextIO, table: _Table, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins in; one that can't be read costs itself, and what its open quote swallows."""
    reader = csv.reader(source, delimiter=table.delimiter, strict=True)
    while True:
        line = table.line + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = Message('the quotation marks of this row do not fit; write a " inside a text twice')
            problems.append(Problem(Place(table.path, line), message))


def _event(row: _Row, cells: list[str], school: School, problems: list[Problem]) -> Iterator[Event]:
    before = len(problems)
    columns = row.table.columns.items()
    filled = {name: text for name, number in columns if (text := visible("".join(cells[number - 1 : number])).strip())}
    problems += _wrong_zone(filled.pop("zone", ""), school.zone, row)
    data: dict[str, object] = dict.fromkeys(_NEEDED, "")
    data |= {name: _split(text) if name in _LISTS else text for name, text in filled.items() if name not in _FIGURE}
    data["hashtags"] = filled.get("hashtags", "").replace("|", " ").split()
    labels, values = (_split(filled.get(name, "")) for name in _FIGURE)
    data["figures"] = [{"label": label, "value": value} for label, value in zip(labels, values, strict=False)]
    if len(labels) != len(values):
        message = Message(
            "there are {labels} labels for {values} figures; write as many", labels=len(labels), values=len(values)
        )
        problems.append(Problem(row(("figures",)), message))
    try:
        entry = EventEntry.model_validate(data, context=school)
    except ValidationError as error:
        problems += (
            Problem(row(loc), _headed(message, row.table)) for loc, _, message in mistakes_of(error, EventEntry)
        )
        return
    if len(problems) == before:
        yield event_of(Located(entry, row), school.zone)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _headed(message: Message, table: _Table) -> Message:
    """The message with the column's own heading for the key."""
    key = str(message.fields.get("key"))
    return Message(message.text, **(message.fields | ({"key": table.headings[key]} if key in table.headings else {})))


def _wrong_zone(word: str, zone: ZoneInfo, row: _Row) -> Iterator[Problem]:
    hours = _ZONES.get(word.casefold())
    own = dt.datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    if word and (hours is None or dt.timedelta(hours=hours) != own):
        message = Message(
            "'{value}' is not the school's time zone; write the times in the school's own", value=short(word)
        )
        yield Problem(row(("zone",)), message)
