"""schedules/*.xlsx and *.ods: the same rows are the same events as in CSV, and no file makes the reader fall over."""
# ruff: noqa: E501 - parts as the programs write them

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from sources_fixtures import CHANNELS, ELEMENTS, WIB, told, write
from workbook_fixtures import DATA, Cell, Error, Formula, Rows, ods, xlsx, zipped

from brandbot.model import Event, Place
from brandbot.sources import Workspace, read_workspace

HEADER = ("event_id", "jenis", "judul", "tanggal")
HEADINGS = (
    *HEADER,
    "tanggal_selesai",
    "jam",
    "lokasi",
    "mitra",
    "jurusan",
    "tokoh",
    "siswa",
    "jumlah_siswa",
    "angka_label",
    "angka_nilai",
    "foto",
    "fokus",
    "izin_foto",
    "terbit_pada",
    "persetujuan",
    "batal",
)
DAY, LAST, HOUR = dt.date(2026, 4, 3), dt.date(2026, 4, 5), dt.time(18, 30)
NIGHT = dt.datetime(2026, 4, 3, 18, 30)  # noqa: DTZ001 - a cell knows no zone
EVENTS: Rows = (
    ("EV-1", "pkl", 'Judul "dikutip"; titik', DAY, LAST, dt.time(9), "Aula", "bengkel rj", "Teknik Mesin|TKJ",
     "H. Budi Rekaan, S.Pd.I., M.Pd., Gr. (Kepala Sekolah)|dr. Ni’mah Misalnya", "Bagas Fiktif|Dewi", 24, "Rerata", 4.5,
     "foto/a.jpg|foto/b.jpg", "0,5|0.25", "sebagian:29/32", NIGHT, "disetujui", "tidak"),
    (),
    ("EV-2", "Magang", "Café – ‘Ma’ruf’", DAY, None, HOUR, None, "AL-MA’RUF", None, None, None, None, None, None, None,
     None, "lengkap", None, "menunggu", "ya"),
)  # fmt: skip
# As a spreadsheet program with Indonesian settings shows and saves the same cells.
AS_TEXT = {DAY: "03/04/2026", LAST: "05/04/2026", dt.time(9): "09.00", HOUR: "18.30", 4.5: "4,5", 24: "24"}
AS_TEXT |= {NIGHT: "03/04/2026 18.30"}


def shown(cell: Cell) -> str:
    """The cell as the program writes it into a CSV file."""
    return "" if cell is None else cell if isinstance(cell, str) else AS_TEXT[cell]


def as_csv(encoding: str) -> bytes:
    """The events as Excel with Indonesian settings saves them."""
    text = io.StringIO()
    width = len(HEADINGS)
    rows = [[*map(shown, row), *[""] * (width - len(row))] for row in EVENTS]
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([HEADINGS, *rows])
    return text.getvalue().encode(encoding)


FIXTURES = {
    "excel-utf8.csv": as_csv("utf-8-sig"),
    "excel-ansi.csv": as_csv("cp1252"),
    "excel.xlsx": xlsx([HEADINGS, *EVENTS]),
    "libreoffice.ods": ods([HEADINGS, *EVENTS]),
}


def saved(root: Path, name: str, content: bytes) -> Workspace:
    """The workspace with these bytes as its table."""
    write(root, {f"schedules/{name}": ""})
    (root / "schedules" / name).write_bytes(content)
    return read_workspace(root, CHANNELS, WIB, ELEMENTS)


def book(root: Path, *rows: tuple[Cell, ...], **kept: object) -> Workspace:
    """The workspace with a workbook of these rows below the headings that events need."""
    return saved(root, "a.xlsx", xlsx([HEADER, *rows], **kept))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FIXTURES)
def test_the_fixtures_in_the_repository_are_these_bytes(name: str) -> None:
    if os.environ.get("BRANDBOT_UPDATE_GOLDEN"):
        (DATA / name).write_bytes(FIXTURES[name])

    assert (DATA / name).read_bytes() == FIXTURES[name]


@pytest.mark.parametrize("name", FIXTURES)
def test_the_same_rows_are_the_same_events_however_they_were_saved(tmp_path: Path, name: str) -> None:
    workspace = saved(tmp_path, name, (DATA / name).read_bytes())
    as_text = saved(tmp_path / "csv", "a.csv", (DATA / "excel-utf8.csv").read_bytes())

    assert told(workspace) == []
    assert workspace.events == as_text.events
    assert [(event.id, event.date, event.time, event.place.line) for event in workspace.events] == [
        ("EV-1", DAY, dt.time(9), 2),
        ("EV-2", DAY, HOUR, 4),
    ]
    first = workspace.events[0]
    assert (first.figures[0].value, first.student_count, first.focus) == ("4,5", 24, (0.5, 0.25))
    assert first.publish_at == dt.datetime(2026, 4, 3, 18, 30, tzinfo=WIB)


