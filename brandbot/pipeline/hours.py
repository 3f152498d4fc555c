"""When nothing goes out: quiet hours, Friday prayer, closed days, the periods of the school year, the pause. Pure.

All in the school's own zone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Hours, Period, Timing, Window

GRAVE = "condolence"  # the phase of a template whose posts a pause lets through
_FRIDAY = 4  # datetime's number
_DAY = dt.timedelta(days=1)
_SEARCH = 366 * _DAY
_QUIET = Message("it waits for the end of the quiet hours")
_PRAYER = Message("it waits for the end of the Friday prayer")


@dataclass(frozen=True, slots=True)
class _Shut:
    """Until when it is closed, why, and whether that is whole days."""

    end: dt.datetime
    reason: Message
    days: bool = False


def with_periods(hours: Hours, periods: Iterable[Period]) -> Hours:
    """The school's hours with its calendar: the one place where both meet. What is provisional has no say yet."""
    return dataclasses.replace(hours, periods=tuple(period for period in periods if not period.provisional))


def opening(
    hours: Hours, at: dt.datetime, kind: str = "", *, same_hour: bool = False
) -> tuple[dt.datetime, Message | None]:
    """The first moment from `at` on at which a kind of event may go out, and what stood in its way.

    A window holds from its start until before its end: at its very end the school is open. Past whole days a slot
    stays at its hour where `same_hour` says so. Of several reasons the one that took days is told. The search ends
    after a year of closed days: then that moment is given, however closed it is.
    """
    found: _Shut | None = None
    last = at + _SEARCH
    while at < last and (shut := _shut(hours, at, kind)):
        hour = at.astimezone(hours.zone).time() if same_hour and shut.days else dt.time()
        at = dt.datetime.combine(shut.end.date(), hour, hours.zone) if shut.days else shut.end
        found = shut if found is None or shut.days > found.days else found
    return at, found.reason if found else None


def paused(hours: Hours, timing: Timing, *, grave: bool) -> Message | None:
    """Why everything stands still, as in days of mourning; condolences and emergency notices go out all the same."""
    if not hours.pause or grave or timing is Timing.NOTICE:
        return None
    return Message("everything waits: {reason}", reason=hours.pause)


def _shut(hours: Hours, at: dt.datetime, kind: str) -> _Shut | None:
    """The end of what closes the school to a kind at this moment, and why; None where it is open."""
    here = at.astimezone(hours.zone)
    today = here.date()
    for last, reason in _closed_days(hours, today, kind):
        return _Shut(dt.datetime.combine(last + _DAY, dt.time(), hours.zone), reason, days=True)
    for day in (today, today - _DAY):  # a window of yesterday may cross midnight
        for window, reason in _windows(hours, day):
            start = dt.datetime.combine(day, window.start, hours.zone)
            end = dt.datetime.combine(day + _DAY * (window.end < window.start), window.end, hours.zone)
            if start <= here < end:
                return _Shut(end, reason)
    return None


def _closed_days(hours: Hours, day: dt.date, kind: str) -> Iterator[tuple[dt.date, Message]]:
    """The last days of what closes this whole day to a kind, each with its reason."""
    for days in hours.closed:
        if days.first <= day <= days.last:
            yield days.last, Message("it waits: {reason}", reason=days.reason)
    for period in hours.periods:
        if day in period and period.is_closed:
            yield period.last, Message("it waits: {reason}", reason=period.name)
        elif day in period and kind in period.waits:
            yield period.last, Message("its kind waits for the end of {period}", period=period.name)


def _windows(hours: Hours, day: dt.date) -> Iterator[tuple[Window, Message]]:
    """The windows that begin on a day: a period's in place of the usual ones, and Friday's prayer."""
    own = [period for period in hours.periods if period.quiet and day in period]
    for period in own:
        reason = Message("it waits for the end of the quiet hours in {period}", period=period.name)
        yield from ((window, reason) for window in period.quiet)
    if not own:
        yield from ((window, _QUIET) for window in hours.quiet)
    if hours.friday and day.weekday() == _FRIDAY:
        yield hours.friday, _PRAYER
