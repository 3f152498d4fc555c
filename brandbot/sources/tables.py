"""Tables of events, row by row, with Indonesian or English headings: CSV, XLSX and ODS become the same events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from brandbot.cells import plain
from brandbot.errors import Message
from brandbot.model import Event, Place, Problem
from brandbot.sources.event_entries import EventEntry
from brandbot.sources.events import event_of
from brandbot.sources.files import not_readable, visible
from brandbot.sources.headings import (
    DATES,
    FIELDS,
    FIGURE,
    FIGURE_VALUE,
    HEADINGS,
    IGNORED,
    LISTS,
    NEEDED,
    field_of,
    heading_of,
    known_among,
)
from brandbot.sources.mistakes import Loc, mistakes_of, short, unknown_key
from brandbot.sources.school import School
from brandbot.sources.sheets import Digits, Line, Sheet
from brandbot.sources.text_sheets import text_sheets
from brandbot.sources.workbook import workbook_sheets
from brandbot.sources.yaml import Located

EXAMPLE = "contoh"  # the id of a row that only shows how a sheet is filled in
MOST_ROWS = 200_000
_HEAD = 20  # rows among which the heading is looked for
_ZONES = {"wib": 7, "wita": 8, "wit": 9}  # hours ahead of UTC; none of them has summer time
_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_SERIAL = re.compile(r"[1-9]\d{4}")
_FIRST_DAY, _FIRST_DAY_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)  # of which spreadsheets count the days
_DIGITS = 15  # a spreadsheet keeps no more of a number
Where = Callable[[Loc], Place]


@dataclass(frozen=True, slots=True)
class Headings:
    """The heading of a sheet: its line, its words as typed, and by field its column (from 1)."""

    sheet: Sheet
    line: int
    words: tuple[str, ...]
    columns: Mapping[str, int]

    def as_typed(self, field: str) -> str:
        """The field's heading; "" where it has no column."""
        return self.words[self.columns[field] - 1] if field in self.columns else ""


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the cells of one row stand."""

    headings: Headings
    line: int

    def __call__(self, loc: Loc) -> Place:
        field = FIGURE_VALUE if loc[:1] == ("figures",) else str(loc[0]) if loc else ""
        return Place(self.headings.sheet.path, self.line, self.headings.columns.get(field, 1))


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read: its event, and by field the texts that say it."""

    event: Event
    texts: Mapping[str, str]


def read_table(file: Path, path: str, school: School) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """All events of a table; a wrong row costs only itself. `path` is what the file is called in problems."""
    problems: list[Problem] = []
    events = tuple(row.event for row in read_rows(file, path, school, problems))
    return events, tuple(problems)


def read_rows(file: Path, path: str, school: School, problems: list[Problem]) -> Iterator[Row]:
    """The rows of a table one by one; what is wrong is added to the problems."""
    unheaded: list[Problem] = []
    read = 0
    try:
        for sheet in sheets_of(file, path, problems):
            found, rows = headed(sheet)
            if isinstance(found, Problem):
                unheaded.append(found)  # a page of explanations beside a table is no mistake
                continue
            read += 1
            problems += _strange(found)
            yield from _events(found, rows, school, problems)
    except OSError as error:
        problems.append(Problem(Place(path), not_readable(error)))
    problems += [] if read else unheaded[:1]


def sheets_of(file: Path, path: str, problems: list[Problem]) -> Iterator[Sheet]:
    """The file's tables, by its suffix."""
    match file.suffix.lower():
        case ".csv" | ".txt":
            yield from text_sheets(file, path, problems)
        case ".xlsx" | ".ods":
            yield from workbook_sheets(file, path, problems)
        case suffix:
            message = Message(
                "brandbot can't read {suffix} files; save the sheet as .xlsx or 'CSV UTF-8'", suffix=suffix
            )
            problems.append(Problem(Place(path), message))


def headed(sheet: Sheet) -> tuple[Headings | Problem, Iterator[Line]]:
    """The sheet's heading, found by its words among the first rows, and the rows below it."""
    head = list(islice(sheet.rows, _HEAD))
    line, cells = max(head, key=lambda row: known_among(row[1]), default=(1, []))
    below = chain((row for row in head if row[0] > line), sheet.rows)
    columns = {name: number for number, name in enumerate(map(field_of, cells), start=1) if name in FIELDS}
    if lacking := [heading_of(name) for name in NEEDED if name not in columns]:
        message = Message("the first row must name the columns; it lacks: {columns}", columns=lacking)
        return Problem(Place(sheet.path, line), message), below
    return Headings(sheet, line, _without_end(cells), columns), below


