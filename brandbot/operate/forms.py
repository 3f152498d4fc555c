"""Sheets that we hand out to be filled in: headings, an example, drop-down lists and a page of explanations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from brandbot.cells import neutral
from brandbot.errors import Message
from brandbot.operate.asking import needed_fields
from brandbot.operate.entries import unwritable
from brandbot.sources import Workspace
from brandbot.sources.headings import ORDER, described, example_of, heading_of
from brandbot.sources.tables import EXAMPLE
from brandbot.wording import Wording

_ALSO: tuple[str, ...] = tuple(
    field for field in ORDER if field not in {"id", "kind", "title", "date", "zone", "phase", "focus", "cancelled"}
)
_BLANK = frozenset(
    {
        "photos",
        "end_date",
        "publish_at",
        "announce_after",
        "link",
        "channels",
        "not_duplicate_of",
        "tone",
        "quote",
        "subjects",
        "blur",
    }
)
_CHOICES: Mapping[str, Sequence[str]] = {
    "approval": ("draf", "menunggu", "disetujui", "ditolak"),
    "consent": ("tidak_perlu", "lengkap", "belum", "sebagian:29/32", "dewasa:ya"),
    "tone": ("formal", "santai", "pesantren"),
}
_ROWS = 1000  # that the drop-down lists reach down to
_MARKED, _PLAIN = PatternFill("solid", fgColor="FFC20E"), PatternFill("solid", fgColor="D9E2DC")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form: its heading, what it holds, an example, and the words one may choose from."""

    heading: str
    meaning: str
    example: str | dt.date
    is_needed: bool = False
    choices: Sequence[str] = ()


def write_form(file: Path, title: str, columns: Sequence[Column], wording: Wording) -> None:
    """Write an empty form. Raises Refused."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    lists = book.create_sheet(wording.say(Message("Lists")))
    lists.sheet_state = "hidden"
    for number, column in enumerate(columns, start=1):
        _column(sheet, number, column)
        if column.choices:
            _choices(sheet, lists, number, column.choices)
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet(wording.say(Message("Explanations")), 1), columns, wording)
    try:
        book.save(file)
    except OSError as error:
        raise unwritable(file, error) from error


def _column(sheet: Worksheet, number: int, column: Column) -> None:
    head = sheet.cell(1, number, neutral(column.heading))
    head.font, head.fill = Font(bold=True), _MARKED if column.is_needed else _PLAIN
    is_date = isinstance(column.example, dt.date)
    example = sheet.cell(2, number, column.example if is_date else neutral(str(column.example)))
    example.font = Font(italic=True, color="7F7F7F")
    example.number_format = "dd/mm/yyyy" if is_date else "@"
    letter = sheet.column_dimensions[get_column_letter(number)]
    letter.width = max(14, min(40, len(str(column.example)) + 2))
    letter.number_format = example.number_format  # text stays text: no lost zeros, no dates out of fractions


def _choices(sheet: Worksheet, lists: Worksheet, number: int, choices: Sequence[str]) -> None:
    for row, choice in enumerate(choices, start=1):
        lists.cell(row, number, neutral(choice))
    letter = get_column_letter(number)
    drop_down = DataValidation(
        type="list",
        formula1=f"='{lists.title}'!${letter}$1:${letter}${len(choices)}",
        allow_blank=True,
        showErrorMessage=False,  # several words, split by '|', may stand in a cell
    )
    sheet.add_data_validation(drop_down)
    drop_down.add(f"{letter}2:{letter}{_ROWS}")


def _explain(sheet: Worksheet, columns: Sequence[Column], wording: Wording) -> None:
    heads = (Message("column"), Message("what it holds"), Message("needed"), Message("example"))
    for number, head in enumerate(heads, start=1):
        sheet.cell(1, number, wording.say(head)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = (22, 90, 10, 40)[number - 1]
    for row, column in enumerate(columns, start=2):
        needed = wording.say(Message("yes")) if column.is_needed else ""
        for number, text in enumerate((column.heading, column.meaning, needed, str(column.example)), start=1):
            sheet.cell(row, number, neutral(text))
    notes = (
        Message("One row for each; the row marked CONTOH is an example and is never read."),
        Message("Several values in a cell are split by '|'. A day goes before its month: 03/04/2026 is 3 April."),
    )
    for row, note in enumerate(notes, start=len(columns) + 3):
        sheet.cell(row, 1, wording.say(note))


def event_columns(workspace: Workspace, kind: str, channels: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a form for events of one kind."""
    template = workspace.templates[kind]
    needed = needed_fields(template)
    names = sorted(partner.name for partner in workspace.partners.values())
    choices = {
        **_CHOICES,
        "kind": sorted((*one.names, one.kind)[0] for one in workspace.templates.values()),
        "partners": names,
        "channels": tuple(channels),
    }
    examples: dict[str, str | dt.date] = dict.fromkeys(_BLANK, "")
    examples |= {"id": EXAMPLE.upper(), "kind": (*template.names, kind)[0], "approval": "menunggu"}
    examples |= {"partners": names[0] if names else "", "date": dt.date.fromisoformat(example_of("date"))}
    phase = ("phase",) if template.phases else ()
    return tuple(
        Column(
            heading_of(field),
            described(field).description or "",
            examples.get(field, next(iter(template.phases), "") if field == "phase" else example_of(field)),
            field in needed,
            tuple(template.phases) if field == "phase" else choices.get(field, ()),
        )
        for field in dict.fromkeys((*needed, *phase, *_ALSO))
    )
