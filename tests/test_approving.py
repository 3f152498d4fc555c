"""Approving over the real wire: the sheet, the code, and that exactly the approved bytes are what is published."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from school import EVENTS as APPROVED
from school import at, config_of, make_small_school, service, walk

from brandbot import sandbox
from brandbot.config import Config
from brandbot.errors import Refused
from brandbot.model import Party, Policy, PostState, Verdict
from brandbot.operate.accounts import connect
from brandbot.operate.approving import Waiting, answer, waiting, write_sheets
from brandbot.operate.package import STEPS, write_packages
from brandbot.service import Service

BEGIN = at("2026-11-30 08:00")
LATER = at("2026-12-02 19:30")
EVENTS = APPROVED.replace("disetujui", "menunggu")


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school with one event that waits for approval."""
    return make_small_school(tmp_path_factory.mktemp("approving") / "school", EVENTS)


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(now=BEGIN) as running:
        yield running


@pytest.fixture
def config(original: Path, tmp_path: Path, meta: sandbox.Sandbox) -> Config:
    folder = Path(shutil.copytree(original, tmp_path / "school"))
    return dataclasses.replace(config_of(folder, meta), approval={"": Policy.SHEET})


@pytest.fixture
def running(config: Config) -> Iterator[Service]:
    with service(config, connect(config)) as running:
        yield running


def approve(running: Service, found: tuple[Waiting, ...], now: dt.datetime = BEGIN) -> None:
    for one in found:
        answer(running, one.code.lower(), Verdict.APPROVED, now, by="Kepala Sekolah", how="WhatsApp")


def states(running: Service) -> set[PostState]:
    return {post.state for post in running.store.posts.all()}


def test_exactly_the_approved_bytes_are_published(running: Service, meta: sandbox.Sandbox) -> None:
    found = waiting(running, BEGIN)
    assert {one.post.channel for one in found} == {"facebook", "instagram"}
    shown = {rendition.sha256[:32] for one in found for rendition in one.creative.renditions}
    texts = {one.creative.caption for one in found}
    approve(running, found)

    walk(running, meta, BEGIN, LATER)

    live = [row for row in meta.record() if row["is_published"] and row["kind"] in ("post", "media")]
    assert states(running) == {PostState.PUBLISHED}
    assert {picture for row in live for picture in row["pictures"]} == shown
    assert {row["text"] for row in live} == texts


def test_without_a_word_nothing_reaches_the_network(running: Service, meta: sandbox.Sandbox) -> None:
    waiting(running, BEGIN)
    walk(running, meta, BEGIN, LATER)

    assert states(running) == {PostState.PLANNED}
    assert meta.record() == []


def test_a_change_after_the_word_gives_another_code_and_the_old_one_is_refused(
    running: Service, meta: sandbox.Sandbox, config: Config
) -> None:
    found = waiting(running, BEGIN)
    approve(running, found)
    mine = config.root / "schedules" / "mine.yaml"
    mine.write_text(EVENTS.replace("[hotel-contoh]", "[rekaan-otomotif]"), encoding="utf-8")
    again = waiting(running, BEGIN + dt.timedelta(hours=1))

    assert {one.post.key for one in again} == {one.post.key for one in found}
    assert not {one.code for one in again} & {one.code for one in found}
    with pytest.raises(Refused, match="changed since"):
        answer(running, found[0].code, Verdict.APPROVED, LATER, by="", how="")
    walk(running, meta, BEGIN + dt.timedelta(hours=1), LATER)
    assert states(running) == {PostState.PLANNED}


def test_a_change_that_nobody_would_see_keeps_the_approval(running: Service, config: Config) -> None:
    approve(running, waiting(running, BEGIN))
    mine = config.root / "schedules" / "mine.yaml"
    mine.write_text(EVENTS + "    # dicek ulang oleh Humas\n", encoding="utf-8")

    assert waiting(running, BEGIN + dt.timedelta(hours=1)) == ()


def test_saying_yes_twice_is_written_down_once(running: Service) -> None:
    found = waiting(running, BEGIN)
    approve(running, found)
    approve(running, found)

    assert [len(running.store.approvals.of(one.post.key)) for one in found] == [1, 1]
    assert waiting(running, BEGIN) == ()


