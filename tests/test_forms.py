"""Sheets that are handed out are read back without a mistake, and no cell of them runs as a formula."""

from __future__ import annotations

import dataclasses
import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from school import config_of, make_school
from workbook_fixtures import Cell, xlsx

from brandbot.cells import neutral, plain
from brandbot.cli import main
from brandbot.errors import Message, Refused
from brandbot.model import Approval
from brandbot.operate.asking import add_event
from brandbot.operate.forms import Column, write_form
from brandbot.operate.handing_out import hand_out
from brandbot.operate.importing import import_events
from brandbot.service import Service
from brandbot.sources.feedback import Group, Mean, means, read_feedback
from brandbot.wording import Wording


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("forms") / "school")


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Iterator[Service]:
    service = Service(config_of(Path(shutil.copytree(original, tmp_path / "school"))), {})
    yield service
    service.close()


def first_sheet(file: Path) -> Worksheet:
    sheet = load_workbook(file).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_form_of_every_kind_is_read_back_without_a_mistake(school: Service, tmp_path: Path) -> None:
    """As handed out it holds no event; with the example's mark replaced by an id it holds just that one."""
    for number, kind in enumerate(school.read().templates):
        file = tmp_path / f"{kind}.xlsx"
        hand_out(school, kind, file)

        assert import_events(school, file, dry=True).rows == ()
        book = load_workbook(file)
        book.worksheets[0]["A2"] = f"FORM-{number}"
        book.save(file)
        rows = import_events(school, file, dry=True).rows
        assert [(str(row.outcome), row.reasons) for row in rows] == [("new", ())], kind


def test_a_form_has_drop_down_lists_and_keeps_text_as_text(school: Service, tmp_path: Path) -> None:
    hand_out(school, "pkl", tmp_path / "f.xlsx")
    book = load_workbook(tmp_path / "f.xlsx")
    sheet = first_sheet(tmp_path / "f.xlsx")
    headings = {cell.value: cell.coordinate.rstrip("1") for cell in sheet[1]}
    lists = {str(found.sqref)[0]: str(found.formula1) for found in sheet.data_validations.dataValidation}

    assert {headings[name] for name in ("jenis", "mitra", "persetujuan", "izin_foto", "kanal")} <= lists.keys()
    assert [page.sheet_state for page in book.worksheets] == ["visible", "visible", "hidden"]
    assert sheet.column_dimensions[headings["event_id"]].number_format == "@"
    assert sheet.cell(2, 1).value == "CONTOH"


def test_no_cell_of_a_form_runs_as_a_formula(tmp_path: Path) -> None:
    write_form(tmp_path / "f.xlsx", "A", [Column("=1+1", "@x", "-2", choices=["+3", "\tx"])], Wording())
    cells = [cell for sheet in load_workbook(tmp_path / "f.xlsx") for row in sheet for cell in row]

    assert "f" not in {cell.data_type for cell in cells}
    assert {"'=1+1", "'@x", "'-2", "'+3"} <= {cell.value for cell in cells}


@given(st.text(st.sampled_from("'=+-@\t\rax "), max_size=6))
def test_what_was_neutralised_is_read_as_it_was_meant(text: str) -> None:
    assert plain(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(("kind", "name"), [("pkll", "a.xlsx"), ("pkl", "a.csv"), ("pkl", "there.xlsx")])
def test_a_form_that_cant_be_written_is_refused(school: Service, tmp_path: Path, kind: str, name: str) -> None:
    (tmp_path / "there.xlsx").write_text("milik orang")

    with pytest.raises(Refused):
        hand_out(school, kind, tmp_path / name)
    assert (tmp_path / "there.xlsx").read_text() == "milik orang"


def test_the_questions_come_again_until_the_answer_fits_and_the_event_waits_for_approval(school: Service) -> None:
    answers = {
        "jenis": ["pkll", "pkl"],
        "judul": ["", 'Dua siswa "DKV": = mulai # PKL'],
        "tanggal": ["31/02/2026", "03/10/2026"],
        "mitra": ["bengkel rekaan jayya", "Bengkel Rekaan Jaya"],
        "tokoh": ["H. Budi Rekaan, S.Pd.I., M.Pd., Gr. (Kepala Sekolah)|dr. Ni’mah Contoh"],
        "izin_foto": ["mungkin", "tidak_perlu"],
        "event_id": ["EV-2627-001", ""],
    }
    told: list[str] = []

    def ask(question: Message, default: str) -> str:
        left = answers.get(str(question.fields["heading"]), [])
        return (left.pop(0) if left else "") or default

    event = add_event(school.read(), school.config.root, ask, lambda message: told.append(str(message)))

    assert [text.partition(";")[0] for text in told] == [
        "'pkll' is not known here",
        "'judul' is empty",
        "there is no day '31/02/2026' near our time",
        "'bengkel rekaan jayya' is not in partners.yaml",
        "'mungkin' is not known here",
        "the id 'EV-2627-001' is taken",
    ]
    assert (event.id, event.title, event.approval) == (
        "2026-10-03-dua-siswa-dkv-mulai-pkl",
        'Dua siswa "DKV": = mulai # PKL',
        Approval.PENDING,
    )
    assert event.people[0].name == "H. Budi Rekaan, S.Pd.I., M.Pd., Gr."
    assert event in school.read().events
    assert school.read().mistakes == ()


def test_a_second_event_is_written_below_the_first_and_a_persons_own_ending_is_left_alone(school: Service) -> None:
    def ask(question: Message, default: str) -> str:
        said = {"jenis": "kunjungan", "judul": "Kunjungan", "tanggal": "3/10/2026", "mitra": "bengkel-rekaan-jaya"}
        return said.get(str(question.fields["heading"]), default)

    def add() -> str:
        return add_event(school.read(), school.config.root, ask, lambda _: None).id

    assert (add(), add()) == ("2026-10-03-kunjungan", "2026-10-03-kunjungan-2")
    file = school.config.root / "schedules/tambahan.yaml"
    with file.open("a", encoding="utf-8") as out:
        out.write("rules: []\n")
    before = file.read_text(encoding="utf-8")
    with pytest.raises(Refused):
        add()
    assert file.read_text(encoding="utf-8") == before


def test_the_commands_speak_indonesian(
    school: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*words: str, typed: str = "") -> str:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school.config.root), "events", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as end:
            main()
        assert not end.value.code
        return capsys.readouterr().out

    said = run("add", typed="kunjungan\nKe bengkel\n3/10/2026\nbengkel-rekaan-jaya\n" + "\n" * 12)
    assert "judul, misalnya Enam Siswa DKV Memulai PKL: " in said
    assert "2026-10-03-ke-bengkel ditulis ke schedules/tambahan.yaml dan menunggu persetujuan." in said
    assert str(tmp_path / "f.xlsx") in run("template", "--kind", "pkl", "--out", str(tmp_path / "f.xlsx"))