def _without_end(cells: list[str]) -> tuple[str, ...]:
    """The cells up to the last one that says something."""
    words = [cell.strip() for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _strange(headings: Headings) -> Iterator[Problem]:
    """Columns that nobody knows, and those that stand twice."""
    seen: set[str] = set()
    for number, word in enumerate(headings.words, start=1):
        name = field_of(word)
        place = Place(headings.sheet.path, headings.line, number)
        if name and name not in FIELDS | IGNORED:
            yield Problem(place, unknown_key(name, [*HEADINGS, *sorted(FIELDS)]))
        elif name and name in seen:
            yield Problem(place, Message("the column '{key}' stands twice; take one of them away", key=word))
        seen.add(name)


def _events(headings: Headings, rows: Iterator[Line], school: School, problems: list[Problem]) -> Iterator[Row]:
    width = len(headings.words)
    for count, (line, cells) in enumerate(rows):
        place = Place(headings.sheet.path, line, width + 1)
        if count == MOST_ROWS:
            message = Message("the table has more than {count} rows; split it into several files", count=MOST_ROWS)
            problems.append(Problem(place, message))
            return
        if any(cell.strip() for cell in cells[width:]):
            problems.append(Problem(place, _too_wide(headings, cells)))
        elif any(cell.strip() for cell in cells):
            row, wrong = _row(_Where(headings, line), cells, school)
            problems += wrong
            if row:
                yield row


def _too_wide(headings: Headings, cells: list[str]) -> Message:
    if not headings.sheet.mark:
        return Message("something stands beside the table here; give its column a heading, or empty the cell")
    return Message(
        "this row has {count} cells, the heading {width}; put texts that hold a '{mark}' in quotes",
        count=len(cells),
        width=len(headings.words),
        mark=headings.sheet.mark,
    )


def _row(where: _Where, cells: list[str], school: School) -> tuple[Row | None, list[Problem]]:
    headings = where.headings
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for field, number in headings.columns.items():
        for cell in cells[number - 1 : number]:
            text, odd, costs = cell_said(
                cell, is_date=field in DATES, is_id=field == "id", since_1904=headings.sheet.since_1904
            )
            texts |= {field: text} if text else {}
            if odd:
                problems.append(Problem(where((field,)), odd, is_notice=not costs))
    if texts.get("id", "").casefold() == EXAMPLE:
        return None, []
    event, wrong = event_from(texts, where, school)
    problems += (Problem(problem.place, _as_headed(problem.message, headings)) for problem in wrong)
    is_right = event and all(problem.is_notice for problem in problems)
    return Row(event, texts) if event and is_right else None, problems


def cell_said(
    cell: str, *, is_date: bool = False, is_id: bool = False, since_1904: bool = False
) -> tuple[str, Message | None, bool]:
    """What a cell says, what is odd about it, and whether that costs its row."""
    text = visible(cell).replace("\r\n", "\n").strip()
    if text.startswith("="):
        return text, _FORMULA, True
    if _ERROR.fullmatch(text):
        return text, Message(_BROKEN.text, value=text), True
    if _SHORTENED.fullmatch(text) or (isinstance(cell, Digits) and len(text) > _DIGITS):
        return text, Message(_CUT.text, value=text), True
    if is_date and _SERIAL.fullmatch(text):
        day = (_FIRST_DAY_1904 if since_1904 else _FIRST_DAY) + dt.timedelta(days=int(text))
        return day.isoformat(), Message(_COUNTED.text, value=text, date=day), False
    if is_id and isinstance(cell, Digits):
        return text, Message(_A_NUMBER.text, value=text), False
    return plain(text), None, False


_FORMULA = Message("a formula without its result stands here; copy the cell and paste it as a value")
_BROKEN = Message("the spreadsheet says '{value}' here; mend the formula or type the value")
_CUT = Message("the spreadsheet cut the number '{value}'; make the cell a text and type it anew")
_COUNTED = Message("'{value}' is read as {date}; give the column the format of a date")
_A_NUMBER = Message("'{value}' is kept as a number, without zeros before it; make the column a text")


def event_from(filled: Mapping[str, str], where: Where, school: School) -> tuple[Event | None, list[Problem]]:
    """The event that these texts say, by field; None with its mistakes where any is wrong."""
    problems = list(_wrong_zone(filled.get("zone", ""), school.zone, where))
    labels, values = (_split(filled.get(name, "")) for name in FIGURE)
    if len(labels) != len(values):
        message = Message(
            "there are {labels} labels for {values} figures; write as many", labels=len(labels), values=len(values)
        )
        problems.append(Problem(where(("figures",)), message))
    try:
        entry = EventEntry.model_validate(entry_data(filled), context=school)
    except ValidationError as error:
        problems += (Problem(where(loc), message) for loc, _, message in mistakes_of(error, EventEntry))
        return None, problems
    return (None if problems else event_of(Located(entry, where), school.zone)), problems


def entry_data(filled: Mapping[str, str]) -> dict[str, object]:
    """The texts as an entry has them: lists split, figures together."""
    labels, values = (_split(filled.get(name, "")) for name in FIGURE)
    data: dict[str, object] = dict.fromkeys(NEEDED, "")
    known = {name: text for name, text in filled.items() if name not in {*FIGURE, "zone"}}
    data |= {name: _split(text) if name in LISTS else text for name, text in known.items()}
    data["hashtags"] = filled.get("hashtags", "").replace("|", " ").split()
    data["figures"] = [{"label": label, "value": value} for label, value in zip(labels, values, strict=False)]
    return data


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _as_headed(message: Message, headings: Headings) -> Message:
    """The message with the column's own heading for the key."""
    word = headings.as_typed(str(message.fields.get("key")))
    return Message(message.text, **(message.fields | ({"key": word} if word else {})))


def _wrong_zone(word: str, zone: ZoneInfo, where: Where) -> Iterator[Problem]:
    hours = _ZONES.get(word.casefold())
    own = dt.datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    if word and (hours is None or dt.timedelta(hours=hours) != own):
        message = Message(
            "'{value}' is not the school's time zone; write the times in the school's own", value=short(word)
        )
        yield Problem(where(("zone",)), message)
