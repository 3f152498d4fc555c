"""Changing one value in a person's YAML and nothing else: remarks, quotes, order and line ends stay as they are.

A line edit and not ruamel's round trip, which writes the whole file anew in its own manner. What makes the edit safe
is that the result is read: it must hold what the file held, with just these values changed.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from brandbot.errors import Message, Refused
from brandbot.sources.yaml import Document, compose

_SCALAR = re.compile(r"""\"[^"\n]*\"|'[^'\n]*'|[^\s#,\]}]+""")

Path = tuple[str, ...]


def with_values(text: str, name: str, values: Mapping[Path, str]) -> str:
    """The file's text with these values, each at its path of keys; a key that is not there yet is added.

    Raises Refused, with what to write by hand, where a file is written in a way that can't be edited so.
    """
    changed, wanted = text, copy.deepcopy(compose(text, name).data)
    for path, value in values.items():
        if not _put(wanted, path, value):
            raise _by_hand(name, path, value)
        changed = _with_value(changed, name, path, value)
        if compose(changed, name).data != wanted:
            raise _by_hand(name, path, value)
    return changed


def _put(data: Any, path: Path, value: str) -> bool:
    """Set the value in the data; False where something else than keys stands on the way."""
    for key in path[:-1]:
        data = data.setdefault(key, {}) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        return False
    data[path[-1]] = value
    return True


def _with_value(text: str, name: str, path: Path, value: str) -> str:
    document = compose(text, name)
    lines = text.splitlines(keepends=True)
    if _has(document, path):
        place = document.place(path)
        line, column = lines[place.line - 1], place.column - 1
        match = _SCALAR.match(line, column)
        if match:
            lines[place.line - 1] = f'{line[:column]}"{value}"{line[match.end() :]}'
        return "".join(lines)
    end = "\r\n" if "\r\n" in text else "\n"
    section = path[:-1]
    if _has(document, section):
        at = document.place(section)  # that of its first key
        lines.insert(at.line - 1, f'{" " * (at.column - 1)}{path[-1]}: "{value}"{end}')
        return "".join(lines)
    opening = "".join(f"{'  ' * depth}{key}:{end}" for depth, key in enumerate(section))
    return f'{text.rstrip()}{end}{end}{opening}{"  " * len(section)}{path[-1]}: "{value}"{end}'


def _has(document: Document, path: Path) -> bool:
    data = document.data
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True


def _by_hand(name: str, path: Path, value: str) -> Refused:
    return Refused(
        Message(
            "{name} is written in a way that can't be changed here; write {key} there yourself: {value}",
            name=name,
            key=".".join(path),
            value=value,
        )
    )
