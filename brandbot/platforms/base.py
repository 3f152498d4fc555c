"""What a network must be able to do: prepare a post step by step, commit it once, read back, read metrics.

A post is a fixed list of steps. Each step is one remote call (a COMMIT never more), the pipeline writes down the
intent before it and the answer right after it, so a crash costs one step: PREPARE is invisible and may be redone,
COMMIT makes the post visible and is never sent again without reading back first. Adapters only translate:
no sleep, no retry, no store.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

from brandbot.errors import PlatformError
from brandbot.model import (
    BenchmarkSource,
    Missing,
    Network,
    Placement,
    PublicNumbers,
    Reading,
    Receipt,
    Rendition,
    Unseen,
)


class Stale(PlatformError):
    """What an id stood for is gone: prepare again from the first step; a live post was removed."""


class StepKind(StrEnum):
    """What may be done when the answer of a step got lost."""

    PREPARE = "prepare"  # an invisible write: do it again
    WAIT = "wait"  # a read that may say "not yet": ask again
    HANDOVER = "handover"  # an invisible write that becomes visible by itself at the slot: read back first
    CHECK = "check"  # a read just before the commit, each time
    COMMIT = "commit"  # the one visible write: read back first
    TIDY = "tidy"  # after the commit: try once, forget


@dataclass(frozen=True, slots=True)
class Step:
    """One call on the way; `name` is unique within the post (`photo.0`, `draft`, `commit`)."""

    name: str
    kind: StepKind
    repeatable: bool = False  # a COMMIT that says the same again when it is sent again


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to be published: the approved content. `hand_over` is when the network shall put it up by itself."""

    post_key: str
    placement: Placement
    renditions: tuple[Rendition, ...]
    caption: str
    hand_over: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The step is done; `remote_id` is what later steps need of it."""

    remote_id: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Accepted, not done: ask again after `wait`."""

    wait: dt.timedelta


class Liveness(StrEnum):
    """What reading back could tell about a commit."""

    LIVE = "live"
    NOT_LIVE = "not_live"
    UNSURE = "unsure"


class Standing(StrEnum):
    """How a post that was live stands now."""

    AS_SENT = "as_sent"
    EDITED = "edited"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Load:
    """How much of the account's calls is used, in percent, and how long Meta takes none.

    `calls` is how many this process made so far, counted as Meta counts: each part of a batch is one.
    """

    percent: int = 0
    rest: dt.timedelta = dt.timedelta()
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A live post whose metrics are wanted, and since when it is live."""

    remote_id: str
    placement: Placement
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Name:
    """What Meta calls a metric or a field of posts of this placement."""

    placement: Placement
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of asking for metrics: a reading or an error for each post that was asked for, by its remote id.

    `unusable` are the names of which it turned out that Meta no longer knows them, or that the token may not read.
    """

    readings: Mapping[str, Reading | PlatformError]
    unusable: Mapping[Name, Missing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a placement takes; checked before anything is sent. Ratios are width ÷ height, sizes in bytes.

    None is no limit, or a text that this placement does not show.
    """

    max_bytes: int
    max_images: int
    min_ratio: float = 0.0
    max_ratio: float = math.inf
    max_caption: int | None = None
    max_hashtags: int | None = None
    max_alt_text: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a token speaks for."""

    id: str
    name: str


class Platform(Protocol):
    """One account on one network. Every method raises only `PlatformError`s."""

    @property
    def network(self) -> Network:
        """Whose platform it is."""

    def limits(self, placement: Placement) -> Limits:
        """What the placement takes, with Meta's page as the source."""

    def account(self) -> Account:
        """Ask whom the token speaks for."""

    def steps(self, outgoing: Outgoing) -> tuple[Step, ...]:
        """All steps of this post in order; pure."""

    def run(self, step: Step, outgoing: Outgoing, done: Mapping[str, str]) -> Done | Pending:
        """Carry out one step; `done` holds the remote ids of the steps before it by name.

        A COMMIT raises `OutcomeUnknown` unless the network's answer proves that nothing became visible; `Stale`
        comes from the other steps only.
        """

    def look(self, outgoing: Outgoing, done: Mapping[str, str], since: dt.datetime) -> Liveness:
        """Read back whether the commit, sent at `since`, made the post visible.

        `Stale` says: it did not, and what was prepared is gone.
        """

    def receipt(self, outgoing: Outgoing, done: Mapping[str, str], at: dt.datetime) -> Receipt:
        """Read id, permalink and time of a live post; `at` stands where the network tells no time.

        A failed read leaves id or permalink empty: it is live all the same.
        """

    def find(self, outgoing: Outgoing, since: dt.datetime, until: dt.datetime) -> tuple[Receipt, ...]:
        """The live posts of that time that show what is to be published: known by their caption.

        Empty for stories, which have none.
        """

    def find_handed(self, outgoing: Outgoing) -> tuple[str, ...]:
        """The ids of what was handed over for this moment with this caption and has not become visible."""

    def standing(self, remote_id: str, placement: Placement, caption: str, since: dt.datetime) -> Standing:
        """Read whether a post, live `since` then, still stands, and with the caption that was sent."""

    def discard(self, step: str, remote_id: str) -> bool:
        """Clear away what a step had prepared; False where it has become visible and was left alone."""

    def withdraw(self, remote_id: str, placement: Placement) -> None:
        """Take a live post down. `Rejected` says how a person does it where the network lets no program."""

    def load(self) -> Load:
        """What the last answers said of the calls that are used up; no call."""

    def clock(self) -> dt.datetime | None:
        """What the network's clock shows, by its last answer; None where none came, or it does not tell. No call."""

    def permalink(self, remote_id: str, placement: Placement) -> str:
        """Read the lasting address of a live post; "" where the network tells none."""

    def insights(self, asked: tuple[Asked, ...], unusable: Mapping[Name, Missing]) -> Answered:
        """Read the metrics of live posts in as few calls as there can be, without the names in `unusable`.

        What is absent has its reason. Raises only what holds for all of them: no network, no token, too many calls.
        """

    def followers(self) -> Reading:
        """Read the account's follower count."""


class BenchmarkReader(Protocol):
    """What reads the public numbers of other accounts."""

    @property
    def source(self) -> BenchmarkSource:
        """Where it looks."""

    def fetch(self, username: str, now: dt.datetime) -> PublicNumbers | Unseen:
        """Look at one account. Raises a PlatformError where the account can't be asked for at the moment."""


@runtime_checkable
class Discovers(Protocol):
    """A platform whose account may ask for the public numbers of others."""

    discovery: BenchmarkReader
