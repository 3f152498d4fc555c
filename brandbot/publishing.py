"""Publishing of the workspace: the parts put together, the clock asked first, and what is settled around a pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from brandbot.config import Config
from brandbot.logs import Log
from brandbot.model import Partner, Party, Placement, Policy, Post, Sequence
from brandbot.pipeline.plan import settle_overdue
from brandbot.pipeline.publish import Patience, Publisher, clear_away, publish_due
from brandbot.pipeline.trust import Trust, ask
from brandbot.pipeline.verify import Verifier, verify_due
from brandbot.platforms.base import Platform
from brandbot.store import EVERY_CHANNEL, Store
from brandbot.timetable import Timetable
from brandbot.wording import Wording

_CLOCK_REST = dt.timedelta(minutes=10)


@dataclass(slots=True)
class Publishing:
    """What publishing works with. `wanted` tells whether the files still ask for a post, by its key."""

    config: Config
    store: Store
    platforms: Mapping[str, Platform]
    wording: Wording
    log: Log
    owner: str
    wanted: Callable[[str], bool]
    partners: Callable[[], Mapping[str, Partner]]
    timetable: Timetable
    stopping: Callable[[], bool]
    patience: Patience = field(default_factory=Patience)

    def trust(self, now: dt.datetime) -> Trust:
        """Whether the computer's clock may be believed; where it is contradicted every channel rests."""
        trust = ask(self.platforms.values(), now, self.store.notes.get("tick"))
        if trust.reason:
            reason = self.wording.say(trust.reason)
            self.store.ledger.hold_channel(EVERY_CHANNEL, now + _CLOCK_REST, reason, "clock")
            self.log.refused("tick", reason)
        elif trust.holds:
            self.store.ledger.end_hold(EVERY_CHANNEL)
        return trust

    def ahead(self, post: Post) -> dt.timedelta:
        """How long before its slot work on a post begins."""
        is_handed = self._sequences.get(post.channel) is Sequence.SCHEDULED and post.placement is Placement.FEED
        return self.config.handover_ahead if is_handed else self.config.stage_ahead

    def settle_overdue(self, now: dt.datetime) -> int:
        """Move or give up what could not go out in time; how many."""
        posts = self.store.posts
        changed = settle_overdue(
            posts.overdue(now), self.timetable.hours(), self.wording.say, ahead=self.ahead, now=now
        )
        posts.apply((), changed, now)
        return len(changed) + posts.miss_held(now)

    def publish(self, now: dt.datetime) -> int:
        """Clear away what is no longer wanted, then work on what is due; how many posts went live."""
        publisher = self._publisher(now)
        clear_away(publisher, self.store.leftovers, self.store.outcomes, now, self.stopping)
        return publish_due(publisher, now, self.stopping)

    def verify(self, now: dt.datetime) -> int:
        """Look at live posts whose time for it has come; how many are no longer as they were sent."""
        store, ages = self.store, self.patience.verify
        verifier = Verifier(store.outcomes, store.ledger, self.platforms, ages, self.wording.say)
        return verify_due(verifier, now, self.stopping)

    def approvers(self, post: Post) -> frozenset[Party]:
        """Whose approval of exactly what it will show a post needs."""
        policy = self.config.approval.get(post.kind) or self.config.approval.get("", Policy.WORD)
        partners = self.partners()
        asks = any(partners[id_].needs_approval for id_ in post.partners if id_ in partners)
        school = {Party.SCHOOL} if policy is Policy.SHEET else set()
        return frozenset(school | ({Party.PARTNER} if asks else set()))

    @property
    def _sequences(self) -> Mapping[str, Sequence]:
        return {channel.name: channel.sequence for channel in self.config.channels}

    def _publisher(self, now: dt.datetime) -> Publisher:
        restored, seen = self.store.notes.restored(now)
        return Publisher(
            self.store.ledger,
            self.platforms,
            self.owner,
            self.wording.say,
            min(self.config.metric_ages, default=dt.timedelta(hours=1)),
            self.timetable.hours(),
            self.config.catch_up,
            self.patience,
            self._sequences,
            approvers=self.approvers,
            is_grave=self.timetable.is_grave,
            restored=restored,
            restored_seen=seen,
            wanted=self.wanted,
            failed=lambda error: self.log.failed("publish", error),
            log=self.log,
        )
