"""Posts as planned and as they stand: the rows, and what a change of the files does to them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Select, delete, func, insert, or_, select, update

from brandbot.model import Creative, Network, Placement, Post, PostState, Receipt, Rendition, Timing
from brandbot.store.leftovers import set_aside
from brandbot.store.schema import creatives, leftovers, posts

# A change of the files may still change these.
MOVABLE = (
    PostState.PLANNED,
    PostState.STAGED,
    PostState.SCHEDULED,
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
    asked: str
    fingerprint: str
    state: PostState
    reason: str

    @property
    def channel(self) -> str:
        """The channel in its key."""
        return self.key.rsplit("/", 2)[1]


@dataclass(frozen=True, slots=True)
class Change:
    """A stored post that changed.

    With `afresh` all that was prepared is thrown away; with `moved` its times are others than the files ask for.
    """

    key: str
    state: PostState
    reason: str = ""
    post: Post | None = None
    wake_at: dt.datetime | None = None
    afresh: bool = False
    moved: bool = False


def asked(post: Post) -> str:
    """The times that the files ask for: what is compared when they are read again."""
    return "|".join(time.astimezone(dt.UTC).isoformat() for time in (post.slot, post.expires, post.ends) if time)


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
        timing=Timing(row.timing),
        ends=row.ends,
        members=tuple(row.members),
        state=PostState(row.state),
        reason=row.reason,
        content_hash=row.content_hash,
        remote_id=row.remote_id,
        permalink=row.permalink,
        published_at=row.published_at,
    )


def creative_from(row: Row[Any], root: Path) -> Creative:
    """The creative in a row of the creatives table; its files lie below the workspace."""
    renditions = tuple(Rendition(**(rendition | {"path": root / rendition["path"]})) for rendition in row.renditions)
    return Creative(row.post_key, renditions, row.caption, row.content_hash)


def live_values(receipt: Receipt, collect_at: dt.datetime | None, verify_at: dt.datetime | None) -> dict[str, Any]:
    """What a post that is live has in its row."""
    return {
        "state": PostState.PUBLISHED,
        "reason": "",
        "remote_id": receipt.remote_id,
        "permalink": receipt.permalink,
        "published_at": receipt.published_at,
        "wake_at": None,
        "verify_at": verify_at,
        "collect_at": collect_at,
    }


class Posts:
    """The posts table and the creatives beside it."""

    def __init__(self, engine: Engine, root: Path) -> None:
        self._engine = engine
        self._root = root

    def movable(self) -> Sequence[Stored]:
        """All posts that a change of the files may still change."""
        columns = (posts.c.key, posts.c.event_id, posts.c.asked, posts.c.fingerprint)
        query = select(*columns, posts.c.state, posts.c.reason).where(posts.c.state.in_(MOVABLE))
        with self._engine.connect() as connection:
            return [Stored(*row[:4], PostState(row.state), row.reason) for row in connection.execute(query)]

    def given(self) -> Mapping[str, dt.datetime]:
        """The slots that posts were planned for, by key."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(posts.c.key, posts.c.asked).where(posts.c.asked != ""))
            return {row.key: dt.datetime.fromisoformat(row.asked.partition("|")[0]) for row in rows}

    def out(self) -> Mapping[str, tuple[str, ...]]:
        """The events that went out, or may have, by id; with their members where they are batches."""
        query = select(posts.c.event_id, posts.c.members).where(posts.c.state.not_in(MOVABLE))
        with self._engine.connect() as connection:
            return {row.event_id: tuple(row.members) for row in connection.execute(query)}

    def keys(self) -> frozenset[str]:
        """The keys of all posts there ever were."""
        with self._engine.connect() as connection:
            return frozenset(connection.execute(select(posts.c.key)).scalars())

    def apply(self, new: Iterable[tuple[Post, dt.datetime]], changes: Iterable[Change], now: dt.datetime) -> None:
        """Add new posts, each with the time publishing first has to look at it, and carry out changes, at once."""
        rows = [_row(post) | {"wake_at": wake_at} for post, wake_at in new]
        with self._engine.begin() as connection:
            for start in range(0, len(rows), _CHUNK):
                connection.execute(insert(posts), rows[start : start + _CHUNK])
            for change in changes:
                values: dict[str, Any] = {"state": change.state, "reason": change.reason, "wake_at": change.wake_at}
                if change.post:
                    values = _row(change.post) | values
                if change.moved:
                    del values["asked"]
                if change.afresh:
                    values |= {"content_hash": "", "tries": 0, "commits": 0}
                if change.state not in WAITING or change.afresh:
                    set_aside(connection, change.key, now)
                movable = posts.c.state.in_(MOVABLE)
                values |= UNCLAIMED
                connection.execute(update(posts).where(posts.c.key == change.key, movable).values(values))

    def get(self, key: str) -> Post | None:
        """One post by its key."""
        found = self._posts(select(posts).where(posts.c.key == key))
        return found[0] if found else None

    def overdue(self, now: dt.datetime) -> Sequence[tuple[Post, bool]]:
        """Waiting posts whose time ran out, each with whether it was moved already."""
        query = select(posts).where(posts.c.state.in_(WAITING), posts.c.expires <= now)
        with self._engine.connect() as connection:
            found = [(post_from(row), row.asked) for row in connection.execute(query)]
        return [(post, before != asked(post)) for post, before in found]

    def miss_held(self, now: dt.datetime) -> int:
        """Mark held posts whose time ran out; how many. Each keeps its own reason."""
        late = update(posts).where(posts.c.expires <= now, posts.c.state == PostState.HELD)
        with self._engine.begin() as connection:
            return connection.execute(late.values(state=PostState.MISSED, wake_at=None)).rowcount

    def to_render(self, until: dt.datetime) -> Sequence[Post]:
        """Posts that need a creative because publishing will look at them until then, an event's beside each other."""
        query = select(posts).where(posts.c.state.in_(WAITING), posts.c.wake_at <= until, posts.c.content_hash == "")
        return self._posts(query.order_by(posts.c.event_id, posts.c.placement, posts.c.key))

    def save_creative(self, creative: Creative, now: dt.datetime) -> None:
        """Keep a creative; what was prepared from another one is thrown away."""
        row = {
            "post_key": creative.post_key,
            "content_hash": creative.content_hash,
            "renditions": [
                asdict(rendition) | {"path": self._below(rendition.path)} for rendition in creative.renditions
            ],
            "caption": creative.caption,
            "made_at": now,
        }
        key = creative.post_key
        with self._engine.begin() as connection:
            connection.execute(delete(creatives).where(creatives.c.post_key == key))
            connection.execute(insert(creatives), row)
            set_aside(connection, key, now)
            values = {"content_hash": creative.content_hash} | UNCLAIMED
            connection.execute(update(posts).where(posts.c.key == key).values(values))

    def fail(self, key: str, reason: str) -> None:
        """Give a waiting post up until its event, photo or template is mended."""
        values = {"state": PostState.FAILED, "reason": reason, "wake_at": None} | UNCLAIMED
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(posts.c.key == key, posts.c.state.in_(WAITING)).values(values))

    def drawn(self) -> Sequence[tuple[Post, dt.datetime]]:
        """Waiting posts as they will look, each with the moment since when it can be seen."""
        query = select(posts, creatives.c.made_at).join(creatives, creatives.c.post_key == posts.c.key)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(posts.c.state.in_(WAITING), posts.c.content_hash != ""))
            return [(post_from(row), row.made_at) for row in rows]

    def creatives(self, keys: Iterable[str]) -> Mapping[str, Creative]:
        """The creatives of these posts, by key."""
        query = select(creatives).where(creatives.c.post_key.in_(list(keys)))
        with self._engine.connect() as connection:
            return {row.post_key: creative_from(row, self._root) for row in connection.execute(query)}

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
        ready = or_(posts.c.content_hash != "", posts.c.wake_at > now)
        working = (*WAITING, PostState.SCHEDULED, PostState.UNKNOWN)
        queries = [select(func.min(posts.c.wake_at)).where(posts.c.state == state, ready) for state in working]
        queries += [select(func.min(column)) for column in (posts.c.collect_at, posts.c.verify_at, leftovers.c.wake_at)]
        with self._engine.connect() as connection:
            times = [connection.execute(query).scalar() for query in queries]
        return min((time for time in times if time), default=None)

    def _below(self, path: Path) -> str:
        """A path below the workspace without it, so that a workspace can be moved or restored elsewhere."""
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else str(path)

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
        "members": list(post.members),
        "channel": post.channel,
        "network": post.network,
        "placement": post.placement,
        "slot": post.slot,
        "expires": post.expires,
        "asked": asked(post),
        "timing": post.timing,
        "ends": post.ends,
        "fingerprint": post.fingerprint,
        "state": post.state,
        "reason": post.reason,
    }
