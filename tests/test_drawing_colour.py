"""Colours: whatever the school's two colours are, text can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brandbot.drawing.colour import SMALL_TEXT, TEXT, Role, contrast, mix, palette, parse
from brandbot.drawing.surfaces import veil

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
PAIRS: list[tuple[Role, Role, float]] = [
    ("on_primary", "primary", TEXT),
    ("soft_on_primary", "primary", TEXT),
    ("accent_on_primary", "primary", TEXT),
    ("on_accent", "accent", TEXT),
    ("ink", "surface", SMALL_TEXT),
    ("ink", "tint", SMALL_TEXT),
    ("ink", "white", SMALL_TEXT),
    ("muted", "surface", SMALL_TEXT),
    ("muted", "tint", SMALL_TEXT),
    ("muted", "white", SMALL_TEXT),
    ("heading", "surface", SMALL_TEXT),
    ("heading", "white", SMALL_TEXT),
]


@given(primary=colours, accent=colours)
def test_every_text_role_can_be_read_on_its_ground(primary: str, accent: str) -> None:
    roles = palette(primary, accent)

    for text, ground, ratio in PAIRS:
        assert contrast(roles[text], roles[ground]) >= ratio, (text, ground)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == 21
    assert round(contrast(parse("#0072BC"), (255, 255, 255)), 2) == 5.08


@pytest.mark.parametrize("brightness", [0, 90, 180, 255])
def test_a_veil_is_as_thick_as_the_text_on_it_needs_and_no_thicker(brightness: int) -> None:
    picture = Image.new("RGB", (300, 200), (brightness,) * 3)
    green, white = parse("#083929"), (255, 255, 255)

    strength = veil(picture, green, white, 0.2, TEXT)

    assert contrast(mix((brightness,) * 3, green, strength), white) >= TEXT
    if strength > 0.2:
        assert contrast(mix((brightness,) * 3, green, strength - 0.02), white) < TEXT


def test_a_veil_that_cannot_help_covers_all() -> None:
    assert veil(Image.new("RGB", (60, 60), "white"), (120, 120, 120), (255, 255, 255), 0.2, TEXT) == 1.0
