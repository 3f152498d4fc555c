"""The gate before the visible call: what holds a post up, and in which order."""

from __future__ import annotations

import dataclasses
import datetime as dt

from builders import WIB, around, at, make_event, make_rule
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import CatchUp, Hours, Post, PostState, Window
from brandbot.pipeline.plan import plan
from brandbot.pipeline.publish.gate import ON_TIME, Wait, judge
from brandbot.store import Facts, Out

SLOT = at("2026-08-12 18:30")
MINUTE = dt.timedelta(minutes=1)
HOUR = 60 * MINUTE
OPEN = Hours(WIB)
RULES = CatchUp()
POST = plan([make_event()], [make_rule(channels=("facebook",))], around()).posts[0]


def asked(now: dt.datetime, facts: Facts = Facts(), hours: Hours = OPEN, post: Post = POST) -> Wait | None:  # noqa: B008 - frozen
    return judge(post, facts, now, hours, RULES)


def out(event: str, published_at: dt.datetime, late: dt.timedelta = dt.timedelta()) -> Out:
    return Out(event, published_at - late, published_at)


def test_a_post_at_its_slot_goes_through() -> None:
    assert asked(SLOT) is None


def test_a_channel_at_rest_holds_up_even_a_post_in_doubt() -> None:
    rest = Facts(rest=(SLOT + HOUR, "the token is dead"))
    doubtful = dataclasses.replace(POST, state=PostState.UNKNOWN)

    assert asked(SLOT, rest) == asked(SLOT, rest, post=doubtful) == Wait(SLOT + HOUR, "the token is dead")


def test_one_post_in_doubt_at_a_time_so_that_none_is_taken_for_another() -> None:
    assert asked(SLOT, Facts(doubt=SLOT + 5 * MINUTE)) == Wait(SLOT + 5 * MINUTE)


def test_an_older_draft_must_be_gone_before_a_newer_version_goes_up() -> None:
    assert asked(SLOT, Facts(draft_left=True)) == Wait(SLOT + MINUTE)


def test_a_post_in_doubt_was_let_through_before() -> None:
    doubtful = dataclasses.replace(POST, state=PostState.UNKNOWN)
    assert asked(SLOT + 72 * HOUR, Facts(), Hours(WIB, pause="berkabung"), doubtful) is None


def test_the_pause_holds_everything() -> None:
    held = asked(SLOT, hours=Hours(WIB, pause="masa berkabung"))
    assert held is not None
    assert "masa berkabung" in str(held.reason)


def test_the_quiet_hours_hold_until_their_end() -> None:
    night = Hours(WIB, quiet=(Window(dt.time(21), dt.time(5)),))
    held = asked(at("2026-08-12 23:00"), hours=night)
    assert held is not None
    assert held.until == at("2026-08-13 05:00")


def test_a_post_whose_time_ran_out_goes_no_further() -> None:
    assert asked(POST.expires) is not None


def test_late_posts_keep_their_distance() -> None:
    before = out("EV-0", SLOT + HOUR)
    assert asked(SLOT + HOUR + 5 * MINUTE, Facts(out=(before,))) == Wait(SLOT + HOUR + 20 * MINUTE)
    assert asked(SLOT + HOUR + 20 * MINUTE, Facts(out=(before,))) is None


def test_two_late_events_a_day_are_enough() -> None:
    caught_up = tuple(out(f"X-{n}", SLOT - n * HOUR, late=12 * HOUR) for n in (1, 2, 3))
    held = asked(SLOT + HOUR, Facts(out=caught_up))
    assert held is not None
    assert held.until == at("2026-08-13 00:00")


def test_what_went_out_in_time_does_not_count_as_late() -> None:
    in_time = tuple(out(f"X-{n}", SLOT - n * HOUR) for n in (1, 2, 3))
    assert asked(SLOT + HOUR, Facts(out=in_time)) is None


def test_a_late_story_follows_its_own_feed_post_at_once() -> None:
    assert asked(SLOT + HOUR, Facts(out=(out("EV-1", SLOT + HOUR - MINUTE, late=HOUR),))) is None


def test_many_late_posts_wait_for_a_persons_word() -> None:
    late = frozenset({"EV-1", "EV-2", "EV-3", "EV-4"})
    held = asked(SLOT + HOUR, Facts(late=late))
    assert held is not None
    assert "settle --late" in str(held.reason)
    assert asked(SLOT + HOUR, Facts(late=late, late_allowed=SLOT)) is None
    assert asked(SLOT + 30 * HOUR, Facts(late=late, late_allowed=SLOT)) is not None


@given(
    minutes=st.integers(0, 60 * 47),
    others=st.lists(st.tuples(st.integers(0, 60 * 24), st.booleans()), max_size=6),
    late=st.integers(0, 8),
)
def test_whatever_happened_before_a_late_post_is_never_close_to_another_event(
    minutes: int, others: list[tuple[int, bool]], late: int
) -> None:
    now = SLOT + minutes * MINUTE
    before = tuple(
        out(f"X{n}", now - ago * MINUTE, late=HOUR if was_late else dt.timedelta())
        for n, (ago, was_late) in enumerate(others)
    )
    facts = Facts(out=before, late=frozenset(f"L{n}" for n in range(late)))

    if asked(now, facts) is None and now > SLOT + ON_TIME:
        assert all(now - one.published_at >= RULES.spacing for one in before)
        assert late <= RULES.unasked
