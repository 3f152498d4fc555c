"""YAML, composed and not loaded: every value stays the text that the person wrote, with its line and column.

So `10:30`, `0123456`, `no` and `on` reach the models as typed, and each mistake can say where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.resolver import VersionedResolver

from brandbot.errors import Message
from brandbot.model import Place, Problem
from brandbot.sources.files import visible
from brandbot.sources.mistakes import Loc, keys_of, mistakes_of, short, unknown_key
from brandbot.sources.yaml_errors import message_of

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
_CORE = "tag:yaml.org,2002:"
_TAGS = frozenset(
    f"{_CORE}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "map", "seq")
)
_DEPTH = 20
_HASHTAG = re.compile(r"[ \t]+#[^\s#]")  # a remark for YAML; for a person part of the text
_GONE: object = None  # stands for a value that was left out
_TOO_MUCH = Message("too much is nested or repeated by '*' here; write the values out")
_NOT_A_MAPPING = Message("the file must begin with keys, each as 'key: value'")


class _TooMuch(Exception):
    """The file unfolds into more than a person writes."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A value that was read, and where it stands: `where(())` the whole, `where(("partners", 1))` a part."""

    value: T
    where: Callable[[Loc], Place]


@dataclass(slots=True)
class Document:
    """A file's data as mappings, lists and text; what could not be kept is left out, and `problems` says why."""

    path: str
    text: str = ""
    data: object = None
    problems: list[Problem] = field(default_factory=list)
    _values: dict[Loc, Place] = field(default_factory=dict)
    _keys: dict[Loc, Place] = field(default_factory=dict)
    _gone: set[Loc] = field(default_factory=set)
    _budget: int = 0

    def place(self, loc: Loc) -> Place:
        """Where the value stands, or the nearest thing around it."""
        while loc and loc not in self._values:
            loc = loc[:-1]
        return self._values.get(loc, Place(self.path))

    def key_place(self, loc: Loc) -> Place:
        """Where the key stands that leads to a value."""
        return self._keys[loc]

    def read(self, model: type[M], at: Loc = (), known: object = None) -> Located[M] | None:
        """The data at a path as a model; None where anything in it is wrong. `known` is what words are looked up in."""
        return self.adapt(model, lambda data: model.model_validate(data, context=known), at)

    def adapt(self, root: type, validate: Callable[[object], T], at: Loc = ()) -> Located[T] | None:
        """The data at a path through a validator of pydantic's; None where anything in it is wrong."""
        data, where = self._at(at), _Below(self, at)
        try:
            value = validate(data)
        except ValidationError as error:
            for loc, is_key, message in mistakes_of(error, root):
                if (*at, *loc) not in self._gone:
                    place = self.key_place((*at, *loc)) if is_key else where(loc)
                    self.problems.append(Problem(place, message))
            return None
        spoilt = any(loc[: len(at)] == at for loc in self._gone)
        return None if spoilt else Located(value, where)

    def items(self, key: str, model: type[M], known: object = None) -> Iterator[Located[M]]:
        """The items of the list under a top key; a wrong item costs only itself."""
        data = self.data.get(key, []) if isinstance(self.data, dict) else []
        if not isinstance(data, list):
            self.problems.append(
                Problem(self.place((key,)), Message("'{key}' takes a list; begin each item with '- '", key=key))
            )
            return
        for number in range(len(data)):
            item = self.read(model, (key, number), known)
            if item:
                yield item

    def is_mapping(self) -> bool:
        """Whether the file holds keys; a problem is noted where it holds something else."""
        if self.data is not None and not isinstance(self.data, dict):
            self.problems.append(Problem(self.place(()), _NOT_A_MAPPING))
        return isinstance(self.data, dict)

    def only_keys_of(self, model: type[BaseModel]) -> bool:
        """Whether the file holds keys; those that the model does not have become problems."""
        if not self.is_mapping():
            return False
        known = keys_of(model)
        strange = [loc[0] for loc in self._keys if len(loc) == 1 and loc[0] not in known]
        self.problems += [Problem(self._keys[key,], unknown_key(str(key), known)) for key in strange]
        return True

    def _at(self, loc: Loc) -> object:
        data: object = self.data
        for part in loc:
            data = data[part]  # type: ignore[index] # a path that `items` or a caller took from the data itself
        return data

    def fill(self, node: Node | None, budget: int) -> None:
        """Take the composed nodes; with aliases unfolded they may be no more than the budget."""
        if node is None:
            self.problems.append(Problem(Place(self.path), Message("the file is empty; write something or delete it")))
            return
        self._budget = budget
        try:
            self.data = self._value(node, (), ())
        except _TooMuch as stop:
            self.data, self.problems = _GONE, [Problem(stop.place, _TOO_MUCH)]

    def _value(self, node: Node, at: Loc, inside: tuple[int, ...]) -> object:
        here = self._mark(node)
        self._values[at] = here
        self._budget -= 1
        if self._budget < 0 or len(inside) > _DEPTH:
            raise _TooMuch(here)
        if id(node) in inside:
            return self._lose(at, here, Message("'*' repeats a part inside itself; write the values out"))
        if node.tag not in _TAGS:
            return self._lose(at, here, Message("a value that begins with '!' needs quotes"))
        if isinstance(node, ScalarNode):
            return self._scalar(node, at, here)
        deeper = (*inside, id(node))
        if isinstance(node, SequenceNode):
            return [self._value(value, (*at, number), deeper) for number, value in enumerate(node.value)]
        return self._mapping(node, at, deeper)

    def _scalar(self, node: ScalarNode, at: Loc, here: Place) -> object:
        if node.tag == f"{_CORE}null":
            return self._lose(at, self._keys.get(at, here), _EMPTY)
        end: StringMark = node.end_mark
        if not node.style and _HASHTAG.match(self.text, end.index):
            return self._lose(at, Place(self.path, end.line + 1, end.column + 2), _CUT_OFF)
        return visible(str(node.value))

    def _mapping(self, node: Node, at: Loc, inside: tuple[int, ...]) -> dict[str, object]:
        data: dict[str, object] = {}
        for key, value in node.value:
            place = self._mark(key)
            if not isinstance(key, ScalarNode):
                self._lose(at, place, Message("a text that begins with '{{' or '[' needs quotes"))
                continue
            loc = (*at, key.value)
            if loc in self._keys:
                self._lose(loc, place, _twice(key.value, self._keys[loc].line))
                continue
            self._keys[loc] = place
            found = self._value(value, loc, inside)
            if found is not _GONE:
                data[key.value] = found
        return data

    def _lose(self, at: Loc, place: Place, message: Message) -> object:
        self._gone.add(at)
        self.problems.append(Problem(place, message))
        return _GONE

    def _mark(self, node: Node) -> Place:
        mark: StringMark = node.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1)


