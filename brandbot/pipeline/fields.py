"""What an event says on a picture: every field of `model.FIELDS` as text, its short forms, flags, lists and words.

Names are printed as typed. Of pupils only first names are ever shown (UU 27/2022 arts. 4 and 25: a child's data).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brandbot.model import Brand, Event, NamePolicy, Partner, Person, Rank, Row, Template, holds
from brandbot.pipeline.links import for_scanning
from brandbot.pipeline.pupils import shown_name
from brandbot.wording import Wording

_PART_OF_WHOLE = re.compile(r"(\d[\d.]*)\s+(?:dari|of)\s+(\d[\d.]*)")
_DEGREES = re.compile(r",.*")
_TO_FOLLOW = "menyusul"  # `Ketua Lembaga (nama menyusul)`: nobody to name yet
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Share:
    """A figure that is a part of a whole, as typed: `93` and `96` of `93 dari 96`; `ratio` is None without a base."""

    part: str = ""
    whole: str = ""
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What one event says: texts by field and word, the same in their short forms, what holds, and its lists.

    `origins` are the fields that each word is made of here.
    """

    fields: Mapping[str, str]
    short: Mapping[str, str]
    flags: frozenset[str]
    lists: Mapping[str, tuple[Row, ...]]
    origins: Mapping[str, tuple[str, ...]]


def said_of(  # noqa: PLR0917 - the event, then what surrounds it
    event: Event,
    partners: Mapping[str, Partner],
    brand: Brand,
    template: Template,
    wording: Wording,
    zone_label: str = "",
    today: dt.date | None = None,
) -> Said:
    """All that the event says. `partners` holds all of them by id; `today` is the day of posting."""
    fields = fields_of(event, partners, brand, template, wording, zone_label, today)
    short = {**fields, **_short_forms(event, partners, brand, wording)}
    flags = flags_of(event, partners, template)
    lists = _lists(event, partners, fields)
    words = _words(template, fields, flags)
    long, brief = ({name: filled(text, said) for name, text in words.items()} for said in (fields, short))
    origins = {name: tuple(_GAP.findall(text)) for name, text in words.items()}
    return Said({**fields, **long}, {**short, **brief}, flags, lists, origins)


def fields_of(  # noqa: PLR0917 - the event, then what surrounds it
    event: Event,
    partners: Mapping[str, Partner],
    brand: Brand,
    template: Template,
    wording: Wording,
    zone_label: str = "",
    today: dt.date | None = None,
) -> Mapping[str, str]:
    """Each word of `model.FIELDS` with its text, "" where the event has none."""
    hosts = partners_of(event, partners)
    return {
        "kind": template.label,
        "title": event.title,
        **_dates(event, wording, today),
        "time": wording.time(event.time, zone_label) if event.time else "",
        "location": event.location,
        "partner": hosts[0].name if hosts else "",
        "partner_short": hosts[0].short_name if hosts else "",
        "partners": wording.join([partner.name for partner in hosts]),
        "partner_count": wording.number(len(hosts)) if hosts else "",
        "programme": event.programmes[0] if event.programmes else "",
        "programmes": wording.join(event.programmes),
        **_people(event, wording, brand.pupils),
        **_figure(event, wording),
        "source": event.source,
        "quote": event.quote,
        "call_to_action": event.call_to_action,
        "link": printed(event.link),
        "scan": for_scanning(event.link, brand.website, event.id),
        "school": brand.school,
        "school_short": brand.short_name,
        "handle": brand.handle,
        "website": printed(brand.website),
        "phone": brand.phone,
        "place": brand.place,
        **dict.fromkeys(("slide_title", "slide_text", "slide_number", "slide_count"), ""),
    }


def _dates(event: Event, wording: Wording, today: dt.date | None) -> Mapping[str, str]:
    first, last = event.date, event.last_date
    days_left = (last - today).days if today else 0
    return {
        "date": wording.date_range(first, last),
        "date_short": wording.date_range(first, last, short=True),
        "day": f"{first.day}–{last.day}" if first < last and first.month == last.month else str(first.day),
        "month": wording.month(first),
        "weekday": wording.weekday(first) if first == last else "",
        "last_day": wording.date_range(last, last),
        "days_left": wording.number(days_left) if days_left > 0 else "",
    }


