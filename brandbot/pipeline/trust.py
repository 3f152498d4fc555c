"""Whether this machine's clock may be believed. Pure.

What is posted at a wrong time can't be taken back, so an office PC with an empty battery, or one that slept, must not
decide what is due before its clock was held against Meta's.
"""

from __future__ import annotations

import datetime as dt

from brandbot.errors import Message

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
