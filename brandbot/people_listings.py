"""How partners and coverage are printed for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from brandbot.errors import Message
from brandbot.listings import STATES, show_table
from brandbot.operate.coverage import Coverage, Share, Unposted, Unseen
from brandbot.operate.partnership import Places, Standing
from brandbot.wording import Wording

_NONE = "–"


def show_partners(found: Sequence[Standing], places: Sequence[Places], wording: Wording) -> None:
    """Each partner in a row, the warnings first, then who still needs a place."""
    heads: tuple[Message, ...] = (
        Message("Partner"),
        Message("Posts"),
        Message("Last seen"),
        Message("Agreement"),
        Message("Internship: placed of capacity"),
    )
    show_table(Message("Partners"), heads, (_partner(one, wording) for one in found), wording)
    heads = (Message("Programme"), Message("Pupils"), Message("Places"), Message("Need a place"))
    show_table(Message("Places for internships in this school year"), heads, _places(places, wording), wording)


def _partner(one: Standing, wording: Wording) -> Sequence[str]:
    capacity = _NONE if one.capacity is None else str(one.capacity)
    return (
        f"{one.name} ({one.id})",
        str(one.posts),
        wording.date_short(one.last_seen) if one.last_seen else _NONE,
        _agreement(one, wording),
        f"{one.placed} / {capacity}",
    )


def _agreement(one: Standing, wording: Wording) -> str:
    if one.ends is None:
        return _NONE
    text = f"{one.agreement}, {wording.date_short(one.ends)}"
    if one.warning is None:
        return text
    left = one.days_left or 0
    over = Message("OVER; renew it, or call the partner official no more")
    warns = over if one.warning == 0 else Message("ends in {days} days", days=left)
    return f"{text} · {wording.say(warns)}"


def _places(places: Iterable[Places], wording: Wording) -> Iterator[Sequence[str]]:
    anybody = wording.say(Message("no programme named"))
    for one in places:
        yield " + ".join(one.programmes) or anybody, str(one.demand), str(one.places), str(one.short)


def show_coverage(found: Coverage, wording: Wording) -> None:
    """Events without a post, then who was not seen for long, then the pillars."""
    heads: tuple[Message, ...] = (Message("When"), Message("What"), Message("State"), Message("Why"))
    rows = (_unposted(one, wording) for one in found.unposted)
    show_table(Message("Events without a post"), heads, rows, wording)
    for title, head, unseen in (
        (Message("Programmes unseen for 30 days"), Message("Programme"), found.programmes),
        (Message("Partners unseen for 30 days"), Message("Partner"), found.partners),
    ):
        show_table(title, (head, Message("Last seen")), (_unseen(one, wording) for one in unseen), wording)
    heads = (Message("Pillar"), Message("Events"), Message("Share"), Message("Target"))
    title = Message("Pillars in the last 90 days")
    show_table(title, heads, (_share(one, wording) for one in found.shares), wording)
    if found.unknown:
        unknown = [[word] for word in found.unknown]
        show_table(Message("No kinds of events, in pillars of config.yaml"), (Message("Kind"),), unknown, wording)


def _unposted(one: Unposted, wording: Wording) -> Sequence[str]:
    return (
        wording.date_short(one.day),
        f"{one.title} ({one.event_id})",
        wording.say(STATES[one.state]),
        one.why,
    )


def _unseen(one: Unseen, wording: Wording) -> Sequence[str]:
    return one.name, wording.date_short(one.last_seen) if one.last_seen else wording.say(Message("never"))


def _share(one: Share, wording: Wording) -> Sequence[str]:
    return (
        one.pillar or wording.say(Message("no pillar")),
        f"{one.events} / {one.of}",
        _NONE if one.share is None else wording.percent(one.share),
        _NONE if one.target is None else wording.percent(one.target),
    )
