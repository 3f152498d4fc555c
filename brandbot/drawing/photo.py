"""The photo: opened once, whatever the phone or the scanner made of it, at a size that serves every layout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from brandbot.drawing.crop import Crop, FractionBox, Point, crop
from brandbot.drawing.decode import DAMAGE, MAX_RATIO, reading, srgb
from brandbot.errors import Message, Refused
from brandbot.model.template import Area

__all__ = ["MOST_ENLARGED", "Crop", "FractionBox", "Photo", "Point", "open_photo"]

MOST_ENLARGED = 1.3  # what still looks sharp on a phone
MIN_SIDE = 480  # pixels: less than this cannot fill even a small frame
DRAWN = (1080, 1480)  # what a layout needs of the upright width and height; a story stretches that by up to 1.3
WIDE, TALL = 2.0, 0.9  # ratios of width to height
NOTICES = {
    "profile": Message("The colour profile of {file} is broken: look whether its colours are right"),
    "several": Message("{file} holds several pictures: the first one is used"),
}
ORIENTATION = 0x0112  # EXIF tag
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)
# Where a point (x, y) of the upright picture lies in the file's own, as fractions.
ORIGINS: Mapping[int, Callable[[float, float], Point]] = {
    1: lambda x, y: (x, y),
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (y, 1 - x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (1 - y, x),
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo: sRGB pixels as they lie in the file, and the EXIF orientation (1 to 8) to set them upright.

    `original` is the upright size in the file that a person gave, where that is more than was decoded.
    `faces` and `focus`, what else draws the eye, are fractions of the upright picture; a working copy knows them.
    `hidden` is how many faces and boxes were made unrecognisable, `notices` what a person should be told.
    """

    pixels: Image.Image
    orientation: int = 1
    original: tuple[int, int] | None = None
    faces: tuple[FractionBox, ...] = ()
    focus: Point | None = None
    hidden: int = 0
    notices: tuple[Message, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, upright."""
        width, height = self.pixels.size
        return (height, width) if self.orientation in SIDEWAYS else (width, height)

    @property
    def is_wide(self) -> bool:
        """Twice as wide as high or more: people in a row."""
        return self.size[0] >= WIDE * self.size[1]

    @property
    def is_tall(self) -> bool:
        """Higher than wide: a portrait."""
        return self.size[0] <= TALL * self.size[1]

    def enlargement(self, width: int, height: int) -> float:
        """How many times larger than in the original file its pixels are in a frame; over 1.3 it looks poor."""
        wide, high = self.original or self.size
        return max(width / wide, height / high)

    def crop(self, box: Area, focus: Point | None = None, free: Area | None = None) -> Crop:
        """Where to cut it for a frame, in pixels of the page, of which only the `free` part shows the photo plainly.

        A focus point that a person gave goes before faces, faces before what else draws the eye.
        """
        return crop(self.size, box, self.faces, focus or (None if self.faces else self.focus), free)

    def cut(self, crop: Crop) -> Image.Image:
        """The part of it that a crop chose, upright and as large as the crop's frame."""
        _, _, width, height = crop.box
        left, top, right, bottom = self._lying(crop.window)
        across, down = (height, width) if self.orientation in SIDEWAYS else (width, height)
        # HAMMING is as sharp as one can see, at half the time of LANCZOS; enlarging needs a smooth filter.
        resample = Image.Resampling.HAMMING if right - left > across else Image.Resampling.BICUBIC
        cut = self.pixels.resize((across, down), resample, box=(left, top, right, bottom))
        return cut.transpose(TURNS[self.orientation]) if self.orientation in TURNS else cut

    def cover(self, width: int, height: int, focus: Point | None = None, covered: int = 0) -> Image.Image:
        """The upright photo cut and scaled to fill a frame, in pixels, of which `covered` at the top are hidden."""
        return self.cut(self.crop((0, 0, width, height), focus, (0, covered, width, height - covered)))

    def _lying(self, window: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Where a window of the upright picture lies in the file's own pixels."""
        origin = ORIGINS[self.orientation]
        (x1, y1), (x2, y2) = origin(*window[:2]), origin(*window[2:])
        width, height = self.pixels.size
        left, right = sorted((x1 * width, x2 * width))
        top, bottom = sorted((y1 * height, y2 * height))
        return max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height)


def open_photo(path: Path, needed: tuple[int, int] = DRAWN) -> Photo:
    """Decode a photo, at least as large as `needed` (upright width and height in pixels) where it has so much.

    Raises Refused if it is missing, damaged, too big, too small, or no picture that we read.
    """
    with reading(path) as file:
        _check(file, path)
        orientation = _orientation(file)
        original = (file.height, file.width) if orientation in SIDEWAYS else file.size
        scale = min(1.0, max(needed[0] / original[0], needed[1] / original[1]))
        target = (round(file.width * scale), round(file.height * scale))
        known = {"several"} if getattr(file, "is_animated", False) else set()
        if file.format in ("JPEG", "MPO"):
            file.draft(None, target)
        decoded = srgb(file)
    pixels = decoded.image
    if pixels.mode == "RGBA":
        pixels = on_white(pixels)
    if pixels.width > 2 * target[0]:  # no scaled decode: keep no more than is needed
        pixels = pixels.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if not decoded.sound:
        known.add("profile")
    return Photo(pixels, orientation, original, notices=noticed(path.name, sorted(known)))


def noticed(file: str, names: Iterable[str]) -> tuple[Message, ...]:
    """What a person should know of a photo that was taken all the same, by the names in NOTICES."""
    return tuple(Message(NOTICES[name].text, file=file) for name in names)


def on_white(image: Image.Image) -> Image.Image:
    """What was transparent is white, as it is on paper."""
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _check(file: Image.Image, path: Path) -> None:
    shape = {"file": path.name, "width": file.width, "height": file.height}
    if max(file.size) > MAX_RATIO * min(file.size):
        raise Refused(
            Message(
                "The photo {file} is a strip ({width} × {height}): cut it to {most} times as long as wide at most",
                most=MAX_RATIO,
                **shape,
            )
        )
    if min(file.size) < MIN_SIDE:
        raise Refused(
            Message(
                "The photo {file} is too small ({width} × {height}): use the original, {least} pixels or more each way",
                least=MIN_SIDE,
                **shape,
            )
        )


def _orientation(file: Image.Image) -> int:
    """How the file's pixels lie, by its EXIF; upright where that is nonsense."""
    try:
        orientation = file.getexif().get(ORIENTATION, 1)
    except DAMAGE:
        return 1
    return orientation if isinstance(orientation, int) and orientation in TURNS else 1
