"""The elements made of facts: a big number with its label, several of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from brandbot.drawing.colour import Role
from brandbot.drawing.options import SETTINGS, Anchor, Settings, Sizes, Where
from brandbot.drawing.page import Page
from brandbot.drawing.text import Align, SetText, Style, set_text

Fields = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A big number; its label and a note stand beside it, down to its baseline, or below it."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    value: str
    """The number, as a text with fields."""
    label: str = ""
    """What it counts."""
    note: str = ""
    """A second, smaller line."""
    type: str = ""
    """The number's type role."""
    label_type: str = ""
    """The label's type role."""
    note_type: str = ""
    """The note's type role."""
    size: Sizes = None
    label_size: Sizes = None
    """The label's preferred and smallest size."""
    note_size: Sizes = None
    """The note's preferred and smallest size."""
    color: Role = "ink"
    label_color: Role = "ink"
    """The colour of label and note."""
    place: Literal["beside", "below"] = "beside"
    """Where the label stands: beside or below the number."""
    space: int = 30
    """Pixels between number and label."""
    align: Align = "left"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The number, its label and its note with their gaps."""
        return f"{self.value} {self.label} {self.note}".strip()

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> FigureBlock | None:
        """Set the number on one line, and the rest in what is left of the width."""
        number_style = page.style(self.type or "figure", size=self.size, lines=1)
        styles = (
            (self.label, page.style(self.label_type or "figure_label", size=self.label_size)),
            (self.note, page.style(self.note_type or "figure_note", size=self.note_size)),
        )
        for smaller in (shrink, (shrink + 1) / 2, 1.0):
            number = set_text((self.value,), said, number_style, width, smaller)
            if number is None:
                return None
            room = width if self.place == "below" else width - round(number.width) - self.space
            texts = [set_text((wording,), said, style, room, smaller) for wording, style in styles if wording]
            known = tuple(text for text in texts if text is not None)
            if len(known) == len(texts):
                return FigureBlock(self, number, tuple(text for text in known if text.lines), width)
        return None


@dataclass(frozen=True)
class FigureBlock:
    """A figure that was set; what stands beside or below the number, from top to bottom."""

    figure: Figure
    number: SetText
    texts: tuple[SetText, ...]
    width: int

    @property
    def height(self) -> int:
        """Pixels down: a number's digits have no descenders."""
        if self.figure.place == "below":
            return self.number.capitals + sum(text.height + self._lead(text) for text in self.texts)
        return max(self.number.capitals, self._beside()) + round(0.03 * self.number.size)

    @property
    def smallest(self) -> int:
        """The smallest of its texts."""
        return min(text.size for text in (self.number, *self.texts))

    def _lead(self, text: SetText) -> int:
        return self.figure.space if text is self.texts[0] else round(0.3 * text.size)

    def _beside(self) -> int:
        leads = sum(round(0.42 * text.size) for text in self.texts[1:])
        return sum(text.capitals for text in self.texts) + leads

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        figure = self.figure
        colour, ink = page.colour(figure.color), page.colour(figure.label_color)
        if figure.place == "below":
            page.write(self.number, (left, top, self.width), figure.align, (colour, colour))
            pen = top + self.number.capitals
            for text in self.texts:
                pen += self._lead(text)
                page.write(text, (left, pen, self.width), figure.align, (ink, ink))
                pen += text.height
            return
        baseline = top + max(self.number.capitals, self._beside())
        page.write(self.number, (left, baseline - self.number.capitals, self.width), "left", (colour, colour))
        x = left + round(self.number.width) + figure.space
        for text in reversed(self.texts):
            page.write(text, (x, baseline - text.capitals, left + self.width - x), "left", (ink, ink))
            baseline -= text.capitals + round(0.42 * text.size)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The event's figures side by side: each a value with its label below."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    most: int = 3
    """At most so many; of more, the first."""
    columns: int = 3
    """So many beside each other."""
    type: str = ""
    """The values' type role."""
    label_type: str = ""
    """The labels' type role."""
    size: Sizes = None
    color: Role = "heading"
    label_color: Role = "muted"
    """The labels' colour."""
    rule: Role | None = None
    """The colour of a thin line left of each."""
    space: int = 36
    """Pixels between two of them."""
    align: Align = "left"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ("figures",)

    @property
    def wording(self) -> str:
        """The list that it shows."""
        return "{figures}"

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> FiguresBlock | None:  # noqa: ARG002 - lists have no short form
        """Set all values in one size, and all labels."""
        rows = page.scene.lists.get("figures", ())[: self.most]
        columns = max(1, min(self.columns, len(rows)))
        each = (width - (columns - 1) * self.space) // columns - (RULE if self.rule else 0)
        value, label = page.style(self.type or "figures", size=self.size), page.style(self.label_type or "caption")
        for smaller in (shrink, (shrink + 1) / 2, 1.0):
            values = alike([row.value for row in rows], value, each, smaller)
            labels = alike([row.text for row in rows], label, each, smaller)
            if values is not None and labels is not None:
                return FiguresBlock(self, tuple(zip(values, labels, strict=True)), columns, each, width)
        return None


LEAD = 26  # pixels between a label and what it labels
RULE = 28  # pixels that a figure's line takes on its left


def alike(
    texts: Sequence[str], style: Style, width: int, shrink: float, bold: Collection[str] = ()
) -> list[SetText] | None:
    """Several texts in one size, the largest that fits all; None where none does. Those in `bold` are set so."""
    wordings = ["*{said}*" if text in bold else "{said}" for text in texts]
    while True:
        found = [
            set_text((wording,), {"said": text}, style, width, shrink)
            for wording, text in zip(wordings, texts, strict=True)
        ]
        known = [text for text in found if text is not None]
        if len(known) < len(found):
            return None
        least = min((text.size for text in known if text.lines), default=0)
        if all(text.size == least or not text.lines for text in known):
            return known
        style, shrink = replace(style, sizes=(least, min(least, style.sizes[1]))), 0.0


@dataclass(frozen=True)
class FiguresBlock:
    """Figures that were set."""

    figures: Figures
    pairs: tuple[tuple[SetText, SetText], ...]
    columns: int
    each: int
    width: int

    @property
    def lines(self) -> list[tuple[tuple[SetText, SetText], ...]]:
        """The figures, so many on each line as there are columns."""
        return [self.pairs[start : start + self.columns] for start in range(0, len(self.pairs), self.columns)]

    def _high(self, line: tuple[tuple[SetText, SetText], ...]) -> int:
        return max(value.capitals + (LEAD + label.height if label.lines else 0) for value, label in line)

    @property
    def height(self) -> int:
        """Pixels down."""
        return sum(map(self._high, self.lines)) + self.figures.space * max(0, len(self.lines) - 1)

    @property
    def smallest(self) -> int:
        """The smallest of its texts."""
        return min((text.size for pair in self.pairs for text in pair if text.lines), default=0)

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put them on the page."""
        figures = self.figures
        colour, muted = page.colour(figures.color), page.colour(figures.label_color)
        for line in self.lines:
            pen = left
            for value, label in line:
                if figures.rule is not None:
                    page.paint((pen, top, 4, self._high(line)), figures.rule)
                    pen += RULE
                page.write(value, (pen, top, self.each), figures.align, (colour, colour))
                page.write(label, (pen, top + value.capitals + LEAD, self.each), figures.align, (muted, muted))
                pen += self.each + figures.space
            top += self._high(line) + figures.space
