"""A claim: one post that one worker may work on until its lease ends, and the statements that take and free it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    Update,
    UpdateBase,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)

from brandbot.model import Creative, Post, PostState, Timing
from brandbot.store.posts import WAITING, creative_from, post_from
from brandbot.store.schema import UtcDateTime, creatives, posts, remote_ids

FREE: dict[str, Any] = {"owner": "", "lease_until": None}
WORKING = (*WAITING, PostState.SCHEDULED, PostState.UNKNOWN)
# What may be live is cleared up first, then what goes stale soonest.
_FIRST = case((posts.c.state == PostState.UNKNOWN, 0), else_=1)
_URGENCY = case({timing.value: rank for rank, timing in enumerate(Timing)}, value=posts.c.timing)


def _claim() -> UpdateBase:
    """The most urgent post with work at `now`, on a channel where nobody is at work, taken `by` somebody `until` then.

    The two statements of every claim are made once: SQLAlchemy takes longer to build them than SQLite to run them.
    """
    now: BindParameter[dt.datetime] = bindparam("now", type_=UtcDateTime())
    other = posts.alias()
    busy = select(other.c.channel).where(other.c.lease_until > now, other.c.owner != "")
    pick = (
        select(posts.c.key)
        .where(posts.c.state.in_(WORKING), posts.c.wake_at <= now, posts.c.content_hash != "")
        .where(or_(posts.c.lease_until.is_(None), posts.c.lease_until <= now))
        .where(posts.c.channel.not_in(busy))
        .order_by(_FIRST, _URGENCY, posts.c.slot, posts.c.wake_at, posts.c.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (
        update(posts)
        .where(posts.c.key == pick.scalar_subquery())
        .values(owner=bindparam("by"), lease_until=bindparam("until"), fence=posts.c.fence + 1)
        .returning(posts)
    )


def _release() -> Update:
    """A claimed post put back; `looks` None leaves their number as it is.

    What is published keeps its fence, so that clearing up behind it is written down; it never goes back.
    """
    values = {
        "state": bindparam("to"),
        "wake_at": bindparam("wake"),
        "reason": bindparam("why"),
        "tries": bindparam("times"),
        "reads": func.coalesce(bindparam("looks", type_=Integer()), posts.c.reads),
    }
    mine = and_(posts.c.key == bindparam("id"), posts.c.fence == bindparam("mark"))
    return update(posts).where(mine, posts.c.state.in_(WORKING)).values(values | FREE)


CLAIM, RELEASE = _claim(), _release()
_CREATIVE = select(creatives).where(creatives.c.post_key == bindparam("id"))
_PREPARED = select(remote_ids.c.step, remote_ids.c.remote_id).where(remote_ids.c.post_key == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Claim:
    """A post that one worker may work on until its lease ends. `done` holds the remote ids by step."""

    post: Post
    creative: Creative
    done: Mapping[str, str]
    fence: int
    tries: int
    commits: int
    committed_at: dt.datetime | None
    reads: int
    epoch: int = 0


def read_claim(connection: Connection, row: Any, root: Path) -> Claim:
    """The claim on the post in a row that was just taken."""
    creative = connection.execute(_CREATIVE, {"id": row.key}).one()
    return Claim(
        post=post_from(row),
        creative=creative_from(creative, root),
        done=dict(connection.execute(_PREPARED, {"id": row.key}).all()),
        fence=row.fence,
        tries=row.tries,
        commits=row.commits,
        committed_at=row.committed_at,
        reads=row.reads,
        epoch=row.epoch,
    )
