"""The template: a folder of data that turns an event of one kind into pictures and captions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

# The words that a template may name in `{…}`; pipeline/fields.py fills each with text, "" where the event has none.
FIELDS = frozenset(
    {
        "kind",  # the template's label: "Mitra Baru"
        "title",
        "date",  # "Rabu, 2 Desember 2026" or the range "18–23 Januari 2027"
        "date_short",  # "2 Des 2026"
        "time",  # "pukul 09.00 WIB"
        "location",
        "partner",  # the first partner's name as typed
        "partner_short",
        "partners",  # all names: "A, B, dan C"
        "programme",
        "programmes",
        "person",  # the first adult with role
        "student",  # the name policy's form where there is just one pupil
        "student_count",
        "figure",  # the first figure's value as typed
        "figure_label",
        "figure_part",  # "93" of "93 dari 96"
        "figure_whole",  # "96" of "93 dari 96"
        "figure_percent",  # "96,9%"
        "call_to_action",
        "link",  # without scheme, as printed
        "school",
        "school_short",
        "handle",
        "website",
        "phone",
    }
)

# What `when:` may also ask for: "photo" and "logo" are true where there is one to draw, "many_partners" from two on.
FLAGS = frozenset({"photo", "logo", "many_partners"})


class Element(Protocol):
    """One thing on the picture; drawing/engine.py lists the classes.

    It is drawn where each word of `when` holds: a field with text or a flag; `!word` turns it round.
    """

    @property
    def when(self) -> tuple[str, ...]:
        """The conditions."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on one picture, back to front. Size in pixels."""

    width: int
    height: int
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """One kind's look and words.

    `names` are the words for this kind in a table (`mitra_baru`); `needs` the fields an event must fill;
    `layouts` by name: `feed`, `story`, and `slide` for the second photo of a carousel and those after it.
    """

    kind: str
    names: tuple[str, ...]
    label: str
    needs: tuple[str, ...]
    layouts: Mapping[str, Layout]
    folder: Path
    fingerprint: str
