"""consent/impor.csv, which brandbot writes and a person edits: rows are replaced by their line, all else stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandbot.cells import neutral
from brandbot.model import Problem
from brandbot.sources.consent import HEADINGS, headed, heading_of
from brandbot.sources.sheets import Line, Sheet
from brandbot.sources.tables import sheets_of
from brandbot.sources.written import as_csv

Texts = Mapping[str, str]  # by field


def merged(
    file: Path, path: str, new: Sequence[Texts], changed: Mapping[int, Texts]
) -> tuple[bytes, tuple[Problem, ...]]:
    """The table's bytes with the `changed` rows in place of those in their lines, and the new ones below.

    Nothing but problems where the table can't be read: then writing it would lose what stands there.
    """
    problems: list[Problem] = []
    lines: list[Line] = []
    mark = ";"
    if file.exists():
        for sheet in sheets_of(file, path, problems):
            lines, mark = list(sheet.rows), sheet.mark
    if not lines and not problems:
        words = list(HEADINGS)
        return as_csv([words, *(_cells(row, _numbers(words)) for row in new)]), ()
    found, _ = headed(Sheet(path, iter(lines), mark))
    if isinstance(found, Problem) or problems:
        return b"", (*problems, *([found] if isinstance(found, Problem) else ()))
    words = list(found.words)
    said = {field for row in (*new, *changed.values()) for field in row}
    words += [heading_of(field) for field in HEADINGS.values() if field in said and field not in found.numbers]
    numbers = {**_numbers(words), **found.numbers}
    rows = [
        words if line == found.line else _cells(changed[line], numbers) if line in changed else cells
        for line, cells in lines
    ]
    return as_csv([*rows, *(_cells(row, numbers) for row in new)]), ()


def _numbers(words: Sequence[str]) -> dict[str, int]:
    return {HEADINGS[word]: number for number, word in enumerate(words, start=1) if word in HEADINGS}


def _cells(row: Texts, numbers: Mapping[str, int]) -> list[str]:
    cells = [""] * max(numbers.values())
    for field, text in row.items():
        cells[numbers[field] - 1] = neutral(text)
    return cells
