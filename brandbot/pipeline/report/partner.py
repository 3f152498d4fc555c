"""What a partner is handed: how often and how widely it was shown. Pure, and nothing internal is in it.

Consent, approvals, what was held back and other partners stay in the school; a post that was taken down is not shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Network, Partner
from brandbot.pipeline.agreements import days_left, last_agreement, warning
from brandbot.pipeline.report.channels import day_of, summed
from brandbot.pipeline.report.numbers import UNSEEN, Base, PostRow


@dataclass(frozen=True, slots=True)
class Shown:
    """An event as it was shown, on one or more channels; the first went out first."""

    rows: tuple[PostRow, ...]

    @property
    def title(self) -> str:
        """The event's."""
        return self.rows[0].title


@dataclass(frozen=True, slots=True)
class NetworkSum:
    """A network's posts and the sums of what is known of them; None where nothing is known."""

    network: Network
    posts: int
    reach: int | None
    interactions: int | None
    base: Base


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerSheet:
    """All that the sheet says. `best` is the ranked post with the highest engagement."""

    partner: Partner
    since: dt.date
    until: dt.date
    made_at: dt.datetime
    shown: tuple[Shown, ...]
    networks: tuple[NetworkSum, ...]
    best: PostRow | None
    next_step: Message


def partner_sheet(
    partner: Partner, rows: Iterable[PostRow], since: dt.date, until: dt.date, now: dt.datetime
) -> PartnerSheet:
    """The sheet of one partner for the days from `since` to `until`, both included."""
    mine = [row for row in rows if partner.id in row.partners and not row.gone and since <= day_of(row) <= until]
    events: dict[str, list[PostRow]] = {}
    for row in sorted(mine, key=lambda row: (row.published_at, row.key)):
        events.setdefault(row.event_id, []).append(row)
    ranked = [row for row in mine if row.is_ranked]
    return PartnerSheet(
        partner=partner,
        since=since,
        until=until,
        made_at=now,
        shown=tuple(Shown(tuple(own)) for own in events.values()),
        networks=network_sums(mine),
        best=max(ranked, key=lambda row: (row.rate or 0, row.reach or 0, row.key), default=None),
        next_step=_next_step(partner, mine, now.date()),
    )


def network_sums(rows: Sequence[PostRow]) -> tuple[NetworkSum, ...]:
    """The sums of each network that the rows went to; networks are never added up."""
    found = []
    for network in Network:
        own = [row for row in rows if row.network is network]
        reach = [row.reach for row in own if row.reach is not None]
        interactions = [row.interactions for row in own if row.interactions is not None]
        if own:
            known = (sum(reach) if reach else None, sum(interactions) if interactions else None)
            found.append(NetworkSum(network, len(own), *known, summed(own)))
    return tuple(found)


def _next_step(partner: Partner, rows: Sequence[PostRow], today: dt.date) -> Message:
    agreement = last_agreement(partner)
    if agreement and warning(partner, today) is not None:
        if (days_left(partner, today) or 0) < 0:
            return Message(
                "Let us talk about a new agreement: the {kind} ended on {end}.", kind=agreement.kind, end=agreement.end
            )
        return Message(
            "Let us talk about renewing the {kind}, which runs until {end}.", kind=agreement.kind, end=agreement.end
        )
    if not rows or max(map(day_of, rows)) < today - UNSEEN:
        return Message("We would like to show our next activity together; please tell us a date.")
    return Message("We are glad to show your next activity with our pupils as well; a short message is enough.")
