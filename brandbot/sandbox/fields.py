"""Graph's field expansion: `id,images,children{media_url},insights.metric(reach,views)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from brandbot.sandbox.errors import invalid, no_field

TOKEN = re.compile(r"\s*(\w+|[{}(),.])")


@dataclass(frozen=True, slots=True)
class Field:
    """One wanted field with its modifiers (`.limit(5)`) and what is wanted of the thing behind it."""

    name: str
    modifiers: dict[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()


Reader = Callable[[Field], Any]
ABSENT = object()  # what a reader returns where Meta leaves the field out


def parse(text: str) -> tuple[Field, ...]:
    """Read a `fields` parameter; raises GraphError (code 100) on a slip of syntax."""
    tokens = TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise invalid(f"Syntax error in fields: {text}")
    wanted, rest = _fields(tokens, text)
    if rest:
        raise invalid(f'Syntax error "Expected end of string instead of "{rest[0]}"." in fields: {text}')
    return wanted


def select(wanted: tuple[Field, ...], readers: Mapping[str, Reader], node_type: str) -> dict[str, Any]:
    """Answer the wanted fields; `id` is always told, as Graph does. An unknown field fails the whole call."""
    names = {one.name: one for one in (*wanted, Field("id")) if one.name in readers or one.name != "id"}
    unknown = next((name for name in names if name not in readers), None)
    if unknown:
        raise no_field(unknown, node_type)
    answers = {name: readers[name](one) for name, one in names.items()}
    return {name: value for name, value in answers.items() if value is not ABSENT}


def plain(**values: Any) -> dict[str, Reader]:
    """Readers of values that are at hand."""
    return {name: partial(_value, value) for name, value in values.items()}


def _value(value: Any, _field: Field) -> Any:
    return value


def _fields(tokens: list[str], text: str) -> tuple[tuple[Field, ...], list[str]]:
    found: list[Field] = []
    while tokens and tokens[0] not in "})":
        one, tokens = _field(tokens, text)
        found.append(one)
        if tokens and tokens[0] == ",":
            tokens = tokens[1:]
    return tuple(found), tokens


def _field(tokens: list[str], text: str) -> tuple[Field, list[str]]:
    name, *tokens = tokens
    if not name.isidentifier():
        raise invalid(f'Syntax error "Field name expected instead of "{name}"." in fields: {text}')
    modifiers: dict[str, str] = {}
    while tokens[:1] == ["."]:
        if tokens[2:3] != ["("] or ")" not in tokens:
            raise invalid(f"Syntax error in a modifier of {name}: {text}")
        end = tokens.index(")")
        modifiers[tokens[1]] = "".join(tokens[3:end])
        tokens = tokens[end + 1 :]
    inner: tuple[Field, ...] = ()
    if tokens[:1] == ["{"]:
        inner, tokens = _fields(tokens[1:], text)
        if tokens[:1] != ["}"]:
            raise invalid(f'Syntax error "Expected }}" in fields: {text}')
        tokens = tokens[1:]
    return Field(name, modifiers, inner), tokens
