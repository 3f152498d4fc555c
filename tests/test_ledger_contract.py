"""What every ledger must keep, on every database: claims, leases, fences, intents, commits, answers, proofs, holds."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from ledger_fixtures import (
    HOUR,
    LEASE,
    MINUTE,
    SLOT,
    add,
    commit,
    draw,
    find,
    migrated,
    receipt_of,
    states,
    store,
    take,
    url,
)

from brandbot.errors import CallDetail
from brandbot.model import PostState, Timing
from brandbot.store import Change, Claim, Facts, Store

__all__ = ["migrated", "store", "url"]  # fixtures

SECOND = dt.timedelta(seconds=1)
ENDED = sorted(set(PostState) - {PostState.PLANNED, PostState.STAGED, PostState.SCHEDULED, PostState.UNKNOWN})


# Claims


def test_an_empty_ledger_has_nothing_to_claim(store: Store) -> None:
    assert store.ledger.claim(SLOT, "me", LEASE) is None


def test_a_due_post_is_claimed_with_its_creative_and_nothing_done(store: Store) -> None:
    add(store, "A")

    claim = take(store)

    assert (claim.post.key, claim.creative.content_hash, dict(claim.done)) == ("A", "approved", {})
    assert (claim.tries, claim.commits, claim.reads, claim.committed_at) == (0, 0, 0, None)


def test_a_post_is_not_claimed_before_its_wake(store: Store) -> None:
    add(store, "A")

    assert store.ledger.claim(SLOT - SECOND, "me", LEASE) is None
    assert take(store, SLOT).post.key == "A"


def test_a_post_without_a_creative_waits_for_it(store: Store) -> None:
    add(store, "A", drawn=False)

    assert store.ledger.claim(SLOT, "me", LEASE) is None
    draw(store, "A")
    assert take(store).post.key == "A"


@pytest.mark.parametrize("state", ENDED)
def test_what_is_at_its_end_is_never_claimed(store: Store, state: PostState) -> None:
    add(store, "A")
    store.ledger.release(take(store), state, SLOT)

    assert store.ledger.claim(SLOT + HOUR, "me", LEASE) is None


@pytest.mark.parametrize(
    "state", [PostState.PLANNED, PostState.STAGED, PostState.SCHEDULED, PostState.UNKNOWN], ids=str
)
def test_what_is_on_its_way_is_claimed_in_the_state_it_has(store: Store, state: PostState) -> None:
    add(store, "A")
    store.ledger.release(take(store), state, SLOT)

    assert take(store, SLOT + SECOND).post.state is state


def test_a_released_post_without_a_wake_is_never_claimed(store: Store) -> None:
    add(store, "A")
    store.ledger.release(take(store), PostState.PLANNED, None)

    assert store.ledger.claim(SLOT + HOUR, "me", LEASE) is None


def test_two_claims_never_hold_one_post(store: Store) -> None:
    add(store, "A")
    take(store)

    assert store.ledger.claim(SLOT, "you", LEASE) is None


def test_two_claims_never_work_on_one_channel(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    take(store)

    assert store.ledger.claim(SLOT, "you", LEASE) is None


def test_two_channels_are_worked_on_at_the_same_time(store: Store) -> None:
    add(store, "A")
    add(store, "B", channel="instagram")

    assert {take(store).post.key, take(store, owner="you").post.key} == {"A", "B"}


def test_a_claim_that_was_let_go_frees_its_channel(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    store.ledger.release(take(store), PostState.STAGED, SLOT + HOUR)

    assert take(store).post.key == "B"


# Order


def test_the_earlier_slot_goes_first(store: Store) -> None:
    add(store, "A", slot=SLOT)
    add(store, "B", slot=SLOT - HOUR)

    assert take(store).post.key == "B"


def test_what_may_be_live_is_cleared_up_before_anything_else_is_sent(store: Store) -> None:
    add(store, "Z")
    claim = take(store)
    commit(store, claim)
    store.ledger.release(claim, PostState.UNKNOWN, SLOT)
    add(store, "A", slot=SLOT - HOUR)

    assert take(store).post.key == "Z"


def test_what_goes_stale_soonest_goes_first(store: Store) -> None:
    for timing in reversed(Timing):
        add(store, str(timing), timing=timing, slot=SLOT - HOUR if timing is Timing.EVERGREEN else SLOT)

    order = []
    for number in range(len(Timing)):
        claim = take(store, SLOT + number * SECOND)
        order.append(claim.post.key)
        store.ledger.release(claim, PostState.PLANNED, SLOT + HOUR)

    assert order == [str(timing) for timing in Timing]


def test_equals_go_in_the_order_of_their_keys(store: Store) -> None:
    for key in "CAB":
        add(store, key)

    assert take(store).post.key == "A"


def test_a_post_that_is_put_off_again_and_again_does_not_starve_the_others(store: Store) -> None:
    for key in "ABC":
        add(store, key)

    seen = set()
    for number in range(3):
        claim = take(store, SLOT + number * SECOND)
        seen.add(claim.post.key)
        store.ledger.release(claim, PostState.PLANNED, SLOT + MINUTE)

    assert seen == {"A", "B", "C"}


def test_a_busy_channel_does_not_starve_another(store: Store) -> None:
    for number in range(5):
        add(store, f"A{number}", slot=SLOT - HOUR)
    add(store, "Z", channel="instagram", slot=SLOT)
    take(store)

    assert take(store, owner="you").post.key == "Z"


# Leases and fences


def test_a_lease_that_ran_out_is_taken_over(store: Store) -> None:
    add(store, "A")
    take(store, lease=MINUTE)

    assert store.ledger.claim(SLOT + MINUTE - SECOND, "you", LEASE) is None
    assert take(store, SLOT + MINUTE, "you").post.key == "A"


def test_each_claim_has_a_higher_fence(store: Store) -> None:
    add(store, "A")
    fences = [take(store, SLOT + number * HOUR).fence for number in range(4)]

    assert fences == sorted(set(fences))


def stale(store: Store) -> tuple[Claim, int]:
    """A claim whose lease ran out and was taken over, and the attempt it had begun."""
    add(store, "A")
    claim = take(store, lease=MINUTE)
    attempt = store.ledger.intend(claim, "photo.0", SLOT)
    assert attempt
    take(store, SLOT + HOUR, "you")
    return claim, attempt


def test_a_stale_fence_writes_no_intent(store: Store) -> None:
    claim, _ = stale(store)

    assert store.ledger.intend(claim, "draft", SLOT + HOUR) is None
    assert [attempt.step for attempt in store.ledger.attempts("A")] == ["photo.0"]


def test_a_stale_fence_may_not_commit(store: Store) -> None:
    claim, _ = stale(store)

    assert store.ledger.intend_commit(claim, "commit", SLOT + HOUR, SLOT + HOUR) is None
    assert find(store, "A").state is PostState.PLANNED


def test_a_stale_fence_keeps_no_answer(store: Store) -> None:
    claim, attempt = stale(store)

    assert not store.ledger.answer(claim, attempt, "photo.0", "1", SLOT + HOUR)
    assert take(store, SLOT + 2 * HOUR).done == {}


def test_a_stale_fence_attaches_nothing(store: Store) -> None:
    claim, _ = stale(store)

    assert not store.ledger.attach(claim, "handover", "1", SLOT + HOUR)
    assert take(store, SLOT + 2 * HOUR).done == {}


def test_a_stale_fence_releases_nothing(store: Store) -> None:
    claim, _ = stale(store)

    assert not store.ledger.release(claim, PostState.FAILED, None)
    assert find(store, "A").state is PostState.PLANNED


def test_a_stale_fence_shelves_nothing(store: Store) -> None:
    claim, _ = stale(store)
    store.ledger.shelve(claim, SLOT)

    assert store.ledger.claim(SLOT + HOUR, "third", LEASE) is None  # still the second's


def test_a_stale_fence_publishes_nothing(store: Store) -> None:
    claim, _ = stale(store)

    assert not store.ledger.publish(claim, receipt_of("A"), None)
    assert find(store, "A").state is PostState.PLANNED


def test_a_stale_release_does_not_wipe_what_the_next_one_prepared(store: Store) -> None:
    add(store, "A")
    sleeper = take(store, lease=MINUTE)
    taken = take(store, SLOT + HOUR, "you")
    attempt = store.ledger.intend(taken, "photo.0", SLOT)
    assert attempt
    store.ledger.answer(taken, attempt, "photo.0", "1", SLOT)

    assert not store.ledger.release(sleeper, PostState.PLANNED, SLOT, aside_at=SLOT)
    assert take(store, SLOT + 2 * HOUR).done == {"photo.0": "1"}


def test_what_a_stale_claim_learned_of_its_call_is_kept_as_evidence(store: Store) -> None:
    claim, attempt = stale(store)
    store.ledger.answer(claim, attempt, "photo.0", "1", SLOT + HOUR)

    assert store.ledger.attempts("A")[0].outcome == "done"


def test_freeing_all_ends_every_lease_and_fences_off_its_holder(store: Store) -> None:
    add(store, "A")
    add(store, "B", channel="instagram")
    claims = [take(store), take(store, owner="you")]

    store.ledger.free_all()

    assert {take(store).post.key, take(store).post.key} == {"A", "B"}
    assert not any(store.ledger.release(claim, PostState.FAILED, None) for claim in claims)


def test_freeing_all_leaves_what_nobody_held_as_it_was(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    store.ledger.release(claim, PostState.STAGED, SLOT)

    store.ledger.free_all()

    assert take(store).fence == claim.fence + 1


def test_a_change_of_the_files_fences_off_who_works_on_it(store: Store) -> None:
    post = add(store, "A")
    claim = take(store)
    store.posts.apply((), [Change("A", PostState.PLANNED, post=replace(post, title="Baru"), wake_at=SLOT)], SLOT)

    assert store.ledger.intend(claim, "photo.0", SLOT) is None
    assert store.ledger.intend_commit(claim, "commit", SLOT, SLOT) is None


def test_a_new_creative_fences_off_who_works_with_the_old_one(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    draw(store, "A", "another")

    assert store.ledger.intend_commit(claim, "commit", SLOT, SLOT) is None
    assert take(store).creative.content_hash == "another"


# Intents and answers


def test_an_intent_is_in_the_ledger_before_any_answer(store: Store) -> None:
    add(store, "A")
    store.ledger.intend(take(store), "photo.0", SLOT)

    (attempt,) = store.ledger.attempts("A")
    assert (attempt.step, attempt.intent_at, attempt.outcome, attempt.sent) == ("photo.0", SLOT, "", None)


def test_an_intent_outlives_its_process(store: Store, url: str) -> None:
    add(store, "A")
    store.ledger.intend(take(store), "photo.0", SLOT)
    other = Store(url)

    assert [attempt.step for attempt in other.ledger.attempts("A")] == ["photo.0"]
    other.close()


def test_each_intent_has_a_number_of_its_own(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    numbers = [store.ledger.intend(claim, "photo.0", SLOT) for _ in range(3)]

    assert len(set(numbers)) == 3
    assert None not in numbers


def test_an_answer_keeps_the_remote_id_for_the_next_claim(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    for step in ("photo.0", "draft"):
        attempt = store.ledger.intend(claim, step, SLOT)
        assert attempt
        assert store.ledger.answer(claim, attempt, step, f"id of {step}", SLOT)
    store.ledger.release(claim, PostState.STAGED, SLOT)

    assert take(store).done == {"photo.0": "id of photo.0", "draft": "id of draft"}


def test_an_answer_of_the_same_step_replaces_the_one_before(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    for remote_id in ("1", "2"):
        attempt = store.ledger.intend(claim, "photo.0", SLOT)
        assert attempt
        store.ledger.answer(claim, attempt, "photo.0", remote_id, SLOT)
    store.ledger.release(claim, PostState.STAGED, SLOT)

    assert take(store).done == {"photo.0": "2"}
    assert len(store.ledger.attempts("A")) == 2


def test_an_answer_forgets_the_failures_before_it(store: Store) -> None:
    add(store, "A")
    store.ledger.release(take(store), PostState.PLANNED, SLOT, tries=4)
    claim = take(store)
    assert claim.tries == 4
    attempt = store.ledger.intend(claim, "photo.0", SLOT)
    assert attempt
    store.ledger.answer(claim, attempt, "photo.0", "1", SLOT)
    store.ledger.shelve(claim, SLOT)

    assert take(store).tries == 0


def test_attempts_stand_in_the_order_they_were_made_with_what_came_back(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    first = store.ledger.intend(claim, "photo.0", SLOT)
    second = store.ledger.intend(claim, "photo.0", SLOT - HOUR)  # the clock was set back
    assert first
    assert second
    store.ledger.explain(second, "Unavailable", "not reachable", CallDetail(sent=False), elapsed_ms=7)
    store.ledger.answer(claim, first, "photo.0", "1", SLOT, elapsed_ms=5)

    found = [(one.outcome, one.message, one.sent, one.elapsed_ms) for one in store.ledger.attempts("A")]
    assert found == [("done", "", True, 5), ("Unavailable", "not reachable", False, 7)]


def test_attempts_are_those_of_one_post(store: Store) -> None:
    add(store, "A")
    add(store, "B", channel="instagram")
    store.ledger.intend(take(store), "photo.0", SLOT)
    store.ledger.intend(take(store, owner="you"), "host.0", SLOT)

    assert [one.step for one in store.ledger.attempts("B")] == ["host.0"]
    assert store.ledger.attempts("C") == []


def test_what_was_found_by_reading_back_is_kept_without_a_call(store: Store) -> None:
    add(store, "A")
    claim = take(store)

    assert store.ledger.attach(claim, "handover", "1_9", SLOT)
    store.ledger.shelve(claim, SLOT)
    assert take(store).done == {"handover": "1_9"}
    assert store.ledger.attempts("A") == []


# The visible call


def test_the_intent_of_the_visible_call_makes_the_post_maybe_live(store: Store) -> None:
    add(store, "A")
    commit(store, take(store))

    post = find(store, "A")
    assert post.state is PostState.UNKNOWN
    assert [one.step for one in store.ledger.attempts("A")] == ["commit"]


def test_the_intent_of_the_visible_call_has_its_first_look_planned(store: Store) -> None:
    """A process that dies right after it leaves a post that is looked at by itself."""
    add(store, "A")
    commit(store, take(store))
    store.ledger.free_all()

    assert store.ledger.claim(SLOT, "you", LEASE) is None
    claim = take(store, SLOT + MINUTE)
    assert (claim.post.state, claim.commits, claim.committed_at, claim.reads) == (PostState.UNKNOWN, 1, SLOT, 0)


def test_each_visible_call_is_counted_and_forgets_the_looks_before_it(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    commit(store, claim)
    store.ledger.release(claim, PostState.UNKNOWN, SLOT, reads=2)
    again = take(store)
    assert (again.commits, again.reads) == (1, 2)
    commit(store, again, SLOT + HOUR)
    store.ledger.shelve(again, SLOT)

    last = take(store)
    assert (last.commits, last.reads, last.committed_at) == (2, 0, SLOT + HOUR)


def test_what_becomes_visible_by_itself_counts_as_maybe_live_and_not_as_sent(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    assert isinstance(store.ledger.intend_commit(claim, "handover", SLOT, SLOT, sends=0), int)
    store.ledger.shelve(claim, SLOT)

    assert (take(store).commits, find(store, "A").state) == (0, PostState.UNKNOWN)


def test_what_the_gate_refuses_is_said_and_nothing_is_written(store: Store) -> None:
    add(store, "A")
    claim = take(store)

    assert store.ledger.intend_commit(claim, "commit", SLOT, SLOT, lambda _facts: "quiet") == "quiet"
    assert (find(store, "A").state, store.ledger.attempts("A")) == (PostState.PLANNED, [])


def facts_for(store: Store, key: str) -> Facts:
    """What the gate is told when it is asked for this post."""
    claim = take(store, SLOT + MINUTE)
    assert claim.post.key == key
    told = store.ledger.intend_commit(claim, "commit", SLOT + MINUTE, SLOT, lambda facts: facts)
    assert isinstance(told, Facts)
    return told


def test_the_gate_is_told_of_another_post_in_doubt_on_the_channel(store: Store) -> None:
    add(store, "A", slot=SLOT - HOUR)
    add(store, "B")
    claim = take(store)
    commit(store, claim)
    store.ledger.release(claim, PostState.UNKNOWN, SLOT + HOUR)

    assert facts_for(store, "B").doubt == SLOT + HOUR


def test_the_gate_is_not_told_of_doubts_on_another_channel(store: Store) -> None:
    add(store, "A", slot=SLOT - HOUR, channel="instagram")
    add(store, "B")
    claim = take(store)
    commit(store, claim)
    store.ledger.release(claim, PostState.UNKNOWN, SLOT + HOUR)

    assert facts_for(store, "B").doubt is None


def test_the_gate_is_told_of_the_channels_rest(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    store.ledger.hold_channel("facebook", SLOT + HOUR, "the token is dead")
    told = store.ledger.intend_commit(claim, "commit", SLOT, SLOT, lambda facts: facts)

    assert isinstance(told, Facts)
    assert told.rest == (SLOT + HOUR, "the token is dead")


def test_the_gate_is_told_what_went_out_within_a_day(store: Store) -> None:
    add(store, "A", slot=SLOT - HOUR)
    add(store, "B")
    store.ledger.publish(take(store), receipt_of("A"), None)

    (out,) = facts_for(store, "B").out
    assert (out.event_id, out.published_at) == ("A", SLOT)


def test_a_post_that_was_called_off_may_not_commit(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    store.posts.apply((), [Change("A", PostState.CANCELLED)], SLOT)

    assert store.ledger.intend_commit(claim, "commit", SLOT, SLOT) is None
    assert find(store, "A").state is PostState.CANCELLED


def test_a_post_that_may_be_live_is_no_longer_changed_by_files(store: Store) -> None:
    add(store, "A")
    commit(store, take(store))
    store.posts.apply((), [Change("A", PostState.CANCELLED)], SLOT)

    assert find(store, "A").state is PostState.UNKNOWN


# Letting go


def test_a_release_keeps_state_wake_reason_tries_and_reads(store: Store) -> None:
    add(store, "A")
    store.ledger.release(take(store), PostState.UNKNOWN, SLOT + MINUTE, reason="slow", tries=2, reads=1)

    assert store.ledger.claim(SLOT, "me", LEASE) is None
    claim = take(store, SLOT + MINUTE)
    assert (claim.post.state, claim.post.reason, claim.tries, claim.reads) == (PostState.UNKNOWN, "slow", 2, 1)


def test_a_release_without_reads_leaves_their_count(store: Store) -> None:
    add(store, "A")
    store.ledger.release(take(store), PostState.UNKNOWN, SLOT, reads=2)
    store.ledger.release(take(store), PostState.UNKNOWN, SLOT)

    assert take(store).reads == 2


def test_what_is_put_aside_is_forgotten_by_the_post_and_left_to_be_cleared_away(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    for step in ("photo.0", "draft"):
        store.ledger.attach(claim, step, f"id of {step}", SLOT)
    store.ledger.release(claim, PostState.PLANNED, SLOT, aside_at=SLOT)

    assert take(store).done == {}
    assert [left.remote_id for left in store.leftovers.due(SLOT, 9)] == ["id of draft", "id of photo.0"]


def test_what_is_shelved_stays_as_it_stands(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    commit(store, claim)
    store.ledger.shelve(claim, SLOT + HOUR)

    assert find(store, "A").state is PostState.UNKNOWN
    assert take(store, SLOT + HOUR).commits == 1


# The proof


def test_a_published_post_has_its_proof_and_is_done(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    commit(store, claim)

    assert store.ledger.publish(claim, receipt_of("A"), SLOT + HOUR)
    post = find(store, "A")
    assert (post.state, post.remote_id, post.permalink, post.published_at) == (
        PostState.PUBLISHED,
        "1_2",
        "https://example.org/1",
        SLOT,
    )
    assert store.ledger.claim(SLOT + HOUR, "me", LEASE) is None


def test_a_published_post_frees_its_channel(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    store.ledger.publish(take(store), receipt_of("A"), None)

    assert take(store).post.key == "B"


@pytest.mark.parametrize("state", [PostState.PLANNED, PostState.UNKNOWN, PostState.FAILED, PostState.NEEDS_HUMAN])
def test_nothing_that_comes_later_takes_a_published_post_back(store: Store, state: PostState) -> None:
    post = add(store, "A")
    claim = take(store)
    store.ledger.publish(claim, receipt_of("A"), None)

    assert not store.ledger.release(claim, state, SLOT)
    assert store.ledger.intend_commit(claim, "commit", SLOT, SLOT) is None
    store.posts.apply((), [Change("A", PostState.PLANNED, post=post, wake_at=SLOT, afresh=True)], SLOT)
    store.posts.fail("A", "no")
    store.ledger.shelve(claim, SLOT)
    store.ledger.free_all()

    assert find(store, "A").state is PostState.PUBLISHED
    assert store.ledger.claim(SLOT + HOUR, "me", LEASE) is None


def test_clearing_up_behind_a_published_post_is_written_down_too(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    store.ledger.publish(claim, receipt_of("A"), None)

    assert store.ledger.intend(claim, "unhost.0", SLOT)


def test_what_the_network_tells_later_is_bound(store: Store) -> None:
    add(store, "A")
    store.ledger.publish(take(store), receipt_of("A", ""), None)
    store.ledger.bind("A", "17", "https://example.org/17")

    post = find(store, "A")
    assert (post.state, post.remote_id, post.permalink) == (PostState.PUBLISHED, "17", "https://example.org/17")


def test_a_remote_id_belongs_to_one_post_of_its_channel(store: Store) -> None:
    add(store, "A")
    store.ledger.publish(take(store), receipt_of("A", "17"), None)

    assert store.ledger.is_bound("facebook", "17")
    assert not store.ledger.is_bound("facebook", "18")
    assert not store.ledger.is_bound("instagram", "17")


# Rests of a channel


def test_a_rest_puts_off_all_waiting_posts_of_its_channel(store: Store) -> None:
    for key in "AB":
        add(store, key)
    add(store, "Z", channel="instagram")
    store.ledger.hold_channel("facebook", SLOT + HOUR, "slow down")

    assert take(store, lease=2 * HOUR).post.key == "Z"
    assert store.ledger.claim(SLOT + HOUR - SECOND, "me", LEASE) is None
    assert take(store, SLOT + HOUR).post.key == "A"


def test_a_rest_brings_nothing_forward(store: Store) -> None:
    add(store, "A", wake_at=SLOT + 2 * HOUR)
    store.ledger.hold_channel("facebook", SLOT + HOUR, "slow down")

    assert store.ledger.claim(SLOT + HOUR, "me", LEASE) is None


def test_what_may_be_live_is_looked_at_while_its_channel_rests(store: Store) -> None:
    add(store, "A")
    claim = take(store)
    commit(store, claim)
    store.ledger.release(claim, PostState.UNKNOWN, SLOT + MINUTE)
    store.ledger.hold_channel("facebook", SLOT + HOUR, "the token is dead")

    assert take(store, SLOT + MINUTE).post.key == "A"


def test_a_rest_is_told_while_it_lasts(store: Store) -> None:
    store.ledger.hold_channel("facebook", SLOT + HOUR, "slow down")

    assert store.ledger.holds(SLOT) == {"facebook": "slow down"}
    assert store.ledger.holds(SLOT + HOUR) == {}


def test_the_last_rest_of_a_channel_counts(store: Store) -> None:
    store.ledger.hold_channel("facebook", SLOT + HOUR, "slow down")
    store.ledger.hold_channel("facebook", SLOT + 2 * HOUR, "the token is dead")

    assert store.ledger.holds(SLOT + HOUR) == {"facebook": "the token is dead"}


# Several at once


def test_many_workers_get_each_post_once(store: Store, url: str) -> None:
    """Eight workers with stores of their own: every post is claimed, none twice while it is held."""
    for number in range(24):
        add(store, f"P{number:02}", channel=f"channel-{number}")
    got: list[str] = []

    def work(name: str) -> None:
        mine = Store(url)
        while claim := mine.ledger.claim(SLOT, name, LEASE):
            got.append(claim.post.key)
        mine.close()

    threads = [threading.Thread(target=work, args=(f"w{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got) == [f"P{number:02}" for number in range(24)]


def test_of_many_workers_one_works_on_a_channel(store: Store, url: str) -> None:
    for number in range(6):
        add(store, f"P{number}")
    at_once = threading.Barrier(6)
    got: list[str] = []

    def work(name: str) -> None:
        mine = Store(url)
        at_once.wait()
        if claim := mine.ledger.claim(SLOT, name, LEASE):
            got.append(claim.post.key)
        mine.close()

    threads = [threading.Thread(target=work, args=(f"w{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == ["P0"]


def test_of_two_who_commit_the_same_claim_after_a_takeover_one_may(store: Store, url: str) -> None:
    add(store, "A")
    first = take(store, lease=MINUTE)
    other = Store(url)
    second = take(other, SLOT + HOUR, "you")
    answers: list[object] = []

    def work(mine: Store, claim: Claim) -> None:
        answers.append(mine.ledger.intend_commit(claim, "commit", SLOT + HOUR, SLOT + HOUR))

    threads = [threading.Thread(target=work, args=pair) for pair in ((store, first), (other, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()

    assert sorted(answer is None for answer in answers) == [False, True]
    assert states(store) == {"A": PostState.UNKNOWN}
    assert [one.step for one in store.ledger.attempts("A")] == ["commit"]


# The next wake


def test_the_next_wake_is_the_earliest_of_what_is_on_its_way(store: Store) -> None:
    assert store.posts.next_wake(SLOT - HOUR) is None
    add(store, "A", wake_at=SLOT)
    add(store, "B", wake_at=SLOT - MINUTE)

    assert store.posts.next_wake(SLOT - HOUR) == SLOT - MINUTE


def test_a_post_in_doubt_wakes_too(store: Store) -> None:
    add(store, "A")
    commit(store, take(store))

    assert store.posts.next_wake(SLOT) == SLOT + MINUTE


def test_a_post_at_its_end_wakes_nobody(store: Store) -> None:
    add(store, "A")
    store.ledger.release(take(store), PostState.NEEDS_HUMAN, None, reason="look")

    assert store.posts.next_wake(SLOT) is None
