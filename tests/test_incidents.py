"""Where others posted twice, lost a post or failed a live one: each incident by its name, with brandbot in their place.

The numbers are those of the public issues; real adapters and Graph client, and the sandbox in this process.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import WIB, around, at, make_event, make_rule, sync
from faultsim import BEGIN, CASES, ENDS, SECOND, SLOT, Case, creative_of, post_of
from near_meta import CHANNELS, NearMeta, near_meta

from brandbot.model import Hours, Network, Placement, Post, PostState
from brandbot.pipeline.plan import plan
from brandbot.pipeline.publish import Publisher, clear_away, publish_due
from brandbot.platforms.base import Platform
from brandbot.sandbox import IG_ID, PAGE_ID
from brandbot.store import Store

FACEBOOK = Case(Network.FACEBOOK, Placement.FEED, 1)
INSTAGRAM = Case(Network.INSTAGRAM, Placement.FEED, 1)
FEEDS = [case for case in CASES if case.placement is Placement.FEED]
VISIBLE = rf"POST .*({PAGE_ID}_\d+|media_publish)$"
ENOUGH = 200  # wakes; nothing here takes so many


class Desk:
    """A school with one post, and what its service does from wake to wake."""

    def __init__(self, meta: NearMeta, folder: Path) -> None:
        self.meta, self._folder = meta, folder
        self.store = Store("sqlite://")
        self.now = BEGIN
        self.platforms: dict[str, Platform] = dict(meta.platforms())

    def plan(self, case: Case) -> None:
        """An approved post of this case."""
        self.store.posts.apply([(post_of(case), BEGIN)], (), BEGIN)
        self.store.posts.save_creative(creative_of(case, self._folder), BEGIN)

    def publisher(self, owner: str = "me") -> Publisher:
        """A worker."""
        return Publisher(self.store.ledger, self.platforms, owner, str, dt.timedelta(hours=1), Hours(WIB))

    def tick(self) -> None:
        """Do what is due now."""
        self.meta.world.clock.set(self.now)
        clear_away(self.publisher(), self.store.leftovers, self.store.outcomes, self.now)
        publish_due(self.publisher(), self.now)

    def walk(self) -> Post:
        """Go on until the post is at its end."""
        for _ in range(ENOUGH):
            self.tick()
            if self.post().state in ENDS:
                return self.post()
            wake = self.store.posts.next_wake(self.now)
            assert wake
            self.now = max(wake, self.now + SECOND)
        raise AssertionError("it came to no end")

    def post(self) -> Post:
        """The post as it stands."""
        (post,) = self.store.posts.all()
        return post

    def told(self) -> list[dict[str, Any]]:
        """The calls that make a post visible, as the sandbox wrote them down."""
        ends = ("media_publish", "photo_stories")
        calls = [call for call in self.meta.store.requests() if call["method"] == "POST"]
        return [call for call in calls if call["path"].endswith(ends) or f"/{PAGE_ID}_" in call["path"]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with near_meta() as meta:
        one = Desk(meta, tmp_path)
        yield one
        one.store.close()


def answered(code: int, subcode: int | None = None, status: int = 400, message: str = "?") -> dict[str, Any]:
    """An error in Meta's shape."""
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A2207051b190c100"}
    return {"status": status, "body": {"error": error | ({"error_subcode": subcode} if subcode else {})}}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_koala_699_seven_copies_after_code_2(desk: Desk, case: Case) -> None:
    """Every answer was HTTP 500 "Please retry your request later", each time the photo was up."""
    desk.plan(case)
    retry = answered(2, None, 500, "An unexpected error has occurred. Please retry your request later.")
    desk.meta.fault(match=r"POST .*(photos|feed|media|publish|stories|_\d+)$", when="after", action=retry, times=7)

    post = desk.walk()

    assert len(desk.meta.live()) == 1
    assert post.state is PostState.PUBLISHED


@pytest.mark.parametrize("case", FEEDS, ids=str)
@pytest.mark.parametrize(("code", "subcode"), [(1, 99), (324, None)], ids=["php-graph-sdk-1141", "restfb-974"])
def test_php_graph_sdk_1141_and_restfb_974_an_error_is_no_proof_that_nothing_is_up(
    desk: Desk, case: Case, code: int, subcode: int | None
) -> None:
    desk.plan(case)
    desk.meta.fault(match=VISIBLE, when="after", action=answered(code, subcode))

    post = desk.walk()

    assert (post.state, len(desk.meta.live()), len(desk.told())) == (PostState.PUBLISHED, 1, 1)


@pytest.mark.parametrize("second", ["error", "same_id", "duplicate"])
def test_postiz_1681_action_is_blocked_and_the_post_was_live(desk: Desk, second: str) -> None:
    desk.meta.configure(second_publish=second)
    desk.plan(INSTAGRAM)
    desk.meta.fault(match="media_publish", when="after", action=answered(4, 2207051, 403, "Action is blocked"))

    post = desk.walk()

    assert (post.state, len(desk.meta.live()), len(desk.told())) == (PostState.PUBLISHED, 1, 1)


@pytest.mark.parametrize("case", FEEDS, ids=str)
def test_postiz_1568_and_1562_a_permalink_that_cannot_be_read_fails_no_live_post(desk: Desk, case: Case) -> None:
    desk.plan(case)
    gone = answered(100, 33, message="Unsupported get request. Object with ID '1' does not exist")

    def once_it_is_told() -> None:
        if desk.told():
            desk.meta.after_call = lambda: None
            desk.meta.fault(match=r"GET .*\d$", action=gone)

    desk.meta.after_call = once_it_is_told
    post = desk.walk()

    (live,) = desk.meta.live()
    assert (post.state, post.remote_id, post.permalink) == (PostState.PUBLISHED, live["id"], "")


