"""Rules and channels: which kinds go where, when and how long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from brandbot.model.post import Network, Placement
from brandbot.model.problem import Place


class Sequence(StrEnum):
    """The calls by which a Page's post becomes visible; Instagram has one way only."""

    DRAFT = "draft"  # photos, an unpublished post, then its flag: may be repeated
    SCHEDULED = "scheduled"  # handed to Meta ahead, which puts it up by its own clock
    DIRECT = "direct"  # photos, then the post itself: only read back, for Pages where drafts do not work


class Batch(StrEnum):
    """By what events of one kind and week become one carousel."""

    PARTNER = "partner"
    PROGRAMME = "programme"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Channel:
    """One account that we publish to; `name` is the word used in rules and events."""

    name: str
    network: Network
    account_id: str
    sequence: Sequence = Sequence.DRAFT

    def hands_over(self, placement: Placement) -> bool:
        """Whether the network's own clock puts such a post up."""
        return self.sequence is Sequence.SCHEDULED and placement is Placement.FEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Events of these kinds become posts on these channels at this placement.

    The slot is the event's `publish_at`, or its date plus `day` at `time`, then plus `delay`.
    A post may go out until `lateness` after its slot, None as its kind has it (pipeline/lateness.py), and with
    `until_event_ends` never after the event's last day. With `batch` events about pupils become carousels.
    """

    kinds: tuple[str, ...]
    channels: tuple[str, ...]
    placement: Placement
    day: int = 0
    time: dt.time = dt.time(18, 30)
    delay: dt.timedelta = dt.timedelta()
    lateness: dt.timedelta | None = None
    until_event_ends: bool = False
    batch: Batch | None = None
    place: Place = field(default=Place(""), compare=False)
