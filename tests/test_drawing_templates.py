"""The shipped templates: every case of the sample year, drawn and compared with what was approved by eye.

BRANDBOT_UPDATE_GOLDEN=1 draws the golden pictures anew; look at them before you commit them.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from drawing_fixtures import BRAND, CASES, case, layouts
from PIL import Image, ImageChops, ImageStat

from brandbot.drawing import Scene, draw
from brandbot.drawing.arrange import Flowing, arrange
from brandbot.drawing.page import Page
from brandbot.drawing.wordings import Footer
from brandbot.errors import Refused
from brandbot.model import Layout

GOLDEN = Path(__file__).parent / "golden"
ALL = [
    (kind, layout, name)
    for kind, cases in CASES.items()
    for layout in layouts(kind)
    for name, content in cases.items()
    if layout != "slide" or content.get("photo")
]
APPROVED = [
    ("new_partner", "feed", "photo"),
    ("new_partner", "feed", "plain"),
    ("new_partner", "story", "long"),
    ("internship_placement", "feed", "photo"),
    ("internship_placement", "feed", "plain"),
    ("internship_placement", "slide", "photo"),
    ("certification", "feed", "photo"),
    ("certification", "story", "nobody"),
    ("enrolment", "feed", "photo"),
    ("enrolment", "feed", "plain"),
    ("occasion", "feed", "plain"),
]
SAFE = {(1080, 1350): (40, 1320), (1080, 1920): (250, 1580)}  # top and bottom, in pixels; a story's is Meta's


def drawn(layout: Layout, scene: Scene) -> Image.Image:
    return Image.open(io.BytesIO(draw(layout, scene).jpeg)).convert("RGB")


@pytest.mark.parametrize(("kind", "layout", "name"), APPROVED)
def test_a_template_looks_as_it_was_approved(kind: str, layout: str, name: str) -> None:
    picture = drawn(layouts(kind)[layout], case(kind, name)).reduce(3)
    path = GOLDEN / f"{kind}-{layout}-{name}.png"
    if os.environ.get("BRANDBOT_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        picture.save(path, optimize=True)

    with Image.open(path) as approved:
        change = ImageChops.difference(picture, approved.convert("RGB"))
    assert max(ImageStat.Stat(change).mean) < 0.5
    assert max(high for _, high in change.reduce(6).getextrema()) < 12  # type: ignore[misc] # one pair per band


@pytest.mark.parametrize(("kind", "layout", "name"), ALL)
def test_every_case_is_set_inside_the_margins_and_safe_areas(kind: str, layout: str, name: str) -> None:
    chosen, scene = layouts(kind)[layout], case(kind, name)
    page = Page.blank(chosen.width, chosen.height, scene)
    elements = [element for element in chosen.elements if page.holds(element.when)]
    top, bottom = SAFE[chosen.width, chosen.height]

    placed = arrange(page, elements)

    assert placed
    for place in placed.values():
        assert top <= place.top
        assert place.top + place.block.height <= bottom
        assert place.left >= 72
        assert place.left + place.block.width <= 1008
    feet = [element.box for element in elements if isinstance(element, Footer)]
    assert [box[0] for box in feet] == [72]
    assert feet[0][1] + feet[0][3] <= bottom
    lowest = max(place.top + place.block.height for place in placed.values())
    assert lowest <= feet[0][1]


@pytest.mark.parametrize(("kind", "layout", "name"), ALL)
def test_what_stands_in_a_stack_never_overlaps(kind: str, layout: str, name: str) -> None:
    chosen = layouts(kind)[layout]
    page = Page.blank(chosen.width, chosen.height, case(kind, name))
    elements = [element for element in chosen.elements if page.holds(element.when)]
    placed = arrange(page, elements)

    for stack in page.extents:
        members = [
            (placed[number], element)
            for number, element in enumerate(elements)
            if isinstance(element, Flowing) and element.stack == stack
        ]
        for (upper, _), (lower, element) in pairwise(members):
            assert lower.top == upper.top + upper.block.height + element.gap


@pytest.mark.parametrize("kind", CASES)
def test_every_sample_picture_says_that_its_data_are_samples(kind: str) -> None:
    unmarked = replace(BRAND, sample_mark="")
    for name, layout in layouts(kind).items():
        scene = case(kind, next(iter(CASES[kind])))

        change = ImageChops.difference(drawn(layout, scene), drawn(layout, replace(scene, brand=unmarked)))

        box = change.convert("L").point(lambda value: 255 if value > 40 else 0).getbbox()
        assert box is not None, name
        assert box[0] > 1030  # outside the margins, and outside the profile grid's crop
        assert box[3] - box[1] > 100


def test_the_same_scene_gives_the_same_bytes_in_this_process_and_in_another() -> None:
    here = draw(layouts("new_partner")["feed"], case("new_partner", "photo"))
    again = draw(layouts("new_partner")["feed"], case("new_partner", "photo"))
    other = subprocess.run(
        [sys.executable, Path(__file__).parent / "drawing_fixtures.py"], check=True, capture_output=True, text=True
    )

    assert here.jpeg == again.jpeg
    assert other.stdout.strip() == hashlib.sha256(here.jpeg).hexdigest()


def test_the_jpeg_is_srgb_in_full_colour_without_metadata() -> None:
    drawing = draw(layouts("enrolment")["story"], case("enrolment", "photo"))

    with Image.open(io.BytesIO(drawing.jpeg)) as file:
        assert (file.format, file.mode, file.size) == ("JPEG", "RGB", (1080, 1920))
        assert (drawing.width, drawing.height) == file.size
        assert not file.getexif()
        assert set(file.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert {(layer[1], layer[2]) for layer in file.layer} == {(1, 1)}  # type: ignore[attr-defined] # of JPEG files
    assert len(drawing.jpeg) < 1_000_000


def test_a_text_that_cannot_be_set_is_refused_with_field_and_text() -> None:
    scene = case("new_partner", "plain", partner="Rekaan " * 30, partner_short="Contoh " * 30)

    with pytest.raises(Refused) as caught:
        draw(layouts("new_partner")["feed"], scene)

    assert "Rekaan Rekaan" in str(caught.value)
    assert "shorten partner" in str(caught.value)


def test_texts_that_fit_alone_but_not_together_are_refused_with_field_and_text() -> None:
    scene = case("certification", "uncounted", title="Uji Kompetensi Keahlian Konsentrasi Teknik Jaringan " * 2)

    with pytest.raises(Refused, match="shorten title"):
        draw(layouts("certification")["feed"], scene)


def test_letters_that_the_typeface_lacks_leave_no_trace() -> None:
    feed = layouts("occasion")["feed"]

    with_emoji = draw(feed, case("occasion", "plain", title="Hari Guru 🎉 Nasional 技能"))

    assert with_emoji == draw(feed, case("occasion", "plain"))
