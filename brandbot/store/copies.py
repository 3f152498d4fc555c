"""What a backup needs of the store: a whole copy while others write, and the pictures that are still needed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Engine, or_, select

from brandbot.model import PostState
from brandbot.store.schema import creatives, posts

_ENDED = (
    PostState.PUBLISHED,
    PostState.MISSED,
    PostState.CANCELLED,
    PostState.FAILED,
    PostState.DROPPED,
    PostState.WITHDRAWN,
    PostState.REMOVED,
)


def copy_to(engine: Engine, target: Path) -> None:
    """Write a SQLite store's content as of now into a new file, while the service goes on.

    A plain copy of the file would lack what still stands in its write-ahead log.
    """
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("vacuum into ?", (str(target),))
    finally:
        connection.close()


def pictures(engine: Engine, since: dt.datetime) -> list[str]:
    """The finished pictures of posts that are still open, and of those since then: paths below the workspace."""
    open_ = or_(posts.c.state.not_in(_ENDED), posts.c.slot >= since)
    query = select(creatives.c.renditions).join(posts, posts.c.key == creatives.c.post_key).where(open_)
    with engine.connect() as connection:
        return sorted({rendition["path"] for row in connection.execute(query).scalars() for rendition in row})
