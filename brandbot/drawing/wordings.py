"""The elements made of words: text, badge, footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from brandbot.drawing.arrange import Anchor
from brandbot.drawing.colour import RGB, Role
from brandbot.drawing.font import CAP_HEIGHT
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import Box, rounded
from brandbot.drawing.text import Align, SetText, Style, set_text

SMALLEST = 28  # pixels: what can still be read on a phone


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text that shrinks from its preferred size to its floor; where that is not enough, `short` is said instead.

    What stands between two `*` is strong. Sizes, gap and box are in pixels, tracking in em, leading in lines.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    text: str
    short: str = ""
    size: tuple[int, int] = (40, 36)
    lines: int = 1
    weight: int = 600
    strong: int = 800
    color: Role = "ink"
    strong_color: Role | None = None
    leading: float = 1.14
    tracking: float = 0.0
    align: Align = "left"
    anchor: Anchor = "top"
    box: Box | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The text with its gaps."""
        return self.text

    def fit(self, page: Page, width: int, shrink: float, *, short: bool) -> TextBlock | None:
        """Set it in the width."""
        style = Style(self.size, self.lines, self.weight, self.strong, self.leading, self.tracking)
        said = (self.short,) if short and self.short else (self.text, self.short)
        text = set_text(said, page.fields, style, width, shrink)
        colours = (page.colour(self.color), page.colour(self.strong_color or self.color))
        return None if text is None else TextBlock(text, width, self.align, colours)


@dataclass(frozen=True)
class TextBlock:
    """A text that was set."""

    text: SetText
    width: int
    align: Align
    colours: tuple[RGB, RGB]

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.text.height

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        self.text.draw(page.image, (left, top, self.width), self.align, self.colours)


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A pill with a label in capitals; or, with `caps` off, a call to action."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    text: str
    size: tuple[int, int] = (30, 28)
    weight: int = 800
    caps: bool = True
    color: Role = "on_accent"
    ground: Role = "accent"
    pad: tuple[int, int] = (26, 17)
    radius: int = 99
    align: Align = "left"
    anchor: Anchor = "top"
    box: Box | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The label with its gaps."""
        return self.text

    def fit(self, page: Page, width: int, shrink: float, *, short: bool) -> BadgeBlock | None:  # noqa: ARG002 - has no short form
        """Set the label on one line."""
        fields = {name: text.upper() for name, text in page.fields.items()} if self.caps else page.fields
        label = self.text.upper() if self.caps and "{" not in self.text else self.text
        style = Style(self.size, 1, self.weight, self.weight, 1.0, 0.06 if self.caps else 0.0)
        text = set_text((label,), fields, style, width - 2 * self.pad[0], shrink)
        return None if text is None else BadgeBlock(self, text, width)


@dataclass(frozen=True)
class BadgeBlock:
    """A badge that was set."""

    badge: Badge
    text: SetText
    width: int

    @property
    def height(self) -> int:
        """Pixels down: the capitals and the room above and below them."""
        return round(self.text.size * CAP_HEIGHT) + 2 * self.badge.pad[1]

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        badge = self.badge
        width = round(self.text.width) + 2 * badge.pad[0]
        x = left + {"left": 0, "center": (self.width - width) // 2, "right": self.width - width}[badge.align]
        mask = rounded(width, self.height, (badge.radius,) * 4)
        page.image.paste(page.colour(badge.ground), (x, top), mask)
        colour = page.colour(badge.color)
        self.text.draw(page.image, (x, top + badge.pad[1], width), "center", (colour, colour))


@dataclass(frozen=True, kw_only=True)
class Footer:
    """Who speaks: one text on the left, one on the right where both have room, under a thin rule."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    box: Box
    left: str = "{handle}"
    right: str = "{website}"
    color: Role = "muted"
    rule: Role | None = "line"
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it; the right text is left out where it would touch the left one."""
        x, y, width, height = self.box
        style = Style((SMALLEST, SMALLEST), 1, 600, 600, 1.0, 0.0)
        colour = page.colour(self.color)
        if self.rule is not None:
            page.image.paste(page.colour(self.rule), (x, y, x + width, y + 2))
        top = y + (height - round(SMALLEST * CAP_HEIGHT)) // 2
        room = width
        for wording, align in ((self.left, "left"), (self.right, "right")):
            text = set_text((wording,), page.fields, style, room)
            if text is not None and text.lines:
                text.draw(page.image, (x, top, width), "left" if align == "left" else "right", (colour, colour))
                room -= round(text.width) + 40
