"""Cells of the tables we hand out: no spreadsheet program takes one for a formula, and we read back what was meant."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def neutral(text: str) -> str:
    """The text with a `'` before what a spreadsheet program would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """The text that was meant: `neutral` undone."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
