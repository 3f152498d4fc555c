"""Public numbers of other accounts, to hold the school's own against. No names, no texts, no pictures are kept."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from brandbot.errors import Message

MONTH = dt.timedelta(days=28)


class BenchmarkSource(StrEnum):
    """Where a public number was read."""

    DISCOVERY = "business_discovery"  # Meta's API, for professional accounts
    PUBLIC_PAGE = "public_page"  # the profile page that anybody sees


class Unseen(StrEnum):
    """Why an account could not be read."""

    NOT_FOUND = "not_found"  # no such account, or none that this source shows
    REFUSED = "refused"  # slow down, log in, prove to be human
    CHANGED = "changed"  # the page is built otherwise than what reads it expects
    UNREACHABLE = "unreachable"  # no network, or no answer in time

    @property
    def reason(self) -> Message:
        """What a person reads beside "not available"."""
        return _REASONS[self]


_REASONS = {
    Unseen.NOT_FOUND: Message("no public professional account of this name is shown"),
    Unseen.REFUSED: Message("Instagram does not show the page at the moment; it is left alone for a while"),
    Unseen.CHANGED: Message("Instagram's page has changed; a newer brandbot may read it again"),
    Unseen.UNREACHABLE: Message("Instagram did not answer"),
}


@dataclass(frozen=True, slots=True)
class PublicPost:
    """What a stranger sees of a post; None where its owner hides a count."""

    published_at: dt.datetime
    likes: int | None
    comments: int | None


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """What an account shows to everybody. None is not told, never 0.

    `month` are its posts of the last 28 days, `interactions` the median of likes and comments over `sampled` posts.
    """

    followers: int | None = None
    posts: int | None = None
    month: int | None = None
    interactions: float | None = None
    sampled: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One account by one source on one day of the school's calendar: numbers, or why there are none."""

    username: str
    source: BenchmarkSource
    day: dt.date
    fetched_at: dt.datetime
    numbers: PublicNumbers | Unseen


def summed_up(
    followers: int | None, posts: int | None, newest: Sequence[PublicPost], now: dt.datetime, *, is_all: bool
) -> PublicNumbers:
    """An account's numbers from its newest posts; `is_all`: there are no older ones, so that a short list counts."""
    known = [post.likes + post.comments for post in newest if post.likes is not None and post.comments is not None]
    reaches_back = is_all or any(now - post.published_at > MONTH for post in newest)
    month = sum(now - post.published_at <= MONTH for post in newest)
    return PublicNumbers(
        followers=followers,
        posts=posts,
        month=month if reaches_back else None,
        interactions=float(statistics.median(known)) if known else None,
        sampled=len(known),
    )
