"""Thousands of texts as nobody should type them: each is set whole within its bounds, or not at all."""

from __future__ import annotations

import random
from itertools import groupby, pairwise

import pytest
from PIL import Image
from text_fixtures import LONGEST, texts

from brandbot.drawing.font import clusters, printable, serving
from brandbot.drawing.lines import NBSP, Piece, words
from brandbot.drawing.shaping import _glyphs, _letters, _Way
from brandbot.drawing.text import Align, SetText, Style, set_text
from brandbot.drawing.typefaces import TYPEFACES
from brandbot.model.creative import Typeface

pytestmark = pytest.mark.no_cover  # thousands of texts through lines that test_drawing_text.py counts
ALIGNS: tuple[Align, ...] = ("left", "center", "right")


def styles(seed: int) -> tuple[Typeface, Style, int, Align]:
    chance = random.Random(seed)  # noqa: S311 - it draws test data
    typeface = chance.choice([*TYPEFACES])
    family = chance.choice([*TYPEFACES[typeface].values()])
    floor = chance.randint(24, 72)
    sizes = (floor + chance.randint(0, 60), floor)
    tracking = chance.choice((0.0, -0.02, 0.06))
    style = Style(sizes, chance.randint(1, 6), 600, 800, chance.choice((1.0, 1.08, 1.2)), tracking, family)
    return typeface, style, chance.randint(180, 936), chance.choice(ALIGNS)


def unspaced(text: str) -> str:
    return text.replace(" ", "").replace(NBSP, "")


def check(text: SetText, drawn: str, style: Style, width: int) -> None:
    assert unspaced("".join(text.texts)) == unspaced(drawn)
    assert text.width <= width + 0.01
    assert len(text.lines) <= style.lines
    assert style.sizes[1] <= text.size <= style.sizes[0]
    assert all(line.ink.right > line.ink.left for line in text.lines)
    reach = [(line.ink.top, line.ink.bottom) for line in text.lines]
    steps = [after - before for before, after in pairwise(text.baselines)]
    for step, ((_, bottom), (top, _)) in zip(steps, pairwise(reach), strict=True):
        assert (bottom - top) * text.size <= step + 0.35 * text.size  # an accent above a tail


def test_what_is_printable_can_be_drawn_and_what_is_left_out_is_told() -> None:
    for text in texts(2000, seed=1):
        assert 1 <= len(text) <= LONGEST
        for typeface, faces in TYPEFACES.items():
            drawn, left_out = printable(text, typeface)
            assert all(serving(cluster, family) for family in faces.values() for cluster in clusters(drawn))
            assert not set(drawn) & set(left_out)
            assert printable(drawn, typeface) == (drawn, "")


def test_every_printable_character_has_a_glyph_and_none_is_the_empty_box() -> None:
    for number, text in enumerate(texts(1000, seed=4)):
        typeface, style, _, _ = styles(number)
        drawn, _ = printable(text, typeface)
        letters = [*_letters(words((Piece(drawn),)), style.family)]
        said = "".join(letter.character for letter in letters)
        assert unspaced(said) == unspaced(drawn)
        for family, places in groupby(range(len(said)), key=lambda place: letters[place].family):
            glyphs = _glyphs(said, [*places], _Way(family, 600, 1.0, 0), 0.0)
            assert all(glyph.number for glyph in glyphs), (text, family)


def test_a_text_is_set_whole_within_its_bounds_or_not_at_all() -> None:
    held = 0
    for number, text in enumerate(texts(1500, seed=2)):
        typeface, style, width, _ = styles(number)
        drawn, _ = printable(text, typeface)
        found = set_text(("{title}",), {"title": drawn}, style, width, (number % 5) / 4)
        if found is not None:
            held += 1
            check(found, drawn, style, width)

    assert held > 500


def test_nothing_is_painted_outside_of_the_ink_that_was_promised() -> None:
    painted = 0
    for number, text in enumerate(texts(150, seed=3)):
        typeface, style, width, align = styles(number)
        found = set_text(("{title}",), {"title": printable(text, typeface)[0]}, style, width)
        if found is None or not found.lines:
            continue
        page = Image.new("L", (width + 400, found.height + 400), 255)
        picture = page.convert("RGB")
        found.draw(picture, (200, 200, width), align, ((0, 0, 0), (0, 0, 0)))
        left, top, across, down = found.ink((200, 200, width), align)
        box = picture.convert("L").point(lambda value: 255 if value < 250 else 0).getbbox()
        assert left >= 199
        assert left + across <= 201 + width
        if box is not None:
            painted += 1
            slack = (box[0] - left, box[1] - top, left + across - box[2], top + down - box[3])
            assert all(0 <= pixels <= 2 for pixels in slack), (text, slack)

    assert painted > 50
