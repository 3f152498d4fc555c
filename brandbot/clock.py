"""The clock: APScheduler wakes the service, and never remembers anything for it.

One date job arms itself anew after each tick. A guard thread on the monotonic clock notices sleep and clock steps,
which a scheduler waiting on the wall clock does not (agronholm/apscheduler#351, #794), and carries the stop signal.
"""

from __future__ import annotations

import datetime as dt
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle
from types import FrameType

from apscheduler.events import EVENT_SCHEDULER_STARTED
from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.date import DateTrigger

INTERVAL = dt.timedelta(seconds=60)
_GUARD = 0.2  # seconds between two looks of the guard
_STEP = 5.0  # seconds by which wall and monotonic clock may drift apart before it counts as a step


def run(
    tick: Callable[[dt.datetime], object],
    next_wake: Callable[[dt.datetime], dt.datetime],
    failed: Callable[[BaseException], None],
    stop: threading.Event,
    *,
    interval: dt.timedelta = INTERVAL,
) -> None:
    """Call `tick(now)` in this thread when something is due and at least every `interval`, until `stop` is set.

    A tick that raises is told to `failed` and does not end the run.
    """
    scheduler = BlockingScheduler(executors={"default": DebugExecutor()}, timezone=dt.UTC)
    names = cycle(("tick", "tock"))  # the executor never forgets a job's name, and the one that runs is removed by it

    def arm(at: dt.datetime) -> None:
        scheduler.add_job(work, DateTrigger(at), id=next(names), misfire_grace_time=None, coalesce=True)

    def work() -> None:
        now = dt.datetime.now(dt.UTC)
        at = now + interval
        try:
            tick(now)
            at = min(next_wake(now), at)
        except Exception as error:  # noqa: BLE001 - the service must outlive whatever one tick met
            failed(error)
        arm(at)

    arm(dt.datetime.now(dt.UTC))
    guard = threading.Thread(target=_guard, args=(scheduler, stop), name="guard", daemon=True)
    scheduler.add_listener(lambda _event: guard.start(), EVENT_SCHEDULER_STARTED)
    try:
        scheduler.start()
    except JobLookupError:  # the guard's shutdown emptied the job store under a tick that was finishing
        if not stop.is_set():
            raise
    guard.join()


def _guard(scheduler: BlockingScheduler, stop: threading.Event) -> None:
    """Wake the scheduler after a step of the wall clock; end it when `stop` is set."""
    offset = time.time() - time.monotonic()
    while not stop.wait(_GUARD):
        drift = time.time() - time.monotonic() - offset
        if abs(drift) > _STEP:
            offset += drift
            with suppress(JobLookupError):  # it ran just now: then nothing was slept through
                for job in scheduler.get_jobs():
                    job.modify(next_run_time=dt.datetime.now(dt.UTC))
    scheduler.shutdown(wait=False)


def stop_on_signals(stop: threading.Event) -> None:
    """Let SIGTERM, Ctrl-C and Windows' console break finish the current call; a second one ends at once."""

    def handle(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handle)
