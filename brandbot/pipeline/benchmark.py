"""benchmark: the public numbers of named accounts once a day, by Meta's own way first. A failure changes nothing else.

A page that is read without Meta's leave has a budget and a breaker, both kept in the store: one page at a time, half a
minute and more apart, and after a refusal none at all for a day, then three, then seven.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from brandbot.errors import PlatformError
from brandbot.model import BenchmarkSource, PublicNumbers, Snapshot, Unseen
from brandbot.platforms.base import BenchmarkReader
from brandbot.store import Benchmarks, SourceState

RESTS = tuple(dt.timedelta(days=days) for days in (1, 3, 7))
MOST = 10  # accounts whose page is looked at
_APART = dt.timedelta(seconds=30)
_JITTER = 30  # seconds
_AGAIN = dt.timedelta(hours=1)
_DOUBT = 3  # days in a row after which "not found" is believed
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bench:
    """What benchmarking works with. `discovery` is None without an Instagram account, `page` where nobody accepted it.

    `pages` are the accounts whose page may be looked at where `discovery` does not show them.
    """

    benchmarks: Benchmarks
    accounts: tuple[str, ...]
    discovery: BenchmarkReader | None = None
    page: BenchmarkReader | None = None
    pages: tuple[str, ...] = ()


def benchmark_due(bench: Bench, day: dt.date, now: dt.datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Look at what was not looked at on this day of the school's calendar; how many accounts were seen."""
    known = bench.benchmarks.since(day - _DOUBT * _DAY)
    seen = 0
    for username in _left(known, bench.accounts, BenchmarkSource.DISCOVERY, day) if bench.discovery else ():
        if stopping() or _is_blocked(bench.benchmarks.state(BenchmarkSource.DISCOVERY), now):
            break
        seen += _discover(bench, bench.discovery, username, day, now)
    if bench.page and not stopping():
        seen += _look(bench, bench.page, day, now)
    return seen


def next_look(bench: Bench, day: dt.date, now: dt.datetime) -> dt.datetime | None:
    """When the next page of this day may be looked at; None where none is left."""
    if not bench.page or not (left := _pages_left(bench, day)):
        return None
    return max(_may_look_at(bench.benchmarks.state(bench.page.source), left[0]), now)


def _discover(bench: Bench, reader: BenchmarkReader | None, username: str, day: dt.date, now: dt.datetime) -> bool:
    """Ask Meta; what it can't answer at the moment is asked an hour later."""
    assert reader
    try:
        numbers = reader.fetch(username, now)
    except PlatformError:
        bench.benchmarks.set_state(reader.source, SourceState(blocked_until=now + _AGAIN, asked_at=now))
        return False
    bench.benchmarks.add(Snapshot(username, reader.source, day, now, numbers))
    return isinstance(numbers, PublicNumbers)


def _look(bench: Bench, reader: BenchmarkReader, day: dt.date, now: dt.datetime) -> bool:
    """Look at one page, if one is left and its time has come."""
    left, state = _pages_left(bench, day), bench.benchmarks.state(reader.source)
    if not left or now < _may_look_at(state, left[0]):
        return False
    bench.benchmarks.set_state(reader.source, replace(state, asked_at=now))  # before the call: a death costs its turn
    numbers = reader.fetch(left[0], now)
    if numbers is Unseen.REFUSED:
        rest = RESTS[min(state.trips, len(RESTS) - 1)]
        bench.benchmarks.set_state(reader.source, SourceState(state.trips + 1, now + rest, now))
    elif isinstance(numbers, PublicNumbers):
        bench.benchmarks.set_state(reader.source, SourceState(0, None, now))
    bench.benchmarks.add(Snapshot(left[0], reader.source, day, now, numbers))
    return isinstance(numbers, PublicNumbers)


def _pages_left(bench: Bench, day: dt.date) -> Sequence[str]:
    """The accounts whose page is still to be looked at: those that Meta's own way has not shown today."""
    known = bench.benchmarks.since(day)
    shown = {one.username for one in known if isinstance(one.numbers, PublicNumbers)}
    wanted = [name for name in bench.pages[:MOST] if name not in shown]
    return _left(known, wanted, BenchmarkSource.PUBLIC_PAGE, day)


def _left(known: Iterable[Snapshot], wanted: Iterable[str], source: BenchmarkSource, day: dt.date) -> Sequence[str]:
    done = {one.username for one in known if one.source is source and one.day == day}
    return [name for name in wanted if name not in done]


def _is_blocked(state: SourceState, now: dt.datetime) -> bool:
    return state.blocked_until is not None and now < state.blocked_until


def _may_look_at(state: SourceState, username: str) -> dt.datetime:
    """The first moment at which the source may be asked for this account; long ago where it was never asked."""
    long_ago = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    jitter = hashlib.sha256(f"{username} {state.asked_at}".encode()).digest()[0] % _JITTER
    asked_at = state.asked_at + _APART + dt.timedelta(seconds=jitter) if state.asked_at else long_ago
    return max(asked_at, state.blocked_until or long_ago)


def newest(snapshots: Collection[Snapshot], username: str) -> Snapshot | None:
    """What is to be said of an account: its newest numbers, else why there are none.

    "Not found" by a page may be a lie: it is said only after three days in a row on which another page was seen.
    """
    own = sorted((one for one in snapshots if one.username == username), key=lambda one: (one.day, one.fetched_at))
    if numbers := [one for one in own if isinstance(one.numbers, PublicNumbers)]:
        return numbers[-1]
    if not own:
        return None
    last = own[-1]
    if last.numbers is Unseen.NOT_FOUND and last.source is BenchmarkSource.PUBLIC_PAGE:
        missed = {one.day for one in own if one.numbers is Unseen.NOT_FOUND and one.source is last.source}
        others = {one.day for one in snapshots if isinstance(one.numbers, PublicNumbers) and one.source is last.source}
        if not {last.day - n * _DAY for n in range(_DOUBT)} <= missed & others:
            return replace(last, numbers=Unseen.CHANGED)
    return last
