"""The ledger of publishing: who works on a post, what was sent, what came back.

Every save of a claim checks its fence: when the post was claimed by another worker or changed by its files, no row
matches and the save says False; the worker then stops, silently, because what it knew is no longer true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, Update, and_, delete, insert, select, update

from brandbot.errors import CallDetail
from brandbot.model import ApprovalNote, PostState, Receipt
from brandbot.store.approvals import read_notes
from brandbot.store.channels import Facts, read_facts
from brandbot.store.claiming import CLAIM, FREE, RELEASE, WORKING, Claim, read_claim
from brandbot.store.leftovers import set_aside
from brandbot.store.posts import WAITING, live_values
from brandbot.store.schema import attempts, channel_holds, posts, remote_ids

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One remote call as it stands in the ledger; `outcome` is empty where the answer never came back."""

    step: str
    intent_at: dt.datetime
    outcome: str
    message: str
    sent: bool | None = None
    elapsed_ms: int | None = None


class Ledger:
    """Claims, intents, answers and receipts."""

    def __init__(self, engine: Engine, root: Path) -> None:
        self._engine = engine
        self._root = root

    def claim(self, now: dt.datetime, owner: str, lease: dt.timedelta) -> Claim | None:
        """Take the most urgent post with work now, on a channel where nobody is at work; None if there is none."""
        with self._engine.begin() as connection:
            given = {"now": now, "by": owner, "until": now + lease}
            row = connection.execute(CLAIM, given).one_or_none()
            return read_claim(connection, row, self._root) if row else None

    def free_all(self) -> None:
        """End every lease: for a process that knows to be the only one, and follows one that may have died at work."""
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(posts.c.owner != "").values(FREE | {"fence": posts.c.fence + 1}))

    def intend(self, claim: Claim, step: str, now: dt.datetime) -> int | None:
        """Write down an invisible call before it is made; its number, or None where the claim no longer holds."""
        with self._engine.begin() as connection:
            held = connection.execute(select(posts.c.fence).where(posts.c.key == claim.post.key)).scalar()
            return _add_intent(connection, claim, step, now) if held == claim.fence else None

    def intend_commit(
        self,
        claim: Claim,
        step: str,
        now: dt.datetime,
        wake_at: dt.datetime,
        refuse: Callable[[Facts], T | None] = lambda _facts: None,
        *,
        sends: int = 1,
    ) -> int | T | None:
        """Write down the visible call before it is made: from here on the post counts as maybe live.

        `sends` is 0 where it becomes visible by itself, later. `refuse` is asked in the same transaction; what it says
        is given back, and nothing may be sent. None where the post was changed, cancelled or given up meanwhile.
        """
        allowed = _mine(claim).where(posts.c.state.in_(WORKING), posts.c.content_hash == claim.creative.content_hash)
        values = {
            "state": PostState.UNKNOWN,
            "commits": posts.c.commits + sends,
            "committed_at": now,
            "reads": 0,
            "wake_at": wake_at,
        }
        with self._engine.begin() as connection:
            if (refusal := refuse(read_facts(connection, claim.post, now))) is not None:
                return refusal
            if connection.execute(allowed.values(values)).rowcount != 1:
                return None
            return _add_intent(connection, claim, step, now)

    def answer(
        self,
        claim: Claim,
        attempt: int,
        step: str,
        remote_id: str,
        now: dt.datetime,
        *,
        elapsed_ms: int | None = None,
    ) -> bool:
        """Keep what a step gave, right after the call."""
        with self._engine.begin() as connection:
            _close(connection, attempt, "done", "", CallDetail(sent=True), elapsed_ms=elapsed_ms)
            if connection.execute(_mine(claim).values(tries=0)).rowcount != 1:
                return False
            _keep_id(connection, claim.post.key, step, remote_id, now)
            return True

    def explain(
        self, attempt: int, outcome: str, message: str, detail: CallDetail, *, elapsed_ms: int | None = None
    ) -> None:
        """Keep how a call went wrong, or that it asked for patience."""
        with self._engine.begin() as connection:
            _close(connection, attempt, outcome, message, detail, elapsed_ms=elapsed_ms)

    def release(
        self,
        claim: Claim,
        state: PostState,
        wake_at: dt.datetime | None,
        *,
        reason: str = "",
        tries: int = 0,
        reads: int | None = None,
        aside_at: dt.datetime | None = None,
    ) -> bool:
        """Put a post back with the time of its next look; from `aside_at` on what was prepared is cleared away."""
        given = {"to": state, "wake": wake_at, "why": reason, "times": tries, "looks": reads}
        with self._engine.begin() as connection:
            mine = connection.execute(RELEASE, given | {"id": claim.post.key, "mark": claim.fence}).rowcount == 1
            if mine and aside_at:
                set_aside(connection, claim.post.key, aside_at)
            return mine

    def shelve(self, claim: Claim, wake_at: dt.datetime) -> None:
        """Put a post back as it stands."""
        with self._engine.begin() as connection:
            unfinished = _mine(claim).where(posts.c.state.in_(WORKING))
            connection.execute(unfinished.values({"wake_at": wake_at} | FREE))

    def publish(
        self,
        claim: Claim,
        receipt: Receipt,
        collect_at: dt.datetime | None,
        verify_at: dt.datetime | None = None,
    ) -> bool:
        """Keep the proof that a post is live and let go of it: nothing that comes later can take that back."""
        values = live_values(receipt, collect_at, verify_at)
        with self._engine.begin() as connection:
            return connection.execute(_mine(claim).values(values | FREE)).rowcount == 1

    def attach(self, claim: Claim, step: str, remote_id: str, now: dt.datetime) -> bool:
        """Keep a remote id that was found by reading back, not by the call that made it."""
        with self._engine.begin() as connection:
            if connection.execute(_mine(claim).values(tries=0)).rowcount != 1:
                return False
            _keep_id(connection, claim.post.key, step, remote_id, now)
            return True

    def bind(self, key: str, remote_id: str, permalink: str) -> None:
        """Fill in what the network told of a live post only later."""
        values = {"remote_id": remote_id, "permalink": permalink}
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(posts.c.key == key).values(values))

    def hold_channel(self, channel: str, until: dt.datetime, reason: str, cause: str = "") -> None:
        """Let all waiting posts of a channel rest until then; `cause` is the kind of trouble, for programs.

        What may be live goes on being looked at.
        """
        waiting = and_(posts.c.channel == channel, posts.c.state.in_(WAITING), posts.c.wake_at < until)
        row = {"channel": channel, "until": until, "reason": reason, "cause": cause}
        with self._engine.begin() as connection:
            connection.execute(delete(channel_holds).where(channel_holds.c.channel == channel))
            connection.execute(insert(channel_holds), row)
            connection.execute(update(posts).where(waiting).values(wake_at=until))

    def end_hold(self, channel: str) -> None:
        """The channel's trouble is over."""
        with self._engine.begin() as connection:
            connection.execute(delete(channel_holds).where(channel_holds.c.channel == channel))

    def wake_late(self, now: dt.datetime) -> None:
        """Look at waiting posts whose slot is over at once."""
        late = and_(posts.c.state.in_(WAITING), posts.c.slot <= now, posts.c.wake_at > now)
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(late).values(wake_at=now))

    def holds(self, now: dt.datetime) -> Mapping[str, str]:
        """The reasons by channel that rest now."""
        query = select(channel_holds.c.channel, channel_holds.c.reason).where(channel_holds.c.until > now)
        with self._engine.connect() as connection:
            return dict(connection.execute(query).all())

    def approvals(self, key: str) -> Sequence[ApprovalNote]:
        """What was said of a post."""
        with self._engine.connect() as connection:
            return read_notes(connection, key)

    def attempts(self, key: str) -> Sequence[Attempt]:
        """Every call made for a post, oldest first."""
        query = select(attempts).where(attempts.c.post_key == key).order_by(attempts.c.id)
        with self._engine.connect() as connection:
            return [
                Attempt(row.step, row.intent_at, row.outcome or "", row.message, row.sent, row.elapsed_ms)
                for row in connection.execute(query)
            ]

    def is_bound(self, channel: str, remote_id: str) -> bool:
        """Whether this remote object already belongs to a post."""
        query = select(posts.c.key).where(posts.c.channel == channel, posts.c.remote_id == remote_id).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() is not None


