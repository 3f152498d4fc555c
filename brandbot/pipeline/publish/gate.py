"""The gate before the visible call. Pure: a post, what is known around it, and the moment; a wait comes out, or None.

The store asks it in the transaction that writes the intent, so nothing can change between the answer and the call.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import CatchUp, Hours, Party, Post, PostState
from brandbot.pipeline.approval import objection
from brandbot.pipeline.hours import opening, paused
from brandbot.store import Facts

ON_TIME = dt.timedelta(minutes=10)  # later than that after its slot a post catches up
_LATER = dt.timedelta(minutes=1)
_PAUSE = dt.timedelta(hours=1)
_ALLOWED = dt.timedelta(hours=24)  # how long a person's word for late posts holds
_TOO_MANY = Message(
    "{count} posts of this channel are late; look at brandbot status, then let them go out: brandbot settle --late"
)


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now: ask again then. `reason` is empty where it is not worth a word."""

    until: dt.datetime
    reason: Message | str = ""


def judge(
    post: Post,
    facts: Facts,
    now: dt.datetime,
    hours: Hours,
    catch_up: CatchUp,
    *,
    needed: Collection[Party] = (),
    ahead: bool = False,
    grave: bool = False,
) -> Wait | None:
    """Why this post may not become visible now, or `ahead` at its slot; None where it may.

    `needed` are those who must have approved exactly this; `grave` is news that no mourning holds up.
    One that is in doubt already was let through before: it is held up only by what hinders every call.
    """
    if facts.rest or post.state is PostState.UNKNOWN:
        return Wait(*facts.rest) if facts.rest else None
    if facts.doubt or facts.draft_left:  # another post could be taken for this one; an older draft may go up by itself
        return Wait(max(facts.doubt or now, now + _LATER))
    if now >= post.expires:
        return Wait(now + _LATER)  # the next tick settles what becomes of it
    if waits := objection(post, needed, facts.approvals):
        return Wait(post.expires, waits)
    pause = paused(hours, post.timing, grave=grave)
    opens, reason = (now + _PAUSE, pause) if pause else opening(hours, post.slot if ahead else now, post.kind)
    if reason:
        return Wait(opens, reason)
    return _catching_up(post, facts, now, hours, catch_up) if now > post.slot + ON_TIME else None


def _catching_up(post: Post, facts: Facts, now: dt.datetime, hours: Hours, rules: CatchUp) -> Wait | None:
    """Late posts do not come in a heap: apart from each other, few a day, and many only when a person says so."""
    is_allowed = facts.late_allowed is not None and now - facts.late_allowed < _ALLOWED
    if len(facts.late) > rules.unasked and not is_allowed:
        return Wait(now + _PAUSE, Message(_TOO_MANY.text, count=len(facts.late)))
    others = [out for out in facts.out if out.event_id != post.event_id]  # feed and story belong together
    free_from = max((out.published_at + rules.spacing for out in others), default=now)
    if free_from > now:
        return Wait(free_from)
    if len(others) < len(facts.out):  # this event went out already, on another placement
        return None
    midnight = dt.datetime.combine(now.astimezone(hours.zone).date(), dt.time(), hours.zone)
    today = [out for out in others if out.published_at >= midnight]
    caught_up = {out.event_id for out in today if out.published_at > out.slot + ON_TIME}
    if len(caught_up) >= rules.per_day and not is_allowed:
        tomorrow, _ = opening(hours, midnight + dt.timedelta(days=1), post.kind)
        return Wait(tomorrow, Message("enough late posts went out today; it follows tomorrow"))
    return None
