"""Fonts and glyphs: what they can draw, how letters are placed and painted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from brandbot.drawing.font import clusters, family, font, metrics, printable, serving
from brandbot.drawing.glyphs import KEPT, _kept, _mask, paint
from brandbot.drawing.lines import Piece, Word
from brandbot.drawing.shaping import Line, Setting, join, shape
from brandbot.drawing.typefaces import FAMILIES, TYPEFACES
from brandbot.model.creative import Typeface

JAKARTA = Setting("plus-jakarta-sans", 600, 800, 0.0)


def word(text: str, *, strong: bool = False) -> Word:
    return Word((Piece(text, strong),))


def set_line(text: str, setting: Setting = JAKARTA) -> Line:
    return join(shape(tuple(word(part) for part in text.split(" ")), setting))


def width(text: str, setting: Setting = JAKARTA) -> float:
    return sum(run.width for _, run in set_line(text, setting).runs)


def families(line: Line) -> list[str]:
    return [run.family for _, run in line.runs if run.glyphs]


@given(st.text(max_size=30), st.sampled_from([*TYPEFACES]))
def test_nothing_is_left_that_the_typeface_lacks(text: str, typeface: Typeface) -> None:
    drawn, _ = printable(text, typeface)

    assert all(serving(cluster, name) for cluster in clusters(drawn) for name in TYPEFACES[typeface].values())


@pytest.mark.parametrize(
    ("typed", "shown", "left_out"),
    [
        ("Selamat 🎉 Hari Guru 👏🏽", "Selamat Hari Guru", ""),
        ("Wisuda 👩🏽‍🏫, 1️⃣ hari", "Wisuda, 1 hari", ""),
        ("Ma\u02bcruf dan \u02bfAin", "Ma’ruf dan ‘Ain", ""),
        ("Cafe\u0301", "Café", ""),
        ("“ꦱꦼ” dan lain", "dan lain", "ꦱ"),
        ("Aksara (ꦏ), Jawa", "Aksara, Jawa", "ꦏ"),
        ("โรง Rekaan โรง", "Rekaan", "โร\u0e07"),
        ("\U0001d5e3\U0001d5de\U0001d5df Rekaan", "PKL Rekaan", ""),
        ("Magang Jepang (技能実習)", "Magang Jepang (技能実習)", ""),
        ("شركة ريكان", "شركة ريكان", ""),
        ("\u202eRekaan\u202c \u200bContoh\ufeff", "Rekaan Contoh", ""),
        ("Budi\tdan\r\n Siti \u2028", "Budi dan Siti", ""),
        ("Karya\u00a0Contoh", "Karya\u00a0Contoh", ""),
    ],
)
def test_what_no_typeface_has_is_left_out_tidily_and_told(typed: str, shown: str, left_out: str) -> None:
    assert printable(typed) == (shown, left_out)


def test_a_letter_keeps_no_more_marks_than_a_language_needs() -> None:
    drawn, left_out = printable("Z" + "\u0301" * 50 + "algo رَّحْمٰن")

    assert sum(unicodedata.category(character) == "Mn" for character in drawn.split(" ")[0]) <= 3
    assert drawn.endswith("رَّحْمٰن")
    assert left_out == ""


def test_a_serif_brand_sets_its_running_text_without_serifs() -> None:
    assert (family("lora", "display"), family("lora")) == ("lora", "plus-jakarta-sans")
    assert family("archivo", "display") == family("archivo") == "archivo"


def test_a_serif_headline_borrows_the_letters_that_it_lacks() -> None:
    assert printable("ḥāfiẓ", "lora") == ("ḥāfiẓ", "")
    assert "plus-jakarta-sans" in families(set_line("ḥāfiẓ", Setting("lora", 700, 700, 0.0)))


def test_pairs_are_kerned_without_the_systems_libraries() -> None:
    assert width("To") < width("T") + width("o") - 0.03


def test_pairs_are_kerned_across_a_space_and_a_change_of_colour() -> None:
    archivo = Setting("archivo", 800, 800, 0.0)
    space = width("a a", archivo) - 2 * width("a", archivo)
    pieces = Word((Piece("T"), Piece("o", strong=True)))

    assert width("P Y", archivo) < width("P", archivo) + space + width("Y", archivo) - 0.05
    assert sum(run.width for run in shape((pieces,), archivo)[0].runs) == pytest.approx(width("To", archivo))


def test_strong_pieces_are_set_in_their_own_weight() -> None:
    (shaped,) = shape((Word((Piece("Rekaan", strong=True), Piece(","))),), JAKARTA)

    assert [(run.weight, run.strong) for run in shaped.runs] == [(800, True), (600, False)]


def test_letters_that_belong_together_become_one_glyph_unless_they_are_spaced() -> None:
    for setting, glyphs in ((JAKARTA, 1), (JAKARTA._replace(tracking=0.05), 3)):
        ((_, run),) = set_line("ffi", setting).runs
        assert len(run.glyphs) == glyphs
    assert width("Rekaan", JAKARTA._replace(tracking=0.05)) == pytest.approx(width("Rekaan") + 6 * 0.05)


def test_arabic_letters_are_joined_and_never_spaced() -> None:
    apart = {glyph for letter in "محمد" for _, run in set_line(letter).runs for glyph, _, _ in run.glyphs}
    ((_, run),) = set_line("محمد").runs

    assert not {glyph for glyph, _, _ in run.glyphs} & apart
    assert width("محمد", JAKARTA._replace(tracking=0.1)) == width("محمد")


def test_a_mark_stands_above_its_letter() -> None:
    ((_, run),) = set_line("بَ").runs

    assert len(run.glyphs) >= 2
    assert min(y for _, _, y in run.glyphs) <= 0
    assert run.width == pytest.approx(width("ب"))


def test_arabic_in_a_sentence_is_read_from_the_right_and_numbers_from_the_left() -> None:
    line = set_line("Kajian مسجد النور 1448 Rekaan")
    alone = {
        text: {glyph for _, run in set_line(text).runs for glyph, _, _ in run.glyphs} for text in ("النور", "مسجد")
    }

    arabic = [run for _, run in line.runs if run.level % 2 and run.glyphs]

    assert [{glyph for glyph, _, _ in run.glyphs} for run in arabic] == [alone["النور"], alone["مسجد"]]
    numbers = [pen for pen, run in line.runs if run.level == 2]
    assert numbers
    assert numbers[0] < min(pen for pen, run in line.runs if run.level == 1 and run.glyphs)
    pens = [pen for pen, _ in line.runs]
    assert pens == sorted(pens)


def test_a_text_that_begins_in_arabic_runs_from_the_right() -> None:
    line = set_line("شركة Rekaan Contoh")

    assert [run.family for _, run in line.runs if run.glyphs][-1] == "noto-sans-arabic"
    assert line.text == "شركة Rekaan Contoh"


def test_a_character_that_no_font_has_is_not_drawn_as_an_empty_box() -> None:
    line = set_line("Aꦏ\u200bB")

    assert [glyph for _, run in line.runs for glyph, _, _ in run.glyphs] == [
        glyph for _, run in set_line("AB").runs for glyph, _, _ in run.glyphs
    ]
    assert set_line("ꦏ").runs == ()


@pytest.mark.parametrize("name", FAMILIES)
def test_heights_are_those_of_the_font_itself(name: str) -> None:
    measured = metrics(name)

    assert 0.6 < measured.cap_height < 0.8
    assert 0.15 < measured.descent < 0.3


def test_letters_stand_on_fractions_of_a_pixel() -> None:
    pages = []
    for pen in (10.0, 10.25, 10.5):
        page = Image.new("RGB", (120, 60), "white")
        paint(page, ("plus-jakarta-sans", 600, glyph_of("n")), (pen, 45), 36, (0, 0, 0))
        pages.append(page.tobytes())

    assert len(set(pages)) == 3


def glyph_of(character: str, name: str = "plus-jakarta-sans") -> int:
    found = font(name, 800).get_nominal_glyph(ord(character))
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize("name", ["plus-jakarta-sans", "archivo", "lora", "noto-sans-cjk"])
def test_a_mask_is_the_outlines_coverage_where_outlines_overlap_too(name: str) -> None:
    off, edges = 0, 0
    for character in "AfRkeg8&Qt":
        small = _mask(name, 800, glyph_of(character, name), 40, (0, 0))
        large = _mask(name, 800, glyph_of(character, name), 640, (0, 0))
        assert small is not None
        assert large is not None
        sheet = Image.new("L", (64 * 16, 64 * 16))
        sheet.paste(large[0], (128 + large[1], 800 + large[2]))
        mask = Image.new("L", (64, 64))
        mask.paste(small[0], (8 + small[1], 50 + small[2]))
        difference = ImageChops.difference(mask, sheet.reduce(16)).histogram()
        assert sum(difference[32:]) == 0, character
        off += sum(level * count for level, count in enumerate(difference))
        edges += sum(mask.histogram()[1:255])

    assert off / edges < 4  # levels of 255


def test_a_letter_without_ink_paints_nothing() -> None:
    page = Image.new("RGB", (40, 40), "white")

    paint(page, ("plus-jakarta-sans", 600, glyph_of(" ")), (10, 30), 30, (0, 0, 0))

    assert page.getcolors() == [(1600, (255, 255, 255))]


def test_large_glyphs_are_painted_but_not_kept() -> None:
    before = _kept.cache_info()
    page = Image.new("RGB", (400, 400), "white")

    paint(page, ("plus-jakarta-sans", 800, glyph_of("5")), (40, 300), KEPT + 100, (0, 0, 0))

    assert page.getcolors() != [(160000, (255, 255, 255))]
    assert _kept.cache_info() == before
