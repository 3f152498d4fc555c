"""Whether those who are seen and named agreed, by the school's register. Pure; an aid, not legal advice.

Reasons say how many, never who: they are stored, logged and listed, and the register stays where it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Event, NamePolicy, Partner, Post, Register, Scope, known_as

LATE = dt.timedelta(days=16)  # how long after its slot a post may still go out: an evergreen's 7 days, moved once


@dataclass(frozen=True, slots=True)
class Lacking:
    """Whose consent is missing, by the words of the event; false where it is complete."""

    photo: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    full: tuple[str, ...] = ()  # pupils who never allowed their full names

    def __bool__(self) -> bool:
        return bool(self.photo or self.name or self.full)


def consent_of(
    event: Event, register: Register, channel: str, day: dt.date, pupils: NamePolicy = NamePolicy.FIRST
) -> Lacking:
    """Who of an event did not allow to be shown on a channel on a day.

    Those in `subjects` must have allowed their photo. Without that list, and for names, only who took consent back or
    let it run out is missing: first names need none of their own, and `consent` counts the others. Where the school
    shows pupils' full names (`pupils`), each must have allowed it.
    """
    named = [*event.students, *(person.name for person in event.people)]
    if event.subjects:
        photo = [one for one in event.subjects if not register.allows(one, Scope.PHOTO, channel, day)]
    else:
        photo = [one for one in named if register.lapsed(one, Scope.PHOTO, channel, day)]
    if not event.photos or event.blur.hides(len(photo), len(event.photos)):
        photo = []
    name = tuple(one for one in named if register.lapsed(one, Scope.NAME, channel, day))
    if pupils is not NamePolicy.FULL:
        return Lacking(tuple(photo), name)
    unasked = (one for one in event.students if not register.allows(one, Scope.NAME, channel, day))
    return Lacking(tuple(photo), name, tuple(one for one in unasked if one not in name))


def reason_without_consent(
    event: Event, register: Register, channel: str, day: dt.date, pupils: NamePolicy = NamePolicy.FIRST
) -> Message | None:
    """Why an event may not be shown on a channel on a day, with the ways out; None where it may."""
    lacking = consent_of(event, register, channel, day, pupils)
    if lacking.photo:
        return Message(
            "the register has no photo consent of {count} people; brandbot consent names them. Collect it, take "
            "another photo, write blur: wajah or boxes, or photos: [] for the picture without a photo",
            count=len(lacking.photo),
        )
    if lacking.name:
        return Message(
            "{count} people took back that they are named, or it ran out; brandbot consent names them. Take the names "
            "out of the event, or collect their consent",
            count=len(lacking.name),
        )
    if lacking.full:
        return Message(
            "the register has no consent of {count} pupils to their full names (scope nama); brandbot consent names "
            "them. Collect it, take the names out, or write names.pupils: first in config.yaml",
            count=len(lacking.full),
        )
    return None


def reason_no_site(event: Event, partners: Mapping[str, Partner]) -> Message | None:
    """Why photos may not be shown: a partner does not want its site seen, and the event does not say otherwise."""
    if not event.photos or event.consent.site is not None:
        return None
    closed = (partner for id_ in event.partners if (partner := partners.get(id_)) and partner.site_photos is False)
    return next(
        (
            Message(
                "{partner} does not allow photos of its site; write ;lokasi:ya behind the consent if these were taken "
                "elsewhere or it agreed, or photos: []",
                partner=partner.short_name,
            )
            for partner in closed
        ),
        None,
    )


def day_of(post: Post, today: dt.date) -> dt.date:
    """The day on which a post is seen first: its slot's, or today where it is late and may still follow."""
    slot = post.slot.date()
    return today if slot < today <= slot + LATE else slot


def is_about(event: Event, register: Register, person: str) -> bool:
    """Whether a person is seen or named in an event, by whatever word."""
    words = register.words(person)
    said = (*event.subjects, *event.students, *(one.name for one in event.people))
    return any(known_as(one) in words for one in said)
