"""The evidence folder: complete, checkable, and without the names of those who gave consent."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from school import at, config_of, dry_accounts, make_school

from brandbot.errors import Refused
from brandbot.model import ApprovalNote, Party, Policy, PostState, Verdict
from brandbot.operate.evidence import SUMS, write_evidence
from brandbot.operate.reports import span_of, write_partner
from brandbot.pipeline.report import Week
from brandbot.service import Service

BEGIN, NOW = at("2026-12-02 08:00"), at("2026-12-05 08:00")
DAY = NOW.date()
EVENTS = """\
events:
  - id: A
    kind: new_partner
    title: "Kerja Sama <b>\\"dengan\\"</b> Hotel"
    date: 2026-12-02
    partners: [hotel-contoh]
    consent: tidak_perlu
    approval: disetujui
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A school after one evening: an event on both channels."""
    school = make_school(tmp_path_factory.mktemp("evidence") / "school")
    for file in (school / "schedules").glob("*.*"):
        if file.name != "rules.yaml":
            file.unlink()
    (school / "schedules" / "mine.yaml").write_text(EVENTS, encoding="utf-8")
    config = config_of(school)
    service = Service(config, dry_accounts(config), with_pdf=False)
    now = BEGIN
    while now < NOW:
        service.tick(now)
        now = service.next_wake(now)
    post = service.store.posts.all()[0]
    note = ApprovalNote(post.key, "x", Party.SCHOOL, Verdict.APPROVED, "Kepala Sekolah", "WhatsApp", "", BEGIN)
    service.store.approvals.add(note)
    yield service
    service.close()


@pytest.fixture
def folder(running: Service, tmp_path: Path) -> Path:
    assert write_evidence(running, tmp_path / "bukti", BEGIN.date(), DAY, NOW) == 2
    return tmp_path / "bukti"


def told(folder: Path, network: str) -> dict[str, object]:
    (file,) = folder.glob(f"*-{network}-feed/bukti.json")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def test_each_post_has_picture_caption_link_time_approval_consent_and_metrics(running: Service, folder: Path) -> None:
    facebook = told(folder, "facebook")
    own = next(folder.glob("*-facebook-feed"))

    assert (own / "gambar-1.jpg").read_bytes().startswith(b"\xff\xd8")
    assert (own / "keterangan.txt").read_text(encoding="utf-8").strip() == facebook["caption"]
    assert str(facebook["published_at"]).startswith("2026-12-02T18:30")
    assert facebook["link"] == running.store.posts.all()[0].permalink
    assert facebook["consent"] == "tidak diperlukan: tidak ada orang yang terlihat"
    assert facebook["approvals"] == [
        "disetujui untuk sekolah oleh Kepala Sekolah (WhatsApp), Rabu, 2 Desember 2026, pukul 08.00 WIB"
    ]
    assert facebook["metrics"]
    assert told(folder, "instagram")["approvals"] == ["disetujui lewat kata approval pada schedules/mine.yaml"]


def test_every_file_has_its_hash(folder: Path) -> None:
    lines = [line.split("  ", 1) for line in (folder / SUMS).read_text(encoding="utf-8").splitlines()]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert {name for _, name in lines} == files - {SUMS, ".brandbot-evidence"}
    for sum_, name in lines:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sum_


def test_what_people_typed_is_shown_and_never_run(folder: Path) -> None:
    for page in ("index.html", "galeri.html"):
        text = (folder / page).read_text(encoding="utf-8")
        assert "<b>&#34;" not in text
        assert "&lt;b&gt;" in text


def test_the_gallery_shows_each_picture_once(folder: Path) -> None:
    text = (folder / "galeri.html").read_text(encoding="utf-8")

    assert text.count("<figure>") == 1
    assert "Facebook" in text
    assert "Instagram" in text


def test_a_folder_of_somebody_elses_is_left_alone(running: Service, tmp_path: Path) -> None:
    (tmp_path / "skripsi.docx").touch()

    with pytest.raises(Refused, match="not empty"):
        write_evidence(running, tmp_path, BEGIN.date(), DAY, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["skripsi.docx"]


def test_it_can_be_written_again(running: Service, folder: Path) -> None:
    before = (folder / SUMS).read_text(encoding="utf-8")

    write_evidence(running, folder, BEGIN.date(), DAY, NOW)

    assert (folder / SUMS).read_text(encoding="utf-8") == before


def test_a_time_in_which_nothing_went_out_says_so(running: Service, tmp_path: Path) -> None:
    assert (
        write_evidence(running, tmp_path / "b", at("2026-01-01 08:00").date(), at("2026-01-31 08:00").date(), NOW) == 0
    )
    assert "Tidak ada unggahan pada masa ini." in (tmp_path / "b" / "index.html").read_text(encoding="utf-8")


def test_the_partners_sheet_lies_in_the_reports(running: Service) -> None:
    file = write_partner(running, "hotel-contoh", "2026-11-01", "2026-12-31", NOW)

    assert file.read_bytes().startswith(b"%PDF")
    assert file.name == "2026-11-01_2026-12-31.pdf"
    with pytest.raises(Refused, match="there is no partner"):
        write_partner(running, "siapa", "", "", NOW)


def test_a_post_that_waits_for_approval_for_a_day_is_a_step_of_the_week(tmp_path: Path) -> None:
    school = make_school(tmp_path / "school")
    for file in (school / "schedules").glob("*.*"):
        if file.name != "rules.yaml":
            file.unlink()
    (school / "schedules" / "mine.yaml").write_text(EVENTS.replace("2026-12-02", "2026-12-03"), encoding="utf-8")
    config = dataclasses.replace(config_of(school), approval={"": Policy.SHEET})
    service = Service(config, dry_accounts(config), with_pdf=False)
    service.tick(at("2026-12-02 20:00"))
    week = Week.parse("2026-W49")
    young = service.reporting.weekly(service.read(), week, at("2026-12-03 12:00"))
    late = service.reporting.weekly(service.read(), week, at("2026-12-04 08:00"))
    service.close()

    assert young.waiting is None
    assert late.waiting is not None
    assert (late.waiting.posts, late.waiting.median) == (2, dt.timedelta(hours=36))


def test_days_that_are_none_or_the_wrong_way_round_are_refused() -> None:
    assert span_of("", "", DAY) == (DAY.replace(month=9, day=6), DAY)
    with pytest.raises(Refused, match="swap them"):
        span_of("2026-12-31", "2026-12-01", DAY)
    with pytest.raises(Refused, match="write it as 2026-11-30"):
        span_of("kemarin", "", DAY)


def test_what_was_taken_down_leaves_no_picture_and_no_words(running: Service, tmp_path: Path) -> None:
    post = next(post for post in running.store.posts.all() if post.channel == "instagram")
    assert post.state is PostState.PUBLISHED
    running.store.outcomes.removed(post.key, "diturunkan")
    write_evidence(running, tmp_path / "bukti", BEGIN.date(), DAY, NOW)
    gone = told(tmp_path / "bukti", "instagram")

    assert (gone["gone"], gone["caption"], gone["link"], gone["pictures"]) == (True, "", "", [])
