"""The calendar of one file, as it stands there: for whoever holds it against another one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from brandbot.model import Problem
from brandbot.sources.entries import OccasionEntry, PeriodEntry
from brandbot.sources.files import read_text
from brandbot.sources.yaml import compose


@dataclass(frozen=True, slots=True)
class Calendar:
    """The occasions and periods of a file."""

    occasions: tuple[OccasionEntry, ...]
    periods: tuple[PeriodEntry, ...]


def read_calendar(file: Path, path: str) -> tuple[Calendar, tuple[Problem, ...]]:
    """What the file says and every mistake in it; `path` is what it is called."""
    text, unreadable = read_text(file, file.parent)
    document = compose(text, path)
    occasions = tuple(item.value for item in document.items("occasions", OccasionEntry))
    periods = tuple(item.value for item in document.items("periods", PeriodEntry))
    return Calendar(occasions, periods), (*unreadable, *document.problems)
