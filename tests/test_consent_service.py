"""Consent through the whole line: nothing of a person goes out on a day on which it is not allowed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from photo_fixtures import photograph
from school import at, config_of, dry_accounts, live, make_small_school, service

from brandbot.model import PostState
from brandbot.platforms.dry_run import DryRun
from brandbot.service import Service

EVENTS = """\
events:
  - id: A
    kind: new_partner
    title: Kerja Sama dengan Hotel Contoh Asri
    date: 2026-12-20
    partners: [hotel-contoh]
    photos: [foto/a.jpg]
    subjects: [p1]
    approval: disetujui
"""
HEAD = "orang;lingkup;diberi_oleh;cara;tanggal;berlaku_sampai;dicabut\n"
GIVEN = "p1;foto;Ibu;formulir;01/07/2026;{until};\n"
MORNING = at("2026-12-20 08:00")
EVENING = at("2026-12-20 18:31")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_small_school(tmp_path_factory.mktemp("consent") / "school", EVENTS)
    photograph("astronaut.png").resize((1100, 1100)).save(folder / "assets" / "foto" / "a.jpg")
    (folder / "consent").mkdir()
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "school"))


@pytest.fixture
def accounts(school: Path) -> dict[str, DryRun]:
    return dry_accounts(config_of(school))


@pytest.fixture
def running(school: Path, accounts: dict[str, DryRun]) -> Iterator[Service]:
    with service(config_of(school), accounts) as one:
        yield one


def allow(school: Path, until: str = "", more: str = "") -> None:
    (school / "consent" / "izin.csv").write_text(HEAD + GIVEN.format(until=until) + more, encoding="utf-8")


def states(running: Service) -> set[PostState]:
    return {post.state for post in running.store.posts.all()}


def test_with_consent_it_goes_out(running: Service, accounts: dict[str, DryRun], school: Path) -> None:
    allow(school)
    for now in (MORNING, at("2026-12-20 18:01"), EVENING):
        running.tick(now)

    assert live(accounts) == ["A/facebook/feed", "A/instagram/feed"]


def test_what_is_taken_back_after_staging_never_goes_out(
    running: Service, accounts: dict[str, DryRun], school: Path
) -> None:
    allow(school)
    running.tick(MORNING)
    running.tick(at("2026-12-20 18:01"))
    assert states(running) == {PostState.STAGED}
    allow(school, more="p1;;;;;;20/12/2026\n")
    running.tick(EVENING)

    assert live(accounts) == []
    assert states(running) == {PostState.HELD}


def test_consent_that_ends_while_a_post_is_late_ends_the_post_though_no_file_changed(
    running: Service, accounts: dict[str, DryRun], school: Path
) -> None:
    allow(school, until="20/12/2026")
    running.tick(MORNING)
    assert states(running) == {PostState.PLANNED}
    running.tick(at("2026-12-21 09:00"))  # the computer was off in the evening; news may be late by 48 hours

    assert live(accounts) == []
    assert states(running) == {PostState.HELD}


def test_a_register_that_cannot_be_read_allows_nothing(
    running: Service, accounts: dict[str, DryRun], school: Path
) -> None:
    allow(school)
    running.tick(MORNING)
    (school / "consent" / "izin.csv").write_text(HEAD + "p1;foto;;;;;\n", encoding="utf-8")
    running.tick(EVENING)

    assert live(accounts) == []
    assert states(running) == {PostState.HELD}


def test_fewer_faces_than_people_are_not_taken_for_all(running: Service, school: Path) -> None:
    text = EVENTS.replace("subjects: [p1]", "subjects: [p1, p2]\n    blur: wajah")
    (school / "schedules" / "mine.yaml").write_text(text, encoding="utf-8")
    running.tick(MORNING)

    assert states(running) == {PostState.FAILED}
    reasons = {post.reason for post in running.store.posts.all()}
    assert any("hanya 1 dari 2 wajah" in reason or "brandbot[faces]" in reason for reason in reasons)


def test_a_box_for_each_who_is_missing_lets_it_out(running: Service, accounts: dict[str, DryRun], school: Path) -> None:
    text = EVENTS.replace("subjects: [p1]", "subjects: [p1]\n    blur: [[0.25, 0.05, 0.35, 0.35]]")
    (school / "schedules" / "mine.yaml").write_text(text, encoding="utf-8")
    for now in (MORNING, at("2026-12-20 18:01"), EVENING):
        running.tick(now)

    assert live(accounts) == ["A/facebook/feed", "A/instagram/feed"]
