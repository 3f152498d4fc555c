"""One claim in one tick: walk the steps that are left, and write each down before and after its call."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from brandbot.errors import CallDetail, Message, PlatformError, RateLimited, Unauthorized
from brandbot.model import Placement, Post, PostState, Receipt, Sequence
from brandbot.pipeline.approval import objection
from brandbot.pipeline.publish import doubt, handover, restored, trouble
from brandbot.pipeline.publish.gate import Wait, judge
from brandbot.pipeline.publish.publisher import Patience, Publisher
from brandbot.platforms.base import Done, Liveness, Outgoing, Pending, Platform, Stale, Step, StepKind
from brandbot.platforms.limits import check
from brandbot.store import Claim, Facts

_FULL = 95  # percent of the calls that Meta allows
NO_CHANNEL = Message("its channel is no longer in config.yaml; look at the page whether it is there")


@dataclass(slots=True)
class Work:
    """One claim in one tick."""

    publisher: Publisher
    claim: Claim
    now: dt.datetime
    done: dict[str, str] = field(init=False)
    outgoing: Outgoing = field(init=False)
    took: int | None = None  # milliseconds of the last call; None where a look found what it did

    def __post_init__(self) -> None:
        creative = self.claim.creative
        self.done = dict(self.claim.done)
        self.outgoing = Outgoing(
            self.post.key, self.post.placement, creative.renditions, creative.caption, self._hand_over()
        )

    @property
    def post(self) -> Post:
        """The post in hand."""
        return self.claim.post

    @property
    def platform(self) -> Platform:
        """Where it goes."""
        return self.publisher.platforms[self.post.channel]

    @property
    def patience(self) -> Patience:
        """How long to wait for what."""
        return self.publisher.patience

    @property
    def waiting(self) -> PostState:
        """The state of a post that has not been committed."""
        if self.post.state is PostState.SCHEDULED:
            return PostState.SCHEDULED
        return PostState.STAGED if self.done else PostState.PLANNED

    def go(self) -> bool:
        """Do all that can be done now; whether the post went live."""
        if self.post.channel not in self.publisher.platforms:
            return self.give_up(PostState.NEEDS_HUMAN, NO_CHANNEL)
        steps = self.platform.steps(self.outgoing)
        commit = next(step for step in steps if step.kind is StepKind.COMMIT)
        if commit.name in self.done:
            return self.finish(steps)
        if self.post.state is PostState.UNKNOWN:
            in_handover = handover.is_in_doubt(self, steps)
            return handover.settle(self, steps) if in_handover else doubt.settle(self, steps, commit)
        if self.post.state is PostState.SCHEDULED and self.now >= self.post.slot:
            return handover.reap(self, steps)
        if self._may_not_begin():
            return False
        known = restored.reconcile(self)
        return self.walk(steps) if known is None else known

    def _may_not_begin(self) -> bool:
        """Let go of what the network would refuse, or nobody has approved yet: nothing of it is staged."""
        if refusal := check(self.outgoing, self.platform.limits(self.post.placement)):
            self.give_up(PostState.FAILED, refusal)
            return True
        needed = self.publisher.approvers(self.post)
        waits = objection(self.post, needed, self.publisher.ledger.approvals(self.post.key)) if needed else None
        if waits:
            self.release(self.waiting, self.post.expires, waits)
        return waits is not None

    def walk(self, steps: tuple[Step, ...]) -> bool:
        """The steps that are left, as far as they go now."""
        for step in steps:
            if step.name in self.done and step.kind is not StepKind.CHECK:
                continue
            if step.kind in (StepKind.CHECK, StepKind.COMMIT) and self.now < self.post.slot:
                self.release(self.waiting, self.post.slot)
                return False
            if step.kind is StepKind.HANDOVER:
                return handover.hand_over(self, step)
            if not self.run(step):
                return False
            if step.kind is StepKind.COMMIT:
                return self.finish(steps)
        raise AssertionError(f"{self.post.key}: steps without a commit")

    def run(self, step: Step) -> bool:
        """One step: intent, call, answer. True where the next one may follow at once."""
        attempt = self._intend(step)
        if attempt is None:
            return False
        started = self.publisher.stopwatch()
        try:
            answer = self.platform.run(step, self.outgoing, self.done)
        except PlatformError as error:
            self._explain(attempt, type(error).__name__, str(error), error.detail, started)
            self.publisher.log.attempt_failed(self.post.key, step.name, error, self._elapsed(started))
            trouble.answer(self, step, error)
            return False
        if isinstance(answer, Pending):
            self._explain(attempt, "pending", "", CallDetail(sent=True), started)
            self.release(PostState.STAGED, self.now + answer.wait)
            return False
        return self._keep(attempt, step, answer, started)

    def _intend(self, step: Step) -> int | None:
        """Write the intent; where that is not possible any more, or not now, let go of the post."""
        ledger = self.publisher.ledger
        if step.kind not in trouble.VISIBLE:
            attempt = ledger.intend(self.claim, step.name, self.now)
        elif isinstance(found := self._intend_commit(step), Wait):
            state = PostState.UNKNOWN if self.post.state is PostState.UNKNOWN else self.waiting
            self.release(state, found.until, found.reason or None)
            return None
        else:
            attempt = found
        if attempt is None:  # changed, cancelled or taken over meanwhile: what we know is no longer true
            self.release(self.waiting, self.now + self.patience.backoff[0])
        return attempt

    def _intend_commit(self, step: Step) -> int | Wait | None:
        publisher, first_look = self.publisher, self.now + self.patience.settle[0]
        ahead = step.kind is StepKind.HANDOVER

        def refuse(facts: Facts) -> Wait | None:
            return judge(
                self.post,
                facts,
                self.now,
                publisher.hours,
                publisher.catch_up,
                needed=publisher.approvers(self.post),
                ahead=ahead,
                grave=publisher.is_grave(self.post),
            )

        sends = 0 if ahead else 1
        return publisher.ledger.intend_commit(self.claim, step.name, self.now, first_look, refuse, sends=sends)

    def _keep(self, attempt: int, step: Step, answer: Done, started: float) -> bool:
        self.done[step.name] = answer.remote_id
        elapsed = self.took = self._elapsed(started)
        ledger = self.publisher.ledger
        kept = ledger.answer(self.claim, attempt, step.name, answer.remote_id, self.now, elapsed_ms=elapsed)
        if kept and step.kind is not StepKind.COMMIT and self._is_used_up():
            return False
        return kept

    def _is_used_up(self) -> bool:
        """Whether the account's calls are nearly used up: then the channel rests before Meta blocks it."""
        load = self.platform.load()
        if load.percent < _FULL and not load.rest:
            return False
        text = Message("the account's calls are nearly used up ({percent} %); it goes on later", percent=load.percent)
        self.rest(RateLimited(text, wait=load.rest or self.patience.backoff[-1]), self.waiting)
        return True

    def _explain(self, attempt: int, outcome: str, text: str, detail: CallDetail, started: float) -> None:
        self.publisher.ledger.explain(attempt, outcome, text, detail, elapsed_ms=self._elapsed(started))

    def _elapsed(self, started: float) -> int:
        return round(1000 * (self.publisher.stopwatch() - started))

    def rest(self, error: Unauthorized | RateLimited, state: PostState) -> None:
        """Let the whole channel rest: its account, not this post, is what is in trouble."""
        until = self.now + (error.wait if isinstance(error, RateLimited) else self.patience.channel_rest)
        self.release(state, until, error.message)
        reason = self.publisher.say(error.message)
        self.publisher.ledger.hold_channel(self.post.channel, until, reason, type(error).__name__)
        self.publisher.log.held(self.post.channel, until, reason)

    def look(self, sent_at: dt.datetime) -> Liveness:
        """Read back; what can't be read is not known. Raises `Stale` and `Unauthorized`."""
        try:
            return self.platform.look(self.outgoing, self.done, sent_at)
        except (Stale, Unauthorized):
            raise
        except PlatformError:
            return Liveness.UNSURE

    def prepare_anew(self, gone: Stale) -> bool:
        """Begin again with the first step; not for ever: what always vanishes is refused in another way."""
        if not self.publisher.wanted(self.post.key):
            return self.give_up(PostState.CANCELLED, None)
        attempts = self.publisher.ledger.attempts(self.post.key)
        vanished = sum(attempt.outcome == Stale.__name__ for attempt in attempts)
        most = len(self.patience.backoff)
        if vanished > most or self.claim.commits >= doubt.COMMITS:
            state = PostState.FAILED if self.claim.commits < doubt.COMMITS else PostState.NEEDS_HUMAN
            return self.give_up(state, gone.message)
        wait = self.now + self.patience.backoff[0]
        self.release(PostState.PLANNED, wait, gone.message, aside_at=self.now)
        return False

    def finish(self, steps: tuple[Step, ...]) -> bool:
        """Keep the proof. Nothing after the commit can fail the post: a receipt that can't be read comes later."""
        at = self.claim.committed_at or self.now
        kept = self.book(self.platform.receipt(self.outgoing, self.done, at))
        for step in steps:
            if kept and step.kind is StepKind.TIDY and step.name not in self.done:
                self._tidy(step)
        return kept

    def book(self, receipt: Receipt) -> bool:
        """Write down that it is live, and when it is read and looked at next."""
        collect_at = receipt.published_at + self.publisher.first_reading
        verify_at = receipt.published_at + self.patience.verify[0] if self.patience.verify else None
        kept = self.publisher.ledger.publish(self.claim, receipt, collect_at, verify_at)
        if kept:
            self.publisher.log.published(receipt, self.post.slot, self.took)
        return kept

    def _tidy(self, step: Step) -> None:
        """Clear up behind a live post; what fails here vanishes on the network by itself."""
        attempt = self.publisher.ledger.intend(self.claim, step.name, self.now)
        if attempt is None:
            return
        started = self.publisher.stopwatch()
        try:
            self.platform.run(step, self.outgoing, self.done)
        except PlatformError as error:
            self._explain(attempt, type(error).__name__, str(error), error.detail, started)
        else:
            self._explain(attempt, "done", "", CallDetail(sent=True), started)

    def give_up(self, state: PostState, reason: Message | None) -> bool:
        """End the work on this post; what was prepared is cleared away where it can't be live."""
        aside = None if state is PostState.NEEDS_HUMAN else self.now
        self.release(state, None, reason, aside_at=aside)
        return False

    def release(
        self,
        state: PostState,
        wake_at: dt.datetime | None,
        reason: Message | str | None = None,
        *,
        tries: int = 0,
        reads: int | None = None,
        aside_at: dt.datetime | None = None,
    ) -> None:
        """Put the post back."""
        text = self.publisher.say(reason) if isinstance(reason, Message) else reason or ""
        self.publisher.ledger.release(
            self.claim, state, wake_at, reason=text, tries=tries, reads=reads, aside_at=aside_at
        )

    def _hand_over(self) -> dt.datetime | None:
        """When the network shall put this post up by itself, where the channel works so and there is time for it."""
        if self.post.placement is not Placement.FEED or self.post.channel not in self.publisher.platforms:
            return None
        if "handover" in self.claim.done:
            return self.post.slot
        is_scheduled = self.publisher.sequences.get(self.post.channel) is Sequence.SCHEDULED
        in_time = self.post.slot - self.now >= self.patience.handover_least or self.post.state is PostState.UNKNOWN
        return self.post.slot if is_scheduled and in_time and "draft" not in self.claim.done else None
