"""templates/<kind>/template.yaml: what an event of a kind looks like, as data."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from brandbot.model import FIELDS, FLAGS, Element, Layout, Problem, Template
from brandbot.sources.files import not_readable, read_text, shown
from brandbot.sources.mistakes import Loc, keys_of, unknown
from brandbot.sources.scalars import Strict, Text
from brandbot.sources.yaml import Document, compose

FILE = "template.yaml"
_NOISE = (".", "~", "Thumbs.db", "desktop.ini")
Pixels = Annotated[int, Field(ge=100, le=4000)]
LayoutName = Literal["feed", "story", "slide"]


class LayoutEntry(Strict):
    """One picture: its size and what stands on it."""

    size: tuple[Pixels, Pixels] = Field(description="Lebar dan tinggi dalam piksel", examples=[[1080, 1350]])
    elements: tuple[Mapping[str, Mapping[str, object]], ...] = Field(
        description="Unsur dari belakang ke depan, masing-masing nama: {pilihan}",
        examples=[[{"text": {"text": "{title}"}}]],
    )


class TemplateFile(Strict):
    """template.yaml."""

    label: Text = Field(description="Nama jenis kegiatan yang tampil pada gambar", examples=["Mitra Baru"])
    names: tuple[Text, ...] = Field((), description="Sebutan jenis ini di tabel", examples=[["mitra_baru"]])
    needs: tuple[Text, ...] = Field((), description="Ruas yang harus diisi kegiatan", examples=[["title", "partner"]])
    layouts: Mapping[LayoutName, LayoutEntry] = Field(
        description="Tata letak: feed, story, dan slide untuk foto kedua dan seterusnya"
    )


def read_template(
    folder: Path, root: Path, elements: Mapping[str, type]
) -> tuple[Template | None, tuple[Problem, ...]]:
    """The template in a folder; None where anything in it is wrong. `elements` are the classes by their word."""
    text, unreadable = read_text(folder / FILE, root)
    if unreadable:
        return None, unreadable
    document = compose(text, shown(folder / FILE, root))
    entry = document.read(TemplateFile) if document.is_mapping() else None
    layouts = dict(_layouts(document, entry.value, elements)) if entry else {}
    if entry:
        _only_known(document, ("needs",), entry.value.needs, FIELDS)
    try:
        fingerprint = _fingerprint(folder)
    except OSError as error:
        document.problems.append(Problem(document.place(()), not_readable(error)))
    if document.problems or not entry:
        return None, tuple(document.problems)
    return Template(
        kind=folder.name,
        names=entry.value.names,
        label=entry.value.label,
        needs=entry.value.needs,
        layouts=layouts,
        folder=folder,
        fingerprint=fingerprint,
    ), ()


def _layouts(document: Document, template: TemplateFile, elements: Mapping[str, type]) -> Iterator[tuple[str, Layout]]:
    for name, layout in template.layouts.items():
        at: Loc = ("layouts", name, "elements")
        found = [
            element
            for number, words in enumerate(layout.elements)
            for element in _element(document, (*at, number), tuple(words), elements)
        ]
        yield name, Layout(*layout.size, tuple(found))


def _element(document: Document, at: Loc, words: Collection[str], elements: Mapping[str, type]) -> Iterator[Element]:
    """The element at a place of the file; nothing where it is wrong."""
    for word in words:
        if word not in elements:
            document.problems.append(Problem(document.key_place((*at, word)), unknown(word, elements)))
        elif found := document.adapt(elements[word], _validator(elements[word]), (*at, word)):
            _check_words(document, (*at, word), found.value)
            yield found.value


@cache
def _validator(element: type) -> Callable[[object], Element]:
    return TypeAdapter[Element](element).validate_python


def _check_words(document: Document, at: Loc, element: Element) -> None:
    """Every `{field}` and every word of `when` must be one that an event can fill."""
    _only_known(document, (*at, "when"), [word.removeprefix("!") for word in element.when], FIELDS | FLAGS)
    for option in keys_of(type(element)):
        value = getattr(element, option)
        for gap in _gaps(value) if isinstance(value, str) else ():
            _only_known(document, (*at, option), [gap], FIELDS, single=True)


def _gaps(text: str) -> list[str]:
    """The names in `{…}`; the whole text where its brackets do not fit."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return [text]


def _only_known(
    document: Document, at: Loc, words: Sequence[str], known: Collection[str], *, single: bool = False
) -> None:
    for number, word in enumerate(words):
        if word not in known:
            place = document.place(at if single else (*at, number))
            document.problems.append(Problem(place, unknown(word, known)))


def _fingerprint(folder: Path) -> str:
    """Changes when a file of the template changes, or one that all templates share."""
    digest = hashlib.sha256()
    for file in template_files(folder):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


def template_files(folder: Path) -> list[Path]:
    """A template's own files, then those that all templates share; not what systems leave in folders."""
    own = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(_NOISE))
    return [*sorted(own), *sorted(folder.parent.glob("*.j2"))]
