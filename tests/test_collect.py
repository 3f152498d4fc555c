"""collect: readings at their ages, missing kept apart from 0, and trouble only costs a reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import WIB, at, make_event, make_rule, store_with
from fakes import ScriptedPlatform

from brandbot.errors import Message, Rejected, Unavailable
from brandbot.model import AccountReading, Hours, Insight, Metric, Missing, Placement, Reading, Source
from brandbot.pipeline.collect import STORY_LIFE, Collector, ages_for, collect_accounts, collect_due
from brandbot.pipeline.publish import Patience, Publisher, publish_due
from brandbot.store import Store

SLOT = at("2026-08-12 18:30")
HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR
AGES = (HOUR, DAY, 3 * DAY, 7 * DAY)
KEY = "EV-1/facebook/feed"
DOWN = Unavailable(Message("down"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one post, published at SLOT."""
    store = store_with(tmp_path, make_event(), now=SLOT - DAY, rules=(make_rule(channels=("facebook",)),))
    publisher = Publisher(
        store.ledger, {"facebook": ScriptedPlatform()}, "me", str, HOUR, Hours(WIB), patience=Patience(verify=())
    )
    publish_due(publisher, SLOT)
    yield store
    store.close()


def collector(store: Store, platform: ScriptedPlatform) -> Collector:
    return Collector(store.insights, store.ledger, {"facebook": platform, "instagram": platform}, AGES, str)


def readings(store: Store) -> list[tuple[dt.timedelta, dict[Metric, int]]]:
    return [(insight.age, dict(insight.reading.values)) for insight in store.insights.of([KEY])]


def test_a_post_is_read_at_each_age_and_then_never_again(store: Store) -> None:
    platform = ScriptedPlatform().tells(*({Metric.REACH: reach} for reach in (10, 20, 30, 40)))
    for age in AGES:
        assert collect_due(collector(store, platform), SLOT + age - dt.timedelta(seconds=1)) == 0
        assert collect_due(collector(store, platform), SLOT + age) == 1

    assert readings(store) == [(age, {Metric.REACH: reach}) for age, reach in zip(AGES, (10, 20, 30, 40), strict=True)]
    assert store.posts.next_wake(SLOT) is None


def test_an_age_that_was_slept_through_is_skipped_not_invented(store: Store) -> None:
    collect_due(collector(store, ScriptedPlatform()), SLOT + 30 * HOUR)

    assert [age for age, _ in readings(store)] == [DAY]
    assert store.posts.next_wake(SLOT) == SLOT + 3 * DAY


def test_a_metric_that_was_withheld_is_absent_and_not_zero(store: Store) -> None:
    collect_due(collector(store, ScriptedPlatform().tells({Metric.LIKES: 0})), SLOT + HOUR)

    assert readings(store) == [(HOUR, {Metric.LIKES: 0})]


def test_a_network_that_is_down_is_asked_again_before_the_next_age(store: Store) -> None:
    platform = ScriptedPlatform().tells(DOWN, {Metric.REACH: 7})

    assert collect_due(collector(store, platform), SLOT + HOUR) == 0
    assert store.posts.next_wake(SLOT) == SLOT + 2 * HOUR
    assert collect_due(collector(store, platform), SLOT + 2 * HOUR) == 1


def test_a_network_that_is_down_at_the_last_age_is_asked_again(store: Store) -> None:
    platform = ScriptedPlatform().tells(DOWN, {Metric.REACH: 7})

    assert collect_due(collector(store, platform), SLOT + 8 * DAY) == 0
    assert collect_due(collector(store, platform), SLOT + 8 * DAY + HOUR) == 1


def test_a_post_that_is_gone_has_an_empty_reading(store: Store) -> None:
    collect_due(collector(store, ScriptedPlatform().tells(Rejected(Message("does not exist")))), SLOT + HOUR)

    assert readings(store) == [(HOUR, {})]


def test_a_permalink_that_could_not_be_read_is_asked_for_again(store: Store) -> None:
    store.ledger.bind(KEY, "commit-3", "")
    platform = ScriptedPlatform()

    collect_due(collector(store, platform), SLOT + HOUR)

    assert [post.permalink for post in store.posts.all()] == ["https://example.org/later"]


