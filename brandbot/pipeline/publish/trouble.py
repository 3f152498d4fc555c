"""After a call that went wrong: errors are sorted by what is done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandbot.errors import OutcomeUnknown, PlatformError, RateLimited, Rejected, Unauthorized
from brandbot.model import PostState
from brandbot.platforms.base import Liveness, Stale, Step, StepKind

if TYPE_CHECKING:
    from brandbot.pipeline.publish.work import Work

# The calls after which a post may have become visible to everybody, or will by itself.
VISIBLE = (StepKind.COMMIT, StepKind.HANDOVER)


def answer(work: Work, step: Step, error: PlatformError) -> None:
    """What becomes of a post after a call that went wrong."""
    is_commit = step.kind is StepKind.COMMIT
    if step.kind in VISIBLE and isinstance(error, OutcomeUnknown):
        work.release(PostState.UNKNOWN, work.now + work.patience.settle[0], error.message)
    elif isinstance(error, Rejected):
        # Even a refusal of the visible call has left live posts behind: look before believing it.
        refused = not is_commit or _is_refused(work)
        if refused:
            work.give_up(PostState.FAILED, error.message)
        else:
            work.release(PostState.UNKNOWN, work.now + work.patience.settle[0], error.message)
    elif isinstance(error, Stale):
        work.prepare_anew(error)
    elif isinstance(error, Unauthorized | RateLimited):
        # A refusal like that is not believed of the visible call: it is looked up once the account is well again.
        work.rest(error, PostState.UNKNOWN if step.kind in VISIBLE else work.waiting)
    elif step.kind is StepKind.PREPARE and work.done and work.claim.tries + 1 >= len(work.patience.backoff):
        # What was made before may be what it stumbles over: all is made anew, as nothing of it is visible.
        work.release(PostState.PLANNED, work.now + work.patience.backoff[-1], error.message, aside_at=work.now)
    else:
        tries = work.claim.tries
        wait = work.patience.backoff[min(tries, len(work.patience.backoff) - 1)]
        work.release(work.waiting, work.now + wait, error.message, tries=tries + 1)


def _is_refused(work: Work) -> bool:
    try:
        return work.look(work.now) is Liveness.NOT_LIVE
    except Stale:
        return True
    except Unauthorized:
        return False
