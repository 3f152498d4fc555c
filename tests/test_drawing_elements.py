"""Elements: what each one draws."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from drawing_fixtures import BRAND, FEED, LONG, THREE, drawn, element, emblem, layout, logo_folder, picture, scene
from PIL import Image, ImageStat

from brandbot.drawing import Photo
from brandbot.drawing.arrange import arrange
from brandbot.drawing.codes import code
from brandbot.drawing.colour import WHITE, contrast, palette
from brandbot.drawing.forms import KINDS, Kind, form
from brandbot.drawing.icons import Icon, icon
from brandbot.drawing.logo import logo
from brandbot.drawing.motifs import pattern, tile
from brandbot.drawing.page import Page
from brandbot.drawing.scene import Emblem
from brandbot.drawing.shapes import blend, fitted, rounded
from brandbot.errors import Refused
from brandbot.model import Brand, Motif, Rank, Row
from brandbot.model.creative import Corners as Manner

GREEN, GOLD = (11, 79, 58), (255, 194, 14)
ROLES = palette(BRAND.primary, BRAND.accent)
FIGURES = (
    Row("Bekerja", value="64%", share=0.64),
    Row("Melanjutkan kuliah", value="21%", share=0.21),
    Row("Wirausaha", value="9%", share=0.09),
)
FACTS = (
    Row("Rabu, 29 Juli 2026", "calendar"),
    Row("pukul 09.00 WIB", "clock"),
    Row("Aula SMK Contoh Rekaan, Jalan Fiktif Nomor 1 Kabupaten Rekaan", "pin"),
)
FIGURED = scene(flags=frozenset({"figures"}), lists={"figures": FIGURES}, figure="64%")


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return bool(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= 6)


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    return image.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()


def said(entry: dict[str, Any], subject: Any = None) -> list[str]:
    """The texts that an entry puts on the picture."""
    return [mark.text for mark in drawn([entry], subject or scene()).marks if mark.what == "text"]


def placed(entry: dict[str, Any], subject: Any) -> Any:
    """The block that an entry becomes."""
    (place,) = arrange(Page.blank(layout([], canvas=FEED), subject), [element(entry)]).values()
    return place.block


# Texts


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
        assert box[2] == pytest.approx(right, abs=2)
    else:
        assert (box[0] + box[2]) / 2 == pytest.approx(500, abs=6)


def test_a_strong_partner_inside_a_sentence_has_its_own_colour() -> None:
    text = {"text": "Bersama *{partner}*", "size": [80, 80], "strong_color": "accent", "color": "on_primary"}
    entries = [{"fill": {"box": "page"}}, {"text": {**text, "box": [72, 100, 936, 100]}}]

    colours = picture(entries, scene(partner="Rekaan")).getcolors(1 << 20)

    assert colours is not None
    assert any(near(colour, GOLD) for _, colour in colours)
    assert any(near(colour, WHITE) for _, colour in colours)


def test_capitals_leave_the_gaps_alone() -> None:
    assert said(
        {"text": {"text": "Dari {partner} kita", "caps": True, "box": [72, 100, 936, 60]}}, scene(partner="Rekaan")
    ) == ["DARI REKAAN KITA"]


def test_a_badge_is_a_pill_with_capitals_or_a_call_to_action() -> None:
    badge = {"text": "{kind}", "box": [100, 100, 800, 100]}
    subject = scene(kind="Mitra Baru")

    assert said({"badge": badge}, subject) == ["MITRA BARU"]
    assert said({"badge": {**badge, "caps": False}}, subject) == ["Mitra Baru"]
    assert said({"badge": badge}, scene()) == []
    right = picture([{"badge": {**badge, "align": "right"}}], subject)
    wide = picture([{"badge": {**badge, "wide": True}}], subject)
    bare = picture([{"badge": {**badge, "ground": "none", "color": "ink"}}], subject)
    assert near(right.getpixel((886, 124)), GOLD)
    assert not near(right.getpixel((300, 124)), GOLD)
    assert near(wide.getpixel((150, 124)), GOLD)
    assert not any(near(colour, GOLD) for _, colour in bare.getcolors(1 << 20) or [])


def test_a_footer_leaves_out_what_would_touch_or_has_no_room() -> None:
    footer = {"footer": {"box": [72, 100, 936, 60], "left": "{title}", "right": "{website}"}}
    long = "Nama akun yang sangat panjang sekali untuk sekolah rekaan"

    assert said(footer, scene(title="@singkat")) == ["@singkat", "smk-contoh.sch.id"]
    assert said(footer, scene(title=long)) == [long]
    assert said(footer, scene(title=long * 2)) == ["smk-contoh.sch.id"]
    assert said(footer, scene(title="")) == ["smk-contoh.sch.id"]
    assert near(picture([footer], scene()).getpixel((500, 100)), ROLES["line"])
    assert near(picture([{"footer": {**footer["footer"], "rule": "none"}}], scene()).getpixel((500, 100)), WHITE)
    assert near(picture([{"footer": {**footer["footer"], "right": ""}}], scene(title="")).getpixel((500, 100)), WHITE)


# Surfaces


def test_a_surface_grows_around_its_stack_and_is_not_there_without() -> None:
    stack = {"stack": {"name": "main", "box": [72, 100, 936, 500]}}
    around = {"fill": {"around": "main", "pad": [20, 10, 20, 10], "radius": [30, 0, 0, 0], "backing": "accent"}}
    text = {"text": {"text": "{title}", "stack": "main", "size": [80, 80], "color": "on_primary", "when": ["title"]}}

    image = picture([around, stack, text], scene(title="Judul"))

    assert near(image.getpixel((60, 120)), GREEN)
    assert near(image.getpixel((600, 92)), GREEN)
    assert near(image.getpixel((600, 300)), WHITE)
    assert picture([around, stack, text], scene()).getcolors() == [(1080 * 1350, WHITE)]


def test_a_round_corner_shows_the_backing() -> None:
    fill = {"box": [0, 0, 600, 600], "radius": [0, 200, 0, 0], "backing": "accent"}

    image = picture([{"fill": fill}], scene())

    assert near(image.getpixel((560, 40)), GOLD)
    assert near(image.getpixel((599, 0)), WHITE)
    assert near(image.getpixel((300, 300)), GREEN)


@pytest.mark.parametrize(
    ("manner", "shows"),
    [("leaf", (660, 130)), ("soft", (710, 500)), ("sharp", (90, 710)), ("arch", (400, 90))],
)
def test_a_backing_shows_in_every_school(manner: Manner, shows: tuple[int, int]) -> None:
    brand = replace(BRAND, corners=manner)
    fill = {"box": [100, 100, 600, 600], "radius": "photo", "backing": "accent"}

    image = picture([{"fill": fill}], scene(brand=brand))

    assert near(image.getpixel((400, 400)), GREEN)
    assert near(image.getpixel(shows), GOLD)


@pytest.mark.parametrize(
    ("manner", "corner", "inside"),
    [("leaf", False, True), ("soft", False, True), ("sharp", True, True), ("arch", False, False)],
)
def test_a_radius_token_is_what_the_school_makes_of_it(manner: Manner, *, corner: bool, inside: bool) -> None:
    brand = replace(BRAND, corners=manner)

    image = picture([{"fill": {"box": [0, 0, 600, 900], "radius": "photo"}}], scene(brand=brand))

    assert near(image.getpixel((1, 1)), GREEN) is corner
    assert near(image.getpixel((60, 60)), GREEN) is inside


def test_corners_that_would_overlap_are_made_smaller_together() -> None:
    assert fitted(100, 40, (60, 60, 0, 0)) == (40, 40, 0, 0)
    assert fitted(100, 400, (80, 80, 10, 10)) == (50, 50, 6, 6)
    assert rounded(100, 40, (999, 999, 999, 999)).getpixel((0, 20)) is not None


def test_a_surface_may_be_translucent_framed_and_cast_a_shadow() -> None:
    fill = {"box": [200, 200, 400, 400], "color": "white"}

    half = picture([{"fill": {**fill, "color": "ink", "strength": "0.5"}}], scene())
    framed = picture([{"fill": {**fill, "border": 6, "border_color": "accent", "radius": 30}}], scene())
    lifted = picture([{"fill": {**fill, "shadow": "0.3", "radius": "card"}}], scene())

    assert 100 < half.convert("L").getpixel((400, 400)) < 160  # type: ignore[operator] # L has numbers
    assert near(framed.getpixel((400, 203)), GOLD)
    assert near(framed.getpixel((400, 400)), WHITE)
    below, away = (lifted.convert("L").getpixel(at) for at in ((400, 608), (400, 760)))
    assert below < away  # type: ignore[operator] # L has numbers
    assert near(lifted.getpixel((400, 400)), WHITE)


@pytest.mark.parametrize(
    ("side", "inside", "outside"),
    [
        ("bottom", (10, 1340), (10, 300)),
        ("top", (10, 10), (10, 800)),
        ("left", (10, 700), (1070, 700)),
        ("right", (1070, 700), (10, 700)),
    ],
)
def test_a_band_reaches_from_an_edge_to_beyond_its_stack(
    side: str, inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    stack = {"stack": {"name": "main", "box": [400, 500, 300, 200]}}
    text = {"text": {"text": "{title}", "color": "on_primary", "stack": "main"}}
    band = {"band": {"under": "main", "side": side, "backing": "accent", "radius": "band"}}

    image = picture([band, stack, text], scene(title="Judul"))

    assert near(image.getpixel(inside), GREEN)
    assert near(image.getpixel(outside), WHITE)
    assert picture([band, stack], scene()).getcolors() == [(1080 * 1350, WHITE)]


def test_a_gradient_runs_from_one_colour_to_the_other_without_bands() -> None:
    down = blend(64, 600, (10, 80, 60), (20, 60, 50), sideways=False)
    right = blend(600, 64, (10, 80, 60), (20, 60, 50), sideways=True)

    rows = [ImageStat.Stat(down.crop((0, y, 64, y + 8))).mean[1] for y in range(0, 600, 8)]
    assert near(down.getpixel((0, 0)), (10, 80, 60))
    assert near(down.getpixel((0, 599)), (20, 60, 50))
    assert all(before + 0.05 >= after for before, after in pairwise(rows))
    assert max(before - after for before, after in pairwise(rows)) < 0.6  # a band is a whole level
    assert right.size == (600, 64)
    image = picture([{"gradient": {"direction": "right", "start": "white", "radius": 40}}], scene())
    assert near(image.getpixel((5, 700)), WHITE)


def test_a_photo_fills_its_box_up_to_the_stack_below_it() -> None:
    subject = replace(scene(title="Judul"), photo=Photo(Image.new("RGB", (1200, 1200), "red")), focus=(0.2, 0.8))
    stack = {"stack": {"name": "main", "box": [0, 600, 1080, 400], "anchor": "bottom"}}
    text = {"text": {"text": "{title}", "stack": "main", "size": [80, 80]}}

    above = picture([{"photo": {"box": [0, 0, 1080, 700], "above": "main", "overlap": -20}}, stack, text], subject)
    below = picture([{"photo": {"box": [0, 1100, 1080, 200], "below": "main", "overlap": -20}}, stack, text], subject)

    assert near(above.getpixel((20, 890)), (254, 0, 0))
    assert near(above.getpixel((1000, 935)), WHITE)
    assert near(below.getpixel((20, 1005)), WHITE)
    assert near(below.getpixel((20, 1030)), (254, 0, 0))
    assert near(below.getpixel((20, 1290)), (254, 0, 0))
    assert near(below.getpixel((20, 1310)), WHITE)


def test_a_photo_without_room_or_picture_is_left_out() -> None:
    box = {"box": [0, 0, 1080, 700]}
    stack = {"stack": {"name": "main", "box": [72, 100, 936, 500]}}

    assert picture([{"photo": box}], scene()).getpixel((5, 5)) == WHITE
    crowded = [{"photo": {**box, "above": "main", "overlap": -400}}, stack, {"text": {"text": "a", "stack": "main"}}]
    assert picture(crowded, scene(photo=True)).getpixel((5, 5)) == WHITE


def test_a_photo_may_have_an_edge_and_a_backing() -> None:
    subject = replace(scene(), photo=Photo(Image.new("RGB", (900, 900), "red")))
    photo = {"box": [100, 100, 600, 600], "radius": 999, "border": 12, "border_color": "primary"}

    image = picture([{"photo": photo}], subject)

    assert near(image.getpixel((400, 92)), GREEN)
    assert near(image.getpixel((400, 400)), (254, 0, 0))
    assert near(image.getpixel((104, 104)), WHITE)
    assert near(picture([{"photo": {**photo, "border": 0, "backing": "accent"}}], subject).getpixel((690, 110)), WHITE)


@pytest.mark.parametrize("motif", get_args(Motif))
def test_a_motif_repeats_without_a_seam(motif: Motif) -> None:
    mask = pattern(540, 540, tile(motif, 180, 255))

    assert mask.crop((0, 0, 180, 180)).tobytes() == mask.crop((180, 360, 360, 540)).tobytes()
    assert 0.01 < ImageStat.Stat(mask).mean[0] / 255 < 0.35
    brand: Brand = replace(BRAND, motif=motif)
    own = picture([{"pattern": {"color": "ink", "strength": "1", "radius": "card"}}], scene(brand=brand))
    assert (
        own.tobytes()
        == picture([{"pattern": {"motif": motif, "color": "ink", "strength": 1, "radius": "card"}}], scene()).tobytes()
    )
    assert near(own.getpixel((0, 0)), WHITE)


def test_a_motif_on_a_plain_surface_looks_as_on_any_other_and_leaves_what_was_painted_there() -> None:
    ground = {"fill": {"box": "page", "color": "primary"}}
    speck = {"fill": {"box": [0, 0, 1, 1], "color": "primary"}}
    card = {"fill": {"box": [300, 300, 200, 200], "color": "accent"}}
    motif = {"pattern": {"box": [40, 60, 777, 911], "strength": "0.3", "pitch": 130}}

    plain, other = picture([ground, motif], scene()), picture([ground, speck, motif], scene())
    painted = picture([ground, card, {"pattern": {}}], scene())

    assert plain.tobytes() == other.tobytes()
    assert plain.crop((40, 60, 817, 971)).getcolors(1) is None
    assert near(plain.getpixel((20, 40)), GREEN)
    assert painted.getpixel((400, 400))[0] > 200  # type: ignore[index] # RGB has three


# Shapes and icons


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_fills_its_box_and_turns_clockwise(kind: str) -> None:
    straight, turned = form(kind, 120, 80, 0), form(kind, 80, 120, 90)

    assert straight.size == (120, 80)
    assert turned.size == (80, 120)
    assert turned.tobytes() == straight.transpose(Image.Transpose.ROTATE_270).tobytes()
    assert straight.getbbox() is not None
    assert tuple(KINDS) == get_args(Kind)


def test_a_shape_may_reach_over_the_edge_and_be_faint() -> None:
    shape = {"box": [880, -200, 400, 400], "kind": "circle", "strength": "0.5"}

    image = picture([{"shape": shape}], scene())

    assert 250 > image.getpixel((1070, 10))[2] > 100  # type: ignore[index] # RGB has three
    assert near(image.getpixel((1070, 300)), WHITE)
    assert form("circle", 1200, 1200).getpixel((600, 600)) == 255


@pytest.mark.parametrize("name", get_args(Icon))
def test_an_icon_stays_in_its_square_with_room_around_it(name: str) -> None:
    box = icon(name, 96).getbbox()

    assert box is not None
    assert box[0] >= 2
    assert box[1] >= 2
    assert box[2] <= 94
    assert box[3] <= 94
    assert max(box[2] - box[0], box[3] - box[1]) >= 48


@pytest.mark.parametrize("kind", ["rule", "star", "calendar"])
def test_an_ornament_stands_between_texts(kind: str) -> None:
    ornament = {"kind": kind, "size": [60, 60], "color": "ink", "box": [100, 100, 800, 100], "align": "right"}

    box = ink(picture([{"ornament": ornament}], scene()))

    assert box is not None
    assert box[0] >= 838
    assert box[2] <= 902


def test_a_word_may_name_an_ornament() -> None:
    ornament = {"kind": "star", "named": "{title}", "size": [60, 60], "box": [100, 100, 800, 100]}

    named = [picture([{"ornament": ornament}], scene(title=word)).tobytes() for word in ("cap", "star", "", "apa")]

    assert named[0] != named[1] == named[2] == named[3]


def test_a_carousel_shows_which_of_its_pictures_this_is() -> None:
    pager = {"pager": {"box": [100, 100, 800, 20], "align": "left", "color": "ink", "ground": "line"}}
    second = placed(pager, scene(slide_number="2", slide_count="5"))

    image = picture([pager], scene(slide_number="2", slide_count="5"))

    assert (second.number, second.count, second.height) == (2, 5, 14)
    assert ink(image) == (128, 100, 156, 114)
    assert picture([pager], scene()).getcolors() == [(1080 * 1350, WHITE)]
    assert placed({"pager": {**pager["pager"], "when": []}}, scene()).height == 0


# Numbers


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


def test_a_figures_label_may_stand_below_it() -> None:
    figure = {"value": "93", "label": "dari {figure_whole}", "note": "kompeten", "box": [72, 100, 936, 600]}
    subject = scene(figure_whole="96")

    below = drawn([{"figure": {**figure, "place": "below", "align": "center"}}], subject).marks
    beside = drawn([{"figure": figure}], subject).marks

    assert [mark.box[1] for mark in below] == sorted(mark.box[1] for mark in below)
    assert below[1].box[1] > below[0].box[1] + below[0].box[3]
    assert all(mark.box[0] > beside[0].box[0] + beside[0].box[2] for mark in beside[1:])
    assert placed({"figure": {**figure, "label": "", "note": ""}}, subject).smallest == 240


def test_a_figure_whose_label_has_no_room_takes_a_smaller_number() -> None:
    figure = {"value": "{figure}", "label": "{figure_label}", "size": [300, 120], "box": [72, 100, 600, 300]}

    assert placed({"figure": figure}, scene(figure="1.250", figure_label="Lowongan tersedia")).height < 220


@pytest.mark.parametrize("entry", ["figure", "ticket", "figures", "rows", "bars"])
def test_what_cannot_be_set_is_refused(entry: str) -> None:
    options: dict[str, Any] = {
        "figure": {"value": "{figure}", "label": "{title}"},
        "ticket": {"text": "{title}", "label": "Jadwal"},
        "figures": {},
        "bars": {},
        "rows": {"of": "figures"},
    }
    row = Row("Pertanggungjawabannya" * 3, value="123456789012345678901234567890", share=0.5)
    subject = scene(
        figure="123456789012345678",
        title="Pertanggungjawabannya" * 3,
        flags=frozenset({"figures"}),
        lists={"figures": (row, row)},
    )

    with pytest.raises(Refused, match=r"title|figure|too much"):
        picture([{entry: {**options[entry], "box": [72, 100, 936, 300]}}], subject)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_figures_stand_side_by_side_in_one_size(columns: int) -> None:
    figures = {"columns": columns, "box": [72, 100, 936, 900], "rule": "accent"}

    marks = drawn([{"figures": figures}], FIGURED).marks

    assert [mark.text for mark in marks] == ["64%", "Bekerja", "21%", "Melanjutkan kuliah", "9%", "Wirausaha"]
    assert len({mark.size for mark in marks[::2]}) == 1
    assert len({mark.size for mark in marks[1::2]}) == 1
    assert len({mark.box[0] // 100 for mark in marks[::2]}) == columns
    assert placed({"figures": {**figures, "when": []}}, scene()).height == 0


def test_a_long_label_makes_all_labels_smaller() -> None:
    rows = (*FIGURES[:2], Row("Masih mencari pekerjaan yang sesuai", value="6%"))
    subject = scene(flags=frozenset({"figures"}), lists={"figures": rows})

    marks = drawn([{"figures": {"box": [72, 100, 936, 900]}}], subject).marks

    assert {mark.size for mark in marks[1::2]} < {34, 36, 32}


def test_a_bar_for_each_figure_or_one_in_parts_with_its_legend() -> None:
    each = {"bars": {"box": [72, 100, 936, 600], "thickness": 30}}
    parts = {"bars": {**each["bars"], "kind": "parts", "colors": ["primary", "accent"]}}

    separate, stacked = picture([each], FIGURED), picture([parts], FIGURED)

    assert said(each, FIGURED) == ["Bekerja", "64%", "Melanjutkan kuliah", "21%", "Wirausaha", "9%"]
    row = [stacked.getpixel((72 + round(936 * share), 130)) for share in (0.3, 0.7, 0.9, 0.97)]
    assert near(row[0], GREEN)
    assert near(row[1], GOLD)
    assert not any(near(row[2], colour) for colour in (GREEN, GOLD, ROLES["line"]))  # a paler green
    assert near(row[3], ROLES["line"])
    assert ink(separate) is not None
    whole = replace(
        FIGURED,
        lists={
            "figures": (
                Row("Ya", value="60%", share=0.6),
                Row("Tidak", value="40%", share=0.4),
                Row("Lain", value="0%", share=0.0),
            )
        },
    )
    assert near(picture([parts], whole).getpixel((990, 130)), GOLD)
    assert placed({"bars": {**parts["bars"], "when": []}}, scene()).height == 0


def test_a_ticket_has_a_stub_only_where_there_is_a_number() -> None:
    ticket: dict[str, Any] = {"text": "{date}", "label": "Jadwal", "value": "{figure}", "value_label": "{figure_label}"}
    entries = [{"fill": {"box": "page"}}, {"ticket": {**ticket, "box": [72, 100, 936, 300]}}]

    plain = picture(entries, scene(date="2–5 Februari 2027"))
    torn = picture(entries, scene(date="2–5 Februari 2027", figure="Rp0", figure_label="Biaya"))

    row = [[near(image.getpixel((x, 101)), GREEN) for x in range(120, 960)] for image in (plain, torn)]
    assert not any(row[0])
    assert any(row[1])
    assert placed({"ticket": {"text": "{date}", "box": [72, 100, 936, 300]}}, scene(date="2 Mei")).smallest == 60


# Rows and codes


def test_rows_have_their_icons_and_one_size() -> None:
    rows = {"of": "facts", "box": [72, 100, 600, 600], "sign_color": "ink"}
    subject = scene(lists={"facts": FACTS})

    marks = drawn([{"rows": rows}], subject).marks

    assert [mark.text for mark in marks] == [row.text for row in FACTS]
    assert len({mark.size for mark in marks}) == 1
    assert ink(picture([{"rows": rows}], subject).crop((72, 100, 120, 150))) is not None
    assert drawn([{"rows": {**rows, "sign": "none"}}], subject).marks[0].box[0] < marks[0].box[0]
    assert len(drawn([{"rows": {**rows, "most": 2}}], subject).marks) == 2
    assert placed({"rows": rows}, scene()).height == 0


def test_rows_may_be_those_with_some_icons_only() -> None:
    rows = {"of": "facts", "only": ["clock", "pin"], "box": [72, 100, 600, 600]}

    marks = drawn([{"rows": rows}], scene(lists={"facts": FACTS})).marks

    assert [mark.text for mark in marks] == [row.text for row in FACTS[1:]]


def test_rows_may_be_numbered_on_chips_with_lines_between() -> None:
    rows = {
        "of": "points",
        "sign": "number",
        "sign_ground": "accent",
        "sign_color": "on_accent",
        "rule": "line",
        "columns": 2,
    }
    subject = scene(lists={"points": tuple(Row(text) for text in ("Satu hal", "Dua hal", "Tiga hal"))})

    marks = drawn([{"rows": {**rows, "box": [72, 100, 936, 600]}}], subject).marks

    assert [mark.text for mark in marks] == ["1", "Satu hal", "2", "Dua hal", "3", "Tiga hal"]
    assert marks[4].box[0] > 500
    image = picture([{"rows": {**rows, "box": [72, 100, 936, 600]}}], subject)
    assert near(image.getpixel((76, 134)), GOLD)
    ticks = picture([{"rows": {**rows, "sign": "tick", "box": [72, 100, 936, 600]}}], subject)
    assert ticks.tobytes() != image.tobytes()


def test_rows_of_figures_have_their_values_on_the_right() -> None:
    marks = drawn([{"rows": {"of": "figures", "sign": "none", "box": [72, 100, 936, 600]}}], FIGURED).marks

    assert [mark.text for mark in marks[:2]] == ["Bekerja", "64%"]
    assert marks[1].box[0] + marks[1].box[2] == pytest.approx(1008, abs=2)


def test_a_row_that_matters_is_bold_and_the_others_step_back() -> None:
    rows = {"of": "points", "sign": "none", "box": [72, 100, 936, 600], "color": "ink", "quiet_color": "line"}
    wrong, right = Row("Tertulis: 15 Februari"), Row("Yang benar: 15 Februari")

    def darkest(entry: dict[str, Any], points: tuple[Row, ...]) -> tuple[list[int], list[int]]:
        subject = scene(lists={"points": points})
        made = picture([{"fill": {"box": "page", "color": "white"}}, {"rows": entry}], subject).convert("L")
        marks = drawn([{"fill": {"box": "page", "color": "white"}}, {"rows": entry}], subject).marks
        boxes = [made.crop((x, y, x + across, y + down)) for x, y, across, down in (mark.box for mark in marks)]
        return [ImageStat.Stat(box).extrema[0][0] for box in boxes], [mark.box[2] for mark in marks]

    (back, front), (_, bold) = darkest({**rows, "bold": ["yang benar"]}, (wrong, right))
    (first, second), (_, plain) = darkest({**rows, "bold": ["seharusnya"]}, (wrong, right))

    assert back > front + 80
    assert abs(first - second) < 20
    assert bold > plain  # bold letters are wider


def test_a_code_is_dark_on_white_with_its_quiet_zone_and_large_enough_to_scan() -> None:
    qr = {"qr": {"side": "100", "box": [100, 100, 300, 300]}}
    subject = scene(link="smk-contoh.sch.id/spmb")

    image = picture([{"fill": {"box": "page"}}, qr], subject)

    plain = code("https://smk-contoh.sch.id/spmb", 220)
    modules = 29  # version 3 holds 42 letters at this level
    scale = plain.width // modules
    dark = ImageStat.Stat(image.crop((100, 100, 320, 320)).convert("L")).extrema[0]
    assert plain.width % modules == 0
    assert (220 - plain.width) // 2 >= 3 * scale
    assert dark[0] < 40
    assert dark[1] > 250
    assert contrast(ROLES["ink"], WHITE) > 12
    assert placed(qr, subject).side == 220
    assert placed({"qr": {**qr["qr"], "when": []}}, scene()).height == 0
    assert picture([qr], scene()).getcolors() == [(1080 * 1350, WHITE)]
    assert (
        placed({"qr": {"data": "https://{website}", "when": [], "box": [0, 0, 300, 300]}}, scene()).address
        == "https://smk-contoh.sch.id"
    )


@pytest.mark.parametrize("letters", [400, 5000])
def test_a_code_too_fine_to_scan_drops_the_variant(letters: int) -> None:
    with pytest.raises(Refused, match="shorter link"):
        drawn([{"qr": {"box": [100, 100, 300, 300]}}], scene(link="contoh.sch.id/" + "a" * letters))


def test_a_code_without_an_address_takes_no_room() -> None:
    entries = [{"fill": {"box": "page"}}, {"qr": {"when": [], "box": [100, 100, 300, 300]}}]

    assert near(picture(entries, scene()).getpixel((200, 200)), GREEN)


# Plates

LOGOS: dict[str, Any] = {"who": "partners", "box": [72, 100, 936, 104]}
GROUND = {"fill": {"box": "page"}}


def logos(entry: dict[str, Any], subject: Any) -> list[str]:
    """Whose logos an entry shows."""
    return [mark.text for mark in drawn([GROUND, entry], subject).marks if mark.what == "logo"]


def test_partners_stand_on_plates_of_one_height() -> None:
    image = picture([GROUND, {"logos": LOGOS}], scene(logos=THREE))

    white = image.convert("L").point(lambda value: 255 if value > 250 else 0)
    box = white.getbbox()
    assert box is not None
    assert (box[1], box[3]) == (100, 204)


def test_a_partner_without_a_logo_is_named_and_never_an_empty_plate() -> None:
    named = scene(logos=(emblem("", "Bengkel Rekaan Jaya"),))

    assert said({"logos": LOGOS}, named) == ["Bengkel Rekaan Jaya"]
    assert near(picture([GROUND, {"logos": LOGOS}], scene()).getpixel((90, 150)), GREEN)
    assert said({"logos": {**LOGOS, "names": False}}, named) == []


def test_in_a_mixed_group_nobody_is_missing() -> None:
    group = scene(logos=(emblem("wide.jpg", "PT Contoh"), emblem("", "CV Rekaan Digital")))

    marks = drawn([GROUND, {"logos": LOGOS}], group).marks

    assert [(mark.what, mark.text) for mark in marks] == [("logo", "PT Contoh"), ("text", "CV Rekaan Digital")]


def test_government_comes_first_and_the_school_before_its_partners() -> None:
    group = scene(
        logos=(
            emblem("wide.jpg", "PT Contoh"),
            emblem("round.webp", "Dinas Rekaan", rank=Rank.GOVERNMENT),
            emblem("square.png", "Yayasan Rekaan", rank=Rank.FOUNDATION),
        )
    )

    assert logos({"logos": {**LOGOS, "who": "both"}}, group) == [
        "Dinas Rekaan",
        "Yayasan Rekaan",
        BRAND.school,
        "PT Contoh",
    ]
    assert logos({"wall": {"box": [72, 100, 936, 600]}}, group) == ["Dinas Rekaan", "Yayasan Rekaan", "PT Contoh"]


def test_a_name_too_long_for_its_plate_is_refused() -> None:
    with pytest.raises(Refused, match="partners"):
        picture([{"logos": {**LOGOS, "box": [72, 100, 160, 104]}}], scene(logos=(emblem("", LONG),)))


def test_of_too_many_logos_the_last_become_a_number() -> None:
    row = placed({"logos": LOGOS}, scene(logos=THREE * 4))

    names = [card.name.texts for card in row.plates if card.name]
    assert names == [(f"+{12 - len(row.plates) + 1}",)]
    assert row.height <= 104


def test_two_who_stand_side_by_side_get_equal_plates() -> None:
    pair = {"who": "both", "pair": True, "height": 300, "name_lines": 4, "box": [72, 100, 936, 300]}

    row = placed({"logos": pair}, scene(logos=(emblem("", LONG),)))

    assert [card.width for card in row.plates] == [458, 458]


def test_a_school_without_a_logo_is_named() -> None:
    subject = replace(scene(), school=Emblem("SMK Contoh", None, rank=Rank.SCHOOL))

    assert said({"logos": {"who": "school", "box": [72, 100, 936, 104]}}, subject) == ["SMK Contoh"]
    assert said({"logos": {"who": "school", "school": "{school}", "box": [72, 100, 936, 104]}}, scene()) == [
        BRAND.school
    ]


def test_a_school_whose_name_has_no_room_is_called_by_its_short_one() -> None:
    long = "Sekolah Menengah Kejuruan Negeri 1 Unggulan Terpadu Bina Karya Nusantara"
    subject = scene(school=long, short={"school": BRAND.short_name})
    row = {"who": "school", "school": "{school}", "height": 112}

    def named(width: int) -> list[str]:
        return said({"logos": {**row, "box": [72, 100, width, 112]}}, subject)

    assert [named(936), named(380), named(140)] == [[long], [BRAND.short_name], []]


def test_a_name_without_plate_and_logo_stands_at_the_left_edge() -> None:
    subject = replace(scene(), school=Emblem("SMK Contoh Rekaan Jaya", None, rank=Rank.SCHOOL))
    row = {"who": "school", "plate": False, "box": [72, 100, 240, 104]}

    box = ink(picture([{"fill": {"box": "page", "color": "white"}}, {"logos": row}], subject))
    lower = ink(
        picture([{"fill": {"box": "page", "color": "white"}}, {"logos": row}], subject).crop((0, 154, 400, 204))
    )

    assert box is not None
    assert lower is not None
    assert abs(box[0] - 72) <= 2
    assert abs(lower[0] - 72) <= 2


def test_a_logo_that_wants_to_stand_alone_has_no_other_partners_beside_it() -> None:
    alone = emblem("round.webp", "Bank Rekaan", alone=True)

    assert logos({"logos": {**LOGOS, "who": "both"}}, scene(logos=(alone,))) == [BRAND.school, "Bank Rekaan"]
    assert logos({"logos": LOGOS}, scene(logos=(alone, "square.png"))) == ["PT Contoh Rekaan"]


@pytest.mark.parametrize(("least", "shown"), [(40, True), (60, True), (90, False)])
def test_a_logo_is_never_drawn_lower_than_its_owner_allows(least: int, *, shown: bool) -> None:
    subject = scene(logos=(emblem("round.webp", min_height=least),))

    marks = [mark for mark in drawn([GROUND, {"logos": LOGOS}], subject).marks if mark.what == "logo"]

    assert bool(marks) is shown
    assert all(mark.box[3] >= least for mark in marks)


def test_a_long_wordmark_gets_the_width_to_be_as_high_as_its_owner_asks() -> None:
    (mark,) = drawn([GROUND, {"logos": LOGOS}], scene(logos=("wide.jpg",))).marks

    assert mark.what == "logo"
    assert mark.box[3] >= 40


@pytest.mark.parametrize("clear", [0.0, 0.15, 0.5, 1.0])
def test_a_logo_keeps_its_free_room_on_the_plate(clear: float) -> None:
    subject = scene(logos=(emblem("round.webp", clear=clear, min_height=10),))

    (mark,) = drawn([GROUND, {"logos": {**LOGOS, "pad": 0}}], subject).marks

    assert mark.box[1] - 100 >= int(clear * mark.box[3])
    assert 204 - (mark.box[1] + mark.box[3]) >= int(clear * mark.box[3]) - 1


def test_a_logo_too_small_to_be_sharp_gives_way_to_the_name() -> None:
    subject = scene(logos=(emblem("tiny.png", "PT Mungil Rekaan"),))

    assert said({"logos": LOGOS}, subject) == ["PT Mungil Rekaan"]
    assert logos({"logos": LOGOS}, subject) == []


def test_a_pale_logo_gets_a_dark_plate_on_which_it_shows() -> None:
    image = picture([{"logos": LOGOS}], scene(logos=("pale.png",)))

    assert sum(image.getpixel((90, 110))) < 150  # type: ignore[arg-type] # RGB has three
    assert near(image.getpixel((200, 152)), WHITE)


def test_on_a_dark_ground_the_version_for_it_is_taken_and_without_one_a_plate() -> None:
    bare = {**LOGOS, "plate": False, "ground": "primary"}
    for_dark = emblem("square.png", on_dark=logo_folder() / "pale.png")

    on_ground = picture([GROUND, {"logos": bare}], scene(logos=(for_dark,)))
    on_pale = picture([{"logos": {**bare, "ground": "white"}}], scene(logos=(for_dark,)))

    assert near(on_ground.getpixel((73, 101)), GREEN)
    assert near(on_ground.getpixel((120, 152)), WHITE)
    assert near(on_pale.getpixel((110, 152)), GREEN)
    assert said({"logos": bare}, scene(logos=(emblem("", "CV Rekaan"),))) == ["CV Rekaan"]


def test_a_wall_has_a_plate_for_each_as_far_as_there_are_plates() -> None:
    wall = {"wall": {"box": [72, 100, 936, 600]}}

    five = placed(wall, scene(logos=THREE + THREE[:2]))
    twelve = drawn([GROUND, wall], scene(logos=THREE * 4)).marks

    assert [len(five.plates), five.columns, five.height] == [5, 3, 300]
    assert [mark.text for mark in twelve if mark.what == "text"] == ["+7 mitra lainnya"]
    assert placed(wall, scene(logos=THREE + THREE[:1])).columns == 2
    assert placed({"wall": {**wall["wall"], "rows": 1}}, scene(logos=THREE + THREE[:1])).columns == 3
    assert placed(wall, scene()).height == 0
    with pytest.raises(Refused, match="partners"):
        drawn([{"wall": {"box": [72, 100, 300, 600]}}], scene(logos=(emblem("", LONG * 2),)))


def test_a_row_of_names_stays_high_where_they_need_the_height() -> None:
    row = placed({"logos": {**LOGOS, "height": 80, "box": [72, 100, 500, 104]}}, scene(logos=(emblem("", LONG),)))

    assert row.height > 56
    assert row.plates[0].name is not None


def test_a_large_logo_is_kept_no_larger_than_plates_need_it(tmp_path: Path) -> None:
    Image.new("RGB", (3000, 1500), "red").save(tmp_path / "large.png")

    shown = logo(tmp_path / "large.png", 300, 120)

    assert shown is not None
    assert shown.width / shown.height == pytest.approx(2, rel=0.02)
    assert shown.height <= 120


def test_a_wall_shrinks_with_its_stack() -> None:
    stack = {"stack": {"name": "main", "box": [72, 100, 936, 380]}}
    wall = {"wall": {"stack": "main"}}
    text = {"text": {"text": "{title}", "size": [80, 60], "stack": "main"}}

    marks = drawn(
        [GROUND, stack, {"text": {**text["text"], "color": "on_primary"}}, wall],
        scene(title="Mitra kami", logos=THREE * 2),
    ).marks

    assert max(mark.box[1] + mark.box[3] for mark in marks) <= 480


def test_the_white_border_of_a_logo_is_trimmed() -> None:
    wide = logo(logo_folder() / "wide.jpg", 300, 72)

    assert wide is not None
    assert wide.width / wide.height == pytest.approx(580 / 100, rel=0.06)


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_logo_that_is_missing_or_damaged_is_refused_with_the_cure(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "logo.png"
    if content:
        path.write_bytes(content)

    with pytest.raises(Refused, match=r"check its name|save it as PNG or JPEG"):
        picture([{"logos": LOGOS}], scene(logos=(Emblem("PT Rekaan", path),)))


def test_a_logo_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    Image.new("1", (8000, 8000)).save(tmp_path / "logo.png")

    with pytest.raises(Refused, match="64 megapixels"):
        logo(tmp_path / "logo.png", 100, 100)
