"""publish: due posts go out, each once. The order of writing and sending is the whole point.

A claim is taken, and each step of its platform runs as: write the intent, make one call, write the answer. The visible
call (COMMIT) turns the post `unknown` before it is sent; only an answer, or a look at the network, turns it
`published`. A crash or a lost answer therefore never leads to a blind second call.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from brandbot.errors import (
    CallDetail,
    Message,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    Unauthorized,
)
from brandbot.model import Post, PostState
from brandbot.platforms.base import Done, Liveness, Outgoing, Pending, Platform, Stale, Step, StepKind
from brandbot.platforms.limits import check
from brandbot.store import Claim, Ledger

_REPEATS = 5  # a repeatable commit that is still not live after so many calls is a person's business
_COMMITS = 2  # any other is sent at most once more
_NO_CHANNEL = Message("its channel is no longer in config.yaml; look at the page whether it is there")
_ASK = Message("it may be live and the network does not tell; look at the page whether it is there")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what. Settings, so that tests need not wait."""

    lease: dt.timedelta = dt.timedelta(minutes=5)
    backoff: tuple[dt.timedelta, ...] = tuple(dt.timedelta(minutes=m) for m in (1, 2, 5, 10, 20))
    # Reading back may lag behind the call: three looks over more than three minutes before "not live" is believed.
    settle: tuple[dt.timedelta, ...] = tuple(dt.timedelta(seconds=s) for s in (20, 60, 120))
    doubt: dt.timedelta = dt.timedelta(minutes=30)
    channel_rest: dt.timedelta = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Everything publishing works with.

    `first_reading` is the age at which a post's metrics are first read; `wanted` tells whether the files still ask for
    a post: a doubtful one that is not live, and was called off meanwhile, is not sent again. `failed` is told of faults
    that nobody foresaw; without it they are raised.
    """

    ledger: Ledger
    platforms: Mapping[str, Platform]
    owner: str
    say: Callable[[Message], str]
    first_reading: dt.timedelta
    patience: Patience = field(default_factory=Patience)
    wanted: Callable[[str], bool] = lambda _key: True
    failed: Callable[[BaseException], None] | None = None


def publish_due(publisher: Publisher, now: dt.datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Work on every post that is due until none is left or the service is stopping; how many went live."""
    live = 0
    while not stopping() and (claim := publisher.ledger.claim(now, publisher.owner, publisher.patience.lease)):
        try:
            live += _Work(publisher, claim, now).go()
        except Exception as error:
            # A fault of ours in one post must not starve the others; its state stays what the ledger says.
            if publisher.failed is None:
                raise
            publisher.ledger.shelve(claim, now + publisher.patience.backoff[-1])
            publisher.failed(error)
    return live