def test_python_facebook_224_a_write_asks_for_no_fields_and_an_id_is_success(desk: Desk) -> None:
    desk.plan(INSTAGRAM)
    desk.walk()

    writes = [call for call in desk.meta.store.requests() if call["method"] == "POST"]
    assert len(writes) == 3
    assert not [call for call in writes if "fields" in call["parameters"]]


def test_postiz_1813_waiting_is_no_part_of_publishing(desk: Desk) -> None:
    """There a time-out while polling ran the whole thing again; here it asks again and makes nothing anew."""
    desk.meta.configure(container_polls=4)
    desk.plan(INSTAGRAM)
    desk.meta.fault(match=r"GET .*/179\d+$", when="after", action="hang", times=3)

    post = desk.walk()

    made = [call for call in desk.meta.store.requests() if call["path"].endswith(f"{IG_ID}/media")]
    assert (post.state, len(made), len(desk.told())) == (PostState.PUBLISHED, 1, 1)


def test_postiz_1813_a_container_is_no_media(desk: Desk) -> None:
    """There the container's id was kept as the post's, and its numbers could never be read."""
    desk.plan(INSTAGRAM)
    desk.meta.fault(match="media_publish", name="did-it-then-reset")

    post = desk.walk()

    (live,) = desk.meta.live()
    assert (post.remote_id, live["container"] != post.remote_id) == (live["id"], True)


def test_postiz_1996_a_worker_that_is_only_slow_is_taken_for_dead(desk: Desk) -> None:
    """Its lease ends while its visible call is under way; the other reads back, and the first can save nothing."""
    desk.plan(INSTAGRAM)
    while not desk.meta.store.requests() or desk.now < SLOT:
        desk.tick()
        desk.now = max(desk.store.posts.next_wake(desk.now) or SLOT, desk.now + SECOND)
    others: list[int] = []

    def while_it_is_sent() -> None:
        if desk.told() and not others:
            others.append(0)
            later = desk.now + dt.timedelta(minutes=10)
            desk.meta.world.clock.set(later)
            others[0] = publish_due(desk.publisher("other"), later)

    desk.meta.after_call = while_it_is_sent
    desk.tick()

    assert others == [1]
    assert (desk.post().state, len(desk.meta.live()), len(desk.told())) == (PostState.PUBLISHED, 1, 1)


def test_wix_skills_996_three_times_the_button_and_every_duplicate_was_a_clean_200(desk: Desk) -> None:
    events, rules = [make_event()], [make_rule(channels=(CHANNELS[Network.INSTAGRAM].name,))]
    case = Case(Network.INSTAGRAM, Placement.FEED, 1)
    for _ in range(3):
        sync(desk.store, plan(events, rules, around()), at("2026-08-01 08:00"))
    desk.store.posts.save_creative(creative_of(case, desk._folder), BEGIN)

    for _ in range(3):
        desk.walk()

    assert len(desk.meta.live()) == 1


def test_trypost_281_the_newest_post_of_the_account_is_not_ours(desk: Desk) -> None:
    """Somebody posts by hand while our answer gets lost: ours is known by its caption, not by its place in the list."""
    desk.plan(INSTAGRAM)
    desk.meta.configure(status_lag=9)  # only the list tells
    desk.meta.fault(match="media_publish", name="did-it-then-500")
    while not desk.told():
        desk.tick()
        desk.now = max(desk.store.posts.next_wake(desk.now) or desk.now, desk.now + SECOND)
    (ours,) = desk.meta.live()
    _post_by_hand(desk.meta, "Foto dari ponsel guru")

    post = desk.walk()

    assert desk.meta.live()[-1]["text"] == "Foto dari ponsel guru"
    assert (post.state, post.remote_id) == (PostState.PUBLISHED, ours["id"])


def _post_by_hand(meta: NearMeta, caption: str) -> None:
    """What the school's people do in the app."""
    hand: Any = meta.platforms()["instagram"]
    graph = hand._graph
    picture = meta.store.rows("SELECT hash FROM picture WHERE width > 200 LIMIT 1")[0][0]
    photo = graph.put_photo(meta.store.picture_body(picture), f"{PAGE_ID}/photos", published=False)
    url = graph.get_object(photo["id"], fields="images")["images"][-1]["source"]
    made = graph.put_object(IG_ID, "media", image_url=url, caption=caption)
    while graph.get_object(made["id"], fields="status_code")["status_code"] != "FINISHED":
        pass
    graph.put_object(IG_ID, "media_publish", creation_id=made["id"])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_openpost_227_an_answer_that_is_always_503_is_not_parked_for_ever(desk: Desk, case: Case) -> None:
    """A call of a wrong shape gets the same answer each time: after a few it is a person's, not looked at for ever."""
    desk.plan(case)
    match = r"POST .*(_\d+|media_publish|photo_stories)$"
    desk.meta.fault(match=match, action=answered(1, None, 503, "Service temporarily unavailable"), times=10_000)

    post = desk.walk()

    assert (post.state, desk.meta.live()) == (PostState.NEEDS_HUMAN, [])
    assert len(desk.told()) <= 5
    assert post.reason
