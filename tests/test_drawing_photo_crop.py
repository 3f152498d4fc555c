"""Where a photo is cut: always inside it, in the frame's shape, around what matters."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from photo_fixtures import photograph
from PIL import Image, ImageDraw, ImageFilter

from brandbot.drawing.crop import HEAD_ROOM, FractionBox, crop
from brandbot.drawing.photo import Photo
from brandbot.drawing.saliency import focus_of
from brandbot.model.template import Area

sides = st.integers(480, 9000)
fractions = st.floats(0, 1)
frame_sides = st.integers(60, 1920)


@st.composite
def boxes(draw: st.DrawFn) -> Area:
    return draw(st.integers(0, 400)), draw(st.integers(0, 400)), draw(frame_sides), draw(frame_sides)


@st.composite
def some_faces(draw: st.DrawFn) -> FractionBox:
    width, height = draw(st.floats(0.01, 0.4)), draw(st.floats(0.01, 0.4))
    return draw(st.floats(0, 1 - width)), draw(st.floats(0, 1 - height)), width, height


@given(
    size=st.tuples(sides, sides),
    box=boxes(),
    faces=st.lists(some_faces(), max_size=5),
    focus=st.none() | st.tuples(fractions, fractions),
    free=st.none() | boxes(),
)
def test_every_window_lies_on_the_photo_in_the_frames_shape_and_as_large_as_can_be(
    size: tuple[int, int],
    box: Area,
    faces: list[FractionBox],
    focus: tuple[float, float] | None,
    free: Area | None,
) -> None:
    found = crop(size, box, faces, focus, free)

    left, top, right, bottom = found.window
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert (right - left) * size[0] / ((bottom - top) * size[1]) == pytest.approx(box[2] / box[3], rel=1e-6)
    assert max(right - left, bottom - top) == pytest.approx(1)
    for face_left, face_top, width, height in found.faces:
        assert box[0] <= face_left < face_left + width <= box[0] + box[2]
        assert box[1] <= face_top < face_top + height <= box[1] + box[3]
    assert not found.whole or len(found.faces) == len(faces)


@given(size=st.tuples(sides, sides), box=boxes(), focus=st.tuples(fractions, fractions))
def test_the_focus_point_is_in_the_window(size: tuple[int, int], box: Area, focus: tuple[float, float]) -> None:
    left, top, right, bottom = crop(size, box, [], focus).window

    assert left - 1e-9 <= focus[0] <= right + 1e-9
    assert top - 1e-9 <= focus[1] <= bottom + 1e-9


@given(size=st.tuples(sides, sides), box=boxes(), face=some_faces(), free=st.none() | boxes())
def test_a_face_that_has_room_in_the_frame_is_never_cut(
    size: tuple[int, int], box: Area, face: FractionBox, free: Area | None
) -> None:
    scale = max(box[2] / size[0], box[3] / size[1])
    assume(face[2] * size[0] * scale < box[2] - 2)
    assume(face[3] * size[1] * scale < box[3] - 2)

    assert crop(size, box, [face], None, free).whole


def test_a_head_has_room_above_it_and_stands_a_little_above_the_middle() -> None:
    for top in (0.3, 0.5, 0.7):
        found = crop((1000, 4000), (0, 0, 1000, 1000), [(0.4, top, 0.2, 0.05)], None)

        ((_, face_top, _, face_height),) = found.faces
        assert face_top > HEAD_ROOM * 1000
        assert 300 < face_top + face_height / 2 < 500


def test_a_face_keeps_to_the_free_part_of_its_frame() -> None:
    face = (0.45, 0.5, 0.1, 0.05)
    for free in ((50, 60, 1000, 300), (50, 700, 1000, 360), (50, 400, 1000, 300)):
        ((_, top, _, height),) = crop((1000, 4000), (50, 60, 1000, 1000), [face], None, free).faces

        assert free[1] <= top
        assert top + height <= free[1] + free[3]


def test_a_face_at_the_photos_upper_edge_comes_as_low_as_it_can() -> None:
    found = crop((1000, 4000), (0, 0, 1000, 1000), [(0.4, 0.01, 0.2, 0.05)], None, (0, 400, 1000, 600))

    assert found.window[1] == 0
    assert found.whole


def test_where_heads_have_no_room_faces_still_have() -> None:
    found = crop((2000, 1000), (0, 0, 1000, 1000), [(0.2, 0.4, 0.1, 0.2), (0.595, 0.4, 0.1, 0.2)], None)

    assert found.whole


def test_of_two_groups_the_one_with_more_of_faces_is_kept() -> None:
    crowd = [(0.02 + 0.06 * number, 0.5, 0.03, 0.06) for number in range(4)]
    speaker = (0.8, 0.3, 0.15, 0.3)

    assert crop((3000, 1000), (0, 0, 900, 900), [*crowd, speaker], None).window[2] > 0.9
    assert crop((3000, 1000), (0, 0, 900, 900), [*crowd, (0.8, 0.5, 0.03, 0.06)], None).window[0] < 0.1


def test_a_face_larger_than_the_frame_can_show_fills_it() -> None:
    found = crop((4000, 1000), (0, 0, 500, 1000), [(0.3, 0, 0.4, 1)], None)

    assert (found.whole, found.faces) == (False, ((0, 0, 500, 1000),))


def test_a_focus_point_goes_before_faces_and_faces_before_what_else_draws_the_eye() -> None:
    photo = Photo(Image.new("RGB", (3000, 1000)), faces=((0.1, 0.4, 0.05, 0.1),), focus=(0.9, 0.5))
    frame = (0, 0, 500, 500)

    assert photo.crop(frame, (0.5, 0.5)).window[0] == pytest.approx(1 / 3)
    assert photo.crop(frame).window[0] < 0.1
    assert Photo(photo.pixels, focus=photo.focus).crop(frame).window[2] == 1
    assert Photo(photo.pixels).crop(frame).window[0] == pytest.approx(1 / 3)


@pytest.mark.parametrize("where", [0.2, 0.35, 0.65, 0.8])
@pytest.mark.parametrize("subject", ["coffee.png", "chelsea.png", "rocket.jpg"])
@pytest.mark.parametrize("ground", ["brick.png", "grass.png", "sky"])
def test_without_faces_the_subject_is_kept(subject: str, ground: str, where: float) -> None:
    image = sky() if ground == "sky" else photograph(ground).resize((1600, 1200))
    cut = {"coffee.png": (150, 50, 450, 350), "chelsea.png": (80, 0, 380, 300), "rocket.jpg": (250, 50, 400, 400)}
    person = photograph(subject).crop(cut[subject])
    person = person.resize((round(person.width * 560 / person.height), 560))
    oval = Image.new("L", person.size)
    ImageDraw.Draw(oval).ellipse((0, 0, *person.size), fill=255)
    image.paste(person, (round(where * 1600 - person.width / 2), 380), oval.filter(ImageFilter.GaussianBlur(3)))

    left, _, right, _ = Photo(image, focus=focus_of(image)).crop((0, 0, 1080, 1350)).window

    assert left + 0.04 < where < right - 0.04


def sky() -> Image.Image:
    shade = Image.linear_gradient("L").resize((1600, 1200))
    return Image.merge("RGB", [shade.point(lambda value, top=top: top - value // 4) for top in (180, 205, 240)])


def test_a_picture_of_one_colour_is_cut_in_the_middle() -> None:
    across, down = focus_of(Image.new("RGB", (1600, 1200), "tan"))

    assert across == pytest.approx(0.5, abs=0.02)
    assert 0.4 <= down <= 0.5


def test_what_draws_the_eye_low_is_worn_by_somebody_whose_head_is_kept() -> None:
    image = Image.new("RGB", (1600, 1200), (200, 200, 200))
    image.paste((20, 20, 160), (500, 500, 1100, 1200))  # overalls
    image.paste((150, 100, 80), (700, 300, 900, 500))

    top = Photo(image, focus=focus_of(image)).crop((0, 0, 1080, 340)).window[1]

    assert top < 300 / 1200
