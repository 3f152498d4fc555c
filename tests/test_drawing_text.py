"""Text: it fits or it is refused, it breaks where it may, and the typeface can draw all of it."""

from __future__ import annotations

import pytest
from drawing_fixtures import LONG
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brandbot.drawing import font
from brandbot.drawing.lines import NBSP, Piece, fill, gaps, glue, words
from brandbot.drawing.text import SetText, Style, set_text

HEADLINE = Style((96, 72), 4, 800, 800, 1.08, -0.02)


def lines_of(text: SetText | None) -> list[str]:
    assert text is not None
    shown = []
    for line in text.lines:
        said = ""
        for index, word in enumerate(line.words):
            said += ("" if word.joined or not index else " ") + str(word)
        shown.append(said.replace(NBSP, " "))
    return shown


def broken(text: str, width: int, style: Style = HEADLINE) -> list[str]:
    return lines_of(set_text((text,), {}, style, width))


name_words = st.text(alphabet="abcdefghijklmnoprstuwyABCDEGKMPRST.,'0123456789", min_size=1, max_size=14)


@given(
    parts=st.lists(name_words, min_size=1, max_size=14),
    width=st.integers(300, 936),
    sizes=st.tuples(st.integers(28, 72), st.integers(0, 60)),
    most=st.integers(1, 5),
    shrink=st.floats(0, 1),
)
def test_a_text_that_is_set_keeps_every_word_in_order_within_width_lines_and_floor(
    parts: list[str], width: int, sizes: tuple[int, int], most: int, shrink: float
) -> None:
    floor, extra = sizes
    style = Style((floor + extra, floor), most, 600, 800, 1.1, 0.0)

    text = set_text(("{title}",), {"title": " ".join(parts)}, style, width, shrink)

    if text is not None:
        assert " ".join(lines_of(text)).split() == " ".join(parts).split()
        assert text.width <= width + 0.01
        assert len(text.lines) <= most
        assert floor <= text.size <= floor + extra


@given(parts=st.lists(name_words, min_size=1, max_size=9), width=st.integers(300, 936))
def test_a_set_text_paints_nothing_outside_its_width_and_height(parts: list[str], width: int) -> None:
    text = set_text((" ".join(parts).replace("*", ""),), {}, Style((60, 28), 6, 800, 800, 1.1, 0.0), width)

    if text is not None:
        page = Image.new("RGB", (width + 200, text.height + 200), "white")
        text.draw(page, (100, 100, width), "left", ((0, 0, 0), (0, 0, 0)))
        ink = page.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
        if ink is not None:
            assert ink[0] >= 99
            assert ink[1] >= 100 - text.size * 0.1  # an ascender is a little taller than the capitals
            assert ink[2] <= 100 + width + 1
            assert ink[3] <= 100 + text.height + text.size * 0.08  # a comma's tail


def test_pairs_are_kerned_without_the_systems_libraries() -> None:
    apart = font.shape("T", 800).width + font.shape("o", 800).width

    assert font.shape("To", 800).width < apart - 0.03


def test_letters_stand_on_fractions_of_a_pixel() -> None:
    pages = []
    for pen in (10.0, 10.5):
        page = Image.new("RGB", (120, 60), "white")
        font.draw_word(page, (pen, 45), font.shape("nn", 600), 36, (0, 0, 0))
        pages.append(page.tobytes())

    assert pages[0] != pages[1]


def test_a_degree_list_stays_on_one_line() -> None:
    for line in broken(
        "H. Budi Rekaan, S.Kom., M.Kom., Gr. (Kepala Sekolah)", 560, Style((44, 36), 4, 600, 600, 1.1, 0)
    ):
        assert ("S.Kom." in line) == ("M.Kom." in line) == ("Gr." in line)
        assert not line.endswith("H.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Beasiswa untuk 20 kursi", "20 kursi"),
        ("mulai 2 Desember 2026 sore", "2 Desember 2026"),
        ("acara pukul 19.30 WIB nanti", "pukul 19.30 WIB"),
        ("bersama PT Rekaan", "PT Rekaan"),
        ("capaian 93 dari 96 siswa", "93 dari 96 siswa"),
        ("18–23 Januari 2027", "18–23 Januari 2027"),
        ("saat Gelombang 1 dibuka", "Gelombang 1"),
    ],
)
def test_what_belongs_together_is_not_broken(text: str, kept: str) -> None:
    assert kept.replace(" ", NBSP) in glue(text)
    assert len(glue(text)) == len(text)


