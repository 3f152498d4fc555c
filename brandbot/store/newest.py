"""The latest moment that the store knows of; no honest clock is before it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine, func, select

from brandbot.store.schema import attempts, notes, posts


def newest(engine: Engine) -> dt.datetime | None:
    """When anything was last done; None in a store where nothing was."""
    moments = (posts.c.published_at, attempts.c.intent_at, notes.c.at)
    with engine.connect() as connection:
        found = [connection.execute(select(func.max(moment))).scalar() for moment in moments]
    return max((moment for moment in found if moment), default=None)