def _people(event: Event, wording: Wording, policy: NamePolicy) -> Mapping[str, str]:
    people, count = people_of(event), count_of(event)
    is_alone = bool(event.students) and count == 1
    return {
        "person": named(people[0]) if people else "",
        "person_name": people[0].name if people else "",
        "person_role": people[0].role if people else "",
        "student": shown_name(event.students[0], policy) if is_alone else "",
        "student_count": wording.number(count) if count else "",
    }


def _figure(event: Event, wording: Wording) -> Mapping[str, str]:
    figure = event.figures[0] if event.figures else None
    share = share_of(figure.value) if figure else Share()
    return {
        "figure": figure.value if figure else "",
        "figure_label": figure.label if figure else "",
        "figure_part": share.part,
        "figure_whole": share.whole,
        "figure_percent": "" if share.ratio is None else wording.percent(share.ratio),
    }


def _short_forms(event: Event, partners: Mapping[str, Partner], brand: Brand, wording: Wording) -> Mapping[str, str]:
    """The fields that the data can say shorter; degrees are left out on a picture only, never in a caption."""
    hosts, people = partners_of(event, partners), people_of(event)
    title = event.title
    for partner in hosts:
        title = title.replace(partner.name, partner.short_name)
    many = wording.join([hosts[0].short_name, f"{len(hosts) - 1} mitra lainnya"]) if len(hosts) > 1 else ""
    names = _DEGREES.sub("", people[0].name) if people else ""
    return {
        "title": title,
        "partner": hosts[0].short_name if hosts else "",
        "partners": many or (hosts[0].short_name if hosts else ""),
        "person": names,
        "person_name": names,
        "school": brand.short_name,
        "date": wording.date_range(event.date, event.last_date, short=True),
        "last_day": wording.date_range(event.last_date, event.last_date, short=True),
    }


def flags_of(event: Event, partners: Mapping[str, Partner], template: Template) -> frozenset[str]:
    """The flags that hold whatever is on the picture, and the event's phase."""
    hosts = partners_of(event, partners)
    flags = {
        "many_partners": len(hosts) > 1,
        "government": any(partner.rank is Rank.GOVERNMENT for partner in hosts),
        "figures": len(event.figures) > 1,
        "points": bool(event.points),
    }
    phase = phase_of(event, template)
    return frozenset(flag for flag, holds_here in flags.items() if holds_here) | ({phase} if phase else set())


def phase_of(event: Event, template: Template) -> str:
    """The event's phase: as written, else the first whose word stands in the title; "" for none."""
    if event.phase:
        return event.phase
    return next((phase for phase, words in template.phases.items() if _names_one(event.title, words)), "")


def _names_one(title: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", title, re.IGNORECASE) for word in words)


def _lists(event: Event, partners: Mapping[str, Partner], fields: Mapping[str, str]) -> Mapping[str, tuple[Row, ...]]:
    facts = (("calendar", "date"), ("clock", "time"), ("pin", "location"), ("link", "link"))
    shares = [share_of(figure.value) for figure in event.figures]
    return {
        "facts": tuple(Row(fields[name], icon) for icon, name in facts if fields[name]),
        "points": tuple(Row(point, "tick") for point in event.points),
        "figures": tuple(
            Row(figure.label, value=figure.value, share=share.ratio)
            for figure, share in zip(event.figures, shares, strict=True)
        ),
        "partners": tuple(Row(partner.short_name) for partner in partners_of(event, partners)),
    }


def _words(template: Template, fields: Mapping[str, str], flags: frozenset[str]) -> Mapping[str, str]:
    """The template's own words, each in the first wording that holds, with its gaps."""

    def is_true(word: str) -> bool:
        return word in flags or bool(fields.get(word))

    return {
        name: next((item.text for item in wordings if holds(item.when, is_true)), "")
        for name, wordings in template.words.items()
    }


def filled(text: str, fields: Mapping[str, str]) -> str:
    """The text with its `{gaps}` filled."""
    return _GAP.sub(lambda gap: fields.get(gap[1], ""), text)


def partners_of(event: Event, partners: Mapping[str, Partner]) -> Sequence[Partner]:
    """The event's partners in its order; the first is the one it is about."""
    return [partners[name] for name in event.partners if name in partners]


def people_of(event: Event) -> Sequence[Person]:
    """The adults who can be named already."""
    return [person for person in event.people if _TO_FOLLOW not in person.role]


def named(person: Person) -> str:
    """`Suyadi Contoh, S.T. (Guru Pembimbing)`."""
    return f"{person.name} ({person.role})" if person.role else person.name


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
