"""A Page that lets Meta put posts up by its own clock: handed over once, whatever the answers, edits and kills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import WIB, around, at, draw_all, make_event, make_rule, store_with, sync
from fakes import LOST_ANSWER, NEVER_ARRIVED, REJECTED, ScriptedPlatform

from brandbot.errors import Message, Unauthorized, Unavailable
from brandbot.model import Hours, Post, PostState, Sequence
from brandbot.pipeline.plan import plan
from brandbot.pipeline.publish import Publisher, clear_away, publish_due
from brandbot.platforms.base import Liveness
from brandbot.store import Store

SLOT = at("2026-08-12 18:30")
NOW = SLOT - dt.timedelta(days=2)
MINUTE = dt.timedelta(minutes=1)
HOUR = 60 * MINUTE
KEY = "EV-1/facebook/feed"
RULES = (make_rule(channels=("facebook",)),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_with(tmp_path, make_event(), now=NOW, rules=RULES)
    yield store
    store.close()


def publisher(store: Store, platform: ScriptedPlatform, *, wanted: bool = True) -> Publisher:
    sequences = {"facebook": Sequence.SCHEDULED}
    return Publisher(
        store.ledger,
        {"facebook": platform},
        "me",
        str,
        HOUR,
        Hours(WIB),
        sequences=sequences,
        wanted=lambda _key: wanted,
    )


def tick(store: Store, platform: ScriptedPlatform, now: dt.datetime) -> Post:
    """One pass of clearing away and publishing."""
    clear_away(publisher(store, platform), store.leftovers, store.outcomes, now)
    publish_due(publisher(store, platform), now)
    (post,) = store.posts.all()
    return post


def walk(store: Store, platform: ScriptedPlatform, now: dt.datetime, until: dt.datetime) -> Post:
    """Pass after pass, from wake to wake."""
    post = tick(store, platform, now)
    while (wake := store.posts.next_wake(now)) and wake <= until and post.state is not PostState.PUBLISHED:
        now = max(wake, now + dt.timedelta(seconds=1))
        post = tick(store, platform, now)
    return post


def test_a_post_is_handed_over_ahead_and_found_live_after_its_slot(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True)

    assert tick(store, platform, SLOT - HOUR + 30 * MINUTE).state is PostState.SCHEDULED
    assert (platform.handed, platform.live) == ([KEY], [])
    platform.live.append(KEY)  # Meta's clock
    post = walk(store, platform, SLOT, SLOT + HOUR)

    assert (post.state, post.published_at) == (PostState.PUBLISHED, SLOT - 30 * MINUTE)
    assert "commit" not in platform.calls


def test_too_close_to_the_slot_it_is_staged_and_published_from_here(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True)

    assert tick(store, platform, SLOT - 10 * MINUTE).state is PostState.STAGED
    assert tick(store, platform, SLOT).state is PostState.PUBLISHED
    assert (platform.handed, platform.live) == ([], [KEY])


def test_a_lost_answer_is_found_among_what_waits_and_not_handed_over_again(store: Store) -> None:
    platform = ScriptedPlatform().on("handover", LOST_ANSWER)

    assert tick(store, platform, SLOT - 29 * MINUTE).state is PostState.UNKNOWN
    assert walk(store, platform, SLOT - 28 * MINUTE, SLOT - MINUTE).state is PostState.SCHEDULED
    assert platform.handed == [KEY]


def test_what_never_arrived_is_handed_over_again_only_after_three_looks(store: Store) -> None:
    platform = ScriptedPlatform().on("handover", NEVER_ARRIVED)

    post = walk(store, platform, SLOT - 29 * MINUTE, SLOT - MINUTE)

    assert (post.state, platform.handed) == (PostState.SCHEDULED, [KEY])
    assert platform.calls.count("handover") == 2


def test_a_handover_in_doubt_that_went_up_is_found_by_its_caption(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True).on("handover", NEVER_ARRIVED)
    tick(store, platform, SLOT - 29 * MINUTE)
    platform.live.append(KEY)

    assert walk(store, platform, SLOT + MINUTE, SLOT + HOUR).state is PostState.PUBLISHED
    assert platform.live == [KEY]


def test_a_handover_that_is_refused_fails_the_post(store: Store) -> None:
    post = tick(store, ScriptedPlatform().on("handover", REJECTED), SLOT - 29 * MINUTE)
    assert post.state is PostState.FAILED


def test_where_the_networks_clock_did_nothing_it_is_published_from_here(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True)
    tick(store, platform, SLOT - 29 * MINUTE)

    post = walk(store, platform, SLOT, SLOT + HOUR)

    assert (post.state, platform.live, platform.calls.count("commit")) == (PostState.PUBLISHED, [KEY], 1)


def test_what_cannot_be_read_after_the_slot_goes_to_a_person(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True).sees(*[Unavailable(Message("down"))] * 90)
    tick(store, platform, SLOT - 29 * MINUTE)

    assert walk(store, platform, SLOT, SLOT + 2 * HOUR).state is PostState.NEEDS_HUMAN
    assert platform.live == []


def test_a_dead_token_after_the_slot_only_waits_for_its_person(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True)
    tick(store, platform, SLOT - 29 * MINUTE)
    platform.live.append(KEY)
    dead = ScriptedPlatform(repeatable=True, live=platform.live)
    dead.sees(*[Unauthorized(Message("the token is dead"))] * 30)

    assert walk(store, dead, SLOT + 5 * MINUTE, SLOT + 5 * HOUR).state is PostState.SCHEDULED
    assert walk(store, platform, SLOT + 7 * HOUR, SLOT + 9 * HOUR).state is PostState.PUBLISHED


def test_an_edit_calls_the_old_version_back_before_the_new_one_is_handed_over(store: Store, tmp_path: Path) -> None:
    platform = ScriptedPlatform()
    tick(store, platform, SLOT - 29 * MINUTE)
    sync(store, plan([make_event(title="Judul baru")], RULES, around()), SLOT - 28 * MINUTE)
    draw_all(store, tmp_path, SLOT - 28 * MINUTE)
    platform.discards.extend([Unavailable(Message("down")), True, True])

    first = tick(store, platform, SLOT - 27 * MINUTE)
    assert (first.state, len(platform.handed)) == (PostState.STAGED, 1)  # the old draft is still there
    assert walk(store, platform, SLOT - 26 * MINUTE, SLOT - MINUTE).state is PostState.SCHEDULED
    assert platform.discarded[0][0] == "handover"
    assert len(platform.handed) == 2


def test_an_old_version_that_went_up_before_it_could_be_called_back_is_known_as_live(
    store: Store, tmp_path: Path
) -> None:
    platform = ScriptedPlatform()
    tick(store, platform, SLOT - 29 * MINUTE)
    sync(store, plan([make_event(title="Judul baru")], RULES, around()), SLOT - MINUTE)
    draw_all(store, tmp_path, SLOT - MINUTE)
    platform.discards.append(False)

    post = tick(store, platform, SLOT + MINUTE)

    assert (post.state, platform.calls.count("commit")) == (PostState.PUBLISHED, 0)
    assert "older version" in post.reason


def test_a_post_called_off_after_it_was_handed_over_is_taken_back(store: Store) -> None:
    platform = ScriptedPlatform()
    tick(store, platform, SLOT - 29 * MINUTE)
    sync(store, plan([], RULES, around()), SLOT - 20 * MINUTE)

    assert tick(store, platform, SLOT - 20 * MINUTE).state is PostState.CANCELLED
    assert [step for step, _ in platform.discarded] == ["handover", "photo"]


def test_a_handover_in_doubt_that_was_called_off_is_not_made_again(store: Store) -> None:
    platform = ScriptedPlatform().on("handover", NEVER_ARRIVED)
    tick(store, platform, SLOT - 29 * MINUTE)
    for minute in (28, 26, 22):
        publish_due(publisher(store, platform, wanted=False), SLOT - minute * MINUTE)

    (post,) = store.posts.all()
    assert (post.state, platform.handed) == (PostState.CANCELLED, [])


def test_a_look_that_says_live_is_believed_at_the_slot(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True)
    tick(store, platform, SLOT - 29 * MINUTE)
    platform.sees(Liveness.LIVE)

    assert tick(store, platform, SLOT + 2 * MINUTE).state is PostState.PUBLISHED
