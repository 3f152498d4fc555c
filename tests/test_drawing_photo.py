"""Photos: whatever a phone, a scanner or a chat group made of them, they look right or are refused with the cure."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from photo_fixtures import photograph
from PIL import Image, ImageChops, ImageCms, ImageStat

from brandbot.drawing import decode
from brandbot.drawing.decode import MAX_BYTES
from brandbot.drawing.logo import logo
from brandbot.drawing.photo import MOST_ENLARGED, TURNS, Photo, open_photo
from brandbot.drawing.thumbnail import thumbnail
from brandbot.errors import Refused

ORIENTATION = 0x0112
GPS = 0x8825
NAME = "foto.jpg"


def room(width: int = 1600, height: int = 1200) -> Image.Image:
    """A real photograph at any size."""
    return photograph("coffee.png").resize((width, height), Image.Resampling.BICUBIC)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference in levels, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def saved(folder: Path, image: Image.Image, name: str, **options: Any) -> Photo:
    image.save(folder / name, **options)
    return open_photo(folder / name)


def shown(photo: Photo) -> Image.Image:
    return photo.cover(540, 405, (0.5, 0.5))


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def written(folder: Path, content: bytes, name: str = NAME) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_set_upright(tmp_path: Path, orientation: int) -> None:
    upright = room()
    back = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    lying = upright.transpose(TURNS[back]) if back in TURNS else upright
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    photo = saved(tmp_path, lying, NAME, exif=exif, quality=95, subsampling=0)

    assert photo.size == photo.original == (1600, 1200)
    for focus in ((0.5, 0.5), (0.1, 0.9)):
        assert difference(photo.cover(300, 400, focus), Photo(upright).cover(300, 400, focus)) < 2


@pytest.mark.parametrize("orientation", [(3, 0), (3, 9), (2, 6)], ids=["0", "9", "a letter"])
def test_an_orientation_that_says_nothing_leaves_the_photo_as_it_is(
    tmp_path: Path, orientation: tuple[int, int]
) -> None:
    kind, value = orientation
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, ORIENTATION, kind, 1, value << 8 * (kind == 2), 0, 0)

    assert saved(tmp_path, room(), NAME, exif=exif).size == (1600, 1200)


def test_damaged_exif_does_not_cost_the_photo(tmp_path: Path) -> None:
    photo = saved(tmp_path, room(), NAME, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff not at all")

    assert (photo.orientation, photo.size) == (1, (1600, 1200))


def test_nothing_but_pixels_is_kept_of_a_photo(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[GPS] = {1: "S", 2: (7.0, 36.0, 0.0)}
    exif[0x010F] = "Phone"

    photo = saved(tmp_path, room(), NAME, exif=exif, comment=b"7.6 S, 110.8 E", dpi=(300, 300))

    assert photo.pixels.info == {}
    assert not photo.pixels.getexif()
    assert type(photo.pixels) is Image.Image


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
    photo = saved(tmp_path, room(4032, 3024), NAME)

    assert photo.pixels.size == (2016, 1512)
    assert photo.original == (4032, 3024)
    assert photo.enlargement(1080, 1920) < 1
    assert photo.cover(1080, 1920).size == (1080, 1920)


def test_a_large_picture_without_scaled_decoding_is_kept_small(tmp_path: Path) -> None:
    room(1100, 825).save(tmp_path / "large.png", compress_level=1)

    assert open_photo(tmp_path / "large.png", needed=(270, 370)).pixels.size == (493, 370)


def test_enlargement_is_judged_by_the_larger_need() -> None:
    photo = Photo(Image.new("RGB", (500, 500)), original=(1000, 800))

    assert photo.enlargement(1000, 400) == 1.0
    assert photo.enlargement(400, 1200) == 1.5 > MOST_ENLARGED


@pytest.mark.parametrize(
    ("size", "wide", "tall"),
    [
        ((3000, 1000), True, False),
        ((1500, 1000), False, False),
        ((1000, 1000), False, False),
        ((900, 1000), False, True),
    ],
)
def test_a_photo_knows_its_shape(size: tuple[int, int], wide: bool, tall: bool) -> None:  # noqa: FBT001 - a row of the table
    photo = Photo(Image.new("RGB", size))
    lying = Photo(Image.new("RGB", (size[1], size[0])), orientation=6)

    assert (photo.is_wide, photo.is_tall) == (lying.is_wide, lying.is_tall) == (wide, tall)


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        *(("RGB", "a.webp"), ("RGB", "a.avif"), ("P", "a.png"), ("P", "a.gif"), ("CMYK", "a.jpg"), ("L", "a.jpg")),
        *(("LA", "a.png"), ("1", "a.png")),
    ],
)
def test_every_mode_looks_as_it_was_meant(tmp_path: Path, mode: str, name: str) -> None:
    image = room().convert(mode)

    photo = saved(tmp_path, image, name)

    assert photo.pixels.mode == "RGB"
    assert photo.notices == ()
    assert difference(shown(photo), shown(Photo(image.convert("RGB")))) < 3


def test_sixteen_bits_are_scaled_and_not_clipped(tmp_path: Path) -> None:
    grey = room().convert("L")
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

    assert photo.notices == ()
    assert photo.pixels.getpixel((300, 300)) == pytest.approx((193, 95, 74), abs=1)  # by IEC 61966-2-1 and Display P3


def test_wide_colours_keep_their_transparency_on_a_logo(tmp_path: Path) -> None:
    image = Image.new("RGBA", (600, 600), (180, 100, 80, 0))
    image.paste((180, 100, 80, 255), (100, 100, 500, 500))
    image.save(tmp_path / "logo.png", icc_profile=display_p3())

    drawn = logo(tmp_path / "logo.png", 300, 300)

    assert drawn is not None
    assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == pytest.approx((193, 95, 74, 255), abs=1)


def test_an_srgb_profile_changes_nothing(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    photo = saved(tmp_path, Image.new("RGB", (600, 600), (180, 100, 80)), "same.png", icc_profile=profile)

    assert photo.notices == ()
    assert photo.pixels.getpixel((300, 300)) == (180, 100, 80)


@pytest.mark.parametrize("profile", [b"nonsense", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_a_profile_that_cannot_be_used_is_taken_for_srgb_and_that_is_said(tmp_path: Path, profile: bytes) -> None:
    photo = saved(tmp_path, Image.new("RGB", (600, 600), (180, 100, 80)), "same.png", icc_profile=profile)

    assert [str(notice) for notice in photo.notices] == [
        "The colour profile of same.png is broken: look whether its colours are right"
    ]
    assert photo.pixels.getpixel((300, 300)) == (180, 100, 80)


def test_a_profile_for_other_channels_is_taken_for_none(tmp_path: Path) -> None:
    image = room(800, 600).convert("CMYK")

    photo = saved(tmp_path, image, NAME, icc_profile=display_p3(), quality=95)

    assert len(photo.notices) == 1
    assert difference(photo.pixels, image) < 3


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "MPO"])
def test_of_several_pictures_in_a_file_the_first_is_used_and_that_is_said(tmp_path: Path, form: str) -> None:
    image, second = room(800, 600), Image.new("RGB", (800, 600), "red")
    path = written(tmp_path, encoded(image, form, save_all=True, append_images=[second, second]))

    photo = open_photo(path)

    assert difference(photo.pixels, image) < 4
    assert [str(notice) for notice in photo.notices] == ["foto.jpg holds several pictures: the first one is used"]


def header(width: int, height: int) -> bytes:
    """A small PNG whose header promises so many pixels."""
    content = bytearray(encoded(Image.new("1", (8, 8)), "PNG"))
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


def jpeg_header(width: int, height: int) -> bytes:
    content = bytearray(encoded(room(640, 640)))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


HTML = b"<!DOCTYPE html>\n<html><body>Foto tidak ditemukan</body></html>"
SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>&x;</text></svg>'
)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b"", "is empty: copy it"),
        (encoded(room())[:9000], "is damaged: copy it"),
        (encoded(room(), "PNG", compress_level=1)[:90_000], "is damaged: copy it"),
        (encoded(room(), "WEBP")[:9000], "is damaged: copy it"),
        (HTML, "is a web page and no picture: save the picture itself"),
        (SVG, "is an SVG, which is a program more than a picture: export it as PNG"),
        (b"no picture at all", "save it as PNG or JPEG"),
        (encoded(room(640, 480), "TIFF"), "save it as PNG or JPEG"),
        (header(10_000, 10_000), "has 100 megapixels: save it smaller"),
        (header(30_000, 30_000), "megapixels: save it smaller"),
        (header(1, 20_000), "is a strip (1 × 20000): cut it"),
        (header(1, 1), "too small (1 × 1): use the original"),
        (jpeg_header(9_000, 8_000), "has 72 megapixels: save it smaller"),
        (jpeg_header(60_000, 60_000), "megapixels: save it smaller"),
        (encoded(room(320, 240)), "too small (320 × 240): use the original"),
    ],
    ids=[
        *("empty", "truncated JPEG", "truncated PNG", "truncated WEBP", "HTML", "SVG", "text", "TIFF", "100 MP"),
        *("30,000 × 30,000", "1 × 20,000", "1 × 1", "72 MP", "bomb", "small"),
    ],
)
def test_a_photo_that_cannot_be_used_is_refused_with_the_cure(tmp_path: Path, content: bytes, cure: str) -> None:
    path = written(tmp_path, content)

    with pytest.raises(Refused) as caught:
        open_photo(path)

    assert NAME in str(caught.value)
    assert cure in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", encoded(room())[:9000], HTML, SVG, header(10_000, 10_000), header(40_000, 40_000)]
)
def test_a_logo_that_cannot_be_used_is_refused_with_the_file_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match=r"logo\.png"):
        logo(written(tmp_path, content, "logo.png"), 300, 200)


@pytest.mark.parametrize("name", ["gone.jpg", "folder"])
def test_a_photo_that_is_not_there_is_refused_with_the_cure(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(Refused, match=f"{name} is not there: check its name"):
        open_photo(tmp_path / name)


def test_a_photo_that_another_program_holds_is_refused_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise PermissionError

    path = written(tmp_path, encoded(room()))
    monkeypatch.setattr(Image, "open", locked)  # only Windows locks for real, and root reads everything

    with pytest.raises(Refused, match="close the program that holds it"):
        open_photo(path)


def test_a_file_over_64_megabytes_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1_000_000)

    with pytest.raises(Refused, match="has 65 MB: save it smaller, 64 MB is the most"):
        open_photo(path)


def test_fifty_megabytes_of_metadata_and_another_file_behind_a_photo_go_no_further(tmp_path: Path) -> None:
    content = encoded(room())
    segment = b"\xff\xe4" + struct.pack(">H", 65_535) + b"<?php x ?>" + b"\0" * 65_523
    path = written(tmp_path, content[:2] + segment * 760 + content[2:] + b"PK\x03\x04<?php system($_GET[0]); ?>")

    photo = open_photo(path)

    assert photo.size == (1600, 1200)
    assert photo.pixels.info == {}
    assert b"<?php" not in encoded(photo.pixels)


def test_heic_is_read_where_the_extra_is_installed(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif")
    image = room(800, 600)
    heif.from_pillow(image).save(tmp_path / "phone.heic", quality=90)

    photo = open_photo(tmp_path / "phone.heic")

    assert photo.size == (800, 600)
    assert difference(photo.pixels, image) < 4


def test_damaged_heic_is_refused_with_the_cure(tmp_path: Path) -> None:
    pytest.importorskip("pillow_heif")

    with pytest.raises(Refused, match=r"phone\.heic is"):
        open_photo(written(tmp_path, HEIC, "phone.heic"))


def test_heic_without_the_extra_is_refused_with_both_cures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "HEIC_READER", "a_package_that_nobody_has")

    with pytest.raises(Refused, match=r'save it as JPEG, or have HEIC read by: pip install "brandbot\[heic\]"'):
        open_photo(written(tmp_path, HEIC, "phone.heic"))


def test_a_thumbnail_has_the_width_that_was_asked_for(tmp_path: Path) -> None:
    picture = written(tmp_path, encoded(room(1080, 1350)))

    with Image.open(io.BytesIO(thumbnail(picture, 240))) as small:
        assert (small.format, small.size) == ("JPEG", (240, 300))
