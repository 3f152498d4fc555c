"""Posts as planned and as they stand: the rows, and what a change of the files does to them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Select, delete, func, insert, or_, select, update

from brandbot.model import Creative, Network, Placement, Post, PostState, Rendition
from brandbot.store.schema import creatives, posts, remote_ids

# A change of the files may still change these.
MOVABLE = (
    PostState.PLANNED,
    PostState.STAGED,
    PostState.HELD,
    PostState.CANCELLED,
    PostState.FAILED,
    PostState.MISSED,
)
_CHUNK = 2000  # rows in one insert: more only take memory
# Whoever works on the post has to stop: its next save matches no row.
UNCLAIMED: dict[str, Any] = {"owner": "", "lease_until": None, "fence": posts.c.fence + 1}
# These still want to go out.
WAITING = (PostState.PLANNED, PostState.STAGED)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the plan needs to know of a post that the store holds."""

    key: str
    event_id: str
    slot: dt.datetime
    expires: dt.datetime
    fingerprint: str
    state: PostState
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A stored post that the files changed. With `afresh` all that was prepared is thrown away."""

    key: str
    state: PostState
    reason: str = ""
    post: Post | None = None
    wake_at: dt.datetime | None = None
    afresh: bool = False


def post_from(row: Row[Any]) -> Post:
    """The post in a row of the posts table."""
    return Post(
        key=row.key,
        event_id=row.event_id,
        kind=row.kind,
        title=row.title,
        partners=tuple(row.partners),
        channel=row.channel,
        network=Network(row.network),
        placement=Placement(row.placement),
        slot=row.slot,
        expires=row.expires,
        fingerprint=row.fingerprint,
        state=PostState(row.state),
        reason=row.reason,
        content_hash=row.content_hash,
        remote_id=row.remote_id,
        permalink=row.permalink,
        published_at=row.published_at,
    )


def creative_from(row: Row[Any]) -> Creative:
    """The creative in a row of the creatives table."""
    renditions = tuple(Rendition(**(rendition | {"path": Path(rendition["path"])})) for rendition in row.renditions)
    return Creative(row.post_key, renditions, row.caption, row.content_hash)


class Posts:
    """The posts table and the creatives beside it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def movable(self) -> Sequence[Stored]:
        """All posts that a change of the files may still change."""
        columns = (posts.c.key, posts.c.event_id, posts.c.slot, posts.c.expires, posts.c.fingerprint)
        query = select(*columns, posts.c.state, posts.c.reason).where(posts.c.state.in_(MOVABLE))
        with self._engine.connect() as connection:
            return [Stored(*row[:5], PostState(row.state), row.reason) for row in connection.execute(query)]

    def keys(self) -> frozenset[str]:
        """The keys of all posts there ever were."""
        with self._engine.connect() as connection:
            return frozenset(connection.execute(select(posts.c.key)).scalars())

    def apply(self, new: Iterable[tuple[Post, dt.datetime]], changes: Iterable[Change]) -> None:
        """Add new posts, each with the time publishing first has to look at it, and carry out changes, at once."""
        rows = [_row(post) | {"wake_at": wake_at} for post, wake_at in new]
        with self._engine.begin() as connection:
            for start in range(0, len(rows), _CHUNK):
                connection.execute(insert(posts), rows[start : start + _CHUNK])
            for change in changes:
                values: dict[str, Any] = {"state": change.state, "reason": change.reason, "wake_at": change.wake_at}
                if change.post:
                    values = _row(change.post) | values
                if change.afresh:
                    values |= {"content_hash": "", "tries": 0}
                    connection.execute(delete(remote_ids).where(remote_ids.c.post_key == change.key))
                movable = posts.c.state.in_(MOVABLE)
                values |= UNCLAIMED
                connection.execute(update(posts).where(posts.c.key == change.key, movable).values(values))

    def miss(self, now: dt.datetime, reason: str) -> int:
        """Mark posts whose time ran out before they could go out; how many. A held one keeps its own reason."""
        late = update(posts).where(posts.c.expires <= now).values(state=PostState.MISSED, wake_at=None)
        with self._engine.begin() as connection:
            waiting = late.where(posts.c.state.in_(WAITING)).values({"reason": reason} | UNCLAIMED)
            held = late.where(posts.c.state == PostState.HELD)
            return sum(connection.execute(query).rowcount for query in (waiting, held))

    def to_render(self, until: dt.datetime) -> Sequence[Post]:
        """Posts that need a creative because publishing will look at them until then, an event's beside each other."""
        query = select(posts).where(posts.c.state.in_(WAITING), posts.c.wake_at <= until, posts.c.content_hash == "")
        return self._posts(query.order_by(posts.c.event_id, posts.c.placement, posts.c.key))

    def save_creative(self, creative: Creative, now: dt.datetime) -> None:
        """Keep a creative; what was prepared from another one is thrown away."""
        row = {
            "post_key": creative.post_key,
            "content_hash": creative.content_hash,
            "renditions": [asdict(rendition) | {"path": str(rendition.path)} for rendition in creative.renditions],
            "caption": creative.caption,
            "made_at": now,
        }
        key = creative.post_key
        with self._engine.begin() as connection:
            connection.execute(delete(creatives).where(creatives.c.post_key == key))
            connection.execute(insert(creatives), row)
            values = {"content_hash": creative.content_hash} | UNCLAIMED
            connection.execute(update(posts).where(posts.c.key == key).values(values))

    def fail(self, key: str, reason: str) -> None:
        """Give a waiting post up until its event, photo or template is mended."""
        values = {"state": PostState.FAILED, "reason": reason, "wake_at": None} | UNCLAIMED
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(posts.c.key == key, posts.c.state.in_(WAITING)).values(values))

    def creatives(self, keys: Iterable[str]) -> Mapping[str, Creative]:
        """The creatives of these posts, by key."""
        query = select(creatives).where(creatives.c.post_key.in_(list(keys)))
        with self._engine.connect() as connection:
            return {row.post_key: creative_from(row) for row in connection.execute(query)}

    def all(self) -> Sequence[Post]:
        """Every post by slot: for listings and exports, not for the tick."""
        return self._posts(select(posts).order_by(posts.c.slot, posts.c.key))

    def between(self, start: dt.datetime, end: dt.datetime) -> Sequence[Post]:
        """Posts that were published, or should have been, from `start` until before `end`."""
        when = func.coalesce(posts.c.published_at, posts.c.slot)
        near = or_(
            posts.c.published_at.between(start, end),
            posts.c.slot.between(start, end),
        )
        return self._posts(select(posts).where(near, when >= start, when < end).order_by(when, posts.c.key))

    def counts(self) -> Mapping[PostState, int]:
        """How many posts are in which state."""
        query = select(posts.c.state, func.count()).group_by(posts.c.state)
        with self._engine.connect() as connection:
            return Counter({PostState(state): count for state, count in connection.execute(query)})

    def next_wake(self, now: dt.datetime) -> dt.datetime | None:
        """When publishing or collecting next has something to do; None where nothing waits.

        A post that is due and has no creative waits for its files, not for the clock.
        """
        wake, collect = func.min(posts.c.wake_at), func.min(posts.c.collect_at)
        ready = or_(posts.c.content_hash != "", posts.c.wake_at > now)
        queries = [select(wake).where(posts.c.state == state, ready) for state in (*WAITING, PostState.UNKNOWN)]
        with self._engine.connect() as connection:
            times = [connection.execute(query).scalar() for query in (*queries, select(collect))]
        return min((time for time in times if time), default=None)

    def _posts(self, query: Select[Any]) -> Sequence[Post]:
        with self._engine.connect() as connection:
            return [post_from(row) for row in connection.execute(query)]


def _row(post: Post) -> dict[str, Any]:
    """What the plan decides of a post."""
    return {
        "key": post.key,
        "event_id": post.event_id,
        "kind": post.kind,
        "title": post.title,
        "partners": list(post.partners),
        "channel": post.channel,
        "network": post.network,
        "placement": post.placement,
        "slot": post.slot,
        "expires": post.expires,
        "fingerprint": post.fingerprint,
        "state": post.state,
        "reason": post.reason,
    }
