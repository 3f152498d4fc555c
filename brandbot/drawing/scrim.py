"""The scrim: a veil over the photo that makes the text on it readable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PIL import Image

from brandbot.drawing.colour import MARGIN, RGB, Role
from brandbot.drawing.options import SETTINGS, Settings
from brandbot.drawing.page import Page
from brandbot.drawing.proof import contrast_on, ground, needed, sample
from brandbot.drawing.shapes import Box, fade
from brandbot.drawing.surfaces import Side, reach


@dataclass(frozen=True, kw_only=True)
class Scrim:
    """A veil over the photo under a stack, just as thick as the text on it needs; where it ends it runs out softly."""

    __pydantic_config__: ClassVar[Settings] = SETTINGS
    under: str
    """The stack that is to be read."""
    side: Side = "bottom"
    """The edge of the picture that it comes from."""
    color: Role = "deep"
    text: Role = "on_primary"
    """The colour of the texts on it."""
    fade: int = 320
    """Pixels over which it runs out."""
    margin: int = 48
    """Pixels beyond the stack that are as thick as below it."""
    least: float = 0.55
    """It is never thinner than that, 0 to 1."""
    when: tuple[str, ...] = ()

    def draw(self, page: Page) -> None:
        """Measure the picture under the stack, and veil it as far as the edge."""
        if self.under not in page.extents:
            return
        ratio = needed(page.smallest[self.under] or 99) * MARGIN
        text, colour = page.colour(self.text), page.colour(self.color)
        solid = inside(reach(page, self.under, self.side, self.margin), page.size)
        share = veil(sample(page.image, page.extents[self.under]), colour, text, self.least, ratio)
        strength = round(255 * share)
        below = page.image.crop(_edges(solid))
        page.image.paste(Image.blend(below, Image.new("RGB", below.size, colour), strength / 255), solid[:2])
        soft = inside(_beyond(solid, self.side, self.fade), page.size)
        if soft[2] > 0 and soft[3] > 0:
            page.image.paste(colour, _edges(soft), _running_out(soft, self.side, strength))


def _beyond(box: Box, side: Side, length: int) -> Box:
    left, top, width, height = box
    return {
        "bottom": (left, top - length, width, length),
        "top": (left, top + height, width, length),
        "left": (left + width, top, length, height),
        "right": (left - length, top, length, height),
    }[side]


def _running_out(box: Box, side: Side, strength: int) -> Image.Image:
    if side in ("bottom", "top"):
        ends = (0, strength) if side == "bottom" else (strength, 0)
        return fade(box[2], box[3], *ends)
    ends = (strength, 0) if side == "left" else (0, strength)
    return fade(box[3], box[2], *ends).transpose(Image.Transpose.TRANSPOSE)


def inside(box: Box, size: tuple[int, int]) -> Box:
    """What of a box lies on the page."""
    left, top = max(box[0], 0), max(box[1], 0)
    right, bottom = min(box[0] + box[2], size[0]), min(box[1] + box[3], size[1])
    return left, top, max(0, right - left), max(0, bottom - top)


def _edges(box: Box) -> tuple[int, int, int, int]:
    return box[0], box[1], box[0] + box[2], box[1] + box[3]


def veil(picture: Image.Image, colour: RGB, text: RGB, least: float, ratio: float) -> float:
    """The least strength (0 to 1) of a veil that gives `text` the contrast on all but the worst pixels of a picture."""
    step = 24
    low, high = round(least * step), step
    while low < high:
        middle = (low + high) // 2
        veiled = Image.blend(picture, Image.new("RGB", picture.size, colour), middle / step)
        if contrast_on(ground(veiled), text) >= ratio:
            high = middle
        else:
            low = middle + 1
    return min(low, step) / step
