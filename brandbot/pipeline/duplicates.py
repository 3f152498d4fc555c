"""Which events say again what another one said: written down twice, by two hands or in two files. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from brandbot.errors import Message
from brandbot.model import Approval, Event, Partner, known_as

_NEAR = 0.9  # how much of two names must be the same
_LEGAL_FORM = re.compile(r"\b(pt|cv|ud|pd|tbk|persero|koperasi|yayasan)\b")
_UNSAID = re.compile(r"[\W_]+")


def duplicates(
    events: Sequence[Event], partners: Mapping[str, Partner], known: Collection[str] = ()
) -> Mapping[str, Message]:
    """Why an event waits for a person, by id: another one has its partner, day and kind.

    Those that name other pupils are no doubles.
    Of two the first stays free; those that are `known`, because they have posts already, go before all others.
    """
    found: dict[str, Message] = {}
    first: dict[tuple[object, ...], list[Event]] = {}
    single = ((part, event.id in known) for event in events for part in event.parts or (event,))
    for event, _ in sorted(single, key=lambda pair: not pair[1]):
        if event.cancelled or event.approval is Approval.REJECTED or not event.partners:
            continue
        others = first.setdefault((event.kind, event.date), [])
        if twin := next(_twins(event, others, partners), None):
            found[event.id] = _looks_like(event, twin)
        else:
            others.append(event)
    return found


def _looks_like(event: Event, twin: Event) -> Message:
    return Message(
        "it looks like '{id}': {place} and {first} have the same partner, day and kind; delete one of the two, "
        "or write not_duplicate_of: [{id}] where both are right",
        id=twin.id,
        place=str(event.place),
        first=str(twin.place),
    )


def _twins(event: Event, others: Sequence[Event], partners: Mapping[str, Partner]) -> Iterator[Event]:
    for other in others:
        told_apart = other.id in event.not_duplicate_of or event.id in other.not_duplicate_of
        told_apart = told_apart or _are_others(event.students, other.students)
        if not told_apart and any(_is_one(a, b, partners) for a in event.partners for b in other.partners):
            yield other


def _are_others(these: Collection[str], those: Collection[str]) -> bool:
    """Whether both name pupils, and nobody twice: two placements at one company."""
    return bool(these and those) and {known_as(name) for name in these}.isdisjoint(known_as(name) for name in those)


def _is_one(a: str, b: str, partners: Mapping[str, Partner]) -> bool:
    if a == b:
        return True
    return (
        a in partners and b in partners and any(_near(x, y) for x in _names(partners[a]) for y in _names(partners[b]))
    )


def _names(partner: Partner) -> Iterator[str]:
    return (_bare(name) for name in (partner.name, partner.display_name, *partner.aliases) if name)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """The name without its legal form, punctuation and spaces."""
    return _UNSAID.sub("", _LEGAL_FORM.sub("", name.casefold()))


@lru_cache(maxsize=65536)
def _near(a: str, b: str) -> bool:
    """Whether two names differ by a slip only; numbers must be the same: Rekaan 1 is not Rekaan 2."""
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    matcher = difflib.SequenceMatcher(None, a, b)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # each dearer and closer than the last
    return bool(a and b) and all(ratio() >= _NEAR for ratio in bounds)
