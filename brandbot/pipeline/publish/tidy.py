"""Clearing away what was prepared on a network and is no longer wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from brandbot.errors import Message, PlatformError
from brandbot.model import Receipt
from brandbot.pipeline.publish.publisher import Publisher
from brandbot.store import DRAFTS, Leftover, Leftovers, Outcomes

_BATCH = 50
_TRIES = 5  # what can never become visible is then left to vanish by itself
_WENT_LIVE = Message("its older version went up on the network before it could be called back; look at it")


def clear_away(
    publisher: Publisher,
    leftovers: Leftovers,
    outcomes: Outcomes,
    now: dt.datetime,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Clear away what is due; how much is gone. A draft that went up meanwhile makes its post live."""
    gone = 0
    for leftover in leftovers.due(now, _BATCH):
        if stopping():
            break
        gone += _clear(publisher, leftovers, outcomes, leftover, now)
    return gone


def _clear(
    publisher: Publisher, leftovers: Leftovers, outcomes: Outcomes, leftover: Leftover, now: dt.datetime
) -> bool:
    platform, patience = publisher.platforms.get(leftover.channel), publisher.patience
    if platform is None:
        leftovers.done(leftover)
        return False
    try:
        is_gone = platform.discard(leftover.step, leftover.remote_id)
    except PlatformError:
        if leftover.tries + 1 < _TRIES or leftover.step in DRAFTS:
            wait = patience.backoff[min(leftover.tries, len(patience.backoff) - 1)]
            leftovers.again(leftover, now + wait)
        else:
            leftovers.done(leftover)
        return False
    if not is_gone and not publisher.ledger.is_bound(leftover.channel, leftover.remote_id):
        receipt = Receipt(leftover.post_key, leftover.remote_id, "", now)
        outcomes.live(receipt, now + publisher.first_reading, now, publisher.say(_WENT_LIVE))
    leftovers.done(leftover)
    return is_gone
