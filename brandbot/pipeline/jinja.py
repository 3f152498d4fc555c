"""The one home of Jinja2: captions, alt texts and pages are templates that somebody at the school may edit.

A template gets plain values and no tools: no call but its own macros, nothing that makes much out of little, limits
on what goes in, what comes out and how often anything goes round (jinja_sandbox.py).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes

from brandbot.errors import Message, Refused
from brandbot.model import Place, Problem
from brandbot.pipeline.jinja_sandbox import Sandbox, environment_of

Shape = Mapping[str, frozenset[str]]


def render(root: Path, name: str, values: Mapping[str, Any], *, pages: bool = False) -> str:
    """The text of the template `name` below `root`, with `pages` escaped for HTML.

    Raises Refused with file and line where the template is missing, can't be read, or asks for what is not there.
    """
    Sandbox.steps.set(0)
    try:
        return environment_of(root, pages=pages).get_template(name).render(values)
    except TemplateNotFound as error:
        raise Refused(
            Message("the template {file} is missing; copy it from the sample", file=str(error.name))
        ) from error
    except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Refused(_failure(root, name, error)) from error


def _failure(root: Path, name: str, error: Exception) -> Message:
    """Where in the templates it happened: the error's own line, or the last of the traceback that is a template's."""
    file, line = root / (getattr(error, "name", None) or name), getattr(error, "lineno", 1)
    trace = error.__traceback__
    while trace:
        frame = Path(trace.tb_frame.f_code.co_filename)
        if frame.is_relative_to(root) and frame.suffix != ".py":
            file, line = frame, trace.tb_lineno
        trace = trace.tb_next
    place = f"{file.relative_to(root.parent).as_posix()}:{line}"
    return Message("{place}: the template can't be filled in: {detail}", place=place, detail=str(error))


@dataclass(frozen=True, slots=True)
class _Source:
    """A template's text, and the path by which people know the file."""

    shown: str
    text: str = ""

    def problem(self, line: int, word: str, message: Message) -> Problem:
        """Jinja tells the line only; the column is where the word stands in it. The line's text is said too."""
        text = self.text.splitlines()[line - 1] if 0 < line <= len(self.text.splitlines()) else ""
        pattern = rf"\b{re.escape(word)}\b" if word.isidentifier() else re.escape(word)
        found = re.search(pattern, text)
        place = Place(self.shown, line, found.start() + 1 if found else 1)
        if not text.strip():
            return Problem(place, message)
        return Problem(place, Message("{message}, in: {text}", message=message, text=text.strip()))


def check(
    root: Path, name: str, shape: Shape, *, shown: str, pages: bool = False, bases: Sequence[str] = ()
) -> Iterator[Problem]:
    """Every mistake in the template `name` below `root` that can be seen without filling it in.

    `shape` names the words that it may use, each with the parts of one of its items; `shown` is the file's path for
    people; `bases` are the templates whose blocks it fills where it says `{% extends base %}`.
    """
    environment = environment_of(root, pages=pages)
    source = _Source(shown)
    try:
        text, path, _ = environment.source(name)
        source = _Source(shown, text)
        tree = environment.parse(text, name, path)
        found = [
            *_unknown_words(tree, source, shape),
            *_unknown_parts(tree, source, shape),
            *_unknown_macros(environment, tree, source),
            *_unknown_blocks(environment, tree, source, bases),
        ]
        environment.compile(tree, name, path)  # last, for it changes the tree
    except TemplateSyntaxError as error:
        message = Message("the template can't be read: {detail}", detail=error.message or "")
        found = [source.problem(error.lineno, "{", message)]
    yield from found


def _unknown_words(tree: nodes.Template, source: _Source, shape: Shape) -> Iterator[Problem]:
    unknown = meta.find_undeclared_variables(tree) - shape.keys() - _own_words(tree)
    places = {(node.lineno, node.name) for node in tree.find_all(nodes.Name) if node.name in unknown}
    for line, word in sorted(places):
        yield source.problem(line, word, _no_such(word, shape))


def _own_words(tree: nodes.Template) -> set[str]:
    """What the template names itself outside of its blocks, where Jinja's own search does not look."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, (nodes.Assign, nodes.AssignBlock)) and isinstance(node.target, nodes.Name):
            names.add(node.target.name)
        elif isinstance(node, nodes.Macro):
            names.add(node.name)
        elif isinstance(node, nodes.FromImport):
            names.update(item[-1] if isinstance(item, tuple) else item for item in node.names)
    return names


def _unknown_parts(tree: nodes.Template, source: _Source, shape: Shape) -> Iterator[Problem]:
    """`figure.lable`: parts are known of what a loop takes out of one of our lists; other words have none."""
    items: dict[str, frozenset[str]] = {}
    for loop in tree.find_all(nodes.For):
        looped = loop.iter.node if isinstance(loop.iter, nodes.Getitem) else loop.iter  # `figures` or `figures[1:]`
        if isinstance(loop.target, nodes.Name) and isinstance(looped, nodes.Name) and looped.name in shape:
            items[loop.target.name] = shape[looped.name]
    parts: Shape = dict.fromkeys(shape, frozenset[str]()) | items
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.attr not in parts.get(node.node.name, {node.attr}):
            yield source.problem(node.lineno, node.attr, _no_such(node.attr, parts[node.node.name]))


def _unknown_macros(environment: Sandbox, tree: nodes.Template, source: _Source) -> Iterator[Problem]:
    for node in tree.find_all(nodes.FromImport):
        file = node.template.value if isinstance(node.template, nodes.Const) else ""
        try:
            macros = _named(environment, environment.source(file)[0], nodes.Macro)
        except TemplateError:
            message = Message("the template {file} is missing or can't be read", file=file)
            yield source.problem(node.lineno, file, message)
            continue
        for item in node.names:
            wanted = item[0] if isinstance(item, tuple) else item
            if wanted not in macros:
                yield source.problem(node.lineno, wanted, _no_such(wanted, macros))


def _unknown_blocks(
    environment: Sandbox, tree: nodes.Template, source: _Source, bases: Sequence[str]
) -> Iterator[Problem]:
    """`{% block hok %}`: a block that no base has would never be said."""
    if not bases or tree.find(nodes.Extends) is None:
        return
    known: set[str] = set()
    for base in bases:
        try:
            known |= _named(environment, environment.source(base)[0], nodes.Block)
        except TemplateError:
            message = Message("the template {file} is missing or can't be read", file=base)
            yield source.problem(1, "extends", message)
            return
    for block in tree.body:
        if isinstance(block, nodes.Block) and block.name not in known:
            yield source.problem(block.lineno, block.name, _no_such(block.name, known))


@lru_cache(maxsize=32)
def _named(environment: Sandbox, text: str, sort: type[Any]) -> frozenset[str]:
    """The names of all macros or blocks in a text that many templates share."""
    return frozenset(node.name for node in environment.parse(text).find_all(sort))


def _no_such(word: str, known: Iterable[str]) -> Message:
    near = difflib.get_close_matches(word, list(known), n=1)
    if near:
        return Message("there is no '{word}'; did you mean '{near}'?", word=word, near=near[0])
    return Message("there is no '{word}' for templates; the reference page lists the words", word=word)
