"""Readings of posts and accounts: appended, never overwritten; and which reports were made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Engine, insert, select, update

from brandbot.model import AccountReading, Insight, Metric, Post, PostState, Reading
from brandbot.store.posts import post_from
from brandbot.store.schema import account_readings, insights, posts, readings, reports


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

    def add(self, insight: Insight, next_at: dt.datetime | None) -> None:
        """Append a reading and say when the next one is due."""
        key, age = insight.post_key, int(insight.age.total_seconds())
        values = [
            {"post_key": key, "age": age, "metric": metric, "value": value}
            for metric, value in insight.reading.values.items()
        ]
        with self._engine.begin() as connection:
            connection.execute(insert(readings), {"post_key": key, "age": age, "read_at": insight.read_at})
            if values:
                connection.execute(insert(insights), values)
            connection.execute(update(posts).where(posts.c.key == key).values(collect_at=next_at))

    def postpone(self, key: str, until: dt.datetime | None) -> None:
        """Try a reading again later."""
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(posts.c.key == key).values(collect_at=until))

    def of(self, keys: Iterable[str]) -> Sequence[Insight]:
        """All readings of these posts, youngest age first."""
        wanted = list(keys)
        rows = select(readings).where(readings.c.post_key.in_(wanted)).order_by(readings.c.post_key, readings.c.age)
        values = select(insights).where(insights.c.post_key.in_(wanted))
        found: dict[tuple[str, int], dict[Metric, int]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(values):
                found.setdefault((row.post_key, row.age), {})[Metric(row.metric)] = row.value
            return [
                Insight(
                    row.post_key,
                    dt.timedelta(seconds=row.age),
                    row.read_at,
                    Reading(found.get((row.post_key, row.age), {})),
                )
                for row in connection.execute(rows)
            ]

    def add_account(self, reading: AccountReading) -> None:
        """Append a channel's reading of a day."""
        day = {"channel": reading.channel, "day": reading.day, "read_at": reading.read_at}
        rows = [day | {"metric": "", "value": None}]
        rows += [day | {"metric": metric, "value": value} for metric, value in reading.reading.values.items()]
        with self._engine.begin() as connection:
            connection.execute(insert(account_readings), rows)

    def accounts(self, start: dt.date, end: dt.date) -> Sequence[AccountReading]:
        """The channels' readings from `start` to `end`, both included."""
        query = select(account_readings).where(account_readings.c.day.between(start, end))
        days: dict[tuple[str, dt.date], tuple[dt.datetime, dict[Metric, int]]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query.order_by(account_readings.c.day, account_readings.c.channel)):
                _, values = days.setdefault((row.channel, row.day), (row.read_at, {}))
                if row.metric:
                    values[Metric(row.metric)] = row.value
        return [AccountReading(channel, day, at, Reading(v)) for (channel, day), (at, v) in days.items()]

    def reported(self, kind: str) -> Mapping[str, dt.datetime]:
        """When the reports of a kind were made, by period."""
        query = select(reports.c.period, reports.c.made_at).where(reports.c.kind == kind)
        with self._engine.connect() as connection:
            return dict(connection.execute(query).all())

    def note_report(self, kind: str, period: str, now: dt.datetime) -> None:
        """Remember that a report was made; the first time counts."""
        if period not in self.reported(kind):
            with self._engine.begin() as connection:
                connection.execute(insert(reports), {"kind": kind, "period": period, "made_at": now})
