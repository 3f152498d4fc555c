"""The approvals: appended, never changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, insert, select, update

from brandbot.model import ApprovalNote, Party, Verdict
from brandbot.store.posts import WAITING
from brandbot.store.schema import approvals, posts


class Approvals:
    """What was said of posts, by whom, when and how."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, note: ApprovalNote) -> None:
        """Keep an answer, and let publishing look at its post at once."""
        row = {
            "post_key": note.post_key,
            "content": note.content,
            "party": note.party,
            "verdict": note.verdict,
            "by": note.by,
            "how": note.how,
            "reason": note.reason,
            "at": note.at,
        }
        waiting = update(posts).where(posts.c.key == note.post_key, posts.c.state.in_(WAITING))
        with self._engine.begin() as connection:
            connection.execute(insert(approvals), row)
            # One that waits for this very word was put off until its time runs out.
            connection.execute(waiting.where(posts.c.wake_at > posts.c.slot).values(wake_at=note.at))

    def of(self, key: str) -> Sequence[ApprovalNote]:
        """All answers to a post, oldest first."""
        with self._engine.connect() as connection:
            return read_notes(connection, key)


def read_notes(connection: Connection, key: str) -> tuple[ApprovalNote, ...]:
    """The answers to a post, in a transaction that is open already."""
    query = select(approvals).where(approvals.c.post_key == key).order_by(approvals.c.id)
    return tuple(
        ApprovalNote(
            row.post_key, row.content, Party(row.party), Verdict(row.verdict), row.by, row.how, row.reason, row.at
        )
        for row in connection.execute(query)
    )
