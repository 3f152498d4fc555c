"""verify: what stands on the network some time after publishing, and what is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import WIB, at, make_event, make_rule, store_with
from fakes import ScriptedPlatform

from brandbot.errors import Message, Unavailable
from brandbot.model import Hours, Placement, Post, PostState
from brandbot.pipeline.publish import Patience, Publisher, publish_due
from brandbot.pipeline.verify import EDITED, GONE, Verifier, verify_due
from brandbot.platforms.base import Standing
from brandbot.store import Store

SLOT = at("2026-08-12 18:30")
MINUTE = dt.timedelta(minutes=1)
HOUR = 60 * MINUTE
AGES = Patience().verify


def published(folder: Path, placement: Placement = Placement.FEED) -> Store:
    """A store with one live post."""
    rules = (make_rule(channels=("facebook",), placement=placement),)
    store = store_with(folder, make_event(), now=SLOT - HOUR, rules=rules)
    publish_due(Publisher(store.ledger, {"facebook": ScriptedPlatform()}, "me", str, HOUR, Hours(WIB)), SLOT)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = published(tmp_path)
    yield store
    store.close()


def look(store: Store, platform: ScriptedPlatform, now: dt.datetime) -> Post:
    verify_due(Verifier(store.outcomes, store.ledger, {"facebook": platform}, AGES, str), now)
    (post,) = store.posts.all()
    return post


def test_a_live_post_is_looked_at_after_five_minutes_an_hour_and_a_day_and_then_left_alone(store: Store) -> None:
    platform = ScriptedPlatform()
    for age in AGES:
        assert store.posts.next_wake(SLOT + age - MINUTE) is not None
        look(store, platform, SLOT + age - dt.timedelta(seconds=1))
        assert look(store, platform, SLOT + age).state is PostState.PUBLISHED
    look(store, platform, SLOT + 90 * HOUR)

    assert len(platform.calls) == len(AGES)


def test_gone_is_believed_when_it_was_said_twice(store: Store) -> None:
    platform = ScriptedPlatform()
    platform.standings.extend([Standing.GONE, Standing.GONE])

    assert look(store, platform, SLOT + 5 * MINUTE).state is PostState.PUBLISHED
    post = look(store, platform, SLOT + 15 * MINUTE)

    assert (post.state, post.reason) == (PostState.REMOVED, str(GONE))


def test_a_spurious_gone_leaves_no_trace(store: Store) -> None:
    platform = ScriptedPlatform()
    platform.standings.append(Standing.GONE)
    look(store, platform, SLOT + 5 * MINUTE)
    post = look(store, platform, SLOT + 15 * MINUTE)

    assert (post.state, post.reason) == (PostState.PUBLISHED, "")


def test_a_text_that_was_changed_outside_is_told_and_stays_published(store: Store) -> None:
    platform = ScriptedPlatform()
    platform.standings.append(Standing.EDITED)
    post = look(store, platform, SLOT + 5 * MINUTE)

    assert (post.state, post.reason) == (PostState.PUBLISHED, str(EDITED))


def test_a_read_that_fails_is_made_again_and_proves_nothing(store: Store) -> None:
    platform = ScriptedPlatform()
    platform.standings.extend([Unavailable(Message("down")), Standing.AS_SENT])
    look(store, platform, SLOT + 5 * MINUTE)

    assert look(store, platform, SLOT + 15 * MINUTE).state is PostState.PUBLISHED
    assert len(platform.calls) == 2


def test_a_story_is_not_looked_at_after_its_day(tmp_path: Path) -> None:
    store = published(tmp_path, Placement.STORY)
    platform = ScriptedPlatform()
    for age in (*AGES, dt.timedelta(days=3)):
        look(store, platform, SLOT + age)

    assert len(platform.calls) == 2
    store.close()


def test_a_live_post_without_an_id_is_found_by_its_caption(store: Store) -> None:
    store.ledger.bind("EV-1/facebook/feed", "", "")
    platform = ScriptedPlatform(live=["EV-1/facebook/feed"], live_at=SLOT)

    assert look(store, platform, SLOT + 5 * MINUTE).remote_id == "found-EV-1/facebook/feed"


def test_a_channel_that_left_the_config_is_looked_at_no_more(store: Store) -> None:
    verify_due(Verifier(store.outcomes, store.ledger, {}, AGES, str), SLOT + HOUR)
    assert store.outcomes.to_verify(SLOT + 99 * HOUR, 9) == []


def test_stopping_leaves_the_rest_for_the_next_pass(store: Store) -> None:
    platform = ScriptedPlatform()
    verifier = Verifier(store.outcomes, store.ledger, {"facebook": platform}, AGES, str)
    assert verify_due(verifier, SLOT + HOUR, stopping=lambda: True) == 0
    assert platform.calls == []
