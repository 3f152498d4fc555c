"""The sample year, reported week by week: golden as JSON, and recomputed from the raw readings by other code."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from report_year_fixtures import HOLIDAY, SampleYear, sample_year
from school import WIB, at

from brandbot.model import PostState
from brandbot.pipeline.report import Week, WeeklyReport, as_json

GOLDEN = Path(__file__).parent / "data" / "report_year.json"
UPDATE = bool(os.environ.get("BRANDBOT_UPDATE_GOLDEN"))
WEEKS = [Week(dt.date(2026, 7, 13)).back(-n) for n in range(50)]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> SampleYear:
    return sample_year(tmp_path_factory.mktemp("year") / "school")


def wednesday(week: Week) -> dt.datetime:
    return dt.datetime.combine(week.sunday + dt.timedelta(days=3), dt.time(7), WIB)


def brief(report: WeeklyReport) -> dict[str, Any]:
    """What of a week is kept for the whole year."""
    told = json.loads(as_json(report))
    return {
        "posts": [f"{row['key']} {row['reach']} {row['interactions']}" for row in told["posts"]],
        "channels": {
            row["channel"]: [row[name]["now"] for name in ("posts", "reach", "interactions", "rate", "gained")]
            for row in told["channels"]
        },
        "best": told["best"] and told["best"]["row"]["key"],
        "weakest": told["weakest"] and told["weakest"]["row"]["key"],
        "closed": told["closed"],
        "stopped": len(told["stopped"]),
        "steps": [step["what"] for step in told["steps"]],
    }


def full(report: WeeklyReport) -> Any:
    return json.loads(as_json(report))


def odd_weeks(year: SampleYear) -> dict[str, WeeklyReport]:
    """Weeks in which something is not as ever."""
    usual, holiday, silent = (Week.parse(name) for name in ("2026-W49", "2026-W53", "2027-W24"))
    young = max((post for post in year.posts if post.published_at), key=lambda post: in_week(post.published_at, usual))
    assert young.published_at
    taken_down = [
        dataclasses.replace(post, state=PostState.REMOVED) if post.key == young.key else post for post in year.posts
    ]
    return {
        "one post under 48 h": year.report(usual, young.published_at + dt.timedelta(hours=30)),
        "a removed post": year.report(usual, wednesday(usual), posts=taken_down),
        "a holiday": year.report(holiday, wednesday(holiday)),
        "no posts": year.report(silent, wednesday(silent), posts=[]),
    }


def in_week(moment: dt.datetime | None, week: Week) -> tuple[bool, dt.datetime]:
    assert moment
    return moment.astimezone(WIB).date() in week, moment


def test_every_week_of_the_sample_year_is_reported_as_ever(year: SampleYear) -> None:
    """A change of the numbers' meaning shows here first; after a wanted one: BRANDBOT_UPDATE_GOLDEN=1 pytest."""
    found = {
        "weeks": {str(week): brief(year.report(week, wednesday(week))) for week in WEEKS},
        "odd": {name: full(report) for name, report in odd_weeks(year).items()},
    }
    if UPDATE:
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_odd_weeks_are_odd(year: SampleYear) -> None:
    odd = odd_weeks(year)
    young, removed = odd["one post under 48 h"], odd["a removed post"]

    assert young.preliminary
    assert len({row.event_id for row in young.posts if row.provisional}) == 1
    assert [row.gone for row in removed.posts].count(True) == 1
    assert (odd["a holiday"].posts, odd["a holiday"].closed) == ((), (HOLIDAY.reason,))
    assert (odd["no posts"].posts, odd["no posts"].closed) == ((), ())
    missing = [row for week in WEEKS for row in year.report(week, wednesday(week)).posts if row.reach is None]
    assert missing


def by_hand(year: SampleYear, week: Week) -> dict[str, tuple[int, int, int, float | None]]:
    """Per channel posts, reach, interactions and rate of a week, straight from the readings: nothing of the report."""
    monday = dt.datetime.combine(week.monday, dt.time(), WIB)
    now = wednesday(week)
    live = {
        post.key: post
        for post in year.posts
        if post.published_at and monday <= post.published_at < monday + dt.timedelta(days=7)
    }
    told: dict[str, dict[int, dict[str, int]]] = defaultdict(dict)
    for insight in year.insights:
        if insight.post_key in live and insight.read_at <= now:
            hours = int(insight.age.total_seconds() // 3600)
            told[insight.post_key][hours] = {metric.value: value for metric, value in insight.reading.values.items()}
    sums: dict[str, list[Any]] = {channel.name: [0, 0, 0, 0, 0] for channel in year.config.channels}
    for key, post in live.items():
        own = sums[post.channel]
        own[0] += 1
        ages = told.get(key)
        if not ages:
            continue
        hours = (
            72 if 72 in ages else max(ages)
        )  # on a Wednesday nothing of the week is older than 168 hours, or read so
        values = ages[hours]
        interactions = values.get("likes", 0) + values.get("comments", 0)
        own[2] += interactions
        if "reach" in values:
            own[1] += values["reach"]
            own[3] += interactions
            own[4] += values["reach"]
    return {
        name: (n, reach, inter, top / base if base else None) for name, (n, reach, inter, top, base) in sums.items()
    }


def test_the_numbers_of_every_week_are_those_of_the_raw_readings(year: SampleYear) -> None:
    checked = 0
    for week in WEEKS:
        expected = by_hand(year, week)
        for channel in year.report(week, wednesday(week)).channels:
            posts, reach, interactions, rate = expected[channel.channel]
            assert channel.posts.now == posts
            assert (channel.reach.now or 0, channel.interactions.now or 0) == (reach, interactions), (week, channel)
            assert channel.rate.now == (None if rate is None else pytest.approx(rate))
            checked += posts
    assert checked > 90


def test_the_four_week_yardstick_is_sum_over_sum_of_the_weeks_before(year: SampleYear) -> None:
    week = Week.parse("2026-W49")
    past = [by_hand(year, week.back(ago)) for ago in range(1, 5)]
    for channel in year.report(week, wednesday(week)).channels:
        reaches = [numbers[channel.channel][1] for numbers in past if numbers[channel.channel][1]]
        base = channel.bases[2]
        assert channel.reach.usual == pytest.approx(sum(reaches) / len(reaches))
        assert base.rate == pytest.approx(base.interactions / base.reach)
        assert base.reach == sum(reaches)


def test_nothing_is_read_before_its_time(year: SampleYear) -> None:
    week = Week.parse("2026-W49")
    early = at("2026-12-02 07:00")
    known = {insight.post_key for insight in year.insights if insight.read_at <= early}

    assert {row.key for row in year.report(week, early).posts if row.reach is not None} <= known
