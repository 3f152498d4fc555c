"""What was prepared on a network and is no longer wanted, until it is cleared away there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, case, delete, insert, select, update

from brandbot.store.schema import leftovers, posts, remote_ids

DRAFTS = ("draft", "handover")  # the steps whose objects may become visible without us


@dataclass(frozen=True, slots=True)
class Leftover:
    """One remote object of a post that was changed, called off or given up."""

    id: int
    post_key: str
    channel: str
    step: str
    remote_id: str
    tries: int


def set_aside(connection: Connection, post_key: str, now: dt.datetime) -> None:
    """Let go of what was prepared for a post; `Leftovers` remembers it."""
    prepared = select(remote_ids.c.step, remote_ids.c.remote_id).where(remote_ids.c.post_key == post_key)
    found = connection.execute(prepared).all()
    if found:
        rows = [{"post_key": post_key, "step": step, "remote_id": id_, "wake_at": now} for step, id_ in found]
        connection.execute(insert(leftovers), rows)
        connection.execute(delete(remote_ids).where(remote_ids.c.post_key == post_key))


class Leftovers:
    """The table of what is still to be cleared away."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, now: dt.datetime, limit: int) -> Sequence[Leftover]:
        """What may be cleared away now, posts before the photos in them."""
        query = (
            select(leftovers, posts.c.channel)
            .join(posts, posts.c.key == leftovers.c.post_key)
            .where(leftovers.c.wake_at <= now)
            .order_by(case((leftovers.c.step.in_(DRAFTS), 0), else_=1), leftovers.c.id)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [
                Leftover(row.id, row.post_key, row.channel, row.step, row.remote_id, row.tries)
                for row in connection.execute(query)
            ]

    def done(self, leftover: Leftover) -> None:
        """It is gone, or no longer worth a call."""
        with self._engine.begin() as connection:
            connection.execute(delete(leftovers).where(leftovers.c.id == leftover.id))

    def again(self, leftover: Leftover, wake_at: dt.datetime) -> None:
        """It could not be cleared away now."""
        values = {"wake_at": wake_at, "tries": leftover.tries + 1}
        with self._engine.begin() as connection:
            connection.execute(update(leftovers).where(leftovers.c.id == leftover.id).values(values))
