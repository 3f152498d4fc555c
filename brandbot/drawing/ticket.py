"""The ticket: a date with its label, and behind the tear line a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from brandbot.drawing.colour import Role
from brandbot.drawing.numbers import LEAD
from brandbot.drawing.options import SETTINGS, Anchor, Settings, Where
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import ticket
from brandbot.drawing.text import SetText, set_text

Fields = Mapping[str, str]
PAD = 44  # pixels inside a ticket's edges


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A white ticket: a text with its label, and behind the tear line a number with its label where there is one."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    text: str
    """The main text."""
    label: str = ""
    """What stands small above it."""
    value: str = ""
    """The number behind the tear line."""
    value_label: str = ""
    """What stands small above the number."""
    type: str = ""
    """The main text's type role."""
    value_type: str = ""
    """The number's type role."""
    label_type: str = ""
    """The labels' type role."""
    color: Role = "white"
    ink: Role = "ink"
    """The colour of text and number."""
    muted: Role = "muted"
    """The colour of the labels."""
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """Both texts with their gaps."""
        return f"{self.text} {self.value}".strip()

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> TicketBlock | None:
        """Set the number first, then the text in what is left."""
        small = page.style(self.label_type or "ticket_label")
        value = set_text(
            (self.value,), said, page.style(self.value_type or "ticket_value", lines=1), width // 2, shrink
        )
        stub = 0
        parts: list[tuple[SetText | None, SetText | None]] = []
        if value is not None and value.lines:
            caption = set_text((self.value_label,), said, small, width // 3)
            stub = round(max(value.width, caption.width if caption and caption.lines else 0)) + 2 * PAD
            parts.append((caption, value))
        room = width - stub - 2 * PAD
        text = set_text((self.text,), said, page.style(self.type or "ticket"), room, shrink)
        label = set_text((self.label,), said, small, room) if self.label else None
        if text is None or (self.label and label is None):
            return None
        return TicketBlock(self, ((label, text), *parts), width - stub, width)


@dataclass(frozen=True)
class TicketBlock:
    """A ticket that was set: label and text of each part, and where it is torn."""

    ticket: Ticket
    parts: tuple[tuple[SetText | None, SetText | None], ...]
    cut: int
    width: int

    @property
    def height(self) -> int:
        """Pixels down."""
        return 2 * (PAD - 4) + max(self._taken(part) for part in self.parts)

    @property
    def smallest(self) -> int:
        """The smallest of its texts."""
        return min(text.size for part in self.parts for text in part if text is not None and text.lines)

    def _taken(self, part: tuple[SetText | None, SetText | None]) -> int:
        known = [text.capitals for text in part if text is not None and text.lines]
        return sum(known) + LEAD * (len(known) - 1)

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        radius = page.corners("card", (left, top, self.width, self.height))[0]
        mask = ticket(self.width, self.height, radius, self.cut if len(self.parts) > 1 else 0, 24)
        page.proof.cover((left, top, self.width, self.height), mask)
        page.tint(self.ticket.color, (left, top, self.width, self.height), mask)
        for part, start in zip(self.parts, (0, self.cut), strict=False):
            y = top + (self.height - self._taken(part)) // 2
            for text, role in zip(part, (self.ticket.muted, self.ticket.ink), strict=True):
                if text is not None and text.lines:
                    colour = page.colour(role)
                    page.write(text, (left + start + PAD, y, self.width - start - 2 * PAD), "left", (colour, colour))
                    y += text.capitals + LEAD