def test_a_rejected_post_waits_with_its_reason(running: Service, meta: sandbox.Sandbox) -> None:
    found = waiting(running, BEGIN)
    for one in found:
        answer(running, one.code, Verdict.REJECTED, BEGIN, by="Kepala Sekolah", how="langsung", reason="foto lain")
    walk(running, meta, BEGIN, LATER)

    assert all("foto lain" in post.reason for post in running.store.posts.all())
    assert meta.record() == []


def test_a_partners_word_does_not_stand_for_the_schools(running: Service) -> None:
    found = waiting(running, BEGIN)
    for one in found:
        answer(running, one.code, Verdict.APPROVED, BEGIN, by="HRD", how="surel", party=Party.PARTNER)
    assert len(waiting(running, BEGIN)) == len(found)


def test_the_sheet_is_a_phone_wide_and_there_is_one_for_each_post(running: Service, tmp_path: Path) -> None:
    found = waiting(running, BEGIN)
    files = write_sheets(running, found, tmp_path / "sheets")

    assert [file.name for file in files[:2]] == ["persetujuan.png", "persetujuan.pdf"]
    assert {file.stem for file in files[2:]} == {one.code for one in found}
    for file in (files[0], *files[2:]):
        with Image.open(file) as picture:
            assert picture.width == 1080
    assert files[1].read_bytes().startswith(b"%PDF")
    assert [file.read_bytes() for file in write_sheets(running, found, tmp_path / "again")] == [
        file.read_bytes() for file in files
    ]


def test_a_sheet_without_its_template_says_what_to_copy(running: Service, config: Config, tmp_path: Path) -> None:
    found = waiting(running, BEGIN)
    (config.root / "templates" / "reports" / "approval.typ").unlink()
    with pytest.raises(Refused, match="copy it from the sample"):
        write_sheets(running, found, tmp_path)


def test_under_the_policy_none_even_a_waiting_event_goes_out(config: Config, meta: sandbox.Sandbox) -> None:
    free = dataclasses.replace(config, approval={"": Policy.SHEET, "new_partner": Policy.NONE})
    with service(free, connect(free)) as running:
        walk(running, meta, BEGIN, LATER)
        assert states(running) == {PostState.PUBLISHED}


def test_the_package_holds_what_a_phone_needs_and_only_what_was_approved(
    running: Service, meta: sandbox.Sandbox, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="may go out"):
        write_packages(running, ["A"], tmp_path, BEGIN)
    assert write_packages(running, [], tmp_path, BEGIN) == []
    approve(running, waiting(running, BEGIN))

    (folder,) = write_packages(running, [], tmp_path, BEGIN)

    names = {file.name for file in folder.iterdir()}
    assert names == {"feed.jpg", "keterangan-facebook.txt", "keterangan-instagram.txt", "teks-alternatif.txt", STEPS}
    steps = (folder / STEPS).read_text(encoding="utf-8")
    assert "brandbot mark-published A/facebook/feed --link" in steps
    made = running.store.posts.creatives(["A/facebook/feed"])["A/facebook/feed"]
    assert (folder / "feed.jpg").read_bytes() == made.renditions[0].path.read_bytes()
    assert (folder / "keterangan-facebook.txt").read_text(encoding="utf-8").strip() == made.caption.strip()
    assert meta.record() == []


def test_a_partner_that_wants_to_see_it_is_asked_whatever_the_schools_policy(config: Config) -> None:
    partners = config.root / "partners.yaml"
    text = partners.read_text(encoding="utf-8")
    assert text.count("  - id: hotel-contoh\n") == 1
    text = text.replace("  - id: hotel-contoh\n", "  - id: hotel-contoh\n    needs_approval: ya\n")
    partners.write_text(text, encoding="utf-8")
    mine = config.root / "schedules" / "mine.yaml"
    mine.write_text(EVENTS.replace("menunggu", "disetujui"), encoding="utf-8")
    by_word = dataclasses.replace(config, approval={"": Policy.WORD})
    with service(by_word, connect(by_word)) as running:
        found = waiting(running, BEGIN)
        assert found
        assert all("--partner" in str(one.missing) for one in found)
        for one in found:
            answer(running, one.code, Verdict.APPROVED, BEGIN, by="HRD", how="surel", party=Party.PARTNER)
        assert waiting(running, BEGIN) == ()
