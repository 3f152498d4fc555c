"""Tables as workbooks: XLSX and ODS, each cell as the text that the same sheet saved as CSV would hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from brandbot.model import Place, Problem
from brandbot.sources.archives import DAMAGED, LOCKED, look_into
from brandbot.sources.sheets import Digits, Line, Sheet


def workbook_sheets(file: Path, path: str, problems: list[Problem]) -> Iterator[Sheet]:
    """The workbook's visible sheets; what stands in the way of reading it becomes a problem."""
    contents = look_into(file)
    if contents.notice:
        problems.append(Problem(Place(path), contents.notice, is_notice=True))
    if contents.refusal:
        problems.append(Problem(Place(path), contents.refusal))
        return
    try:
        with CalamineWorkbook.from_path(file) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]
            for number, name in enumerate(names):
                rows = _rows(book.get_sheet_by_name(name), contents.odd.get(name, {}))
                yield Sheet(path if number == 0 else f"{path}[{name}]", rows, since_1904=contents.since_1904)
    except PasswordError:
        problems.append(Problem(Place(path), LOCKED))
    except CalamineError:
        problems.append(Problem(Place(path), DAMAGED))


def _rows(sheet: CalamineSheet, odd: Mapping[tuple[int, int], str]) -> Iterator[Line]:
    """The sheet's rows as the program counts them; cells merged downwards share the first one's value."""
    _, left = sheet.start or (0, 0)
    merged: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top:
            merged.setdefault(top, []).append((bottom, column))
    lasting: dict[int, tuple[int, str]] = {}
    lost = {row for row, _ in odd}
    for number, values in enumerate(sheet.iter_rows()):
        cells = [""] * left + [_text(value) for value in values]
        if number in lost:
            cells = [odd.get((number, column), cell) for column, cell in enumerate(cells)]
        lasting = {column: said for column, said in lasting.items() if number <= said[0] and column < len(cells)}
        for column, (_, text) in lasting.items():
            cells[column] = text
        for bottom, column in merged.get(number, ()):
            if column < len(cells):
                lasting[column] = (bottom, cells[column])
        yield number + 1, cells


def _text(value: Any) -> str:
    """A cell's value as a person would have typed it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return Digits(f"{value:.15g}".replace(".", ",") if value % 1 else f"{value:.0f}")
    if isinstance(value, dt.timedelta):  # hours past a day, or a time in an ODS file
        return str(value)
    return _moment(value)


def _moment(value: dt.datetime | dt.date | dt.time) -> str:
    if isinstance(value, dt.datetime):
        value = _nearest_second(value)
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.time):
        return _nearest_second(dt.datetime.combine(dt.date(2000, 1, 1), value)).time().isoformat()
    return value.isoformat()


def _nearest_second(moment: dt.datetime) -> dt.datetime:
    """A spreadsheet keeps times as fractions of a day, which are a hair off."""
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
