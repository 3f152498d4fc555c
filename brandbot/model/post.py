"""The post: one event on one channel and placement at one slot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandbot.errors import Message
    from brandbot.model.problem import Place


class Network(StrEnum):
    """Whose platform a channel is on."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"


class Placement(StrEnum):
    """Where in the app a post shows."""

    FEED = "feed"
    STORY = "story"


class PostState(StrEnum):
    """How far a post has come; the moves are drawn in docs/architecture.md."""

    PLANNED = "planned"  # waits for its slot
    STAGED = "staged"  # prepared on the platform, invisible
    SCHEDULED = "scheduled"  # handed to the network, which puts it up at its slot
    UNKNOWN = "unknown"  # committed without an answer; may be live
    PUBLISHED = "published"  # live, with a receipt
    HELD = "held"  # may not go out as things stand
    MISSED = "missed"  # its time ran out before it could go out
    CANCELLED = "cancelled"  # its event is gone or called off
    FAILED = "failed"  # the platform will not take it
    NEEDS_HUMAN = "needs_human"  # reading back could not settle it
    DROPPED = "dropped"  # a person said that it does not go out
    WITHDRAWN = "withdrawn"  # was live; taken down on a person's word
    REMOVED = "removed"  # was live; somebody took it down on the network


class Timing(StrEnum):
    """How fast a kind of event goes stale; pipeline/lateness.py says what follows."""

    NOTICE = "notice"  # an emergency: minutes count
    GREETING = "greeting"  # proper on its own day only
    INVITATION = "invitation"  # of no use once the event begins
    NEWS = "news"
    EVERGREEN = "evergreen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One event on one channel and placement. The same `key` can never make a second post.

    `fingerprint` changes when anything that shows in the creative changes. All datetimes are aware.
    It may go out from `slot` until before `expires`; one that was moved never after `ends`.
    `members` are the ids of a batch's events.
    The fields from `state` on are filled in by the store only.
    """

    key: str
    event_id: str
    kind: str
    title: str
    partners: tuple[str, ...]
    channel: str
    network: Network
    placement: Placement
    slot: dt.datetime
    expires: dt.datetime
    fingerprint: str
    timing: Timing = Timing.NEWS
    ends: dt.datetime | None = None
    members: tuple[str, ...] = ()
    state: PostState = PostState.PLANNED
    reason: str = ""
    content_hash: str = ""
    remote_id: str = ""
    permalink: str = ""
    published_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """An event that may not go out as things stand, and why; with `channel` on this one only."""

    event_id: str
    reason: Message
    place: Place
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What should be posted, what is held back, which events were called off by name.

    By post: which other event `moved` its slot, and what closed hours or days it `waits` for.
    """

    posts: tuple[Post, ...]
    held: tuple[Held, ...]
    cancelled: frozenset[str] = frozenset()
    moved: Mapping[str, Message] = field(default_factory=dict)
    waits: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a post is live. `permalink` is asked for, never built; empty until the network tells it."""

    post_key: str
    remote_id: str
    permalink: str
    published_at: dt.datetime
