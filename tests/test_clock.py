"""The clock: wakes at the right moments, survives a failing tick, a clock step and a stop signal."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import os
import signal
import threading
import time
import tracemalloc
from types import SimpleNamespace
from typing import Self

import apscheduler.executors.base
import apscheduler.schedulers.base
import apscheduler.triggers.date
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


class Wall:
    """A wall clock that can be set, under everything that asks for it; the monotonic one goes on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.offset = dt.timedelta()
        real = time.time
        wall = self

        class Moment(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> Self:
                return cls.fromtimestamp(real(), tz) + wall.offset

        monkeypatch.setattr(time, "time", lambda: real() + self.offset.total_seconds())
        for module in (apscheduler.schedulers.base, apscheduler.executors.base, apscheduler.triggers.date):
            monkeypatch.setattr(module, "datetime", Moment)
        patched = SimpleNamespace(datetime=Moment, UTC=dt.UTC, timedelta=dt.timedelta)
        monkeypatch.setattr(clock, "dt", patched)


STEPS = {
    "a laptop's sleep": dt.timedelta(hours=8),
    "set back by an hour": dt.timedelta(hours=-1),
    "an empty battery, then the right time": dt.timedelta(days=365 * 11),
    "a battery that dies at work": dt.timedelta(days=-365 * 11),
    "far ahead": dt.timedelta(days=365 * 73),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_step_of_the_wall_clock_leads_to_one_tick_at_the_new_time(
    monkeypatch: pytest.MonkeyPatch, step: dt.timedelta
) -> None:
    """The wait of the scheduler itself does not notice: it would stay silent, or make up for years of ticks."""
    stop, ticks, wall = threading.Event(), list[dt.datetime](), Wall(monkeypatch)

    def tick(now: dt.datetime) -> None:
        ticks.append(now)
        if len(ticks) == 1:
            wall.offset += step
        else:
            stop.set()

    clock.run(tick, lambda now: now + LONG, never, stop, interval=LONG)

    assert len(ticks) == 2
    assert abs(ticks[1] - ticks[0] - step) < dt.timedelta(minutes=1)


@pytest.mark.slow
def test_ten_thousand_ticks_leave_no_memory_behind() -> None:
    stop, count, sizes = threading.Event(), itertools.count(1), list[int]()

    def tick(_now: dt.datetime) -> None:
        number = next(count)
        if number in (1_000, 10_000):
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
        if number == 10_000:
            stop.set()

    tracemalloc.start()
    try:
        clock.run(tick, lambda now: now, never, stop, interval=dt.timedelta())
    finally:
        tracemalloc.stop()

    assert sizes[1] - sizes[0] < 20_000  # bytes, for 9,000 ticks: a job that stayed would take 700 each


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
