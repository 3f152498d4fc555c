"""The elements made of facts: a big number with its label, a ticket with a date and a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from brandbot.drawing.arrange import Anchor
from brandbot.drawing.colour import Role
from brandbot.drawing.font import CAP_HEIGHT
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import Box, ticket
from brandbot.drawing.text import SetText, Style, set_text


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A big number, and beside it a label and a note one below the other, down to the number's baseline."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    value: str
    label: str
    note: str = ""
    size: tuple[int, int] = (240, 160)
    label_size: tuple[int, int] = (72, 44)
    note_size: tuple[int, int] = (56, 40)
    label_lines: int = 2
    note_lines: int = 2
    color: Role = "ink"
    label_color: Role = "ink"
    space: int = 30
    anchor: Anchor = "top"
    box: Box | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The number, its label and its note with their gaps."""
        return f"{self.value} {self.label} {self.note}".strip()

    def fit(self, page: Page, width: int, shrink: float, *, short: bool) -> FigureBlock | None:  # noqa: ARG002 - has no short form
        """Set the number on one line, and the rest in what is left of the width."""
        for smaller in (shrink, (shrink + 1) / 2, 1.0):
            style = Style(self.size, 1, 800, 800, 1.0, -0.03)
            number = set_text((self.value,), page.fields, style, width, smaller)
            if number is None:
                return None
            beside = width - round(number.width) - self.space
            label = Style(self.label_size, self.label_lines, 800, 800, 1.1, -0.01)
            note = Style(self.note_size, self.note_lines, 700, 800, 1.14, 0.0)
            texts = [set_text((self.label,), page.fields, label, beside, smaller)]
            texts += [set_text((self.note,), page.fields, note, beside, smaller)] if self.note else []
            known = tuple(text for text in texts if text is not None)
            if len(known) == len(texts):
                return FigureBlock(self, number, known, width)
        return None


@dataclass(frozen=True)
class FigureBlock:
    """A figure that was set; what stands beside the number, from top to bottom."""

    figure: Figure
    number: SetText
    beside: tuple[SetText, ...]
    width: int

    @property
    def height(self) -> int:
        """Pixels down: the number's digits, which have no descenders."""
        return round(self.number.size * (CAP_HEIGHT + 0.03))

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        colour, ink = page.colour(self.figure.color), page.colour(self.figure.label_color)
        self.number.draw(page.image, (left, top, self.width), "left", (colour, colour))
        x = left + round(self.number.width) + self.figure.space
        baseline = top + round(CAP_HEIGHT * self.number.size)
        for text in reversed(self.beside):
            y = baseline - text.capitals
            text.draw(page.image, (x, y, self.width), "left", (ink, ink))
            baseline = y - round(0.42 * text.size)


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A white ticket: a text with its label, and behind the tear line a number with its label where there is one."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    text: str
    label: str
    value: str = ""
    value_label: str = ""
    color: Role = "white"
    ink: Role = "ink"
    muted: Role = "muted"
    anchor: Anchor = "top"
    box: Box | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """Both texts with their gaps."""
        return f"{self.text} {self.value}".strip()

    def fit(self, page: Page, width: int, shrink: float, *, short: bool) -> TicketBlock | None:  # noqa: ARG002 - has no short form
        """Set the number first, then the text in what is left."""
        value = set_text((self.value,), page.fields, Style((84, 52), 1, 800, 800, 1.0, -0.02), width // 2, shrink)
        stub = 0
        parts: list[tuple[SetText | None, SetText | None]] = []
        if value is not None and value.lines:
            caption = set_text((self.value_label,), page.fields, Style((30, 28), 2, 600, 700, 1.15, 0.0), width // 3)
            stub = round(max(value.width, caption.width if caption and caption.lines else 0)) + 2 * PAD
            parts.append((caption, value))
        room = width - stub - 2 * PAD
        text = set_text((self.text,), page.fields, Style((60, 40), 2, 800, 800, 1.14, -0.01), room, shrink)
        label = set_text((self.label,), page.fields, Style((30, 28), 1, 600, 700, 1.0, 0.0), room)
        if text is None or label is None:
            return None
        return TicketBlock(self, ((label, text), *parts), width - stub, width)


PAD = 44  # pixels inside a ticket's edges
LEAD = 26  # pixels between a ticket's label and what it labels


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

    def _taken(self, part: tuple[SetText | None, SetText | None]) -> int:
        known = [text.capitals for text in part if text is not None and text.lines]
        return sum(known) + LEAD * (len(known) - 1)

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        mask = ticket(self.width, self.height, 28, self.cut if len(self.parts) > 1 else 0, 24)
        page.image.paste(page.colour(self.ticket.color), (left, top), mask)
        for part, start in zip(self.parts, (0, self.cut), strict=False):
            y = top + (self.height - self._taken(part)) // 2
            for text, role in zip(part, (self.ticket.muted, self.ticket.ink), strict=True):
                if text is not None and text.lines:
                    colour = page.colour(role)
                    text.draw(page.image, (left + start + PAD, y, self.width), "left", (colour, colour))
                    y += text.capitals + LEAD
