"""The page: one picture in the making, and what its elements may ask."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PIL import Image

from brandbot.drawing.colour import RGB, Role, palette
from brandbot.drawing.font import family
from brandbot.drawing.options import Radius, Sizes, Where
from brandbot.drawing.proof import Proof, behind, legible, needed
from brandbot.drawing.scene import Scene, flags
from brandbot.drawing.shapes import Box, stamp
from brandbot.drawing.style import ROLES, corners
from brandbot.drawing.text import Align, SetText, Style
from brandbot.drawing.unfit import Unfit
from brandbot.errors import Message, Refused
from brandbot.model import Layout, holds

__all__ = ["Block", "Page", "Unfit"]

MAX_BYTES = 4_000_000
PARTS = 12  # columns and rows of an area
GUTTER = 24  # pixels between two of them
_PLACE = re.compile(r"(\w+)(?: (\d+)(?:-(\d+))?)?(?: (\d+)(?:-(\d+))?)?")


class Block(Protocol):
    """Something measured that can be put anywhere: how much room it takes, and how to paint it there."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Pixels down."""

    @property
    def smallest(self) -> int:
        """The size of its smallest text in pixels; 0 without any."""

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""


@dataclass
class Page:
    """The canvas with its scene. `extents` are the boxes that the stacks turned out to take, `smallest` their texts.

    `above` is what will be painted over what is being painted now, `below` the element that was painted last.
    """

    image: Image.Image
    scene: Scene
    layout: Layout
    flags: frozenset[str]
    proof: Proof
    extents: dict[str, Box] = field(default_factory=dict)
    smallest: dict[str, int] = field(default_factory=dict)
    above: tuple[Box, ...] = ()
    below: object = None

    @classmethod
    def blank(cls, layout: Layout, scene: Scene) -> Page:
        """An empty page for a scene that was `cleaned`."""
        canvas = layout.canvas
        image = Image.new("RGB", (canvas.width, canvas.height), "white")
        return cls(image, scene, layout, scene.flags | flags(scene), Proof(canvas.safe))

    @property
    def fields(self) -> Mapping[str, str]:
        """The event's texts and the template's words."""
        return self.scene.fields

    @property
    def short(self) -> Mapping[str, str]:
        """The same in their short forms."""
        return self.scene.short

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.size

    def colour(self, role: Role) -> RGB:
        """The school's colour for a role."""
        return palette(self.scene.brand.primary, self.scene.brand.accent)[role]

    def holds(self, when: tuple[str, ...]) -> bool:
        """Whether all words of a `when` hold here."""
        return holds(when, lambda word: word in self.flags or bool(self.fields.get(word)))

    def box(self, where: Where) -> Box:
        """The pixels of a place: its own four, or an area of the canvas with its columns and rows."""
        if not isinstance(where, str):
            return where
        found = _PLACE.fullmatch(where)
        area = self.layout.canvas.areas.get(found[1]) if found else None
        if found is None or area is None:
            raise Refused(
                Message(
                    "The template has a box “{box}”: write four pixels, or an area with columns and rows ({areas})",
                    box=where,
                    areas=", ".join(self.layout.canvas.areas),
                )
            )
        gutter = 0 if found[1] == "page" else GUTTER
        left, width = _part(area[0], area[2], gutter, found[2], found[3])
        top, height = _part(area[1], area[3], gutter, found[4], found[5])
        return left, top, width, height

    def corners(self, radius: Radius, box: Box) -> tuple[int, int, int, int]:
        """The radii in pixels of a box's corners."""
        return corners(radius, self.scene.brand.corners, box[2], box[3])

    def style(
        self,
        name: str,
        *,
        size: Sizes = None,
        lines: int | None = None,
        weight: int | None = None,
        strong: int | None = None,
        leading: float | None = None,
        tracking: float | None = None,
    ) -> Style:
        """How a text of a type role is set here; what is given goes before the role's own."""
        role = self.layout.type.get(name) or ROLES.get(name)
        if role is None:
            raise Refused(Message("The template names a type role “{role}” that nothing defines", role=name))
        return Style(
            size or role.size,
            lines or role.lines,
            weight or role.weight,
            strong or role.strong,
            role.leading if leading is None else leading,
            role.tracking if tracking is None else tracking,
            family(self.scene.brand.typeface, role.face),
        )

    def write(self, text: SetText, box: tuple[int, int, int], align: Align, colours: tuple[RGB, RGB]) -> None:
        """Paint a text and measure it: its colours give way where the pixels behind it ask for that.

        Raises Unfit where that is not enough, or where it stands on a face, a logo or outside the safe area.
        """
        if not text.lines:
            return
        boxes = text.ink_lines(box, align)
        grounds = [behind(self.image, line) for line in boxes]
        ratio = needed(text.size)
        plain, reached = legible(colours[0], grounds, ratio)
        strong, least = (plain, reached) if colours[1] == colours[0] else legible(colours[1], grounds, ratio)
        self.proof.text(" ".join(text.texts), boxes, text.size, min(reached, least))
        text.draw(self.image, box, align, (plain, strong))

    def paint(self, box: Box, role: Role, radius: Radius = 0) -> None:
        """Paint an opaque rectangle."""
        if box[2] > 0 and box[3] > 0:
            self.coat(box, self.colour(role), radius)

    def coat(self, box: Box, colour: RGB, radius: Radius) -> None:
        """Paint an opaque rectangle in a colour that is no role."""
        self.proof.cover(box)
        stamp(self.image, colour, box, self.corners(radius, box))

    def tint(self, role: Role, box: Box, mask: Image.Image) -> None:
        """Paint a colour through a mask of the box's size."""
        self.image.paste(self.colour(role), box[:2], mask)

    def encode(self) -> bytes:
        """The picture as JPEG: sRGB, full colour resolution, no metadata, under 4 MB; the same page, the same bytes."""
        for quality in (90, 80, 70):
            buffer = io.BytesIO()
            self.image.save(buffer, "JPEG", quality=quality, subsampling=0)
            if buffer.tell() < MAX_BYTES:
                break
        return buffer.getvalue()


def _part(start: int, length: int, gutter: int, first: str | None, last: str | None) -> tuple[int, int]:
    """Where some of the twelve parts of a length lie."""
    if first is None:
        return start, length
    one, other = int(first), int(last or first)
    if not 1 <= one <= other <= PARTS:
        raise Refused(
            Message("The template counts columns and rows from 1 to 12, not “{part}”", part=f"{first}-{last or first}")
        )
    gap = min(gutter, length // (2 * PARTS))
    step = (length + gap) / PARTS
    left = round(start + (one - 1) * step)
    return left, round(start + other * step) - gap - left
