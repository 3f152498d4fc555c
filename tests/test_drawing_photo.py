"""Photos: whatever a phone, a scanner or a chat group made of them, they look right or are refused with the cure."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from drawing_fixtures import people
from PIL import Image, ImageChops, ImageCms, ImageStat

from brandbot.drawing import Photo, open_photo
from brandbot.drawing.photo import MAX_BYTES, TURNS
from brandbot.errors import Refused

ORIENTATION = 0x0112


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference in levels, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def saved(folder: Path, image: Image.Image, name: str, **options: Any) -> Photo:
    image.save(folder / name, **options)
    return open_photo(folder / name)


def shown(photo: Photo) -> Image.Image:
    return photo.cover(540, 405, (0.5, 0.5))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_set_upright(tmp_path: Path, orientation: int) -> None:
    upright = people(1600, 1200)
    back = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    lying = upright.transpose(TURNS[back]) if back in TURNS else upright
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    photo = saved(tmp_path, lying, "photo.jpg", exif=exif, quality=95)

    assert photo.size == (1600, 1200)
    for focus in ((0.5, 0.5), (0.1, 0.9)):
        assert difference(photo.cover(300, 400, focus), Photo(upright).cover(300, 400, focus)) < 2


def test_the_focus_point_stays_in_the_picture_and_out_of_what_is_covered() -> None:
    image = Image.new("RGB", (1600, 2400), "white")
    image.paste("red", (760, 1160, 840, 1240))

    middle = Photo(image).cover(800, 600, (0.5, 0.5))
    lower = Photo(image).cover(800, 600, (0.5, 0.5), covered=200)

    assert red_centre(middle) == pytest.approx((400, 300), abs=3)
    assert red_centre(lower) == pytest.approx((400, 400), abs=3)


def red_centre(image: Image.Image) -> tuple[float, float]:
    box = image.getchannel("G").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_a_large_photo_is_decoded_small_and_still_serves_a_story(tmp_path: Path) -> None:
    photo = saved(tmp_path, people(4032, 3024), "large.jpg")

    assert photo.pixels.size == (2016, 1512)
    assert photo.cover(1080, 1920, (0.5, 0.5)).size == (1080, 1920)


def test_a_large_picture_without_scaled_decoding_is_kept_small(tmp_path: Path) -> None:
    photo = saved(tmp_path, people(4400, 3300), "large.png", compress_level=1)

    assert photo.pixels.height == 1480


@pytest.mark.parametrize(
    ("mode", "name"),
    [("RGB", "a.webp"), ("P", "a.png"), ("CMYK", "a.jpg"), ("L", "a.jpg"), ("LA", "a.png"), ("1", "a.png")],
)
def test_every_mode_looks_as_it_was_meant(tmp_path: Path, mode: str, name: str) -> None:
    image = people().convert(mode)

    photo = saved(tmp_path, image, name)

    assert photo.pixels.mode == "RGB"
    assert difference(shown(photo), shown(Photo(image.convert("RGB")))) < 2.5


def test_sixteen_bits_are_scaled_and_not_clipped(tmp_path: Path) -> None:
    grey = people().convert("L")
    deep = grey.convert("I").point(lambda value: value * 257).convert("I;16")

    photo = saved(tmp_path, deep, "scan.png")

    assert difference(photo.pixels, grey) < 1.5


def test_transparency_lies_on_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (800, 800), (200, 0, 0, 0))
    image.paste((200, 0, 0, 255), (200, 200, 600, 600))

    photo = saved(tmp_path, image, "alpha.png")

    assert photo.pixels.getpixel((10, 10)) == (255, 255, 255)
    assert photo.pixels.getpixel((400, 400)) == (200, 0, 0)


def test_a_transparent_palette_colour_lies_on_white(tmp_path: Path) -> None:
    image = Image.new("P", (800, 800), 0)
    image.putpalette([10, 20, 30, 200, 0, 0])
    image.paste(1, (200, 200, 600, 600))

    photo = saved(tmp_path, image, "palette.png", transparency=0)

    assert photo.pixels.getpixel((10, 10)) == (255, 255, 255)
    assert photo.pixels.getpixel((400, 400)) == (200, 0, 0)


def display_p3() -> bytes:
    """Display P3 by Pillow's own sRGB profile with other primaries (Apple's, adapted to D50)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    (count,) = struct.unpack(">I", profile[128:132])
    for entry in range(132, 132 + 12 * count, 12):
        tag, offset, _ = struct.unpack(">4sII", profile[entry : entry + 12])
        if tag in primaries:
            profile[offset + 8 : offset + 20] = struct.pack(">3i", *(round(value * 65536) for value in primaries[tag]))
    name = "sRGB built-in".encode("utf-16-be")
    return bytes(profile).replace(name, "P3-D built-in".encode("utf-16-be"))


