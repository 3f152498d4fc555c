"""What templates share: templates/house.yaml, the paper and type of all pictures, and templates/looks/*.yaml."""

from __future__ import annotations

import string
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter

from brandbot.errors import Message
from brandbot.model import (
    FIELDS,
    FLAGS,
    Area,
    Canvas,
    Element,
    Layout,
    LayoutName,
    Place,
    Problem,
    TypeRole,
    Variant,
    Wording,
)
from brandbot.sources.files import read_text, shown
from brandbot.sources.look_entries import (
    CanvasEntry,
    CanvasName,
    HouseFile,
    LookFile,
    Shared,
    VariantEntry,
    WordingEntry,
    Wordings,
)
from brandbot.sources.mistakes import Loc, keys_of, unknown
from brandbot.sources.yaml import Document, compose

HOUSE = "house.yaml"
LOOKS = "looks"
SMALLEST = 28  # pixels: the floor of all type, what can still be read on a phone
Elements = Mapping[str, type]
_USE = "use"
# A carousel's pictures share one paper.
_PAPER: Mapping[LayoutName, CanvasName] = {"slide": "feed", "closing": "feed"}


@dataclass(frozen=True, slots=True)
class Placed:
    """An element and where it was written."""

    element: Element
    place: Place


Canvases = Mapping[CanvasName, tuple[Canvas, float]]


@dataclass(frozen=True, slots=True)
class Look:
    """A way to draw that several kinds share."""

    words: Mapping[str, tuple[Wording, ...]]
    layouts: Mapping[LayoutName, Layout]


@dataclass(frozen=True, slots=True)
class House:
    """What all pictures share: paper, type, parts, and the look of what a look does not draw itself."""

    canvases: Canvases
    type: Mapping[str, TypeRole]
    parts: Mapping[str, tuple[Placed, ...]]
    look: Look


@dataclass(slots=True)
class Reader:
    """Reads elements of one file: what they may use of the house, and the words they may name."""

    document: Document
    elements: Elements
    words: Collection[str] = ()
    phases: Collection[str] = ()
    canvases: Canvases = field(default_factory=dict)
    type: dict[str, TypeRole] = field(default_factory=dict)
    parts: dict[str, tuple[Placed, ...]] = field(default_factory=dict)

    def share(self, entry: Shared, house: House | None) -> None:
        """Take the paper, type and parts of the house, then the file's own."""
        if house:
            self.canvases, self.type, self.parts = house.canvases, dict(house.type), dict(house.parts)
        self.type |= {name: TypeRole(**role.model_dump()) for name, role in entry.type.items()}
        for name, listed in entry.parts.items():
            self.parts[name] = tuple(self._listed(("parts", name), listed))

    def layouts(self, entries: Mapping[LayoutName, tuple[VariantEntry, ...]]) -> dict[LayoutName, Layout]:
        """The layouts of the file."""
        found: dict[LayoutName, Layout] = {}
        for name, variants in entries.items():
            canvas, scale = self.canvases[cast("CanvasName", _PAPER.get(name, name))]
            kept = []
            for number, variant in enumerate(variants):
                at: Loc = ("layouts", name, number)
                self.check((*at, "when"), [_bare(word) for words in variant.when for word in words.split("|")])
                placed = tuple(self._listed((*at, "elements"), variant.elements))
                self._check_areas(placed, canvas)
                kept.append(Variant(variant.name, tuple(item.element for item in placed), variant.when))
            found[name] = Layout(canvas, tuple(kept), {key: _scaled(role, scale) for key, role in self.type.items()})
        return found

    def wordings(self, entries: Mapping[str, Wordings]) -> dict[str, tuple[Wording, ...]]:
        """The words of the file, each with its wordings."""
        found = {}
        for name, said in entries.items():
            if name in FIELDS:
                message = Message("'{name}' is a field already; choose another name for this word", name=name)
                self.document.problems.append(Problem(self.document.key_place(("words", name)), message))
            listed = (WordingEntry(text=said, when=()),) if isinstance(said, str) else said
            for number, wording in enumerate(listed):
                at: Loc = ("words", name) if isinstance(said, str) else ("words", name, number, "text")
                self._check_gaps(at, wording.text, FIELDS)
                self.check((*at[:-1], "when"), [_bare(word) for words in wording.when for word in words.split("|")])
            found[name] = tuple(Wording(wording.text, wording.when) for wording in listed)
        return found

    def check(self, at: Loc, names: Sequence[str]) -> None:
        """Every name must be one that `when` may ask for."""
        known = FIELDS | FLAGS | {*self.phases, *self.words}
        self.document.problems += (
            Problem(self.document.place(at), unknown(name, known)) for name in names if name not in known
        )

    def _listed(self, at: Loc, listed: Sequence[Mapping[str, object]]) -> Iterator[Placed]:
        for number, words in enumerate(listed):
            here: Loc = (*at, number)
            if _USE in words:
                yield from self._used(here, words)
                continue
            for word, options in words.items():
                if isinstance(options, Mapping):
                    yield from self._element((*here, word), word)
                else:
                    message = Message("'{key}' takes keys of its own here, each as 'key: value'", key=word)
                    self.document.problems.append(Problem(self.document.place((*here, word)), message))

    def _used(self, at: Loc, words: Mapping[str, object]) -> Iterator[Placed]:
        name, when = str(words[_USE]), words.get("when", [])
        if name not in self.parts:
            self.document.problems.append(Problem(self.document.place((*at, _USE)), unknown(name, self.parts)))
            return
        extra = tuple(map(str, when)) if isinstance(when, list) else (str(when),)
        self.check((*at, "when"), [_bare(word) for said in extra for word in said.split("|")])
        for item in self.parts[name]:
            element: Any = item.element
            yield Placed(replace(element, when=(*element.when, *extra)), item.place)

    def _element(self, at: Loc, word: str) -> Iterator[Placed]:
        """The element at a place of the file; nothing where it is wrong."""
        if word not in self.elements:
            self.document.problems.append(Problem(self.document.key_place(at), unknown(word, self.elements)))
            return
        found = self.document.adapt(self.elements[word], validator(self.elements[word]), at)
        if found:
            self._check_element(at, found.value)
            yield Placed(found.value, self.document.place(at))

    def _check_element(self, at: Loc, element: Element) -> None:
        """Every `{field}`, every word of `when` and every type role must be known."""
        for number, said in enumerate(element.when):
            self.check((*at, "when", number), [_bare(word) for word in said.split("|")])
        for option in keys_of(type(element)):
            value = getattr(element, option)
            if isinstance(value, str):
                self._check_gaps((*at, option), value, {*FIELDS, *self.words})
        role = getattr(element, "type", "")
        if role and role not in self.type:
            self.document.problems.append(Problem(self.document.place((*at, "type")), unknown(role, self.type)))

    def _check_gaps(self, at: Loc, text: str, known: Collection[str]) -> None:
        self.document.problems += (
            Problem(self.document.place(at), unknown(gap, known)) for gap in _gaps(text) if gap not in known
        )

    def _check_areas(self, placed: Sequence[Placed], canvas: Canvas) -> None:
        for item in placed:
            box = getattr(item.element, "box", None)
            area = box.split()[0] if isinstance(box, str) and box else ""
            if area and area not in canvas.areas:
                self.document.problems.append(Problem(item.place, unknown(area, canvas.areas)))


