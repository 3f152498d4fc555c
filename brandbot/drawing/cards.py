"""Cards: the plates that logos and names stand on, whatever ground they came on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image

from brandbot.drawing.colour import MEDIUM, RGB, Role, luminance
from brandbot.drawing.logo import is_pale, logo
from brandbot.drawing.options import Radius
from brandbot.drawing.page import Page
from brandbot.drawing.scene import Emblem
from brandbot.drawing.shapes import Box
from brandbot.drawing.text import Align, SetText, Style, set_text

WIDEST = 2.6  # times a plate's height: so wide a logo gets
LONGEST = 4  # and so wide where its owner wants it no lower
NEAR = 16  # pixels: so near it may come to its plate's edge then
AIR = 4  # pixels that a name leaves free above and below at least


@dataclass(frozen=True)
class Card:
    """A plate before it has its place: a logo, a name or both. `ground` None lets the page show through."""

    owner: str
    picture: Image.Image | None
    name: SetText | None
    width: int
    ground: RGB | None
    ink: Role

    def paint(self, page: Page, box: Box, radius: Radius, pad: int) -> None:
        """Put it on the page, and note the logo."""
        left, top, width, height = box
        edge = 0 if self.ground is None else pad
        if self.ground is not None:
            page.coat(box, self.ground, radius)
        start, room = left + edge, width - 2 * edge
        if self.picture is not None:
            across, down = self.picture.size
            x = start if self.name else left + (width - across) // 2
            y = top + (height - down) // 2
            page.image.paste(self.picture, (x, y), self.picture)
            page.proof.logo(self.owner, (x, y, across, down))
            start, room = start + across + pad, room - across - pad
        if self.name is not None:
            colour = page.colour(self.ink)
            place = (start, top + (height - self.name.capitals) // 2, room)
            align: Align = "center" if self.ground is not None and self.picture is None else "left"
            page.write(self.name, place, align, (colour, colour))


def in_order(emblems: Sequence[Emblem]) -> list[Emblem]:
    """As protocol names them: government, foundation, school, partners; of one rank as they are given."""
    return sorted(emblems, key=lambda emblem: emblem.rank)


def logo_of(emblem: Emblem, room: tuple[int, int], pad: int, on: RGB) -> Image.Image | None:
    """The logo for a plate with so much room across inside and of this height, its owner's free room around it.

    None where there is none for this ground, where it is too small to be sharp, or where it would be drawn smaller
    than its owner allows.
    """
    path = emblem.on_dark if luminance(on) < MEDIUM and emblem.on_dark else emblem.logo
    if path is None:
        return None
    across, height = room
    inside = min(height - 2 * pad, int(height / (1 + 2 * emblem.clear)))
    picture = logo(path, min(across, round(inside * WIDEST)), inside)
    if picture is not None and picture.height < emblem.min_height:
        # A long wordmark needs the width to be as high.
        wider = across + 2 * (pad - min(pad, NEAR))
        picture = logo(path, min(wider, inside * LONGEST), inside, emblem.min_height)
    return None if picture is None or picture.height < emblem.min_height else picture


def name_of(name: str, style: Style, room: tuple[int, int]) -> SetText | None:
    """A name for so much room across and down; a long one may have a line or two more where there is room for them."""
    tried = (_narrowest(name, replace(style, lines=style.lines + more), *room) for more in range(3))
    return next(filter(None, tried), None)


@lru_cache(maxsize=512)
def _narrowest(name: str, style: Style, across: int, down: int) -> SetText | None:
    """A name in its largest size, set no wider than it must be; None where it does not fit."""
    widest = set_text(("{said}",), {"said": name}, style, across)
    if widest is None or widest.height > down - 2 * AIR:
        return None
    for part in range(8, 20):
        narrow = set_text(("{said}",), {"said": name}, style, across * part // 20)
        if narrow is not None and narrow.size == widest.size and narrow.height <= down - 2 * AIR:
            return narrow
    return widest


def plate_colour(page: Page, role: Role, picture: Image.Image | None) -> tuple[RGB, Role]:
    """The plate's colour and its text's: where a logo would vanish on it, the other way round."""
    ground = page.colour(role)
    dark = luminance(ground) < MEDIUM
    if picture is not None and is_pale(picture) is not dark:
        ground = page.colour("white") if dark else page.colour("ink")
        dark = not dark
    return ground, "white" if dark else "ink"
