"""Logos: trimmed, of equal optical size, each on a plate of its own, whatever ground they came on."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from brandbot.errors import Message, Refused

MAX_PIXELS = 40_000_000
MOST_ENLARGED = 1.3
NEARLY_WHITE = 236  # levels, as the next two
FAINT = 8  # so little alpha is dust
PALE = 215  # a logo with this mean would vanish on a white plate
FORMATS = ("PNG", "JPEG", "WEBP")


def logo(path: Path, width: int, height: int) -> Image.Image:
    """The logo as RGBA for a plate with so many pixels inside; a wide logo gets less of the height than a square one.

    Raises Refused if the file is missing or cannot be read.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise Refused(Message("The logo {file} is not there: check its name", file=path.name)) from error
    return _scaled(path, changed, width, height)


@lru_cache(maxsize=64)
def _scaled(path: Path, changed: int, width: int, height: int) -> Image.Image:  # noqa: ARG001 - a file that was changed is another key
    image = _trimmed(_read(path))
    ratio = image.width / image.height
    # Equal area looks equal; between a square and three times its width, then the width is what counts.
    scale = min(height / math.sqrt(max(ratio, 0.6)) * 1.12, height) / image.height
    scale = min(scale, width / image.width, MOST_ENLARGED)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    # Premultiplied, so that the colour of transparent pixels makes no fringe.
    return image.convert("RGBa").resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGBA")


def _read(path: Path) -> Image.Image:
    try:
        with Image.open(path, formats=FORMATS) as file:
            if file.width * file.height > MAX_PIXELS:
                raise Refused(Message("The logo {file} is too large: save it smaller", file=path.name))
            return file.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(
            Message("The logo {file} cannot be read: save it as PNG or JPEG and try again", file=path.name)
        ) from error


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
    """Whether a logo would vanish on a white plate."""
    alpha = image.getchannel("A")
    return ImageStat.Stat(image.convert("L"), alpha).mean[0] > PALE
