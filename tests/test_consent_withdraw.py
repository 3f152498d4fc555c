"""Consent taken back: one command holds what is to come, takes down what is live, and leaves a trace."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from photo_fixtures import photograph
from school import at, config_of, make_small_school, service

from brandbot import sandbox
from brandbot.cli import main
from brandbot.errors import Refused
from brandbot.model import PostState
from brandbot.operate.accounts import connect
from brandbot.operate.answers import Answers
from brandbot.operate.audit import is_whole, note
from brandbot.operate.consents import missing, withdraw

EVENT = """\
  - id: {id}
    kind: new_partner
    title: Kerja Sama Hotel {id}
    date: {date}
    partners: [hotel-contoh]
    photos: [foto/a.jpg]
    subjects: [{who}]
    approval: disetujui
"""
REGISTER = """\
orang;nama;diberi_oleh;cara;tanggal
p1;Bagas Fiktif Pamungkas;Ibu;formulir;01/07/2026
p2;Siti Contoh;Ayah;formulir;01/07/2026
p3;Siti Contoh;Ayah;formulir;01/07/2026
"""
FIRST = at("2026-12-16 18:31")
NOW = at("2026-12-17 09:00")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    days = (("OUT", "2026-12-16", "p1"), ("NEXT", "2026-12-20", "p1, p2"), ("OTHER", "2026-12-22", "p2"))
    events = "".join(EVENT.format(id=id_, date=date, who=who) for id_, date, who in days)
    folder = make_small_school(tmp_path_factory.mktemp("withdraw") / "school", "events:\n" + events)
    photograph("astronaut.png").resize((1100, 1100)).save(folder / "assets" / "foto" / "a.jpg")
    (folder / "consent").mkdir()
    (folder / "consent" / "izin.csv").write_text(REGISTER, encoding="utf-8")
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "school"))


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start() as running:
        yield running


@pytest.fixture
def answers(school: Path, meta: sandbox.Sandbox) -> Iterator[Answers]:
    """The morning after the first event went out on both channels."""
    config = config_of(school, meta)
    accounts = connect(config)
    with service(config, accounts) as running:
        for now in (FIRST - dt.timedelta(hours=8), FIRST - dt.timedelta(minutes=31), FIRST):
            meta.set_clock(now)
            running.tick(now)
        meta.set_clock(NOW)
        yield Answers(running, accounts)


def states(answers: Answers) -> dict[str, PostState]:
    return {post.key: post.state for post in answers.service.store.posts.all()}


def audit(school: Path) -> list[dict[str, str]]:
    text = (school / "consent" / "audit.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("word", ["p1", "bagas fiktif  pamungkas"])
def test_what_shows_a_person_is_taken_down_or_held_and_the_rest_stays(
    answers: Answers, school: Path, meta: sandbox.Sandbox, word: str
) -> None:
    assert states(answers)["OUT/facebook/feed"] is PostState.PUBLISHED

    done = withdraw(answers, word, "Humas", NOW)

    assert states(answers) == {
        "OUT/facebook/feed": PostState.WITHDRAWN,
        "OUT/instagram/feed": PostState.WITHDRAWN,
        "NEXT/facebook/feed": PostState.HELD,
        "NEXT/instagram/feed": PostState.HELD,
        "OTHER/facebook/feed": PostState.PLANNED,
        "OTHER/instagram/feed": PostState.PLANNED,
    }
    assert sorted(done.held) == ["NEXT/facebook/feed", "NEXT/instagram/feed"]
    assert sorted(done.taken_down) == ["OUT/facebook/feed", "OUT/instagram/feed"]
    assert done.by_hand == ()
    assert [row for row in meta.record() if row["is_published"] and not row["deleted"]] == []
    lines = audit(school)
    assert (lines[0]["action"], lines[0]["actor"], lines[0]["what"]) == ("consent withdrawn", "Humas", "p1")
    assert {line["what"] for line in lines[1:]} == {*done.held, *done.taken_down}


def test_what_the_network_lets_no_program_delete_is_listed_with_its_link(
    answers: Answers, meta: sandbox.Sandbox, school: Path
) -> None:
    meta.configure(permissions=["pages_read_engagement", "instagram_basic"])

    done = withdraw(answers, "p1", "Humas", NOW)

    links = {key: link for key, link, _ in done.by_hand}
    assert links.keys() == {"OUT/facebook/feed", "OUT/instagram/feed"}
    assert all(link.startswith("http") for link in links.values())
    assert done.taken_down == ()
    assert {line["what"] for line in audit(school) if line["action"] == "by hand"} == links.keys()


def test_who_is_blurred_on_the_picture_is_not_shown_by_it(answers: Answers, school: Path) -> None:
    file = school / "schedules" / "mine.yaml"
    boxes = "subjects: [p1]\n    blur: [[0.2, 0.05, 0.4, 0.4]]"
    file.write_text(file.read_text(encoding="utf-8").replace("subjects: [p1]", boxes), encoding="utf-8")

    done = withdraw(answers, "p1", "Humas", NOW)

    assert done.taken_down == ()
    assert states(answers)["OUT/facebook/feed"] is PostState.PUBLISHED


def test_of_two_with_one_name_the_key_is_asked_for_and_nothing_happens(answers: Answers, school: Path) -> None:
    with pytest.raises(Refused, match=r"'Siti Contoh' may be .*p2"):
        withdraw(answers, "Siti Contoh", "Humas", NOW)

    assert not (school / "consent" / "dicabut.csv").exists()
    assert not (school / "consent" / "audit.jsonl").exists()


def test_a_withdrawal_stays_also_where_the_person_was_in_no_register(answers: Answers, school: Path) -> None:
    withdraw(answers, "Joko Rekaan", "Humas", NOW)
    withdraw(answers, "p2", "Humas", NOW)

    rows = (school / "consent" / "dicabut.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(";")[:2] for row in rows[1:]] == [["Joko Rekaan", "2026-12-17"], ["p2", "2026-12-17"]]
    assert answers.service.read().problems == ()
    assert states(answers)["OTHER/facebook/feed"] is PostState.HELD


def test_who_is_missing_is_listed_for_what_comes(answers: Answers) -> None:
    assert missing(answers.service, NOW) == ()
    withdraw(answers, "p2", "Humas", NOW)

    assert [(one.event_id, one.photo, one.name) for one in missing(answers.service, NOW)] == [
        ("NEXT", ("p2",), ()),
        ("OTHER", ("p2",), ()),
    ]
    assert [one.event_id for one in missing(answers.service, at("2026-12-21 09:00"))] == ["OTHER"]


def test_a_changed_line_of_the_audit_is_seen(tmp_path: Path) -> None:
    assert is_whole(tmp_path)
    for number in range(3):
        note(tmp_path, NOW, "Humas", "held", f"K{number}")
    assert is_whole(tmp_path)

    file = tmp_path / "consent" / "audit.jsonl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("K1", "K9"), encoding="utf-8")
    assert not is_whole(tmp_path)
    file.write_text("".join(text.splitlines(keepends=True)[1:]), encoding="utf-8")
    assert not is_whole(tmp_path)
    file.write_text("{}\n", encoding="utf-8")
    assert not is_whole(tmp_path)


def test_on_the_command_line(
    answers: Answers,
    school: Path,
    meta: sandbox.Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers.service.close()
    monkeypatch.setenv("BRANDBOT_GRAPH_URL", meta.url)
    monkeypatch.setattr(getpass, "getuser", lambda: "petugas")

    def brandbot(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school), "consent", *words])
        with pytest.raises(SystemExit, match="0"):
            main()
        return capsys.readouterr().out

    assert "tidak ada izin yang kurang" in brandbot("--at", NOW.isoformat())
    told = brandbot("withdraw", "p1", "--at", NOW.isoformat())
    assert "2 unggahan ditahan, 2 ditarik" in told
    assert "foto: p1" in brandbot("--at", NOW.isoformat())
    assert json.loads(brandbot("--json", "--at", NOW.isoformat()))[0]["event_id"] == "NEXT"
    assert audit(school)[0]["actor"] == "petugas"
    note(school, NOW, "x", "y", "z")
    (school / "consent" / "audit.jsonl").write_text("{}\n", encoding="utf-8")
    assert "pernah diubah" in brandbot("--at", NOW.isoformat())
