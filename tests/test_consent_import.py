"""brandbot consent import: rows come into the register once, each says what became of it, and nothing leaves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from school import at, config_of, make_school
from workbook_fixtures import Cell, ods, xlsx

from brandbot.cli import main
from brandbot.errors import Mistakes, Refused
from brandbot.model import Permission, Scope
from brandbot.operate.articles import write_articles
from brandbot.operate.audit import is_whole
from brandbot.operate.backup import back_up
from brandbot.operate.consent_import import FILE, import_consents
from brandbot.operate.handing_out import hand_out_register
from brandbot.operate.importing import Import
from brandbot.operate.package import write_packages
from brandbot.service import Service
from brandbot.sources.consent import read_permissions, read_register
from brandbot.wording import Wording

NOW = at("2026-11-02 08:00")
HEADER = ("orang", "nama", "lingkup", "kanal", "diberi_oleh", "cara", "tanggal", "berlaku_sampai", "dicabut")
ROW: tuple[Cell, ...] = (
    "2627-014",
    "Bagas F.",
    "foto|nama",
    "",
    "Ibu Rekaan",
    "formulir, map B",
    dt.date(2026, 7, 20),
    dt.date(2027, 6, 30),
    "",
)
TEXT = ";".join(HEADER) + "\r\n"
LINE = "2627-014;Bagas F.;foto|nama;;Ibu Rekaan;formulir, map B;20/07/2026;30/06/2027;\r\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("consent") / "school")


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Iterator[Service]:
    service = Service(config_of(Path(shutil.copytree(original, tmp_path / "school"))), {})
    yield service
    service.close()


def take(school: Service, text: str, *, dry: bool = False) -> Import:
    file = school.config.root.parent / "izin.csv"
    file.write_bytes(text.encode())
    return import_consents(school, file, "Humas", NOW, dry=dry)


def outcomes(done: Import) -> list[tuple[int, str, str]]:
    return [(row.place.line, row.id, str(row.outcome)) for row in done.rows]


def reasons(done: Import) -> list[str]:
    return [Wording("id").say(reason) for row in done.rows for reason in row.reasons]


def table(school: Service) -> Path:
    return school.config.root / FILE


def test_new_rows_come_in_and_a_second_import_changes_nothing(school: Service) -> None:
    assert outcomes(take(school, TEXT + LINE + ";;;;;;;;\r\n")) == [(2, "2627-014", "new")]
    before = table(school).read_bytes()
    audit = (school.config.root / "consent" / "audit.jsonl").read_bytes()

    again = take(school, TEXT + LINE)

    assert outcomes(again) == [(2, "2627-014", "unchanged")]
    assert not again.written
    assert table(school).read_bytes() == before
    assert (school.config.root / "consent" / "audit.jsonl").read_bytes() == audit
    assert school.read().register.allows("Bagas F.", Scope.PHOTO, "facebook", dt.date(2026, 11, 2))


def test_the_same_rows_from_csv_xlsx_and_ods_are_the_same_import(school: Service) -> None:
    folder = school.config.root.parent
    (folder / "a.xlsx").write_bytes(xlsx([HEADER, ROW]))
    (folder / "a.ods").write_bytes(ods([HEADER, ROW]))

    assert outcomes(import_consents(school, folder / "a.xlsx", "H", NOW)) == [(2, "2627-014", "new")]
    assert outcomes(take(school, TEXT + LINE)) == [(2, "2627-014", "unchanged")]
    assert outcomes(import_consents(school, folder / "a.ods", "H", NOW)) == [(2, "2627-014", "unchanged")]


@pytest.mark.parametrize("name", ["izin.xlsx", "izin.ods", "izin.csv"])
def test_the_folder_takes_workbooks_as_they_are(school: Service, name: str) -> None:
    folder = school.config.root / "consent"
    folder.mkdir()
    content = {"izin.xlsx": xlsx([HEADER, ROW]), "izin.ods": ods([HEADER, ROW]), "izin.csv": (TEXT + LINE).encode()}
    (folder / name).write_bytes(content[name])
    (folder / f"~{name}").write_bytes(b"open in a spreadsheet program")

    found, problems = read_register(school.config.root)

    assert problems == ()
    assert found.people("bagas f.") == {"2627-014"}
    assert outcomes(take(school, TEXT + LINE)) == [(2, "2627-014", "unchanged")]
    assert not table(school).exists()


def test_a_changed_row_is_replaced_and_all_else_stays(school: Service) -> None:
    take(school, TEXT + LINE)
    own = table(school).read_bytes() + b"2627-020;;foto;;Ayah;WA;21/07/2026;;\r\n"
    table(school).write_bytes(own)

    done = take(school, TEXT + LINE.replace("30/06/2027", "31/12/2026"))

    assert outcomes(done) == [(2, "2627-014", "changed")]
    assert table(school).read_text("utf-8-sig").splitlines()[1:] == [
        "2627-014;Bagas F.;foto|nama;;Ibu Rekaan;formulir, map B;20/07/2026;31/12/2026;",
        "2627-020;;foto;;Ayah;WA;21/07/2026;;",
    ]


def test_a_consent_of_another_day_scope_or_channel_is_another_row(school: Service) -> None:
    take(school, TEXT + LINE)
    more = [LINE.replace("20/07", "21/08"), LINE.replace("foto|nama", "video"), LINE.replace(";;Ibu", ";facebook;Ibu")]
    assert {outcome for _, _, outcome in outcomes(take(school, TEXT + "".join(more)))} == {"new"}
    assert len(table(school).read_text("utf-8-sig").splitlines()) == 5


def test_what_was_taken_back_is_not_given_back_by_an_older_sheet(school: Service) -> None:
    taken = take(school, TEXT + LINE.replace(";\r\n", ";02/10/2026\r\n"))
    assert "brandbot consent withdraw 2627-014" in reasons(taken)[0]

    done = take(school, TEXT + LINE)

    assert outcomes(done) == [(2, "2627-014", "refused")]
    assert "sudah dicabut pada Jumat, 2 Oktober 2026 (consent/impor.csv:2:1)" in reasons(done)[0]
    assert not school.read().register.allows("2627-014", Scope.PHOTO, "facebook", dt.date(2026, 11, 2))


def test_the_schools_own_files_are_never_rewritten(school: Service) -> None:
    (school.config.root / "consent").mkdir()
    own = school.config.root / "consent" / "izin.csv"
    own.write_text(TEXT + LINE, encoding="utf-8")

    done = take(school, TEXT + LINE.replace("30/06/2027", "31/12/2026"))

    assert outcomes(done) == [(2, "2627-014", "refused")]
    assert "consent/izin.csv:2:1" in reasons(done)[0]
    assert not table(school).exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a;;fotoo;;Ibu;ya;01/07/2026;;", "kolom C: 'fotoo' tidak dikenal di sini; maksud Anda 'foto'?"),
        ("a;;;;Ibu;ya;31/02/2026;;", "kolom G: "),
        ("a;;;;;;;;", "kolom E: izin harus bisa dibuktikan; tulis siapa yang memberi, caranya, dan tanggalnya"),
        ("=A1;;;;Ibu;ya;01/07/2026;;", "kolom A: di sini ada rumus tanpa hasilnya; salin sel ini"),
        (
            "a;;;;Ibu;ya;01/07/2026;;;lain",
            "kolom J: di sini ada isi di luar tabel; beri kolomnya judul, atau kosongkan selnya",
        ),
    ],
)
def test_a_refused_row_names_its_row_its_column_and_the_cure(school: Service, line: str, reason: str) -> None:
    done = take(school, f"{TEXT}{LINE}{line}\r\n")
    assert outcomes(done)[0] == (2, "2627-014", "new")
    assert [(row.place.line, str(row.outcome)) for row in done.rows[1:]] == [(3, "refused")]
    [said] = reasons(done)
    assert reason in said


def test_two_rows_that_contradict_each_other_cost_the_second(school: Service) -> None:
    done = take(school, TEXT + LINE + LINE + LINE.replace("Ibu", "Ayah"))
    assert [outcome for _, _, outcome in outcomes(done)] == ["new", "unchanged", "refused"]
    assert len(table(school).read_text("utf-8-sig").splitlines()) == 2


@pytest.mark.parametrize("head", ["orang;lingkap", "orang;dicabut;dicabut"])
def test_a_column_that_may_limit_the_consent_is_never_overlooked(school: Service, head: str) -> None:
    done = take(school, f"{head}\r\n2627-014;foto;foto\r\n")
    assert [outcome for _, _, outcome in outcomes(done)] == ["refused"]
    assert not table(school).exists()


def test_a_dry_run_writes_nothing_and_a_spoilt_table_is_not_written_over(school: Service) -> None:
    assert outcomes(take(school, TEXT + LINE, dry=True)) == [(2, "2627-014", "new")]
    assert not (school.config.root / "consent").exists()
    table(school).parent.mkdir()
    table(school).write_text("bukan daftar\r\n", encoding="utf-8")
    with pytest.raises(Mistakes):
        take(school, TEXT + LINE)
    assert table(school).read_text(encoding="utf-8") == "bukan daftar\n"


def test_the_form_holds_nobody_until_it_is_filled_in(school: Service, tmp_path: Path) -> None:
    file = tmp_path / "izin.xlsx"
    hand_out_register(school, file)
    assert import_consents(school, file, "H", NOW).rows == ()

    book = load_workbook(file)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    assert {str(one.sqref) for one in sheet.data_validations.dataValidation} == {"C2:C1000", "D2:D1000"}
    sheet["A2"] = "2627-014"
    book.save(file)
    assert outcomes(import_consents(school, file, "H", NOW)) == [(2, "2627-014", "new")]
    with pytest.raises(Refused):
        hand_out_register(school, file)


def test_what_was_imported_is_in_the_audit_and_leaves_with_no_backup_package_or_article(
    school: Service, tmp_path: Path
) -> None:
    take(school, TEXT + LINE.replace("Ibu Rekaan", "Wali Rahasia"))
    root = school.config.root
    back_up(school, tmp_path / "others.zip", NOW)
    write_packages(school, [], tmp_path / "package", at("2026-08-31 08:00"))
    write_articles(school, [], tmp_path / "web")

    assert is_whole(root)
    assert "Wali Rahasia" not in (root / "consent" / "audit.jsonl").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "others.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held |= {
        str(file): file.read_bytes() for file in tmp_path.glob("*/**/*") if file.is_file() and root not in file.parents
    }
    assert [name for name, content in held.items() if b"Wali Rahasia" in content or "consent" in Path(name).parts] == []


WORDS = st.text(st.sampled_from("aB '’|;,\"=+-@\t\n1é"), min_size=1, max_size=12).filter(lambda text: text.strip())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=5))
def test_whatever_stands_in_the_cells_a_second_import_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, original: Path, people: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    rows: list[tuple[Cell, ...]] = [
        (person, name, "foto", "", giver, "formulir", dt.date(2026, 7, 20), "", "") for person, name, giver in people
    ]
    (folder / "a.xlsx").write_bytes(xlsx([HEADER, *rows]))
    root = folder / "school"
    (root / "consent").mkdir(parents=True)
    school = Service(dataclasses.replace(config_of(original), root=root), {})
    try:
        first = import_consents(school, folder / "a.xlsx", "H", NOW)
        before = sorted((file.name, file.read_bytes()) for file in (root / "consent").iterdir())
        second = import_consents(school, folder / "a.xlsx", "H", NOW)
    finally:
        school.close()

    assert sorted((file.name, file.read_bytes()) for file in (root / "consent").iterdir()) == before
    assert not second.written
    assert [str(row.outcome) for row in second.rows] == [
        "unchanged" if str(row.outcome) == "new" else str(row.outcome) for row in first.rows
    ]


def test_the_commands_say_what_became_of_it(
    school: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school.config.root), *words])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), capsys.readouterr().out

    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "izin.csv"
    file.write_text(TEXT + LINE + "b;;fotoo;;Ibu;ya;01/07/2026;;\r\n", encoding="utf-8")
    code, out = run("consent", "import", str(file), "--by", "Humas")
    assert code == 1
    assert "izin.csv:2 2627-014: baru" in out
    assert "izin.csv:3: ditolak" in out
    assert "consent/impor.csv" in out
    code, out = run("consent", "import", str(file), "--json")
    assert json.loads(out)["unchanged"] == 1
    code, out = run("consent", "template", "--out", str(tmp_path / "lembar.xlsx"))
    assert (code, (tmp_path / "lembar.xlsx").exists()) == (0, True)


def test_a_row_stands_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "izin.xlsx"
    file.write_bytes(xlsx([("Daftar izin",), HEADER, ROW]))
    problems: list[object] = []
    [row] = read_permissions(file, "izin.xlsx", [])
    assert problems == []
    assert isinstance(row, Permission)
    assert (row.place.path, row.place.line) == ("izin.xlsx", 3)
