"""collect: readings at their ages, missing kept apart from 0, and trouble only costs a reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import WIB, at, make_event, make_rule, store_with
from fakes import ScriptedPlatform
from hypothesis import given
from hypothesis import strategies as st

from brandbot.errors import Message, RateLimited, Rejected, Unavailable
from brandbot.model import AccountReading, Hours, Insight, Metric, Missing, Network, Placement, Reading, Source
from brandbot.pipeline.ages import STORY_LIFE, again, ages_for, explained, slack, turn
from brandbot.pipeline.collect import Collector, collect_accounts, collect_due
from brandbot.pipeline.publish import Patience, Publisher, publish_due
from brandbot.platforms.base import Load, Name
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
    platforms = {"facebook": platform, "instagram": platform}
    return Collector(store.insights, store.ledger, store.reading, platforms, AGES, str, "v26.0", WIB)


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
    assert store.posts.next_wake(SLOT) == SLOT + HOUR + dt.timedelta(minutes=20)
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
    assert collect_due(replace(collector(store, ScriptedPlatform()), platforms={}), SLOT + HOUR) == 0
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
    store.reports.note("weekly", "2026-W33", SLOT)
    store.reports.note("weekly", "2026-W33", SLOT + DAY)

    assert store.reports.made("weekly") == {"2026-W33": SLOT}


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


def test_a_reading_that_comes_too_late_does_not_pass_for_an_early_one(store: Store) -> None:
    platform = ScriptedPlatform()

    assert collect_due(collector(store, platform), SLOT + 30 * HOUR + dt.timedelta(minutes=1)) == 0
    assert platform.calls == []
    assert store.posts.next_wake(SLOT) == SLOT + 3 * DAY


@given(st.integers(0, 10_000), st.integers(0, 40_000))
def test_a_reading_stands_for_its_age_to_a_quarter_and_an_hour_at_least(published: int, waited: int) -> None:
    minute = dt.timedelta(minutes=1)
    start = SLOT + published * minute
    found = turn(start, AGES, (), start + waited * minute)

    if found.age:
        assert found.age <= waited * minute <= found.age + slack(found.age)
        assert not [age for age in AGES if found.age < age <= waited * minute]
    if found.next_at:
        assert found.next_at > start + waited * minute
        assert found.next_at.minute % 5 == 0


def test_a_reading_that_failed_is_tried_again_while_it_still_stands_for_its_age() -> None:
    for age in AGES:
        now = SLOT + age
        tries = 0
        while now <= SLOT + age + slack(age) and tries < 50:
            now = again(turn(SLOT, AGES, (), now), now)
            tries += 1
        assert tries >= 3


def test_a_pause_that_meta_asks_for_is_kept(store: Store) -> None:
    platform = ScriptedPlatform().tells(RateLimited(Message("slow down"), wait=2 * HOUR))

    assert collect_due(collector(store, platform), SLOT + DAY) == 0
    assert store.posts.next_wake(SLOT) == SLOT + DAY + 2 * HOUR
    assert collect_due(collector(store, platform), SLOT + DAY + 2 * HOUR) == 1


def test_an_age_is_read_once_whoever_comes_second(store: Store) -> None:
    first, second = (Insight(KEY, HOUR, SLOT + HOUR, Reading({Metric.REACH: reach})) for reach in (10, 99))

    assert store.insights.add(first, SLOT + DAY)
    assert not store.insights.add(second, SLOT + DAY)
    assert readings(store) == [(HOUR, {Metric.REACH: 10})]


@pytest.mark.parametrize(
    ("network", "age", "followers", "why"),
    [
        (Network.INSTAGRAM, 47 * HOUR, 40, Missing.NOT_YET),
        (Network.INSTAGRAM, 48 * HOUR, 40, Missing.WITHHELD),
        (Network.FACEBOOK, 23 * HOUR, 400, Missing.NOT_YET),
        (Network.FACEBOOK, 24 * HOUR, None, Missing.WITHHELD),
        (Network.FACEBOOK, HOUR, 99, Missing.TOO_FEW_FOLLOWERS),
    ],
)
def test_an_empty_answer_is_told_apart_by_network_age_and_followers(
    network: Network, age: dt.timedelta, followers: int | None, why: Missing
) -> None:
    told = Reading({Metric.LIKES: 3}, {Metric.REACH: Missing.WITHHELD, Metric.VIEWS: Missing.UNKNOWN_METRIC})
    explained_ = explained(told, network, age, followers)

    assert explained_.missing == {Metric.REACH: why, Metric.VIEWS: Missing.UNKNOWN_METRIC}
    assert explained_.values == told.values


def test_a_page_with_few_followers_says_so(store: Store) -> None:
    empty = Reading({}, {Metric.REACH: Missing.WITHHELD})
    platform = ScriptedPlatform().tells({Metric.FOLLOWERS: 60}, empty)
    parts = collector(store, platform)
    collect_accounts(parts, ["facebook"], SLOT.date(), SLOT)
    collect_due(parts, SLOT + DAY)

    (insight,) = store.insights.of([KEY])
    assert insight.reading.missing == {Metric.REACH: Missing.TOO_FEW_FOLLOWERS}


CLICKS = Name(Placement.FEED, "post_clicks")


def test_a_name_that_meta_no_longer_knows_is_left_out_for_its_network_and_version(store: Store) -> None:
    platform = ScriptedPlatform(learns={CLICKS: Missing.UNKNOWN_METRIC})
    collect_due(collector(store, platform), SLOT + HOUR)
    platform.learns = {}
    collect_due(collector(store, platform), SLOT + DAY)
    collect_due(replace(collector(store, platform), version="v27.0"), SLOT + 3 * DAY)

    assert platform.left_out == [{}, {CLICKS: Missing.UNKNOWN_METRIC}, {}]
    assert store.notices.retired() == [("facebook/v26.0", "post_clicks")]


def test_a_name_is_tried_again_after_a_while_and_may_come_back(store: Store) -> None:
    store.reading.learn("facebook/v26.0", {(Placement.FEED, "post_clicks"): Missing.UNKNOWN_METRIC}, SLOT - 20 * DAY)
    store.reading.learn("facebook/v26.0", {(Placement.STORY, "views"): Missing.UNKNOWN_METRIC}, SLOT - 90 * DAY)
    store.reading.learn("facebook", {(Placement.FEED, "reactions"): Missing.NO_PERMISSION}, SLOT - 8 * DAY)
    platform = ScriptedPlatform()
    collect_due(collector(store, platform), SLOT + DAY)

    assert platform.left_out == [{CLICKS: Missing.UNKNOWN_METRIC}]
    assert {one.name for one in store.reading.unusable()} == {"post_clicks", "views"}


def test_a_name_that_fails_again_keeps_the_day_on_which_it_was_found_out(store: Store) -> None:
    gone = {(Placement.FEED, "post_clicks"): Missing.UNKNOWN_METRIC}
    store.reading.learn("facebook/v26.0", gone, SLOT - 40 * DAY)
    platform = ScriptedPlatform(learns={CLICKS: Missing.UNKNOWN_METRIC})
    collect_due(collector(store, platform), SLOT + HOUR)

    (name,) = store.reading.unusable()
    assert (name.since, name.asked_at) == (SLOT - 40 * DAY, SLOT + HOUR)


def test_calls_are_counted_by_channel_and_day(store: Store) -> None:
    class Counting(ScriptedPlatform):
        def load(self) -> Load:
            return Load(calls=3 * len(self.calls))

    platform = Counting()
    collect_due(collector(store, platform), SLOT + HOUR)
    collect_due(collector(store, platform), SLOT + DAY)

    told = [(one.channel, one.day, one.calls, one.readings) for one in store.reading.calls(SLOT.date())]
    assert told == [("facebook", SLOT.date(), 3, 1), ("facebook", (SLOT + DAY).date(), 3, 1)]


def test_a_post_that_is_said_to_be_gone_is_believed_when_it_was_said_to_the_last(store: Store) -> None:
    gone = Reading({}, {Metric.REACH: Missing.GONE})
    platform = ScriptedPlatform().tells(gone, {Metric.REACH: 8}, *[gone] * 9)
    now: dt.datetime | None = SLOT + HOUR
    while now and now <= SLOT + 30 * HOUR:
        collect_due(collector(store, platform), now)
        now = store.posts.next_wake(now)

    first, second = store.insights.of([KEY])
    assert (first.age, first.reading.values) == (HOUR, {Metric.REACH: 8})
    assert (second.age, second.reading) == (DAY, gone)
