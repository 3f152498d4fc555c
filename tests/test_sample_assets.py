"""The sample school's photos and logos, as committed, and the script that draws them."""

from __future__ import annotations

import importlib
import io
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops, ImageStat

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "assets"

PHOTOS = (
    "alumni-01.jpg",
    "alumni-02.png",
    "alumni-03.jpg",
    "bazar.jpg",
    "cnc.jpg",
    "expo-01.jpg",
    "expo-02.jpg",
    "guru-magang.jpg",
    "hibah.jpg",
    "jepang.jpg",
    "jobfair.jpg",
    "lepas-01.jpg",
    "lepas-02.jpg",
    "lepas-03.jpg",
    "lepas-04.jpg",
    "lepas-05.jpg",
    "monitoring-mjt.jpg",
    "mou-mjt-01.jpg",
    "pelepasan-tkj.jpg",
    "pembekalan-01.jpg",
    "pembekalan-02.jpg",
    "pembekalan-03.jpg",
    "penarikan.jpg",
    "pkl-dkv.jpg",
    "pkl-tkr.jpg",
    "pks-lppk.jpg",
    "sertif-dkv.jpg",
    "sinkron.jpg",
    "sosialisasi.jpg",
    "spmb.jpg",
    "spmb2.jpg",
    "tjkt-01.jpg",
    "tjkt-02.jpg",
    "tjkt-03.jpg",
    "tjkt-04.jpg",
    "ukk1-01.jpg",
    "ukk1-02.jpg",
    "ukk2.jpg",
)

LOGOS = {
    "sekolah.png": (512, 512),
    "sekolah-putih.png": (512, 512),
    "rotn.png": (720, 200),
    "rs.webp": (320, 480),
    "hotel.jpg": (150, 150),
    "rsu.png": (400, 400),
    "garmen.png": (720, 180),
    "poltek.png": (400, 400),
    "lsp.png": (400, 400),
}


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module("draw_sample")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean distance of two pictures, 0 to 255."""
    shifts = ImageChops.difference(one.convert("RGBA"), other.convert("RGBA"))
    return max(ImageStat.Stat(shifts).mean)


@pytest.mark.parametrize("name", PHOTOS)
def test_each_photo_is_there_in_full_size_and_small_in_bytes(name: str) -> None:
    path = ASSETS / "foto" / name

    with Image.open(path) as photo:
        photo.load()

        assert photo.size == ((1200, 1600) if name.startswith("alumni-") else (1600, 1200))
        assert photo.format == ("PNG" if name.endswith(".png") else "JPEG")
    assert 40_000 < path.stat().st_size < (400_000 if name.endswith(".png") else 220_000)


@pytest.mark.parametrize(("name", "size"), LOGOS.items())
def test_each_logo_is_there_in_its_stated_shape(name: str, size: tuple[int, int]) -> None:
    with Image.open(ASSETS / "logo" / name) as logo:
        logo.load()

        assert logo.size == size
        assert logo.has_transparency_data == (name != "hotel.jpg")


def test_the_transparent_photo_really_is_transparent_around_its_person() -> None:
    with Image.open(ASSETS / "foto" / "alumni-02.png") as photo:
        alpha = photo.getchannel("A")

    assert alpha.getpixel((10, 10)) == 0
    assert alpha.getpixel((600, 500)) == 255


def test_the_photos_stay_light_enough_for_a_repository() -> None:
    assert sum(path.stat().st_size for path in ASSETS.rglob("*") if path.is_file()) < 8_000_000


def test_the_script_knows_exactly_the_files_that_the_sample_needs(script: ModuleType) -> None:
    assert sorted(script.PHOTOS) == sorted(PHOTOS)
    assert sorted(script.marks.MARKS) == sorted(LOGOS)


@pytest.mark.slow
def test_the_rows_of_people_are_those_that_the_script_draws(script: ModuleType) -> None:
    drawn = Image.open(io.BytesIO(script.draw_rows()))

    with Image.open(ROOT / "tests" / "data" / "photos" / script.ROWS) as kept:
        assert kept.width >= 2 * kept.height
        assert difference(drawn, kept) < 1.5


def test_drawing_again_gives_the_same_picture(script: ModuleType) -> None:
    drawn = Image.open(io.BytesIO(script.draw_photo("alumni-03.jpg")))
    mark = Image.open(io.BytesIO(script.marks.MARKS["sekolah.png"]()))

    with Image.open(ASSETS / "foto" / "alumni-03.jpg") as kept:
        assert difference(drawn, kept) < 1.5  # another libjpeg may round otherwise
    with Image.open(ASSETS / "logo" / "sekolah.png") as kept:
        assert difference(mark, kept) < 0.5
