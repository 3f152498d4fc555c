"""A person's word on single posts, over the real wire: settle and withdraw."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from school import at, config_of, make_small_school, service, walk

from brandbot import sandbox
from brandbot.config import Config
from brandbot.errors import Refused
from brandbot.model import Channel, Network, Placement, Post, PostState, Sequence
from brandbot.operate.accounts import connect
from brandbot.operate.answers import Answers
from brandbot.operate.corrections import add_correction
from brandbot.service import Service
from brandbot.store import LATE_ALLOWED

BEGIN = at("2026-11-30 08:00")
SLOT = at("2026-12-02 18:30")
LATER = at("2026-12-02 19:30")
FEED = "A/facebook/feed"
GRAM = "A/instagram/feed"
EVENT = """\
  - id: {id}
    kind: new_partner
    title: {title}
    date: 2026-12-02
    partners: [hotel-contoh]
    consent: tidak_perlu
    approval: disetujui
"""
EVENTS = "events:\n" + EVENT.format(id="A", title="Kerja Sama dengan Hotel Contoh Asri")


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school with one event of its own."""
    return make_small_school(tmp_path_factory.mktemp("answers") / "school", EVENTS)


@dataclass
class Desk:
    """A school at work, its Meta, and its officer."""

    running: Service
    meta: sandbox.Sandbox
    answers: Answers
    config: Config

    def walk(self, start: dt.datetime, until: dt.datetime) -> None:
        walk(self.running, self.meta, start, until)

    def post(self, key: str) -> Post:
        found = self.running.store.posts.get(key)
        assert found
        return found

    def live(self, network: str) -> int:
        return sum(
            row["network"] == network and row["is_published"] and row["kind"] in ("post", "media")
            for row in self.meta.record()
        )


