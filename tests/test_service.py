"""The service: the steps in their order over the real wire, under faults, and with files that change."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from school import EVENTS, at, config_of, dry_accounts, live, make_small_school, service, walk

from brandbot import sandbox
from brandbot.logs import Log
from brandbot.model import PostState
from brandbot.operate.accounts import connect
from brandbot.service import Service

BEGIN = at("2026-11-30 08:00")
PUBLISH_DRAFT = r"POST .*/\d+_\d+$"  # the Page's visible call


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school with one event of its own."""
    return make_small_school(tmp_path_factory.mktemp("service") / "school")


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "school"))


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start() as running:
        yield running


def write(school: Path, text: str) -> None:
    (school / "schedules" / "mine.yaml").write_text(text, encoding="utf-8")


def states(running: Service) -> dict[str, PostState]:
    return {post.key: post.state for post in running.store.posts.all()}


@pytest.mark.parametrize(
    "match", ["media_publish", PUBLISH_DRAFT, r"POST .*/feed", r"POST .*/photos", r"POST .*/media"]
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_500_before_or_after_any_call_leaves_each_post_live_exactly_once(
    school: Path, meta: sandbox.Sandbox, match: str, when: str
) -> None:
    config = config_of(school, meta)
    meta.fault(
        match=match, when=when, action={"status": 500, "body": {"error": {"code": 2, "message": "Please retry"}}}
    )
    with service(config, connect(config)) as running:
        walk(running, meta, BEGIN, at("2026-12-03 08:00"))
        assert set(states(running).values()) == {PostState.PUBLISHED}
        outcomes = {attempt.outcome for key in states(running) for attempt in running.store.ledger.attempts(key)}
        assert outcomes & {"OutcomeUnknown", "Unavailable"}  # the fault did happen

    shown = [row for row in meta.record() if row["is_published"] and row["kind"] in ("post", "media")]
    assert sorted(str(row["network"]) for row in shown) == ["facebook", "instagram"]


def test_a_network_that_is_gone_at_the_slot_is_caught_up_within_the_lateness(school: Path) -> None:
    with sandbox.start() as gone:
        config = config_of(school, gone)
    accounts = connect(config)
    with service(config, accounts) as running:
        running.tick(at("2026-12-01 20:00"))
        running.tick(at("2026-12-02 18:31"))
        assert set(states(running).values()) == {PostState.PLANNED}
        port = int(config.graph_url.rstrip("/").rpartition(":")[2])
        with sandbox.start(port=port) as meta:
            walk(running, meta, at("2026-12-02 18:40"), at("2026-12-02 19:30"))
        assert set(states(running).values()) == {PostState.PUBLISHED}


def test_a_text_that_does_not_fit_fails_its_post_with_the_cure_until_it_is_mended(school: Path) -> None:
    write(school, EVENTS.replace("Kerja Sama dengan Hotel Contoh Asri", "x").replace("hotel-contoh", "panjang"))
    partners = school / "partners.yaml"
    text = partners.read_text(encoding="utf-8")
    partners.write_text(text + f"  - {{id: panjang, name: {'Sangat' * 40}, fictional: true}}\n", encoding="utf-8")
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        walk(running, None, BEGIN, at("2026-12-02 12:00"))
        failed = running.store.posts.all()
        assert {post.state for post in failed} == {PostState.FAILED}
        assert "SangatSangat" in failed[0].reason

        write(school, EVENTS)
        walk(running, None, at("2026-12-02 12:00"), at("2026-12-03 08:00"))
        assert set(states(running).values()) == {PostState.PUBLISHED}


def test_a_file_with_a_mistake_calls_nothing_off_and_its_post_goes_out_once_it_is_mended(school: Path) -> None:
    config = config_of(school)
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        running.tick(BEGIN)
        write(school, "events: [")
        running.tick(BEGIN + dt.timedelta(minutes=1))
        assert set(states(running).values()) == {PostState.PLANNED}
        write(school, EVENTS + "    titel: salah\n")
        running.tick(BEGIN + dt.timedelta(minutes=2))
        assert set(states(running).values()) == {PostState.PLANNED}
        walk(running, None, BEGIN + dt.timedelta(minutes=3), at("2026-12-02 20:00"))
        assert live(accounts) == []  # nobody could draw it
        write(school, EVENTS)
        walk(running, None, at("2026-12-02 20:00"), at("2026-12-02 21:00"))

    assert live(accounts) == ["A/facebook/feed", "A/instagram/feed"]


def test_what_was_drawn_goes_out_even_when_its_file_breaks_afterwards(school: Path) -> None:
    config = config_of(school)
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        walk(running, None, BEGIN, at("2026-12-02 12:00"))
        write(school, "events: [")
        walk(running, None, at("2026-12-02 12:00"), at("2026-12-02 21:00"))

    assert live(accounts) == ["A/facebook/feed", "A/instagram/feed"]


def test_a_removed_event_is_called_off_and_the_same_event_elsewhere_is_the_same_post(school: Path) -> None:
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        running.tick(BEGIN)
        (school / "schedules" / "mine.yaml").rename(school / "schedules" / "renamed.yaml")
        running.tick(BEGIN + dt.timedelta(minutes=1))
        assert set(states(running).values()) == {PostState.PLANNED}
        (school / "schedules" / "renamed.yaml").unlink()
        running.tick(BEGIN + dt.timedelta(minutes=2))
        assert set(states(running).values()) == {PostState.CANCELLED}


def test_an_unchanged_workspace_is_read_and_planned_only_once(school: Path) -> None:
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        first = running.read()
        assert running.tick(BEGIN).planned == 2
        assert running.tick(BEGIN + dt.timedelta(minutes=1)).planned == 0
        assert running.read() is first
        write(school, EVENTS.replace("2026-12-02", "2026-12-04"))
        assert running.tick(BEGIN + dt.timedelta(minutes=2)).planned == 2


def test_an_event_called_off_while_its_post_is_in_doubt_is_not_sent_again(school: Path, meta: sandbox.Sandbox) -> None:
    config = config_of(school, meta)
    answer = {"status": 500, "body": {"error": {"code": 2, "message": "Please retry"}}}
    meta.fault(match=f"media_publish|{PUBLISH_DRAFT}", when="before", action=answer, times=2)
    with service(config, connect(config)) as running:
        walk(running, meta, BEGIN, at("2026-12-02 18:30"))
        for second in range(0, 12, 4):  # Instagram's container is looked at until it is ready
            moment = at("2026-12-02 18:30") + dt.timedelta(seconds=second)
            meta.set_clock(moment)
            running.tick(moment)
        assert set(states(running).values()) == {PostState.UNKNOWN}
        (school / "schedules" / "mine.yaml").unlink()
        walk(running, meta, at("2026-12-02 18:31"), at("2026-12-02 20:00"))
        assert set(states(running).values()) == {PostState.CANCELLED}
    assert [row for row in meta.record() if row["is_published"]] == []


def test_a_slept_through_week_still_gets_its_report(school: Path) -> None:
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        running.tick(BEGIN)
        assert running.tick(BEGIN + dt.timedelta(days=28)).reports == ("2026-W49", "2026-W50", "2026-W51", "2026-W52")


def test_a_broken_report_template_stops_nothing_else_and_the_report_comes_once_it_is_mended(school: Path) -> None:
    page = school / "templates" / "reports" / "weekly.html.j2"
    text = page.read_text(encoding="utf-8")
    page.write_text("{{ nothing.of.that }}", encoding="utf-8")
    config = config_of(school)
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        walk(running, None, BEGIN, at("2026-12-10 08:00"))
        assert live(accounts) == ["A/facebook/feed", "A/instagram/feed"]
        assert running.store.reports.made("weekly") == {}
        page.write_text(text, encoding="utf-8")
        assert running.tick(at("2026-12-10 09:00")).reports == ("2026-W49",)


def test_a_disk_that_takes_no_picture_is_tried_again(school: Path) -> None:
    (school / "data").mkdir(exist_ok=True)
    (school / "data" / "renders").write_text("in the way", encoding="utf-8")
    config = config_of(school)
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        assert running.tick(at("2026-12-02 18:00")).rendered == 0
        assert set(states(running).values()) == {PostState.PLANNED}
        (school / "data" / "renders").unlink()
        walk(running, None, at("2026-12-02 18:01"), at("2026-12-02 20:00"))
    assert live(accounts) == ["A/facebook/feed", "A/instagram/feed"]


def test_a_photo_replaced_under_its_name_is_drawn_anew(school: Path) -> None:
    photo = school / "assets" / "logo" / "hotel.jpg"
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        running.tick(at("2026-12-02 12:00"))
        before = {post.key: post.fingerprint for post in running.store.posts.all()}
        photo.write_bytes((school / "assets" / "logo" / "sekolah.png").read_bytes())
        assert running.tick(at("2026-12-02 12:01")).planned == 2
        photo.unlink()
        running.read()
        assert {post.key: post.fingerprint for post in running.store.posts.all()} != before


def test_a_finished_picture_that_a_power_cut_emptied_is_drawn_anew_and_stops_no_report(school: Path) -> None:
    config = config_of(school)
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        walk(running, None, BEGIN, at("2026-12-03 08:00"))
        for picture in (school / "data" / "renders").rglob("*.jpg"):
            picture.write_bytes(b"")
        assert running.tick(at("2026-12-09 08:00")).reports == ("2026-W49",)


def test_a_report_of_a_silent_week_says_so(school: Path) -> None:
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        folder = running.report("2026-W40", BEGIN)
        assert "Tidak ada unggahan" in (folder / "report.html").read_text(encoding="utf-8")


NEW_KIND = """\
label: Hari Terbuka
names: [hari_terbuka]
needs: [date]
layouts:
  feed:
    - name: teks
      elements:
        - fill: {color: primary, box: page}
        - text: {text: "{title}", box: body 1-12 4-8, type: headline, lines: 4, color: on_primary}
        - text: {text: "{date} · {location}", box: body 1-12 10-12, size: [44, 28], lines: 2, color: on_primary}
"""
TEXTS = """{% extends base %}
{% block hook %}{{ title }}, {{ date }}.{% endblock %}
{% block alt %}Poster {{ title }}.{% endblock %}
"""


def add_open_day(school: Path, placement: str) -> None:
    """A kind of event that nobody wrote a line of Python for."""
    folder = school / "templates" / "open_day"
    folder.mkdir()
    (folder / "template.yaml").write_text(NEW_KIND, encoding="utf-8")
    (folder / "texts.j2").write_text(TEXTS, encoding="utf-8")
    rules = f"rules:\n  - {{kinds: [open_day], channels: [facebook, instagram], placement: {placement}}}\n"
    (school / "schedules" / "rules.yaml").write_text(rules, encoding="utf-8")
    text = EVENTS.replace("new_partner", "hari_terbuka").replace("partners: [hotel-contoh]", "location: Aula")
    write(school, text)


def test_a_new_kind_of_event_is_a_folder_and_no_python(school: Path) -> None:
    add_open_day(school, "feed")
    config = config_of(school)
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        assert running.check() == ()
        walk(running, None, BEGIN, at("2026-12-03 08:00"))

    assert live(accounts) == ["A/facebook/feed", "A/instagram/feed"]
    caption = accounts["facebook"].live[0].caption
    assert caption.startswith("Kerja Sama dengan Hotel Contoh Asri, Rabu, 2 Desember 2026.")


def test_a_placement_that_nothing_draws_fails_the_post_with_the_cure(school: Path) -> None:
    add_open_day(school, "story")
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        walk(running, None, BEGIN, at("2026-12-03 08:00"))
        posts = running.store.posts.all()
        assert {post.state for post in posts} == {PostState.FAILED}
        assert "story" in posts[0].reason


def test_a_dead_token_is_told_once_in_the_schools_language_and_the_tick_survives_a_dead_gateway(
    school: Path, meta: sandbox.Sandbox
) -> None:
    config = config_of(school, meta)
    messages: list[str] = []

    def send(title: str, text: str) -> bool:
        messages.append(f"{title}\n{text}")
        if len(messages) == 1:
            raise OSError("the gateway's own fault")
        return True

    dead = {"status": 400, "body": {"error": {"code": 190, "message": "x", "error_user_msg": "Sesi Anda berakhir"}}}
    meta.fault(match=r"POST .*/photos", action=dead, times=100)
    running = Service(config, connect(config), with_pdf=False, send=send)
    try:
        walk(running, meta, BEGIN, at("2026-12-02 22:00"))
    finally:
        running.close()

    told = [message for message in messages[1:] if "facebook beristirahat" in message]
    assert len(told) == 1
    assert told[0].startswith("brandbot · SMKT Al-Huda Petak\n• ")
    assert "Sesi Anda berakhir" in told[0]


def test_a_pass_that_breaks_off_is_told_with_the_next_one(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = config_of(school)
    messages: list[str] = []

    def send(_title: str, text: str) -> bool:
        messages.append(text)
        return True

    running = Service(config, dry_accounts(config), with_pdf=False, send=send)
    running.tick(BEGIN)
    with monkeypatch.context() as broken:
        broken.setattr(Service, "collect", lambda _self, _now: 1 / 0)
        with pytest.raises(ZeroDivisionError) as error:
            running.tick(BEGIN + dt.timedelta(minutes=1))
    running.log.failed("tick", error.value)  # as the clock does
    running.tick(BEGIN + dt.timedelta(minutes=2))
    running.close()

    assert messages == ["• langkah 'tick' terputus (ZeroDivisionError); dicoba lagi sendiri, rinciannya di data/log"]


def test_each_thing_done_is_a_line_in_the_log_with_stable_fields(
    school: Path, meta: sandbox.Sandbox, tmp_path: Path
) -> None:
    config = config_of(school, meta)
    trouble = {"code": 2, "error_subcode": 99, "message": "Please retry", "fbtrace_id": "Atrace"}
    meta.fault(match=r"POST .*/photos", action={"status": 500, "body": {"error": trouble}}, times=1)
    pause = {"code": 4, "message": "Application request limit reached"}
    meta.fault(match=r"POST .*/media$", action={"status": 400, "body": {"error": pause}}, times=1)
    log = Log.to_file(tmp_path / "log", ())
    running = Service(config, connect(config), with_pdf=False, log=log)
    try:
        walk(running, meta, BEGIN, at("2026-12-02 22:00"))
    finally:
        running.close()
        log.close()

    text = (tmp_path / "log" / "brandbot.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    [failed, paused] = [line for line in lines if line["event"] == "attempt failed"]
    assert failed["key"].startswith("A/")
    assert {name: failed[name] for name in ("status", "code", "subcode", "fbtrace_id", "outcome")} == {
        "status": 500,
        "code": 2,
        "subcode": 99,
        "fbtrace_id": "Atrace",
        "outcome": "Unavailable",
    }
    assert (failed["level"], paused["step"], paused["outcome"]) == ("warning", "container", "RateLimited")
    [held] = [line for line in lines if line["event"] == "hold"]
    assert held["channel"] == "instagram"
    published = {line["key"]: line for line in lines if line["event"] == "published"}
    assert set(published) == {"A/facebook/feed", "A/instagram/feed"}
    for line in published.values():
        assert line["remote_id"]
        assert line["elapsed_ms"] >= 0
        assert line["seconds_after_slot"] >= 0