def test_a_date_that_was_left_a_number_is_read_and_told(tmp_path: Path) -> None:
    workspace = book(tmp_path, ("EV-1", "pkl", "A", 46115), ("EV-2", "pkl", "B", "03/04/2026"))

    assert [event.date for event in workspace.events] == [DAY, DAY]
    assert told(workspace) == [
        "schedules/a.xlsx:2:4: '46115' is read as 2026-04-03; give the column the format of a date"
    ]
    assert workspace.mistakes == ()


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    workspace = book(tmp_path, ("EV-1", "pkl", "A", 46115 - 1462), since_1904=True)

    assert workspace.events[0].date == DAY


def test_a_serial_in_csv_is_read_as_in_a_workbook(tmp_path: Path) -> None:
    workspace = saved(tmp_path, "a.csv", b"event_id;jenis;judul;tanggal\r\nEV-1;pkl;A;46115\r\n")

    assert workspace.events[0].date == DAY
    assert [problem.is_notice for problem in workspace.problems] == [True]


def test_the_heading_is_found_by_its_words_below_titles_and_beside_an_empty_column(tmp_path: Path) -> None:
    rows: Rows = [
        ("Kegiatan Humas 2026/2027",),
        (),
        ("", "Judul", "TANGGAL", "Event ID", "jenis"),
        ("", "A", DAY, "EV-1", "pkl"),
    ]
    workspace = saved(tmp_path, "a.xlsx", xlsx(rows))
    as_text = saved(
        tmp_path / "csv",
        "a.csv",
        b"Kegiatan;;\r\n\r\n;Judul;TANGGAL;Event ID;jenis\r\n;A;3/4/2026;EV-1;pkl\r\n",
    )

    assert told(workspace) == told(as_text) == []
    assert workspace.events == as_text.events
    assert workspace.events[0].place == Place("schedules/a.xlsx", 4, 1)


def test_cells_merged_downwards_share_the_first_ones_value(tmp_path: Path) -> None:
    rows: Rows = [
        ("EV-1", "pkl", "A", DAY),
        ("EV-2", None, "B", None),
        ("EV-3", None, "C", LAST),
        ("EV-4", None, "D", LAST),
    ]
    workspace = book(tmp_path, *map(tuple, rows), merged=["B2:B4", "D2:D3"])

    assert [(event.kind, event.date) for event in workspace.events] == [
        ("internship_placement", DAY),
        ("internship_placement", DAY),
        ("internship_placement", LAST),
    ]
    assert told(workspace) == ["schedules/a.xlsx:5:2: 'jenis' is empty; write it like pkl"]


def test_hidden_sheets_say_nothing_and_a_page_of_explanations_is_no_mistake(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ("EV-1", "pkl", "A", DAY)]
    other: Rows = [HEADER, ("EV-2", "pkl", "B", DAY)]
    content = xlsx(rows, other, [("Petunjuk",), ("Isi satu baris untuk satu kegiatan",)], other, hidden=[2])
    workspace = saved(tmp_path, "a.xlsx", content)

    assert [str(event.place) for event in workspace.events] == [
        "schedules/a.xlsx:2:1",
        "schedules/a.xlsx[Lembar4]:2:1",
    ]
    assert told(workspace) == []
    assert told(saved(tmp_path / "ods", "a.ods", ods(rows, hidden=other))) == []


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Formula("B2&C2"), "a formula without its result stands here; copy the cell and paste it as a value"),
        (Error("#REF!"), "the spreadsheet says '#REF!' here; mend the formula or type the value"),
        ("1,00E+15", "the spreadsheet cut the number '1,00E+15'; make the cell a text and type it anew"),
        (1234567890123456, "the spreadsheet cut the number '1234567890123456'; make the cell a text and type it anew"),
    ],
)
def test_a_cell_that_lost_its_value_is_told_and_costs_its_row(tmp_path: Path, cell: Cell, text: str) -> None:
    workspace = book(tmp_path, ("EV-1", "pkl", cell, DAY), ("EV-2", "pkl", "B", DAY))

    assert told(workspace) == [f"schedules/a.xlsx:2:3: {text}"]
    assert [event.id for event in workspace.events] == ["EV-2"]


def test_a_formula_whose_value_was_kept_is_that_value(tmp_path: Path) -> None:
    workspace = book(tmp_path, ("EV-1", "pkl", Formula('"A"&"B"', "AB"), DAY))

    assert (told(workspace), workspace.events[0].title) == ([], "AB")


