"""brandbot events import: what is new and changed comes in, all else stays, and each row says what became of it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from school import at, config_of, make_school, without_events
from workbook_fixtures import ods, xlsx

from brandbot.cli import main
from brandbot.errors import Mistakes
from brandbot.operate.importing import FILE, Import, Outcome, import_events
from brandbot.service import Service

HEADER = ("event_id", "jenis", "judul", "tanggal", "mitra")
DAY = dt.date(2026, 10, 3)
NEW = ("EV-X1", "kunjungan", "Kunjungan industri", DAY, "bengkel-rekaan-jaya")
TEXT = "event_id;jenis;judul;tanggal;mitra\r\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("import") / "school")


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Iterator[Service]:
    """The sample school without its events."""
    folder = without_events(Path(shutil.copytree(original, tmp_path / "school")))
    service = Service(config_of(folder), {})
    yield service
    service.close()


def outcomes(done: Import) -> list[tuple[int, str, str]]:
    return [(row.place.line, row.id, str(row.outcome)) for row in done.rows]


def given(school: Service, text: str, name: str = "kegiatan.csv") -> Path:
    """A table outside the workspace."""
    file = school.config.root.parent / name
    file.write_bytes(text.encode())
    return file


def table(school: Service) -> Path:
    return school.config.root / FILE


def test_new_rows_come_in_and_a_second_import_changes_nothing(school: Service) -> None:
    file = given(
        school, f"{TEXT}EV-X1;kunjungan;Kunjungan;3/10/2026;bengkel-rekaan-jaya\r\n;;;;\r\nEV-X2;pkl;PKL;4/10/2026;\r\n"
    )

    assert outcomes(import_events(school, file)) == [(2, "EV-X1", "new"), (4, "EV-X2", "new")]
    before = table(school).read_bytes()
    again = import_events(school, file)
    assert outcomes(again) == [(2, "EV-X1", "unchanged"), (4, "EV-X2", "unchanged")]
    assert not again.written
    assert table(school).read_bytes() == before
    assert before.startswith(b"\xef\xbb\xbfevent_id;jenis;judul;tanggal;mitra\r\n")


def test_the_same_rows_from_csv_xlsx_and_ods_are_the_same_import(school: Service) -> None:
    folder = school.config.root.parent
    (folder / "a.xlsx").write_bytes(xlsx([HEADER, NEW]))
    (folder / "a.ods").write_bytes(ods([HEADER, NEW]))
    text = given(school, f"{TEXT}EV-X1;kunjungan;Kunjungan industri;03/10/2026;bengkel-rekaan-jaya\r\n")

    assert outcomes(import_events(school, folder / "a.xlsx")) == [(2, "EV-X1", "new")]
    assert outcomes(import_events(school, text)) == [(2, "EV-X1", "unchanged")]
    assert outcomes(import_events(school, folder / "a.ods")) == [(2, "EV-X1", "unchanged")]


def test_only_the_changed_row_is_written_and_everything_else_stays_as_the_person_left_it(school: Service) -> None:
    import_events(school, given(school, f"{TEXT}EV-X1;kunjungan;Lama;3/10/2026;\r\nEV-X2;pkl;PKL;4/10/2026;\r\n"))
    edited = (
        "Catatan Humas;;\r\nevent_id;judul;jenis;tanggal\r\nEV-X2;PKL milik saya;pkl;4/10/2026\r\n;;;\r\n"
        "EV-X1;Lama;kunjungan;3/10/2026\r\nsalah;tanpa;tanggal;\r\n"
    )
    table(school).write_bytes(edited.encode("cp1252"))
    done = import_events(school, given(school, f"{TEXT}EV-X1;kunjungan;Baru;3/10/2026;bengkel-rekaan-jaya\r\n"))

    assert outcomes(done) == [(2, "EV-X1", "changed")]
    assert table(school).read_text("utf-8-sig").splitlines() == [
        "Catatan Humas;;",
        "event_id;judul;jenis;tanggal;mitra",
        "EV-X2;PKL milik saya;pkl;4/10/2026",
        ";;;",
        "EV-X1;Baru;kunjungan;3/10/2026;bengkel-rekaan-jaya",
        "salah;tanpa;tanggal;",
    ]
    assert {event.title for event in school.read().events} == {"Baru", "PKL milik saya"}


def test_a_refused_row_names_itself_and_costs_no_other(school: Service) -> None:
    done = import_events(
        school, given(school, f"{TEXT}EV-X1;pkl;A;besok;\r\nEV-X2;pkl;B;4/10/2026;\r\nEV-X2;pkl;C;5/10/2026;\r\n")
    )

    assert outcomes(done) == [(2, "", "refused"), (3, "EV-X2", "new"), (4, "EV-X2", "refused")]
    assert str(done.rows[0].reasons[0]).startswith("'besok' is no date")
    assert "stands at kegiatan.csv:3:1 already" in str(done.rows[2].reasons[0])


def test_an_event_of_a_persons_own_file_is_never_rewritten(school: Service) -> None:
    own = school.config.root / "schedules" / "milik-saya.yaml"
    own.write_text("events:\n  - {id: EV-X1, kind: pkl, title: Milik saya, date: 2026-10-03}\n", encoding="utf-8")
    done = import_events(school, given(school, f"{TEXT}EV-X1;pkl;Lain;3/10/2026;\r\n"))

    assert outcomes(done) == [(2, "EV-X1", "refused")]
    assert "stands at schedules/milik-saya.yaml:2:5" in str(done.rows[0].reasons[0])
    assert not table(school).exists()


def test_a_possible_duplicate_comes_in_and_is_held_beside_the_first(school: Service) -> None:
    import_events(school, given(school, f"{TEXT}EV-X1;kunjungan;Kunjungan;3/10/2026;bengkel-rekaan-jaya\r\n"))
    file = given(school, f"{TEXT}BARU-9;kunjungan;Ke bengkel;3/10/2026;Bengkel Rekaan Jaya\r\n")
    done = import_events(school, file)

    assert outcomes(done) == [(2, "BARU-9", "held")]
    assert "kegiatan.csv:2:1 and schedules/impor.csv:2:1" in str(done.rows[0].reasons[0])
    assert {event.id for event in school.read().events} == {"EV-X1", "BARU-9"}
    assert {
        held.event_id
        for held in school.planning.wanted(school.read(), at("2026-09-01T08:00")).held
        if "looks like" in str(held.reason)
    } == {"BARU-9"}
    assert outcomes(import_events(school, file)) == [(2, "BARU-9", "held")]


def test_a_dry_run_tells_the_same_and_writes_nothing(school: Service) -> None:
    done = import_events(school, given(school, f"{TEXT}EV-X1;pkl;A;3/10/2026;\r\n"), dry=True)

    assert (outcomes(done), done.written, table(school).exists()) == ([(2, "EV-X1", "new")], False, False)


def test_a_table_that_cant_be_read_is_not_written_over(school: Service) -> None:
    table(school).write_text('event_id;jenis;judul;tanggal\r\nEV-1;pkl;"A "b";3/10/2026\r\n', encoding="utf-8")

    with pytest.raises(Mistakes):
        import_events(school, given(school, f"{TEXT}EV-X1;pkl;A;3/10/2026;\r\n"))
    assert '"A "b"' in table(school).read_text(encoding="utf-8")


def test_no_cell_that_is_written_runs_as_a_formula(school: Service) -> None:
    import_events(school, given(school, f"{TEXT}EV-X1;pkl;'=1+1;3/10/2026;\r\nEV-X2;pkl;@contoh -5;4/10/2026;\r\n"))

    assert [event.title for event in school.read().events] == ["=1+1", "@contoh -5"]
    assert table(school).read_text("utf-8-sig").splitlines()[1:] == [
        "EV-X1;pkl;'=1+1;3/10/2026;".removesuffix(";"),
        "EV-X2;pkl;'@contoh -5;4/10/2026",
    ]


def test_the_command_tells_each_row_in_indonesian_and_ends_with_1_where_one_was_refused(
    school: Service, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school.config.root), "events", "import", *words])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), capsys.readouterr().out

    monkeypatch.setenv("COLUMNS", "200")
    file = str(given(school, f"{TEXT}EV-X1;pkl;A;besok;\r\nEV-X2;pkl;B;4/10/2026;\r\n"))
    code, said = run(file)
    assert code == 1
    assert said.splitlines() == [
        "kegiatan.csv:2: ditolak",
        "   'besok' bukan tanggal; tulislah seperti 2026-07-29 atau 29/07/2026",
        "kegiatan.csv:3 EV-X2: baru",
        "1 baru, 0 berubah, 0 tetap, 0 ditahan, mungkin ganda, 1 ditolak",
        "Ditulis ke schedules/impor.csv; berkas itu boleh Anda sunting.",
    ]
    code, said = run(file, "--json")
    found = json.loads(said)
    assert (code, found["unchanged"], found["refused"], found["rows"][1]["outcome"]) == (1, 1, 1, "unchanged")
    assert run(str(given(school, f"{TEXT}EV-X2;pkl;B;4/10/2026;\r\n")))[0] == 0
    assert run("tidak-ada.xlsx")[0] == 1


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_taken_and_the_second_time_nothing_changes(school: Service) -> None:
    rows = [(f"EV-{n}", "pkl", f"PKL {n}", DAY + dt.timedelta(days=n % 20_000), "") for n in range(100_000)]
    file = school.config.root.parent / "banyak.xlsx"
    file.write_bytes(xlsx([HEADER, *rows]))

    first, again = import_events(school, file), import_events(school, file)

    assert (first.count(Outcome.NEW), again.count(Outcome.UNCHANGED)) == (100_000, 100_000)
