"""Entries that brandbot adds below those of a YAML file in schedules/; what JSON writes YAML reads."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from brandbot.errors import Message, Refused

_CHOSEN = frozenset({"kind", "date", "consent", "approval"})


def continued(file: Path, head: str, entry: Mapping[str, object]) -> str:
    """The file's text with one entry more at its end; with the head where there is no file yet. Raises Refused."""
    try:
        before = file.read_text(encoding="utf-8-sig") if file.exists() else f"# {head}\nevents:\n"
    except (OSError, UnicodeDecodeError) as error:
        raise unwritable(file, error) from error
    lines = [f"{key}: {_written(key, value)}" for key, value in entry.items()]
    return f"{before.rstrip()}\n  - " + "\n    ".join(lines) + "\n"


def _written(key: str, value: object) -> str:
    """As a person would write it: what is chosen from a list, and a day, without quotation marks."""
    is_plain = key in _CHOSEN and re.fullmatch(r"[\w-]+", str(value))
    return str(value) if is_plain else json.dumps(value, ensure_ascii=False)


def write_text(file: Path, text: str) -> None:
    """Write the file. Raises Refused."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(file, error) from error


def unwritable(file: Path, error: Exception) -> Refused:
    """The file can't be written, and why."""
    return Refused(Message("{file} can't be written ({error})", file=str(file), error=str(error)))
