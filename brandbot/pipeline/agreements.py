"""Agreements with partners: how long they last, and what may not be said once one is over. Pure.

A partner without any agreement in the register is not known to have none, so nothing is said against it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from brandbot.errors import Message
from brandbot.model import Agreement, Event, Partner

WARN_DAYS = (90, 60, 30)  # before the end
_ANNOUNCED = "new_partner"  # the kind whose every text says that an agreement is in force
_OFFICIAL = re.compile(
    r"""(?<!bukan\ )(?<!belum\ )(?<!tidak\ ) \b (?: (?:mitra|rekanan|partner)\s+resmi | official\s+partner
    | resmi\s+(?:ber|jadi\s+|menjadi\s+)?(?:mitra|rekanan)\w* | resmi\s+(?:bekerja|kerja)\s?sama
    | (?:berdasarkan|sesuai|di\s+bawah|dalam\s+rangka)\s+
      (?:mou|pks|nota\s+kesepahaman|perjanjian\s+kerja\s?sama) ) \b""",
    re.IGNORECASE | re.VERBOSE,
)


def last_agreement(partner: Partner) -> Agreement | None:
    """The one that ends last; None where none is known."""
    return max(partner.agreements, key=lambda agreement: agreement.end, default=None)


def days_left(partner: Partner, day: dt.date) -> int | None:
    """Days until the last agreement ends, 0 on its last day, negative once it is over; None where none is known."""
    last = last_agreement(partner)
    return None if last is None else (last.end - day).days


def warning(partner: Partner, day: dt.date) -> int | None:
    """The step of `WARN_DAYS` that is reached, 0 once the agreement is over; None where nothing is to be said."""
    left = days_left(partner, day)
    if left is None:
        return None
    return 0 if left < 0 else min((step for step in WARN_DAYS if left <= step), default=None)


def reason_expired(event: Event, partners: Mapping[str, Partner], day: dt.date) -> Message | None:
    """Why an event may not be told on a day: it calls official what is over; None where it may."""
    known = (partners[id_] for id_ in event.partners if id_ in partners)
    over = [partner for partner in known if warning(partner, day) == 0]
    if not over or not (event.kind == _ANNOUNCED or _calls_official(event)):
        return None
    partner = over[0]
    last = last_agreement(partner)
    return Message(
        "the {agreement} with {partner} ended on {day}; write the new agreement into partners.yaml, or take the words "
        "that call the partnership official out of the event",
        agreement=last.kind if last else "",
        partner=partner.short_name,
        day=last.end if last else day,
    )


def _calls_official(event: Event) -> bool:
    labels = (figure.label for figure in event.figures)
    texts = (event.title, *event.points, event.quote, event.call_to_action, *labels)
    return any(_OFFICIAL.search(text) for text in texts)
