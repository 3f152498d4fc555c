"""Logos: trimmed, of equal optical size, each on a plate of its own, whatever ground they came on."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from brandbot.drawing.decode import file_stat, reading, srgb

MOST_ENLARGED = 1.3
NOTABLY = 0.8  # of the size that its neighbours have: a logo is not drawn smaller, its owner's name is set instead
KEPT = 720  # pixels
NEARLY_WHITE = 236  # levels, as the next two
FAINT = 8  # so little alpha is dust
PALE = 215  # a logo with this mean would vanish on a white plate


def logo(path: Path, width: int, height: int, least: int = 0) -> Image.Image | None:
    """The logo as RGBA for a plate with so many pixels inside; a wide logo gets less of the height than a square one.

    `least` is the height that it has in any case, as far as the width goes.
    None where it is too small to be sharp there. Raises Refused if the file is missing or cannot be read.
    """
    changed = file_stat(path).st_mtime_ns
    return _scaled(path, changed, width, height, least)


@lru_cache(maxsize=192)
def _scaled(path: Path, changed: int, width: int, height: int, least: int) -> Image.Image | None:
    image, (across, down) = _kept(path, changed)
    ratio = across / down
    # Equal area looks equal; between a square and three times its width, then the width is what counts.
    wanted = min(height / math.sqrt(max(ratio, 0.6)) * 1.12, height) / down
    wanted = min(max(wanted, least / down), width / across, height / down)
    scale = min(wanted, MOST_ENLARGED)
    if scale < wanted * NOTABLY:
        return None
    return _resized(image, (round(across * scale), round(down * scale)))


@lru_cache(maxsize=12)
def _kept(path: Path, changed: int) -> tuple[Image.Image, tuple[int, int]]:  # noqa: ARG001 - a file that was changed is another key
    """The trimmed logo, no larger than plates ever need it, and its size in the file: up to 2 MB each."""
    image = _trimmed(_read(path))
    scale = min(1.0, KEPT / max(image.size))
    kept = image if scale == 1 else _resized(image, (round(image.width * scale), round(image.height * scale)))
    return kept, image.size


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """At another size; premultiplied, so that the colour of transparent pixels makes no fringe."""
    size = (max(1, size[0]), max(1, size[1]))
    return image.convert("RGBa").resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGBA")


def _read(path: Path) -> Image.Image:
    with reading(path) as file:
        return srgb(file).image.convert("RGBA")


def _trimmed(image: Image.Image) -> Image.Image:
    """Without the empty or white border around it; a white ground becomes the plate's."""
    alpha = image.getchannel("A")
    whole = Image.new("RGB", image.size, "white")
    whole.paste(image, mask=alpha)
    corners = ((0, 0), (image.width - 1, 0), (0, image.height - 1), (image.width - 1, image.height - 1))
    transparent = min(alpha.getpixel(corner) for corner in corners) == 0  # type: ignore[type-var] # a band has numbers
    if transparent:
        box = alpha.point(lambda value: 255 if value > FAINT else 0).getbbox()
    elif all(min(whole.getpixel(corner)) >= NEARLY_WHITE for corner in corners):  # type: ignore[arg-type] # RGB has three
        grey = ImageChops.invert(whole.convert("L"))
        box = grey.point(lambda value: 255 if value > 255 - NEARLY_WHITE else 0).getbbox()
    else:
        box = None
    return image.crop(box) if box else image


def is_pale(image: Image.Image) -> bool:
    """Whether a logo would vanish on a white plate; noted with it, as every try of a row asks again."""
    if "pale" not in image.info:
        mean = ImageStat.Stat(image.convert("L"), image.getchannel("A")).mean[0]
        image.info["pale"] = mean > PALE
    return bool(image.info["pale"])
