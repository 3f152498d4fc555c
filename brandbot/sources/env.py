""".env: secrets by name. Read as typed, and written so that nothing else in the file changes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from brandbot.errors import Refused
from brandbot.model import Problem
from brandbot.sources.files import read_text, write_text

_PLAIN = re.compile(r"[\w.|/:+=@%-]*", re.ASCII)  # needs no quotes


def read_env(root: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What a workspace's .env holds, as typed: a token may contain `${`."""
    file = root / ".env"
    text, unreadable = read_text(file, root) if file.exists() else ("", ())
    values = dotenv_values(stream=io.StringIO(text), interpolate=False)
    return {name: value for name, value in values.items() if value}, unreadable


def write_env(root: Path, values: Mapping[str, str]) -> None:
    """Set these names and leave all other lines and remarks as they are; nobody else may read the file.

    Raises Refused where the file can't be read or written.
    """
    file = root / ".env"
    text, unreadable = read_text(file, root) if file.exists() else ("", ())
    if unreadable:
        raise Refused(unreadable[0].message)
    write_text(file, "".join(_changed(text, values)), private=True)


def _changed(text: str, values: Mapping[str, str]) -> Iterator[str]:
    left = dict(values)
    last = "\n"
    for binding in parse_stream(io.StringIO(text)):
        last = binding.original.string
        if binding.key is not None and binding.key in values:
            blank = re.match(r"\s*", last)
            last = f"{blank[0] if blank else ''}{binding.key}={_quoted(values[binding.key])}\n"
            left.pop(binding.key, None)
        yield last
    if not last.endswith("\n"):
        yield "\n"
    for name, value in left.items():
        yield f"{name}={_quoted(value)}\n"


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
