"""Whether the clock may be believed: held against Meta's, against what the store has seen, against our own age."""

from __future__ import annotations

import datetime as dt

import pytest
from fakes import ScriptedPlatform
from hypothesis import given
from hypothesis import strategies as st

from brandbot.errors import Message, Unavailable
from brandbot.pipeline.trust import BUILT, TOLERANCE, Trust, ask, distrust

NOW = dt.datetime(2026, 8, 12, 18, 30, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
moments = st.datetimes(dt.datetime(2026, 7, 2), dt.datetime(2099, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(moments, st.floats(-119.9, 119.9))
def test_a_clock_that_shows_what_metas_shows_is_trusted(now: dt.datetime, seconds: float) -> None:
    assert distrust(now, now + dt.timedelta(seconds=seconds), now) is None


@pytest.mark.parametrize("off", [TOLERANCE, -TOLERANCE, dt.timedelta(hours=-1), dt.timedelta(days=365 * 11)])
def test_a_clock_that_is_off_by_two_minutes_is_not(off: dt.timedelta) -> None:
    message = distrust(NOW + off, NOW, None)

    assert message is not None
    assert message.fields["then"] == NOW


def test_a_clock_that_went_back_behind_what_was_done_already_is_not() -> None:
    assert distrust(NOW, None, NOW) is None
    assert distrust(NOW - SECOND, None, NOW) is not None
    assert distrust(NOW - SECOND, NOW - SECOND, NOW) is not None


def test_a_clock_from_before_brandbot_was_made_is_not() -> None:
    assert distrust(BUILT, None, None) is None
    assert distrust(BUILT - SECOND, BUILT - SECOND, None) is not None


def test_where_nothing_is_known_the_clock_is_believed() -> None:
    assert distrust(NOW, None, None) is None


def test_a_clock_that_fits_what_was_heard_last_needs_no_call() -> None:
    platform = ScriptedPlatform(shows=NOW)
    assert ask([platform], NOW + 60 * SECOND, None) == Trust(holds=True)
    assert platform.asked == 0


def test_after_sleep_the_network_is_asked_and_believed() -> None:
    platform = ScriptedPlatform(shows=NOW, will_show=NOW + 8 * 3600 * SECOND)
    assert ask([platform], NOW + 8 * 3600 * SECOND, NOW).holds
    assert platform.asked == 1


def test_a_clock_that_the_network_contradicts_holds_everything_with_its_reason() -> None:
    platform = ScriptedPlatform(shows=NOW, will_show=NOW + SECOND)
    trust = ask([platform], NOW + dt.timedelta(days=365 * 11), None)
    assert not trust.holds
    assert trust.reason is not None


def test_where_no_network_answers_nothing_is_decided_and_nothing_is_said() -> None:
    platform = ScriptedPlatform(refusal_of_account=Unavailable(Message("down")))
    assert ask([platform], NOW, None) == Trust(holds=False)


def test_a_network_that_tells_no_time_leaves_it_to_what_the_store_has_seen() -> None:
    assert ask([ScriptedPlatform()], NOW, NOW - SECOND).holds
    assert not ask([ScriptedPlatform()], NOW, NOW + SECOND).holds
    assert ask([], NOW, None).holds
