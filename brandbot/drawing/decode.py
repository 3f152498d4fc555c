"""Picture files from outside: few formats, hard limits, colours as sRGB; what is wrong is said with its cure."""

from __future__ import annotations

import importlib.util
import io
import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, UnidentifiedImageError

from brandbot.errors import BrandbotError, Message, Refused

MAX_BYTES = 64_000_000  # a 50-megapixel photo has 20 MB; the rest is room for what a phone hides in it
MAX_PIXELS = 52_000_000  # what phones sell as 50 megapixels has up to 50.4
MAX_RATIO = 5  # a longer strip is a panorama or a scroll that fits no frame
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# A phone's HEIC file says so after its first eight bytes (ISO/IEC 23008-12, 10.2); what follows are its brands.
BOX, BRANDS = slice(4, 8), slice(8, 64)
HEIC_READER = "pillow_heif"
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
# Decoders of damaged files raise these; Pillow promises no narrower set.
DAMAGE = (
    *(OSError, EOFError, ValueError, SyntaxError, IndexError, TypeError, RuntimeError, OverflowError, MemoryError),
    *(struct.error, ImageCms.PyCMSError),
)


@contextmanager
def reading(path: Path) -> Iterator[Image.Image]:
    """A picture file whose header was read and found to be within the limits; its pixels are read inside.

    Raises Refused, naming the file, if it is missing, empty, damaged, too large or of another format.
    """
    try:
        file_stat(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which nobody can mend
            with Image.open(path, formats=_formats(path)) as file:
                if file.width * file.height > MAX_PIXELS:
                    raise _too_large(path, f"{file.width * file.height / 1e6:.0f}")
                yield file
    except BrandbotError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(path, "> 50") from error
    except UnidentifiedImageError as error:
        raise _foreign(path) from error
    except PermissionError as error:
        raise Refused(
            Message("{file} may not be read: close the program that holds it, or ask for access", file=path.name)
        ) from error
    except DAMAGE as error:
        raise Refused(Message("{file} is damaged: copy it again from where it came", file=path.name)) from error


def file_stat(path: Path) -> os.stat_result:
    """What the system knows of a file. Raises Refused if it is missing, empty or over 64 MB."""
    if not path.is_file():
        raise Refused(Message("{file} is not there: check its name, and the folder it should be in", file=path.name))
    stat = path.stat()
    if not stat.st_size:
        raise Refused(Message("{file} is empty: copy it again from where it came", file=path.name))
    if stat.st_size > MAX_BYTES:
        raise Refused(
            Message(
                "{file} has {size} MB: save it smaller, {most} MB is the most",
                file=path.name,
                size=round(stat.st_size / 1e6),
                most=MAX_BYTES // 10**6,
            )
        )
    return stat


def _too_large(path: Path, size: str) -> Refused:
    return Refused(
        Message("{file} has {size} megapixels: save it smaller, 50 megapixels is the most", file=path.name, size=size)
    )


def _formats(path: Path) -> tuple[str, ...]:
    """The decoders for a file: HEIC has one of its own in an extra, loaded when it is needed."""
    if not _is_heic(path) or importlib.util.find_spec(HEIC_READER) is None:
        return FORMATS
    import pillow_heif  # noqa: PLC0415 - an extra

    pillow_heif.register_heif_opener()
    return ("HEIF",)


def _is_heic(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(BRANDS.stop)
    return start[BOX] == b"ftyp" and b"avif" not in start[BRANDS] and any(brand in start[BRANDS] for brand in HEIC)


def _foreign(path: Path) -> Refused:
    """What to do with a file that no allowed decoder knows."""
    if _is_heic(path):
        return Refused(
            Message(
                '{file} is a HEIC photo: save it as JPEG, or have HEIC read by: pip install "brandbot[heic]"',
                file=path.name,
            )
        )
    with path.open("rb") as file:
        start = file.read(4096).lower()
    if b"<svg" in start:
        return Refused(
            Message("{file} is an SVG, which is a program more than a picture: export it as PNG", file=path.name)
        )
    if b"<html" in start or b"<!doctype" in start:
        return Refused(Message("{file} is a web page and no picture: save the picture itself", file=path.name))
    return Refused(Message("{file} is no JPEG, PNG or WEBP picture: save it as PNG or JPEG", file=path.name))


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture's sRGB pixels, RGB or RGBA, free of metadata; `sound` tells whether its profile could be used."""

    image: Image.Image
    sound: bool = True


def srgb(file: Image.Image) -> Pixels:
    """Read the pixels of a file and turn them into sRGB by its profile; a profile that is broken counts as none."""
    profile = file.info.get("icc_profile")
    file.load()
    image: Image.Image = file
    if image.mode.startswith("I"):  # 16 bits, which Pillow would clip
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    alpha = None
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
    if image.mode not in ("CMYK", "L"):
        image = _rgb(image)
    pixels = _through(image, profile) if profile else Pixels(_rgb(image))
    if pixels.image is file:  # which keeps its metadata
        pixels = Pixels(file.copy(), pixels.sound)
    pixels.image.info.clear()
    if alpha is not None:
        pixels.image.putalpha(alpha)
    return pixels


def _rgb(image: Image.Image) -> Image.Image:
    """As RGB; what is that already is not copied, which takes a tenth of the time of decoding."""
    return image if image.mode == "RGB" else image.convert("RGB")


def _through(image: Image.Image, profile: bytes) -> Pixels:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return Pixels(_rgb(image))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except DAMAGE:
        return Pixels(_rgb(image), sound=False)
    assert converted is not None  # only in-place conversion answers None
    return Pixels(converted)