def read_house(root: Path, elements: Elements) -> tuple[House | None, tuple[Problem, ...]]:
    """templates/house.yaml; None where anything in it is wrong."""
    document, unreadable = _composed(root / "templates" / HOUSE, root)
    entry = document.read(HouseFile) if not unreadable and document.is_mapping() else None
    if entry is None:
        return None, (*unreadable, *document.problems)
    value = entry.value
    missing = [name for name in ("feed", "story", "square", "link") if name not in value.canvases]
    if missing:
        place = document.place(("canvases",))
        return None, (Problem(place, Message("these canvases are missing: {names}", names=missing)),)
    canvases = {name: (_canvas(canvas), canvas.scale) for name, canvas in value.canvases.items()}
    reader = Reader(document, elements, words=value.words, canvases=canvases)
    reader.share(value, None)
    look = Look(reader.wordings(value.words), reader.layouts(value.layouts))
    house = House(canvases, reader.type, reader.parts, look)
    return (None if document.problems else house), tuple(document.problems)


def read_look(file: Path, root: Path, elements: Elements, house: House) -> tuple[Look | None, tuple[Problem, ...]]:
    """One of templates/looks/; None where anything in it is wrong."""
    document, unreadable = _composed(file, root)
    entry = document.read(LookFile) if not unreadable and document.is_mapping() else None
    if entry is None:
        return None, (*unreadable, *document.problems)
    value = entry.value
    reader = Reader(document, elements, words={*house.look.words, *value.words})
    reader.share(value, house)
    words = {**house.look.words, **reader.wordings(value.words)}
    look = Look(words, {**house.look.layouts, **reader.layouts(value.layouts)})
    return (None if document.problems else look), tuple(document.problems)


def _composed(file: Path, root: Path) -> tuple[Document, tuple[Problem, ...]]:
    text, unreadable = read_text(file, root)
    path = shown(file, root)
    return (Document(path), unreadable) if unreadable else (compose(text, path), ())


def _canvas(entry: CanvasEntry) -> Canvas:
    areas: dict[str, Area] = {"page": (0, 0, *entry.size), **entry.areas}
    return Canvas(*entry.size, entry.safe, areas)


def _scaled(role: TypeRole, scale: float) -> TypeRole:
    """The role on another paper; even pixels, and never below what can be read."""
    preferred, floor = (max(SMALLEST, round(size * scale / 2) * 2) for size in role.size)
    return replace(role, size=(preferred, min(preferred, floor)))


@cache
def validator(element: type) -> Callable[[object], Element]:
    """What turns an element's options into the element."""
    return TypeAdapter[Element](element).validate_python


def _bare(word: str) -> str:
    return word.removeprefix("!")


def _gaps(text: str) -> list[str]:
    """The names in `{…}`; the whole text where its brackets do not fit."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return [text]
