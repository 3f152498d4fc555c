"""Readings of posts and accounts: appended, never overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from brandbot.model import AccountReading, Insight, Metric, Missing, Post, PostState, Reading, Source
from brandbot.store.posts import post_from
from brandbot.store.schema import account_readings, insights, posts, readings


class Insights:
    """What was read back from the networks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, now: dt.datetime, limit: int) -> Sequence[Post]:
        """Live posts whose next reading is due, the longest waiting first."""
        query = select(posts).where(posts.c.collect_at <= now, posts.c.state == PostState.PUBLISHED)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(posts.c.collect_at, posts.c.key).limit(limit))
            return [post_from(row) for row in rows]

    def ages_read(self, key: str) -> frozenset[dt.timedelta]:
        """The ages at which a post was read already."""
        query = select(readings.c.age).where(readings.c.post_key == key)
        with self._engine.connect() as connection:
            return frozenset(dt.timedelta(seconds=age) for age in connection.execute(query).scalars())

    def add(self, insight: Insight, next_at: dt.datetime | None) -> bool:
        """Append a reading and say when the next one is due; False where that age was read already, by another."""
        key, age = insight.post_key, int(insight.age.total_seconds())
        values = _rows({"post_key": key, "age": age}, insight.reading)
        there = select(readings.c.age).where(readings.c.post_key == key, readings.c.age == age)
        with self._engine.begin() as connection:
            is_new = connection.execute(there).first() is None
            if is_new:
                connection.execute(insert(readings), {"post_key": key, "age": age, "read_at": insight.read_at})
            if is_new and values:
                connection.execute(insert(insights), values)
            connection.execute(update(posts).where(posts.c.key == key).values(collect_at=next_at))
        return is_new

    def postpone(self, key: str, until: dt.datetime | None) -> None:
        """Try a reading again later."""
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(posts.c.key == key).values(collect_at=until))

    def of(self, keys: Iterable[str]) -> Sequence[Insight]:
        """All readings of these posts, youngest age first."""
        wanted = list(keys)
        rows = select(readings).where(readings.c.post_key.in_(wanted)).order_by(readings.c.post_key, readings.c.age)
        values = select(insights).where(insights.c.post_key.in_(wanted))
        found: dict[tuple[str, int], _Found] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(values):
                found.setdefault((row.post_key, row.age), _Found()).take(row)
            return [
                Insight(
                    row.post_key,
                    dt.timedelta(seconds=row.age),
                    row.read_at,
                    found.get((row.post_key, row.age), _Found()).reading,
                )
                for row in connection.execute(rows)
            ]

    def add_account(self, reading: AccountReading) -> None:
        """Append a channel's reading of a day; the first one counts."""
        day = {"channel": reading.channel, "day": reading.day, "read_at": reading.read_at}
        rows = [day | {"metric": "", "value": None, "missing": "", "source": ""}, *_rows(day, reading.reading)]
        table = account_readings
        there = select(table.c.metric).where(table.c.channel == reading.channel, table.c.day == reading.day)
        with self._engine.begin() as connection:
            if connection.execute(there).first() is None:
                connection.execute(insert(table), rows)

    def accounts(self, start: dt.date, end: dt.date) -> Sequence[AccountReading]:
        """The channels' readings from `start` to `end`, both included."""
        query = select(account_readings).where(account_readings.c.day.between(start, end))
        days: dict[tuple[str, dt.date], tuple[dt.datetime, _Found]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query.order_by(account_readings.c.day, account_readings.c.channel)):
                _, found = days.setdefault((row.channel, row.day), (row.read_at, _Found()))
                if row.metric:
                    found.take(row)
        return [AccountReading(channel, day, at, found.reading) for (channel, day), (at, found) in days.items()]


@dataclass(slots=True)
class _Found:
    """The rows of one reading."""

    values: dict[Metric, int] = field(default_factory=dict)
    missing: dict[Metric, Missing] = field(default_factory=dict)
    sources: dict[Metric, Source] = field(default_factory=dict)

    def take(self, row: Row[Any]) -> None:
        metric = Metric(row.metric)
        if row.value is None:
            self.missing[metric] = Missing(row.missing or Missing.WITHHELD)
            return
        self.values[metric] = row.value
        if row.source:
            self.sources[metric] = Source(row.source)

    @property
    def reading(self) -> Reading:
        return Reading(self.values, self.missing, self.sources)


def _rows(owner: Mapping[str, Any], reading: Reading) -> list[dict[str, Any]]:
    """A row for each metric that was told, and for each that was not."""
    told = [
        {**owner, "metric": metric, "value": value, "missing": "", "source": reading.sources.get(metric, "")}
        for metric, value in reading.values.items()
    ]
    lacking = [
        {**owner, "metric": metric, "value": None, "missing": why, "source": ""}
        for metric, why in reading.missing.items()
        if metric not in reading.values
    ]
    return told + lacking
