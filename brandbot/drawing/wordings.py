"""The elements made of words: text, badge, footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from brandbot.drawing.colour import RGB, Role
from brandbot.drawing.lines import fill
from brandbot.drawing.options import SETTINGS, Anchor, Radius, Settings, Sizes, Where
from brandbot.drawing.page import Page
from brandbot.drawing.shapes import Box
from brandbot.drawing.text import Align, SetText, set_text

Fields = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text that shrinks from its preferred size to its floor; then its short forms are said.

    What stands between two `*` is strong: `Bersama *{partner}*`.
    """

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    text: str
    """What it says, with fields and words in braces."""
    type: str = ""
    size: Sizes = None
    lines: int | None = None
    weight: int | None = None
    strong: int | None = None
    """The weight of what stands between two `*`."""
    color: Role = "ink"
    strong_color: Role | None = None
    """The colour of what stands between two `*`."""
    leading: float | None = None
    """From baseline to baseline, in sizes."""
    tracking: float | None = None
    """Between characters, in sizes."""
    caps: bool = False
    """In capitals."""
    align: Align = "left"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The text with its gaps."""
        return self.text

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> TextBlock | None:
        """Set it in the width."""
        style = page.style(
            self.type or "text",
            size=self.size,
            lines=self.lines,
            weight=self.weight,
            strong=self.strong,
            leading=self.leading,
            tracking=self.tracking,
        )
        wording, said = capitals(self.text, said) if self.caps else (self.text, said)
        text = set_text((wording,), said, style, width, shrink)
        colours = (page.colour(self.color), page.colour(self.strong_color or self.color))
        return None if text is None else TextBlock(text, width, self.align, colours)


def capitals(wording: str, said: Fields) -> tuple[str, Fields]:
    """A text and its fields in capitals; the fields' names stay as they are."""
    parts = wording.replace("}", "{").split("{")
    raised = "".join(part.upper() if index % 2 == 0 else f"{{{part}}}" for index, part in enumerate(parts))
    return raised, {name: text.upper() for name, text in said.items() if f"{{{name}}}" in wording}


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

    @property
    def smallest(self) -> int:
        """Its size."""
        return self.text.size if self.text.lines else 0

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        page.write(self.text, (left, top, self.width), self.align, self.colours)


def aligned(align: Align, left: int, room: int, width: int) -> int:
    """Where something of a width begins in a room."""
    return left + {"left": 0, "center": (room - width) // 2, "right": room - width}[align]


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A pill with a label in capitals; or, with `caps: false`, a call to action."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    text: str
    """What it says, with fields and words in braces."""
    type: str = ""
    size: Sizes = None
    weight: int | None = None
    caps: bool = True
    """In capitals."""
    color: Role = "on_accent"
    ground: Role | Literal["none"] = "accent"
    """The pill's colour; none for the label alone."""
    pad: tuple[int, int] = (26, 17)
    """Pixels beside the label, and above and below it."""
    radius: Radius = "pill"
    wide: bool = False
    """As wide as its stack or box."""
    align: Align = "left"
    anchor: Anchor = "top"
    box: Where | None = None
    stack: str = ""
    gap: int = 0
    when: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The label with its gaps."""
        return self.text

    def fit(self, page: Page, width: int, shrink: float, said: Fields) -> BadgeBlock | None:
        """Set the label on one line."""
        style = page.style(
            self.type or "badge", size=self.size, weight=self.weight, lines=1, tracking=None if self.caps else 0
        )
        wording, said = capitals(self.text, said) if self.caps else (self.text, said)
        side = 0 if self.ground == "none" else self.pad[0]
        text = set_text((wording,), said, style, width - 2 * side, shrink)
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
        above = 0 if self.badge.ground == "none" else self.badge.pad[1]
        return self.text.capitals + 2 * above if self.text.lines else 0

    @property
    def smallest(self) -> int:
        """The label's size."""
        return self.text.size if self.text.lines else 0

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
        badge = self.badge
        if not self.text.lines:
            return
        colour = page.colour(badge.color)
        if badge.ground == "none":
            page.write(self.text, (left, top, self.width), badge.align, (colour, colour))
            return
        width = self.width if badge.wide else round(self.text.width) + 2 * badge.pad[0]
        box: Box = (aligned(badge.align, left, self.width, width), top, width, self.height)
        page.paint(box, badge.ground, badge.radius)
        page.write(self.text, (box[0], top + badge.pad[1], width), "center", (colour, colour))


@dataclass(frozen=True, kw_only=True)
class Footer:
    """Who speaks: one text on the left, one on the right where both have room, under a thin rule."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    box: Where = "foot"
    left: str = "{handle}"
    """The text on the left; what is too long for the line is not drawn."""
    right: str = "{website}"
    """The text on the right."""
    type: str = ""
    color: Role = "muted"
    rule: Role | Literal["none"] = "line"
    """The colour of the rule above, or none."""
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it; the right text is left out where it would touch the left one, the rule where there is none."""
        x, y, width, height = page.box(self.box)
        style = page.style(self.type or "footer", lines=1)
        colour = page.colour(self.color)
        sides: tuple[tuple[str, Align], ...] = ((self.left, "left"), (self.right, "right"))
        room = width
        for wording, align in sides:
            text = set_text((wording,), page.fields, style, room) if fill(wording, page.fields) else None
            if text is not None:
                if room == width and self.rule != "none":
                    page.paint((x, y, width, 2), self.rule)
                page.write(text, (x, y + (height - text.capitals) // 2, width), align, (colour, colour))
                room -= round(text.width) + 40