def test_wide_colours_become_the_srgb_that_looks_the_same(tmp_path: Path) -> None:
    image = Image.new("RGB", (600, 600), (180, 100, 80))

    photo = saved(tmp_path, image, "p3.png", icc_profile=display_p3())

    pixel = photo.pixels.getpixel((300, 300))
    assert pixel == pytest.approx((193, 95, 74), abs=1)  # by the matrices of IEC 61966-2-1 and Display P3


@pytest.mark.parametrize("profile", [b"nonsense", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()])
def test_a_profile_that_says_nothing_new_changes_nothing(tmp_path: Path, profile: bytes) -> None:
    photo = saved(tmp_path, Image.new("RGB", (600, 600), (180, 100, 80)), "same.png", icc_profile=profile)

    assert photo.pixels.getpixel((300, 300)) == (180, 100, 80)


def test_a_phones_picture_with_a_second_one_inside_is_a_photo(tmp_path: Path) -> None:
    image = people()
    image.save(tmp_path / "phone.jpg", format="MPO", save_all=True, append_images=[image.reduce(4)])

    assert open_photo(tmp_path / "phone.jpg").size == (1600, 1200)


def jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def huge() -> bytes:
    """A small JPEG whose header says 100 megapixels."""
    content = bytearray(jpeg(people(640, 640)))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", 10_000, 10_000)
    return bytes(content)


def bomb() -> bytes:
    """The same, past the size at which Pillow itself stops."""
    content = bytearray(huge())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(content)


def large() -> bytes:
    """A small JPEG whose header says 72 megapixels: too many for us, not yet for Pillow."""
    content = bytearray(huge())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", 8_000, 9_000)
    return bytes(content)


def gif() -> bytes:
    buffer = io.BytesIO()
    people(640, 640).save(buffer, "GIF")
    return buffer.getvalue()


def animated() -> bytes:
    buffer = io.BytesIO()
    people(640, 640).save(buffer, "WEBP", save_all=True, append_images=[Image.new("RGB", (640, 640))])
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b"", "is empty: copy it"),
        (jpeg(people())[:9000], "is damaged: copy it"),
        (huge(), "more than 60 megapixels: save it smaller"),
        (large(), "more than 60 megapixels: save it smaller"),
        (bomb(), "more than 60 megapixels: save it smaller"),
        (b"no picture at all", "save it as JPEG"),
        (gif(), "save it as JPEG"),
        (animated(), "choose a photo that stands still"),
        (jpeg(people(320, 240)), "too small (320 × 240): use the original"),
    ],
    ids=["empty", "truncated", "100 MP", "72 MP", "bomb", "text", "gif", "animated", "small"],
)
def test_a_photo_that_cannot_be_used_is_refused_with_the_cure(tmp_path: Path, content: bytes, cure: str) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(content)

    with pytest.raises(Refused) as caught:
        open_photo(path)

    assert "foto.jpg" in str(caught.value)
    assert cure in str(caught.value)


def test_a_photo_that_is_not_there_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not there: check its name"):
        open_photo(tmp_path / "foto.jpg")


def test_a_photo_over_25_megabytes_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(Refused, match="25 MB: save it smaller"):
        open_photo(path)
