"""Benchmarks of the workspace: which accounts are looked at, by what, and when there is time for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from brandbot.config import Config
from brandbot.logs import Log
from brandbot.pipeline.benchmark import Bench, benchmark_due, next_look
from brandbot.platforms.base import BenchmarkReader, Discovers, Platform
from brandbot.platforms.public_page import PublicPage
from brandbot.store import Store

_FROM = dt.time(6, 10)  # when the school's own accounts have been read
_PAUSE = dt.timedelta(minutes=1)  # between two wakes for pages alone
_ROOM = dt.timedelta(minutes=3)  # a page takes a minute at most, and publishing goes first


@dataclass(frozen=True, slots=True)
class Benchmarking:
    """What looking at other accounts works with. `page` reads profile pages where the school accepted the risk."""

    config: Config
    store: Store
    platforms: Mapping[str, Platform]
    log: Log
    stopping: Callable[[], bool]
    page: BenchmarkReader = field(default_factory=PublicPage)

    def run(self, now: dt.datetime) -> int:
        """Look at what is due, if nothing is to be published soon; how many accounts were seen. Stops nothing else."""
        if not (self.config.benchmarks or self.config.public_pages) or now < self._opens(now):
            return 0
        due = self.store.posts.next_wake(now)
        if due and due < now + _ROOM:
            return 0
        try:
            return benchmark_due(self._bench, self._day(now), now, self.stopping)
        except Exception as error:  # noqa: BLE001 - see above
            self.log.failed("benchmark", error)
            return 0

    def next_due(self, now: dt.datetime) -> dt.datetime | None:
        """When the next page may be looked at; None where none is left today."""
        look = next_look(self._bench, self._day(now), now) if self.config.public_pages else None
        return max(look, self._opens(now), now + _PAUSE) if look else None

    def _opens(self, now: dt.datetime) -> dt.datetime:
        return dt.datetime.combine(self._day(now), _FROM, self.config.zone)

    @property
    def _bench(self) -> Bench:
        asking = next((one for one in self.platforms.values() if isinstance(one, Discovers)), None)
        return Bench(
            self.store.benchmarks,
            (*self.config.benchmarks, *(one for one in self.config.public_pages if one not in self.config.benchmarks)),
            asking.discovery if asking else None,
            self.page if self.config.public_pages else None,
            self.config.public_pages,
        )

    def _day(self, now: dt.datetime) -> dt.date:
        return now.astimezone(self.config.zone).date()
