"""consent/*.csv: what a spreadsheet program saves becomes the register; a wrong row allows nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sources_fixtures import CHANNELS, ELEMENTS, WIB, write

from brandbot.model import Blur, Permission, Place, Register, Scope
from brandbot.sources import read_workspace, workspace_files
from brandbot.sources.consent import read_register
from brandbot.sources.mistakes import Wrong
from brandbot.sources.phrases import parse_blur

HEAD = "orang;nama;lingkup;kanal;diberi_oleh;cara;tanggal;berlaku_sampai;dicabut\r\n"
ROW = "2627-014;Nur 'Aini;foto|nama;facebook;Ibu Siti;formulir;20/07/2026;30/06/2027;\r\n"


def register(folder: Path, text: str, encoding: str = "utf-8-sig") -> tuple[Register, list[str]]:
    (folder / "consent").mkdir()
    (folder / "consent" / "izin.csv").write_bytes(text.encode(encoding))
    found, problems = read_register(folder)
    return found, [f"{problem.place}: {problem.message}" for problem in problems]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_table_of_excel_is_read_however_it_is_saved(tmp_path: Path, encoding: str, mark: str) -> None:
    found, problems = register(tmp_path, (HEAD + ROW + ";;;;;;;;\r\n").replace(";", mark), encoding)

    assert problems == []
    assert found == Register.of(
        [
            Permission(
                person="2627-014",
                name="Nur 'Aini",
                scopes=frozenset({Scope.PHOTO, Scope.NAME}),
                channels=frozenset({"facebook"}),
                given_by="Ibu Siti",
                how="formulir",
                given=dt.date(2026, 7, 20),
                until=dt.date(2027, 6, 30),
            )
        ]
    )


def test_a_withdrawal_needs_no_more_than_who_and_when(tmp_path: Path) -> None:
    found, problems = register(tmp_path, "person,withdrawn\n2627-014,2026-11-02\n")

    assert problems == []
    assert found.lapsed("2627-014", Scope.VIDEO, "instagram", dt.date(2026, 11, 3))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "a;;;;;;;;\r\n", "izin.csv:2:5: a consent must be provable; write who gave it, how and when"),
        (HEAD + "a;;;;Ibu;;01/07/2026;;\r\n", "izin.csv:2:6: a consent must be provable"),
        (HEAD + ROW + "a;;fotoo;;Ibu;ya;01/07/2026;;\r\n", "izin.csv:3:3: 'fotoo' is not known here"),
        (HEAD + "a;;;;Ibu;ya;31/02/2026;;\r\n", "izin.csv:2:7: there is no day '31/02/2026'"),
        ("orang;lingkap\r\na;foto\r\n", "izin.csv:1:2: there is no key 'lingkap' here; did you mean 'lingkup'?"),
        ("nama;dicabut\r\nA;01/07/2026\r\n", "izin.csv:1:1: the first row must name the columns; it lacks: orang"),
        ("", "izin.csv:1:1: this is no table in text form"),
    ],
)
def test_a_wrong_row_is_told_and_allows_nothing(tmp_path: Path, text: str, told: str) -> None:
    found, problems = register(tmp_path, text)

    assert len(problems) == 1
    assert f"consent/{told}" in problems[0]
    assert not found.people("a")


def test_the_register_belongs_to_the_workspace_and_a_change_of_it_is_seen(tmp_path: Path) -> None:
    write(tmp_path, {"consent/izin.csv": HEAD + ROW, "consent/~izin.csv": "x", "consent/.hidden.csv": "x"})
    workspace = read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS)

    assert workspace.register.people("nur ’aini") == {"2627-014"}
    assert tmp_path / "consent" / "izin.csv" in workspace_files(tmp_path)
    assert not [file for file in workspace_files(tmp_path) if file.name.startswith(("~", "."))]


def test_an_event_names_who_is_seen_and_what_is_blurred(tmp_path: Path) -> None:
    csv = "id,kind,title,date,orang_di_foto,buram\nA,pkl,Judul,2026-08-12,p1|p2|p1,wajah\n"
    yaml = "events:\n  - {id: B, kind: pkl, title: J, date: 2026-08-12, subjects: [p1], blur: [[0.1, 0.2, 0.3, 0.4]]}\n"
    write(tmp_path, {"schedules/a.csv": csv, "schedules/b.yaml": yaml})
    workspace = read_workspace(tmp_path, CHANNELS, WIB, ELEMENTS)

    assert [(event.subjects, event.blur) for event in workspace.events] == [
        (("p1", "p2"), Blur(faces=True)),
        (("p1",), Blur(boxes=((0.1, 0.2, 0.3, 0.4),))),
    ]
    assert workspace.events[0].subjects == ("p1", "p2")


@pytest.mark.parametrize(
    ("written", "blur"),
    [
        ("faces", Blur(faces=True)),
        ("0,1 0.2 0.3 0.9", Blur(boxes=((0.1, 0.2, 0.3, 0.8),))),
        ([["0.1", "0.2", "0.3", "0.1"], "Wajah"], Blur(faces=True, boxes=((0.1, 0.2, 0.3, 0.1),))),
    ],
)
def test_what_is_blurred_is_said_in_a_word_or_in_boxes(written: object, blur: Blur) -> None:
    assert parse_blur(written) == blur


@pytest.mark.parametrize(
    "written",
    ["muka", {"a": "b"}, [["0.1"]], [["0.1", "0.1", "0", "0.1"]], [["0.1", ["0.1"], "0.1", "0.1"]], "1 1 1 1"],
)
def test_what_hides_nobody_is_refused(written: object) -> None:
    with pytest.raises(Wrong, match="nothing to blur"):
        parse_blur(written)


def test_the_place_of_a_row_is_kept(tmp_path: Path) -> None:
    found, _ = register(tmp_path, HEAD + ROW)

    (rows,) = found._rows.values()
    assert [row.place for row in rows] == [Place("consent/izin.csv", 2)]
