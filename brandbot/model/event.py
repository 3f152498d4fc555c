"""The event: something to announce, as a person wrote it down. Text stays as typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from brandbot.model.problem import Place


class Approval(StrEnum):
    """What the principal said of the event."""

    DRAFT = "draft"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class ConsentState(StrEnum):
    """Whether those in the photos, or their parents, agreed."""

    NOT_NEEDED = "not_needed"
    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"


class Tone(StrEnum):
    """How the caption speaks: third person and full titles, to the reader, or as a pesantren does."""

    FORMAL = "formal"
    CASUAL = "casual"
    PESANTREN = "pesantren"


@dataclass(frozen=True, slots=True)
class Consent:
    """Photo consent of an event: `given` of `needed` people; `site` is the host company's own permission, if said."""

    state: ConsentState = ConsentState.MISSING
    given: int | None = None
    needed: int | None = None
    site: bool | None = None

    @property
    def is_complete(self) -> bool:
        """Nobody and no site is missing."""
        return self.site is not False and self.state in (ConsentState.NOT_NEEDED, ConsentState.COMPLETE)


@dataclass(frozen=True, slots=True)
class Blur:
    """What is made unrecognisable: all `faces` that are found, and `boxes` (left, top, width, height) of one photo.

    Boxes are fractions of the upright first photo.
    """

    faces: bool = False
    boxes: tuple[tuple[float, float, float, float], ...] = ()

    def hides(self, people: int | None, photos: int) -> bool:
        """Whether so many people can't be seen any more; None where nobody counted them."""
        return self.faces or (photos == 1 and people is not None and 0 < people <= len(self.boxes))


@dataclass(frozen=True, slots=True)
class Person:
    """An adult named in an event, with degrees as typed, and the role given in brackets."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth showing, as typed (`93 dari 96`, `Rp0`, `1.250`), and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing to announce. `photos` are paths below the workspace's assets folder.

    `publish_at` is aware and goes before the rule's time; `channels` empty means all of the rule's.
    `focus` is the point of the first photo that must stay in the picture, as fractions of its width and height.
    `phase` tells events of one kind apart; "" lets the title say it. `points` are short facts, one a row or a slide
    (`Alat: …`). `source` says where the figures come from. `tone` None is the school's own.
    `subjects` are those who can be seen on the photos, by their keys or names in the consent register.
    `not_duplicate_of` are the ids of events that look the same and are not.
    Nothing goes out before `announce_after`. A batch is made of `parts`, other events, each with a slide of its own.
    """

    id: str
    kind: str
    title: str
    date: dt.date
    end_date: dt.date | None = None
    time: dt.time | None = None
    location: str = ""
    partners: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    students: tuple[str, ...] = ()
    student_count: int | None = None
    figures: tuple[Figure, ...] = ()
    photos: tuple[str, ...] = ()
    focus: tuple[float, float] | None = None
    consent: Consent = Consent()
    subjects: tuple[str, ...] = ()
    blur: Blur = Blur()
    channels: tuple[str, ...] = ()
    publish_at: dt.datetime | None = None
    announce_after: dt.datetime | None = None
    approval: Approval = Approval.DRAFT
    tone: Tone | None = None
    phase: str = ""
    points: tuple[str, ...] = ()
    quote: str = ""
    source: str = ""
    call_to_action: str = ""
    link: str = ""
    hashtags: tuple[str, ...] = ()
    cancelled: bool = False
    not_duplicate_of: tuple[str, ...] = ()
    parts: tuple[Event, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of a batch's events."""
        return tuple(part.id for part in self.parts)

    @property
    def last_date(self) -> dt.date:
        """The event's last day."""
        return self.end_date or self.date
