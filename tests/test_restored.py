"""After a restore: nothing is sent before it was looked whether it went out since the backup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import WIB, at, make_event, make_rule, store_with
from fakes import ScriptedPlatform

from brandbot.errors import Message, PlatformError, Unauthorized, Unavailable
from brandbot.model import Hours, Placement, Post, PostState, Sequence
from brandbot.pipeline.publish import Publisher, publish_due
from brandbot.store import RESTORED, Store

SLOT = at("2026-08-12 18:30")
BACKUP = SLOT - dt.timedelta(hours=8)
NOW = SLOT + dt.timedelta(minutes=5)
KEY = "EV-1/facebook/feed"
DAY = dt.timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_with(tmp_path, make_event(), now=BACKUP, rules=(make_rule(channels=("facebook",)),))
    yield store
    store.close()


def publish(store: Store, platform: ScriptedPlatform, now: dt.datetime = NOW, **more: object) -> Post:
    publisher = Publisher(
        store.ledger,
        {"facebook": platform},
        "me",
        str,
        DAY,
        Hours(WIB),
        restored=BACKUP,
        restored_seen=NOW,
        **more,  # type: ignore[arg-type]
    )
    publish_due(publisher, now)
    (post,) = store.posts.all()
    return post


def test_what_went_out_after_the_backup_is_bound_and_not_sent_again(store: Store) -> None:
    platform = ScriptedPlatform(live=[KEY])

    post = publish(store, platform)

    assert (post.state, post.remote_id, platform.live) == (PostState.PUBLISHED, f"found-{KEY}", [KEY])
    assert platform.calls == []


def test_what_did_not_go_out_is_sent(store: Store) -> None:
    platform = ScriptedPlatform()
    assert publish(store, platform).state is PostState.PUBLISHED
    assert platform.live == [KEY]


def test_two_posts_with_the_same_text_go_to_a_person(store: Store) -> None:
    post = publish(store, ScriptedPlatform(live=[KEY, KEY]))
    assert (post.state, "backup" in post.reason) == (PostState.NEEDS_HUMAN, True)


def test_what_belongs_to_another_post_is_not_bound_twice(store: Store, tmp_path: Path) -> None:
    del tmp_path
    store.ledger.bind(KEY, f"found-{KEY}", "")
    assert publish(store, ScriptedPlatform(live=[KEY])).state is PostState.PUBLISHED


@pytest.mark.parametrize("trouble", [Unavailable(Message("down")), Unauthorized(Message("dead"))])
def test_where_the_network_cannot_be_asked_nothing_is_sent(
    store: Store, monkeypatch: pytest.MonkeyPatch, trouble: PlatformError
) -> None:
    def refuse(*_args: object) -> None:
        raise trouble

    platform = ScriptedPlatform()
    monkeypatch.setattr(platform, "find", refuse)

    assert publish(store, platform).state is PostState.PLANNED
    assert platform.calls == []


def test_a_story_of_the_time_in_doubt_goes_to_a_person_and_a_later_one_goes_out(tmp_path: Path) -> None:
    rules = (make_rule(channels=("facebook",), placement=Placement.STORY),)
    events = (make_event(), make_event("EV-2", date=dt.date(2026, 8, 13)))
    store = store_with(tmp_path, *events, now=BACKUP, rules=rules)
    platform = ScriptedPlatform()
    publisher = Publisher(
        store.ledger, {"facebook": platform}, "me", str, DAY, Hours(WIB), restored=BACKUP, restored_seen=NOW
    )
    publish_due(publisher, NOW)
    publish_due(publisher, SLOT + DAY)

    assert [post.state for post in store.posts.all()] == [PostState.NEEDS_HUMAN, PostState.PUBLISHED]
    store.close()


def test_what_was_handed_over_after_the_backup_is_found_waiting(store: Store) -> None:
    platform = ScriptedPlatform(handed=[KEY])

    post = publish(store, platform, SLOT - dt.timedelta(minutes=25), sequences={"facebook": Sequence.SCHEDULED})

    assert (post.state, platform.handed) == (PostState.SCHEDULED, [KEY])


def test_a_persons_word_goes_before_the_doubt(store: Store) -> None:
    assert publish(store, ScriptedPlatform(live=[KEY, KEY])).state is PostState.NEEDS_HUMAN
    store.outcomes.again(KEY, NOW, NOW + DAY)
    platform = ScriptedPlatform(live=[KEY, KEY])
    assert publish(store, platform).state is PostState.PUBLISHED
    assert platform.live == [KEY, KEY, KEY]


def test_the_doubt_ends_after_two_weeks(store: Store) -> None:
    store.notes.set(RESTORED, BACKUP)
    assert store.notes.restored(NOW) == (BACKUP, NOW)
    assert store.notes.restored(NOW + 14 * DAY) == (BACKUP, NOW)
    assert store.notes.restored(NOW + 15 * DAY) == (None, None)
    assert store.notes.restored(NOW + 15 * DAY) == (None, None)