def test_a_line_may_break_after_an_ordinal_and_after_a_year() -> None:
    assert glue("Gelombang 1 dibuka 5 Mei 2027 di sekolah").split(" ")[1:] == [
        "dibuka",
        f"5{NBSP}Mei{NBSP}2027",
        "di",
        "sekolah",
    ]


def test_a_text_without_words_takes_no_room() -> None:
    text = set_text(("{title}",), {}, HEADLINE, 400)

    assert text is not None
    assert (text.width, text.height) == (0, 0)


def test_a_range_of_dates_breaks_after_its_dash() -> None:
    style = Style((60, 60), 2, 800, 800, 1.1, 0)

    assert broken("1 Desember 2026–5 Februari 2027", 560, style) == ["1 Desember 2026–", "5 Februari 2027"]
    assert broken("30 Oktober–1 November 2026", 560, style) == ["30 Oktober–", "1 November 2026"]


def test_a_range_of_dates_on_one_line_has_no_gap_at_its_dash() -> None:
    style = Style((36, 36), 1, 600, 600, 1.1, 0)

    assert broken("12 April–25 Juni 2027", 900, style) == ["12 April–25 Juni 2027"]


def test_lines_are_balanced_and_the_last_word_does_not_stand_alone() -> None:
    assert broken("Pengumuman Hasil SPMB dan Jadwal MPLS", 936) == ["Pengumuman", "Hasil SPMB dan", "Jadwal MPLS"]
    assert broken("Kelas Industri Baru Dibuka", 700)[-1].count(" ") >= 1


def test_a_smaller_size_saves_the_last_word_from_standing_alone() -> None:
    text = set_text(("REKAAN NETWORK",), {}, Style((112, 72), 3, 800, 800, 1.06, -0.02), 936)

    assert lines_of(text) == ["REKAAN NETWORK"]


def test_what_must_not_break_breaks_before_anything_is_refused() -> None:
    name = "PT Rekaan"

    assert broken(name, 260, Style((72, 72), 2, 800, 800, 1.1, 0)) == ["PT", "Rekaan"]


def test_the_long_partner_name_is_set_whole_in_three_lines() -> None:
    assert broken(LONG, 936) == ["Lembaga Pelatihan", "dan Pengembangan", "Kewirausahaan"]


def test_the_short_wording_is_taken_where_the_long_one_cannot_be_set() -> None:
    text = set_text(("{partner}", "{partner_short}"), {"partner": LONG, "partner_short": "LPPK"}, HEADLINE, 400)

    assert lines_of(text) == ["LPPK"]


def test_nothing_is_set_that_does_not_fit_at_the_floor() -> None:
    assert set_text((LONG,), {}, HEADLINE, 300) is None


@pytest.mark.parametrize(
    "name", ["Nur 'Aini Fiktifiana", "Ma'ruf Contohwan", "PT REKAAN Digital", 'PT "Rekaan; Sentosa"']
)
def test_names_are_shown_as_typed(name: str) -> None:
    assert " ".join(broken(font.printable(name), 936)) == name


def test_stars_and_braces_in_a_field_are_just_text() -> None:
    assert fill("oleh *{partner}*", {"partner": "A*B {date}"}) == (Piece("oleh "), Piece("A*B {date}", strong=True))


def test_a_word_may_change_its_weight_inside() -> None:
    (word,) = words((Piece("Rekaan", strong=True), Piece(",")))

    assert str(word) == "Rekaan,"


def test_the_gaps_of_a_text_are_named_in_order() -> None:
    assert gaps("{partner} dan {date}") == ("partner", "date")


@given(st.text(max_size=30))
def test_nothing_is_left_that_the_typeface_lacks(text: str) -> None:
    assert all(font.has(character) for character in font.printable(text))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Magang Jepang (技能実習)", "Magang Jepang"),
        ("Selamat 🎉 Hari Guru 👏", "Selamat Hari Guru"),
        ("Ma\u02bcruf dan \u02bfAin", "Ma’ruf dan ‘Ain"),
        ("Cafe\u0301", "Café"),
        ("مرحبا", ""),
        ("“日本” dan lain", "dan lain"),
    ],
)
def test_what_the_typeface_lacks_is_left_out_tidily(typed: str, shown: str) -> None:
    assert font.printable(typed) == shown
