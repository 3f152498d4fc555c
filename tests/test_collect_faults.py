"""The collector against a Meta that fails and a machine that dies: nothing that can be had is lost, nothing doubled."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from near_meta import NearMeta, near_meta
from reading_fixtures import AGES, DAY, HOUR, SLOT, School

from brandbot.model import Insight, Metric, Network, Placement
from brandbot.pipeline.ages import slack
from brandbot.sandbox.faults import Lottery
from brandbot.sandbox.mishaps import MISHAPS
from brandbot.sandbox.numbers import post_numbers

pytestmark = pytest.mark.no_cover  # thousands of calls through lines that test_collect.py counts
READS = tuple(name for name in MISHAPS if not name.startswith("container"))
THROTTLES = ("429-before", "429-after", "code-4-before", "code-17-after", "code-32-before", "code-613-after")
END = SLOT + 40 * DAY
SECOND = dt.timedelta(seconds=1)


class Died(BaseException):
    """The process ended; nothing of it runs any more."""


@dataclass
class Deaths:
    """Lets the process die at these of its effects: a call that Meta carried out, or a transaction of the store."""

    at: frozenset[int]
    seen: int = 0

    def count(self) -> None:
        """One more effect."""
        self.seen += 1
        if self.seen in self.at:
            raise Died


def watched(school: School, deaths: Deaths) -> None:
    """Count what the process does to the outside."""
    insights = school.store.insights
    for name in ("add", "postpone", "add_account"):
        real = getattr(type(insights), name)

        def done(*args: object, _real: Callable[..., object] = real) -> object:
            answer = _real(insights, *args)
            deaths.count()
            return answer

        setattr(insights, name, done)
    school.meta.after_call = deaths.count


def walk(school: School, end: dt.datetime = END) -> None:
    """From wake to wake; after a death a fresh process begins a second later."""
    collector, now = school.collector(), SLOT + HOUR
    for _ in range(20_000):
        try:
            wake = school.read(collector, now)
        except Died:
            collector, wake = school.collector(), now + SECOND
        if wake is None or wake > end:
            return
        now = max(wake, now + SECOND)
    raise AssertionError("the collector never comes to rest")


def readings(school: School) -> list[Insight]:
    """All of them."""
    return list(school.store.insights.of(post.key for post in school.store.posts.all()))


def check(school: School, posts: int, ages: tuple[dt.timedelta, ...] = AGES) -> None:
    """Each post was read once at each age, in time, and nothing in a reading is made up."""
    found = readings(school)
    assert Counter((one.post_key, one.age) for one in found) == Counter(
        (post.key, age) for post in school.store.posts.all() for age in ages
    )
    assert len(found) == posts * len(ages)
    live = {post.key: post for post in school.store.posts.all()}
    for one in found:
        post = live[one.post_key]
        assert post.published_at
        late = one.read_at - post.published_at - one.age
        assert dt.timedelta() <= late <= slack(one.age)
        true = post_numbers(
            post.remote_id,
            post.network,
            story=False,
            published=int(post.published_at.timestamp()),
            now=int(one.read_at.timestamp()),
            pictures=1 if post.network is Network.INSTAGRAM else 0,
        )
        told = one.reading.values
        assert told.get(Metric.REACH, true.reach) == true.reach
        assert told.get(Metric.LIKES, true.likes) == true.likes
        assert not set(one.reading.values) & set(one.reading.missing)


def school_with(meta: NearMeta, days: int = 3) -> School:
    """A post a day on each network, from SLOT on."""
    school = School(meta)
    for network in Network:
        school.has(network, [SLOT + day * DAY for day in range(days)])
    return school


def test_without_faults_each_age_is_read_once_and_in_time() -> None:
    with near_meta() as meta:
        school = school_with(meta)
        walk(school)

        check(school, 6)


@pytest.mark.parametrize("name", READS)
def test_a_mishap_that_passes_costs_no_snapshot(name: str) -> None:
    with near_meta() as meta:
        school = school_with(meta, days=1)
        for turn in range(20):  # of eight calls the first two fail; a rule does not see what another one hit
            meta.fault(name=name, skip=6 * turn, times=2)
        walk(school)

        check(school, 2)


@pytest.mark.parametrize("name", THROTTLES)
def test_being_told_to_slow_down_costs_no_snapshot_that_can_still_be_had(name: str) -> None:
    with near_meta() as meta:
        school = school_with(meta)
        meta.faults.draw_from(Lottery(seed=7, rate=0.2, names=[name]))
        walk(school)

        check(school, 6)


@settings(max_examples=15)
@given(st.frozensets(st.integers(1, 400), max_size=40), st.integers(0, 10**6), st.sampled_from([0.0, 0.1]))
def test_under_kills_and_throttling_no_snapshot_is_lost_or_doubled(
    deaths: frozenset[int], seed: int, rate: float
) -> None:
    with near_meta() as meta:
        school = school_with(meta)
        watched(school, Deaths(deaths))
        meta.faults.draw_from(Lottery(seed, rate, names=("429-before", "did-it-then-reset", "html-502-after")))
        walk(school)

        check(school, 6)


def test_a_network_that_is_away_for_days_loses_only_what_can_no_longer_be_had() -> None:
    with near_meta() as meta:
        school = School(meta).has(Network.FACEBOOK, [SLOT])
        collector = school.collector()
        meta.faults.draw_from(Lottery(seed=1, rate=1.0, names=["reset-before"]))
        wake: dt.datetime | None = SLOT + HOUR
        while wake and wake <= END:
            if wake >= SLOT + 2 * DAY:
                meta.faults.clear()
            now, wake = wake, school.read(collector, wake)
            wake = max(wake, now + SECOND) if wake else None

        ages = [one.age for one in readings(school)]
        assert ages == [2 * DAY, 3 * DAY, 7 * DAY, 28 * DAY]


def test_a_story_is_read_before_it_vanishes_and_few_viewers_are_no_zero() -> None:
    with near_meta() as meta:
        school = School(meta).has(Network.INSTAGRAM, [SLOT], Placement.STORY)
        walk(school)

        assert [one.age for one in readings(school)] == [HOUR, 6 * HOUR, 23 * HOUR]
        last = readings(school)[-1].reading
        assert {*last.values, *last.missing} == {Metric.REACH, Metric.VIEWS, Metric.SHARES}


def test_from_half_of_the_allowance_on_the_rest_is_left_to_publishing() -> None:
    minute = dt.timedelta(minutes=1)
    with near_meta() as meta:
        school = School(meta, ages=(DAY,)).has(Network.INSTAGRAM, [SLOT + n * minute for n in range(60)])
        meta.configure(usage=60)
        now = SLOT + DAY + HOUR
        wake = school.read(school.collector(), now)
        first = len(readings(school))
        meta.configure(usage=10)
        assert wake == now + 15 * minute
        school.read(school.collector(), now + 15 * minute)

        assert (first, len(readings(school))) == (50, 60)


def test_an_account_that_is_told_to_wait_is_not_asked_for_its_other_posts() -> None:
    with near_meta() as meta:
        school = School(meta, ages=(DAY,)).has(Network.INSTAGRAM, [SLOT + n * HOUR for n in range(3)])
        meta.fault(name="429-before", match="/media")
        before = meta.asked
        now = SLOT + DAY + 2 * HOUR
        wake = school.read(school.collector(), now)

        assert meta.asked - before == 3  # followers of both, one list
        assert readings(school) == []
        assert wake
        assert wake > now
