"""What the week asks of the school: at most three next steps, by rules, each with an owner and a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import PostState
from brandbot.pipeline.report.numbers import Stopped, WeeklyReport

MOST = 3
RENEW = dt.timedelta(days=60)  # before an agreement ends
CLOSING = dt.timedelta(days=14)  # before an enrolment closes
UNTOLD = dt.timedelta(days=21)  # without a word of a graduate
FALLS_SHORT = 0.1  # of all that was shown
_OFFICER = Message("PR officer")
_PRINCIPAL = Message("Principal")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, by whom and until when."""

    what: Message
    owner: Message
    by: dt.date


def next_steps(report: WeeklyReport) -> Sequence[Step]:
    """The most pressing three."""
    rules = (_unsettled, _stopped, _waiting, _deadline, _agreements, _silence, _graduates, _unseen, _pillars)
    return [step for rule in rules for step in rule(report)][:MOST]


def _after(report: WeeklyReport, days: int) -> dt.date:
    """So many days after the week's end: 1 is Monday."""
    return report.week.sunday + dt.timedelta(days=days)


def _in(report: WeeklyReport, *states: PostState) -> Sequence[Stopped]:
    """The stopped posts in these states, one per title."""
    return list({post.title: post for post in reversed(report.stopped) if post.state in states}.values())[::-1]


def _unsettled(report: WeeklyReport) -> Iterator[Step]:
    for post in _in(report, PostState.NEEDS_HUMAN, PostState.UNKNOWN)[:1]:
        what = Message(
            "Look whether '{title}' is live on {channel}, and note it", title=post.title, channel=post.channel
        )
        yield Step(what, _OFFICER, _after(report, 1))


def _stopped(report: WeeklyReport) -> Iterator[Step]:
    waiting = _in(report, PostState.HELD, PostState.FAILED)
    if len(waiting) == 1:
        post = waiting[0]
        what = Message("Settle what stopped '{title}': {reason}", title=post.title, reason=post.reason or "?")
        yield Step(what, _OFFICER, _after(report, 2))
    elif waiting:
        what = Message(
            "Settle what stopped {count} events, first '{title}'", count=len(waiting), title=waiting[0].title
        )
        yield Step(what, _OFFICER, _after(report, 2))
    if missed := _in(report, PostState.MISSED):
        what = Message(
            "Keep the computer on at posting time: {placement} '{title}' missed its slot (events that did: {count})",
            placement=missed[0].placement,
            title=missed[0].title,
            count=len(missed),
        )
        yield Step(what, _OFFICER, _after(report, 1))


def _waiting(report: WeeklyReport) -> Iterator[Step]:
    if waiting := report.waiting:
        what = Message(
            "Say yes or no to {count} posts that wait, first '{title}' (median wait: {wait})",
            count=waiting.posts,
            title=waiting.first,
            wait=waiting.median,
        )
        yield Step(what, _PRINCIPAL, _after(report, 2))


def _deadline(report: WeeklyReport) -> Iterator[Step]:
    if report.deadline and report.deadline[0] <= report.week.sunday + CLOSING:
        day, title = report.deadline
        yield Step(
            Message("Remind parents: '{title}' closes on {day}", title=title, day=day), _OFFICER, _after(report, 2)
        )


def _agreements(report: WeeklyReport) -> Iterator[Step]:
    ending = [
        (row.agreement.end, row.name, row.agreement.kind)
        for row in report.partners
        if row.agreement and row.agreement.end <= report.week.sunday + RENEW
    ]
    for end, name, kind in sorted(ending)[:1]:
        what = Message(
            "Decide on renewing the {kind} with {partner}; it ends on {end}", kind=kind, partner=name, end=end
        )
        yield Step(what, _PRINCIPAL, _after(report, 5))


def _silence(report: WeeklyReport) -> Iterator[Step]:
    if not report.posts:
        yield Step(Message("Write down at least one event for the coming week"), _OFFICER, _after(report, 2))


def _graduates(report: WeeklyReport) -> Iterator[Step]:
    seen = report.graduates_seen
    if seen and report.week.sunday - seen > UNTOLD:
        what = Message("Plan a story of a graduate: the last was on {day}", day=seen)
        yield Step(what, _OFFICER, _after(report, 5))


def _unseen(report: WeeklyReport) -> Iterator[Step]:
    unseen = [row for row in report.partners if row.is_unseen]
    if unseen:
        names = [row.name for row in sorted(unseen, key=lambda row: -(row.days_unseen or 0))][:2]
        what = Message("Plan a post with {partners}: not shown for more than 30 days", partners=names)
        yield Step(what, _OFFICER, _after(report, 5))


def _pillars(report: WeeklyReport) -> Iterator[Step]:
    short = [(row.target - row.share, row.name) for row in report.pillars if row.share is not None and row.target]
    if short and max(short)[0] >= FALLS_SHORT:
        yield Step(Message("Plan a post for the pillar {pillar}", pillar=max(short)[1]), _OFFICER, _after(report, 5))
