"""schedules/*.csv: as spreadsheet programs save them, with one mistake costing one row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_fixtures import CHANNELS, ELEMENTS, WIB, read, told, write

from brandbot.model import Approval, Consent, ConsentState, Event, Figure, Person, Place, Tone
from brandbot.sources import Workspace, read_workspace

HEADER = "event_id,jenis,judul,tanggal"
FULL = (
    "event_id;skenario;jenis;judul;tanggal;tanggal_selesai;tanggal_tampil;jam;zona;lokasi;mitra_id;jurusan;tokoh;siswa;"
    "jumlah_siswa;angka_label;angka_nilai;foto;fokus;izin_foto;kanal;terbit_pada;persetujuan;nada;cta;tautan;tagar;batal;uji\r\n"
    'EV-1;S01;PKL;"Judul; ""dikutip""";29/07/2026;30/07/2026;apa saja;09.00;WIB;Aula;bengkel-rekaan|Al-Ma’ruf;'
    "Teknik Mesin|TKJ;Suyadi Contoh, S.T. (Guru)|Tanpa Jabatan;Bagas Fiktif|Dewi Misalnya;2;Siswa|Guru;1.250|4,5;"
    "foto/a.jpg|foto/b.jpg;0,5|0.25;lengkap;fb|ig|wa;29/07/2026 18:30:00;disetujui;santai;Daftar;"
    "https://smk-contoh.sch.id;#PKLSMK #TKJ;tidak;catatan\r\n"
)


def saved(root: Path, content: bytes) -> Workspace:
    """The workspace with these bytes as its table."""
    write(root, {"schedules/a.csv": ""})
    (root / "schedules/a.csv").write_bytes(content)
    return read_workspace(root, CHANNELS, WIB, ELEMENTS)


