"""When things were done: the last tick, the first one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine, delete, insert, select

from brandbot.store.schema import notes


class Notes:
    """Moments by name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def set(self, name: str, now: dt.datetime) -> None:
        """Remember that it was done now."""
        with self._engine.begin() as connection:
            connection.execute(delete(notes).where(notes.c.name == name))
            connection.execute(insert(notes), {"name": name, "at": now})

    def get(self, name: str) -> dt.datetime | None:
        """When it was done last."""
        with self._engine.connect() as connection:
            return connection.execute(select(notes.c.at).where(notes.c.name == name)).scalar()

    def raise_to(self, name: str, now: dt.datetime) -> None:
        """Remember the latest of these moments: a clock that goes back does not lower it."""
        known = self.get(name)
        if known is None or known < now:
            self.set(name, now)

    def first(self, name: str, now: dt.datetime) -> dt.datetime:
        """When it was done first; now, if it never was."""
        known = self.get(name)
        if known is None:
            self.set(name, now)
        return known or now
