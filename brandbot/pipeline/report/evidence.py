"""The evidence of one post: what went out, when, on whose word, and what was read of it. Pure.

Of consent it says that it was there and where it is kept, never of whom: the register stays in the school.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brandbot.errors import Message
from brandbot.model import INTERACTIONS, ApprovalNote, ConsentState, Creative, Event, Insight, Metric, Party, Verdict
from brandbot.pipeline.report.labels import MISSING, NETWORKS, PLACEMENTS
from brandbot.pipeline.report.numbers import PostRow
from brandbot.wording import Wording

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80  # letters of a folder's name: Windows counts the whole path
_PARTIES: Mapping[Party, Message] = {Party.SCHOOL: Message("school"), Party.PARTNER: Message("partner")}
_METRICS: Mapping[Metric, Message] = {
    Metric.REACH: Message("reach"),
    Metric.VIEWS: Message("views"),
    Metric.LIKES: Message("likes"),
    Metric.COMMENTS: Message("comments"),
    Metric.SHARES: Message("shares"),
    Metric.SAVES: Message("saves"),
    Metric.CLICKS: Message("clicks"),
    Metric.FOLLOWERS: Message("followers"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one post. `creative` is None where it was taken down, or its pictures are gone."""

    row: PostRow
    event: Event | None
    creative: Creative | None
    approvals: tuple[ApprovalNote, ...]
    insights: tuple[Insight, ...]

    @property
    def folder(self) -> str:
        """`2026-09-02-EV-1-facebook-feed`: sorted by day, and a name on every system."""
        name = f"{self.row.published_at:%Y-%m-%d}-{self.row.key}"
        return _UNSAFE.sub("-", name)[:_LONGEST].rstrip(".-")


def words_of(one: Evidence, wording: Wording, zone_label: str) -> dict[str, Any]:
    """Plain values of it, for a page and for JSON."""
    say, row = wording.say, one.row
    caption = one.creative.caption if one.creative else ""
    return {
        "title": row.title,
        "event": row.event_id,
        "network": NETWORKS[row.network],
        "placement": say(PLACEMENTS[row.placement]),
        "published": wording.moment(row.published_at, zone_label),
        "published_at": row.published_at.isoformat(),
        "link": row.link,
        "state": say(Message("taken down")) if row.gone else say(Message("live")),
        "gone": row.gone,
        "caption": caption,
        "content_hash": one.creative.content_hash if one.creative else "",
        "approvals": list(_approvals(one, wording, zone_label)),
        "consent": say(_consent(one.event)),
        "metrics": [_reading(insight, wording) for insight in one.insights],
    }


def _approvals(one: Evidence, wording: Wording, zone_label: str) -> Iterator[str]:
    """Whose yes to what was shown; a no before it is told as well."""
    for note in one.approvals:
        said = Message("approved") if note.verdict is Verdict.APPROVED else Message("rejected")
        at = note.at.astimezone(one.row.published_at.tzinfo)
        moment = wording.moment(at, zone_label)
        text = Message(
            "{said} for the {party} by {by} ({how}), {at}",
            said=said,
            party=_PARTIES[note.party],
            by=note.by,
            how=note.how or "–",
            at=moment,
        )
        yield wording.say(text)
    if not one.approvals:
        yield wording.say(
            Message("approved by the event's own word in {file}", file=one.event.place.path)
            if one.event and one.event.place.path
            else Message("no approval is noted")
        )


def _consent(event: Event | None) -> Message:
    if event is None:
        return Message("the event is no longer in the files")
    if event.subjects:
        return Message("{count} people are seen; their consent is in the school's register", count=len(event.subjects))
    consent = event.consent
    if not event.photos or consent.state is ConsentState.NOT_NEEDED:
        return Message("none needed: nobody is seen")
    if consent.needed is not None:
        return Message(
            "{given} of {needed}, in the school's register under {event}",
            given=consent.given if consent.given is not None else consent.needed,
            needed=consent.needed,
            event=event.id,
        )
    return Message("complete, in the school's register under {event}", event=event.id)


def _reading(insight: Insight, wording: Wording) -> dict[str, Any]:
    hours = round(insight.age / dt.timedelta(hours=1))
    values = insight.reading.values
    shown = [
        f"{wording.say(_METRICS[metric])} {wording.number(values[metric])}" for metric in Metric if metric in values
    ]
    return {
        "age": wording.say(Message("{count} h", count=hours)),
        "read_at": insight.read_at.isoformat(),
        "said": ", ".join(shown) or wording.say(MISSING),
        "values": {metric.value: value for metric, value in sorted(values.items())},
        "interactions": sum(values[metric] for metric in INTERACTIONS if metric in values),
    }


def last_reading(one: Mapping[str, Any]) -> str:
    """What was read last, for a table; "" for nothing."""
    metrics: Sequence[Mapping[str, Any]] = one["metrics"]
    return f"{metrics[-1]['said']} ({metrics[-1]['age']})" if metrics else ""
