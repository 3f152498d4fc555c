"""The page's tables of posts and partners, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from brandbot.errors import Message
from brandbot.model import Placement
from brandbot.pipeline.report.labels import NETWORKS, PLACEMENTS
from brandbot.pipeline.report.numbers import COMPARED_AT, SETTLED_AT, PartnerRow, PostRow
from brandbot.pipeline.report.writer import MOST_LINES, MOST_NAMES, Writer, share


def post_groups(writer: Writer) -> Iterator[Mapping[str, Any]]:
    """The week's posts, those of one event together; `keys` say whose picture it may show."""
    rows = writer.report.posts[:MOST_LINES]
    top = max((row.reach or 0 for row in writer.report.posts), default=0)
    names = {partner.id: partner.name for partner in writer.report.partners}
    ordered = sorted(rows, key=lambda row: min(r.published_at for r in rows if r.event_id == row.event_id))
    for _, group in groupby(ordered, key=lambda row: row.event_id):
        lines = list(group)
        first = lines[0]
        partners = writer.wording.join([names.get(partner, partner) for partner in first.partners])
        label = writer.letterhead.labels.get(first.kind, first.kind)
        yield {
            "keys": [row.key for row in lines if not row.gone],
            "title": first.title,
            "about": " · ".join(filter(None, (label, partners))),
            "lines": [_line(writer, row, top) for row in lines],
        }


def _line(writer: Writer, row: PostRow, top: int) -> Mapping[str, Any]:
    say = writer.wording.say
    return {
        "when": writer.wording.moment_short(row.published_at),
        "where": f"{NETWORKS[row.network]} · {say(PLACEMENTS[row.placement])}",
        "network": row.network.value,
        "reach": writer.number(row.reach) if row.reach is not None else say(_not_available(row)),
        "missing": row.reach is None,
        "share": share(row.reach, top),
        "interactions": "–" if row.interactions is None else writer.number(row.interactions),
        "rate": writer.rate(row),
        "flag": _flag(writer, row),
        "link": row.link,
    }


def _flag(writer: Writer, row: PostRow) -> str:
    """What keeps a post from being compared with the others."""
    if row.gone:
        return writer.wording.say(Message("taken down"))
    if row.provisional:
        return writer.wording.say(Message("provisional"))
    if row.age is None or row.placement is Placement.STORY or SETTLED_AT <= row.age <= COMPARED_AT:
        return ""
    return writer.wording.say(Message("at {days} days", days=round(row.age.total_seconds() / 86400)))


def _not_available(row: PostRow) -> Message:
    """Why there is no reach: nothing was read so far, or the network told other numbers only."""
    if row.age is None:
        return Message("not available yet: {reason}", reason=Message("not read yet"))
    return Message("not available yet: {reason}", reason=row.why_missing or Message("not told by the network"))


def partner_lines(writer: Writer) -> Iterator[Mapping[str, Any]]:
    """Those that were shown in 30 days, the most shown first."""
    shown = [row for row in writer.report.partners if row.posts_30_days][:MOST_NAMES]
    top = max((row.posts_30_days for row in shown), default=1)
    for row in shown:
        count = row.posts_30_days
        yield {
            "name": row.name,
            "posts": writer.wording.say(Message("one post") if count == 1 else Message("{count} posts", count=count)),
            "share": share(row.posts_30_days, top),
            "reach": " · ".join(_about(writer, row)),
        }


def _about(writer: Writer, row: PartnerRow) -> Iterator[str]:
    for network, reach in row.reach_30_days.items():
        yield f"{NETWORKS[network]} {writer.number(reach)}"
    if row.last_seen:
        yield writer.wording.say(Message("last {day}", day=writer.wording.day_short(row.last_seen)))
    if row.agreement:
        end = writer.wording.date_short(row.agreement.end)
        yield writer.wording.say(Message("{kind} until {end}", kind=row.agreement.kind, end=end))
