"""Colours: whatever the school's two colours are, text can be read."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import get_args

import pytest
from drawing_fixtures import BRAND, FEED, drawn, scene
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from brandbot.drawing.colour import (
    BLACK,
    SAFE,
    SMALL_TEXT,
    TEXT,
    WHITE,
    Role,
    as_ground,
    contrast,
    luminance,
    mix,
    palette,
    parse,
)
from brandbot.drawing.scrim import veil

levels = st.integers(0, 255)
pixels = st.tuples(levels, levels, levels)
colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
PALE: tuple[Role, ...] = ("white", "surface", "tint")
PAIRS: list[tuple[Role, Role, float]] = [
    ("on_primary", "primary", SMALL_TEXT),
    ("on_primary", "deep", SMALL_TEXT),
    ("soft_on_primary", "primary", SMALL_TEXT),
    ("accent_on_primary", "primary", TEXT),
    ("on_accent", "accent", SMALL_TEXT),
    ("soft_on_accent", "accent", SMALL_TEXT),
    *((text, ground, SMALL_TEXT) for text in ("ink", "muted", "heading", "accent_heading") for ground in PALE),
]


@given(primary=colours, accent=colours)
def test_every_text_role_can_be_read_on_its_ground_in_any_size(primary: str, accent: str) -> None:
    roles = palette(primary, accent)

    assert set(roles) == set(get_args(Role))
    for text, ground, ratio in PAIRS:
        assert contrast(roles[text], roles[ground]) >= ratio, (text, ground)


@pytest.mark.no_cover  # one picture shows all lines
@settings(max_examples=20)  # a picture each
@given(primary=colours, accent=colours)
def test_a_whole_picture_can_be_drawn_in_any_two_colours(primary: str, accent: str) -> None:
    brand = replace(BRAND, primary=primary, accent=accent)
    on = {"color": "on_primary", "strong_color": "accent_on_primary"}
    entries = [
        {"gradient": {}},
        {"pattern": {}},
        {"stack": {"name": "main", "box": "body"}},
        {"badge": {"text": "{kind}", "stack": "main"}},
        {"text": {"text": "Judul *besar*", "size": [90, 80], **on, "stack": "main", "gap": 40}},
        {"text": {"text": "Kecil", "size": [30, 28], "color": "accent_on_primary", "stack": "main", "gap": 40}},
        {"fill": {"box": "body 1-12 8-12", "color": "tint"}},
        {"text": {"text": "Kecil juga", "size": [28, 28], "color": "accent_heading", "box": "body 2-11 9-11"}},
        {"footer": {"color": "soft_on_primary", "rule": "line_on_primary"}},
    ]  # fmt: skip

    drawing = drawn(entries, scene(brand=brand, kind="PKL"), FEED)

    assert all(
        mark.contrast and mark.contrast >= (7 if mark.size and mark.size <= 36 else 4.5) for mark in drawing.marks
    )


@given(colour=pixels)
def test_only_colours_of_medium_brightness_are_moved_to_be_a_ground(colour: tuple[int, int, int]) -> None:
    ground = as_ground(colour)

    assert max(contrast(ground, WHITE), contrast(ground, BLACK)) >= SAFE
    assert (ground == colour) is (max(contrast(colour, WHITE), contrast(colour, BLACK)) >= SAFE)
    assert abs(luminance(ground) - luminance(colour)) < 0.16


def test_the_sample_schools_colours_stay_as_they_are() -> None:
    roles = palette("#0B4F3A", "#FFC20E")

    assert (roles["primary"], roles["accent"]) == (parse("#0B4F3A"), parse("#FFC20E"))


def test_contrast_is_what_wcag_says() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == 21
    assert round(contrast(parse("#0072BC"), (255, 255, 255)), 2) == 5.08


@pytest.mark.parametrize("brightness", [0, 90, 180, 255])
def test_a_veil_is_as_thick_as_the_text_on_it_needs_and_no_thicker(brightness: int) -> None:
    picture = Image.new("RGB", (300, 200), (brightness,) * 3)
    green, white = parse("#083929"), (255, 255, 255)

    strength = veil(picture, green, white, 0.2, TEXT)

    assert contrast(mix((brightness,) * 3, green, strength), white) >= TEXT - 0.05
    if strength > 0.21:
        assert contrast(mix((brightness,) * 3, green, strength - 0.06), white) < TEXT


def test_a_veil_that_cannot_help_covers_all() -> None:
    assert veil(Image.new("RGB", (60, 60), "white"), (120, 120, 120), (255, 255, 255), 0.2, TEXT) == 1.0


def test_a_veil_makes_way_for_what_is_already_dark() -> None:
    assert veil(Image.new("RGB", (60, 60), "black"), (10, 60, 40), (255, 255, 255), 0.0, TEXT) == 0.0


def test_pictures_of_two_schools_look_different() -> None:
    def middle(primary: str) -> object:
        brand = replace(BRAND, primary=primary)
        return Image.open(io.BytesIO(drawn([{"fill": {"box": "page"}}], scene(brand=brand)).jpeg)).getpixel((500, 500))

    assert middle("#0B4F3A") != middle("#1D3A8A")
