"""publish: each post live exactly once, whatever the network answers and wherever the process dies."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from builders import WIB, around, at, draw_all, make_event, make_rule, miss, store_with, sync
from fakes import (
    LOST_ANSWER,
    NEVER_ARRIVED,
    NOT_YET,
    REFUSED_CONNECTION,
    REJECTED,
    SLOW_DOWN,
    STALE,
    TOKEN_DEAD,
    Happening,
    ScriptedPlatform,
    repeat,
)
from hypothesis import given
from hypothesis import strategies as st

from brandbot.errors import Message, Unavailable
from brandbot.model import Hours, Post, PostState
from brandbot.pipeline.lateness import SKIPPED
from brandbot.pipeline.plan import plan
from brandbot.pipeline.publish import Publisher, clear_away, publish_due
from brandbot.platforms.base import Done, Liveness, Outgoing, Pending, Stale, Step
from brandbot.store import Store

NOW = at("2026-08-01 08:00")
SLOT = at("2026-08-12 18:30")
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
UNREADABLE = Unavailable(Message("can't be read now"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_with(tmp_path, make_event(), now=NOW, rules=(make_rule(channels=("facebook",)),))
    yield store
    store.close()


def publisher(store: Store, platform: ScriptedPlatform, owner: str = "me") -> Publisher:
    platforms = {"facebook": platform, "instagram": platform}
    return Publisher(store.ledger, platforms, owner, str, HOUR, Hours(WIB))


def only(store: Store) -> Post:
    (post,) = store.posts.all()
    return post


def walk(store: Store, platform: ScriptedPlatform, start: dt.datetime = SLOT, steps: int = 60) -> Post:
    """Tick at every wake from `start` on, until nothing waits."""
    now = start
    for _ in range(steps):
        miss(store, now)
        clear_away(publisher(store, platform), store.leftovers, store.outcomes, now)
        publish_due(publisher(store, platform), now)
        wake = store.posts.next_wake(now)
        if wake is None or only(store).state is PostState.PUBLISHED:
            break
        now = max(wake, now + dt.timedelta(seconds=1))
    return only(store)


def test_what_is_invisible_is_staged_ahead_and_the_slot_takes_one_call(store: Store) -> None:
    platform = ScriptedPlatform()

    assert publish_due(publisher(store, platform), SLOT - 10 * MINUTE) == 0
    assert (platform.calls, platform.live, only(store).state) == (["photo", "ready"], [], PostState.STAGED)

    assert publish_due(publisher(store, platform), SLOT) == 1
    assert platform.calls[2:] == ["commit", "tidy"]
    assert platform.live == ["EV-1/facebook/feed"]


def test_nothing_is_touched_before_it_is_time_to_stage(store: Store) -> None:
    platform = ScriptedPlatform()

    assert publish_due(publisher(store, platform), SLOT - 31 * MINUTE) == 0
    assert platform.calls == []


def test_a_receipt_is_kept_and_the_first_reading_gets_its_time(store: Store) -> None:
    post = walk(store, ScriptedPlatform())

    assert (post.state, post.remote_id, post.permalink) == (PostState.PUBLISHED, "commit-3", "https://example.org/1")
    assert post.published_at == SLOT
    assert store.insights.due(SLOT + HOUR, 9)[0].key == post.key


def test_a_container_in_progress_is_asked_again_later(store: Store) -> None:
    platform = ScriptedPlatform().on("ready", NOT_YET, NOT_YET)

    assert walk(store, platform).state is PostState.PUBLISHED
    assert platform.calls == ["photo", "ready", "ready", "ready", "commit", "tidy"]


def test_a_lost_answer_of_the_visible_call_is_read_back_and_never_sent_again(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", LOST_ANSWER)

    post = walk(store, platform)

    assert platform.live == [post.key]
    assert (post.state, post.remote_id, platform.calls.count("commit")) == (PostState.PUBLISHED, "found", 1)


def test_a_visible_call_that_never_arrived_is_sent_again_only_after_three_looks(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", NEVER_ARRIVED)

    post = walk(store, platform)

    assert platform.live == [post.key]
    assert platform.calls == ["photo", "ready", "commit", "look", "look", "look", "commit", "tidy"]


def test_a_second_doubt_goes_to_a_person(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", NEVER_ARRIVED, NEVER_ARRIVED)

    post = walk(store, platform)

    assert (post.state, platform.live) == (PostState.NEEDS_HUMAN, [])
    assert "look at the page" in post.reason


def test_a_repeatable_visible_call_is_repeated_after_one_look(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True).on("commit", NEVER_ARRIVED, NEVER_ARRIVED)

    post = walk(store, platform)

    assert (post.state, platform.live) == (PostState.PUBLISHED, [post.key])
    assert platform.calls.count("look") == 2


def test_even_a_repeatable_call_ends_at_a_person_when_it_never_works(store: Store) -> None:
    platform = ScriptedPlatform(repeatable=True).on("commit", *repeat(NEVER_ARRIVED, 9))

    assert walk(store, platform).state is PostState.NEEDS_HUMAN
    assert platform.calls.count("commit") == 5


def test_a_network_that_never_tells_ends_at_a_person(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", LOST_ANSWER).sees(*[UNREADABLE] * 40)

    post = walk(store, platform)

    assert (post.state, platform.calls.count("commit")) == (PostState.NEEDS_HUMAN, 1)


def test_a_refused_commit_that_went_live_all_the_same_is_found(store: Store) -> None:
    def refused_yet_live(platform: ScriptedPlatform, step: Step) -> None:
        platform.carry_out(step)
        REJECTED(platform, step)

    platform = ScriptedPlatform().on("commit", refused_yet_live)

    post = walk(store, platform)

    assert (post.state, platform.live) == (PostState.PUBLISHED, [post.key])


def test_a_refused_commit_that_is_not_live_has_failed_with_the_networks_words(store: Store) -> None:
    post = walk(store, ScriptedPlatform().on("commit", REJECTED))

    assert (post.state, post.reason) == (PostState.FAILED, "not this picture")


@pytest.mark.parametrize("refusal", [TOKEN_DEAD, SLOW_DOWN])
def test_a_refusal_of_the_account_that_went_live_all_the_same_is_found_and_never_sent_again(
    store: Store, refusal: Happening
) -> None:
    def refused_yet_live(platform: ScriptedPlatform, step: Step) -> None:
        platform.carry_out(step)
        refusal(platform, step)

    platform = ScriptedPlatform().on("commit", refused_yet_live)

    post = walk(store, platform)

    assert (post.state, platform.live, platform.calls.count("commit")) == (PostState.PUBLISHED, [post.key], 1)


def test_a_refused_picture_fails_the_post_before_anything_is_visible(store: Store) -> None:
    platform = ScriptedPlatform().on("photo", REJECTED)

    assert walk(store, platform).state is PostState.FAILED
    assert platform.live == []


def test_a_caption_over_the_limit_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    store = store_with(tmp_path, make_event("E" * 120), now=NOW, rules=(make_rule(channels=("facebook",)),))
    platform = ScriptedPlatform()

    post = walk(store, platform)

    assert (post.state, platform.calls) == (PostState.FAILED, [])
    assert "shorten" in post.reason
    store.close()


@pytest.mark.parametrize("step", ["photo", "ready", "commit"])
def test_a_call_that_was_certainly_not_sent_is_made_again(store: Store, step: str) -> None:
    platform = ScriptedPlatform().on(step, REFUSED_CONNECTION, REFUSED_CONNECTION)

    post = walk(store, platform)

    assert (post.state, platform.live) == (PostState.PUBLISHED, [post.key])


def test_an_invisible_call_with_a_lost_answer_is_made_again(store: Store) -> None:
    platform = ScriptedPlatform().on("photo", LOST_ANSWER)

    assert walk(store, platform).state is PostState.PUBLISHED
    assert platform.calls.count("photo") == 2


def test_prepared_things_that_are_gone_are_prepared_anew(store: Store) -> None:
    platform = ScriptedPlatform().on("ready", STALE)

    assert walk(store, platform).state is PostState.PUBLISHED
    assert platform.calls == ["photo", "ready", "photo", "ready", "commit", "tidy"]


def test_a_failure_while_tidying_up_changes_nothing(store: Store) -> None:
    post = walk(store, ScriptedPlatform().on("tidy", REFUSED_CONNECTION))

    assert post.state is PostState.PUBLISHED
    assert [(a.step, a.outcome) for a in store.ledger.attempts(post.key)][-1] == ("tidy", "Unavailable")


def test_a_network_that_is_down_moves_news_once_and_then_they_are_missed(tmp_path: Path) -> None:
    rules = (make_rule(channels=("facebook",), lateness=2 * HOUR),)
    store = store_with(tmp_path, make_event(), now=NOW, rules=rules)
    platform = ScriptedPlatform().on("photo", *repeat(REFUSED_CONNECTION, 500))

    moved = walk(store, platform, steps=12)
    assert (moved.state, moved.slot) == (PostState.PLANNED, SLOT + 24 * HOUR)
    assert "moved" in moved.reason
    draw_all(store, tmp_path, NOW)
    missed = walk(store, platform, start=SLOT + 23 * HOUR, steps=100)

    assert (missed.state, missed.reason, platform.live) == (PostState.MISSED, str(SKIPPED), [])
    store.close()


@pytest.mark.parametrize(("trouble", "rest"), [(TOKEN_DEAD, HOUR), (SLOW_DOWN, 20 * MINUTE)])
def test_a_channel_in_trouble_rests_with_all_its_posts(tmp_path: Path, trouble: Happening, rest: dt.timedelta) -> None:
    store = store_with(tmp_path, make_event(), make_event("EV-2"), now=NOW, rules=(make_rule(channels=("facebook",)),))
    platform = ScriptedPlatform().on("photo", trouble)

    publish_due(publisher(store, platform), SLOT)

    assert platform.calls == ["photo"]
    assert set(store.ledger.holds(SLOT)) == {"facebook"}
    assert store.posts.next_wake(SLOT) == SLOT + rest
    publish_due(publisher(store, platform), SLOT + rest)
    assert platform.live == ["EV-1/facebook/feed"]
    publish_due(publisher(store, platform), SLOT + rest + 20 * MINUTE)
    assert platform.live == ["EV-1/facebook/feed", "EV-2/facebook/feed"]
    store.close()


def test_two_workers_never_hold_one_post_nor_one_channel(tmp_path: Path) -> None:
    store = store_with(tmp_path, make_event(), make_event("EV-2"), now=NOW, rules=(make_rule(channels=("facebook",)),))

    first = store.ledger.claim(SLOT, "a", HOUR)
    second = store.ledger.claim(SLOT, "b", HOUR)

    assert first is not None
    assert second is None
    store.close()


def test_a_worker_that_slept_past_its_lease_can_save_nothing(store: Store) -> None:
    sleeper = store.ledger.claim(SLOT, "a", MINUTE)
    assert sleeper
    taken = store.ledger.claim(SLOT + 2 * MINUTE, "b", MINUTE)
    assert taken

    assert store.ledger.intend(sleeper, "photo", SLOT + 2 * MINUTE) is None
    assert store.ledger.intend_commit(sleeper, "commit", SLOT + 2 * MINUTE, SLOT) is None
    assert not store.ledger.release(sleeper, PostState.FAILED, None)
    attempt = store.ledger.intend(taken, "photo", SLOT + 2 * MINUTE)
    assert attempt
    assert not store.ledger.answer(sleeper, attempt, "photo", "1", SLOT)


def test_an_edit_after_staging_is_staged_anew_and_only_the_new_content_goes_out(store: Store, tmp_path: Path) -> None:
    platform = ScriptedPlatform()
    publish_due(publisher(store, platform), SLOT - 10 * MINUTE)
    edited = plan([make_event(title="Baru")], [make_rule(channels=("facebook",))], around())
    sync(store, edited, SLOT - 5 * MINUTE)
    draw_all(store, tmp_path, SLOT)

    walk(store, platform)

    assert platform.calls == ["photo", "ready", "photo", "ready", "commit", "tidy"]
    assert platform.live == ["EV-1/facebook/feed"]


def test_a_cancelled_event_goes_nowhere_even_when_it_was_staged(store: Store) -> None:
    platform = ScriptedPlatform()
    publish_due(publisher(store, platform), SLOT - 10 * MINUTE)
    sync(store, plan([], [make_rule()], around()), SLOT - MINUTE)

    assert walk(store, platform).state is PostState.CANCELLED
    assert platform.live == []


def test_an_edit_between_claim_and_call_stops_the_call(store: Store) -> None:
    platform = ScriptedPlatform()

    def edit(_platform: ScriptedPlatform, _step: Step) -> None:
        sync(store, plan([], [make_rule()], around()), SLOT)

    platform.on("ready", edit)

    assert walk(store, platform).state is PostState.CANCELLED
    assert "commit" not in platform.calls


def test_the_visible_call_is_not_made_after_the_time_ran_out(store: Store) -> None:
    platform = ScriptedPlatform()

    assert publish_due(publisher(store, platform), only(store).expires) == 0
    assert "commit" not in platform.calls


def test_stopping_leaves_the_rest_for_the_next_run(store: Store) -> None:
    platform = ScriptedPlatform()

    assert publish_due(publisher(store, platform), SLOT, stopping=lambda: True) == 0
    assert platform.calls == []


def test_every_call_is_in_the_ledger_with_what_came_back(store: Store) -> None:
    post = walk(store, ScriptedPlatform().on("photo", LOST_ANSWER).on("ready", NOT_YET))

    assert [(a.step, a.outcome) for a in store.ledger.attempts(post.key)] == [
        ("photo", "OutcomeUnknown"),
        ("photo", "done"),
        ("ready", "pending"),
        ("ready", "done"),
        ("commit", "done"),
        ("tidy", "done"),
    ]


class Killed(BaseException):
    """The process dies here."""


def test_an_intent_without_an_answer_stays_visible_in_the_ledger(store: Store) -> None:
    def die(_platform: ScriptedPlatform, _step: Step) -> None:
        raise Killed

    with pytest.raises(Killed):
        publish_due(publisher(store, ScriptedPlatform().on("photo", die)), SLOT)

    assert [(a.step, a.outcome) for a in store.ledger.attempts(only(store).key)] == [("photo", "")]


class MortalPlatform(ScriptedPlatform):
    """Dies with the process right after some of its calls."""

    kills: set[int]

    def run(self, step: Step, outgoing: Outgoing, done: Mapping[str, str]) -> Done | Pending:
        answer = super().run(step, outgoing, done)
        if len(self.calls) in self.kills:
            self.kills.discard(len(self.calls))
            raise Killed
        return answer


PREPARE: list[Happening] = [REFUSED_CONNECTION, LOST_ANSWER, NEVER_ARRIVED, NOT_YET, STALE, SLOW_DOWN]
COMMIT: list[Happening] = [REFUSED_CONNECTION, LOST_ANSWER, NEVER_ARRIVED, REJECTED]


@pytest.mark.slow
@given(
    prepare=st.lists(st.sampled_from(PREPARE), max_size=3),
    commit=st.lists(st.sampled_from(COMMIT), max_size=2),
    kills=st.sets(st.integers(min_value=0, max_value=12), max_size=4),
    repeatable=st.booleans(),
)
def test_under_any_faults_and_kills_a_post_is_live_at_most_once(
    prepare: list[Happening], commit: list[Happening], kills: set[int], *, repeatable: bool
) -> None:
    """Each call may fail, and the process may die right after any call."""
    store = Store("sqlite://")
    sync(store, plan([make_event()], [make_rule(channels=("facebook",))], around()), NOW)
    platform = MortalPlatform(repeatable=repeatable)
    platform.kills = set(kills)
    platform.on("photo", *prepare).on("commit", *commit)
    with tempfile.TemporaryDirectory() as folder:
        draw_all(store, Path(folder), NOW)
        now = SLOT
        for _ in range(80):
            miss(store, now)
            with suppress(Killed):
                publish_due(publisher(store, platform), now)
            wake = store.posts.next_wake(now)
            if wake is None or only(store).state is PostState.PUBLISHED:
                break
            now = max(wake, now + MINUTE)

    post = only(store)
    assert len(platform.live) <= 1
    assert post.state in (PostState.PUBLISHED, PostState.NEEDS_HUMAN, PostState.FAILED)
    assert (post.state is not PostState.PUBLISHED) or platform.live == [post.key]
    store.close()


def test_a_container_that_ran_out_unpublished_is_made_anew_and_sent_once_more(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", NEVER_ARRIVED).sees(Stale(Message("expired, and not in the list")))

    post = walk(store, platform)

    assert (post.state, platform.live) == (PostState.PUBLISHED, [post.key])
    assert platform.calls.count("photo") == 2


def test_a_second_commit_whose_things_vanished_goes_to_a_person(store: Store) -> None:
    gone = Stale(Message("expired"))
    platform = ScriptedPlatform().on("commit", NEVER_ARRIVED, NEVER_ARRIVED).sees(gone, gone)

    assert walk(store, platform).state is PostState.NEEDS_HUMAN


def test_what_vanishes_again_and_again_fails_the_post(store: Store) -> None:
    platform = ScriptedPlatform().on("ready", *repeat(STALE, 20))

    assert walk(store, platform).state is PostState.FAILED
    assert platform.live == []


def test_a_refused_commit_whose_things_are_gone_has_failed(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", REJECTED).sees(Stale(Message("gone")))

    assert walk(store, platform).state is PostState.FAILED


def called_off(store: Store, platform: ScriptedPlatform) -> Publisher:
    """A publisher whose files no longer ask for anything."""
    return Publisher(store.ledger, {"facebook": platform}, "me", str, HOUR, Hours(WIB), wanted=lambda _key: False)


@pytest.mark.parametrize("repeatable", [True, False])
def test_a_doubtful_post_that_was_called_off_is_believed_not_live_only_after_three_looks(
    store: Store, *, repeatable: bool
) -> None:
    platform = ScriptedPlatform(repeatable=repeatable).on("commit", NEVER_ARRIVED)
    publish_due(publisher(store, platform), SLOT)
    for minute in (1, 3, 6):
        assert only(store).state is PostState.UNKNOWN
        publish_due(called_off(store, platform), SLOT + minute * MINUTE)

    assert (only(store).state, platform.live) == (PostState.CANCELLED, [])
    assert platform.calls[-4:] == ["commit", "look", "look", "look"]


def test_a_post_called_off_in_doubt_that_is_live_after_all_stays_known_as_live(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", LOST_ANSWER).sees(Liveness.NOT_LIVE)
    publish_due(publisher(store, platform), SLOT)
    for minute in (1, 3):
        publish_due(called_off(store, platform), SLOT + minute * MINUTE)

    assert only(store).state is PostState.PUBLISHED


def test_a_post_called_off_in_doubt_whose_container_ran_out_is_not_made_anew(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", NEVER_ARRIVED).sees(Stale(Message("expired")))
    publish_due(publisher(store, platform), SLOT)
    publish_due(called_off(store, platform), SLOT + MINUTE)

    assert (only(store).state, platform.calls.count("photo")) == (PostState.CANCELLED, 1)


def test_what_belongs_to_another_post_is_never_taken_for_ones_own(tmp_path: Path) -> None:
    rules = (make_rule(channels=("facebook",)),)
    store = store_with(tmp_path, make_event("A"), make_event("B"), now=NOW, rules=rules)
    store.ledger.bind("A/facebook/feed", "found", "")  # what the scripted platform finds by caption
    platform = ScriptedPlatform().on("commit", NEVER_ARRIVED, NEVER_ARRIVED).sees(*[Liveness.LIVE] * 90)

    now = SLOT
    while (wake := store.posts.next_wake(now)) and now < SLOT + 3 * HOUR:
        publish_due(publisher(store, platform), now)
        now = max(wake, now + MINUTE)

    assert PostState.NEEDS_HUMAN in {post.state for post in store.posts.all() if post.key.startswith("B")}
    store.close()


def test_a_fault_of_ours_in_one_post_does_not_starve_the_others(tmp_path: Path) -> None:
    rules = (make_rule(channels=("facebook",)),)
    store = store_with(tmp_path, make_event("A"), make_event("B"), now=NOW, rules=rules)
    told: list[BaseException] = []

    def bug(_platform: ScriptedPlatform, _step: Step) -> None:
        raise KeyError("draft")

    platform = ScriptedPlatform().on("photo", bug)
    patient = Publisher(store.ledger, {"facebook": platform}, "me", str, HOUR, Hours(WIB), failed=told.append)

    assert publish_due(patient, SLOT) == 1
    assert [type(error) for error in told] == [KeyError]
    assert publish_due(patient, SLOT + HOUR) == 1
    assert sorted(platform.live) == ["A/facebook/feed", "B/facebook/feed"]
    store.close()


def test_a_worker_whose_claim_is_gone_wipes_nothing_of_the_next_one(store: Store) -> None:
    sleeper = store.ledger.claim(SLOT, "a", MINUTE)
    taken = store.ledger.claim(SLOT + 2 * MINUTE, "b", MINUTE)
    assert sleeper
    assert taken
    attempt = store.ledger.intend(taken, "photo", SLOT)
    assert attempt
    store.ledger.answer(taken, attempt, "photo", "1", SLOT)

    assert not store.ledger.release(sleeper, PostState.PLANNED, SLOT, aside_at=SLOT)
    store.ledger.release(taken, PostState.STAGED, SLOT)
    again = store.ledger.claim(SLOT + 3 * MINUTE, "c", MINUTE)
    assert again
    assert again.done == {"photo": "1"}


def test_a_doubtful_post_whose_channel_was_removed_goes_to_a_person(store: Store) -> None:
    publish_due(publisher(store, ScriptedPlatform().on("commit", LOST_ANSWER)), SLOT)
    without = Publisher(store.ledger, {}, "me", str, HOUR, Hours(WIB))

    publish_due(without, SLOT + HOUR)

    assert only(store).state is PostState.NEEDS_HUMAN


def test_a_look_that_is_not_sure_is_no_proof(store: Store) -> None:
    platform = ScriptedPlatform().on("commit", LOST_ANSWER).sees(*[Liveness.UNSURE] * 3)

    assert walk(store, platform).state is PostState.PUBLISHED
    assert platform.calls.count("commit") == 1


def test_a_preparing_call_that_never_works_has_all_before_it_made_anew(store: Store) -> None:
    """What it stumbles over may be what an earlier step made: a container's child that is gone, say."""
    platform = ScriptedPlatform().on("photo2", *repeat(REFUSED_CONNECTION, 5))
    platform.more_photos = True

    assert walk(store, platform).state is PostState.PUBLISHED
    assert platform.calls.count("photo") == 2
