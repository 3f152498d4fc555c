"""Consent: who allowed what to be shown of them, as the school's register has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from brandbot.model.problem import Place

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʿʾ`\u00b4'"))


class NamePolicy(StrEnum):
    """How much of a pupil's name is shown; adults are named as typed."""

    FIRST = "first"
    INITIAL = "initial"  # the first name, and the initial of the next one
    NONE = "none"
    FULL = "full"  # only where each has consent to it


class Scope(StrEnum):
    """What is allowed of a person."""

    PHOTO = "photo"
    NAME = "name"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A row of the register: what was allowed of one person or, where `withdrawn` says when, taken back.

    `person` is the school's own key, `name` what events may call the same person; without `channels` it holds for all.
    """

    person: str
    name: str = ""
    scopes: frozenset[Scope]
    channels: frozenset[str] = frozenset()
    given_by: str = ""
    how: str = ""
    given: dt.date | None = None
    until: dt.date | None = None
    withdrawn: dt.date | None = None
    place: Place = field(default=Place(""), compare=False)

    def covers(self, scope: Scope, channel: str) -> bool:
        """Whether it speaks of this; "" is any channel."""
        return scope in self.scopes and (not self.channels or not channel or channel in self.channels)


@dataclass(frozen=True, slots=True)
class Register:
    """All permissions by person, and the keys of the persons by every word for them."""

    _rows: Mapping[str, tuple[Permission, ...]] = field(default_factory=dict)
    _keys: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, permissions: Iterable[Permission]) -> Register:
        """The register of these rows."""
        rows: dict[str, tuple[Permission, ...]] = {}
        keys: dict[str, frozenset[str]] = {}
        for row in permissions:
            key = known_as(row.person)
            rows[key] = (*rows.get(key, ()), row)
            for word in (row.person, row.name):
                if known := known_as(word):
                    keys[known] = keys.get(known, frozenset()) | {key}
        return cls(rows, keys)

    def people(self, word: str) -> frozenset[str]:
        """The keys of all who are called so: two may have one name."""
        return self._keys.get(known_as(word), frozenset())

    def words(self, word: str) -> frozenset[str]:
        """Every word for the person or persons who are called so, as names are compared."""
        people = self.people(word)
        return frozenset({known_as(word), *(name for name, keys in self._keys.items() if keys & people)})

    def allows(self, word: str, scope: Scope, channel: str, day: dt.date) -> bool:
        """Whether all who are called so allowed it, and it holds on a day."""
        people = self.people(word)
        return bool(people) and all(_holds(self._rows[person], scope, channel, day) for person in people)

    def lapsed(self, word: str, scope: Scope, channel: str, day: dt.date) -> bool:
        """Whether one who is called so once said something of it that no longer holds."""
        return any(
            any(row.covers(scope, channel) for row in self._rows[person])
            and not _holds(self._rows[person], scope, channel, day)
            for person in self.people(word)
        )


def known_as(word: str) -> str:
    """A name or key as it is compared: case, spaces, apostrophes and degrees make no difference."""
    return " ".join(word.partition(",")[0].casefold().translate(_APOSTROPHES).split())


def _holds(rows: Iterable[Permission], scope: Scope, channel: str, day: dt.date) -> bool:
    """A withdrawal ends what was given until its day; what is given later counts again."""
    spoken = [row for row in rows if row.covers(scope, channel)]
    ends = max((row.withdrawn for row in spoken if row.withdrawn), default=dt.date.min)
    given = (row for row in spoken if not row.withdrawn and row.given and ends < row.given <= day)
    return any(row.until is None or day <= row.until for row in given)
