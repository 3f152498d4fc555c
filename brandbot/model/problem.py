"""A mistake in a person's file: a value that is collected and shown with all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandbot.errors import Message


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: path relative to the workspace, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it stands, what is wrong and what to write instead.

    `is_notice`: nothing is wrong, but a person should know.
    """

    place: Place
    message: Message
    is_notice: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
