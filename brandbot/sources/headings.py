"""How the columns of a table of events are headed, in Indonesian or English, and which field each one fills."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic.fields import FieldInfo

from brandbot.sources.event_entries import EventEntry, FigureEntry

HEADINGS: Mapping[str, str] = {
    "event_id": "id",
    "jenis": "kind",
    "judul": "title",
    "tanggal": "date",
    "tanggal_selesai": "end_date",
    "jam": "time",
    "zona": "zone",
    "lokasi": "location",
    "mitra": "partners",
    "mitra_id": "partners",
    "jurusan": "programmes",
    "tokoh": "people",
    "siswa": "students",
    "jumlah_siswa": "student_count",
    "angka_label": "figure_label",
    "angka_nilai": "figure_value",
    "sumber": "source",
    "poin": "points",
    "kutipan": "quote",
    "tahap": "phase",
    "foto": "photos",
    "fokus": "focus",
    "izin_foto": "consent",
    "orang_di_foto": "subjects",
    "buram": "blur",
    "kanal": "channels",
    "terbit_pada": "publish_at",
    "embargo": "announce_after",
    "persetujuan": "approval",
    "nada": "tone",
    "ajakan": "call_to_action",
    "cta": "call_to_action",
    "tautan": "link",
    "tagar": "hashtags",
    "batal": "cancelled",
    "bukan_ganda": "not_duplicate_of",
}
ORDER = tuple(dict.fromkeys(HEADINGS.values()))  # in which the columns of our own tables stand
FIGURE_VALUE = "figure_value"
FIGURE = ("figure_label", FIGURE_VALUE)
FIELDS = frozenset(EventEntry.model_fields) - {"figures"} | {"zone", *FIGURE}
IGNORED = frozenset({"skenario", "uji", "tanggal_tampil"})
NEEDED = ("id", "kind", "title", "date")
LISTS = frozenset(
    {
        "partners",
        "programmes",
        "people",
        "students",
        "points",
        "photos",
        "focus",
        "channels",
        "subjects",
        "not_duplicate_of",
    }
)
DATES = ("date", "end_date")


def field_of(heading: str) -> str:
    """The field that a heading means; an unknown one as it is compared."""
    word = re.sub(r"[\s-]+", "_", heading.strip().casefold())
    return HEADINGS.get(word, word)


def heading_of(field: str) -> str:
    """The Indonesian heading of a field."""
    return next((word for word, name in HEADINGS.items() if name == field), field)


def known_among(cells: list[str]) -> int:
    """How many of a row's cells are headings."""
    return len(FIELDS.intersection(map(field_of, cells)))


def described(field: str) -> FieldInfo:
    """What is said of a field for those who fill it in."""
    part = field.removeprefix("figure_") if field in FIGURE else field
    return (FigureEntry if field in FIGURE else EventEntry).model_fields[part]


def example_of(field: str) -> str:
    """An example as it is written into a cell."""
    example = (described(field).examples or [""])[0]
    return "|".join(map(str, example)) if isinstance(example, list) else str(example)
