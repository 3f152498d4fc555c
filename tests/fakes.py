"""A platform that does what the test says, in words."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from brandbot.errors import Message, OutcomeUnknown, PlatformError, RateLimited, Rejected, Unauthorized, Unavailable
from brandbot.model import Metric, Missing, Network, Placement, Reading, Receipt
from brandbot.platforms.base import (
    Account,
    Answered,
    Asked,
    Done,
    Limits,
    Liveness,
    Load,
    Name,
    Outgoing,
    Pending,
    Stale,
    Standing,
    Step,
    StepKind,
)

Happening = Callable[["ScriptedPlatform", Step], Done | Pending | None]


def _raise(error: PlatformError) -> Happening:
    def happen(_platform: ScriptedPlatform, _step: Step) -> None:
        raise error

    return happen


def _lost(platform: ScriptedPlatform, step: Step) -> None:
    platform.carry_out(step)
    raise OutcomeUnknown(Message("the answer was lost"))


REFUSED_CONNECTION: Happening = _raise(Unavailable(Message("not reachable")))
REJECTED: Happening = _raise(Rejected(Message("not this picture")))
TOKEN_DEAD: Happening = _raise(Unauthorized(Message("the token is dead")))
STALE: Happening = _raise(Stale(Message("gone")))
SLOW_DOWN: Happening = _raise(RateLimited(Message("too fast"), wait=dt.timedelta(minutes=20)))
NEVER_ARRIVED: Happening = _raise(OutcomeUnknown(Message("reset before it was processed")))
LOST_ANSWER: Happening = _lost


def NOT_YET(_platform: ScriptedPlatform, _step: Step) -> Pending:  # noqa: N802 - a word of the vocabulary
    return Pending(dt.timedelta(seconds=5))


@dataclass
class ScriptedPlatform:
    """Goes photo → ready → commit → tidy; each step does what is scripted for it, else it works.

    `live` are the posts that everybody can see, one entry for each time they were put up.
    """

    script: dict[str, deque[Happening]] = field(default_factory=dict)
    looks: deque[Liveness | PlatformError] = field(default_factory=deque)
    repeatable: bool = False
    network: Network = Network.FACEBOOK
    live: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    readings: deque[Mapping[Metric, int] | Reading | PlatformError] = field(default_factory=deque)
    learns: Mapping[Name, Missing] = field(default_factory=dict)
    left_out: list[Mapping[Name, Missing]] = field(default_factory=list)
    links: deque[str | PlatformError] = field(default_factory=deque)
    standings: deque[Standing | PlatformError] = field(default_factory=deque)
    discards: deque[bool | PlatformError] = field(default_factory=deque)
    discarded: list[tuple[str, str]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    handed: list[str] = field(default_factory=list)
    shows: dt.datetime | None = None
    will_show: dt.datetime | None = None
    asked: int = 0
    more_photos: bool = False
    refusal_of_account: PlatformError | None = None
    refusal: PlatformError | None = None
    used: Load = field(default_factory=Load)
    live_at: dt.datetime = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
    _key: str = ""

    def on(self, step: str, *happenings: Happening) -> ScriptedPlatform:
        """What happens the next times this step is run."""
        self.script[step] = deque(happenings)
        return self

    def sees(self, *looks: Liveness | PlatformError) -> ScriptedPlatform:
        """What reading back says the next times; without it, it says what is true."""
        self.looks = deque(looks)
        return self

    def tells(self, *readings: Mapping[Metric, int] | Reading | PlatformError) -> ScriptedPlatform:
        """What the metrics are the next times they are read."""
        self.readings = deque(readings)
        return self

    def carry_out(self, step: Step) -> None:
        """Do what the step does on the network."""
        if step.kind is StepKind.HANDOVER:
            self.handed.append(self._key)
        if step.kind is StepKind.COMMIT and not (self.repeatable and self._key in self.live):
            self.live.append(self._key)

    def limits(self, placement: Placement) -> Limits:
        del placement
        return Limits(max_bytes=1_000_000, max_images=10, max_caption=100)

    def account(self) -> Account:
        self.asked += 1
        if self.refusal_of_account:
            raise self.refusal_of_account
        self.shows = self.will_show or self.shows
        return Account("100", "Contoh")

    def steps(self, outgoing: Outgoing) -> tuple[Step, ...]:
        return (
            Step("photo", StepKind.PREPARE),
            *((Step("photo2", StepKind.PREPARE),) if self.more_photos else ()),
            Step("handover", StepKind.HANDOVER) if outgoing.hand_over else Step("ready", StepKind.WAIT),
            Step("commit", StepKind.COMMIT, repeatable=self.repeatable),
            Step("tidy", StepKind.TIDY),
        )

    def run(self, step: Step, outgoing: Outgoing, done: Mapping[str, str]) -> Done | Pending:
        del done
        self._key = outgoing.post_key
        self.calls.append(step.name)
        happenings = self.script.get(step.name)
        answer = happenings.popleft()(self, step) if happenings else None
        if answer is None:
            self.carry_out(step)
        return answer or Done(f"{step.name}-{len(self.calls)}")

    def look(self, outgoing: Outgoing, done: Mapping[str, str], since: dt.datetime) -> Liveness:
        del done, since
        self.calls.append("look")
        if self.looks:
            seen = self.looks.popleft()
            if isinstance(seen, PlatformError):
                raise seen
            return seen
        return Liveness.LIVE if outgoing.post_key in self.live else Liveness.NOT_LIVE

    def receipt(self, outgoing: Outgoing, done: Mapping[str, str], at: dt.datetime) -> Receipt:
        return Receipt(outgoing.post_key, done.get("commit", "found"), "https://example.org/1", at)

    def find(self, outgoing: Outgoing, since: dt.datetime, until: dt.datetime) -> tuple[Receipt, ...]:
        del since, until
        return tuple(
            Receipt(key, f"found-{key}", "https://example.org/1", self.live_at)
            for key in self.live
            if key == outgoing.post_key
        )

    def find_handed(self, outgoing: Outgoing) -> tuple[str, ...]:
        return tuple(f"handed-{key}" for key in self.handed if key == outgoing.post_key)

    def standing(self, remote_id: str, placement: Placement, caption: str, since: dt.datetime) -> Standing:
        del placement, caption, since
        self.calls.append(f"standing {remote_id}")
        standing = self.standings.popleft() if self.standings else Standing.AS_SENT
        if isinstance(standing, PlatformError):
            raise standing
        return standing

    def discard(self, step: str, remote_id: str) -> bool:
        self.discarded.append((step, remote_id))
        answer = self.discards.popleft() if self.discards else True
        if isinstance(answer, PlatformError):
            raise answer
        return answer

    def withdraw(self, remote_id: str, placement: Placement) -> None:
        del placement
        self.withdrawn.append(remote_id)
        if self.refusal:
            raise self.refusal

    def load(self) -> Load:
        return self.used

    def clock(self) -> dt.datetime | None:
        return self.shows

    def permalink(self, remote_id: str, placement: Placement) -> str:
        del remote_id, placement
        link = self.links.popleft() if self.links else "https://example.org/later"
        if isinstance(link, PlatformError):
            raise link
        return link

    def insights(self, asked: tuple[Asked, ...], unusable: Mapping[Name, Missing]) -> Answered:
        self.calls.append(f"insights {len(asked)}")
        self.left_out.append(unusable)
        readings: dict[str, Reading | PlatformError] = {}
        for one in asked:
            told = self.readings.popleft() if self.readings else {Metric.REACH: 100}
            if isinstance(told, RateLimited | Unavailable):
                raise told
            readings[one.remote_id] = told if isinstance(told, Reading | PlatformError) else Reading(told)
        return Answered(readings, self.learns)

    def followers(self) -> Reading:
        told = self.readings.popleft() if self.readings else {Metric.FOLLOWERS: 500}
        if isinstance(told, PlatformError):
            raise told
        return told if isinstance(told, Reading) else Reading(told)


def repeat(happening: Happening, times: int) -> Iterable[Happening]:
    """The same, several times."""
    return [happening] * times
