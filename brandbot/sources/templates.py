"""templates/<kind>/template.yaml: what an event of a kind looks like, as data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from brandbot.errors import Message
from brandbot.model import FIELDS, LayoutName, Problem, Template, Timing, Wording
from brandbot.sources.files import not_readable, read_text, shown
from brandbot.sources.look_entries import Shared, VariantEntry, Wordings
from brandbot.sources.looks import HOUSE, LOOKS, Elements, House, Look, Reader
from brandbot.sources.mistakes import Loc, unknown
from brandbot.sources.phrases import TimingWord
from brandbot.sources.scalars import Text
from brandbot.sources.yaml import Document, compose

FILE = "template.yaml"
NEEDS = FIELDS | {"points", "photos"}
_NOISE = (".", "~", "Thumbs.db", "desktop.ini")


class TemplateFile(Shared):
    """template.yaml."""

    label: Text = Field(description="Nama jenis kegiatan yang tampil pada gambar", examples=["Mitra Baru"])
    names: tuple[Text, ...] = Field((), description="Sebutan jenis ini di tabel", examples=[["mitra_baru"]])
    needs: tuple[Text, ...] = Field((), description="Ruas yang harus diisi kegiatan", examples=[["title", "partner"]])
    look: str = Field("", description="Rupa dari templates/looks/", examples=["kartu"])
    phases: Mapping[str, tuple[Text, ...]] = Field(
        {}, description="Tahap, masing-masing dengan kata dalam judul yang menandainya", examples=[{"mou": ["MoU"]}]
    )
    words: Mapping[str, Wordings] = Field({}, description="Isi kata-kata pada rupa")
    slides: Literal["photos", "points"] = Field(
        "photos", description="Isi slide carousel: foto berikutnya, atau satu per butir `points`", examples=["points"]
    )
    timing: TimingWord = Field(
        Timing.NEWS,
        description="Seberapa cepat basi: notice (darurat), greeting (ucapan), invitation (undangan), news (berita), "
        "atau evergreen (tidak lekas basi)",
        examples=["evergreen"],
    )
    layouts: Mapping[LayoutName, tuple[VariantEntry, ...]] = Field(
        {}, description="Susunan sendiri, menggantikan susunan pada rupa"
    )


def read_template(
    folder: Path, root: Path, elements: Elements, house: House, looks: Mapping[str, Look | None]
) -> tuple[Template | None, tuple[Problem, ...]]:
    """The template in a folder; None where anything in it is wrong. `elements` are the classes by their word.

    A look that is None has mistakes of its own.
    """
    text, unreadable = read_text(folder / FILE, root)
    if unreadable:
        return None, unreadable
    document = compose(text, shown(folder / FILE, root))
    entry = document.read(TemplateFile) if document.is_mapping() else None
    if entry is None:
        return None, tuple(document.problems)
    value = entry.value
    look = _look(document, value.look, looks) or house.look
    words = _words(document, value, look, elements)
    reader = Reader(document, elements, words=words, phases=value.phases)
    reader.share(value, house)
    layouts = {**look.layouts, **reader.layouts(value.layouts)}
    if "feed" not in layouts and not document.problems:
        message = Message("the template has no layout 'feed'; name a look: {looks}", looks=sorted(looks))
        document.problems.append(Problem(document.place(()), message))
    document.problems += (
        Problem(document.place(("needs", number)), unknown(word, NEEDS))
        for number, word in enumerate(value.needs)
        if word not in NEEDS
    )
    fingerprint = _fingerprint(document, folder, value.look)
    if document.problems:
        return None, tuple(document.problems)
    return Template(
        kind=folder.name,
        names=value.names,
        label=value.label,
        needs=value.needs,
        layouts=layouts,
        folder=folder,
        fingerprint=fingerprint,
        phases=value.phases,
        words=words,
        slides=value.slides,
        timing=value.timing,
    ), ()


def _look(document: Document, name: str, looks: Mapping[str, Look | None]) -> Look | None:
    if not name:
        return None
    at: Loc = ("look",)
    if name not in looks:
        document.problems.append(Problem(document.place(at), unknown(name, looks)))
    elif looks[name] is None:
        message = Message("the look '{name}' has mistakes; mend them first", name=name)
        document.problems.append(Problem(document.place(at), message))
    return looks.get(name)


def _words(document: Document, value: TemplateFile, look: Look, elements: Elements) -> dict[str, tuple[Wording, ...]]:
    """The look's words, each with the template's wordings where it has some."""
    own = Reader(document, elements, phases=value.phases).wordings(value.words)
    if not value.layouts:
        document.problems += (
            Problem(document.key_place(("words", name)), unknown(name, look.words))
            for name in own
            if name not in look.words
        )
    return {**look.words, **own}


def _fingerprint(document: Document, folder: Path, look: str) -> str:
    """Changes when a file of the template changes, or one that it shares with others."""
    digest = hashlib.sha256()
    try:
        for file in template_files(folder):
            if file.parent.name != LOOKS or file.stem == look:
                content = file.read_bytes()
                digest.update(f"{file.name} {len(content)} ".encode())
                digest.update(content)
    except OSError as error:
        document.problems.append(Problem(document.place(()), not_readable(error)))
    return digest.hexdigest()


def template_files(folder: Path) -> list[Path]:
    """A template's own files, then those that all templates share."""
    return [*own_files(folder), *shared_files(folder.parent)]


def own_files(folder: Path) -> list[Path]:
    """The files of a template's folder; not what systems leave there."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(_NOISE))


def shared_files(templates: Path) -> list[Path]:
    """What all templates share: bases and phrases, the house and the looks."""
    return [*sorted(templates.glob("*.j2")), *templates.glob(HOUSE), *look_files(templates)]


def look_files(templates: Path) -> list[Path]:
    """The looks in the folder of templates."""
    return sorted((templates / LOOKS).glob("*.yaml"))
