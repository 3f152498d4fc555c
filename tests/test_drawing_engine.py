"""The engine: variants in order, stacks that shrink together, the same bytes for the same picture."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from drawing_fixtures import FEED, LONG, TYPE, drawn, element, elements, emblem, layout, paper, people, picture, scene
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pydantic import TypeAdapter, ValidationError

from brandbot.drawing import ELEMENTS, Photo, draw, explained
from brandbot.drawing.arrange import arrange, free
from brandbot.drawing.page import Page
from brandbot.drawing.proof import overlap
from brandbot.errors import Refused
from brandbot.model import Canvas, Element, Layout, Row, Variant

GREEN, GOLD = (11, 79, 58), (255, 194, 14)
CARD: list[Any] = [
    {"fill": {"box": "page", "color": "surface"}},
    {"photo": {"box": [72, 184, 936, 700], "radius": "photo", "above": "card", "overlap": 88, "backing": "accent"}},
    {"fill": {"around": "card", "pad": [48, 52, 48, 44], "color": "white", "radius": "card", "shadow": 0.2}},
    {"stack": {"name": "card", "box": [120, 560, 840, 632], "anchor": "bottom"}},
    {"badge": {"text": "{kind}", "stack": "card"}},
    {"text": {"text": "{partner}", "type": "headline", "color": "heading", "stack": "card", "gap": 18}},
    {"logos": {"who": "both", "box": "brand"}},
    {"footer": {}},
]
PARTNER = scene(photo=True, logos=("wide.jpg",), kind="Kemitraan", partner="PT Rekaan Teknik")


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return bool(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= 6)


def test_a_new_element_is_one_class_and_one_line() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Dot:
        """A round dot."""

        centre: tuple[int, int]
        when: tuple[str, ...] = ()

        def draw(self, page: Page) -> None:
            """Paint it."""
            x, y = self.centre
            ImageDraw.Draw(page.image).ellipse((x - 9, y - 9, x + 9, y + 9), fill=page.colour("accent"))

    known = {**ELEMENTS, "dot": Dot}

    dot: Element = TypeAdapter(known["dot"]).validate_python({"centre": ["50", "60"]})
    drawing = draw(Layout(paper(100, 100), (Variant("one", (dot,)),)), scene())

    assert near(Image.open(io.BytesIO(drawing.jpeg)).getpixel((50, 60)), GOLD)


@pytest.mark.parametrize("word", ELEMENTS)
def test_an_element_refuses_an_option_it_does_not_know(word: str) -> None:
    with pytest.raises(ValidationError, match="colour"):
        TypeAdapter(ELEMENTS[word]).validate_python({"colour": "red"})


@pytest.mark.parametrize("word", ELEMENTS)
def test_every_option_of_an_element_is_explained_where_people_look_it_up(word: str) -> None:
    schema = TypeAdapter(ELEMENTS[word]).json_schema()

    unexplained = [name for name, option in schema["properties"].items() if not option.get("description")]

    assert not unexplained
    assert schema["description"].endswith(".") or "\n" in schema["description"]
    assert explained(ELEMENTS[word])["when"].startswith("It is drawn")


def test_a_colour_is_a_role_and_never_a_number() -> None:
    with pytest.raises(ValidationError, match="accent"):
        element({"fill": {"box": [0, 0, 10, 10], "color": "#ff0000"}})


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ([], True),
        (["title"], True),
        (["!title"], False),
        (["date"], False),
        (["!date"], True),
        (["photo"], False),
        (["logo"], True),
        (["many_partners"], False),
        (["title", "date"], False),
        (["date|title"], True),
        (["date|!title"], False),
        (["!date|photo"], True),
        (["opening"], True),
    ],
)
def test_an_element_is_drawn_where_each_word_of_when_holds(when: list[str], shown: bool) -> None:  # noqa: FBT001 - a table's column
    subject = scene(title="Judul", logos=("wide.jpg",), flags=frozenset({"opening"}))

    image = picture([{"fill": {"box": [0, 0, 100, 100], "when": when}}], subject)

    assert near(image.getpixel((50, 50)), GREEN if shown else (255, 255, 255))


@pytest.mark.parametrize(
    ("size", "flags"),
    [((1600, 1200), {"photo"}), ((2000, 900), {"photo", "wide_photo"}), ((900, 1400), {"photo", "tall_photo"})],
)
def test_a_picture_knows_how_its_photo_lies(size: tuple[int, int], flags: set[str]) -> None:
    subject = replace(scene(), photo=Photo(Image.new("RGB", size)))

    assert Page.blank(layout([]), subject).flags == flags


@pytest.mark.parametrize(
    ("where", "box"),
    [
        ("body", (72, 208, 936, 1004)),
        ("page", (0, 0, 1080, 1350)),
        ("page 1-6", (0, 0, 540, 1350)),
        ("page 7-12 1-6", (540, 0, 540, 675)),
        ("body 1-6", (72, 208, 456, 1004)),
        ("body 7-12", (552, 208, 456, 1004)),
        ("body 12", (952, 208, 56, 1004)),
        ([1, 2, 3, 4], (1, 2, 3, 4)),
    ],
)
def test_a_box_is_pixels_or_columns_and_rows_of_an_area(where: Any, box: tuple[int, int, int, int]) -> None:
    page = Page.blank(layout([], canvas=FEED), scene())

    assert page.box(tuple(where) if isinstance(where, list) else where) == box


@given(first=st.integers(1, 12), last=st.integers(1, 12), upper=st.integers(1, 12), lower=st.integers(1, 12))
def test_two_parts_of_an_area_never_overlap_and_never_leave_it(first: int, last: int, upper: int, lower: int) -> None:
    page = Page.blank(layout([], canvas=FEED), scene())
    columns, rows = sorted((first, last)), sorted((upper, lower))

    left, top, width, height = page.box(f"body {columns[0]}-{columns[1]} {rows[0]}-{rows[1]}")

    assert left >= 72
    assert left + width <= 1008
    assert top >= 208
    assert top + height <= 1212
    if columns[1] < 12:
        beside = page.box(f"body {columns[1] + 1}-12")
        assert beside[0] - (left + width) in (23, 24, 25)


@pytest.mark.parametrize("where", ["kepala", "body 0-3", "body 3-13", "body 5-2", "body eins"])
def test_a_box_that_nobody_can_find_is_refused_with_the_cure(where: str) -> None:
    with pytest.raises(Refused, match=r"four pixels|from 1 to 12"):
        picture([{"fill": {"box": where}}], scene(), FEED)


def test_a_type_role_that_nothing_defines_is_refused() -> None:
    with pytest.raises(Refused, match="judul"):
        picture([{"text": {"text": "a", "type": "judul", "box": [0, 0, 500, 100]}}], scene())


def test_a_role_of_the_layout_goes_before_the_built_in_and_an_option_before_both() -> None:
    text = {"text": {"text": "Hari", "box": [72, 100, 900, 300]}}
    own = Layout(paper(), (Variant("one", elements([text])),), {"text": replace(TYPE["headline"], lines=1)})

    sizes = [
        draw(layout([text]), scene()).marks[0].size,
        draw(own, scene()).marks[0].size,
        drawn([{"text": {**text["text"], "size": [60, 60]}}], scene()).marks[0].size,
    ]

    assert sizes == [40, 104, 60]


def test_the_first_variant_that_can_be_drawn_well_is_taken() -> None:
    wide = [{"text": {"text": "{title}", "size": [90, 90], "box": [72, 100, 936, 100]}}]
    tall = [{"text": {"text": "{title}", "size": [90, 60], "lines": 4, "box": [72, 100, 936, 500]}}]

    short, long = draw(layout(wide, tall), scene(title="Judul")), draw(layout(wide, tall), scene(title=LONG))

    assert (short.variant, long.variant) == ("one", "two")


def test_a_variant_is_taken_only_where_its_when_holds() -> None:
    variants = (Variant("foto", elements([{"fill": {"box": "page"}}]), ("photo",)), Variant("teks", ()))
    made = Layout(paper(), variants)

    assert draw(made, scene()).variant == "teks"
    assert draw(made, scene(photo=True)).variant == "foto"
    with pytest.raises(Refused, match="no variant"):
        draw(Layout(paper(), variants[:1]), scene())


def test_the_last_variant_tried_says_what_is_wrong_and_the_cure() -> None:
    entries = [{"text": {"text": "{title} {date}", "size": [90, 90], "box": [72, 100, 400, 100]}}]

    with pytest.raises(Refused, match="shorten title, date"):
        drawn(entries, scene(title=LONG, date="Rabu"))


def test_a_text_takes_its_short_form_before_it_is_refused() -> None:
    entries = [{"text": {"text": "{partner}", "size": [90, 72], "box": [72, 100, 700, 100]}}]
    subject = scene(partner=LONG, short={"partner": "LPPK"})

    assert drawn(entries, subject).marks[0].text == "LPPK"
    assert drawn(entries, scene(partner="PT Rekaan", short={"partner": "Rekaan"})).marks[0].text == "PT Rekaan"


def test_a_photo_too_small_for_its_box_makes_way_for_the_next_variant() -> None:
    small = replace(scene(), photo=Photo(people(700, 525)))
    whole, framed = [{"photo": {"box": "page"}}], [{"photo": {"box": [72, 100, 600, 450]}}]

    assert draw(layout(whole, framed), small).variant == "two"
    with pytest.raises(Refused, match="700 × 525"):
        draw(layout(whole), small)


def test_what_no_typeface_has_is_left_out_and_told() -> None:
    drawing = drawn([{"text": {"text": "{title}", "box": [72, 100, 900, 100]}}], scene(title="Hari 𓀀 Guru"))

    assert drawing.left_out == "𓀀"
    assert drawing.marks[0].text == "Hari Guru"


STACK: dict[str, Any] = {"stack": {"name": "main", "box": [72, 100, 936, 500]}}


@given(
    title=st.sampled_from(["Judul", LONG, f"{LONG} dan {LONG}"]), anchor=st.sampled_from(["top", "middle", "bottom"])
)
def test_a_text_that_takes_less_room_leaves_no_hole(title: str, anchor: str) -> None:
    entries = [
        {"stack": {"name": "main", "box": [72, 100, 936, 500], "anchor": anchor}},
        {"text": {"text": "{title}", "size": [96, 40], "lines": 5, "stack": "main"}},
        {"text": {"text": "{date}", "stack": "main", "gap": 30}},
        {"badge": {"text": "{kind}", "stack": "main", "gap": 20}},
    ]
    page = Page.blank(layout([]), scene(title=title, kind="PKL"))

    placed = list(arrange(page, elements(entries)).values())

    assert placed[1].block.height == 0  # there is no date
    assert placed[2].top == placed[0].top + placed[0].block.height + 20
    assert page.extents["main"][1] == placed[0].top
    assert page.smallest["main"] == 30
    assert placed[0].top >= 100
    assert placed[2].top + placed[2].block.height <= 600


def test_a_stack_shrinks_together() -> None:
    def sizes(height: int) -> list[int | None]:
        entries = [
            {"stack": {"name": "main", "box": [72, 100, 936, height]}},
            {"text": {"text": "{title}", "size": [100, 40], "stack": "main"}},
            {"text": {"text": "{date}", "size": [60, 30], "stack": "main", "gap": 20}},
        ]
        return [mark.size for mark in drawn(entries, scene(title="Judul", date="Rabu")).marks]

    assert sizes(400) == [100, 60]
    crowded = sizes(110)
    assert all(small < big for small, big in zip(crowded, (100, 60), strict=True) if small)


def test_a_stack_too_full_names_its_tallest_text() -> None:
    entries = [
        {"stack": {"name": "main", "box": [72, 100, 936, 90]}},
        {"text": {"text": "{date}", "size": [40, 36], "stack": "main"}},
        {"text": {"text": "{title}", "size": [80, 72], "stack": "main"}},
    ]

    with pytest.raises(Refused, match=r"“Judul” is too long.*shorten title"):
        drawn(entries, scene(title="Judul", date="Rabu"))


def test_a_text_of_the_template_that_has_no_room_is_the_templates_fault() -> None:
    with pytest.raises(Refused, match=r"“Selamat datang” has no room.*change the template"):
        drawn([{"text": {"text": "Selamat datang", "size": [80, 80], "box": [72, 100, 200, 90]}}], scene())


def test_an_empty_stack_has_no_extent() -> None:
    page = Page.blank(layout([]), scene())

    arrange(page, elements([STACK, {"text": {"text": "{date}", "stack": "main"}}]))

    assert page.extents == {}


def test_an_element_without_stack_and_box_is_refused() -> None:
    with pytest.raises(Refused, match="no stack “elsewhere”"):
        picture([STACK, {"text": {"text": "a", "stack": "elsewhere"}}], scene())


boxes = st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(1, 600), st.integers(1, 600))


@given(box=boxes, covered=st.lists(boxes, max_size=5))
def test_the_free_part_of_a_photo_lies_in_it_and_never_vanishes(
    box: tuple[int, int, int, int], covered: list[tuple[int, int, int, int]]
) -> None:
    left, top, width, height = free(box, covered)

    assert overlap((left, top, width, height), box) == width * height
    assert width >= 0.4 * box[2]
    assert height >= 0.4 * box[3]


def test_the_free_part_of_a_photo_is_beside_its_card() -> None:
    assert free((0, 0, 1080, 1350), [(0, 900, 1080, 450)]) == (0, 0, 1080, 900)
    assert free((0, 0, 1080, 1350), [(0, 0, 480, 1350), (480, 1200, 600, 150)]) == (480, 0, 600, 1200)


def test_the_surfaces_below_are_painted_once_and_come_out_the_same() -> None:
    entries = [
        {"gradient": {}},
        {"pattern": {"motif": "waves"}},
        {"shape": {"box": [700, -100, 500, 500], "kind": "ring", "turn": 90}},
        {"fill": {"box": [0, 900, 1080, 450], "strength": "0.5", "color": "ink"}},
        {"text": {"text": "{title}", "color": "on_primary", "box": [72, 500, 900, 100]}},
    ]

    first, again = picture(entries, scene(title="A")), picture(entries, scene(title="B"))
    other = picture([{"fill": {"around": "x"}}, *entries], scene(title="A"))

    assert first.tobytes() == other.tobytes()
    assert first.crop((0, 700, 1080, 1350)).tobytes() == again.crop((0, 700, 1080, 1350)).tobytes()


def test_a_picture_is_the_same_bytes_again_and_in_another_process() -> None:
    drawings = [draw(layout(CARD, canvas=FEED), PARTNER).jpeg for _ in range(2)]
    code = (
        "import hashlib, test_drawing_engine as t; "
        "print(hashlib.sha256(t.draw(t.layout(t.CARD, canvas=t.FEED), t.PARTNER).jpeg).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )

    assert drawings[0] == drawings[1]
    assert other.stdout.strip() == hashlib.sha256(drawings[0]).hexdigest()


def test_a_picture_is_srgb_jpeg_of_full_colour_resolution_without_metadata() -> None:
    image = Image.open(io.BytesIO(draw(layout(CARD, canvas=FEED), PARTNER).jpeg))

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1080, 1350))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert [layer[1:3] for layer in image.layer] == [(1, 1)] * 3  # type: ignore[attr-defined] # of a JPEG


def test_a_photo_of_noise_still_makes_a_file_under_four_megabytes() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1080, 1920), 120) for _ in range(3)])
    subject = replace(scene(), photo=Photo(noise))

    assert len(drawn([{"photo": {"box": "page"}}], subject, paper(1080, 1920)).jpeg) < 4_000_000


@pytest.mark.parametrize("size", [(1080, 1350), (1080, 1920), (1080, 1080), (1200, 630)])
def test_sample_data_are_marked_on_every_picture_outside_its_margins(size: tuple[int, int]) -> None:
    marked = Image.open(io.BytesIO(drawn([], scene(), paper(*size)).jpeg)).convert("L")

    box = marked.point(lambda value: 255 if value < 200 else 0).getbbox()

    assert box is not None
    assert box[0] >= size[0] - 48
    assert box[2] == size[0]
    assert picture([], scene(), paper(*size)).getextrema() == ((255, 255),) * 3
    assert drawn([], scene(brand=replace(scene().brand, sample_mark="Ω" * 900)), paper(*size)).width == size[0]


def test_a_photo_is_never_changed_by_drawing() -> None:
    image = people()
    before = image.tobytes()

    picture([{"photo": {"box": [0, 0, 1080, 700]}}], replace(scene(), photo=Photo(image)))

    assert image.tobytes() == before


def test_a_canvas_needs_no_areas() -> None:
    bare = Canvas(200, 200, (0, 0, 200, 200))

    assert drawn([{"fill": {"box": [0, 0, 10, 10]}}], scene(), bare).height == 200
    assert emblem().logo is None


@pytest.mark.parametrize("typed", ["🎉🎉", "ꦱꦼꦏ", "\u202e\u200b"])
def test_a_text_of_which_nothing_can_be_drawn_is_refused_by_name(typed: str) -> None:
    element = {"text": {"text": "{title}", "box": [72, 100, 936, 600]}}

    with pytest.raises(Refused, match="write title in Latin letters"):
        drawn([element], scene(title=typed))
    with pytest.raises(Refused, match="write points in Latin letters"):
        drawn([element], scene(title="Rekaan", lists={"points": (Row(typed),)}))
    with pytest.raises(Refused, match="write partners in Latin letters"):
        drawn([element], scene(title="Rekaan", logos=(emblem("", typed),)))
    assert drawn([element], scene(title=f"Rekaan {typed}")).marks[0].text == "Rekaan"