def test_a_row_says_all_that_was_written(tmp_path: Path) -> None:
    workspace = saved(tmp_path, FULL.encode("utf-8-sig"))

    assert told(workspace) == []
    assert workspace.events == (
        Event(
            id="EV-1",
            kind="internship_placement",
            title='Judul; "dikutip"',
            date=dt.date(2026, 7, 29),
            end_date=dt.date(2026, 7, 30),
            time=dt.time(9),
            location="Aula",
            partners=("bengkel-rekaan", "al-contoh"),
            programmes=("Teknik Mesin", "TKJ"),
            people=(Person("Suyadi Contoh, S.T.", "Guru"), Person("Tanpa Jabatan")),
            students=("Bagas Fiktif", "Dewi Misalnya"),
            student_count=2,
            figures=(Figure("Siswa", "1.250"), Figure("Guru", "4,5")),
            photos=("foto/a.jpg", "foto/b.jpg"),
            focus=(0.5, 0.25),
            consent=Consent(ConsentState.COMPLETE),
            channels=("facebook", "instagram", "whatsapp"),
            publish_at=dt.datetime(2026, 7, 29, 18, 30, tzinfo=WIB),
            approval=Approval.APPROVED,
            tone=Tone.CASUAL,
            call_to_action="Daftar",
            link="https://smk-contoh.sch.id",
            hashtags=("#PKLSMK", "#TKJ"),
        ),
    )
    assert workspace.events[0].place == Place("schedules/a.csv", 2, 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_of_saving_reads_the_same(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    rows = [["ID", "Kind", "Title", "Date"], ["EV-1", "pkl", "Café, titik; – 5", "29/07/2026"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    workspace = saved(tmp_path, text.getvalue().encode(encoding))

    assert told(workspace) == []
    assert workspace.events[0].title == "Café, titik; – 5"


def test_excels_own_hint_of_the_separator_is_no_heading(tmp_path: Path) -> None:
    workspace = saved(
        tmp_path, b"sep=;\r\n" + HEADER.replace(",", ";").encode() + b"\r\nEV-1;pkl;A;2026-07-29\r\n;;;x\r\n"
    )

    assert [event.place.line for event in workspace.events] == [3]
    assert {problem.place.line for problem in workspace.problems} == {4}


def test_blank_rows_and_blank_columns_mean_nothing(tmp_path: Path) -> None:
    workspace = saved(tmp_path, f"{HEADER},,\n,,,,,\n\nEV-1,pkl,A,2026-07-29\n,,,,,,,\n   ,\n".encode())

    assert (told(workspace), len(workspace.events)) == ([], 1)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            "EV-1,pkl,A,2026-07-29,,,lebih",
            "3:6: this row has 7 cells, the heading 5; put texts that hold a ',' in quotes",
        ),
        ("EV-1,pkl,A,besok", "3:4: 'besok' is no date; write it like 2026-07-29 or 29/07/2026"),
        ("EV-1,pkl,,2026-07-29", "3:3: 'judul' is empty; write it like Enam Siswa DKV Memulai PKL"),
        (",pkl,A,2026-07-29", "3:1: 'event_id' is empty; write it like EV-2627-001"),
        ("EV-1,pkl", "3:3: 'judul' is empty; write it like Enam Siswa DKV Memulai PKL"),
        ("EV-1,pkl,A,2026-07-29,bengkel-rekan", "3:5: 'bengkel-rekan' is not in partners.yaml; did you mean"),
        (
            'EV-1,pkl,"A "b" c",2026-07-29',
            '3:1: the quotation marks of this row do not fit; write a " inside a text twice',
        ),
        ("EV-2,pkl,A,2026-07-29", "4:1: the id 'EV-2' stands at schedules/a.csv:3:1 already"),
    ],
)
def test_a_mistake_is_told_at_its_cell_and_costs_only_its_row(tmp_path: Path, row: str, text: str) -> None:
    before = f"{HEADER},mitra\nEV-0,pkl,A,2026-07-29,\n"
    workspace = saved(tmp_path, f"{before}{row}\nEV-2,pkl,C,2026-07-30,\n".encode())

    assert [event.id for event in workspace.events] == ["EV-0", "EV-2"]
    assert told(workspace)[0].startswith(f"schedules/a.csv:{text}")


def test_a_row_after_a_text_of_several_lines_is_told_by_its_own_line(tmp_path: Path) -> None:
    workspace = saved(tmp_path, f'{HEADER}\nEV-1,pkl,"A\nB",2026-07-29\nEV-2,pkl,C,x\n'.encode())

    assert [event.title for event in workspace.events] == ["A\nB"]
    assert [str(problem.place) for problem in workspace.problems] == ["schedules/a.csv:4:4"]


def test_a_quote_that_is_never_closed_costs_what_it_swallows(tmp_path: Path) -> None:
    workspace = saved(tmp_path, f'{HEADER}\nEV-1,pkl,A,2026-07-29\nEV-2,pkl,"B,2026-07-29\nEV-3,pkl,C,x\n'.encode())

    assert [event.id for event in workspace.events] == ["EV-1"]
    assert [str(problem.place) for problem in workspace.problems] == ["schedules/a.csv:3:1"]


def test_an_unknown_column_is_told_and_costs_no_row(tmp_path: Path) -> None:
    workspace = saved(tmp_path, f"{HEADER},persetujuaan\nEV-1,pkl,A,2026-07-29,disetujui\n".encode())

    assert len(workspace.events) == 1
    assert told(workspace) == ["schedules/a.csv:1:5: there is no key 'persetujuaan' here; did you mean 'persetujuan'?"]


def test_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    workspace = saved(tmp_path, f"{HEADER},Judul\nEV-1,pkl,A,2026-07-29,B\n".encode())

    assert told(workspace) == ["schedules/a.csv:1:5: the column 'Judul' stands twice; take one of them away"]


@pytest.mark.parametrize("content", [b"", b"\n", b"EV-1,pkl,A,2026-07-29\n", b"event_id,jenis\n"])
def test_a_table_without_its_headings_is_told_once(tmp_path: Path, content: bytes) -> None:
    workspace = saved(tmp_path, content)

    assert [str(problem).partition(";")[0] for problem in workspace.problems] == [
        "schedules/a.csv:1:1: the first row must name the columns"
    ]


@pytest.mark.parametrize("content", [HEADER.encode("utf-16"), b"PK\x03\x04\x00\x00", b"caf\x81\xff\n"])
def test_what_is_no_text_is_told_how_to_be_saved(tmp_path: Path, content: bytes) -> None:
    assert told(saved(tmp_path, content)) == [
        "schedules/a.csv:1:1: this is no table in text form; save the sheet as 'CSV UTF-8'"
    ]


@pytest.mark.parametrize(
    ("labels", "values", "text"),
    [
        ("Siswa|Guru", "1", "there are 2 labels for 1 figures; write as many"),
        ("", "12", "there are 0 labels for 1 figures; write as many"),
    ],
)
def test_each_figure_has_its_label(tmp_path: Path, labels: str, values: str, text: str) -> None:
    rows = f"{HEADER},angka_label,angka_nilai\nEV-1,pkl,A,2026-07-29,{labels},{values}\n"

    assert told(read(tmp_path, a_csv=rows)) == [f"schedules/a.csv:2:6: {text}"]


@pytest.mark.parametrize(("zone", "fits"), [("WIB", True), ("wib", True), ("", True), ("WITA", False), ("GMT", False)])
def test_times_of_another_zone_are_told(tmp_path: Path, zone: str, fits: bool) -> None:  # noqa: FBT001 - a table's column
    workspace = read(tmp_path, a_csv=f"{HEADER},zona\nEV-1,pkl,A,2026-07-29,{zone}\n")

    assert (len(workspace.events) == 1) is fits
    assert bool(workspace.problems) is not fits


def test_a_table_and_a_yaml_file_say_the_same_event_in_the_same_way(tmp_path: Path) -> None:
    yaml = "events:\n  - {id: EV-1, kind: pkl, title: A, date: 2026-07-29, consent: lengkap}\n"

    from_yaml = read(tmp_path / "a", a_yaml=yaml).events
    from_table = read(tmp_path / "b", a_csv=f"{HEADER},izin_foto\nEV-1,Magang,A,29/07/2026,lengkap\n").events

    assert from_yaml == from_table


def test_many_rows_are_read_without_losing_one(tmp_path: Path) -> None:
    rows = "".join(f"EV-{n},pkl,Judul {n},2026-07-29\n" for n in range(3000))

    assert len(read(tmp_path, a_csv=f"{HEADER}\n{rows}").events) == 3000


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_the_reader_fall_over(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    saved(tmp_path_factory.getbasetemp() / "bytes", HEADER.encode() + b"\n" + content)


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=6), max_size=5))
def test_whatever_is_in_the_cells_each_row_is_an_event_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER.split(","), *rows])
    workspace = saved(tmp_path_factory.getbasetemp() / "cells", text.getvalue().encode())

    filled = sum(any(cell.strip() for cell in row) for row in rows)
    places = {problem.place.line for problem in workspace.problems}
    assert len(workspace.events) + len(places) == filled
