"""Elements: what each one does, and that a new one needs no more than a class."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from drawing_fixtures import BRAND, LONG, THREE, element, logo_folder, people, scene
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pydantic import TypeAdapter, ValidationError

from brandbot.drawing import ELEMENTS, Photo, Scene, draw
from brandbot.drawing.arrange import arrange
from brandbot.drawing.colour import TEXT, contrast, palette
from brandbot.drawing.logo import logo
from brandbot.drawing.page import Page
from brandbot.errors import Refused
from brandbot.model import Element, Layout

GREEN, GOLD = (11, 79, 58), (255, 194, 14)


def picture(entries: Sequence[Any], subject: Scene, size: tuple[int, int] = (1080, 1350)) -> Image.Image:
    layout = Layout(*size, tuple(element(entry) for entry in entries))
    unmarked = replace(subject, brand=replace(subject.brand, sample_mark=""))
    return Image.open(io.BytesIO(draw(layout, unmarked).jpeg)).convert("RGB")


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return bool(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= 6)


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    return image.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()


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

    elements = {**ELEMENTS, "dot": Dot}

    dot: Element = TypeAdapter(elements["dot"]).validate_python({"centre": ["50", "60"]})
    drawing = draw(Layout(100, 100, (dot,)), scene())

    assert near(Image.open(io.BytesIO(drawing.jpeg)).getpixel((50, 60)), GOLD)


@pytest.mark.parametrize("word", ELEMENTS)
def test_an_element_refuses_an_option_it_does_not_know(word: str) -> None:
    with pytest.raises(ValidationError, match="colour"):
        TypeAdapter(ELEMENTS[word]).validate_python({"colour": "red"})


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
        (["!photo"], True),
        (["logo"], True),
        (["many_partners"], False),
        (["title", "date"], False),
    ],
)
def test_an_element_is_drawn_where_each_word_of_when_holds(when: list[str], shown: bool) -> None:  # noqa: FBT001 - a table's column
    subject = scene(title="Judul", logos=("wide.jpg",))

    image = picture([{"fill": {"box": [0, 0, 100, 100], "when": when}}], subject)

    assert near(image.getpixel((50, 50)), GREEN if shown else (255, 255, 255))


def test_a_text_shrinks_to_its_box_and_stands_where_its_anchor_says() -> None:
    heights = {}
    for anchor in ("top", "middle", "bottom"):
        options = {"text": "{title}", "size": [100, 40], "box": [100, 200, 800, 400], "anchor": anchor}
        heights[anchor] = ink(picture([{"text": options}], scene(title="Judul")))

    tops = [box[1] for box in heights.values() if box]
    assert tops[0] == pytest.approx(200, abs=8)
    assert tops[0] < tops[1] < tops[2]
    assert heights["bottom"] is not None
    assert heights["bottom"][3] <= 600


@pytest.mark.parametrize(
    ("align", "left", "right"), [("left", 100, None), ("right", None, 900), ("center", None, None)]
)
def test_a_text_is_aligned_by_its_ink(align: str, left: int | None, right: int | None) -> None:
    options = {"text": "Hari", "size": [80, 80], "box": [100, 200, 800, 100], "align": align}

    box = ink(picture([{"text": options}], scene()))

    assert box is not None
    if left is not None:
        assert box[0] == pytest.approx(left, abs=1)
    elif right is not None:
        assert box[2] == pytest.approx(right, abs=10)
    else:
        assert (box[0] + box[2]) / 2 == pytest.approx(500, abs=6)


STACK = {"stack": {"name": "main", "box": [72, 100, 936, 500]}}


@given(
    title=st.sampled_from(["Judul", LONG, f"{LONG} dan {LONG}"]), anchor=st.sampled_from(["top", "middle", "bottom"])
)
def test_a_text_that_takes_less_room_leaves_no_hole(title: str, anchor: str) -> None:
    entries = [
        {"stack": {"name": "main", "box": [72, 100, 936, 500], "anchor": anchor}},
        {"text": {"text": "{title}", "size": [96, 40], "lines": 5, "stack": "main"}},
        {"text": {"text": "{date}", "when": ["date"], "stack": "main", "gap": 30}},
        {"badge": {"text": "{kind}", "stack": "main", "gap": 20}},
    ]
    page = Page.blank(1080, 700, scene(title=title, kind="PKL"))
    elements = [made for made in map(element, entries) if page.holds(made.when)]

    placed = list(arrange(page, elements).values())

    assert len(placed) == 2  # there is no date
    assert placed[1].top == placed[0].top + placed[0].block.height + 20
    assert page.extents["main"][1] == placed[0].top
    assert placed[0].top >= 100
    assert placed[1].top + placed[1].block.height <= 600


def test_an_element_without_stack_and_box_is_refused() -> None:
    with pytest.raises(Refused, match="no stack “elsewhere”"):
        picture([STACK, {"text": {"text": "a", "stack": "elsewhere"}}], scene())


def test_a_surface_grows_around_its_stack_and_is_not_there_without() -> None:
    around = {"fill": {"around": "main", "pad": [20, 10, 20, 10], "radius": [30, 0, 0, 0], "backing": "accent"}}
    text = {"text": {"text": "{title}", "stack": "main", "size": [80, 80], "color": "on_primary", "when": ["title"]}}

    image = picture([around, STACK, text], scene(title="Judul"))

    assert near(image.getpixel((60, 120)), GREEN)
    assert near(image.getpixel((600, 92)), GREEN)
    assert near(image.getpixel((600, 300)), (255, 255, 255))
    assert picture([around, STACK, text], scene()).getcolors() == [(1080 * 1350, (255, 255, 255))]


def test_a_round_corner_shows_the_backing() -> None:
    fill = {"box": [0, 0, 600, 600], "radius": [0, 200, 0, 0], "backing": "accent"}

    image = picture([{"fill": fill}], scene())

    assert near(image.getpixel((560, 40)), GOLD)
    assert near(image.getpixel((599, 0)), (255, 255, 255))
    assert near(image.getpixel((300, 300)), GREEN)


def test_a_photo_fills_its_box_up_to_the_stack_below_it() -> None:
    subject = replace(scene(title="Judul"), photo=Photo(Image.new("RGB", (1200, 1200), "red")), focus=(0.2, 0.8))
    stack = {"stack": {"name": "main", "box": [0, 600, 1080, 400], "anchor": "bottom"}}
    text = {"text": {"text": "{title}", "stack": "main", "size": [80, 80]}}

    above = picture([{"photo": {"box": [0, 0, 1080, 700], "above": "main", "overlap": -20}}, stack, text], subject)
    below = picture([{"photo": {"box": [0, 1100, 1080, 200], "below": "main", "overlap": -20}}, stack, text], subject)

    assert near(above.getpixel((20, 890)), (254, 0, 0))
    assert near(above.getpixel((1000, 930)), (255, 255, 255))
    assert near(below.getpixel((20, 1010)), (255, 255, 255))
    assert near(below.getpixel((20, 1030)), (254, 0, 0))
    assert near(below.getpixel((20, 1290)), (254, 0, 0))
    assert near(below.getpixel((20, 1310)), (255, 255, 255))


def test_a_photo_without_room_or_picture_is_left_out() -> None:
    box = {"box": [0, 0, 1080, 700]}

    assert picture([{"photo": box}], scene()).getpixel((5, 5)) == (255, 255, 255)
    crowded = [{"photo": {**box, "above": "main", "overlap": -400}}, STACK, {"text": {"text": "a", "stack": "main"}}]
    assert picture(crowded, scene(photo=True)).getpixel((5, 5)) == (255, 255, 255)


def test_a_scrim_makes_text_on_a_bright_photo_readable() -> None:
    subject = replace(scene(title="Judul"), photo=Photo(Image.new("RGB", (1200, 1500), (250, 250, 245))))
    entries = [
        {"photo": {"box": [0, 0, 1080, 1350]}},
        {"scrim": {"under": "low", "least": "0.1"}},
        {"stack": {"name": "low", "box": [72, 900, 936, 300], "anchor": "bottom"}},
        {"text": {"text": "{title}", "stack": "low", "size": [80, 80], "color": "on_primary"}},
    ]

    image = picture(entries, subject)

    beside = image.getpixel((900, 1160))
    assert isinstance(beside, tuple)
    text = palette(BRAND.primary, BRAND.accent)["on_primary"]
    assert contrast((int(beside[0]), int(beside[1]), int(beside[2])), text) >= TEXT - 0.1
    assert near(image.getpixel((900, 400)), (250, 250, 245))
    assert near(picture(entries[:2], subject).getpixel((900, 1160)), (250, 250, 245))


def test_a_scrim_at_the_top_has_no_room_to_fade() -> None:
    text = {"text": {"text": "a", "stack": "main", "color": "white"}}
    entries = [{"scrim": {"under": "main"}}, {"stack": {"name": "main", "box": [72, 40, 936, 100]}}, text]

    assert picture(entries, scene()).getpixel((5, 1)) != (255, 255, 255)


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        ("0", "24", 0.0),
        ("93", "96", 0.969),
        ("1.250", "1.250", 1.0),
        ("30", "24", 1.0),
        ("banyak", "24", 0.0),
        ("3", "0", 0.0),
    ],
)
def test_a_bar_is_as_long_as_the_part_of_the_whole(part: str, whole: str, share: float) -> None:
    bar = {"bar": {"box": [100, 100, 800, 30], "thickness": 20, "ground": "white"}}

    box = ink(picture([bar], scene(figure_part=part, figure_whole=whole)))

    assert (box[2] - 100) / 800 == pytest.approx(share, abs=0.01) if box else share == 0


def test_a_figure_has_its_label_on_the_numbers_baseline() -> None:
    figure = {"value": "{figure_part}", "label": "dari {figure_whole}", "size": [300, 200], "box": [72, 100, 936, 300]}

    image = picture([{"figure": figure}], scene(figure_part="93", figure_whole="96"))

    number = ink(image.crop((0, 0, 480, 1350)))
    label = ink(image.crop((480, 0, 1080, 1350)))
    assert number is not None
    assert label is not None
    assert number[3] == pytest.approx(label[3], abs=5)


def test_a_figure_whose_label_has_no_room_takes_a_smaller_number() -> None:
    figure = {"value": "{figure}", "label": "{figure_label}", "size": [300, 120], "box": [72, 100, 600, 300]}
    page = Page.blank(1080, 1350, scene(figure="1.250", figure_label="Lowongan tersedia"))

    (placed,) = arrange(page, [element({"figure": figure})]).values()

    assert placed.block.height < 220


@pytest.mark.parametrize("entry", ["figure", "ticket"])
def test_a_number_that_cannot_be_set_is_refused(entry: str) -> None:
    options: dict[str, Any] = {
        "figure": {"value": "{figure}", "label": "{title}"},
        "ticket": {"text": "{title}", "label": "Jadwal"},
    }
    subject = scene(figure="123456789012345", title="Pertanggungjawabannya" * 3)

    with pytest.raises(Refused, match="title"):
        picture([{entry: {**options[entry], "box": [72, 100, 936, 300]}}], subject)


def test_a_ticket_has_a_stub_only_where_there_is_a_number() -> None:
    ticket = {"ticket": {"text": "{date}", "label": "Jadwal", "value": "{figure}", "value_label": "{figure_label}"}}
    ground = {"fill": {"box": [0, 0, 1080, 1350]}}
    ticket["ticket"]["box"] = [72, 100, 936, 300]  # type: ignore[assignment] # options are of all types

    plain = picture([ground, ticket], scene(date="2–5 Februari 2027"))
    torn = picture([ground, ticket], scene(date="2–5 Februari 2027", figure="Rp0", figure_label="Biaya"))

    row = [[near(image.getpixel((x, 101)), GREEN) for x in range(120, 960)] for image in (plain, torn)]
    assert not any(row[0])
    assert any(row[1])


def test_a_footer_leaves_its_right_text_out_where_both_would_touch() -> None:
    footer = {"footer": {"box": [72, 100, 936, 60], "left": "{title}", "right": "{website}"}}

    both = ink(picture([footer], scene(title="@singkat")))
    one = ink(picture([footer], scene(title="Nama akun yang sangat panjang sekali untuk sekolah rekaan")))

    assert both is not None
    assert one is not None
    assert both[2] > 1000
    assert one[2] < 990


def test_patterns_and_stars_are_painted_in_their_colour() -> None:
    star = picture([{"star": {"box": [100, 100, 400, 400]}}], scene())

    assert near(star.getpixel((300, 300)), GOLD)
    assert near(star.getpixel((105, 105)), (255, 255, 255))
    for motif in ("star", "rings", "dots"):
        options = {"box": [0, 0, 1080, 1350], "motif": motif, "color": "ink", "strength": "1"}
        assert ink(picture([{"pattern": options}], scene())) is not None


LOGOS = {"who": "partners", "partner": "{partner_short}", "box": [72, 100, 936, 104]}
GROUND = {"fill": {"box": [0, 0, 1080, 1350]}}


def test_partners_stand_on_plates_of_one_height() -> None:
    image = picture([GROUND, {"logos": LOGOS}], scene(logos=THREE))

    white = (
        image.point(lambda value: 255 if value > 240 else 0).convert("L").point(lambda value: 255 if value > 250 else 0)
    )
    box = white.getbbox()
    assert box is not None
    assert (box[1], box[3]) == (100, 204)


def test_a_partner_without_a_logo_is_named_and_never_an_empty_plate() -> None:
    named = picture([GROUND, {"logos": LOGOS}], scene(partner_short="Bengkel Rekaan Jaya"))
    nobody = picture([GROUND, {"logos": LOGOS}], scene())

    assert named.getpixel((90, 150)) == (255, 255, 255)
    assert near(nobody.getpixel((90, 150)), GREEN)


def test_a_name_too_long_for_its_plate_is_refused() -> None:
    with pytest.raises(Refused, match="partner_short"):
        picture([{"logos": {**LOGOS, "box": [72, 100, 200, 104]}}], scene(partner_short=LONG))


def test_of_too_many_logos_the_last_become_a_number() -> None:
    page = Page.blank(1080, 1350, scene(logos=THREE * 4))

    (placed,) = arrange(page, [element({"logos": LOGOS})]).values()

    plates = placed.block.plates  # type: ignore[attr-defined] # a row has them
    names = [str(plate.name.lines[0].words[0]) for plate in plates if plate.name]
    assert names == [f"+{12 - len(plates) + 1}"]
    assert placed.block.height < 104


def test_two_who_stand_side_by_side_get_equal_plates() -> None:
    pair = {
        "who": "both",
        "partner": "{partner}",
        "pair": "true",
        "height": "300",
        "name_lines": "4",
        "name_size": [48, 36],
    }
    page = Page.blank(1080, 1350, scene(partner=LONG))

    (placed,) = arrange(page, [element({"logos": {**pair, "box": [72, 100, 936, 300]}})]).values()

    assert [plate.width for plate in placed.block.plates] == [458, 458]  # type: ignore[attr-defined] # a row has them


def test_a_school_without_a_logo_is_named() -> None:
    subject = replace(scene(), school_logo=None)

    image = picture([GROUND, {"logos": {"who": "school", "box": [72, 100, 936, 104]}}], subject)

    assert image.getpixel((90, 150)) == (255, 255, 255)


def test_a_pale_logo_gets_a_dark_plate_beside_which_it_shows() -> None:
    image = picture([{"logos": LOGOS}], scene(logos=("pale.png",)))

    assert sum(image.getpixel((90, 110))) < 150  # type: ignore[arg-type] # RGB has three
    assert image.getpixel((200, 152)) == (255, 255, 255)


def test_the_white_border_of_a_logo_is_trimmed() -> None:
    wide = logo(logo_folder() / "wide.jpg", 300, 72)

    assert wide.width / wide.height == pytest.approx(580 / 100, rel=0.06)


def test_a_small_logo_is_not_blown_up(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "red").save(tmp_path / "tiny.png")

    assert logo(tmp_path / "tiny.png", 300, 200).size == (52, 52)


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_logo_that_is_missing_or_damaged_is_refused_with_the_cure(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "logo.png"
    if content:
        path.write_bytes(content)

    with pytest.raises(Refused, match=r"check its name|save it as PNG or JPEG"):
        picture([{"logos": LOGOS}], replace(scene(), logos=(path,)))


def test_a_logo_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    Image.new("1", (7000, 7000)).save(tmp_path / "logo.png")

    with pytest.raises(Refused, match="too large"):
        logo(tmp_path / "logo.png", 100, 100)


def test_a_photo_of_noise_still_makes_a_file_under_four_megabytes() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1080, 1920), 120) for _ in range(3)])
    subject = replace(scene(), photo=Photo(noise))

    drawing = draw(Layout(1080, 1920, (element({"photo": {"box": [0, 0, 1080, 1920]}}),)), subject)

    assert len(drawing.jpeg) < 4_000_000


def test_a_photo_is_never_changed_by_drawing() -> None:
    image = people()
    before = image.tobytes()

    picture([{"photo": {"box": [0, 0, 1080, 700]}}], replace(scene(), photo=Photo(image)))

    assert image.tobytes() == before