def _mine(claim: Claim) -> Update:
    return update(posts).where(posts.c.key == claim.post.key, posts.c.fence == claim.fence)


def _add_intent(connection: Connection, claim: Claim, step: str, now: dt.datetime) -> int:
    row = {
        "post_key": claim.post.key,
        "step": step,
        "intent_at": now,
        "content_hash": claim.creative.content_hash,
    }
    key = connection.execute(insert(attempts), row).inserted_primary_key
    return int(key[0]) if key else 0


def _keep_id(connection: Connection, key: str, step: str, remote_id: str, now: dt.datetime) -> None:
    old = and_(remote_ids.c.post_key == key, remote_ids.c.step == step)
    connection.execute(delete(remote_ids).where(old))
    connection.execute(insert(remote_ids), {"post_key": key, "step": step, "remote_id": remote_id, "at": now})


def _close(
    connection: Connection, attempt: int, outcome: str, message: str, detail: CallDetail, *, elapsed_ms: int | None
) -> None:
    values = {
        "sent": detail.sent,
        "elapsed_ms": elapsed_ms,
        "outcome": outcome,
        "message": message,
        "status": detail.status,
        "code": detail.code,
        "subcode": detail.subcode,
        "trace_id": detail.trace_id,
    }
    connection.execute(update(attempts).where(attempts.c.id == attempt).values(values))
