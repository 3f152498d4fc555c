"""What becomes of posts beside the publishing line: looks after it, a person's answers, drafts that went up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update

from brandbot.model import Creative, Post, PostState, Receipt
from brandbot.store.leftovers import set_aside
from brandbot.store.posts import UNCLAIMED, creative_from, live_values, post_from
from brandbot.store.schema import creatives, posts


class Outcomes:
    """Changes of single posts that no claim stands behind; each goes from named states only."""

    def __init__(self, engine: Engine, root: Path) -> None:
        self._engine = engine
        self._root = root

    def to_verify(self, now: dt.datetime, limit: int) -> Sequence[tuple[Post, Creative]]:
        """Live posts that are to be looked at whether they still are, and as they were sent."""
        query = select(posts).where(posts.c.verify_at <= now, posts.c.state == PostState.PUBLISHED)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(posts.c.verify_at).limit(limit)).all()
            made = select(creatives).where(creatives.c.post_key.in_([row.key for row in rows]))
            found = {row.post_key: creative_from(row, self._root) for row in connection.execute(made)}
        return [(post_from(row), found[row.key]) for row in rows]

    def verify_again(self, key: str, at: dt.datetime | None, reason: str = "") -> None:
        """Look again then, or never; `reason` is what the person should know."""
        self._change(key, (PostState.PUBLISHED,), {"verify_at": at, "reason": reason})

    def removed(self, key: str, reason: str) -> None:
        """It is no longer on the network, and not by us."""
        gone = {"state": PostState.REMOVED, "reason": reason, "verify_at": None, "collect_at": None}
        self._change(key, (PostState.PUBLISHED,), gone)

    def withdrawn(self, key: str, reason: str) -> None:
        """A person had it taken down."""
        gone = {"state": PostState.WITHDRAWN, "reason": reason, "verify_at": None, "collect_at": None}
        self._change(key, (PostState.PUBLISHED, PostState.REMOVED), gone)

    def dropped(self, key: str, reason: str) -> bool:
        """A person says that it does not go out."""
        values = {"state": PostState.DROPPED, "reason": reason, "wake_at": None}
        return self._change(key, OPEN, values)

    def again(self, key: str, now: dt.datetime, expires: dt.datetime) -> bool:
        """A person says that it is not live and should go out now: all begins anew, and is counted as such."""
        values = {
            "state": PostState.PLANNED,
            "reason": "",
            "slot": now,
            "expires": expires,
            "wake_at": now,
            "tries": 0,
            "commits": 0,
            "reads": 0,
            "committed_at": None,
            "epoch": posts.c.epoch + 1,
        }
        with self._engine.begin() as connection:
            query = update(posts).where(posts.c.key == key, posts.c.state.in_(OPEN)).values(values | UNCLAIMED)
            done = connection.execute(query).rowcount == 1
            if done:
                set_aside(connection, key, now)
            return done

    def live(
        self, receipt: Receipt, collect_at: dt.datetime | None, verify_at: dt.datetime | None, reason: str = ""
    ) -> bool:
        """It is live after all, by a person's word or because a draft was found published."""
        values = live_values(receipt, collect_at, verify_at) | {"reason": reason}
        return self._change(receipt.post_key, tuple(set(PostState) - _OUT), values)

    def _change(self, key: str, states: tuple[PostState, ...], values: dict[str, Any]) -> bool:
        query = update(posts).where(posts.c.key == key, posts.c.state.in_(states)).values(values | UNCLAIMED)
        with self._engine.begin() as connection:
            return connection.execute(query).rowcount == 1


OPEN = (PostState.NEEDS_HUMAN, PostState.MISSED, PostState.FAILED)  # what a person may answer
_OUT = frozenset({PostState.PUBLISHED, PostState.WITHDRAWN, PostState.REMOVED})
