"""A batch through the whole line: one carousel, and a pupil who comes late goes out with nobody a second time."""

from __future__ import annotations

from pathlib import Path

from school import at, config_of, dry_accounts, make_school, service

ROW = "P{n};pkl;PKL {name};11/01/2027;hotel-contoh;Perhotelan;{name} Rekaan;tidak_perlu;disetujui;departure\n"
HEAD = "id;jenis;judul;tanggal;mitra;jurusan;siswa;izin foto;persetujuan;tahap\n"
RULES = "rules:\n  - {kinds: [pkl], channels: [facebook], time: 18.30, batch: mitra}\n"


def rows(*names: str) -> str:
    return HEAD + "".join(ROW.format(n=n, name=name) for n, name in enumerate(names))


def test_who_comes_after_the_carousel_went_out_goes_out_alone(tmp_path: Path) -> None:
    school = make_school(tmp_path / "school")
    schedules = school / "schedules"
    for file in schedules.iterdir():
        file.unlink()
    (schedules / "rules.yaml").write_text(RULES, encoding="utf-8")
    (schedules / "pkl.csv").write_text(rows("Ani", "Budi", "Cici"), encoding="utf-8")
    accounts = dry_accounts(config_of(school))
    with service(config_of(school), accounts) as running:
        running.tick(at("2027-01-11 08:00"))
        running.tick(at("2027-01-11 18:31"))
        (schedules / "pkl.csv").write_text(rows("Ani", "Budi", "Cici", "Didi", "Euis"), encoding="utf-8")
        running.tick(at("2027-01-12 08:00"))
        running.tick(at("2027-01-12 18:31"))

    first, second = accounts["facebook"].live
    assert (len(first.renditions), len(second.renditions)) == (5, 4)
    named = [
        [name for name in ("Ani", "Budi", "Cici", "Didi", "Euis") if name in one.caption] for one in (first, second)
    ]
    assert named == [["Ani", "Budi", "Cici"], ["Didi", "Euis"]]
    assert [rendition.alt_text.count("Budi") for rendition in first.renditions] == [0, 0, 1, 0, 0]
