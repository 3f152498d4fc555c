"""What a model finds wrong with a person's values, said in our own words: a table by pydantic's error types."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from brandbot.errors import Message

Loc = tuple[int | str, ...]
_SHOWN = 60  # characters of a value that are repeated in a sentence
_KEY_MISTAKES = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
_BOUNDS = frozenset({"ge", "le"})
_QUOTED = frozenset("#@*&!%{[|>`")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʿ`\N{ACUTE ACCENT}", "'"))


class Wrong(ValueError):
    """A value that does not fit; `message` says what to write instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def alike(text: str) -> str:
    """The text as it is compared: case, apostrophes and spaces make no difference."""
    return " ".join(text.translate(_APOSTROPHES).casefold().split())


def nearest(word: str, choices: Collection[str]) -> str:
    """The choice that was most probably meant; "" where none is near."""
    by_form = {alike(choice): choice for choice in choices}
    return next((by_form[form] for form in get_close_matches(alike(word), by_form, 1)), "")


def unknown(word: str, choices: Collection[str]) -> Message:
    """A word that is not among the choices."""
    if near := nearest(word, choices):
        return Message("'{value}' is not known here; did you mean '{near}'?", value=short(word), near=near)
    return Message("'{value}' is not known here; write one of: {choices}", value=short(word), choices=sorted(choices))


def unknown_key(word: str, keys: Collection[str]) -> Message:
    """A key that is not among the keys."""
    if near := nearest(word, keys):
        return Message("there is no key '{key}' here; did you mean '{near}'?", key=short(word), near=near)
    return Message("there is no key '{key}' here; the keys are: {keys}", key=short(word), keys=list(keys))


def short(value: object) -> str:
    """A value as it is repeated in a sentence."""
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def mistakes_of(error: ValidationError, root: type) -> Iterator[tuple[Loc, bool, Message]]:
    """Each mistake: its path in the data, whether it is the key at that path that is wrong, and what to say."""
    details = error.errors(include_url=False)
    around = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "too_short" and loc in around:
            continue  # pydantic counts only the values that were right
        if loc[-1:] == ("[key]",):  # how pydantic marks a mapping's key
            yield loc[:-1], True, _message(detail, root)
        else:
            yield loc, detail["type"] in _KEY_MISTAKES, _message(detail, root)


def _message(detail: ErrorDetails, root: type) -> Message:
    kind, loc = detail["type"], detail["loc"]
    raised = detail.get("ctx", {}).get("error")
    if isinstance(raised, Wrong):
        return raised.message
    if kind in _KEY_MISTAKES:
        return unknown_key(str(loc[-1]), keys_of(_type_at(root, loc[:-1])))
    if kind == "literal_error":
        return unknown(str(detail["input"]), [word.strip("' ") for word in _listed(detail["ctx"]["expected"])])
    template = _TOO_FEW if kind == "missing" and isinstance(loc[-1], int) else _BY_KIND.get(kind, _FITS_NOT)
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    limit = next((bound for name, bound in detail.get("ctx", {}).items() if name in _BOUNDS), "")
    gaps = {"key": key, "value": short(detail["input"]), "example": _example(root, loc), "limit": limit}
    return Message(template.text, **{name: gap for name, gap in gaps.items() if f"{{{name}}}" in template.text})


def _listed(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


# Each is a sentence; what stands in its gaps is taken from the error.
_FITS_NOT = Message("'{value}' does not fit here; write it like {example}")
_NOT_EMPTY = Message("'{key}' is empty; write it like {example}")
_TOO_FEW = Message("'{key}' has too few values; write it like {example}")
_A_LIST = Message("'{key}' takes a list, even of one: [{value}]")
_KEYS = Message("'{key}' takes keys of its own here, each as 'key: value'")
_NUMBER = Message("'{value}' is no number; write digits")
_BY_KIND: Mapping[str, Message] = {
    "missing": Message("'{key}' is missing; write {key}: {example}"),
    "string_type": Message("'{key}' takes one text here, not a list and no keys"),
    "string_too_short": _NOT_EMPTY,
    "too_short": _TOO_FEW,
    "too_long": Message("'{key}' has too many values; write it like {example}"),
    "tuple_type": _A_LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "dataclass_type": _KEYS,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "int_type": _NUMBER,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "bool_parsing": Message("'{value}' is neither true nor false; write one of the two"),
    "greater_than_equal": Message("'{value}' is too small; it must be at least {limit}"),
    "less_than_equal": Message("'{value}' is too large; it must be at most {limit}"),
}


def keys_of(model: Any) -> tuple[str, ...]:
    """The keys that a model's or dataclass's data may have."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        return tuple(field.alias or name for name, field in model.model_fields.items())
    return tuple(field.name for field in dataclasses.fields(model))


def _type_at(model: Any, loc: Loc) -> Any:
    """The type of what stands at a path below a model."""
    for part in loc:
        if isinstance(part, str) and (field := _field(model, part)):
            model = inner_model(field.annotation) or field.annotation
    return model


def _field(model: Any, key: str) -> FieldInfo | None:
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return None
    return next((field for name, field in model.model_fields.items() if key in (name, field.alias)), None)


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model in `tuple[Model, ...]`, `Mapping[str, Model]`, `Model | None`; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := inner_model(inner))), None)


def _example(root: type, loc: Loc) -> str:
    """What the field's description gives as an example."""
    path = loc
    while path and not isinstance(path[-1], str):
        path = path[:-1]
    field = _field(_type_at(root, path[:-1]), str(path[-1])) if path else None
    return flow(field.examples[0]) if field and field.examples else "…"


def flow(value: object) -> str:
    """A value as it is written in one line of YAML."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(item)}' for key, item in value.items())}}}"
    text = str(value)
    return f'"{text}"' if text[:1] in _QUOTED else text
