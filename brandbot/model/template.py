"""The template: a folder of data that turns an event of one kind into pictures and captions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

Area = tuple[int, int, int, int]  # left, top, width and height in pixels

# The words that a template may name in `{…}`; pipeline/fields.py fills each with text, "" where the event has none.
FIELDS = frozenset(
    {
        "kind",  # the template's label: "Mitra Baru"
        "title",
        "date",  # "Rabu, 2 Desember 2026" or the range "18–23 Januari 2027"
        "date_short",  # "2 Des 2026"
        "day",  # "2" or "18–23": the large figure of a date block
        "month",  # "Desember 2026"
        "weekday",  # "Rabu"; "" for a range
        "time",  # "pukul 09.00 WIB"
        "days_left",  # from the day of posting to the event's last day: "7"; "" without an end or after it
        "location",
        "partner",  # the first partner's name as typed
        "partner_short",
        "partners",  # all names: "A, B, dan C"
        "partner_count",  # "12"; "" for none
        "programme",
        "programmes",
        "person",  # the first adult with role
        "person_name",
        "person_role",
        "student",  # the name policy's form where there is just one pupil
        "student_count",
        "figure",  # the first figure's value as typed
        "figure_label",
        "figure_part",  # "93" of "93 dari 96"
        "figure_whole",  # "96" of "93 dari 96"
        "figure_percent",  # "96,9%"
        "source",  # where the figures come from, and when
        "quote",
        "call_to_action",
        "link",  # without scheme, as printed
        "school",
        "school_short",
        "handle",
        "website",
        "phone",
        "place",
        "slide_title",  # of a carousel's slide: what stands before the colon of its point
        "slide_text",
        "slide_number",  # "2" of a carousel's pictures; "" outside of one
        "slide_count",
    }
)

# What `when:` may also ask for. The pictures' flags are set by what there is to draw on this very picture.
FLAGS = frozenset(
    {
        "photo",
        "wide_photo",  # twice as wide as high or more: people in a row
        "tall_photo",  # higher than wide: a portrait
        "logo",  # a partner's logo
        "many_partners",  # from two on
        "government",  # a public authority is among the partners
        "figures",  # two or more
        "points",
        "carousel",
    }
)

LISTS = frozenset({"facts", "points", "figures", "partners"})  # what an element may set as rows

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
