"""Which edition of the weekly report is due, and which is sent. Pure.

A preliminary one is made on Monday at seven, so that the week can be talked about; the final one on Wednesday at
seven, because Instagram's numbers lag up to 48 hours (Meta: Instagram media insights).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from brandbot.pipeline.report.week import Week

SENT_WITHIN = dt.timedelta(days=2)  # older news are no news: the page stays in its folder
RETRY = dt.timedelta(minutes=30)
_DAY = dt.timedelta(days=1)


class Edition(StrEnum):
    """The two of a week, by the word under which the store keeps them."""

    PRELIMINARY = "weekly-preliminary"
    FINAL = "weekly"


_AFTER: Mapping[Edition, dt.timedelta] = {
    Edition.PRELIMINARY: dt.timedelta(hours=7),
    Edition.FINAL: dt.timedelta(days=2, hours=7),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One week's edition."""

    edition: Edition
    week: Week

    def at(self, zone: dt.tzinfo) -> dt.datetime:
        """When it is due."""
        return dt.datetime.combine(self.week.sunday + _DAY, dt.time(), zone) + _AFTER[self.edition]


def last_week(now: dt.datetime, edition: Edition = Edition.FINAL) -> Week:
    """The last week whose edition is due; `now` is in the school's zone."""
    return Week.of((now - _AFTER[edition]).date()).back()


def due(now: dt.datetime, begun: Week, made: Mapping[Edition, Collection[str]]) -> Sequence[Issue]:
    """The issues that are not there yet, the oldest first; a preliminary one only until its final one is due."""
    week, missing = last_week(now), list[Week]()
    while week >= begun and str(week) not in made[Edition.FINAL]:
        missing.append(week)
        week = week.back()
    issues = [Issue(Edition.FINAL, week) for week in reversed(missing)]
    young = last_week(now, Edition.PRELIMINARY)
    if young > last_week(now) and young >= begun and str(young) not in made[Edition.PRELIMINARY]:
        issues.append(Issue(Edition.PRELIMINARY, young))
    return issues


def next_due(now: dt.datetime) -> dt.datetime:
    """When the next issue is due; `now` is in the school's zone."""
    assert now.tzinfo
    times = (Issue(edition, last_week(now, edition).back(-1)).at(now.tzinfo) for edition in Edition)
    return min(times)


def to_send(now: dt.datetime, made: Mapping[Edition, Collection[str]]) -> Issue | None:
    """The newest issue that was made and is still news; what was slept through is not sent in a heap."""
    assert now.tzinfo
    for edition in (Edition.PRELIMINARY, Edition.FINAL):
        issue = Issue(edition, last_week(now, edition))
        is_newest = edition is Edition.FINAL or issue.week > last_week(now)
        if is_newest and str(issue.week) in made[edition] and now < issue.at(now.tzinfo) + SENT_WITHIN:
            return issue
    return None