def test_the_form_for_feedback_is_read_back(school: Service, tmp_path: Path) -> None:
    hand_out(school, "monev", tmp_path / "m.xlsx")

    assert read_feedback(tmp_path / "m.xlsx", "m.xlsx") == ((), ())
    book = load_workbook(tmp_path / "m.xlsx")
    book.worksheets[0]["A2"] = "2026/2027-1"
    book.save(tmp_path / "m.xlsx")
    answers, problems = read_feedback(tmp_path / "m.xlsx", "m.xlsx")
    assert problems == ()
    assert [(one.semester, one.group, one.score, one.scale, one.n) for one in answers] == [
        ("2026/2027-1", Group.PUPILS, 4.2, 5, 31)
    ]


def test_a_mean_weighs_each_answer_by_its_n_and_never_mixes_scales(tmp_path: Path) -> None:
    heading = ("Semester", "Kelompok", "Pertanyaan", "Nilai", "Skala", "n", "Komentar")
    rows: list[tuple[Cell, ...]] = [
        ("2026/2027-1", "siswa", "Puas?", 4, 5, 30, "baik"),
        ("2026/2027-1", "murid", "Puas?", "2,5", 5, 10, None),
        ("2026/2027-1", "murid", "Puas?", 3, 4, 8, None),
        ("2026/2027-1", "guru", "Puas?", 5, 5, 1, None),
    ]
    (tmp_path / "m.xlsx").write_bytes(xlsx([heading, *rows]))
    answers, problems = read_feedback(tmp_path / "m.xlsx", "m.xlsx")

    assert problems == ()
    assert means(answers) == {
        ("2026/2027-1", Group.PUPILS, "Puas?", 5): Mean((4 * 30 + 2.5 * 10) / 40, 5, 40),
        ("2026/2027-1", Group.PUPILS, "Puas?", 4): Mean(3, 4, 8),
        ("2026/2027-1", Group.TEACHERS, "Puas?", 5): Mean(5, 5, 1),
    }
    assert dataclasses.asdict(answers[0])["comment"] == "baik"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026/2028-1;murid;Puas?;4;5;3", "m.csv:2:1: '2026/2028-1' is no semester"),
        ("2026/2027-1;wali;Puas?;4;5;3", "m.csv:2:2: 'wali' is not known here"),
        ("2026/2027-1;murid;;4;5;3", "m.csv:2:3: the question is empty"),
        ("2026/2027-1;murid;Puas?;6;5;3", "m.csv:2:4: '6' is no score from 0 to 5"),
        ("2026/2027-1;murid;Puas?;4;lima;3", "m.csv:2:5: 'lima' is no whole number above 0"),
        ("2026/2027-1;murid;Puas?;4;5;0", "m.csv:2:6: '0' is no whole number above 0"),
    ],
)
def test_a_wrong_answer_is_told_at_its_cell_and_costs_only_its_row(tmp_path: Path, row: str, told: str) -> None:
    head = "semester;kelompok;pertanyaan;nilai;skala;n\r\n"
    (tmp_path / "m.csv").write_text(f"{head}{row}\r\n2026/2027-2;mitra;Puas?;4;5;3\r\n", encoding="utf-8")
    answers, problems = read_feedback(tmp_path / "m.csv", "m.csv")

    assert [one.group for one in answers] == [Group.PARTNERS]
    assert [str(problem).startswith(told) for problem in problems] == [True]


def test_a_sheet_without_the_forms_columns_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("a;b\r\n1;2\r\n", encoding="utf-8")

    assert "take the form anew" in str(read_feedback(tmp_path / "m.csv", "m.csv")[1][0])
    assert len(read_feedback(tmp_path / "tidak-ada.csv", "tidak-ada.csv")[1]) == 1
