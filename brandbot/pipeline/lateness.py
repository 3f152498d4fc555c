"""How late a post may still go out, and what becomes of it afterwards. Pure: the table, and the two questions.

The defaults are a PR officer's: a greeting is proper on its own day only, news keep two days, an advert a week, and a
story lives for a day by itself. What has run out is never posted silently: it moves once, is dropped, or is asked for.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from zoneinfo import ZoneInfo

from brandbot.errors import Message
from brandbot.model import Event, Hours, Placement, Post, Rule, Timing
from brandbot.pipeline.hours import opening

_DAY = dt.timedelta(days=1)
_EVENING = dt.time(21)  # a greeting's last hour
_BEFORE = dt.timedelta(hours=1)  # an invitation reaches people at least so long before
SKIPPED = Message("its time had run out before it could go out")
ASKED = Message("its time had run out before it could go out; if it still should: brandbot settle {key} --again")
MOVED = Message("it could not go out in time and moved to {moment}")


class Otherwise(Enum):
    """What becomes of a post whose time ran out."""

    SKIP = auto()  # nobody wants it any more
    MOVE = auto()  # once, to the next day's hour
    ASK = auto()  # a person decides


@dataclass(frozen=True, slots=True)
class Lateness:
    """How long after its slot a post may go out; None where the calendar says so, not a length."""

    limit: dt.timedelta | None
    otherwise: Otherwise


LATENESS: Mapping[Timing, Lateness] = {
    Timing.NOTICE: Lateness(dt.timedelta(minutes=30), Otherwise.ASK),
    Timing.GREETING: Lateness(None, Otherwise.SKIP),
    Timing.INVITATION: Lateness(None, Otherwise.ASK),
    Timing.NEWS: Lateness(dt.timedelta(hours=48), Otherwise.MOVE),
    Timing.EVERGREEN: Lateness(dt.timedelta(days=7), Otherwise.MOVE),
}
STORY = Lateness(dt.timedelta(hours=6), Otherwise.SKIP)
URGENCY = tuple(Timing)  # what goes first where several are late


def lateness_of(timing: Timing, placement: Placement) -> Lateness:
    """The rule for this kind of event at this placement."""
    return STORY if placement is Placement.STORY else LATENESS[timing]


def ends_of(event: Event, rule: Rule, zone: ZoneInfo) -> dt.datetime | None:
    """The moment after which nothing of this event may go out; None where there is none."""
    return _midnight_after(event.last_date, zone) if rule.until_event_ends else None


def expires_of(
    event: Event, rule: Rule, timing: Timing, slot: dt.datetime, zone: ZoneInfo, *, asked: dt.datetime | None = None
) -> dt.datetime:
    """The first moment at which a post with this slot must not go out any more.

    A greeting is for the day that was `asked` for, wherever the slot had to move to.
    """
    limit = rule.lateness or lateness_of(timing, rule.placement).limit
    if limit is not None:
        late = slot + limit
    elif timing is Timing.GREETING:
        late = dt.datetime.combine((asked or slot).astimezone(zone).date(), _EVENING, zone)
    else:
        late = _before_it_begins(event, slot, zone)
    ends = ends_of(event, rule, zone)
    return min(late, ends) if ends else late


def _before_it_begins(event: Event, slot: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """An hour before the event; its end where the post is meant for later than that anyway, or it has no hour."""
    start = dt.datetime.combine(event.date, event.time or dt.time(), zone)
    in_time = start - _BEFORE
    return in_time if event.time and slot < in_time else _midnight_after(event.last_date, zone)


def moved(post: Post, hours: Hours, now: dt.datetime) -> Post | None:
    """The post at the next day's hour that is still to come, where its kind may move; None where it may not.

    It keeps its hour, and as long again to be late.
    """
    if lateness_of(post.timing, post.placement).otherwise is not Otherwise.MOVE:
        return None
    slot = post.slot.astimezone(hours.zone)
    days = max(1, (now.astimezone(hours.zone).date() - slot.date()).days)
    later = dt.datetime.combine(slot.date() + days * _DAY, slot.timetz().replace(tzinfo=None), hours.zone)
    if later <= now:
        later += _DAY
    later, _ = opening(hours, later, post.kind, same_hour=True)
    expires = later + (post.expires - post.slot)
    if post.ends:
        expires = min(expires, post.ends)
    return dataclasses.replace(post, slot=later, expires=expires) if later < expires else None


def why_missed(post: Post) -> Message:
    """What is told of a post that is not posted any more."""
    asked = lateness_of(post.timing, post.placement).otherwise is Otherwise.ASK
    return Message(ASKED.text, key=post.key) if asked else SKIPPED


def _midnight_after(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day + _DAY, dt.time(), zone)
