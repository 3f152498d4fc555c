"""The numbers that the sandbox tells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import meta_metrics
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandbox_client import NOW, Client, code, opened, picture

from brandbot.sandbox import IG_ID, OTHER_PAGE_ID, OTHER_PAGE_TOKEN, PAGE_ID
from brandbot.sandbox.account_insights import LIFETIME, PAGE_DAY, PAGE_PERIODS, SERIES, TOTALS
from brandbot.sandbox.insights import FEED_METRICS, POST_METRICS, STORY_METRICS
from brandbot.sandbox.numbers import DAY, HOUR, Numbers, followers, insights_delay, post_numbers, split

START = int(NOW.timestamp())
seeds = st.integers(10**15, 10**17).map(str)
networks = st.sampled_from(["facebook", "instagram"])


@pytest.fixture
def graph() -> Iterator[Client]:
    with opened() as client:
        yield client


def values(answer: dict[str, Any]) -> dict[str, Any]:
    return {one["name"]: one["values"][0]["value"] for one in answer["data"]}


@given(
    seed=seeds,
    network=networks,
    story=st.booleans(),
    ages=st.lists(st.integers(0, 60 * DAY), min_size=2, max_size=6),
    pictures=st.integers(1, 10),
)
def test_numbers_never_fall_and_never_contradict_each_other(
    *, seed: str, network: str, story: bool, ages: list[int], pictures: int
) -> None:
    before = Numbers()
    for age in sorted(ages):
        now = post_numbers(seed, network, story=story, published=START, now=START + age, pictures=pictures)
        assert now.interactions <= now.reach <= now.views
        assert all(getattr(now, name) >= getattr(before, name) for name in Numbers.__slots__)
        before = now


@given(seeds, networks)
def test_a_feed_post_of_a_school_reaches_some_hundreds_in_a_week(seed: str, network: str) -> None:
    numbers = post_numbers(seed, network, story=False, published=START, now=START + 7 * DAY)
    assert 100 <= numbers.reach <= 1400


@given(seeds, networks)
def test_a_story_stops_after_a_day(seed: str, network: str) -> None:
    after_a_day, after_a_week = (
        post_numbers(seed, network, story=True, published=START, now=START + days * DAY) for days in (1, 7)
    )
    assert after_a_day == after_a_week


def test_the_evening_does_better_than_the_night() -> None:
    def reach(hour: int) -> int:
        published = START // DAY * DAY + (hour - 7) * HOUR
        return post_numbers("1", "instagram", story=False, published=published, now=published + 9 * DAY).reach

    assert reach(19) > reach(12) > reach(3)


@given(st.integers(0, 10**6), seeds, st.lists(st.text(min_size=1), min_size=2, max_size=8, unique=True))
def test_parts_add_up(total: int, seed: str, names: list[str]) -> None:
    parts = split(total, seed, tuple(names))
    assert sum(parts.values()) == total
    assert min(parts.values()) >= 0


def test_followers_grow_slowly_and_not_every_day() -> None:
    counts = [followers(PAGE_ID, "facebook", 412, START + day * DAY) for day in range(365)]
    changes = [later - earlier for earlier, later in pairwise(counts)]
    assert 80 < counts[-1] - counts[0] < 150
    assert min(changes) < 0 < max(changes) < 6


def test_the_metric_names_are_those_of_metas_pages() -> None:
    assert FEED_METRICS.keys() == meta_metrics.MEDIA_FEED
    assert STORY_METRICS.keys() == meta_metrics.MEDIA_STORY
    assert POST_METRICS.keys() == meta_metrics.POST_LIVE
    assert PAGE_PERIODS.keys() == meta_metrics.PAGE_ANY_PERIOD
    assert PAGE_DAY.keys() == meta_metrics.PAGE_DAY_ONLY
    assert TOTALS.keys() == meta_metrics.ACCOUNT_TOTALS
    assert SERIES.keys() == meta_metrics.ACCOUNT_SERIES
    assert set(LIFETIME) == meta_metrics.ACCOUNT_LIFETIME


def test_one_dead_metric_fails_the_whole_call(graph: Client) -> None:
    post, media = graph.published(), graph.media()
    story = graph.media(media_type="STORIES")
    graph.walk(hours=20)
    for name in meta_metrics.POST_DEAD:
        assert code(graph.get(f"{post}/insights", metric=f"post_clicks,{name}"))[0] == 100
    dead_for_feed = meta_metrics.MEDIA_DEAD | meta_metrics.MEDIA_REELS_ONLY | meta_metrics.MEDIA_ONLY_SHARED
    for name in dead_for_feed | {"replies"}:
        assert code(graph.get(f"{media}/insights", metric=f"reach,{name}"))[0] == 100
    for name in dead_for_feed | {"likes", "saved"}:
        assert code(graph.get(f"{story}/insights", metric=f"reach,{name}"))[0] == 100
    for name in meta_metrics.PAGE_DEAD:
        assert code(graph.get(f"{PAGE_ID}/insights", metric=f"page_follows,{name}"))[0] == 100
    for name in meta_metrics.ACCOUNT_DEAD:
        values = {"metric": f"reach,{name}", "period": "day", "metric_type": "total_value"}
        assert code(graph.get(f"{IG_ID}/insights", **values))[0] == 100


def test_all_living_metrics_answer_together(graph: Client) -> None:
    post, media = graph.published(), graph.media()
    story = graph.media(media_type="STORIES", image_url=graph.picture_url(picture(1080, 1920)))
    graph.walk(hours=20)
    told = values(graph.get(f"{post}/insights", metric=",".join(meta_metrics.POST_LIVE)))
    assert told.keys() == meta_metrics.POST_LIVE
    assert told["post_total_media_view_unique"] <= told["post_media_view"]
    assert sum(told["post_reactions_by_type_total"].values()) == told["post_activity_by_action_type"]["like"]
    assert values(graph.get(f"{media}/insights", metric=",".join(meta_metrics.MEDIA_FEED))).keys()
    told = values(graph.get(f"{story}/insights", metric=",".join(meta_metrics.MEDIA_STORY)))
    assert told.keys() == meta_metrics.MEDIA_STORY
    assert told["reach"] <= told["views"]


def test_insights_that_are_not_there_yet_are_an_empty_set(graph: Client) -> None:
    media = [graph.media() for _ in range(12)]
    graph.walk(minutes=50)
    early = [graph.get(f"{one}/insights", metric="reach")["data"] for one in media]
    assert [] in early
    assert any(early)
    graph.walk(hours=5)
    assert all(graph.get(f"{one}/insights", metric="reach")["data"] for one in media)


def test_a_draft_has_no_insights(graph: Client) -> None:
    assert graph.get(f"{graph.draft()}/insights", metric="post_clicks") == {"data": []}


def test_a_story_that_hardly_anybody_saw_tells_nothing(graph: Client) -> None:
    story = graph.media(media_type="STORIES")
    assert code(graph.get(f"{story}/insights", metric="reach")) == (10, None)
    graph.walk(hours=25)
    assert graph.get(f"{story}/insights", metric="reach") == {"data": []}


def test_insights_nest_in_lists(graph: Client) -> None:
    media = graph.media()
    post = graph.published()
    graph.walk(days=1)
    (listed,) = graph.get(f"{IG_ID}/media", fields="id,like_count,insights.metric(reach,views){name,values}")["data"]
    alone = graph.get(f"{media}/insights", metric="reach,views")
    assert listed["insights"] == alone
    (listed,) = graph.get(f"{PAGE_ID}/published_posts", fields="insights.metric(post_clicks)")["data"]
    assert listed["insights"] == graph.get(f"{post}/insights", metric="post_clicks")


def test_a_breakdown_is_told_where_there_is_one(graph: Client) -> None:
    post, media, story = graph.published(), graph.media(), graph.media(media_type="STORIES")
    graph.walk(hours=20)
    (told,) = graph.get(f"{post}/insights", metric="post_media_view", breakdown="is_from_followers")["data"]
    assert len(told["values"]) == 2
    (told,) = graph.get(f"{media}/insights", metric="profile_activity", breakdown="action_type")["data"]
    assert sum(one["value"] for one in told["total_value"]["breakdowns"][0]["results"]) == told["total_value"]["value"]
    named = {"metric": "navigation", "breakdown": "story_navigation_action_type"}
    assert graph.get(f"{story}/insights", **named)["data"][0]["total_value"]["value"] > 0
    assert code(graph.get(f"{media}/insights", metric="reach", breakdown="action_type"))[0] == 1
    assert code(graph.get(f"{post}/insights", metric="post_clicks", breakdown="is_from_ads"))[0] == 1


def test_asking_without_a_metric_is_refused(graph: Client) -> None:
    assert code(graph.get(f"{graph.published()}/insights")) == (3001, 1504028)
    assert code(graph.get(f"{PAGE_ID}/insights")) == (3001, 1504028)
    assert code(graph.get(f"{graph.media()}/insights"))[0] == 100
    assert code(graph.get(f"{IG_ID}/insights"))[0] == 100


def test_the_page_tells_a_value_a_day(graph: Client) -> None:
    graph.published()
    graph.post(f"{PAGE_ID}/photo_stories", photo_id=graph.photo())
    graph.walk(days=10)
    since, until = str(START), str(START + 9 * DAY)
    names = ",".join(meta_metrics.PAGE_ANY_PERIOD | meta_metrics.PAGE_DAY_ONLY)
    told = graph.get(f"{PAGE_ID}/insights", metric=names, period="day", since=since, until=until)["data"]
    by_name = {one["name"]: [value["value"] for value in one["values"]] for one in told}
    assert {len(series) for series in by_name.values()} == {9}
    views, reach = by_name["page_media_view"], by_name["page_total_media_view_unique"]
    assert all(many >= few >= 0 for many, few in zip(views, reach, strict=True))
    assert reach[0] > reach[-1]
    assert graph.get(f"{PAGE_ID}/insights", metric="page_media_view", period="week")["data"][0]["values"]
    follows = {"metric": "page_follows", "period": "week"}
    assert code(graph.get(f"{PAGE_ID}/insights", **follows))[0] == 100
    long = {"metric": "page_follows", "since": str(START - 91 * DAY), "until": str(START)}
    assert code(graph.get(f"{PAGE_ID}/insights", **long))[0] == 100


def test_a_page_under_a_hundred_followers_has_no_insights(graph: Client) -> None:
    values = {"metric": "page_follows", "period": "day", "token": OTHER_PAGE_TOKEN}
    graph.sandbox.configure(followers=20)
    assert graph.get(f"{OTHER_PAGE_ID}/insights", **values) == {"data": []}


def test_the_account_tells_totals_and_series(graph: Client) -> None:
    graph.media()
    graph.walk(days=3)
    names = ",".join(meta_metrics.ACCOUNT_TOTALS)
    window = {"period": "day", "since": str(START), "until": str(START + 2 * DAY)}
    told = graph.get(f"{IG_ID}/insights", metric=names, metric_type="total_value", **window)["data"]
    totals = {one["name"]: one["total_value"]["value"] for one in told}
    assert totals.keys() == meta_metrics.ACCOUNT_TOTALS
    assert totals["total_interactions"] <= totals["reach"] <= totals["views"]
    series = graph.get(f"{IG_ID}/insights", metric="reach,follower_count", **window)["data"]
    assert [len(one["values"]) for one in series] == [2, 2]
    split_up = {"metric": "reach", "metric_type": "total_value", "breakdown": "media_product_type", **window}
    (told,) = graph.get(f"{IG_ID}/insights", **split_up)["data"]
    assert told["total_value"]["breakdowns"][0]["dimension_keys"] == ["media_product_type"]


def test_account_metrics_asked_the_wrong_way_are_refused(graph: Client) -> None:
    insights = f"{IG_ID}/insights"
    assert code(graph.get(insights, metric="views", period="day"))[0] == 100
    assert code(graph.get(insights, metric="reach"))[0] == 100
    values = {"metric": "reach", "period": "day", "metric_type": "total_value"}
    assert code(graph.get(insights, **values, breakdown="age"))[0] == 1
    same_day = {"since": str(START), "until": str(START)}
    assert graph.get(insights, **values, **same_day) == {"data": []}
    assert code(graph.get(insights, **values, since=str(START), until=str(START - 9)))[0] == 100


def test_follower_metrics_stay_away_under_a_hundred_followers(graph: Client) -> None:
    graph.sandbox.configure(followers=0)
    graph.walk(days=-220)
    series = graph.get(f"{IG_ID}/insights", metric="reach,follower_count", period="day")["data"]
    assert [one["name"] for one in series] == ["reach"]
    lifetime = graph.get(f"{IG_ID}/insights", metric="follower_demographics", period="lifetime", breakdown="age")
    assert lifetime == {"data": []}


def test_most_insights_come_at_once_and_some_late() -> None:
    delays = [insights_delay(str(number), "instagram") for number in range(200)]
    assert 100 < delays.count(0) < 160
    assert max(delays) <= 5 * HOUR
