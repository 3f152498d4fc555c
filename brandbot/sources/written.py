"""A table of events that brandbot writes and a person edits: rows are replaced by id, all else stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from brandbot.cells import neutral
from brandbot.model import Problem
from brandbot.sources.headings import ORDER, heading_of
from brandbot.sources.sheets import Line, Sheet
from brandbot.sources.tables import headed, sheets_of


def merged(file: Path, path: str, rows: Sequence[Mapping[str, str]]) -> tuple[bytes, tuple[Problem, ...]]:
    """The table's bytes with these rows, by field, in place of those with their ids, or below them.

    Nothing but problems where the table can't be read: then writing it would lose what stands there.
    """
    problems: list[Problem] = []
    lines: list[Line] = []
    mark = ";"
    if file.exists():
        for sheet in sheets_of(file, path, problems):
            lines, mark = list(sheet.rows), sheet.mark
    found, below = headed(Sheet(path, iter(lines), mark)) if lines else (None, iter(()))
    if isinstance(found, Problem):
        problems.append(found)
    if problems or isinstance(found, Problem):
        return b"", tuple(problems)
    words = [cell for line, cells in lines if found and line == found.line for cell in cells]
    columns = {name: number - 1 for name, number in found.columns.items()} if found else {}
    for field in (field for field in ORDER if field not in columns and any(field in row for row in rows)):
        columns[field] = len(words)
        words.append(heading_of(field))
    before = [cells for line, cells in lines if found and line < found.line]
    kept = [cells for _, cells in below]
    return as_csv([*before, words, *_replaced(kept, columns, rows)]), ()


def _replaced(
    kept: Sequence[list[str]], columns: Mapping[str, int], rows: Sequence[Mapping[str, str]]
) -> list[list[str]]:
    new = {row["id"].casefold(): _cells(row, columns) for row in rows}
    at = columns["id"]
    result = [new.pop("".join(cells[at : at + 1]).strip().casefold(), cells) for cells in kept]
    return result + list(new.values())


def _cells(row: Mapping[str, str], columns: Mapping[str, int]) -> list[str]:
    cells = [""] * (max(columns.values()) + 1)
    for field, text in row.items():
        cells[columns[field]] = neutral(text)
    return cells


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """As Excel with Indonesian settings opens it by a double click."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def replace_file(file: Path, content: bytes) -> None:
    """Write the whole file, or leave the old one: nobody ever reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(content)
    part.replace(file)
