"""Colours by role: everything a picture is painted with comes from the school's two, with contrast made sure of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

RGB = tuple[int, int, int]

Role = Literal[
    "primary",  # a ground for text of any size: the school's own, moved where it is of medium brightness
    "deep",  # the primary, darker (lighter where text on it is dark): what stands behind text just as well
    "accent",  # a ground too
    "white",
    "surface",  # a pale ground with a breath of the primary
    "tint",  # a pale ground with a breath of the accent
    "line",  # thin rules and empty bars on a pale ground
    "ink",
    "muted",  # small text on a pale ground
    "heading",  # the primary, dark enough for text on a pale ground
    "accent_heading",  # the accent, the same
    "on_primary",  # also on "deep"
    "soft_on_primary",  # small text on the primary
    "accent_on_primary",  # the accent where it can be read on the primary, else what can
    "line_on_primary",
    "on_accent",
    "soft_on_accent",
    "line_on_accent",
]

WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)
DARKEST = 0.04045  # up to here sRGB is linear (IEC 61966-2-1)
TEXT = 4.5  # WCAG 2.2, 1.4.3: contrast of text
SMALL_TEXT = 7.0  # WCAG 2.2, 1.4.6: what we ask of small text, read on a phone in the sun
SMALL = 36  # pixels: text up to here is small
MARGIN = 1.03  # on top, so that JPEG's rounding takes nothing from it
SAFE = SMALL_TEXT * MARGIN
MEDIUM = 0.2  # luminance: darker colours give way to white text, lighter ones to black
STEPS = 40  # how finely a colour is moved


def parse(text: str) -> RGB:
    """The colour of `#rrggbb`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(colour: RGB, other: RGB, share: float) -> RGB:
    """`share` of the way from one colour to the other, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def luminance(colour: RGB) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=256)
def linear(value: int) -> float:
    """An sRGB level (0 to 255) as linear light, 0 to 1 (IEC 61966-2-1)."""
    share = value / 255
    return share / 12.92 if share <= DARKEST else ((share + 0.055) / 1.055) ** 2.4


def contrast(colour: RGB, other: RGB) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(colour), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: RGB, ground: RGB, ratio: float) -> RGB:
    """The colour, moved towards black or white just as far as the contrast on `ground` asks."""
    end = max((BLACK, WHITE), key=lambda extreme: contrast(extreme, ground))
    for step in range(STEPS + 1):
        moved = mix(colour, end, step / STEPS)
        if contrast(moved, ground) >= ratio:
            return moved
    return end


def as_ground(colour: RGB) -> RGB:
    """The colour, moved as little as needed for small text in black or white to be read on it.

    Only colours of medium brightness move: no text reaches 7:1 on a pure red or a sky blue.
    """
    end = BLACK if luminance(colour) < MEDIUM else WHITE
    for step in range(STEPS + 1):
        moved = mix(colour, end, step / STEPS)
        if max(contrast(moved, WHITE), contrast(moved, BLACK)) >= SAFE:
            return moved
    return end


@lru_cache(maxsize=32)
def palette(primary_text: str, accent_text: str) -> Mapping[Role, RGB]:
    """All roles for a school's two colours, given as `#rrggbb`."""
    primary, accent = as_ground(parse(primary_text)), as_ground(parse(accent_text))
    surface, tint = mix(primary, WHITE, 0.945), mix(accent, WHITE, 0.86)
    pale = min(surface, tint, key=luminance)
    dark = contrast(WHITE, primary) >= SAFE
    on_primary = WHITE if dark else readable(mix(primary, BLACK, 0.8), primary, SAFE)
    on_accent = readable(mix(primary, BLACK, 0.6), accent, SAFE)
    ink = readable(mix(primary, BLACK, 0.7), pale, 12)
    return {
        "primary": primary,
        "deep": mix(primary, BLACK if dark else WHITE, 0.28),
        "accent": accent,
        "white": WHITE,
        "surface": surface,
        "tint": tint,
        "line": mix(primary, WHITE, 0.84),
        "ink": ink,
        "muted": readable(mix(ink, WHITE, 0.3), pale, SAFE),
        "heading": readable(primary, pale, SAFE),
        "accent_heading": readable(accent, pale, SAFE),
        "on_primary": on_primary,
        "soft_on_primary": readable(mix(on_primary, primary, 0.18), primary, SAFE),
        "accent_on_primary": accent if contrast(accent, primary) >= TEXT else on_primary,
        "line_on_primary": mix(primary, on_primary, 0.22),
        "on_accent": on_accent,
        "soft_on_accent": readable(mix(on_accent, accent, 0.18), accent, SAFE),
        "line_on_accent": mix(accent, on_accent, 0.22),
    }
