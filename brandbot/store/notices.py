"""What the officer is told: the facts it comes from, what was noted, and whether it was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, and_, delete, insert, select, update

from brandbot.model import Missing, Post, PostState
from brandbot.store.posts import WAITING, post_from
from brandbot.store.schema import account_readings, attempts, channel_holds, notices, posts, unusable_names

_COMMAND = "brandbot settle"
_ENDED_BADLY = (PostState.FAILED, PostState.MISSED, PostState.REMOVED)

_TOLD = frozenset({PostState.NEEDS_HUMAN, *_ENDED_BADLY, PostState.PUBLISHED, *WAITING})


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing to tell. `told_at` is None while nobody was told; `tries` counts what the gateway refused."""

    key: str
    text: str
    noted_at: dt.datetime
    told_at: dt.datetime | None = None
    tries: int = 0


class Notices:
    """The notices table, and the questions that it is filled from."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def troubled(self, since: dt.datetime, now: dt.datetime) -> Sequence[Post]:
        """Posts that wait for a person; since then also those that ended badly, are live with a remark, or late."""
        conditions = (
            posts.c.state == PostState.NEEDS_HUMAN,
            and_(posts.c.state.in_(_ENDED_BADLY), posts.c.expires >= since),
            and_(posts.c.published_at >= since, posts.c.reason != ""),
            # A waiting post asks for a person's word where its reason names the command for it.
            and_(posts.c.slot.between(since, now), posts.c.reason.contains(_COMMAND)),
        )
        with self._engine.connect() as connection:  # one by one, so that each has its index
            rows = [row for asked in conditions for row in connection.execute(select(posts).where(asked))]
        found = {row.key: post_from(row) for row in rows if row.state in _TOLD}
        return sorted(found.values(), key=lambda post: (post.slot, post.key))

    def resting(self, now: dt.datetime) -> Mapping[str, tuple[str, str]]:
        """The channels that rest now, each with cause and reason."""
        hold = channel_holds.c
        query = select(hold.channel, hold.cause, hold.reason).where(hold.until > now)
        with self._engine.connect() as connection:
            return {row.channel: (row.cause, row.reason) for row in connection.execute(query)}

    def has_answered(self, channel: str, since: dt.datetime) -> bool:
        """Whether the network did something for this channel since then: its token is good."""
        calls = (
            select(attempts.c.id)
            .join(posts, posts.c.key == attempts.c.post_key)
            .where(posts.c.channel == channel, attempts.c.outcome == "done", attempts.c.intent_at > since)
        )
        reads = select(account_readings.c.day).where(
            account_readings.c.channel == channel, account_readings.c.read_at > since
        )
        with self._engine.connect() as connection:
            return any(connection.execute(query.limit(1)).scalar() is not None for query in (calls, reads))

    def retired(self) -> Sequence[tuple[str, str]]:
        """The names of numbers that Meta no longer knows, each with network and version."""
        table = unusable_names
        query = select(table.c.scope, table.c.name).where(table.c.why == Missing.UNKNOWN_METRIC).distinct()
        with self._engine.connect() as connection:
            return [(scope, name) for scope, name in connection.execute(query.order_by(table.c.scope, table.c.name))]

    def known(self) -> Mapping[str, Noted]:
        """All that is noted, by key, oldest first."""
        query = select(notices).order_by(notices.c.noted_at, notices.c.key)
        with self._engine.connect() as connection:
            return {row.key: Noted(*row) for row in connection.execute(query)}

    def note(self, new: Mapping[str, str], ended: Collection[str], now: dt.datetime) -> None:
        """Note what is new and forget what ended, at once."""
        rows = [{"key": key, "text": text, "noted_at": now} for key, text in new.items()]
        with self._engine.begin() as connection:
            if ended:
                connection.execute(delete(notices).where(notices.c.key.in_(list(ended))))
            if rows:
                connection.execute(insert(notices), rows)

    def told(self, keys: Collection[str], now: dt.datetime) -> None:
        """Remember that these were told."""
        with self._engine.begin() as connection:
            connection.execute(update(notices).where(notices.c.key.in_(list(keys))).values(told_at=now))

    def refused(self, keys: Collection[str]) -> None:
        """Count one more try in vain."""
        with self._engine.begin() as connection:
            more = update(notices).where(notices.c.key.in_(list(keys))).values(tries=notices.c.tries + 1)
            connection.execute(more)
