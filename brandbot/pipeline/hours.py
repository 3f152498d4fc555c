"""When nothing goes out: quiet hours, Friday prayer, closed days. Pure; in the school's own zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from brandbot.errors import Message
from brandbot.model import Hours, Window

_FRIDAY = 4  # datetime's number
_DAY = dt.timedelta(days=1)
_QUIET = Message("it waits for the end of the quiet hours")
_PRAYER = Message("it waits for the end of the Friday prayer")


def opening(hours: Hours, at: dt.datetime) -> tuple[dt.datetime, Message | None]:
    """The first moment from `at` on at which something may go out, and what stood in its way.

    A window holds from its start until before its end: at its very end the school is open. The search ends after a
    year of closed days: then that moment is given, however closed it is.
    """
    reason: Message | None = None
    last = at + 366 * _DAY
    while at < last and (closed := _closed(hours, at)):
        at, reason = closed
    return at, reason


def _closed(hours: Hours, at: dt.datetime) -> tuple[dt.datetime, Message] | None:
    """The end of what closes the school at this moment, and why; None where it is open."""
    here = at.astimezone(hours.zone)
    for days in hours.closed:
        if days.first <= here.date() <= days.last:
            return _midnight(hours, days.last + _DAY), Message("it waits: {reason}", reason=days.reason)
    if end := next(_ends(hours, hours.quiet, here), None):
        return end, _QUIET
    if hours.friday:
        end = next(_ends(hours, (hours.friday,), here, weekday=_FRIDAY), None)
        return (end, _PRAYER) if end else None
    return None


def _ends(
    hours: Hours, windows: tuple[Window, ...], here: dt.datetime, *, weekday: int | None = None
) -> Iterator[dt.datetime]:
    """The ends of the windows that hold now: those of today, and of yesterday where they cross midnight."""
    for window in windows:
        for day in (here.date(), here.date() - _DAY):
            if weekday is not None and day.weekday() != weekday:
                continue
            start = dt.datetime.combine(day, window.start, hours.zone)
            end = dt.datetime.combine(day + _DAY * (window.end < window.start), window.end, hours.zone)
            if start <= here < end:
                yield end


def _midnight(hours: Hours, day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), hours.zone)
