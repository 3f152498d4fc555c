"""Public numbers of other accounts, one row a day, source and account; and how each source stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select

from brandbot.model import BenchmarkSource, PublicNumbers, Snapshot, Unseen
from brandbot.store.schema import benchmark_sources, benchmarks


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source stands: when it was last asked, and until when it is left alone after how many refusals in a row."""

    trips: int = 0
    blocked_until: dt.datetime | None = None
    asked_at: dt.datetime | None = None


class Benchmarks:
    """What was seen of other accounts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, snapshot: Snapshot) -> bool:
        """Keep a day's snapshot; False where there is one already."""
        table, seen = benchmarks, snapshot.numbers
        key = {"username": snapshot.username, "source": snapshot.source, "day": snapshot.day}
        row: dict[str, Any] = key | {"fetched_at": snapshot.fetched_at, "unseen": "", "sampled": 0}
        if isinstance(seen, Unseen):
            row |= {"unseen": seen}
        else:
            row |= {name: getattr(seen, name) for name in PublicNumbers.__slots__}
        same = [table.c[name] == value for name, value in key.items()]
        with self._engine.begin() as connection:
            if connection.execute(select(table.c.day).where(*same)).first():
                return False
            connection.execute(insert(table), row)
        return True

    def since(self, day: dt.date) -> Sequence[Snapshot]:
        """All snapshots from that day on, oldest first."""
        query = select(benchmarks).where(benchmarks.c.day >= day)
        order = (benchmarks.c.day, benchmarks.c.username, benchmarks.c.source)
        with self._engine.connect() as connection:
            return [_snapshot(row) for row in connection.execute(query.order_by(*order))]

    def state(self, source: BenchmarkSource) -> SourceState:
        """How a source stands."""
        query = select(benchmark_sources).where(benchmark_sources.c.source == source)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return SourceState(row.trips, row.blocked_until, row.asked_at) if row else SourceState()

    def set_state(self, source: BenchmarkSource, state: SourceState) -> None:
        """Remember how a source stands."""
        table = benchmark_sources
        row = {"trips": state.trips, "blocked_until": state.blocked_until, "asked_at": state.asked_at}
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.source == source))
            connection.execute(insert(table), row | {"source": source})


def _snapshot(row: Row[Any]) -> Snapshot:
    numbers: PublicNumbers | Unseen
    if row.unseen:
        numbers = Unseen(row.unseen)
    else:
        numbers = PublicNumbers(row.followers, row.posts, row.month, row.interactions, row.sampled)
    return Snapshot(row.username, BenchmarkSource(row.source), row.day, row.fetched_at, numbers)