@dataclass(slots=True)
class _Work:
    """One claim in one tick."""

    publisher: Publisher
    claim: Claim
    now: dt.datetime
    done: dict[str, str] = field(init=False)
    outgoing: Outgoing = field(init=False)

    def __post_init__(self) -> None:
        creative = self.claim.creative
        self.done = dict(self.claim.done)
        self.outgoing = Outgoing(self.post.key, self.post.placement, creative.renditions, creative.caption)

    @property
    def post(self) -> Post:
        return self.claim.post

    @property
    def platform(self) -> Platform:
        return self.publisher.platforms[self.post.channel]

    @property
    def waiting(self) -> PostState:
        """The state of a post that has not been committed."""
        return PostState.STAGED if self.done else PostState.PLANNED

    def go(self) -> bool:
        """Do all that can be done now; whether the post went live."""
        if self.post.channel not in self.publisher.platforms:
            return self._give_up(PostState.NEEDS_HUMAN, _NO_CHANNEL)
        steps = self.platform.steps(self.outgoing)
        commit = next(step for step in steps if step.kind is StepKind.COMMIT)
        if commit.name in self.done:
            return self._finish(steps)
        if self.post.state is PostState.UNKNOWN:
            return self._settle(steps, commit)
        if refusal := check(self.outgoing, self.platform.limits(self.post.placement)):
            return self._give_up(PostState.FAILED, refusal)
        return self._walk(steps)

    def _walk(self, steps: tuple[Step, ...]) -> bool:
        for step in steps:
            if step.name in self.done:
                continue
            if step.kind is StepKind.COMMIT and self.now < self.post.slot:
                self._release(self.waiting, self.post.slot)
                return False
            if not self._run(step):
                return False
            if step.kind is StepKind.COMMIT:
                return self._finish(steps)
        raise AssertionError(f"{self.post.key}: steps without a commit")

    def _run(self, step: Step) -> bool:
        """One step: intent, call, answer. True where the next one may follow at once."""
        ledger, key = self.publisher.ledger, step.name
        if step.kind is StepKind.COMMIT:
            attempt = ledger.intend_commit(self.claim, key, self.now, self.now + self.publisher.patience.settle[0])
        else:
            attempt = ledger.intend(self.claim, key, self.now)
        if attempt is None:  # changed, cancelled or taken over meanwhile: what we know is no longer true
            self._release(self.waiting, self.now + self.publisher.patience.backoff[0])
            return False
        try:
            answer = self.platform.run(step, self.outgoing, self.done)
        except PlatformError as error:
            ledger.explain(attempt, type(error).__name__, str(error), error.detail)
            self._on_error(step, error)
            return False
        if isinstance(answer, Pending):
            ledger.explain(attempt, "pending", "", CallDetail())
            self._release(PostState.STAGED, self.now + answer.wait)
            return False
        return self._keep(attempt, step, answer)

    def _keep(self, attempt: int, step: Step, answer: Done) -> bool:
        self.done[step.name] = answer.remote_id
        return self.publisher.ledger.answer(self.claim, attempt, step.name, answer.remote_id, self.now)

    def _on_error(self, step: Step, error: PlatformError) -> None:
        patience = self.publisher.patience
        is_commit = step.kind is StepKind.COMMIT
        if is_commit and isinstance(error, OutcomeUnknown):
            self._release(PostState.UNKNOWN, self.now + patience.settle[0], error.message)
        elif isinstance(error, Rejected):
            # Even a refusal of the visible call has left live posts behind: look before believing it.
            refused = not is_commit or self._is_refused()
            wake_at = None if refused else self.now + patience.settle[0]
            self._release(PostState.FAILED if refused else PostState.UNKNOWN, wake_at, error.message)
        elif isinstance(error, Stale):
            self._prepare_anew(error)
        elif isinstance(error, Unauthorized | RateLimited):
            rest = error.wait if isinstance(error, RateLimited) else patience.channel_rest
            self._release(self.waiting, self.now + rest, error.message)
            reason = self.publisher.say(error.message)
            self.publisher.ledger.hold_channel(self.post.channel, self.now + rest, reason)
        else:
            tries = self.claim.tries
            wait = patience.backoff[min(tries, len(patience.backoff) - 1)]
            self._release(self.waiting, self.now + wait, error.message, tries=tries + 1)

    def _is_refused(self) -> bool:
        try:
            return self._look(self.now) is Liveness.NOT_LIVE
        except Stale:
            return True

    def _settle(self, steps: tuple[Step, ...], commit: Step) -> bool:
        """After a commit without an answer: look, and only when sure that it is not live send the same again."""
        sent_at = self.claim.committed_at or self.now
        patience = self.publisher.patience
        try:
            liveness = self._look(sent_at)
        except Stale as gone:  # not live, and what was sent can never become so
            return self._prepare_anew(gone)
        if liveness is Liveness.LIVE and self._is_anothers(sent_at):
            liveness = Liveness.UNSURE
        if liveness is Liveness.LIVE:
            return self._finish(steps)
        if self.now - sent_at > patience.doubt:
            return self._give_up(PostState.NEEDS_HUMAN, _ASK)
        if liveness is Liveness.UNSURE:
            self._release(PostState.UNKNOWN, self.now + patience.settle[-1], reads=self.claim.reads)
            return False
        return self._not_live(steps, commit)

    def _is_anothers(self, sent_at: dt.datetime) -> bool:
        """What was found with our caption already belongs to another post."""
        found = self.platform.receipt(self.outgoing, self.done, sent_at).remote_id
        return bool(found) and self.publisher.ledger.is_bound(self.post.channel, found)

    def _not_live(self, steps: tuple[Step, ...], commit: Step) -> bool:
        """One more look said "not live": enough of them allow the same call once more."""
        patience, reads = self.publisher.patience, self.claim.reads + 1
        wanted = self.publisher.wanted(self.post.key)
        if reads < len(patience.settle) and not (commit.repeatable and wanted):
            self._release(PostState.UNKNOWN, self.now + patience.settle[reads], reads=reads)
            return False
        if not wanted:
            return self._give_up(PostState.CANCELLED, None)
        if self.claim.commits >= (_REPEATS if commit.repeatable else _COMMITS):
            return self._give_up(PostState.NEEDS_HUMAN, _ASK)
        return self._walk(steps)

    def _look(self, sent_at: dt.datetime) -> Liveness:
        try:
            return self.platform.look(self.outgoing, self.done, sent_at)
        except Stale:
            raise
        except PlatformError:
            return Liveness.UNSURE

    def _prepare_anew(self, gone: Stale) -> bool:
        """Begin again with the first step; not for ever: what always vanishes is refused in another way."""
        if not self.publisher.wanted(self.post.key):
            return self._give_up(PostState.CANCELLED, None)
        attempts = self.publisher.ledger.attempts(self.post.key)
        vanished = sum(attempt.outcome == Stale.__name__ for attempt in attempts)
        if vanished > _REPEATS or self.claim.commits >= _COMMITS:
            return self._give_up(
                PostState.FAILED if self.claim.commits < _COMMITS else PostState.NEEDS_HUMAN, gone.message
            )
        wait = self.publisher.patience.backoff[0]
        self._release(PostState.PLANNED, self.now + wait, gone.message, afresh=True)
        return False

    def _finish(self, steps: tuple[Step, ...]) -> bool:
        """Keep the proof. Nothing after the commit can fail the post: a receipt that can't be read comes later."""
        at = self.claim.committed_at or self.now
        receipt = self.platform.receipt(self.outgoing, self.done, at)
        collect_at = receipt.published_at + self.publisher.first_reading
        kept = self.publisher.ledger.publish(self.claim, receipt, collect_at)
        for step in steps:
            if kept and step.kind is StepKind.TIDY and step.name not in self.done:
                self._tidy(step)
        return kept

    def _tidy(self, step: Step) -> None:
        """Clear up behind a live post; what fails here vanishes on the network by itself."""
        attempt = self.publisher.ledger.intend(self.claim, step.name, self.now)
        if attempt is None:
            return
        try:
            self.platform.run(step, self.outgoing, self.done)
        except PlatformError as error:
            self.publisher.ledger.explain(attempt, type(error).__name__, str(error), error.detail)
        else:
            self.publisher.ledger.explain(attempt, "done", "", CallDetail())

    def _give_up(self, state: PostState, reason: Message | None) -> bool:
        self._release(state, None, reason)
        return False

    def _release(
        self,
        state: PostState,
        wake_at: dt.datetime | None,
        reason: Message | None = None,
        *,
        tries: int = 0,
        reads: int | None = None,
        afresh: bool = False,
    ) -> None:
        text = self.publisher.say(reason) if reason else ""
        self.publisher.ledger.release(self.claim, state, wake_at, reason=text, tries=tries, reads=reads, afresh=afresh)
