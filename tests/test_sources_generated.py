"""Files that nobody thought of: however names and titles are written and a table is saved, what is read was written."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_fixtures import CHANNELS, WIB
from workbook_fixtures import Cell, ods, xlsx

from brandbot.cells import neutral
from brandbot.model import Event
from brandbot.sources.files import Assets
from brandbot.sources.school import School
from brandbot.sources.tables import read_table
from brandbot.sources.written import merged

SCHOOL = School({}, {"pkl": "pkl"}, CHANNELS, Assets(Path()), WIB)
HEADINGS = ("event_id", "jenis", "judul", "tanggal", "lokasi", "siswa", "tokoh", "kutipan")
PIECES = st.sampled_from(
    ["Al-Ma'ruf", "Ni’mah", "‘Aisyah", "Nuʿman", "S.Pd.I.,", "M.Pd.,", "Gr.", "H.", "Drs.", "dr.", "R. Ay.", "Ya", "No",
     "Yes", "NULL", "null", "on", "TRUE", "Rizqi", "d'Arc", "مدرسة", "العربية", "会社", "山田", "한국",
     "👩‍🔧", "🎓", "é", "–",
     "=SUM(A1)", "+62812", "-5", "@contoh", "'", "'=x", '"', ";", ",", "\t", "#1", "1.250", "96,9%", "007", "a" * 60]
)  # fmt: skip


texts = st.lists(PIECES, min_size=1, max_size=4).map(" ".join).map(str.strip).filter(bool)
names = texts.map(lambda text: text.replace("(", "")).filter(lambda text: "|" not in text)
days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
rows = st.lists(
    st.tuples(
        texts, st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), texts, st.lists(names, max_size=3), names, texts
    ),
    min_size=1,
    max_size=5,
)
dates = st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"])
marks, ends = st.sampled_from(";,\t"), st.sampled_from(["\n", "\r\n", "\r"])
Given = list[tuple[str, dt.date, str, list[str], str, str]]


def lines(said: Given, how: str) -> list[list[str]]:
    """The rows as they are handed out: neutral, with their dates in one of the ways."""
    return [
        [f"EV-{n}", "pkl", neutral(title), day.strftime(how), neutral(place), neutral("|".join(pupils)), neutral(adult),
         neutral(quote)]
        for n, (title, day, place, pupils, adult, quote) in enumerate(said)
    ]  # fmt: skip


def content_of(events: tuple[Event, ...]) -> Given:
    return [
        (event.title, event.date, event.location, list(event.students), event.people[0].name, event.quote)
        for event in events
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated")


def read(folder: Path, name: str, content: bytes) -> Given:
    (folder / name).write_bytes(content)
    events, problems = read_table(folder / name, name, SCHOOL)
    assert [str(problem) for problem in problems] == []
    return content_of(events)


@given(
    rows, dates, st.sampled_from(";,\t"), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig"])
)
def test_what_is_read_from_text_is_what_was_written(  # noqa: PLR0917 - hypothesis fills them in
    folder: Path, said: Given, how: str, mark: str, end: str, encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, lineterminator=end).writerows([HEADINGS, *lines(said, how)])

    assert read(folder, "a.csv", text.getvalue().encode(encoding)) == said


@given(rows, dates)
def test_what_windows_writes_by_itself_is_read_as_it_was_meant(folder: Path, said: Given, how: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([HEADINGS, *lines(said, how)])
    content = text.getvalue().encode("cp1252", errors="ignore")
    expected = content.decode("cp1252")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        (folder / "b.csv").write_text(expected, encoding="utf-8", newline="")
        (folder / "a.csv").write_bytes(content)
        assert read_table(folder / "a.csv", "a.csv", SCHOOL) == read_table(folder / "b.csv", "a.csv", SCHOOL)


@given(rows, dates, st.booleans())
def test_what_is_read_from_a_workbook_is_what_was_written(folder: Path, said: Given, how: str, real: bool) -> None:  # noqa: FBT001 - drawn
    table: list[list[Cell]] = [[*cells] for cells in lines(said, how)]
    for cells, (_, day, *_) in zip(table, said, strict=True):
        cells[3] = day if real else cells[3]

    assert read(folder, "a.xlsx", xlsx([HEADINGS, *table])) == said


@given(rows)
def test_what_is_read_from_an_ods_file_is_what_was_written(folder: Path, said: Given) -> None:
    table: list[list[Cell]] = [[*cells] for cells in lines(said, "%d/%m/%Y")]
    plainly = [[cell.replace("\t", " ") if isinstance(cell, str) else cell for cell in cells] for cells in table]
    (folder / "a.csv").write_bytes(b"")
    (folder / "b.ods").write_bytes(ods([HEADINGS, *plainly]))
    events, problems = read_table(folder / "b.ods", "b.ods", SCHOOL)

    assert not problems
    assert [" ".join(one[0].split()) for one in content_of(events)] == [" ".join(one[0].split()) for one in said]


@given(rows, rows)
def test_a_table_that_is_written_and_written_over_says_just_that(folder: Path, first: Given, second: Given) -> None:
    file = folder / "impor.csv"
    file.unlink(missing_ok=True)
    for said in (first, second):
        fields = ("id", "kind", "title", "date", "location", "students", "people", "quote")
        new = [
            (f"EV-{n}", "pkl", title, day.isoformat(), place, "|".join(pupils), adult, quote)
            for n, (title, day, place, pupils, adult, quote) in enumerate(said)
        ]
        content, problems = merged(file, "impor.csv", [dict(zip(fields, row, strict=True)) for row in new])
        assert not problems
        file.write_bytes(content)

    assert content_of(read_table(file, "impor.csv", SCHOOL)[0]) == [*second, *first[len(second) :]]
