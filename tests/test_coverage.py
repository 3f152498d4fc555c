"""brandbot coverage: what was not shown, and why."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from school import at, config_of, dry_accounts, make_school, service, without_events

from brandbot.cli import main
from brandbot.errors import Mistakes
from brandbot.model import PostState
from brandbot.operate.coverage import coverage_of
from brandbot.service import Service

PARTNERS = """\
partners:
  - {id: satu, name: PT Satu, programmes: [Teknik Mesin]}
  - {id: dua, name: PT Dua, programmes: [Teknik Komputer & Jaringan]}
  - {id: tiga, name: PT Tiga}
"""
EVENT = (
    "  - {{id: {}, kind: {}, title: {}, date: {}, partners: [{}], programmes: [{}], approval: {},"
    " consent: tidak_perlu}}\n"
)
EVENTS = "events:\n" + "".join(
    EVENT.format(*fields)
    for fields in (
        ("A", "mitra_baru", "MoU Satu", "2026-12-01", "satu", "Teknik Mesin", "disetujui"),
        ("B", "kunjungan", "Kunjungan Dua", "2026-12-03", "dua", "Teknik Komputer dan Jaringan", "disetujui"),
        ("C", "mitra_baru", "MoU Tiga", "2026-12-02", "tiga", "Tata Busana", "menunggu"),
        ("D", "kunjungan", "Kunjungan Lama", "2026-11-01", "satu", "Semua jurusan", "disetujui"),
    )
)
PILLARS = "pillars:\n  Mitra: {kinds: [Mitra_Baru], share: 60}\n  Siswa: {kinds: [pkl, apa], share: 40}\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = without_events(make_school(tmp_path_factory.mktemp("coverage") / "school"))
    (folder / "schedules" / "mine.yaml").write_text(EVENTS, encoding="utf-8")
    (folder / "partners.yaml").write_text(PARTNERS, encoding="utf-8")
    config = (folder / "config.yaml").read_text(encoding="utf-8")
    head, _, rest = config.partition("pillars:\n")
    (folder / "config.yaml").write_text(head + PILLARS + rest[rest.index("\nmetrics:") :], encoding="utf-8")
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "school"))


@pytest.fixture
def running(school: Path) -> Iterator[Service]:
    config = config_of(school)
    with service(config, dry_accounts(config)) as one:
        now = at("2026-11-30 08:00")
        while now < at("2026-12-04 08:00"):
            one.tick(now)
            now = one.next_wake(now)
        yield one


def test_what_was_not_shown_is_told_with_its_reason(running: Service) -> None:
    found = coverage_of(running, at("2026-12-04 08:00"))

    assert [(one.event_id, one.day, one.state) for one in found.unposted] == [
        ("D", dt.date(2026, 11, 1), PostState.MISSED),
        ("C", dt.date(2026, 12, 2), PostState.HELD),
    ]
    assert "menunggu persetujuan" in found.unposted[1].why
    assert [(one.name, one.last_seen) for one in found.programmes] == [("Tata Busana", None)]
    assert [(one.name, one.last_seen) for one in found.partners] == [("PT Tiga", None)]


def test_after_thirty_days_one_is_unseen_again(running: Service) -> None:
    seen = {one.name: one.last_seen for one in coverage_of(running, at("2026-12-31 20:00")).partners}
    assert seen == {"PT Tiga": None}

    unseen = {one.name: one.last_seen for one in coverage_of(running, at("2027-01-01 20:00")).partners}
    assert unseen == {"PT Tiga": None, "PT Satu": dt.date(2026, 12, 1)}


def test_shares_count_events_and_what_is_in_no_pillar(running: Service) -> None:
    found = coverage_of(running, at("2026-12-04 08:00"))

    assert [(one.pillar, one.events, one.of, one.target) for one in found.shares] == [
        ("Mitra", 1, 2, 0.6),
        ("Siswa", 0, 2, 0.4),
        ("", 1, 2, None),
    ]
    assert found.unknown == ("apa",)
    assert [one.share for one in coverage_of(running, at("2027-06-01 08:00")).shares] == [None, None]


def test_on_the_command_line(
    running: Service, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    running.close()
    monkeypatch.setenv("COLUMNS", "200")

    def brandbot(*words: str) -> str:
        monkeypatch.setattr(
            sys, "argv", ["brandbot", "-C", str(school), "coverage", "--at", "2026-12-04T08:00", *words]
        )
        with pytest.raises(SystemExit, match="0"):
            main()
        return capsys.readouterr().out

    told = brandbot()
    assert "MoU Tiga (C)" in told
    assert "belum pernah" in told
    assert "1 / 2" in told
    assert json.loads(brandbot("--json"))["shares"][0]["share"] == 0.5


def test_shares_of_more_than_all_are_refused(school: Path) -> None:
    file = school / "config.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("share: 40", "share: 41"), encoding="utf-8")

    with pytest.raises(Mistakes) as mistakes:
        config_of(school)
    assert ["101 per cent" in str(problem.message) for problem in mistakes.value.problems] == [True]
