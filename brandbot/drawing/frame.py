"""The photo in its frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from brandbot.drawing.arrange import free
from brandbot.drawing.colour import Role
from brandbot.drawing.options import SETTINGS, Radius, Settings, Where
from brandbot.drawing.page import Page, Unfit
from brandbot.drawing.photo import MOST_ENLARGED
from brandbot.drawing.shapes import Box, stamp
from brandbot.drawing.surfaces import back, grown
from brandbot.errors import Message


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The photo, cut to its box around its faces or the event's focus point, away from what covers it.

    A photo that would be enlarged more than 1.3 times makes the engine try the next variant.
    """

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    box: Where
    radius: Radius = 0
    above: str = ""
    """A stack: the photo ends `overlap` pixels below its top."""
    below: str = ""
    """A stack: the photo begins `overlap` pixels above its end."""
    overlap: int = 0
    """Pixels that photo and stack share; less than 0 keeps them apart."""
    covered: int = 0
    """So many pixels at its top are kept free of faces, besides what covers it anyway."""
    whole: bool = False
    """With true a variant is dropped whose frame would cut off or leave out a face."""
    backing: Role | None = None
    """A colour behind the photo, which shows at its round corner or along an edge."""
    border: int = 0
    """Pixels of an edge around it."""
    border_color: Role = "white"
    """The edge's colour."""
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Paint it, where there is a photo. Raises Unfit where it does not suit its box."""
        photo, box = page.scene.photo, self._box(page)
        left, top, width, height = box
        if photo is None or height <= 0 or width <= 0:
            return
        if photo.enlargement(width, height) > MOST_ENLARGED:
            across, down = photo.original or photo.size
            small = Message(
                "The photo ({width} × {height}) is too small for the picture: use the original from the camera",
                width=across,
                height=down,
            )
            raise Unfit(small)
        beside = (left, top + self.covered, width, height - self.covered)
        crop = photo.crop(box, page.scene.focus, free(beside, page.above))
        if self.whole and not crop.whole:
            raise Unfit(Message("A face has no room in the frame: set `focus` in the event, or choose another photo"))
        if self.backing is not None:
            back(page, box, self.backing, self.radius)
        if self.border:
            page.paint(grown(box, (self.border,) * 4), self.border_color, self.radius)
        stamp(page.image, photo.cut(crop), box, page.corners(self.radius, box))
        page.proof.photo(box, crop.faces)

    def _box(self, page: Page) -> Box:
        left, top, width, height = page.box(self.box)
        if self.above in page.extents:
            height = page.extents[self.above][1] + self.overlap - top
        if self.below in page.extents:
            _, stack_top, _, stack_height = page.extents[self.below]
            height -= stack_top + stack_height - self.overlap - top
            top = stack_top + stack_height - self.overlap
        return left, top, width, height
