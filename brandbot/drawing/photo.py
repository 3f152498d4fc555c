"""The photo: opened once, whatever the phone or the scanner made of it, at a size that serves every layout."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, UnidentifiedImageError

from brandbot.errors import Message, Refused

MAX_BYTES = 25_000_000
MAX_PIXELS = 60_000_000
MIN_SIDE = 480  # less than this cannot be enlarged to a picture's width and still look sharp
NEEDED = (1080, 1480)  # what a layout needs of the upright width and height; a story stretches that by up to 1.3
FORMATS = ("JPEG", "PNG", "WEBP")
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
ORIGINS: Mapping[int, Callable[[float, float], tuple[float, float]]] = {
    1: lambda x, y: (x, y),
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (y, 1 - x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (1 - y, x),
}
# Decoders of damaged files raise these; Pillow promises no narrower set.
DAMAGE = (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError, ImageCms.PyCMSError)


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo: sRGB pixels as they lie in the file, and the EXIF orientation (1 to 8) to set them upright."""

    pixels: Image.Image
    orientation: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, upright."""
        width, height = self.pixels.size
        return (height, width) if self.orientation in SIDEWAYS else (width, height)

    def cover(self, width: int, height: int, focus: tuple[float, float], covered: int = 0) -> Image.Image:
        """The upright photo cut and scaled to fill a box, in pixels.

        The focus point, in fractions, comes as near as can be to the middle of what is not `covered` at the top.
        """
        upright_width, upright_height = self.size
        scale = min(upright_width / width, upright_height / height)
        left = _clamp(focus[0] * upright_width - width * scale / 2, upright_width - width * scale)
        top = _clamp(focus[1] * upright_height - (height + covered) * scale / 2, upright_height - height * scale)
        window = self._lying(left, top, left + width * scale, top + height * scale)
        across, down = (height, width) if self.orientation in SIDEWAYS else (width, height)
        # HAMMING is as sharp as one can see after a scaled decode, at half the time; enlarging needs a smooth filter.
        resample = Image.Resampling.HAMMING if scale > 1 else Image.Resampling.BICUBIC
        cut = self.pixels.resize((across, down), resample, box=window)
        return cut.transpose(TURNS[self.orientation]) if self.orientation in TURNS else cut

    def _lying(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """Where a box of the upright picture lies in the file's own pixels."""
        width, height = self.size
        origin = ORIGINS[self.orientation]
        x1, y1 = origin(left / width, top / height)
        x2, y2 = origin(right / width, bottom / height)
        wide, high = self.pixels.size
        # The last bit of a product may lie outside, which Pillow refuses.
        across = sorted(min(max(x, 0.0), 1.0) * wide for x in (x1, x2))
        down = sorted(min(max(y, 0.0), 1.0) * high for y in (y1, y2))
        return across[0], down[0], across[1], down[1]


def _clamp(value: float, limit: float) -> float:
    return min(max(value, 0.0), limit)


def open_photo(path: Path) -> Photo:
    """Decode a photo. Raises Refused if it is missing, damaged, too big, too small, or no JPEG, PNG or WEBP."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refused(Message("The photo {file} is not there: check its name in the event", file=path.name)) from error
    if not size:
        raise Refused(Message("The photo {file} is empty: copy it from the phone or camera again", file=path.name))
    if size > MAX_BYTES:
        raise Refused(
            Message(
                "The photo {file} has {size} MB: save it smaller, 25 MB is the most", file=path.name, size=size // 10**6
            )
        )
    try:
        return _decode(path)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(path) from error
    except UnidentifiedImageError as error:
        raise Refused(
            Message("{file} is not a JPEG, PNG or WEBP photo: save it as JPEG and try again", file=path.name)
        ) from error
    except DAMAGE as error:
        raise Refused(
            Message("The photo {file} is damaged: copy it from the phone or camera again", file=path.name)
        ) from error


def _decode(path: Path) -> Photo:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata, which nobody can mend
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=FORMATS) as file:
            orientation = file.getexif().get(ORIENTATION, 1)
            _check(file, path)
            turned = orientation in SIDEWAYS
            width, height = (file.height, file.width) if turned else file.size
            scale = min(1.0, max(NEEDED[0] / width, NEEDED[1] / height))
            target = (round(file.width * scale), round(file.height * scale))
            if file.format in ("JPEG", "MPO"):
                file.draft(None, target)
            pixels = _srgb(file)
    if pixels.width > 2 * target[0]:  # no scaled decode: keep no more than is needed
        pixels = pixels.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Photo(pixels, orientation if orientation in TURNS else 1)


def _check(file: Image.Image, path: Path) -> None:
    if file.width * file.height > MAX_PIXELS:
        raise _too_large(path)
    if min(file.size) < MIN_SIDE:
        raise Refused(
            Message(
                "The photo {file} is too small ({width} × {height}): use the original, {least} pixels or more each way",
                file=path.name,
                width=file.width,
                height=file.height,
                least=MIN_SIDE,
            )
        )
    if getattr(file, "is_animated", False) and file.format != "MPO":  # MPO: a phone's depth map
        raise Refused(Message("{file} is an animation: choose a photo that stands still", file=path.name))


def _too_large(path: Path) -> Refused:
    return Refused(Message("The photo {file} has more than 60 megapixels: save it smaller", file=path.name))


def _srgb(file: Image.Image) -> Image.Image:
    """The pixels as 8-bit sRGB without alpha; what was transparent is white, as it is on paper."""
    profile = file.info.get("icc_profile")
    file.load()
    image: Image.Image = file
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        alpha = image.convert("RGBA")
        image = Image.new("RGB", alpha.size, "white")
        image.paste(alpha, mask=alpha.getchannel("A"))
    if image.mode not in ("RGB", "CMYK", "L"):
        image = image.convert("RGB")
    return _through_profile(image, profile) if profile else image.convert("RGB")


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours the profile means; a profile that cannot be used is as good as none."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image.convert("RGB")
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")
    assert converted is not None  # only in-place conversion answers None
    return converted
