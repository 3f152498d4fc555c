"""plan: what becomes a post, what is held, and what a change of the files does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from builders import AHEAD, around, at, make_event, make_rule, make_template, sync
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import Approval, Consent, ConsentState, Event, Figure, Placement, PostState
from brandbot.pipeline.plan import fingerprint, plan
from brandbot.store import Store

NOW = at("2026-08-01 08:00")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 's.sqlite'}")


def states(store: Store) -> dict[str, PostState]:
    return {post.key: post.state for post in store.posts.all()}


def test_an_event_becomes_a_post_on_each_channel_and_placement() -> None:
    rules = [make_rule(), make_rule(placement=Placement.STORY, delay=dt.timedelta(minutes=30))]

    posts = plan([make_event()], rules, around()).posts

    assert {post.key: post.slot for post in posts} == {
        "EV-1/facebook/feed": at("2026-08-12 18:30"),
        "EV-1/instagram/feed": at("2026-08-12 18:30"),
        "EV-1/facebook/story": at("2026-08-12 19:00"),
        "EV-1/instagram/story": at("2026-08-12 19:00"),
    }


def test_the_events_own_time_goes_before_the_rules() -> None:
    event = make_event(publish_at=dt.datetime(2026, 8, 10, 5, 0, tzinfo=dt.UTC))

    slots = {post.slot for post in plan([event], [make_rule(day=3)], around()).posts}

    assert slots == {at("2026-08-10 12:00")}
    assert {slot.utcoffset() for slot in slots} == {dt.timedelta(hours=7)}


def test_an_event_can_name_its_channels_and_those_without_an_account_are_told() -> None:
    wanted = plan([make_event(channels=("instagram", "whatsapp"))], [make_rule()], around())

    assert [post.channel for post in wanted.posts] == ["instagram"]
    assert [(held.event_id, held.channel) for held in wanted.held] == [("EV-1", "whatsapp")]


def test_a_post_expires_with_its_event_where_the_rule_says_so() -> None:
    rule = make_rule(lateness=dt.timedelta(days=7), until_event_ends=True)
    event = make_event(end_date=dt.date(2026, 8, 14))

    assert {post.expires for post in plan([event], [rule], around()).posts} == {at("2026-08-15 00:00")}


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (make_event(approval=Approval.PENDING), "waits for approval"),
        (make_event(approval=Approval.DRAFT), "draft"),
        (make_event(approval=Approval.REJECTED), "rejected"),
        (make_event(consent=Consent(ConsentState.PARTIAL, 29, 32), photos=("a.jpg",)), "29 of 32"),
        (make_event(consent=Consent(ConsentState.MISSING), photos=("a.jpg",)), "consent is missing"),
        (make_event(consent=Consent(ConsentState.COMPLETE, site=False), photos=("a.jpg",)), "site"),
        (make_event(figures=(Figure("Lulus", "0 dari 24"),)), "still open"),
        (make_event(kind="exhibition"), "no template for the kind 'exhibition'"),
        (make_event(partners=()), "needs 'partner'"),
    ],
)
def test_an_event_that_may_not_go_out_is_held_with_its_reason(event: Event, reason: str) -> None:
    wanted = plan([event], [make_rule(kinds=("*",))], around(make_template(needs=("partner",))))

    assert wanted.posts == ()
    assert reason in str(wanted.held[0].reason)


def test_an_event_without_a_rule_is_held() -> None:
    wanted = plan([make_event()], [make_rule(kinds=("other",))], around())

    assert "no rule" in str(wanted.held[0].reason)


def test_a_price_of_zero_is_no_open_result() -> None:
    event = make_event(figures=(Figure("Biaya", "Rp0"), Figure("Lulus", "10 dari 24")))

    assert len(plan([event], [make_rule()], around()).posts) == 2


def test_the_same_files_read_again_plan_nothing_new(store: Store) -> None:
    wanted = plan([make_event(), make_event("EV-2")], [make_rule()], around())

    assert sync(store, wanted, NOW) == 4
    assert sync(store, wanted, NOW) == 0


def test_a_changed_date_moves_the_post_and_makes_no_second(store: Store) -> None:
    sync(store, plan([make_event()], [make_rule()], around()), NOW)
    sync(store, plan([make_event(date=dt.date(2026, 9, 1))], [make_rule()], around()), NOW)

    assert {post.slot for post in store.posts.all()} == {at("2026-09-01 18:30")}
    assert len(store.posts.all()) == 2
    assert store.posts.next_wake(NOW) == at("2026-09-01 18:00")


def test_a_removed_or_cancelled_event_cancels_its_posts_and_a_returning_one_revives_them(store: Store) -> None:
    both = [make_event(), make_event("EV-2")]
    sync(store, plan(both, [make_rule()], around()), NOW)
    sync(store, plan([make_event(cancelled=True)], [make_rule()], around()), NOW)
    assert set(states(store).values()) == {PostState.CANCELLED}

    sync(store, plan(both, [make_rule()], around()), NOW)
    assert set(states(store).values()) == {PostState.PLANNED}


def test_a_file_that_cannot_be_read_calls_nothing_off(store: Store) -> None:
    sync(store, plan([make_event()], [make_rule()], around()), NOW)

    assert sync(store, plan([], [make_rule()], around()), NOW, complete=False) == 0


def test_an_event_that_is_called_off_by_name_is_called_off_though_another_file_cannot_be_read(store: Store) -> None:
    sync(store, plan([make_event()], [make_rule()], around()), NOW)
    sync(store, plan([make_event(cancelled=True)], [make_rule()], around()), NOW, complete=False)

    assert set(states(store).values()) == {PostState.CANCELLED}


def test_an_approval_taken_back_holds_the_planned_post(store: Store) -> None:
    sync(store, plan([make_event()], [make_rule()], around()), NOW)
    sync(store, plan([make_event(approval=Approval.PENDING)], [make_rule()], around()), NOW)

    assert {(post.state, post.reason) for post in store.posts.all()} == {(PostState.HELD, "it waits for approval")}


def test_what_was_over_before_it_was_planned_is_missed_and_never_waits(store: Store) -> None:
    sync(store, plan([make_event()], [make_rule()], around()), at("2026-12-01 08:00"))

    assert set(states(store).values()) == {PostState.MISSED}
    assert sync(store, plan([make_event()], [make_rule()], around()), at("2026-12-01 08:00")) == 0


def test_a_missed_event_that_is_given_a_new_date_is_planned_again(store: Store) -> None:
    december = at("2026-12-01 08:00")
    sync(store, plan([make_event()], [make_rule()], around()), december)
    sync(store, plan([make_event(date=dt.date(2026, 12, 5))], [make_rule()], around()), december)

    assert set(states(store).values()) == {PostState.PLANNED}


def test_a_planned_post_that_is_moved_into_the_past_is_missed(store: Store) -> None:
    sync(store, plan([make_event()], [make_rule()], around()), NOW)
    sync(store, plan([make_event(date=dt.date(2026, 7, 1))], [make_rule()], around()), NOW)

    assert set(states(store).values()) == {PostState.MISSED}


def test_a_failed_post_is_planned_again_only_when_something_that_shows_was_mended(store: Store) -> None:
    sync(store, plan([make_event()], [make_rule()], around()), NOW)
    for key in states(store):
        store.posts.fail(key, "too long")
    sync(store, plan([make_event(date=dt.date(2026, 8, 12))], [make_rule(delay=AHEAD)], around()), NOW)
    assert set(states(store).values()) == {PostState.FAILED}

    sync(store, plan([make_event(title="Kurz")], [make_rule()], around()), NOW)
    assert set(states(store).values()) == {PostState.PLANNED}


def test_what_does_not_show_leaves_the_fingerprint_alone() -> None:
    base = fingerprint(make_event(), around())

    assert fingerprint(make_event(publish_at=NOW, channels=("facebook",)), around()) == base
    assert fingerprint(make_event(title="Anders"), around()) != base
    assert fingerprint(make_event(), around(make_template(fingerprint="2"))) != base


IDS = st.lists(st.sampled_from([f"EV-{n}" for n in range(6)]), unique=True)
DAYS = st.integers(min_value=0, max_value=40)


@pytest.mark.no_cover  # fifty histories, each through the lines of all others
@given(st.lists(st.tuples(IDS, DAYS, DAYS), min_size=1, max_size=6))
def test_however_files_change_a_key_never_makes_a_second_post(history: list[tuple[list[str], int, int]]) -> None:
    store = Store("sqlite://")
    seen: set[str] = set()
    for ids, shift, clock in history:
        events = [make_event(id_, date=dt.date(2026, 8, 12) + dt.timedelta(days=shift)) for id_ in ids]
        wanted = plan(events, [make_rule()], around())
        sync(store, wanted, NOW + dt.timedelta(days=clock))
        seen |= {post.key for post in wanted.posts}
        keys = [post.key for post in store.posts.all()]
        assert sorted(keys) == sorted(seen)
        open_now = {key for key, state in states(store).items() if state is PostState.PLANNED}
        assert open_now <= {post.key for post in wanted.posts}
    store.close()
