"""A table as rows of text, whatever it was saved as; its readers are `text_sheets` and `workbook`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Line = tuple[int, list[str]]  # where the row begins, from 1, and its cells


class Digits(str):
    """A cell that the spreadsheet program keeps as a number: zeros before it are gone."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: `mark` is what separates the cells of a text file, "" in a workbook.

    `since_1904` tells from which day the workbook counts its dates.
    """

    path: str
    rows: Iterator[Line]
    mark: str = ""
    since_1904: bool = False
