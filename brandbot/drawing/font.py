"""One typeface: glyphs placed by HarfBuzz, rasterised by Pillow.

Pillow sets glyphs on whole pixels, lets FreeType's auto-hinter reshape them and reads no kerning without the system's
FriBiDi. So each glyph is rasterised once, large, and scaled to its size and quarter-pixel phase; both are cached.
All widths are in em: multiply by the size in pixels.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_plus_jakarta_sans
import uharfbuzz
from PIL import Image, ImageFont

from brandbot.drawing.colour import RGB

PHASES = 4  # a pen position is rounded to a quarter of a pixel
MASTER = 480  # pixels per em of the raster that smaller sizes are scaled from
LARGE = 160  # from this size on the master is twice as big
CAP_HEIGHT = 0.72  # em; the font's own capitals
DESCENT = 0.21  # em below the baseline
SPACE = 0.25  # em between words, for all weights
# Off: what would join characters into one glyph, because glyphs are drawn character by character.
FEATURES = {"liga": False, "clig": False, "dlig": False, "calt": False}
# Apostrophes of names, and a space and hyphens, that the typeface lacks.
LOOKALIKES = str.maketrans(
    {"\u02bc": "’", "\u02bf": "‘", "\u02be": "’", "\u202f": "\u00a0", "\u2011": "-", "\u2010": "-"}
)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word in one weight, ready to be drawn: its characters with their places, and its width."""

    weight: int
    characters: tuple[tuple[str, float, float], ...]
    width: float


@cache
def _file() -> bytes:
    root: Path = fontpkg_plus_jakarta_sans.ROOT
    return (root / "files" / "PlusJakartaSans[wght].ttf").read_bytes()


@cache
def _shaper(weight: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(_file())))
    font.set_variations({"wght": weight})
    return font


@cache
def _raster(weight: int, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(_file()), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=4096)
def has(character: str) -> bool:
    """Whether the typeface can draw it."""
    return _shaper(400).get_nominal_glyph(ord(character)) is not None


def printable(text: str) -> str:
    """The text without what the typeface lacks, so that nothing shows as an empty box; brackets left empty go too."""
    text = re.sub(r"[^\S\u00a0]+", " ", unicodedata.normalize("NFC", text).translate(LOOKALIKES))
    if all(map(has, text)):
        return text
    marked = "".join(character if has(character) else "\0" for character in text)
    marked = re.sub(r"[(\[“\"]\0[\0 ]*[)\]”\"]", "\0", marked)
    return re.sub(r" \0+(?= |$)|^\0+ ?|\0+", "", marked).strip()


@lru_cache(maxsize=8192)
def shape(text: str, weight: int, tracking: float = 0.0) -> Shaped:
    """Place the characters of one word, kerning included; `tracking` is em between characters."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = _shaper(weight)
    uharfbuzz.shape(font, buffer, FEATURES)
    unit = font.face.upem
    characters, pen = [], 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        characters.append((text[info.cluster], pen + place.x_offset / unit, -place.y_offset / unit))
        pen += (SPACE if text[info.cluster] == "\u00a0" else place.x_advance / unit) + tracking
    return Shaped(weight, tuple(characters), pen - tracking if characters else 0.0)


@lru_cache(maxsize=1024)
def bearing(character: str, weight: int) -> float:
    """Em between the pen and the character's ink: what a line moves left by, so that edges align to the eye."""
    font = _shaper(weight)
    glyph = font.get_nominal_glyph(ord(character))
    extents = font.get_glyph_extents(glyph) if glyph is not None else None
    return extents.x_bearing / font.face.upem if extents is not None else 0.0


@lru_cache(maxsize=256)
def _master(character: str, weight: int, size: int) -> tuple[Image.Image, int, int] | None:
    core, (left, top) = _raster(weight, size).getmask2(character, mode="L", anchor="ls")
    width, height = core.size
    if not width or not height:
        return None
    image = Image.new("L", (width, height))
    image.im.paste(core, (0, 0, width, height))
    return image, left, top


@lru_cache(maxsize=4096)
def _glyph(character: str, weight: int, size: int, phase: int) -> tuple[Image.Image, int, int] | None:
    """The character's mask at a size and phase, and where it lies from the pen."""
    master_size = MASTER if size < LARGE else MASTER * 2
    master = _master(character, weight, master_size)
    if master is None:
        return None
    image, left, top = master
    scale = size / master_size
    x, y = left * scale + phase / PHASES, top * scale
    x0, y0 = math.floor(x), math.floor(y)
    x1, y1 = math.ceil(x + image.width * scale), math.ceil(y + image.height * scale)
    pad = math.ceil(1 / scale) + 1
    padded = Image.new("L", (image.width + 2 * pad, image.height + 2 * pad))
    padded.paste(image, (pad, pad))
    window = ((x0 - x) / scale + pad, (y0 - y) / scale + pad, (x1 - x) / scale + pad, (y1 - y) / scale + pad)
    return padded.resize((x1 - x0, y1 - y0), Image.Resampling.BOX, box=window), x0, y0


def draw_word(image: Image.Image, pen: tuple[float, int], word: Shaped, size: int, colour: RGB) -> None:
    """Paint a shaped word; `pen` is its left end (any fraction of a pixel) and its baseline."""
    for character, dx, dy in word.characters:
        quarters = round((pen[0] + dx * size) * PHASES)
        glyph = _glyph(character, word.weight, size, quarters % PHASES)
        if glyph is not None:
            mask, left, top = glyph
            image.paste(colour, (quarters // PHASES + left, pen[1] + top + round(dy * size)), mask)
