"""What was prepared and is not wanted any more is cleared away on the network, by the real adapters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import AHEAD, WIB, around, at, make_event, make_rule, sync
from platforms_fixtures import make_rendition

from brandbot import sandbox
from brandbot.model import Channel, Creative, Hours, Network, Placement, Post, PostState
from brandbot.pipeline.plan import plan
from brandbot.pipeline.publish import Patience, Publisher, clear_away, publish_due
from brandbot.platforms import graph as wire
from brandbot.platforms.base import Outgoing, Platform, Standing
from brandbot.platforms.facebook import Facebook
from brandbot.platforms.graph import Graph
from brandbot.platforms.hosting import PageHosting
from brandbot.platforms.instagram import Instagram
from brandbot.store import Store

SLOT = at("2026-08-12 18:30")
STAGED = SLOT - dt.timedelta(minutes=10)
MINUTE = dt.timedelta(minutes=1)
LATER = dt.timedelta(days=999)  # nothing is read back here
RULES = [make_rule()]


@dataclass
class Line:
    """A store, a Meta, and what works between them."""

    store: Store
    meta: sandbox.Sandbox
    publisher: Publisher
    folder: Path

    def draw(self, pictures: int = 1) -> None:
        for post in self.store.posts.to_render(SLOT):
            made = tuple(make_rendition(self.folder, Placement.FEED, shade) for shade in range(pictures))
            self.store.posts.save_creative(
                Creative(post.key, made, f"Keterangan {post.title}", post.fingerprint), STAGED
            )

    def tick(self, now: dt.datetime) -> None:
        self.meta.set_clock(now)
        clear_away(self.publisher, self.store.leftovers, self.store.outcomes, now)
        publish_due(self.publisher, now)

    def walk(self, now: dt.datetime, until: dt.datetime) -> None:
        while now < until:
            self.tick(now)
            now = max(self.store.posts.next_wake(now) or until, now + dt.timedelta(seconds=1))

    def post(self, channel: str) -> Post:
        return next(post for post in self.store.posts.all() if post.channel == channel)

    def there(self, kind: str) -> list[dict[str, object]]:
        return [row for row in self.meta.record() if row["kind"] == kind and not row["deleted"]]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with sandbox.start(now=STAGED) as meta:
        graph = Graph(
            sandbox.PAGE_TOKEN, app_secret=sandbox.APP_SECRET, base_url=meta.url, patience=wire.Patience(backoff=0)
        )
        hosting = PageHosting(graph, sandbox.PAGE_ID)
        platforms: dict[str, Platform] = {
            "facebook": Facebook(Channel("facebook", Network.FACEBOOK, sandbox.PAGE_ID), graph),
            "instagram": Instagram(Channel("instagram", Network.INSTAGRAM, sandbox.IG_ID), graph, hosting),
        }
        store = Store(f"sqlite:///{tmp_path / 's.sqlite'}", tmp_path)
        sync(store, plan([make_event()], RULES, around()), STAGED - AHEAD)
        yield Line(
            store,
            meta,
            Publisher(store.ledger, platforms, "me", str, LATER, Hours(WIB), patience=Patience(verify=())),
            tmp_path,
        )
        store.close()


def test_one_refused_picture_of_a_carousel_means_nothing_public_and_no_photo_left(line: Line) -> None:
    line.draw(pictures=3)
    refused = {"status": 400, "body": {"error": {"code": 324, "message": "Missing or invalid image file"}}}
    line.meta.fault(match=r"POST .*/photos", action=refused, skip=2)
    line.walk(STAGED, SLOT + 5 * MINUTE)

    post = line.post("facebook")
    assert (post.state, "324" in post.reason) == (PostState.FAILED, True)
    assert [row for row in line.there("post") if row["is_published"]] == []
    shown = [row for row in line.there("photo") if row["parts"] or row["is_published"]]
    assert shown == []
    assert line.post("instagram").state is PostState.PUBLISHED


def test_an_edit_deletes_the_draft_before_the_new_one_is_published(line: Line) -> None:
    line.draw()
    line.tick(STAGED)
    (old,) = line.there("post")
    sync(line.store, plan([make_event(title="MoU yang dibetulkan")], RULES, around()), STAGED + MINUTE)
    line.draw()
    line.walk(STAGED + MINUTE, SLOT + 5 * MINUTE)

    (live,) = line.there("post")
    assert live["id"] != old["id"]
    assert (live["is_published"], "dibetulkan" in str(live["text"])) == (True, True)


def test_a_post_that_is_called_off_leaves_no_draft_and_no_photo_behind(line: Line) -> None:
    line.draw()
    line.walk(STAGED, STAGED + MINUTE)
    sync(line.store, plan([], RULES, around()), STAGED + MINUTE)
    line.walk(STAGED + MINUTE, STAGED + 3 * MINUTE)

    assert line.there("post") == []
    assert line.there("photo") == []
    assert line.store.leftovers.due(SLOT, 99) == []


def test_a_draft_that_somebody_published_by_hand_makes_its_post_live_instead_of_being_deleted(line: Line) -> None:
    line.draw()
    line.tick(STAGED)
    (draft,) = line.there("post")
    page = line.publisher.platforms["facebook"]
    assert isinstance(page, Facebook)
    page._graph.commit(str(draft["id"]), proof="success", is_published=True)
    sync(line.store, plan([], RULES, around()), STAGED + MINUTE)
    line.walk(STAGED + MINUTE, STAGED + 3 * MINUTE)

    post = line.post("facebook")
    assert (post.state, post.remote_id) == (PostState.PUBLISHED, draft["id"])
    assert "older version" in post.reason


def test_what_cannot_be_cleared_away_is_tried_again_and_photos_not_for_ever(line: Line) -> None:
    line.draw()
    line.tick(STAGED)
    sync(line.store, plan([], RULES, around()), STAGED + MINUTE)
    line.meta.fault(match="DELETE", action={"status": 500}, times=10_000)
    line.walk(STAGED + MINUTE, SLOT + 300 * MINUTE)

    left = {leftover.step for leftover in line.store.leftovers.due(SLOT + 999 * MINUTE, 99)}
    assert left == {"draft"}


def test_a_channel_that_left_the_config_has_nothing_to_clear_away(line: Line) -> None:
    line.draw()
    line.tick(STAGED)
    sync(line.store, plan([], RULES, around()), STAGED + MINUTE)
    nobody = Publisher(line.store.ledger, {}, "me", str, AHEAD, Hours(WIB))

    assert clear_away(nobody, line.store.leftovers, line.store.outcomes, STAGED + MINUTE, lambda: True) == 0
    assert clear_away(nobody, line.store.leftovers, line.store.outcomes, STAGED + MINUTE) == 0
    assert line.store.leftovers.due(SLOT, 99) == []


def test_a_live_post_is_known_again_by_its_text_on_both_networks(line: Line) -> None:
    line.draw()
    line.walk(STAGED, SLOT + 5 * MINUTE)
    for channel in ("facebook", "instagram"):
        post, platform = line.post(channel), line.publisher.platforms[channel]
        made = line.store.posts.creatives([post.key])[post.key]
        ours = Outgoing(post.key, post.placement, made.renditions, made.caption)
        other = Outgoing(post.key, post.placement, made.renditions, "Teks lain")
        around_then = (SLOT - AHEAD, SLOT + AHEAD)

        assert [found.remote_id for found in platform.find(ours, *around_then)] == [post.remote_id]
        assert platform.find(other, *around_then) == ()
        assert platform.find(ours, SLOT + AHEAD, SLOT + 2 * AHEAD) == ()
        assert platform.standing(post.remote_id, post.placement, made.caption, SLOT) is Standing.AS_SENT
        assert platform.standing(post.remote_id, post.placement, "Teks lain", SLOT) is Standing.EDITED
        platform.withdraw(post.remote_id, post.placement)
        platform.withdraw(post.remote_id, post.placement)
        assert platform.standing(post.remote_id, post.placement, made.caption, SLOT) is Standing.GONE


def test_a_hand_over_is_known_again_by_its_text_and_moment(line: Line) -> None:
    page = line.publisher.platforms["facebook"]
    rendition = make_rendition(line.folder, Placement.FEED)
    later = SLOT + dt.timedelta(hours=3)
    outgoing = Outgoing("EV-1", Placement.FEED, (rendition,), "Diserahkan", later)
    done: dict[str, str] = {}
    for step in page.steps(outgoing)[:2]:
        answer = page.run(step, outgoing, done)
        done[step.name] = getattr(answer, "remote_id", "")

    assert page.find_handed(outgoing) == (done["handover"],)
    assert page.find_handed(Outgoing("EV-1", Placement.FEED, (rendition,), "Lain", later)) == ()
    assert page.find_handed(Outgoing("EV-1", Placement.FEED, (rendition,), "Diserahkan", later + AHEAD)) == ()
    line.meta.set_clock(later + MINUTE)
    assert page.look(outgoing, done, later).value == "live"
    assert page.discard("handover", done["handover"]) is False


def test_a_full_account_waits_before_anything_is_in_doubt(line: Line) -> None:
    line.meta.configure(quota_total=0)
    line.draw()
    line.walk(STAGED, SLOT + 5 * MINUTE)

    post = line.post("instagram")
    assert post.state is PostState.STAGED
    assert "0 " in line.store.ledger.holds(SLOT + 6 * MINUTE)["instagram"]
    assert "commit" not in [attempt.step for attempt in line.store.ledger.attempts(post.key)]


def test_an_account_whose_calls_run_out_rests_before_it_is_blocked(line: Line) -> None:
    line.meta.configure(usage=97)
    line.draw()
    line.walk(STAGED, SLOT + 2 * MINUTE)

    assert {post.state for post in line.store.posts.all()} <= {PostState.PLANNED, PostState.STAGED}
    assert set(line.store.ledger.holds(STAGED + MINUTE)) == {"facebook", "instagram"}
    line.meta.configure(usage=3)
    line.walk(SLOT + 2 * MINUTE, SLOT + 120 * MINUTE)
    assert {post.state for post in line.store.posts.all()} == {PostState.PUBLISHED}


def test_an_attempt_tells_what_was_sent_how_long_it_took_and_whether_it_left(line: Line) -> None:
    line.draw()
    line.meta.fault(match=r"POST .*/photos", action="reset")
    line.walk(STAGED, SLOT + 5 * MINUTE)

    attempts = line.store.ledger.attempts(line.post("facebook").key)
    assert {attempt.sent for attempt in attempts if attempt.outcome == "done"} == {True}
    assert all(attempt.elapsed_ms is not None for attempt in attempts)
    assert [(attempt.outcome, attempt.sent) for attempt in attempts[:2]] == [("Unavailable", True), ("done", True)]
