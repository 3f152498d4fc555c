"""The proof on pixels: what is handed on can be read, keeps its distance and hides no face."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from drawing_fixtures import FEED, THREE, drawn, layout, paper, people, scene
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brandbot.drawing import Photo, draw, overlay
from brandbot.drawing.colour import BLACK, SMALL_TEXT, TEXT, WHITE, contrast
from brandbot.drawing.proof import Proof, around, behind, contrast_on, legible, needed, overlap, sample
from brandbot.drawing.unfit import Unfit
from brandbot.errors import Refused
from brandbot.model import Mark

levels = st.integers(0, 255)
pixels = st.tuples(levels, levels, levels)
TITLE: dict[str, Any] = {"text": "{title}", "size": [80, 60], "color": "on_primary"}
FACE = (0.4, 0.3, 0.2, 0.25)


def light(brightness: int = 250, faces: Sequence[tuple[float, float, float, float]] = ()) -> Photo:
    return Photo(Image.new("RGB", (1400, 1750), (brightness,) * 3), faces=tuple(faces))


def checked(width: int, height: int) -> Image.Image:
    """Noise from black to white, the same every time."""
    rows = [bytes((x * 37 + y * 101) * (x + y) % 256 for x in range(width)) for y in range(height)]
    return Image.frombytes("L", (width, height), b"".join(rows)).convert("RGB")


@given(ground=pixels, colour=pixels)
def test_on_one_colour_the_contrast_is_exact(ground: tuple[int, int, int], colour: tuple[int, int, int]) -> None:
    image = Image.new("RGB", (40, 20), ground)

    assert contrast_on(behind(image, (0, 0, 40, 20)), colour) == pytest.approx(contrast(ground, colour), abs=1e-9)


@pytest.mark.parametrize("colour", [BLACK, WHITE, (255, 194, 14), (120, 120, 120)])
def test_on_many_colours_it_is_that_of_the_worst_twentieth(colour: tuple[int, int, int]) -> None:
    image = checked(200, 120)
    seen = sample(image, (0, 0, 200, 120))
    every = sorted(contrast(pixel, colour) for pixel in seen.get_flattened_data())  # type: ignore[arg-type] # RGB has three

    measured = contrast_on(behind(image, (0, 0, 200, 120)), colour)

    assert measured == pytest.approx(every[len(every) // 20], rel=0.04)


def test_a_twentieth_of_bad_pixels_is_forgiven_and_a_tenth_is_not() -> None:
    image = Image.new("RGB", (200, 100), "black")
    image.paste("white", (0, 0, 8, 100))
    assert contrast_on(behind(image, (0, 0, 200, 100)), WHITE) == 21
    image.paste("white", (0, 0, 20, 100))
    assert contrast_on(behind(image, (0, 0, 200, 100)), WHITE) == pytest.approx(1)


@pytest.mark.parametrize(
    "box", [(-50, -50, 60, 60), (90, 90, 60, 60), (300, 300, 10, 10), (40, 40, 0, 0), (50, 50, 1, 1)]
)
def test_a_box_that_leaves_the_picture_is_measured_where_it_lies_on_it(box: tuple[int, int, int, int]) -> None:
    assert contrast_on(behind(Image.new("RGB", (100, 100), "black"), box), WHITE) == 21


def test_small_text_needs_more() -> None:
    assert [needed(size) for size in (28, 36, 37, 120)] == [SMALL_TEXT, SMALL_TEXT, TEXT, TEXT]


@given(ground=pixels, colour=pixels)
def test_a_colour_gives_way_until_it_can_be_read_and_only_then(
    ground: tuple[int, int, int], colour: tuple[int, int, int]
) -> None:
    behind_it = behind(Image.new("RGB", (20, 20), ground), (0, 0, 20, 20))

    moved, reached = legible(colour, [behind_it], TEXT)

    assert reached >= TEXT
    assert reached == pytest.approx(contrast(moved, ground), abs=1e-9)
    assert (moved == colour) is (contrast(colour, ground) >= TEXT)


def test_a_text_that_nothing_makes_readable_drops_the_variant() -> None:
    noise = Photo(checked(1400, 1750))
    text = {"text": {**TITLE, "box": [72, 100, 936, 100]}}

    with pytest.raises(Refused, match=r"contrast of .* another photo"):
        drawn([{"photo": {"box": "page"}}, text], replace(scene(title="Judul"), photo=noise))
    banded = [{"photo": {"box": "page"}}, {"fill": {"box": [0, 0, 1080, 300]}}, text]
    made = layout([{"photo": {"box": "page"}}, text], banded)
    assert draw(made, replace(scene(title="Judul"), photo=noise)).variant == "two"


@pytest.mark.parametrize("size", [30, 80])
@pytest.mark.parametrize("side", ["bottom", "top", "left", "right"])
@pytest.mark.parametrize("brightness", [20, 128, 255])
def test_a_scrim_raises_itself_until_the_text_on_it_can_be_read(size: int, side: str, brightness: int) -> None:
    entries = [
        {"photo": {"box": "page"}},
        {"scrim": {"under": "main", "side": side, "least": "0.1"}},
        {"stack": {"name": "main", "box": [400, 500, 280, 300]}},
        {"text": {"text": "{title}", "size": [size, size], "color": "on_primary", "stack": "main"}},
    ]

    drawing = drawn(entries, replace(scene(title="Judul"), photo=light(brightness)))

    (mark,) = (mark for mark in drawing.marks if mark.what == "text")
    assert mark.contrast is not None
    assert mark.contrast >= needed(size)
    far = {"bottom": (20, 20), "top": (20, 1330), "left": (1070, 300), "right": (2, 300)}[side]
    beyond = Image.open(io.BytesIO(drawing.jpeg)).getpixel(far)
    assert isinstance(beyond, tuple)
    assert abs(beyond[0] - brightness) < 8


def test_a_scrim_without_text_is_not_there() -> None:
    entries = [{"photo": {"box": "page"}}, {"scrim": {"under": "main"}}]

    image = Image.open(io.BytesIO(drawn(entries, replace(scene(), photo=light())).jpeg))

    assert image.getpixel((500, 1300)) == (250, 250, 250)


@pytest.mark.parametrize(
    "entry",
    [
        {"text": {**TITLE, "box": [10, 100, 900, 100], "color": "ink"}},
        {"text": {**TITLE, "box": [72, 1290, 900, 60], "color": "ink", "size": [60, 40]}},
        {"logos": {"who": "school", "box": [0, 100, 936, 104]}},
    ],
)
def test_what_leaves_the_safe_area_drops_the_variant(entry: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="safe area"):
        drawn([entry], scene(title="Judul"), replace(FEED, safe=(72, 48, 936, 1270)))


def test_texts_and_logos_keep_off_each_other() -> None:
    text = {"text": {**TITLE, "color": "ink", "box": [72, 100, 936, 100]}}
    other = {"text": {**TITLE, "text": "{date}", "color": "ink", "box": [72, 120, 936, 100]}}
    logo = {"logos": {"who": "school", "plate": False, "ground": "white", "box": [72, 90, 936, 104]}}
    subject = scene(title="Judul", date="Tanggal")

    with pytest.raises(Refused, match="“Tanggal” and “Judul” overlap"):
        drawn([text, other], subject)
    with pytest.raises(Refused, match="overlap"):
        drawn([logo, text], subject)
    with pytest.raises(Refused, match="overlap"):
        drawn([text, logo], subject)
    with pytest.raises(Refused, match="“Judul” is covered"):
        drawn([text, {"fill": {"box": [0, 0, 300, 300]}}], subject)


def test_tails_and_accents_of_two_lines_may_reach_into_each_other() -> None:
    entries = [
        {"stack": {"name": "main", "box": [72, 100, 936, 400]}},
        {"text": {"text": "gypq", "size": [80, 80], "stack": "main"}},
        {"text": {"text": "ÉÅÑ", "size": [80, 80], "stack": "main", "gap": 8}},
    ]

    assert len(drawn(entries, scene()).marks) == 2


def test_a_photo_keeps_its_faces_out_of_what_is_painted_over_it() -> None:
    subject = replace(
        scene(title="Judul"), photo=Photo(Image.new("RGB", (1400, 2600), "grey"), faces=((0.4, 0.6, 0.2, 0.08),))
    )
    entries = [
        {"photo": {"box": "page"}},
        {"fill": {"box": [0, 900, 1080, 450]}},
        {"text": {**TITLE, "box": [72, 950, 936, 100]}},
    ]

    marks = drawn(entries, subject, paper()).marks

    (face,) = (mark for mark in marks if mark.what == "face")
    assert face.box[1] + face.box[3] <= 900 + 0.15 * face.box[3]
    assert {mark.what for mark in marks} == {"photo", "text", "face"}


def test_a_card_never_cuts_a_face_and_a_text_never_stands_on_one() -> None:
    proof = Proof((0, 0, 1000, 1000))
    proof.photo((0, 0, 1000, 1000), [(100, 100, 200, 200), (600, 600, 30, 30)])

    with pytest.raises(Unfit, match="stands on a face"):
        proof.text("Judul", [(120, 150, 400, 60)], 60, 9.0)
    with pytest.raises(Unfit, match=r"PT Rekaan.*stands on a face"):
        proof.logo("PT Rekaan", (150, 150, 80, 80))
    proof.text("Di atas keramaian", [(600, 600, 300, 60)], 60, 9.0)
    proof.cover((0, 200, 1000, 300))
    with pytest.raises(Unfit, match="part of a face"):
        proof.finish()
    proof.cover((0, 90, 1000, 110))
    proof.text("Judul", [(120, 150, 400, 60)], 60, 9.0)
    assert [mark.what for mark in proof.finish()] == ["photo", "text", "text"]


def test_a_card_whose_round_corner_clears_a_face_does_not_cover_it() -> None:
    proof = Proof((0, 0, 1000, 1000))
    proof.photo((0, 0, 1000, 1000), [(100, 100, 100, 100)])
    corner = Image.new("L", (400, 400), 255)
    corner.paste(0, (0, 0, 120, 120))

    proof.cover((90, 90, 400, 400), corner)

    assert [mark.what for mark in proof.finish()] == ["photo", "face"]


def test_a_frame_that_must_show_every_face_makes_way_where_it_cannot() -> None:
    row = [(0.02, 0.4, 0.1, 0.12), (0.88, 0.4, 0.1, 0.12)]
    subject = replace(scene(), photo=Photo(people(), faces=tuple(row)))
    narrow, wide = ({"photo": {"box": [72, 100, width, 700], "whole": True}} for width in (350, 930))

    assert draw(layout([narrow], [wide]), subject).variant == "two"
    with pytest.raises(Refused, match="no room in the frame"):
        draw(layout([narrow]), subject)


def test_every_text_and_logo_that_is_drawn_is_measured() -> None:
    entries = [
        {"fill": {"box": "page", "color": "surface"}},
        {"stack": {"name": "main", "box": "body"}},
        {"badge": {"text": "{kind}", "stack": "main"}},
        {"text": {"text": "{title}", "stack": "main", "gap": 30}},
        {"figure": {"value": "93", "label": "dari 96", "stack": "main", "gap": 30}},
        {"ticket": {"text": "{date}", "label": "Jadwal", "stack": "main", "gap": 30}},
        {"logos": {"who": "both", "box": "brand"}},
        {"footer": {}},
    ]

    marks = drawn(entries, scene(kind="PKL", title="Judul", date="2 Mei", logos=THREE), FEED).marks

    said = [mark.text for mark in marks if mark.what == "text"]
    assert said == ["PKL", "Judul", "93", "dari 96", "Jadwal", "2 Mei", "@smk.contoh.rekaan", "smk-contoh.sch.id"]
    assert len([mark for mark in marks if mark.what == "logo"]) == 4
    assert all(mark.contrast and mark.size for mark in marks if mark.what == "text")


def test_the_audit_frames_every_mark_and_says_its_figures() -> None:
    drawing = drawn([{"text": {"text": "{title}", "box": [72, 200, 900, 100]}}], scene(title="Judul"))
    marks = (
        *drawing.marks,
        Mark("face", (500, 500, 100, 100)),
        Mark("photo", (0, 0, 1080, 1350)),
        Mark("logo", (900, 0, 90, 30)),
    )

    shown = Image.open(io.BytesIO(overlay(drawing.jpeg, marks))).convert("RGB")
    plain = Image.open(io.BytesIO(drawing.jpeg)).convert("RGB")

    assert shown.size == plain.size
    left, top, _, height = drawing.marks[0].box
    for at in ((left - 2, top + height // 2), (498, 550), (899, 15)):
        assert shown.getpixel(at) != plain.getpixel(at)
    assert overlay(drawing.jpeg, ()) != b""


@given(one=st.tuples(*[st.integers(0, 50)] * 4), other=st.tuples(*[st.integers(0, 50)] * 4))
def test_the_overlap_of_two_boxes_is_what_both_hold(one: Any, other: Any) -> None:
    shared = overlap(one, other)

    assert shared == overlap(other, one) <= min(one[2] * one[3], other[2] * other[3])
    held = around([one, other])
    assert overlap(held, one) == one[2] * one[3]
