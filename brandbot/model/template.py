"""The template: a folder of data that turns an event of one kind into pictures and captions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from brandbot.errors import Message
from brandbot.model.post import Timing

Area = tuple[int, int, int, int]  # left, top, width and height in pixels

# The words that a template may name in `{…}`; pipeline/fields.py fills each with text, "" where the event has none.
FIELD_MEANINGS: Mapping[str, Message] = {
    "kind": Message("The template's label: `Mitra Baru`."),
    "title": Message("The event's title."),
    "date": Message("The day or days: `Rabu, 2 Desember 2026`, `18–23 Januari 2027`."),
    "date_short": Message("The day or days in short: `2 Des 2026`."),
    "day": Message("The day's number, for a large date: `2`, `18–23`."),
    "month": Message("Month and year: `Desember 2026`."),
    "weekday": Message("The weekday; empty where the event takes several days."),
    "last_day": Message("The last day alone: `Sabtu, 23 Januari 2027`."),
    "time": Message("The hour it begins: `pukul 09.00 WIB`."),
    "days_left": Message("Days from the post to the event's last day: `7`; empty after it."),
    "location": Message("The place of the event."),
    "partner": Message("The first partner's name."),
    "partner_short": Message("The first partner's short name."),
    "partners": Message("The names of all partners: `A, B, dan C`."),
    "partner_count": Message("How many partners: `12`."),
    "programme": Message("The first programme."),
    "programmes": Message("All programmes."),
    "person": Message("The first adult with role: `Suyadi Contoh, S.T. (Guru Pembimbing)`."),
    "person_name": Message("The first adult's name."),
    "person_role": Message("The first adult's role."),
    "student": Message("The pupil's first name, where there is just one pupil."),
    "student_count": Message("How many pupils."),
    "figure": Message("The first figure's value as typed: `93 dari 96`."),
    "figure_label": Message("What the first figure counts."),
    "figure_part": Message("Of `93 dari 96` the `93`."),
    "figure_whole": Message("Of `93 dari 96` the `96`."),
    "figure_percent": Message("The first figure's share of the whole: `96,9%`."),
    "source": Message("Where the figures come from, and when."),
    "quote": Message("What the first person says."),
    "call_to_action": Message("The call to action."),
    "link": Message("The link as printed, without `https://`."),
    "scan": Message("The link for a QR code: to the school's own site with where it was scanned (UTM)."),
    "school": Message("The school's full name."),
    "school_short": Message("The school's short name."),
    "handle": Message("The school's account name."),
    "website": Message("The school's website, without `https://`."),
    "phone": Message("The school's phone number."),
    "place": Message("The school's town or regency."),
    "slide_title": Message("Of a carousel's slide: what stands before the colon of its point."),
    "slide_text": Message("Of a carousel's slide: what stands after the colon of its point, or all of it."),
    "slide_number": Message("Which of a carousel's pictures this is: `2`; empty outside of one."),
    "slide_count": Message("How many pictures the carousel has; empty outside of one."),
}
FIELDS = frozenset(FIELD_MEANINGS)

# What `when:` may also ask for. The pictures' flags are set by what there is to draw on this very picture.
FLAG_MEANINGS: Mapping[str, Message] = {
    "photo": Message("There is a photo."),
    "wide_photo": Message("The photo is twice as wide as high or more: people in a row."),
    "tall_photo": Message("The photo is higher than wide: a portrait."),
    "logo": Message("A partner has a logo."),
    "many_partners": Message("There are two partners or more."),
    "government": Message("A public authority is among the partners."),
    "figures": Message("There are two figures or more."),
    "points": Message("There are points."),
    "carousel": Message("The picture is one of a carousel."),
}
FLAGS = frozenset(FLAG_MEANINGS)

# What an element may set as rows.
LIST_MEANINGS: Mapping[str, Message] = {
    "facts": Message("Date, time, place and link, those that there are."),
    "points": Message("The event's points."),
    "figures": Message("The event's figures: label and value."),
    "partners": Message("The short names of the event's partners."),
}
LISTS = frozenset(LIST_MEANINGS)

LayoutName = Literal["feed", "story", "square", "link", "slide", "closing"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: an icon's name, a text, and for figures the value and its share of the whole (0 to 1)."""

    text: str
    icon: str = ""
    value: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class TypeRole:
    """How a text of one role is set: preferred and smallest size in pixels, at most so many lines; tracking in em."""

    size: tuple[int, int]
    lines: int = 1
    weight: int = 600
    strong: int = 800
    leading: float = 1.14
    tracking: float = 0.0
    face: Literal["text", "display"] = "text"


@dataclass(frozen=True, slots=True)
class Canvas:
    """The paper of a layout: its size, named areas, and the area that texts and logos stay in. All in pixels."""

    width: int
    height: int
    safe: Area
    areas: Mapping[str, Area] = field(default_factory=dict)


def holds(when: Sequence[str], is_true: Callable[[str], bool]) -> bool:
    """Whether all conditions hold: `!word` turns one round, in `one|other` either will do."""
    return all(
        any(is_true(word.removeprefix("!")) is not word.startswith("!") for word in condition.split("|"))
        for condition in when
    )


class Element(Protocol):
    """One thing on the picture; drawing/engine.py lists the classes.

    It is drawn where each word of `when` holds: a field with text, a flag or a phase.
    `!word` turns it round, `one|other` holds where either does.
    """

    @property
    def when(self) -> tuple[str, ...]:
        """The conditions."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to arrange a picture, back to front."""

    name: str
    elements: tuple[Element, ...]
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One picture: of its variants the first is taken whose `when` holds and that can be drawn well."""

    canvas: Canvas
    variants: tuple[Variant, ...]
    type: Mapping[str, TypeRole] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a template says in one of its words, with gaps for fields, where `when` holds."""

    text: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """One kind's look and words.

    `names` are the words for this kind in a table (`mitra_baru`); `needs` the fields an event must fill.
    `phases` tell events of one kind apart: a phase's name with the words in a title that mean it.
    `words` are the kind's own texts by name, each the first of its wordings that holds; a picture names them as `{…}`.
    `layouts` by name: `feed`, `story`, `square`, `link`, and of a carousel `slide` and `closing`.
    `slides` says what each slide shows: a further photo, or a point of the event.
    `timing` says how fast the kind goes stale.
    """

    kind: str
    names: tuple[str, ...]
    label: str
    needs: tuple[str, ...]
    layouts: Mapping[LayoutName, Layout]
    folder: Path
    fingerprint: str
    phases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    slides: Literal["photos", "points"] = "photos"
    timing: Timing = Timing.NEWS
