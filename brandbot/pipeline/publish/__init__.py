"""publish: due posts go out, each once. The order of writing and sending is the whole point.

A claim is taken, and each step of its platform runs as: write the intent, make one call, write the answer. The visible
call (COMMIT) turns the post `unknown` before it is sent; only an answer, or a look at the network, turns it
`published`. A crash or a lost answer therefore never leads to a blind second call.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from brandbot.pipeline.publish.publisher import Patience, Publisher
from brandbot.pipeline.publish.tidy import clear_away
from brandbot.pipeline.publish.work import Work

__all__ = ["Patience", "Publisher", "clear_away", "publish_due"]


def publish_due(publisher: Publisher, now: dt.datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Work on every post that is due until none is left or the service is stopping; how many went live."""
    live = 0
    while not stopping() and (claim := publisher.ledger.claim(now, publisher.owner, publisher.patience.lease)):
        try:
            live += Work(publisher, claim, now).go()
        except Exception as error:
            # A fault of ours in one post must not starve the others; its state stays what the ledger says.
            if publisher.failed is None:
                raise
            publisher.ledger.shelve(claim, now + publisher.patience.backoff[-1])
            publisher.failed(error)
    return live
