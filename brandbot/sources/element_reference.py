"""The last part of docs/kunci.md: the picture elements, their options, and the words that these take."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from brandbot.drawing.options import SHARED, explained
from brandbot.drawing.page import GUTTER, PARTS
from brandbot.errors import Message
from brandbot.model import FIELD_MEANINGS, FLAG_MEANINGS, LIST_MEANINGS
from brandbot.sources.element_words import AREAS, COLOURS, CORNERS, EXAMPLES, ICONS, MOTIFS, SHAPES
from brandbot.sources.mistakes import flow
from brandbot.wording import Wording

_HEAD = """
## Unsur gambar

Isi `elements` pada rupa, dari belakang ke depan: `- unsur: {pilihan: nilai}`. Ukuran dalam piksel.
Yang berlaku bagi banyak unsur dijelaskan sekali di sini, lalu setiap unsur dengan contoh dan pilihannya sendiri.
Cara menyusun rupa diceritakan di [templates.md](templates.md).

Unsurnya: {names}.

### Pilihan bersama

Unsur yang memakainya menyebutnya di bawah tabelnya, dengan bawaannya bila lain dari yang di sini.

| pilihan | bawaan | arti |
| --- | --- | --- |
"""
_GRID = f"""
### Letak: `box`

Setiap daerah terbagi menjadi {PARTS} kolom dan {PARTS} baris, berjarak {GUTTER} piksel (pada `page` tanpa jarak).

| ditulis | artinya |
| --- | --- |
| `[72, 208, 936, 400]` | kiri, atas, lebar, tinggi dalam piksel; boleh melewati tepi gambar |
| `body` | seluruh daerah |
| `body 1-7` | kolom 1 sampai 7, setinggi daerah |
| `body 3` | kolom 3 saja |
| `body 1-7 3-9` | kolom 1 sampai 7, baris 3 sampai 9 |
| `body 1-12 9-12` | sepertiga bawah |

"""
_WHEN = """
### Syarat: `when`

Semua syarat dalam daftar harus benar. Syarat adalah nama ruas (benar bila terisi), tanda, tahap (`phases`), atau kata
(`words`, benar bila terisi). `"!photo"` berarti tanpa foto; `"figure|student_count"` berarti salah satu.

"""
_COLOURS = """
### Warna

Dihitung dari `brand.primary` dan `brand.accent` sehingga teks selalu terbaca di atas dasarnya.

"""
_CORNERS = """
### Sudut: `radius`

Angka berlaku bagi keempat sudut; `[kiri atas, kanan atas, kanan bawah, kiri bawah]` bagi masing-masing.
Kata berikut mengikuti bentuk sekolah pada `brand.corners`.

"""
_MOTIFS = """
### Motif

`brand` berarti motif sekolah pada `brand.motif`.

"""
_SHAPES = """
### Bentuk

Untuk `shape` dan `ornament`.

"""
_ICONS = """
### Ikon

Untuk `rows` dan `ornament`: {icons}.
"""
_FIELDS = """
### Ruas

Ditulis dalam teks sebagai `{ruas}`; kosong bila kegiatan tidak mengisinya.

"""
_FLAGS = """
### Tanda

Hanya untuk `when`.

"""
_LISTS = """
### Daftar

Untuk `of` pada `rows`.

"""
# Defaults that most elements share.
_USUAL: Mapping[str, object] = {"gap": 0, "anchor": "top", "align": "left", "radius": 0, "strength": 1.0}


def element_reference(elements: Mapping[str, type], wording: Wording) -> str:
    """The elements, in the words of the catalogue; below the tables of `key_reference`."""
    shared = (_row(f"`{name}`", _default(_USUAL.get(name)), wording.sentence(SHARED[name])) for name in SHARED)
    icons = (f"`{name}` ({wording.say(meaning)})" for name, meaning in ICONS.items())
    return "".join(
        [
            _HEAD.replace("{names}", ", ".join(f"[`{word}`](#{word})" for word in sorted(elements))),
            *shared,
            _GRID,
            *_table("daerah", AREAS, wording),
            _WHEN,
            *_table("tanda", FLAG_MEANINGS, wording),
            _FIELDS,
            *_table("ruas", FIELD_MEANINGS, wording),
            _LISTS,
            *_table("daftar", LIST_MEANINGS, wording),
            _COLOURS,
            *_table("warna", COLOURS, wording),
            _CORNERS,
            *_table("sudut", CORNERS, wording),
            _MOTIFS,
            *_table("motif", MOTIFS, wording),
            _SHAPES,
            *_table("bentuk", SHAPES, wording),
            _ICONS.replace("{icons}", ", ".join(icons)),
            *(_element(word, element, wording) for word, element in sorted(elements.items())),
        ]
    )


def sentences(element: type) -> Iterator[str]:
    """What the page says of an element: the paragraphs of its docstring, then its options."""
    yield from _told(element)
    yield from explained(element).values()


def _told(element: type) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in (inspect.getdoc(element) or "").split("\n\n")]


def _element(word: str, element: Any, wording: Wording) -> str:
    told = " ".join(map(wording.sentence, _told(element)))
    example = EXAMPLES.get(word, "").strip()
    fields, meanings = dataclasses.fields(element), explained(element)
    own = [field for field in fields if meanings[field.name] != SHARED.get(field.name)]
    rows = [_row(f"`{field.name}`", _default_of(field), wording.sentence(meanings[field.name])) for field in own]
    table = ["\n| pilihan | bawaan | arti |\n| --- | --- | --- |\n", *rows] if rows else []
    shared = ", ".join(_mentioned(field) for field in fields if field not in own)
    return f"\n### `{word}`\n\n{told}\n\n```yml\n{example}\n```\n{''.join(table)}\nPilihan bersama: {shared}.\n"


def _mentioned(field: dataclasses.Field[Any]) -> str:
    """`gap`, or `color` (`ink`): a shared option, with a default of its own."""
    default = "" if field.default == _USUAL.get(field.name) else _default_of(field)
    return f"`{field.name}` ({default})" if default else f"`{field.name}`"


def _default_of(field: dataclasses.Field[Any]) -> str:
    return "wajib" if field.default is dataclasses.MISSING else _default(field.default)


def _default(value: object) -> str:
    if value in ("", (), None):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else flow(value)}`"


def _table(head: str, meanings: Mapping[str, Message], wording: Wording) -> Iterator[str]:
    yield f"| {head} | arti |\n| --- | --- |\n"
    yield from (_row(f"`{word}`", wording.say(meaning)) for word, meaning in meanings.items())


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
