"""After a visible call without an answer: look, and only when sure that nothing is live send the same call again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from brandbot.errors import Message, Unauthorized
from brandbot.model import PostState
from brandbot.platforms.base import Liveness, Stale, Step

if TYPE_CHECKING:
    from brandbot.pipeline.publish.work import Work

REPEATS = 5  # a repeatable commit that is still not live after so many calls is a person's business
COMMITS = 2  # any other is sent at most once more
ASK = Message(
    "it may be live and the network does not tell; look at the page, then answer: "
    "brandbot settle {key} --live LINK, --again or --drop"
)


def settle(work: Work, steps: tuple[Step, ...], commit: Step) -> bool:
    """One look; whether the post turned out to be live."""
    sent_at = work.claim.committed_at or work.now
    try:
        liveness = work.look(sent_at)
    except Stale as gone:  # not live, and what was sent can never become so
        return work.prepare_anew(gone)
    except Unauthorized as error:  # nobody can look until the account's person was there: no time runs out over that
        work.rest(error, PostState.UNKNOWN)
        return False
    if liveness is Liveness.LIVE and _is_anothers(work, sent_at):
        liveness = Liveness.UNSURE
    if liveness is Liveness.LIVE:
        return work.finish(steps)
    if liveness is Liveness.UNSURE:
        return _unsure(work, sent_at)
    return _not_live(work, steps, commit, sent_at)


def ask(work: Work) -> bool:
    """A person has to look."""
    return work.give_up(PostState.NEEDS_HUMAN, Message(ASK.text, key=work.post.key))


def _unsure(work: Work, sent_at: dt.datetime) -> bool:
    if work.now - sent_at > work.patience.doubt:
        return ask(work)
    work.release(PostState.UNKNOWN, work.now + work.patience.settle[-1], reads=work.claim.reads)
    return False


def _is_anothers(work: Work, sent_at: dt.datetime) -> bool:
    """What was found with our caption already belongs to another post."""
    found = work.platform.receipt(work.outgoing, work.done, sent_at).remote_id
    return bool(found) and work.publisher.ledger.is_bound(work.post.channel, found)


def _not_live(work: Work, steps: tuple[Step, ...], commit: Step, sent_at: dt.datetime) -> bool:
    """One more look said "not live": enough of them allow the same call once more."""
    patience, reads = work.patience, work.claim.reads + 1
    wanted = work.publisher.wanted(work.post.key)
    if reads < len(patience.settle) and not (commit.repeatable and wanted):
        work.release(PostState.UNKNOWN, work.now + patience.settle[reads], reads=reads)
        return False
    if not wanted:
        return work.give_up(PostState.CANCELLED, None)
    # It was in time when it was sent; days later, because nobody could look, it is not.
    is_stale = work.now >= work.post.expires and work.now - sent_at > patience.doubt
    if is_stale or work.claim.commits >= (REPEATS if commit.repeatable else COMMITS):
        return ask(work)
    return work.walk(steps)
