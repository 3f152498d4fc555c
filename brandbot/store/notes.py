"""When things were done: the last tick, the first one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine, delete, insert, select

from brandbot.store.schema import notes

RESTORED = "restored"  # the moment of the backup that the store was brought back from
_SEEN = "restored_seen"
_DOUBT = dt.timedelta(days=14)  # after a restore: by then all that could have gone out unseen is over


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

    def first(self, name: str, now: dt.datetime) -> dt.datetime:
        """When it was done first; now, if it never was."""
        known = self.get(name)
        if known is None:
            self.set(name, now)
        return known or now

    def restored(self, now: dt.datetime) -> tuple[dt.datetime, dt.datetime] | tuple[None, None]:
        """The moment of the backup that this store comes from, and when that was noticed; for two weeks."""
        since = self.get(RESTORED)
        if since is None:
            return None, None
        seen = self.first(_SEEN, now)
        if now - seen > _DOUBT:
            with self._engine.begin() as connection:
                connection.execute(delete(notes).where(notes.c.name.in_((RESTORED, _SEEN))))
            return None, None
        return since, seen
