"""Glyphs as masks: rasterised by HarfBuzz from the outline at a size and a quarter of a pixel, and kept.

Pillow's own text is set on whole pixels and reshaped by FreeType's auto-hinter: uneven gaps and stems.
"""

from __future__ import annotations

import math
from functools import lru_cache

import uharfbuzz
from PIL import Image

from brandbot.drawing.colour import RGB
from brandbot.drawing.font import EM, font

PHASES = 4  # a pen position is rounded to a quarter of a pixel
FINE = 2  # times so large a glyph is rasterised: HarfBuzz flattens curves coarsely, and adds up outlines that overlap
KEPT = 128  # pixels per em: larger glyphs are not kept; they are few, and a mask grows with its square

Mask = tuple[Image.Image, int, int]


def paint(image: Image.Image, glyph: tuple[str, int, int], pen: tuple[float, float], size: float, colour: RGB) -> None:
    """Paint a glyph (family, weight, number in the font); `pen` is its origin in pixels, in any fractions."""
    x, y = round(pen[0] * PHASES), round(pen[1] * PHASES)
    draw = _kept if size <= KEPT else _mask
    mask = draw(*glyph, size, (x % PHASES, y % PHASES))
    if mask is not None:
        image.paste(colour, (x // PHASES + mask[1], y // PHASES + mask[2]), mask[0])


def _mask(name: str, weight: int, glyph: int, size: float, phase: tuple[int, int]) -> Mask | None:
    """The glyph's coverage, and where its upper left corner lies from the pen's whole pixel; None if it has no ink."""
    raster = uharfbuzz.RasterDraw()
    scale, step = size / EM * FINE, FINE / PHASES
    raster.transform = (scale, 0, 0, scale, phase[0] * step, -phase[1] * step)
    raster.draw_glyph(font(name, weight), glyph)
    drawn = raster.render()
    box = drawn.extents
    if not box.width or not box.height:
        return None
    # Rows come from the bottom up.
    image = Image.frombytes("L", (box.width, box.height), drawn.buffer, "raw", "L", box.stride, -1)
    left, top = box.x_origin, -(box.y_origin + box.height)
    # A margin makes the fine pixels' edges fall on those of whole ones.
    before, above = left % FINE, top % FINE
    across, down = math.ceil((before + box.width) / FINE), math.ceil((above + box.height) / FINE)
    room = Image.new("L", (across * FINE, down * FINE))
    room.paste(image, (before, above))
    return room.reduce(FINE), left // FINE, top // FINE


# At most about 25 MB; a picture has 150 to 250 of them.
_kept = lru_cache(maxsize=2048)(_mask)
