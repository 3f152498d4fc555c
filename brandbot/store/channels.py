"""What holds for a channel as a whole: its rest, its posts in doubt, what went out of late and what still waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from brandbot.model import ApprovalNote, Post, PostState
from brandbot.store.approvals import read_notes
from brandbot.store.leftovers import DRAFTS
from brandbot.store.posts import WAITING
from brandbot.store.schema import channel_holds, leftovers, notes, posts

EVERY_CHANNEL = "*"  # a hold of every channel
LATE_ALLOWED = "late_allowed"  # the note of when a person let late posts go out
_BACK = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Out:
    """A post that went out on the channel."""

    event_id: str
    slot: dt.datetime
    published_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate has to know beside the post, read in the transaction that lets it through.

    `rest` is when the channel's rest ends, with its reason; `doubt` when another of its posts is looked at next that
    may be live; `out` what went out within a day; `late` the events that wait although their slot is over;
    `draft_left` whether an older draft of this post is still on the network; `late_allowed` when late posts were let
    out by a person; `approvals` what was said of the post.
    """

    rest: tuple[dt.datetime, str] | None = None
    doubt: dt.datetime | None = None
    out: tuple[Out, ...] = ()
    late: frozenset[str] = frozenset()
    draft_left: bool = False
    late_allowed: dt.datetime | None = None
    approvals: tuple[ApprovalNote, ...] = ()


def read_facts(connection: Connection, post: Post, now: dt.datetime) -> Facts:
    """The facts around one post."""
    here = posts.c.channel == post.channel
    hold = (
        select(channel_holds.c.until, channel_holds.c.reason)
        .where(channel_holds.c.channel.in_((post.channel, EVERY_CHANNEL)), channel_holds.c.until > now)
        .order_by(channel_holds.c.until.desc())
        .limit(1)
    )
    doubt = select(posts.c.wake_at).where(here, posts.c.state == PostState.UNKNOWN, posts.c.key != post.key).limit(1)
    out = select(posts.c.event_id, posts.c.slot, posts.c.published_at).where(here, posts.c.published_at > now - _BACK)
    late = select(posts.c.event_id).where(
        here, posts.c.state.in_((*WAITING, PostState.SCHEDULED)), posts.c.slot < now, posts.c.expires > now
    )
    draft = select(leftovers.c.id).where(leftovers.c.post_key == post.key, leftovers.c.step.in_(DRAFTS)).limit(1)
    rest = connection.execute(hold).one_or_none()
    return Facts(
        rest=(rest.until, rest.reason) if rest else None,
        doubt=connection.execute(doubt).scalar(),
        out=tuple(Out(*row) for row in connection.execute(out)),
        late=frozenset(connection.execute(late).scalars()),
        draft_left=connection.execute(draft).scalar() is not None,
        late_allowed=connection.execute(select(notes.c.at).where(notes.c.name == LATE_ALLOWED)).scalar(),
        approvals=read_notes(connection, post.key),
    )
