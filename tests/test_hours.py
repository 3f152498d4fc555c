"""When nothing goes out: the windows, and what a post waits for."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

import pytest
from builders import WIB, around, at, make_event, make_rule
from hypothesis import given
from hypothesis import strategies as st

from brandbot.model import Closed, Hours, Window
from brandbot.pipeline.hours import opening
from brandbot.pipeline.plan import Surroundings, plan

NIGHT = Window(dt.time(21), dt.time(5))
PRAYER = Window(dt.time(11, 30), dt.time(13))
SCHOOL = Hours(WIB, quiet=(NIGHT,), friday=PRAYER)
START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
TIMES = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 1, 29, 30, 59]))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-08-12 20:59", "2026-08-12 20:59"),
        ("2026-08-12 21:00", "2026-08-13 05:00"),
        ("2026-08-12 04:59", "2026-08-12 05:00"),
        ("2026-08-12 05:00", "2026-08-12 05:00"),
        ("2026-08-14 11:30", "2026-08-14 13:00"),  # a Friday
        ("2026-08-14 13:00", "2026-08-14 13:00"),
        ("2026-08-13 12:00", "2026-08-13 12:00"),  # a Thursday
    ],
)
def test_a_window_holds_from_its_start_until_before_its_end(moment: str, opens: str) -> None:
    assert opening(SCHOOL, at(moment))[0] == at(opens)


def test_closed_days_end_at_midnight_and_then_the_night_still_holds() -> None:
    closed = Hours(WIB, quiet=(NIGHT,), closed=(Closed(dt.date(2027, 3, 8), dt.date(2027, 3, 9), "Nyepi"),))

    opens, reason = opening(closed, at("2027-03-08 10:00"))

    assert opens == at("2027-03-10 05:00")
    assert reason is not None


def test_a_window_without_length_closes_nothing() -> None:
    assert opening(Hours(WIB, quiet=(Window(dt.time(12), dt.time(12)),)), at("2026-08-12 12:00"))[1] is None


def test_a_school_that_never_opens_ends_the_search() -> None:
    whole_day = (Window(dt.time(0), dt.time(12)), Window(dt.time(12), dt.time(0)))
    opens, _ = opening(Hours(WIB, quiet=whole_day), at("2026-08-12 12:00"))
    assert opens >= at("2027-08-12 12:00")


@given(
    zone=st.sampled_from(ZONES),
    moment=st.integers(0, 7 * 365 * 1440).map(lambda minutes: START + dt.timedelta(minutes=minutes)),
    windows=st.lists(st.builds(Window, TIMES, TIMES), max_size=3),
    friday=st.none() | st.builds(Window, TIMES, TIMES),
)
def test_it_opens_at_the_earliest_moment_outside_every_window_in_every_zone(
    zone: str, moment: dt.datetime, windows: list[Window], friday: Window | None
) -> None:
    hours = Hours(ZoneInfo(zone), quiet=tuple(windows), friday=friday)

    opens, reason = opening(hours, moment)

    assert opens >= moment
    assert (opens == moment) is (reason is None)
    if opens < moment + dt.timedelta(days=365):
        assert opening(hours, opens) == (opens, None)
    if reason is not None:  # a minute earlier was still closed
        assert opening(hours, max(moment, opens - dt.timedelta(minutes=1)))[1] is not None


def test_a_slot_that_is_planned_into_the_quiet_hours_moves_to_their_end() -> None:
    school = around()
    quiet = Surroundings(school.brand, school.channels, school.partners, school.templates, WIB, SCHOOL)

    posts = plan([make_event()], [make_rule(time=dt.time(22))], quiet).posts

    assert {post.slot for post in posts} == {at("2026-08-13 05:00")}
