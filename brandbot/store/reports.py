"""Which reports were made, and to whom they were sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from brandbot.store.schema import reports


class Reports:
    """A row for each report by kind and period, and one for each recipient of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def made(self, kind: str) -> Mapping[str, dt.datetime]:
        """When the reports of a kind were made, by period."""
        query = select(reports.c.period, reports.c.made_at).where(reports.c.kind == kind)
        with self._engine.connect() as connection:
            return {row.period: row.made_at for row in connection.execute(query)}

    def note(self, kind: str, period: str, now: dt.datetime) -> bool:
        """Remember that it was done; the first time counts. Whether this was the first."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(reports), {"kind": kind, "period": period, "made_at": now})
        except IntegrityError:
            return False
        return True

    def forget(self, kind: str, period: str) -> None:
        """It was not done after all."""
        with self._engine.begin() as connection:
            connection.execute(delete(reports).where(reports.c.kind == kind, reports.c.period == period))
