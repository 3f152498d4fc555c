"""What reading learned about itself: names that can't be used, and the calls that it took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select, update

from brandbot.model import Missing, Placement
from brandbot.store.schema import reading_calls, unusable_names


@dataclass(frozen=True, slots=True)
class Unusable:
    """A name of Meta's that a reading leaves out; `scope` is network/version, or the channel whose token may not.

    `asked_at` is when it was last found to be so.
    """

    scope: str
    placement: Placement
    name: str
    why: Missing
    since: dt.datetime
    asked_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls that a channel's readings took on one day, as Meta counts them."""

    channel: str
    day: dt.date
    calls: int
    readings: int


class ReadingNotes:
    """The working sets of metrics, and the count of calls."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def unusable(self) -> Sequence[Unusable]:
        """All names that can't be used, in any scope."""
        query = select(unusable_names).order_by(
            unusable_names.c.scope, unusable_names.c.placement, unusable_names.c.name
        )
        with self._engine.connect() as connection:
            return [
                Unusable(row.scope, Placement(row.placement), row.name, Missing(row.why), row.since, row.asked_at)
                for row in connection.execute(query)
            ]

    def learn(self, scope: str, names: Mapping[tuple[Placement, str], Missing], now: dt.datetime) -> None:
        """Remember that these names can't be used; since when stays as it was."""
        table = unusable_names
        with self._engine.begin() as connection:
            for (placement, name), why in names.items():
                key = (table.c.scope == scope, table.c.placement == placement, table.c.name == name)
                if connection.execute(update(table).where(*key).values(why=why, asked_at=now)).rowcount:
                    continue
                row = {"scope": scope, "placement": placement, "name": name, "why": why, "since": now, "asked_at": now}
                connection.execute(insert(table), row)

    def forget(self, scope: str, names: Sequence[tuple[Placement, str]]) -> None:
        """These can be used again."""
        table = unusable_names
        with self._engine.begin() as connection:
            for placement, name in names:
                connection.execute(
                    delete(table).where(table.c.scope == scope, table.c.placement == placement, table.c.name == name)
                )

    def count(self, channel: str, day: dt.date, calls: int, readings: int) -> None:
        """Add to what a channel's readings took on that day."""
        table = reading_calls
        key = (table.c.channel == channel, table.c.day == day)
        more = {"calls": table.c.calls + calls, "readings": table.c.readings + readings}
        with self._engine.begin() as connection:
            if not connection.execute(update(table).where(*key).values(more)).rowcount:
                row = {"channel": channel, "day": day, "calls": calls, "readings": readings}
                connection.execute(insert(table), row)

    def calls(self, since: dt.date) -> Sequence[Calls]:
        """What readings took from that day on, by day and channel."""
        query = select(reading_calls).where(reading_calls.c.day >= since)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(reading_calls.c.day, reading_calls.c.channel))
            return [Calls(row.channel, row.day, row.calls, row.readings) for row in rows]
