"""What is measured on pixels holds in other schools' colours and on photos that make it hard; test_templates_pixels.py.

The photos: nearly white, nearly black, a checkerboard of noise, an astronaut in a crowd of things.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from cases import CASES
from photo_fixtures import astronaut_at, busy
from picture_fixtures import DAY, EVERY, LAYOUTS, folders, seated
from PIL import Image, ImageDraw
from pixel_fixtures import Pair, faults, pairs, pixels

from brandbot.drawing import Photo
from brandbot.errors import Refused
from brandbot.model import LayoutName

SIZE = (1600, 1200)
PHOTO = "assets/foto/keras.jpg"
ELSEWHERE = ("negeri", "pesantren")
# One kind of each look, and a case of it that shows a photo.
LOOKS = (
    ("new_partner", "mou"),
    ("internship_placement", "departure"),
    ("certification", "photo"),
    ("industry_training", "photo"),
    ("graduate_hired", "photo"),
    ("enrolment", "open"),
    ("exhibition", "photo"),
    ("program_profile", "photo"),
    ("quote", "photo"),
)
MAGENTA = (255, 0, 255)


@pytest.mark.parametrize(("kind", "name"), EVERY)
@pytest.mark.parametrize("school", ELSEWHERE)
def test_a_feed_of_another_school_can_be_read_and_stands_clear(
    kind: str, name: str, school: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seat = seated(CASES[kind][name], folders(tmp_path_factory), school)

    wrong = [f"{pair.drawing.variant}: {fault}" for pair in pairs(seat, "feed", DAY) for fault in faults(pair)]

    assert not wrong, "\n".join(wrong)


@cache
def hard() -> Mapping[str, Photo]:
    """The photos, as they are after intake."""
    chance = random.Random(7)  # noqa: S311 - it draws test data
    white, black = Image.new("RGB", SIZE, (250, 250, 246)), Image.new("RGB", SIZE, (6, 5, 8))
    noise = Image.frombytes("L", (SIZE[0] // 8, SIZE[1] // 8), chance.randbytes(SIZE[0] * SIZE[1] // 64))
    cells = noise.resize(SIZE, Image.Resampling.NEAREST)
    board = Image.merge("RGB", (cells, cells.rotate(180), cells))
    crowd, face = astronaut_at(SIZE, (0.7, 0.35), 0.4)
    return {
        "white": Photo(white),
        "black": Photo(black),
        "noise": Photo(board),
        "astronaut": Photo(crowd, faces=(face,)),
    }


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("kind", "name"), LOOKS)
def test_whatever_the_photo_what_is_handed_on_can_be_read(
    kind: str, name: str, layout: LayoutName, tmp_path: Path
) -> None:
    wrong = []
    for called, photo in hard().items():
        if layout in ("square", "link") and called in ("white", "black"):
            continue  # a plain ground is the same in every layout
        for pair in with_photo(kind, name, layout, photo, tmp_path):
            wrong += [f"{called} ({pair.drawing.variant}): {fault}" for fault in faults(pair)]

    assert not wrong, "\n".join(wrong)


def with_photo(kind: str, name: str, layout: LayoutName, photo: Photo, folder: Path) -> list[Pair]:
    """A case with one photo of ours; a photo that the template refuses leaves nothing to measure, but never a crash."""
    seat = seated(replace(CASES[kind][name], photos=(PHOTO,), points=()), (folder, folder))
    seat._photos[PHOTO] = photo
    try:
        return [*pairs(seat, layout, DAY)]
    except Refused as refusal:
        assert "face" in str(refusal), (kind, layout)  # noqa: PT017 - the only reason that a photo may give
        return []


@pytest.mark.parametrize("place", [(0.2, 0.25), (0.7, 0.6)])
@pytest.mark.parametrize(("kind", "name"), LOOKS)
def test_a_face_is_shown_whole_and_nothing_is_written_on_it(
    kind: str, name: str, place: tuple[float, float], tmp_path: Path
) -> None:
    for layout in LAYOUTS:
        for pair in with_photo(kind, name, layout, with_face(place), tmp_path):
            bare, final = pixels(pair.bare.jpeg), pixels(pair.drawing.jpeg)
            face = np.abs(bare - np.array(MAGENTA)).max(axis=2) < 70
            if not face.any():
                continue
            rows, columns = np.nonzero(face)
            across, down = np.ptp(columns) + 1, np.ptp(rows) + 1
            assert 0.8 < across / down < 1.25, (layout, pair.drawing.variant)
            assert face.sum() > 0.7 * across * down, (layout, pair.drawing.variant)
            written = (np.abs(final - bare).max(axis=2) > 48)[face].sum()
            assert written <= 0.01 * face.sum(), (layout, pair.drawing.variant)


@cache
def with_face(place: tuple[float, float]) -> Photo:
    """A crowd of things with a round magenta face."""
    image = busy(*SIZE).copy()
    x, y, radius = round(place[0] * SIZE[0]), round(place[1] * SIZE[1]), 110
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=MAGENTA)
    face = ((x - radius) / SIZE[0], (y - radius) / SIZE[1], 2 * radius / SIZE[0], 2 * radius / SIZE[1])
    return Photo(image, faces=(face,))
