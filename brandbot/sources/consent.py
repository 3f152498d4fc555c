"""consent/*.csv: the consent register, as a spreadsheet program saves it. The folder never leaves the machine."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from brandbot.errors import Message
from brandbot.model import Permission, Place, Problem, Register, Scope
from brandbot.sources.files import not_readable, shown, visible
from brandbot.sources.mistakes import Wrong, mistakes_of, unknown_key
from brandbot.sources.scalars import Date, Strict, Text, words
from brandbot.sources.text_sheets import DELIMITERS, NO_TABLE, encoding_of

FOLDER = "consent"
HEADINGS: Mapping[str, str] = {
    "orang": "person",
    "nama": "name",
    "lingkup": "scopes",
    "kanal": "channels",
    "diberi_oleh": "given_by",
    "cara": "how",
    "tanggal": "given",
    "berlaku_sampai": "until",
    "dicabut": "withdrawn",
}
SCOPES: Mapping[str, Scope] = {
    **{scope.value: scope for scope in Scope},
    "foto": Scope.PHOTO,
    "nama": Scope.NAME,
}
_LISTS = frozenset({"scopes", "channels"})
ScopeWord = Annotated[Scope, words(SCOPES)]


class PermissionEntry(Strict):
    """A row: what a person, or a parent for a child, allowed or took back."""

    person: Text = Field(description="Kunci orang, misalnya nomor induk sekolah", examples=["2627-014"])
    name: str = Field("", description="Nama yang dipakai pada kegiatan, bila lain dari kuncinya", examples=["Bagas F."])
    scopes: tuple[ScopeWord, ...] = Field(
        tuple(Scope), description="foto, nama, video, dipisahkan |; kosong berarti semua", examples=["foto|nama"]
    )
    channels: tuple[Text, ...] = Field(
        (), description="Kanal dari config.yaml, dipisahkan |; kosong berarti semua", examples=["facebook"]
    )
    given_by: str = Field("", description="Siapa yang mengizinkan; untuk anak orang tua atau wali", examples=["Ibu"])
    how: str = Field("", description="Cara dan buktinya", examples=["formulir tertulis, map B"])
    given: Date | None = Field(None, description="Tanggal izin", examples=["2026-07-20"])
    until: Date | None = Field(None, description="Berlaku sampai dengan tanggal ini", examples=["2027-06-30"])
    withdrawn: Date | None = Field(None, description="Tanggal izin dicabut", examples=["2026-11-02"])

    @model_validator(mode="after")
    def _can_be_shown(self) -> PermissionEntry:
        if not self.withdrawn and not (self.given_by and self.how and self.given):
            raise Wrong(Message("a consent must be provable; write who gave it, how and when"))
        return self


def read_register(root: Path) -> tuple[Register, tuple[Problem, ...]]:
    """All rows of the folder; a wrong row allows nothing and is a problem."""
    problems: list[Problem] = []
    rows = [row for file in register_files(root) for row in read_permissions(file, shown(file, root), problems)]
    return Register.of(rows), tuple(problems)


def register_files(root: Path) -> list[Path]:
    """The tables of the folder that a person means to be read."""
    return sorted(file for file in (root / FOLDER).glob("*.csv") if not file.name.startswith((".", "~")))


def read_permissions(file: Path, path: str, problems: list[Problem]) -> tuple[Permission, ...]:
    """The rows of one table, whose place is told as `path`."""
    try:
        encoding = encoding_of(file)
        lines = file.read_text(encoding=encoding or "utf-8").splitlines() if encoding else []
    except OSError as error:
        problems.append(Problem(Place(path), not_readable(error)))
        return ()
    if not lines:
        problems.append(Problem(Place(path), NO_TABLE))
        return ()
    mark = max(DELIMITERS, key=lines[0].count)
    heads = [_field(head) for head in next(csv.reader(lines[:1], delimiter=mark))]
    strange = [
        number for number, head in enumerate(heads, start=1) if head and head not in PermissionEntry.model_fields
    ]
    problems += (Problem(Place(path, 1, number), unknown_key(heads[number - 1], [*HEADINGS])) for number in strange)
    if strange or "person" not in heads:
        if not strange:
            problems.append(Problem(Place(path, 1), Message("the first row must name the columns; it lacks: orang")))
        return ()
    return tuple(_rows(lines, mark, heads, path, problems))


def _rows(lines: list[str], mark: str, heads: list[str], path: str, problems: list[Problem]) -> Iterator[Permission]:
    reader = csv.reader(lines[1:], delimiter=mark)
    for cells in reader:
        line = reader.line_num + 1
        filled = {head: text for head, cell in zip(heads, cells, strict=False) if (text := visible(cell).strip())}
        if not filled:
            continue
        data: dict[str, object] = dict(filled)
        data |= {name: _split(filled[name]) for name in _LISTS & filled.keys()}
        try:
            entry = PermissionEntry.model_validate(data)
        except ValidationError as error:
            for loc, _, message in mistakes_of(error, PermissionEntry):
                column = heads.index(str(loc[0])) + 1 if loc and loc[0] in heads else 1
                problems.append(Problem(Place(path, line, column), message))
            continue
        plain = {name: getattr(entry, name) for name in PermissionEntry.model_fields if name not in _LISTS}
        scopes, channels = frozenset(entry.scopes), frozenset(entry.channels)
        yield Permission(place=Place(path, line), scopes=scopes, channels=channels, **plain)


def _field(heading: str) -> str:
    word = re.sub(r"[\s-]+", "_", visible(heading).strip().casefold())
    return HEADINGS.get(word, word)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
