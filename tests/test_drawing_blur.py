"""Blurring: what is hidden can't be found, matched or brought back; the rest of the photo stays as it is."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import pytest
from photo_fixtures import FACE, astronaut_at, photograph
from PIL import Image, ImageChops, ImageFilter, ImageStat

from brandbot.drawing import blur as blurring
from brandbot.drawing.blur import CELLS, MARGIN, blurred
from brandbot.drawing.crop import FractionBox
from brandbot.drawing.faces import can_find_faces, faces_of
from brandbot.drawing.workcopy import open_prepared, prepare
from brandbot.errors import Refused
from brandbot.model import Blur

needs_the_extra = pytest.mark.skipif(not can_find_faces(), reason="the extra brandbot[faces] is not installed")
BOX: FractionBox = (FACE[0] / 512, FACE[1] / 512, FACE[2] / 512, FACE[3] / 512)


def face_of(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    left, top, wide, high = BOX
    return picture.crop(
        (round(left * width), round(top * height), round((left + wide) * width), round((top + high) * height))
    )


def detail(picture: Image.Image) -> float:
    """How much changes from one pixel to the next."""
    edges = picture.convert("L").filter(ImageFilter.FIND_EDGES).crop((1, 1, picture.width - 1, picture.height - 1))
    return ImageStat.Stat(edges).mean[0]


def differing(one: Image.Image, other: Image.Image) -> int:
    extrema = ImageChops.difference(one, other).getextrema()
    return max(int(highest) for _, highest in extrema)  # type: ignore[misc]  # a pair for each band of RGB


@needs_the_extra
def test_a_face_that_is_hidden_is_found_no_more(tmp_path: Path) -> None:
    image, _ = astronaut_at((1512, 2016), (0.5, 0.4), 0.2)
    image.save(tmp_path / "photo.jpg", quality=92)

    sharp = prepare(tmp_path / "photo.jpg", tmp_path)
    copy = prepare(tmp_path / "photo.jpg", tmp_path, Blur(faces=True))

    with Image.open(sharp) as one, Image.open(copy) as other:
        assert len(faces_of(one)) == 1
        assert faces_of(other) == ()
    photo = open_prepared(copy)
    assert photo.hidden == 1
    assert photo.faces == open_prepared(sharp).faces  # a crop still keeps the person whole


@needs_the_extra
def test_a_hidden_face_without_a_face_to_find_is_refused(tmp_path: Path) -> None:
    photograph("coffee.png").resize((900, 600)).save(tmp_path / "cup.jpg")

    with pytest.raises(Refused, match=r"no face was found on cup\.jpg"):
        prepare(tmp_path / "cup.jpg", tmp_path, Blur(faces=True))


def test_faces_are_not_taken_for_hidden_where_none_can_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photograph("astronaut.png").save(tmp_path / "a.png")
    monkeypatch.setattr(blurring, "can_find_faces", lambda: False)

    with pytest.raises(Refused, match="install brandbot"):
        prepare(tmp_path / "a.png", tmp_path, Blur(faces=True))
    assert open_prepared(prepare(tmp_path / "a.png", tmp_path, Blur(boxes=(BOX,)))).hidden == 1


def test_of_a_box_nothing_fine_is_left() -> None:
    before = photograph("astronaut.png")

    after = blurred(before, [BOX])

    assert detail(face_of(after)) < detail(face_of(before)) / 8


def test_two_faces_of_the_same_few_averages_become_the_same() -> None:
    """So the original can't be calculated back: very many pictures lead to this one."""
    side = 8 * CELLS
    margin = MARGIN / (1 + 2 * MARGIN)
    box = (margin, margin, 1 - 2 * margin, 1 - 2 * margin)
    one = photograph("astronaut.png").crop((182, 84, 182 + side, 84 + side))
    flat = one.resize((CELLS, CELLS), Image.Resampling.BOX).resize((side, side), Image.Resampling.NEAREST)
    assert differing(one, flat) > 50

    inner = side // 5, side // 5, side - side // 5, side - side // 5
    assert differing(blurred(one, [box]).crop(inner), blurred(flat, [box]).crop(inner)) <= 1


def test_what_lies_outside_stays_as_it_was() -> None:
    before = photograph("astronaut.png")

    changed = ImageChops.difference(before, blurred(before, [BOX])).getbbox()

    assert changed is not None
    left, top, right, bottom = changed
    assert left >= FACE[0] - MARGIN * FACE[2] - 1
    assert top >= FACE[1] - MARGIN * FACE[3] - 1
    assert right <= FACE[0] + (1 + MARGIN) * FACE[2] + 1
    assert bottom <= FACE[1] + (1 + MARGIN) * FACE[3] + 1


@pytest.mark.parametrize(
    "box",
    [(0.0, 0.0, 0.1, 0.1), (0.9, 0.9, 0.1, 0.1), (0.0, 0.4, 0.2, 0.2), (0.0, 0.0, 1.0, 1.0), (0.5, 0.5, 0.02, 0.02)],
)
def test_a_box_is_hidden_to_its_corners_also_at_the_edge(box: FractionBox) -> None:
    checks = Image.frombytes("L", (500, 500), random.Random(7).randbytes(250_000)).convert("RGB")  # noqa: S311 - a pattern
    left, top, right, bottom = (round(500 * side) for side in (*box[:2], box[0] + box[2], box[1] + box[3]))

    after = blurred(checks, [box]).crop((left, top, right, bottom))

    third = max(2, (right - left) // 3)
    for x in (0, after.width - third):
        for y in (0, after.height - third):
            corner = after.crop((x, y, x + third, y + third))
            assert ImageStat.Stat(corner).stddev[0] < 30
    assert ImageStat.Stat(checks.crop((left, top, right, bottom))).stddev[0] > 45


def test_a_copy_with_something_hidden_is_another_copy(tmp_path: Path) -> None:
    photograph("astronaut.png").save(tmp_path / "a.png")
    blur = Blur(boxes=(BOX,))
    copies = {
        prepare(tmp_path / "a.png", tmp_path, one)
        for one in (Blur(), blur, dataclasses.replace(blur, boxes=((0.1, 0.1, 0.1, 0.1),)))
    }

    assert len(copies) == 3
    assert prepare(tmp_path / "a.png", tmp_path, blur) in copies
