"""Who and what was shown: partners, pillars, programmes. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from brandbot.model import Event, Network, Partner, Pillar
from brandbot.pipeline.programmes import Programmes
from brandbot.pipeline.report.channels import day_of
from brandbot.pipeline.report.numbers import UNSEEN, PartnerRow, PillarRow, PostRow
from brandbot.pipeline.report.week import Week

PERIOD = dt.timedelta(days=90)  # over which shares are counted, as `brandbot coverage` does


def partners_shown(week: Week, rows: Iterable[PostRow], partners: Iterable[Partner]) -> tuple[PartnerRow, ...]:
    """Partners, the most shown first. A post with three partners counts for each of them."""
    shown: dict[str, list[PostRow]] = defaultdict(list)
    for row in rows:
        if day_of(row) <= week.sunday:
            for partner in row.partners:
                shown[partner].append(row)
    found = [_partner(week, partner, shown[partner.id]) for partner in partners]
    return tuple(sorted(found, key=lambda row: (-row.posts_30_days, -row.posts, row.name)))


def _partner(week: Week, partner: Partner, rows: Sequence[PostRow]) -> PartnerRow:
    lately = [row for row in rows if day_of(row) > week.sunday - UNSEEN]
    last_seen = max((day_of(row) for row in rows), default=None)
    running = [agreement for agreement in partner.agreements if agreement.end >= week.monday]
    return PartnerRow(
        id=partner.id,
        name=partner.name,
        posts=sum(day_of(row) in week for row in rows),
        posts_30_days=len(lately),
        reach_30_days=reach_by_network(lately),
        last_seen=last_seen,
        days_unseen=(week.sunday - last_seen).days if last_seen else None,
        agreement=max(running, key=lambda agreement: agreement.end, default=None),
    )


def reach_by_network(rows: Sequence[PostRow]) -> Mapping[Network, int | None]:
    """The sum over posts, apart for each network that they went to; None where no post's reach is known."""
    found: dict[Network, int | None] = {}
    for network in Network:
        own = [row.reach for row in rows if row.network is network]
        known = [reach for reach in own if reach is not None]
        if own:
            found[network] = sum(known) if known else None
    return found


def pillars_shown(
    week: Week, rows: Iterable[PostRow], pillars: Sequence[Pillar], of_kind: Mapping[str, Pillar]
) -> tuple[PillarRow, ...]:
    """By events, not by posts: two channels and a story are one event."""
    kinds = {row.event_id: row.kind for row in rows if week.sunday - PERIOD < day_of(row) <= week.sunday}
    found = [
        PillarRow(pillar.name, sum(of_kind.get(kind) == pillar for kind in kinds.values()), len(kinds), pillar.share)
        for pillar in pillars
    ]
    rest = len(kinds) - sum(row.events for row in found)
    return (*found, PillarRow("", rest, len(kinds), None)) if found and rest else tuple(found)


def programmes_unseen(
    week: Week, rows: Iterable[PostRow], events: Iterable[Event], partners: Iterable[Partner]
) -> tuple[str, ...]:
    """Programmes that no post of the last 30 days was about, of those that partners or events name."""
    known = Programmes(name for partner in partners for name in partner.programmes)
    programmes = {event.id: known.names(event.programmes) for event in events}
    named = {known.name(name) for partner in partners for name in partner.programmes}
    named |= {name for names in programmes.values() for name in names}
    lately = {row.event_id for row in rows if week.sunday - UNSEEN < day_of(row) <= week.sunday}
    seen = {name for event in lately for name in programmes.get(event, ())}
    return tuple(sorted(named - seen - {""}))
