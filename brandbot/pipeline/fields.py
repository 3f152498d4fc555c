"""What an event says on a picture: every field of `model.FIELDS` as text, and the flags that `when:` may ask for.

Names are printed as typed. Of pupils only first names are ever shown (UU 27/2022 arts. 4 and 25: a child's data).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brandbot.model import Brand, Event, Partner, Person
from brandbot.wording import Wording

_PART_OF_WHOLE = re.compile(r"(\d[\d.]*)\s+(?:dari|of)\s+(\d[\d.]*)")
_TO_FOLLOW = "menyusul"  # `Ketua Lembaga (nama menyusul)`: nobody to name yet


@dataclass(frozen=True, slots=True)
class Share:
    """A figure that is a part of a whole, as typed: `93` and `96` of `93 dari 96`; `ratio` is None without a base."""

    part: str = ""
    whole: str = ""
    ratio: float | None = None


def fields_of(  # noqa: PLR0917 - the event, then what surrounds it
    event: Event,
    partners: Mapping[str, Partner],
    brand: Brand,
    template_label: str,
    wording: Wording,
    zone_label: str = "",
) -> Mapping[str, str]:
    """Each word of `model.FIELDS` with its text, "" where the event has none. `partners` holds all of them by id."""
    hosts = partners_of(event, partners)
    figure = event.figures[0] if event.figures else None
    share = share_of(figure.value) if figure else Share()
    people = people_of(event)
    return {
        "kind": template_label,
        "title": event.title,
        "date": wording.date_range(event.date, event.last_date),
        "date_short": wording.date_range(event.date, event.last_date, short=True),
        "time": wording.time(event.time, zone_label) if event.time else "",
        "location": event.location,
        "partner": hosts[0].name if hosts else "",
        "partner_short": hosts[0].short_name if hosts else "",
        "partners": wording.join([partner.name for partner in hosts]),
        "programme": event.programmes[0] if event.programmes else "",
        "programmes": wording.join(event.programmes),
        "person": named(people[0]) if people else "",
        "student": first_name(event.students[0]) if event.students and count_of(event) == 1 else "",
        "student_count": wording.number(count) if (count := count_of(event)) else "",
        "figure": figure.value if figure else "",
        "figure_label": figure.label if figure else "",
        "figure_part": share.part,
        "figure_whole": share.whole,
        "figure_percent": "" if share.ratio is None else wording.percent(share.ratio),
        "call_to_action": event.call_to_action,
        "link": printed(event.link),
        "school": brand.school,
        "school_short": brand.short_name,
        "handle": brand.handle,
        "website": printed(brand.website),
        "phone": brand.phone,
    }


def flags_of(event: Event, partners: Mapping[str, Partner], *, photo: bool) -> frozenset[str]:
    """The flags that hold; `photo` says whether there is one to draw on this picture."""
    hosts = partners_of(event, partners)
    flags = {
        "photo": photo,
        "logo": any(partner.logo for partner in hosts),
        "many_partners": len(hosts) > 1,
    }
    return frozenset(flag for flag, holds in flags.items() if holds)


def partners_of(event: Event, partners: Mapping[str, Partner]) -> Sequence[Partner]:
    """The event's partners in its order; the first is the one it is about."""
    return [partners[name] for name in event.partners if name in partners]


def people_of(event: Event) -> Sequence[Person]:
    """The adults who can be named already."""
    return [person for person in event.people if _TO_FOLLOW not in person.role]


def named(person: Person) -> str:
    """`Suyadi Contoh, S.T. (Guru Pembimbing)`."""
    return f"{person.name} ({person.role})" if person.role else person.name


def first_name(name: str) -> str:
    """The name policy for pupils: the first name and no more; `M. Rizqi` for an initial, a single name whole."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[0]}" if first.endswith(".") and rest else first


def count_of(event: Event) -> int:
    """How many pupils the event is about; 0 where it does not say."""
    return event.student_count if event.student_count is not None else len(event.students)


def share_of(value: str) -> Share:
    """`93 dari 96` taken apart; numbers may carry the thousands' dot. Another kind of value is no share."""
    match = _PART_OF_WHOLE.fullmatch(value.strip())
    if not match:
        return Share()
    part, whole = match.groups()
    amount, base = (int(number.replace(".", "")) for number in (part, whole))
    return Share(part, whole, amount / base if 0 < base >= amount else None)


def printed(link: str) -> str:
    """An address as it is printed: without scheme and last slash."""
    return re.sub(r"^https?://(www\.)?", "", link.strip()).rstrip("/")
