"""Whether this machine's clock may be believed: the judge is pure, `ask` brings it Meta's clock.

What is posted at a wrong time can't be taken back, so an office PC with an empty battery, or one that slept, must not
decide what is due before its clock was held against Meta's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from brandbot.errors import Message, PlatformError
from brandbot.platforms.base import Platform

TOLERANCE = dt.timedelta(seconds=120)
BUILT = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)  # this brandbot did not exist before


def distrust(now: dt.datetime, remote: dt.datetime | None, high_water: dt.datetime | None) -> Message | None:
    """Why the clock must not be believed; None where it may.

    `remote` is what Meta's clock shows at `now`, None where it was never heard; `high_water` is the newest moment that
    the store holds, None for an empty one. No clock that was right before shows an earlier one.
    """
    if now < BUILT:
        return Message("the computer's clock shows {now}; that is before brandbot was made: set it", now=now)
    if high_water and now < high_water:
        return Message(
            "the computer's clock went back: it shows {now}, but brandbot was at work at {then} already; set it",
            now=now,
            then=high_water.astimezone(now.tzinfo),
        )
    if remote and abs(now - remote) >= TOLERANCE:
        then = remote.astimezone(now.tzinfo)
        return Message("the computer's clock shows {now}, Meta's {then}; set the computer's", now=now, then=then)
    return None


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether to go by the clock; without a `reason` nobody could be asked, and nothing could be sent either."""

    holds: bool
    reason: Message | None = None


def ask(platforms: Collection[Platform], now: dt.datetime, high_water: dt.datetime | None) -> Trust:
    """Hold the clock against the networks'; they are asked only where what they said last does not fit it."""
    heard = _heard(platforms)
    if heard and distrust(now, heard, None) is None:
        return Trust(holds=True)
    reached = not platforms
    for platform in platforms:
        with suppress(PlatformError):
            platform.account()
            reached = True
        if (fresh := platform.clock()) and fresh != heard:
            reason = distrust(now, fresh, None)
            return Trust(reason is None, reason)
    reason = distrust(now, None, high_water)
    return Trust(reached and reason is None, reason)


def _heard(platforms: Collection[Platform]) -> dt.datetime | None:
    return max((moment for platform in platforms if (moment := platform.clock())), default=None)
