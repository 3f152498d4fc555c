"""How late a post may be: the table by kind, and what becomes of it afterwards."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import WIB, around, at, make_event, make_rule, make_template
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import Event, Hours, Placement, Post, Timing, Window
from brandbot.pipeline.lateness import LATENESS, Otherwise, lateness_of, moved, why_missed
from brandbot.pipeline.plan import plan

HOUR = dt.timedelta(hours=1)
NIGHT = Window(dt.time(21), dt.time(5))


def planned(timing: Timing, event: Event | None = None, **rule: object) -> Post:
    school = around(make_template(timing=timing))
    return plan([event or make_event()], [make_rule(channels=("facebook",), **rule)], school).posts[0]


@pytest.mark.parametrize(
    ("timing", "expires"),
    [
        (Timing.NOTICE, "2026-08-12 19:00"),
        (Timing.GREETING, "2026-08-12 21:00"),
        (Timing.NEWS, "2026-08-14 18:30"),
        (Timing.EVERGREEN, "2026-08-19 18:30"),
    ],
)
def test_each_kind_has_its_own_last_moment(timing: Timing, expires: str) -> None:
    assert planned(timing).expires == at(expires)


def test_a_story_lives_six_hours_whatever_its_kind() -> None:
    assert planned(Timing.EVERGREEN, placement=Placement.STORY).expires == at("2026-08-13 00:30")


def test_a_rule_goes_before_the_kind() -> None:
    assert planned(Timing.NOTICE, lateness=72 * HOUR).expires == at("2026-08-15 18:30")


def test_an_invitation_is_of_no_use_within_an_hour_of_the_event() -> None:
    event = make_event(date=dt.date(2026, 8, 20), time=dt.time(9))
    assert planned(Timing.INVITATION, event, day=-3).expires == at("2026-08-20 08:00")


def test_an_invitation_without_an_hour_holds_until_the_event_is_over() -> None:
    event = make_event(date=dt.date(2026, 8, 20), end_date=dt.date(2026, 8, 21))
    assert planned(Timing.INVITATION, event, day=-3).expires == at("2026-08-22 00:00")


def test_news_that_ran_out_move_to_the_same_hour_of_the_next_day_to_come() -> None:
    later = moved(planned(Timing.NEWS), Hours(WIB), at("2026-08-16 19:00"))

    assert later is not None
    assert (later.slot, later.expires) == (at("2026-08-17 18:30"), at("2026-08-19 18:30"))


def test_nothing_moves_past_the_end_of_its_event() -> None:
    post = planned(Timing.EVERGREEN, lateness=HOUR, until_event_ends=True)
    assert moved(post, Hours(WIB), at("2026-08-12 20:00")) is None


@pytest.mark.parametrize("timing", [Timing.NOTICE, Timing.GREETING, Timing.INVITATION])
def test_what_goes_stale_never_moves(timing: Timing) -> None:
    assert moved(planned(timing), Hours(WIB), at("2026-08-13 09:00")) is None


def test_a_person_is_told_how_to_let_it_go_out_all_the_same() -> None:
    assert "brandbot settle EV-1/facebook/feed --again" in str(why_missed(planned(Timing.NOTICE)))
    assert "settle" not in str(why_missed(planned(Timing.GREETING)))


def test_every_kind_of_timing_has_a_rule() -> None:
    assert set(LATENESS) == set(Timing)
    assert lateness_of(Timing.NOTICE, Placement.STORY).otherwise is Otherwise.SKIP


@given(
    late=st.integers(0, 60 * 24 * 40),
    hour=st.integers(0, 23),
    start=st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
)
def test_a_moved_post_lies_ahead_within_a_day_or_two_and_never_in_the_quiet_hours(
    late: int, hour: int, start: dt.date
) -> None:
    hours = Hours(WIB, quiet=(NIGHT,))
    post = planned(Timing.NEWS, make_event(date=start), time=dt.time(hour))
    now = post.expires + dt.timedelta(minutes=late)

    later = moved(post, hours, now)

    assert later is not None
    assert now < later.slot <= now + dt.timedelta(days=1, hours=8)
    assert 5 <= later.slot.astimezone(WIB).hour < 21
    assert later.expires - later.slot <= post.expires - post.slot
