"""After a backup was brought back: what the store believes to be unpublished may have gone out since the backup.

So before anything of a post is sent it is looked for on the network by its text. What is found is bound, not sent.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from brandbot.errors import Message, PlatformError, Unauthorized
from brandbot.model import Placement, PostState, Receipt

if TYPE_CHECKING:
    from brandbot.pipeline.publish.work import Work

_EARLIER = dt.timedelta(days=1)  # before the backup: clocks differ, and a handed post was made ahead
_LAG = dt.timedelta(minutes=2)
_ASK = Message(
    "this workspace was restored from a backup, and it can't be told whether this post went out since; look, then "
    "answer: brandbot settle {key} --live LINK, --again or --drop"
)


def reconcile(work: Work) -> bool | None:
    """Find out whether this post went out since the backup; None where it surely did not and may go on."""
    since = work.publisher.restored
    if since is None or work.claim.commits or work.claim.epoch:
        return None
    if work.post.placement is Placement.STORY:  # nothing to be known by, and gone after a day
        due_before = work.publisher.restored_seen or work.now
        return _ask(work) if since - _EARLIER <= work.post.slot < due_before else None
    try:
        live = work.platform.find(work.outgoing, since - _EARLIER, work.now + _LAG)
        handed = work.platform.find_handed(work.outgoing) if not work.done else ()
    except Unauthorized as error:
        work.rest(error, work.waiting)
        return False
    except PlatformError as error:
        work.release(work.waiting, work.now + work.patience.backoff[2], error.message)
        return False
    bound, channel = work.publisher.ledger.is_bound, work.post.channel
    return _settle(
        work,
        [one for one in live if not bound(channel, one.remote_id)],
        [one for one in handed if not bound(channel, one)],
    )


def _settle(work: Work, live: list[Receipt], handed: list[str]) -> bool | None:
    if len(live) == 1 and not handed:
        return work.book(live[0])
    if len(handed) == 1 and not live:
        work.publisher.ledger.attach(work.claim, "handover", handed[0], work.now)
        work.release(PostState.SCHEDULED, work.post.slot + work.patience.handover_grace)
        return False
    return _ask(work) if live or handed else None


def _ask(work: Work) -> bool:
    return work.give_up(PostState.NEEDS_HUMAN, Message(_ASK.text, key=work.post.key))
