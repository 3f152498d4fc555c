"""The clock: wakes at the right moments, survives a failing tick, a clock step and a stop signal."""

from __future__ import annotations

import datetime as dt
import os
import signal
import threading
import time

import pytest

from brandbot import clock


def never(error: BaseException) -> None:
    """No tick may fail here."""
    raise AssertionError from error


SOON = dt.timedelta(milliseconds=20)
LONG = dt.timedelta(hours=1)


def test_it_ticks_whenever_something_is_due_until_it_is_stopped() -> None:
    stop, ticks = threading.Event(), list[dt.datetime]()

    def tick(now: dt.datetime) -> None:
        ticks.append(now)
        if len(ticks) == 5:
            stop.set()

    clock.run(tick, lambda now: now + SOON, never, stop, interval=LONG)

    assert len(ticks) >= 5
    assert ticks == sorted(ticks)
    assert all(now.tzinfo for now in ticks)


def test_a_tick_that_fails_is_told_and_the_next_one_comes() -> None:
    stop, told, ticks = threading.Event(), list[BaseException](), list[dt.datetime]()

    def tick(now: dt.datetime) -> None:
        ticks.append(now)
        if len(ticks) == 3:
            stop.set()
            return
        raise OSError("disk full")

    clock.run(tick, lambda now: now + LONG, told.append, stop, interval=SOON)

    assert [str(error) for error in told] == ["disk full", "disk full"]


def test_it_looks_up_at_least_every_interval() -> None:
    stop, ticks = threading.Event(), list[dt.datetime]()

    def tick(now: dt.datetime) -> None:
        ticks.append(now)
        if len(ticks) == 3:
            stop.set()

    clock.run(tick, lambda now: now + LONG, never, stop, interval=SOON)

    assert len(ticks) == 3


def test_a_step_of_the_wall_clock_wakes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a laptop's sleep: the wait of the scheduler itself does not notice."""
    stop, ticks = threading.Event(), list[dt.datetime]()
    real = time.time
    offset = 0.0
    monkeypatch.setattr(time, "time", lambda: real() + offset)

    def tick(now: dt.datetime) -> None:
        nonlocal offset
        ticks.append(now)
        offset += 8 * 3600
        if len(ticks) == 2:
            stop.set()

    clock.run(tick, lambda now: now + LONG, never, stop, interval=LONG)

    assert len(ticks) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send to oneself")
def test_a_stop_signal_ends_the_run_after_the_tick_and_a_second_one_ends_at_once() -> None:
    stop, finished = threading.Event(), list[bool]()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def tick(_now: dt.datetime) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.05)
        finished.append(True)

    try:
        clock.stop_on_signals(stop)
        clock.run(tick, lambda now: now + LONG, never, stop, interval=LONG)
        assert finished == [True]
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
