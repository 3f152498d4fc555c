"""The fixed slice of `make faults`, and the proof that the count would show a publisher that is not careful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_table import COMMITS, Row, Table, World, groups
from faultsim import CASES, Case, Fault, Simulation, Verdict
from near_meta import NearMeta, near_meta

from brandbot.errors import PlatformError
from brandbot.model import Network, Placement, PostState
from brandbot.pipeline.publish import Publisher
from brandbot.platforms.base import Outgoing, Pending, StepKind
from brandbot.sandbox.mishaps import MISHAPS

pytestmark = pytest.mark.no_cover  # thousands of runs through lines that test_publish.py and others count
FAIR = (Verdict.ONCE, Verdict.PERSON)
ALWAYS_TAKEN: World = {"second_publish": "duplicate"}


@pytest.fixture
def meta() -> Iterator[NearMeta]:
    with near_meta() as one:
        yield one


def unfair(row: Row) -> int:
    return sum(count for verdict, count in row.counts.items() if verdict not in FAIR)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_after_a_death_at_any_boundary_a_post_is_live_exactly_once_or_at_a_person(
    meta: NearMeta, tmp_path: Path, case: Case
) -> None:
    table = Table(Simulation(meta, tmp_path), case, ["usual"])
    table.fault_then_death(None, 1)

    assert table.rows["usual"].bad == []
    assert unfair(table.rows["usual"]) == 0
    assert table.rows["usual"].counts[Verdict.ONCE] > 60  # the boundaries were there


@pytest.mark.parametrize("case", CASES, ids=str)
def test_after_any_fault_a_post_is_live_exactly_once_or_at_a_person(meta: NearMeta, tmp_path: Path, case: Case) -> None:
    table = Table(Simulation(meta, tmp_path), case, ["usual"])
    calls = list(enumerate(table.clean()[0].calls, 1))
    visible = [(call, asked) for call, asked in calls if asked.startswith("POST") and any(map(asked.count, COMMITS))]
    # Stories and carousels come to the visible call the way a single picture does.
    is_single = case.placement is Placement.FEED and case.pictures == 1
    for call, asked in calls if is_single else visible:
        played = list(groups(asked, every=False))
        for names in played if (call, asked) in visible else played[call % 2 :: 2]:
            table.fault_then_death(Fault(names[0], call), len(names), deaths=False)

    assert table.rows["usual"].bad == []
    assert unfair(table.rows["usual"]) == 0


def test_each_mishap_is_played_or_stands_with_one_that_is() -> None:
    for call in ("GET /v26.0/1", "POST /v26.0/1/photos", "POST /v26.0/178/media_publish"):
        together = list(groups(call, every=False))
        assert sorted(name for names in together for name in names) == sorted(MISHAPS)
        assert 5 < len(together) < len(MISHAPS)
        assert len(list(groups(call, every=True))) == len(MISHAPS)


def test_only_where_nothing_ever_shows_a_post_and_a_container_is_taken_twice_can_it_be_live_twice(
    meta: NearMeta, tmp_path: Path
) -> None:
    """What no publisher can see it can't avoid: told as it is."""
    simulation = Simulation(meta, tmp_path)
    case = Case(Network.INSTAGRAM, Placement.FEED, 1)
    calls = simulation.run(case)[0].calls
    lost = Fault("did-it-then-reset", 1 + next(n for n, call in enumerate(calls) if call.endswith("media_publish")))
    blind = {"status_lag": 99, "list_lag": 3600}

    def ends(**world: object) -> Verdict:
        return simulation.run(case, lost, world)[0].verdict

    assert ends(**blind, **ALWAYS_TAKEN) is Verdict.PERSON  # the quota tells
    assert ends(**blind, quota_lag=3600, **ALWAYS_TAKEN) is Verdict.DUPLICATE
    assert ends(**blind, quota_lag=3600, second_publish="same_id") is Verdict.ONCE
    assert ends(**blind, quota_lag=3600, second_publish="error") is not Verdict.DUPLICATE


def naive(publisher: Publisher, now: dt.datetime) -> None:
    """What most schedulers do: all steps in a row, and from the beginning again after any error."""
    while claim := publisher.ledger.claim(now, publisher.owner, publisher.patience.lease):
        creative, done = claim.creative, dict[str, str]()
        platform = publisher.platforms[claim.post.channel]
        outgoing = Outgoing(claim.post.key, claim.post.placement, creative.renditions, creative.caption)
        try:
            for step in platform.steps(outgoing):
                if step.kind is not StepKind.TIDY:
                    answer = platform.run(step, outgoing, done)
                    while isinstance(answer, Pending):
                        answer = platform.run(step, outgoing, done)
                    done[step.name] = answer.remote_id
        except PlatformError:
            publisher.ledger.release(claim, PostState.PLANNED, now + dt.timedelta(minutes=1))
        else:
            publisher.ledger.publish(claim, platform.receipt(outgoing, done, now), None)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_count_shows_the_duplicates_of_a_publisher_that_just_tries_again(
    meta: NearMeta, tmp_path: Path, case: Case
) -> None:
    simulation = Simulation(meta, tmp_path, naive)
    ending, moments = simulation.run(case)
    assert ending.verdict is Verdict.ONCE

    calls = len(ending.calls)
    lost = [simulation.run(case, Fault("did-it-then-500", call))[0].verdict for call in range(1, calls + 1)]
    died = [simulation.resume(moment).verdict for moment in moments]
    assert Verdict.DUPLICATE in lost
    assert Verdict.DUPLICATE in died


def test_the_count_shows_a_post_that_is_lost_or_stuck(meta: NearMeta, tmp_path: Path) -> None:
    def liar(publisher: Publisher, now: dt.datetime) -> None:
        """Says that it published and did not."""
        while claim := publisher.ledger.claim(now, "me", publisher.patience.lease):
            outgoing = Outgoing(claim.post.key, claim.post.placement, claim.creative.renditions, "")
            receipt = publisher.platforms[claim.post.channel].receipt(outgoing, {"commit": "1"}, now)
            publisher.ledger.publish(claim, receipt, None)

    def sleeper(_publisher: Publisher, _now: dt.datetime) -> None:
        """Does nothing at all."""

    assert Simulation(meta, tmp_path, liar).run(CASES[0])[0].verdict is Verdict.LOST
    assert Simulation(meta, tmp_path, sleeper).run(CASES[0])[0].verdict is Verdict.STUCK
