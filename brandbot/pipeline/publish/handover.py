"""A post that the network puts up by its own clock: handed over once, read back before it is handed over again.

What was handed over becomes visible without a further call. So a lost answer is as serious here as at the commit: the
post is `unknown` until it was found among what waits at the network, or several looks did not find it there.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from brandbot.errors import PlatformError, Unauthorized
from brandbot.model import PostState
from brandbot.pipeline.publish import doubt
from brandbot.platforms.base import Liveness, Stale, Step, StepKind

if TYPE_CHECKING:
    from brandbot.pipeline.publish.work import Work

_LAG = dt.timedelta(minutes=2)  # how far the network's clock may be behind ours


def hand_over(work: Work, step: Step) -> bool:
    """Hand it over; it waits as `scheduled` until its slot. Never live by this."""
    if work.run(step):
        _wait_for_slot(work)
    return False


def is_in_doubt(work: Work, steps: tuple[Step, ...]) -> bool:
    """Whether what got no answer was the handing over."""
    handing = next((step.name for step in steps if step.kind is StepKind.HANDOVER), "")
    made = work.publisher.ledger.attempts(work.post.key) if handing and handing not in work.done else ()
    return bool(made) and made[-1].step == handing


def settle(work: Work, steps: tuple[Step, ...]) -> bool:
    """Look for what may have been handed over: waiting at the network, or up already."""
    step = next(step for step in steps if step.kind is StepKind.HANDOVER)
    try:
        found = _find(work)
    except Unauthorized as error:
        work.rest(error, PostState.UNKNOWN)
        return False
    except PlatformError:
        work.release(PostState.UNKNOWN, work.now + work.patience.settle[-1], reads=work.claim.reads)
        return False
    if found:
        work.done[step.name] = found
        work.publisher.ledger.attach(work.claim, step.name, found, work.now)
        _wait_for_slot(work)
        return False
    reads = work.claim.reads + 1
    if reads < len(work.patience.settle):
        work.release(PostState.UNKNOWN, work.now + work.patience.settle[reads], reads=reads)
    elif work.publisher.wanted(work.post.key):
        work.release(PostState.PLANNED, work.now, aside_at=work.now)
    else:
        work.give_up(PostState.CANCELLED, None)
    return False


def _find(work: Work) -> str:
    found = list(work.platform.find_handed(work.outgoing))
    if work.now >= work.post.slot:
        slot = work.post.slot
        found += [live.remote_id for live in work.platform.find(work.outgoing, slot - _LAG, work.now + _LAG)]
    ledger, channel = work.publisher.ledger, work.post.channel
    return next((one for one in found if not ledger.is_bound(channel, one)), "")


def _wait_for_slot(work: Work) -> None:
    work.release(PostState.SCHEDULED, work.post.slot + work.patience.handover_grace)


def reap(work: Work, steps: tuple[Step, ...]) -> bool:
    """The slot of a handed post is over: see whether the network did it, and help where it did not."""
    patience = work.patience
    try:
        liveness = work.look(work.post.slot)
    except Unauthorized as error:
        work.rest(error, PostState.SCHEDULED)
        return False
    except Stale as gone:
        return work.prepare_anew(gone)
    if liveness is Liveness.LIVE:
        return work.finish(steps)
    if liveness is Liveness.UNSURE and work.now - work.post.slot > patience.doubt:
        return doubt.ask(work)
    if liveness is Liveness.NOT_LIVE and work.now >= work.post.slot + patience.handover_help:
        return work.walk(steps)
    work.release(PostState.SCHEDULED, work.now + patience.settle[1])
    return False
