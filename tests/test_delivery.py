"""The weekly report's editions and their sending: each at its hour, to each recipient once."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from platforms_fixtures import answer, hang, open_wire
from school import at, config_of, dry_accounts, make_school

from brandbot.delivery import Delivery
from brandbot.logs import Log
from brandbot.notices import Gateway
from brandbot.pipeline.report import Week
from brandbot.pipeline.report.editions import RETRY, Edition, Issue, due, next_due, to_send
from brandbot.service import Service
from brandbot.store import RESTORED, Store

WEEK = Week.parse("2026-W47")  # ends on Sunday 22 November
MONDAY, WEDNESDAY = at("2026-11-23 07:00"), at("2026-11-25 07:00")
NOTHING: dict[Edition, frozenset[str]] = {edition: frozenset() for edition in Edition}
MINUTE = dt.timedelta(minutes=1)


def made(*issues: tuple[Edition, str]) -> dict[Edition, frozenset[str]]:
    return {edition: frozenset(week for of, week in issues if of is edition) for edition in Edition}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MONDAY - MINUTE, []),
        (MONDAY, [(Edition.PRELIMINARY, "2026-W47")]),
        (WEDNESDAY - MINUTE, [(Edition.PRELIMINARY, "2026-W47")]),
        (WEDNESDAY, [(Edition.FINAL, "2026-W47")]),
        (at("2026-11-30 06:59"), [(Edition.FINAL, "2026-W47")]),
        (
            at("2026-12-09 08:00"),
            [(Edition.FINAL, "2026-W47"), (Edition.FINAL, "2026-W48"), (Edition.FINAL, "2026-W49")],
        ),
    ],
    ids=["sunday night", "monday", "tuesday", "wednesday", "next sunday", "slept for two weeks"],
)
def test_a_preliminary_edition_is_due_on_monday_and_the_final_one_on_wednesday(
    now: dt.datetime, expected: list[tuple[Edition, str]]
) -> None:
    assert [(issue.edition, str(issue.week)) for issue in due(now, WEEK, NOTHING)] == expected


def test_an_edition_that_was_made_is_not_due_again() -> None:
    assert due(MONDAY, WEEK, made((Edition.PRELIMINARY, "2026-W47"))) == []
    assert due(WEDNESDAY, WEEK, made((Edition.FINAL, "2026-W47"))) == []


def test_no_report_is_made_of_weeks_before_brandbot_began() -> None:
    assert due(WEDNESDAY, Week.parse("2026-W48"), NOTHING) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [(MONDAY - MINUTE, MONDAY), (MONDAY, WEDNESDAY), (WEDNESDAY, at("2026-11-30 07:00"))],
)
def test_the_next_edition_is_the_next_monday_or_wednesday_at_seven(now: dt.datetime, expected: dt.datetime) -> None:
    assert next_due(now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MONDAY, (Edition.PRELIMINARY, "2026-W47")),
        (WEDNESDAY, (Edition.FINAL, "2026-W47")),
        (WEDNESDAY + dt.timedelta(days=2), None),
    ],
    ids=["monday", "wednesday", "friday"],
)
def test_only_the_newest_edition_is_sent_and_only_while_it_is_news(
    now: dt.datetime, expected: tuple[Edition, str] | None
) -> None:
    all_made = made((Edition.PRELIMINARY, "2026-W47"), (Edition.FINAL, "2026-W47"), (Edition.FINAL, "2026-W46"))
    issue = to_send(now, all_made)

    assert (issue and (issue.edition, str(issue.week))) == expected


@dataclass
class Desk:
    """A recipient in memory, who answers as told."""

    says: bool | None = True
    got: list[tuple[str, str, list[str]]] = field(default_factory=list)

    def carry(self, title: str, text: str, files: Sequence[Path]) -> bool | None:
        self.got.append((title, text, [path.name for path in files]))
        return self.says


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store("sqlite://", tmp_path)
    yield one
    one.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "whatsapp.txt").write_text("enam baris", encoding="utf-8")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1")
    return tmp_path


ISSUE = Issue(Edition.FINAL, WEEK)


def delivery(store: Store, **desks: Desk) -> Delivery:
    return Delivery(store.reports, store.notes, Log.silent(), {name: desk.carry for name, desk in desks.items()})


def test_each_recipient_gets_an_edition_once(store: Store, folder: Path) -> None:
    head, board = Desk(), Desk()
    post = delivery(store, head=head, board=board)

    assert post.send(ISSUE, "Laporan", folder, WEDNESDAY) == 2
    assert post.send(ISSUE, "Laporan", folder, WEDNESDAY + MINUTE) == 0

    assert head.got == board.got == [("Laporan", "enam baris", ["report.pdf"])]


def test_who_refused_is_asked_again_later_and_the_others_are_not(store: Store, folder: Path) -> None:
    head, board = Desk(says=False), Desk()
    post = delivery(store, head=head, board=board)
    post.send(ISSUE, "Laporan", folder, WEDNESDAY)
    head.says = True

    assert post.send(ISSUE, "Laporan", folder, WEDNESDAY + MINUTE) == 0
    assert post.send(ISSUE, "Laporan", folder, WEDNESDAY + RETRY) == 1
    assert (len(head.got), len(board.got)) == (2, 1)


def test_what_may_have_arrived_is_not_sent_again(store: Store, folder: Path) -> None:
    head = Desk(says=None)
    post = delivery(store, head=head)

    assert post.send(ISSUE, "Laporan", folder, WEDNESDAY) == 0
    assert post.send(ISSUE, "Laporan", folder, WEDNESDAY + 2 * RETRY) == 0
    assert len(head.got) == 1


def test_a_crash_while_sending_sends_nothing_twice(store: Store, folder: Path) -> None:
    class PowerCut(Exception):
        pass

    def dies(_title: str, _text: str, _files: Sequence[Path]) -> bool:
        raise PowerCut

    with pytest.raises(PowerCut):
        Delivery(store.reports, store.notes, Log.silent(), {"head": dies}).send(ISSUE, "t", folder, WEDNESDAY)
    head = Desk()

    assert delivery(store, head=head).send(ISSUE, "t", folder, WEDNESDAY + MINUTE) == 0
    assert head.got == []


def test_a_gateway_carries_the_page(folder: Path) -> None:
    with open_wire() as wire:
        gateway = Gateway({"HEAD": f"json://{wire.url.removeprefix('http://')}"})
        assert gateway.carry("Laporan", "enam baris", [folder / "report.pdf"]) is True

    body = json.loads(wire.heard[0].body)
    (attached,) = body["attachments"]
    assert (attached["filename"], base64.b64decode(attached["base64"])) == ("report.pdf", b"%PDF-1")


@pytest.mark.parametrize(("reply", "said"), [(answer(500, {}), False), (hang, None)], ids=["error", "silence"])
def test_a_gateway_tells_a_refusal_from_silence(reply: Callable[..., None], said: bool | None) -> None:  # noqa: FBT001 - a table
    with open_wire() as wire:
        wire.replies.append(reply)
        assert Gateway({"HEAD": f"json://{wire.url.removeprefix('http://')}"}, seconds=0.5).carry("t", "x") is said


@pytest.fixture
def quiet_school(tmp_path: Path) -> Path:
    """A school whose files ask for nothing."""
    school = make_school(tmp_path / "school")
    for file in (school / "schedules").glob("*.*"):
        file.unlink()
    return school


def test_what_was_due_before_a_restore_may_have_been_sent_and_is_not_sent_again(quiet_school: Path) -> None:
    config, head = config_of(quiet_school), Desk()
    running = Service(config, dry_accounts(config), with_pdf=False, carriers={"head": head.carry})
    running.store.notes.set("begun", at("2026-11-02 08:00"))
    running.store.notes.set(RESTORED, at("2026-11-22 08:00"))
    running.reporting.due(running.read(), WEDNESDAY + MINUTE)
    assert head.got == []
    running.reporting.due(running.read(), at("2026-11-30 07:00"))
    running.close()

    assert len(head.got) == 1


def test_a_silent_week_names_the_schools_closed_period(quiet_school: Path) -> None:
    text = "periods:\n  - {name: Libur semester, from: 2026-11-16, until: 2026-11-22, closed: ya}\n"
    (quiet_school / "schedules" / "calendar.yaml").write_text(text, encoding="utf-8")
    config = config_of(quiet_school)
    running = Service(config, dry_accounts(config))
    workspace = running.read()
    report = running.reporting.weekly(workspace, WEEK, WEDNESDAY)
    running.close()

    assert ([str(one.message) for one in workspace.mistakes], report.closed) == ([], ("Libur semester",))


def test_the_service_sends_monday_and_wednesday_at_seven_by_its_own_clock(quiet_school: Path) -> None:
    config, head = config_of(quiet_school), Desk()
    running = Service(config, dry_accounts(config), with_pdf=False, carriers={"Kepala Sekolah": head.carry})
    now = at("2026-11-17 08:00")
    while now < at("2026-11-26 08:00"):
        running.tick(now)
        now = running.next_wake(now)
    running.close()

    titles = [title for title, _, _ in head.got]
    assert titles == [
        "SMKT Al-Huda Petak: laporan pekan 16–22 Nov 2026 (sementara)",
        "SMKT Al-Huda Petak: laporan pekan 16–22 Nov 2026 (final)",
    ]
    assert "Unggahan: belum ada" in head.got[0][1] or "tidak ada" in head.got[0][1]