def test_an_id_that_may_have_lost_its_zeros_is_told(tmp_path: Path) -> None:
    workspace = book(tmp_path, (17, "pkl", "A", DAY))

    assert workspace.events[0].id == "17"
    assert told(workspace) == [
        "schedules/a.xlsx:2:1: '17' is kept as a number, without zeros before it; make the column a text"
    ]


def test_a_mistake_names_row_and_column_as_the_program_counts_them(tmp_path: Path) -> None:
    workspace = book(tmp_path, ("EV-1", "pkl", "A", "besok"), ("EV-2", "pkl", "B", DAY, "lebih"))

    assert told(workspace) == [
        "schedules/a.xlsx:2:4: 'besok' is no date; write it like 2026-07-29 or 29/07/2026",
        "schedules/a.xlsx:3:5: something stands beside the table here; give its column a heading, or empty the cell",
    ]


def test_the_example_row_of_a_sheet_is_no_event(tmp_path: Path) -> None:
    assert book(tmp_path, ("CONTOH", "pkl", "A", DAY), ("EV-1", "pkl", "B", DAY)).events[0].id == "EV-1"


def test_merged_cells_of_an_ods_file_are_told(tmp_path: Path) -> None:
    merged = (
        '<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>EV-2</text:p>'
        "</table:table-cell></table:table-row>"
    )
    workspace = saved(tmp_path, "a.ods", ods([HEADER, ("EV-1", "pkl", "A", DAY)], around=merged))

    assert told(workspace)[0] == (
        "schedules/a.ods:1:1: merged cells count once in an ODS file; fill each of them, or save the sheet as .xlsx"
    )


FAR = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
TOO_LARGE = "unpacked, this workbook would be larger than brandbot reads; keep only the table of events in it"
DAMAGED = "this workbook is damaged or none at all; open it in the spreadsheet program and save it anew"
LOCKED = "this workbook has a password or is of the old kind; save it as .xlsx without a password"
MACROS = "this workbook holds macros, and brandbot opens none; save it as .xlsx"
REPEATED = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
ENCRYPTED = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'


def lying(content: bytes) -> bytes:
    """The zip with a size in its headers that is far below the true one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return content.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.xlsx", b"", DAMAGED),
        ("a.ods", b"PK\x03\x04", DAMAGED),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), LOCKED),
        ("a.xlsx", zipped({"a.txt": "x"}), DAMAGED),
        ("a.xlsx", xlsx([HEADER], extra={"xl/vbaProject.bin": b"x"}), MACROS),
        ("a.xlsx", xlsx([HEADER], extra={"xl/worksheets/sheet1.xml": FAR}), TOO_LARGE),
        ("a.xlsx", xlsx([HEADER], extra={"x.xml": bytes(300 << 20)}, method=zipfile.ZIP_DEFLATED), TOO_LARGE),
        ("a.xlsx", lying(xlsx([HEADER] * 5000, method=zipfile.ZIP_DEFLATED)), DAMAGED),
        ("a.ods", ods([HEADER], around=REPEATED), TOO_LARGE),
        ("a.ods", ods([HEADER], manifest=ENCRYPTED), LOCKED),
    ],
    ids=[
        "empty",
        "cut",
        "password",
        "other zip",
        "macros",
        "far cell",
        "bomb",
        "lying bomb",
        "repeated",
        "ods password",
    ],
)
def test_a_workbook_that_must_not_be_opened_is_refused_with_its_cure(
    tmp_path: Path, name: str, content: bytes, text: str
) -> None:
    assert told(saved(tmp_path, name, content)) == [f"schedules/{name}:1:1: {text}"]


@pytest.mark.parametrize("suffix", ["xls", "xlsm"])
def test_an_old_workbook_and_one_with_macros_are_told_how_to_be_saved(tmp_path: Path, suffix: str) -> None:
    write(tmp_path, {f"schedules/a.{suffix}": "", f"schedules/~$a.{suffix}": ""})

    assert told(read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS)) == [
        f"schedules/a.{suffix}:1:1: brandbot can't read .{suffix} files; save the sheet as .xlsx or 'CSV UTF-8'"
    ]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["excel.xlsx", "libreoffice.ods"])
def test_no_damage_to_a_workbook_makes_the_reader_fall_over(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - damage that is the same each time
    whole = (DATA / name).read_bytes()
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        cut = bytes(content[: chance.choice([len(content), chance.randrange(len(content))])])
        workspace = saved(tmp_path, name, cut)

        assert all(isinstance(event, Event) for event in workspace.events)