@dataclass(frozen=True, slots=True)
class _Below:
    """Where things stand below a path of a document."""

    document: Document
    at: Loc

    def __call__(self, loc: Loc) -> Place:
        return self.document.place((*self.at, *loc))


_CUT_OFF = Message("nothing from '#' on is read; put the whole text in quotes, or write '# ' before a remark")
_EMPTY = Message("nothing stands here; write a value (one that begins with '#' needs quotes) or take the line away")


def _twice(key: str, line: int) -> Message:
    return Message("the key '{key}' stands in line {line} already; keep one of the two", key=short(key), line=line)


def compose(text: str, path: str) -> Document:
    """The file's text as a Document; where it is no YAML at all, its data is None."""
    document = Document(path, text)
    try:
        node = _composed(text)
    except MarkedYAMLError as error:
        message, at_start = message_of(error.problem or "", error.context or "")
        mark = (error.context_mark if at_start else error.problem_mark) or error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        document.problems.append(Problem(place, message))
    except ReaderError as error:
        before = text[: error.position]
        place = Place(path, before.count("\n") + 1, error.position - before.rfind("\n"))
        document.problems.append(Problem(place, Message("a character stands here that no text holds; take it away")))
    except RecursionError:
        document.problems.append(Problem(Place(path), _TOO_MUCH))
    else:
        document.fill(node, 10_000 + 2 * len(text))
    return document


class _Resolver(VersionedResolver):
    """Of what it tells apart only the empty is asked here, the same in each version: none is looked up per value."""

    processing_version = (1, 2)


def _composed(text: str) -> Node | None:
    """The nodes by libyaml, five times as fast; what it can't read, the parser whose words we know reads again."""
    try:
        parser = YAML(typ="safe")
        parser.Resolver = _Resolver
        fast: Node | None = parser.compose(text)
    except (MarkedYAMLError, ReaderError, UnicodeError):
        careful = YAML(typ="safe", pure=True)
        careful.composer.warn_double_anchors = False
        slow: Node | None = careful.compose(text)
        return slow
    return fast


def read_yaml(text: str, path: str, model: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
    """A whole file as one model; None with the problems where anything in it is wrong."""
    document = compose(text, path)
    found = document.read(model) if document.is_mapping() else None
    problems = tuple(sorted(document.problems, key=lambda problem: problem.place))
    return (None if problems or not found else found.value), problems
