"""brandbot partners: exposure, agreements that end, and who still needs a place."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from school import at, config_of, dry_accounts, make_school, service, without_events

from brandbot.cli import main
from brandbot.errors import Refused
from brandbot.operate.partnership import _fits, _given_away, places, standings
from brandbot.pipeline.programmes import Programmes
from brandbot.service import Service

PARTNERS = """\
partners:
  - {id: mesin, name: PT Mesin, programmes: [Teknik Mesin], internship_capacity: 10}
  - {id: dua, name: PT Dua, programmes: [Teknik Mesin, Teknik Komputer & Jaringan], internship_capacity: 6}
  - {id: bebas, name: PT Bebas, internship_capacity: 3}
  - id: lama
    name: PT Lama
    display_name: Lama
    agreements:
      - {kind: MoU, number: 7/2024, start: 2024-01-01, end: 2026-12-31}
"""
PKL = "  - {{id: {}, kind: pkl, title: {}, date: {}, programmes: [{}], partners: [{}], student_count: {}{}}}\n"
EVENTS = (
    "events:\n"
    + "".join(
        PKL.format(*fields)
        for fields in (
            ("A", "Pelepasan PKL", "2026-08-01", "Teknik Mesin", "mesin", 12, ""),
            ("B", "PKL Dimulai", "2026-08-02", "Teknik Komputer dan Jaringan", "dua", 9, ""),
            ("C", "Pembekalan PKL", "2026-07-20", "Teknik Mesin", "mesin", 90, ""),
            ("D", "Monitoring PKL", "2026-10-20", "Teknik Mesin", "mesin", 12, ""),
            ("E", "Penarikan PKL", "2027-01-20", "Teknik Mesin", "mesin", 12, ""),
            ("F", "Pelepasan PKL", "2026-06-30", "Teknik Mesin", "mesin", 50, ""),
            ("G", "Pelepasan PKL", "2026-08-01", "Teknik Mesin", "mesin", 50, ", cancelled: ya"),
        )
    )
    + (
        "  - {id: H, kind: mitra_baru, title: MoU, date: 2026-12-02, partners: [lama], consent: tidak_perlu,"
        " approval: disetujui}\n"
    )
)
NOW = at("2026-12-03 09:00")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = without_events(make_school(tmp_path_factory.mktemp("partners") / "school"))
    (folder / "schedules" / "mine.yaml").write_text(EVENTS, encoding="utf-8")
    (folder / "partners.yaml").write_text(PARTNERS, encoding="utf-8")
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "school"))


@pytest.fixture
def running(school: Path) -> Iterator[Service]:
    config = config_of(school)
    with service(config, dry_accounts(config)) as one:
        assert one.read().problems == ()
        yield one


def test_exposure_and_the_end_of_an_agreement_are_told(running: Service) -> None:
    for now in ("2026-12-02 10:00", "2026-12-02 18:01", "2026-12-02 18:31"):
        running.tick(at(now))

    first, *others = standings(running, NOW)

    assert (first.id, first.posts, first.last_seen) == ("lama", 2, dt.date(2026, 12, 2))
    assert (first.agreement, first.ends, first.days_left, first.warning) == (
        "MoU 7/2024",
        dt.date(2026, 12, 31),
        28,
        30,
    )
    assert {(one.posts, one.last_seen, one.warning) for one in others} == {(0, None, None)}
    assert standings(running, at("2026-12-02 10:00"))[0].posts == 0  # as it was then
    assert standings(running, at("2027-01-02 10:00"))[0].warning == 0


def test_pupils_are_counted_when_they_leave_and_in_this_school_year(running: Service) -> None:
    placed = {one.id: (one.placed, one.capacity) for one in standings(running, NOW)}

    assert placed == {"lama": (0, None), "mesin": (12, 10), "dua": (9, 6), "bebas": (0, 3)}
    assert standings(running, at("2026-06-30 10:00"), "mesin")[0].placed == 50


def test_who_still_needs_a_place_is_what_is_left_when_each_place_is_given_once(running: Service) -> None:
    found = {one.programmes: (one.demand, one.places, one.short) for one in places(running, NOW)}

    # 12 and 9 pupils; ten places for one programme only, six for both, three for anybody
    assert sum(short for _, _, short in found.values()) == 2
    assert found[("Teknik Mesin",)][:2] == (12, 19)
    assert found[("Teknik Komputer & Jaringan",)][:2] == (9, 9)


def test_who_is_at_a_partner_whose_capacity_nobody_wrote_down_has_a_place(school: Path) -> None:
    text = PARTNERS.replace("Jaringan], internship_capacity: 6", "Jaringan]")
    (school / "partners.yaml").write_text(text, encoding="utf-8")
    config = config_of(school)
    with service(config, dry_accounts(config)) as one:
        found = {row.programmes: (row.demand, row.places, row.short) for row in places(one, NOW)}

    assert found[("Teknik Komputer & Jaringan",)] == (9, 12, 0)
    assert found[("Teknik Mesin",)] == (12, 22, 0)  # ten places and three for anybody


def test_one_partner_is_found_by_any_of_its_names(running: Service) -> None:
    assert [one.id for one in standings(running, NOW, "LAMA")] == ["lama"]
    with pytest.raises(Refused, match="no partner 'x'"):
        standings(running, NOW, "x")


def test_on_the_command_line(school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    def brandbot(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school), "partners", *words, "--at", NOW.isoformat()])
        with pytest.raises(SystemExit, match="0"):
            main()
        return capsys.readouterr().out

    told = brandbot()
    assert "berakhir 28 hari lagi" in told
    assert "12 / 10" in told
    assert "Belum mendapat tempat" in told
    assert json.loads(brandbot("lama", "--json"))["partners"][0]["days_left"] == 28
    assert "SUDAH" not in told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Teknik Komputer & Jaringan", "Teknik  komputer dan jaringan"),
        ("Multimedia", "Desain Komunikasi Visual (dahulu Multimedia)"),
        ("Desain Komunikasi Visual (dahulu Multimedia)", "Desain Komunikasi Visual"),
    ],
)
def test_a_programme_is_known_by_its_former_name_too(one: str, other: str) -> None:
    assert Programmes([one]).names([other, one]) == (one,)


def test_all_programmes_at_once_are_none_in_particular() -> None:
    assert Programmes().names(["Semua jurusan", "Teknik Mesin"]) == ("Teknik Mesin",)


rows = st.tuples(st.sampled_from("ABC")) | st.just(())


@given(st.dictionaries(rows, st.integers(0, 20), max_size=4), st.lists(st.tuples(rows, st.integers(0, 20)), max_size=5))
def test_no_place_is_given_twice_and_none_stays_free_while_somebody_who_fits_needs_it(
    demand: dict[tuple[str, ...], int], hosts: list[tuple[tuple[str, ...], int]]
) -> None:
    left = _given_away(demand, hosts)
    given = sum(demand.values()) - sum(left.values())

    assert all(0 <= left[row] <= demand[row] for row in demand)
    assert given <= sum(free for _, free in hosts)
    if any(left[row] for row in demand):
        reachable = sum(free for host, free in hosts if any(left[row] and _fits(row, host) for row in demand))
        assert given >= reachable