@pytest.fixture
def desk(original: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = Path(shutil.copytree(original, tmp_path / "school"))
    with sandbox.start() as meta:
        config = config_of(folder, meta)
        accounts = connect(config)
        with service(config, accounts) as running:
            yield Desk(running, meta, Answers(running, accounts), config)


def at_a_person(desk: Desk, *, after: bool) -> None:
    """Walk until the Instagram post waits for its officer: no publish is answered, and no read tells of it."""
    desk.meta.fault(match="media_publish", when="after" if after else "before", action="reset", times=9)
    if after:
        desk.meta.configure(status_lag=10_000, list_lag=1_000_000)
    desk.walk(BEGIN, LATER)
    assert desk.post(GRAM).state is PostState.NEEDS_HUMAN
    desk.meta.clear_faults()
    desk.meta.configure(status_lag=0, list_lag=0)


def test_a_post_that_is_live_is_booked_with_its_link_and_measured(desk: Desk) -> None:
    at_a_person(desk, after=True)
    media = next(str(row["id"]) for row in desk.meta.record() if row["kind"] == "media")
    link = desk.answers.platforms["instagram"].permalink(media, Placement.FEED)

    desk.answers.live(GRAM, link, LATER)

    post = desk.post(GRAM)
    assert (post.state, post.permalink, bool(post.remote_id)) == (PostState.PUBLISHED, link, True)
    desk.walk(LATER, LATER + dt.timedelta(days=2))
    assert desk.running.store.insights.of([GRAM])


def test_publishing_again_is_refused_where_a_look_finds_it_live(desk: Desk) -> None:
    at_a_person(desk, after=True)

    with pytest.raises(Refused, match="already"):
        desk.answers.again(GRAM, LATER)
    assert desk.live("instagram") == 1


def test_a_post_that_is_not_live_goes_out_once_when_a_person_says_so(desk: Desk) -> None:
    at_a_person(desk, after=False)
    assert desk.live("instagram") == 0

    desk.answers.again(GRAM, LATER)
    desk.walk(LATER, LATER + dt.timedelta(hours=1))

    assert (desk.post(GRAM).state, desk.live("instagram")) == (PostState.PUBLISHED, 1)


def test_a_dropped_post_stays_away_even_when_its_event_changes(desk: Desk) -> None:
    at_a_person(desk, after=False)
    desk.answers.drop(GRAM)
    mine = desk.config.root / "schedules" / "mine.yaml"
    mine.write_text(EVENTS.replace("Asri", "Asri Baru"), encoding="utf-8")
    desk.walk(LATER, LATER + dt.timedelta(days=1))

    assert (desk.post(GRAM).state, desk.live("instagram")) == (PostState.DROPPED, 0)


def test_there_is_nothing_to_answer_for_a_post_that_went_out(desk: Desk) -> None:
    desk.walk(BEGIN, LATER)
    with pytest.raises(Refused, match="nothing to answer"):
        desk.answers.again(FEED, LATER)
    with pytest.raises(Refused, match="nothing to answer"):
        desk.answers.drop(FEED)
    with pytest.raises(Refused, match="no post"):
        desk.answers.drop("B/facebook/feed")


@pytest.mark.parametrize(("key", "network"), [(FEED, "facebook"), (GRAM, "instagram")])
def test_a_live_post_is_taken_down_and_known_as_withdrawn(desk: Desk, key: str, network: str) -> None:
    desk.walk(BEGIN, LATER)
    assert desk.live(network) == 1

    assert key in desk.answers.withdraw(key)

    assert desk.post(key).state is PostState.WITHDRAWN
    assert [row for row in desk.meta.record() if row["id"] == desk.post(key).remote_id and not row["deleted"]] == []
    desk.walk(LATER, LATER + dt.timedelta(days=2))
    assert desk.post(key).state is PostState.WITHDRAWN


def test_an_events_id_stands_for_all_its_live_posts(desk: Desk) -> None:
    desk.walk(BEGIN, LATER)
    assert desk.answers.keys_of("A") == (FEED, GRAM)
    assert desk.answers.keys_of(FEED) == (FEED,)
    with pytest.raises(Refused, match="no post"):
        desk.answers.keys_of("Z")


def test_where_the_network_lets_no_program_delete_it_says_how_a_person_does(desk: Desk) -> None:
    desk.walk(BEGIN, LATER)
    desk.meta.configure(permissions=["pages_read_engagement", "instagram_basic"])

    with pytest.raises(Refused, match="open it in the app"):
        desk.answers.withdraw(GRAM)
    assert desk.post(GRAM).state is PostState.PUBLISHED


def test_a_deletion_without_an_answer_is_tried_again_by_the_person(desk: Desk) -> None:
    desk.walk(BEGIN, LATER)
    desk.meta.fault(match="DELETE", when="after", action="reset")

    with pytest.raises(Refused, match="try again"):
        desk.answers.withdraw(FEED)
    desk.answers.withdraw(FEED)
    assert desk.post(FEED).state is PostState.WITHDRAWN


def test_a_post_that_somebody_deleted_on_the_network_is_known_as_removed(desk: Desk) -> None:
    desk.walk(BEGIN, SLOT + dt.timedelta(minutes=2))
    desk.answers.platforms["facebook"].withdraw(desk.post(FEED).remote_id, desk.post(FEED).placement)
    desk.walk(SLOT + dt.timedelta(minutes=3), LATER)

    assert desk.post(FEED).state is PostState.REMOVED
    assert desk.post(GRAM).state is PostState.PUBLISHED


def test_without_an_account_a_post_is_booked_by_its_link_alone(desk: Desk) -> None:
    at_a_person(desk, after=True)
    by_hand = Answers(desk.running, {})

    by_hand.live(GRAM, "https://www.instagram.com/p/contoh/", LATER)

    assert desk.post(GRAM).permalink == "https://www.instagram.com/p/contoh/"
    with pytest.raises(Refused, match="can't be asked"):
        by_hand.withdraw(FEED)


def test_many_late_posts_wait_until_a_person_lets_them_out(desk: Desk) -> None:
    own_time = "    publish_at: 2026-12-02 18.30\n    not_duplicate_of: [B0, B1, B2, B3, B4]\n"
    more = "".join(EVENT.format(id=f"B{n}", title=f"Kerja Sama ke-{n}") + own_time for n in range(5))
    (desk.config.root / "schedules" / "mine.yaml").write_text("events:\n" + more, encoding="utf-8")
    desk.running.tick(BEGIN)
    late = SLOT + dt.timedelta(hours=14)
    desk.walk(late, late + dt.timedelta(hours=3))
    assert (desk.live("facebook"), desk.live("instagram")) == (0, 0)

    desk.answers.let_late_out(late + dt.timedelta(hours=3))
    desk.walk(late + dt.timedelta(hours=3), late + dt.timedelta(hours=6))

    assert desk.running.store.notes.get(LATE_ALLOWED)
    assert (desk.live("facebook"), desk.live("instagram")) == (5, 5)
    posts = desk.running.store.posts.all()
    times = sorted(post.published_at for post in posts if post.published_at and post.channel == "facebook")
    assert all(b - a >= dt.timedelta(minutes=20) for a, b in pairwise(times))


def test_a_page_that_hands_posts_to_meta_needs_no_pc_at_the_slot(desk: Desk) -> None:
    """The PC is off from the morning on; Meta's clock puts the post up; the next day it is found live."""
    page = next(channel for channel in desk.config.channels if channel.network is Network.FACEBOOK)
    others = tuple(channel for channel in desk.config.channels if channel is not page)
    handing = Channel(page.name, page.network, page.account_id, Sequence.SCHEDULED)
    config = dataclasses.replace(desk.config, channels=(handing, *others))
    with service(config, connect(config)) as running:
        officer = Desk(running, desk.meta, desk.answers, config)
        officer.walk(BEGIN, at("2026-12-02 09:00"))
        assert officer.post(FEED).state is PostState.SCHEDULED
        assert officer.live("facebook") == 0
        desk.meta.set_clock(SLOT + dt.timedelta(minutes=1))
        assert officer.live("facebook") == 1
        officer.walk(at("2026-12-03 07:00"), at("2026-12-03 08:00"))
        post = officer.post(FEED)

    assert (post.state, bool(post.permalink)) == (PostState.PUBLISHED, True)
    assert officer.live("facebook") == 1


def test_an_edit_after_the_handover_replaces_what_waits_at_meta(desk: Desk) -> None:
    channels = tuple(
        dataclasses.replace(channel, sequence=Sequence.SCHEDULED) if channel.network is Network.FACEBOOK else channel
        for channel in desk.config.channels
    )
    config = dataclasses.replace(desk.config, channels=channels)
    with service(config, connect(config)) as running:
        officer = Desk(running, desk.meta, desk.answers, config)
        officer.walk(BEGIN, at("2026-12-02 09:00"))
        mine = config.root / "schedules" / "mine.yaml"
        mine.write_text(EVENTS.replace("Asri", "Asri Baru"), encoding="utf-8")
        officer.walk(at("2026-12-02 09:00"), LATER)

    shown = [row for row in desk.meta.record() if row["kind"] == "post" and row["is_published"]]
    assert len(shown) == 1
    assert "Asri" in str(shown[0]["text"])
    assert [
        row for row in desk.meta.record() if row["kind"] == "post" and row["scheduled_at"] and not row["deleted"]
    ] == []


def test_a_correction_waits_for_approval_and_then_goes_out_as_an_event_of_its_own(desk: Desk) -> None:
    desk.walk(BEGIN, LATER)
    told = 'Nama yang benar: "CV Asri: Jaya" #1'
    file = add_correction(desk.config.root, desk.post(FEED), told, LATER)
    again = add_correction(desk.config.root, desk.post(FEED), told, LATER + dt.timedelta(seconds=1))
    text = file.read_text(encoding="utf-8")
    assert file == again
    assert text.count("approval: menunggu") == 2

    file.write_text(text.replace("menunggu", "disetujui", 1), encoding="utf-8")
    desk.walk(LATER, LATER + dt.timedelta(days=1))

    assert desk.running.read().problems == ()
    corrections = [post for post in desk.running.store.posts.all() if post.kind == "correction"]
    assert {post.event_id for post in corrections} == {"ralat-20261202-193000"}
