"""Faces on real photographs are found at intake, and kept in every picture that is cut from the working copy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from photo_fixtures import astronaut_at, busy, photograph, portraits, row_of_heads
from PIL import Image

from brandbot.drawing import faces
from brandbot.drawing.crop import HEAD_ROOM, FractionBox
from brandbot.drawing.faces import can_find_faces, faces_of
from brandbot.drawing.photo import MOST_ENLARGED, Photo
from brandbot.drawing.workcopy import open_prepared, prepare

needs_the_extra = pytest.mark.skipif(not can_find_faces(), reason="the extra brandbot[faces] is not installed")

FRAMES = ((1080, 1350), (1080, 1920), (1080, 1080), (1200, 630), (1080, 540))
PLACES = {
    "left": (0.12, 0.5),
    "right": (0.88, 0.45),
    "top": (0.4, 0.18),
    "bottom": (0.6, 0.85),
    "top right": (0.85, 0.2),
}


def taken_in(folder: Path, image: Image.Image, **options: object) -> Photo:
    image.save(folder / "photo.jpg", quality=92, **options)  # type: ignore[arg-type] # Pillow's options are of all types
    return open_prepared(prepare(folder / "photo.jpg", folder / "copies"))


def inside(face: FractionBox, window: tuple[float, float, float, float]) -> bool:
    left, top, width, height = face
    return window[0] <= left and window[1] <= top and left + width <= window[2] and top + height <= window[3]


@needs_the_extra
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("size", [(2016, 1512), (1512, 2016)], ids=["across", "upright"])
def test_a_face_anywhere_on_a_photo_is_whole_in_every_frame(tmp_path: Path, place: str, size: tuple[int, int]) -> None:
    image, face = astronaut_at(size, PLACES[place], 0.2)

    photo = taken_in(tmp_path, image)

    assert len(photo.faces) == 1
    for width, height in FRAMES:
        crop = photo.crop((0, 0, width, height))
        assert inside(face, crop.window)
        assert crop.whole
        ((_, top, _, _),) = crop.faces
        assert top >= HEAD_ROOM * height or crop.window[1] == 0  # or there is no more photo above


@needs_the_extra
def test_a_face_on_a_phones_12_megapixels_is_found_and_keeps_clear_of_plates_and_cards(tmp_path: Path) -> None:
    upright, face = astronaut_at((3024, 4032), (0.5, 0.4), 0.12)
    exif = Image.Exif()
    exif[0x0112] = 6

    photo = taken_in(tmp_path, upright.transpose(Image.Transpose.ROTATE_90), exif=exif)
    crop = photo.crop((0, 100, 1080, 900), free=(0, 300, 1080, 500))

    assert photo.original == (3024, 4032)
    assert inside(face, crop.window)
    ((_, top, _, height),) = crop.faces
    assert top >= 300
    assert top + height <= 800


@needs_the_extra
def test_a_small_original_is_too_small_for_a_full_picture_but_serves_a_small_frame(tmp_path: Path) -> None:
    photo = taken_in(tmp_path, photograph("astronaut.png"))

    assert photo.enlargement(1080, 1350) > MOST_ENLARGED
    assert photo.enlargement(600, 600) < MOST_ENLARGED
    assert photo.crop((240, 400, 600, 600)).whole


@needs_the_extra
def test_people_side_by_side_are_all_found_and_all_kept_where_they_have_room(tmp_path: Path) -> None:
    photo = taken_in(tmp_path, row_of_heads((2016, 1512), (0.44, 0.6, 0.77, 0.93), 0.2))

    assert len(photo.faces) == 4
    assert photo.crop((0, 0, 1080, 1350)).whole
    assert photo.crop((0, 0, 1080, 540)).whole


@needs_the_extra
def test_of_more_people_than_a_frame_holds_the_larger_group_is_kept_whole(tmp_path: Path) -> None:
    photo = taken_in(tmp_path, row_of_heads((2400, 1000), (0.06, 0.5, 0.63, 0.76, 0.9), 0.2))

    crop = photo.crop((0, 0, 1080, 1350))

    assert photo.is_wide
    assert not crop.whole
    assert len(crop.faces) == 3
    assert all(left > 0 and left + width < 1080 for left, _, width, _ in crop.faces)


@needs_the_extra
def test_twelve_people_in_a_row_are_found() -> None:
    found = faces_of(row_of_heads((4032, 3024), tuple((number + 0.5) / 12 for number in range(12)), 0.1))

    assert len(found) >= 11
    assert list(found) == sorted(found)


@needs_the_extra
def test_nobody_is_seen_where_nobody_is() -> None:
    assert faces_of(busy(2016, 1512)) == ()
    assert [faces_of(sheet(piece)) for piece in chunks(portraits()[1])] == [()] * 5


@needs_the_extra
def test_faces_in_the_wild_are_seen() -> None:
    assert sum(len(faces_of(sheet(piece))) for piece in chunks(portraits()[0])) >= 95


def chunks(pictures: tuple[Image.Image, ...]) -> list[tuple[Image.Image, ...]]:
    return [pictures[start : start + 20] for start in range(0, 100, 20)]


def sheet(pictures: tuple[Image.Image, ...]) -> Image.Image:
    image = Image.new("RGB", (1000, 800), (120, 120, 120))
    for number, picture in enumerate(pictures):
        enlarged = picture.resize((150, 150), Image.Resampling.BICUBIC)
        image.paste(enlarged, (20 + number % 5 * 200, 20 + number // 5 * 200))
    return image


@needs_the_extra
@pytest.mark.parametrize("size", [(480, 480), (2400, 480), (480, 2400)])
def test_a_picture_of_one_colour_has_no_face_whatever_its_shape(size: tuple[int, int]) -> None:
    assert faces_of(Image.new("RGB", size, "tan")) == ()


@needs_the_extra
def test_a_face_that_fills_the_photo_or_is_cut_by_its_edge_stays_within_its_fractions() -> None:
    astronaut = photograph("astronaut.png")

    for box in ((170, 60, 280, 185), (150, 0, 310, 120), (225, 20, 400, 200)):
        for left, top, width, height in faces_of(astronaut.crop(box).resize((800, 800))):
            assert 0 <= left < left + width <= 1.001
            assert 0 <= top < top + height <= 1.001


def test_a_box_outside_of_the_picture_is_no_face() -> None:
    assert faces._fraction((-9, 10, -1, 20), 100, 100) is None
    assert faces._fraction((-9, 10, 20, 110), 100, 100) == (0, 0.1, 0.2, 0.9)


@needs_the_extra
def test_the_same_photo_has_the_same_faces_in_another_process(tmp_path: Path) -> None:
    image, _ = astronaut_at((1600, 1200), (0.3, 0.4), 0.3)
    image.save(tmp_path / "photo.png", compress_level=1)
    script = (
        "import sys; from PIL import Image; from brandbot.drawing.faces import faces_of;"
        "print(faces_of(Image.open(sys.argv[1])))"
    )

    other = subprocess.run([sys.executable, "-c", script, tmp_path / "photo.png"], capture_output=True, check=True)

    assert other.stdout.decode().strip() == str(faces_of(image))


def test_without_the_extra_no_face_is_found_and_the_photo_is_taken_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faces, "NEEDED", ("a_package_that_nobody_has",))

    photo = taken_in(tmp_path, photograph("astronaut.png"))

    assert photo.faces == ()
    assert photo.focus is not None


def test_drawing_loads_neither_opencv_nor_numpy() -> None:
    script = "import sys, brandbot.drawing, brandbot.drawing.workcopy; print({'cv2', 'numpy'} & set(sys.modules))"

    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert run.stdout.decode().strip() == "set()"