def test_a_post_whose_id_is_unknown_is_not_read(store: Store) -> None:
    store.ledger.bind(KEY, "", "")

    assert collect_due(collector(store, ScriptedPlatform()), SLOT + HOUR) == 0
    assert readings(store) == []


def test_a_post_whose_channel_was_removed_is_read_no_more(store: Store) -> None:
    assert collect_due(Collector(store.insights, store.ledger, {}, AGES, str), SLOT + HOUR) == 0
    assert store.posts.next_wake(SLOT) is None


def test_a_story_is_read_before_it_vanishes() -> None:
    assert ages_for(Placement.STORY, AGES) == (HOUR, STORY_LIFE)
    assert ages_for(Placement.FEED, AGES) == AGES


def test_stopping_leaves_the_rest_for_the_next_run(store: Store) -> None:
    assert collect_due(collector(store, ScriptedPlatform()), SLOT + HOUR, stopping=lambda: True) == 0
    assert collect_due(collector(store, ScriptedPlatform()), SLOT + HOUR) == 1


def test_followers_are_read_once_a_day_and_an_empty_answer_counts(store: Store) -> None:
    platform = ScriptedPlatform().tells({Metric.FOLLOWERS: 512}, {})
    day = SLOT.date()

    assert collect_accounts(collector(store, platform), ["facebook", "instagram"], day, SLOT) == (
        "facebook",
        "instagram",
    )
    assert collect_accounts(collector(store, platform), ["facebook", "instagram"], day, SLOT) == ()
    found = {r.channel: dict(r.reading.values) for r in store.insights.accounts(day, day)}
    assert found == {"facebook": {Metric.FOLLOWERS: 512}, "instagram": {}}


def test_a_channel_that_is_down_is_read_later_the_same_day(store: Store) -> None:
    platform = ScriptedPlatform().tells(DOWN, {Metric.FOLLOWERS: 5})

    assert collect_accounts(collector(store, platform), ["facebook"], SLOT.date(), SLOT) == ()
    assert collect_accounts(collector(store, platform), ["facebook"], SLOT.date(), SLOT) == ("facebook",)


def test_interactions_are_likes_comments_shares_and_saves_and_none_when_none_is_known(store: Store) -> None:
    values = {Metric.REACH: 100, Metric.LIKES: 5, Metric.SAVES: 2, Metric.CLICKS: 9}
    collect_due(collector(store, ScriptedPlatform().tells(values)), SLOT + HOUR)
    collect_due(collector(store, ScriptedPlatform().tells({Metric.REACH: 100})), SLOT + DAY)

    insights: list[Insight] = list(store.insights.of([KEY]))
    assert [insight.reading.interactions for insight in insights] == [7, None]


def test_a_report_is_noted_once(store: Store) -> None:
    store.insights.note_report("weekly", "2026-W33", SLOT)
    store.insights.note_report("weekly", "2026-W33", SLOT + DAY)

    assert store.insights.reported("weekly") == {"2026-W33": SLOT}


def test_why_a_number_is_missing_is_kept_with_the_reading_and_never_becomes_a_number(store: Store) -> None:
    reading = Reading(
        {Metric.LIKES: 0},
        {Metric.REACH: Missing.NOT_YET, Metric.VIEWS: Missing.WITHHELD},
        {Metric.LIKES: Source.FIELDS},
    )
    store.insights.add(Insight(KEY, HOUR, SLOT + HOUR, reading), None)
    store.insights.add_account(
        AccountReading("facebook", SLOT.date(), SLOT, Reading({}, {Metric.FOLLOWERS: Missing.NO_PERMISSION}))
    )

    (kept,) = store.insights.of([KEY])
    (account,) = store.insights.accounts(SLOT.date(), SLOT.date())
    assert kept.reading == reading
    assert account.reading.missing == {Metric.FOLLOWERS: Missing.NO_PERMISSION}
    assert account.reading.values == {}
