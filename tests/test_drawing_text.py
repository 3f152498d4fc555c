"""Text: it fits or it is refused, and it breaks where it may."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brandbot.drawing.font import metrics, printable
from brandbot.drawing.lines import NBSP, Piece, fill, gaps, glue, words
from brandbot.drawing.text import Align, SetText, Style, set_text

HEADLINE = Style((96, 72), 4, 800, 800, 1.08, -0.02)
LONG = "Lembaga Pelatihan dan Pengembangan Kewirausahaan"
BLACK = ((0, 0, 0), (0, 0, 0))


def plain(size: int, lines: int, weight: int = 800) -> Style:
    return Style((size, size), lines, weight, weight, 1.1, 0.0)


def broken(text: str, width: int, style: Style = HEADLINE) -> list[str]:
    found = set_text((text,), {}, style, width)
    assert found is not None
    return list(found.texts)


def painted(text: SetText, width: int, align: Align = "left") -> tuple[int, int, int, int]:
    page = Image.new("RGB", (width + 200, text.height + 200), "white")
    text.draw(page, (100, 100, width), align, BLACK)
    box = page.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return box


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
        assert "".join(text.texts).replace(" ", "") == "".join(parts)
        assert text.width <= width + 0.01
        assert len(text.lines) <= most
        assert floor <= text.size <= floor + extra


def test_the_floor_itself_is_tried() -> None:
    style = Style((97, 72), 1, 800, 800, 1.0, 0.0)
    widest = set_text(("Rekaan Contoh",), {}, plain(72, 1), 936)
    assert widest is not None

    text = set_text(("Rekaan Contoh",), {}, style, round(widest.width) + 1)

    assert text is not None
    assert text.size == 72


@given(parts=st.lists(name_words, min_size=1, max_size=9), width=st.integers(300, 936))
def test_a_set_text_paints_nothing_outside_its_width_and_height(parts: list[str], width: int) -> None:
    text = set_text((" ".join(parts).replace("*", ""),), {}, Style((60, 28), 6, 800, 800, 1.1, 0.0), width)

    if text is not None:
        ink = painted(text, width)
        assert ink[0] >= 99
        assert ink[1] >= 100 - text.size * 0.1  # an ascender is a little taller than the capitals
        assert ink[2] <= 100 + width + 1
        assert ink[3] <= 100 + text.height + text.size * 0.08  # a comma's tail


@pytest.mark.parametrize("said", ["Tahun Ajaran", "“Jujur”", "jejak fajar", "بسم الله"])
def test_ink_stands_at_the_edge_that_it_is_aligned_to(said: str) -> None:
    text = set_text((said,), {}, plain(80, 1), 900)
    assert text is not None

    left, right, center = (painted(text, 900, align) for align in ("left", "right", "center"))

    assert left[0] == pytest.approx(100, abs=1)
    assert right[2] == pytest.approx(1000, abs=1)
    assert (center[0] + center[2]) / 2 == pytest.approx(550, abs=1)


def test_ink_is_told_line_by_line_and_as_a_whole() -> None:
    text = set_text(("Kunjungan Industri Rekaan",), {}, plain(80, 2), 600)
    assert text is not None

    lines = text.ink_lines((50, 60, 600), "center")

    assert len(lines) == 2
    assert lines[1][1] - lines[0][1] == pytest.approx(88, abs=16)
    left, top, width, height = text.ink((50, 60, 600), "center")
    assert (left, top) == (min(line[0] for line in lines), lines[0][1])
    assert (left + width, top + height) == (max(line[0] + line[2] for line in lines), lines[1][1] + lines[1][3])


def test_a_text_without_words_takes_no_room() -> None:
    text = set_text(("{title}",), {}, HEADLINE, 400)

    assert text is not None
    assert (text.width, text.height, text.capitals, text.texts) == (0, 0, 0, ())
    assert text.ink((10, 20, 400), "left") == (10, 20, 0, 0)


def test_capitals_are_as_high_as_the_font_says() -> None:
    for name in ("plus-jakarta-sans", "archivo", "lora"):
        style = Style((100, 100), 1, 700, 700, 1.0, 0.0, name)
        text = set_text(("HEN",), {}, style, 900)
        assert text is not None
        top, bottom = painted(text, 900)[1::2]
        assert bottom - top == pytest.approx(metrics(name).cap_height * 100, abs=1.5)
        assert text.capitals == round(metrics(name).cap_height * 100)


def test_lines_with_marks_above_and_below_stand_apart() -> None:
    style = Style((60, 60), 4, 700, 700, 1.0, 0.0)
    marked = set_text(("بِسْمِ اللهِ الرَّحْمٰنِ الرَّحِيْمِ",), {}, style, 320)
    latin = set_text(("Kajian Kitab Pesantren",), {}, style, 320)
    assert marked is not None
    assert latin is not None

    for text, apart in ((marked, True), (latin, False)):
        boxes = text.ink_lines((0, 0, 320), "right")
        for above, below in pairwise(boxes):
            assert above[1] + above[3] <= below[1] + 3
        steps = [after - before for before, after in pairwise(text.baselines)]
        assert any(step > 60 for step in steps) is apart


def test_a_degree_list_stays_on_one_line() -> None:
    for line in broken("H. Budi Rekaan, S.Kom., M.Kom., Gr. (Kepala Sekolah)", 560, plain(44, 4)):
        assert ("S.Kom." in line) == ("M.Kom." in line) == ("Gr." in line)
        assert not line.endswith("H.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Beasiswa untuk 20 kursi", "20 kursi"),
        ("Tersedia 24 Tempat magang", "24 Tempat"),
        ("mulai 2 Desember 2026 sore", "2 Desember 2026"),
        ("acara pukul 19.30 WIB nanti", "pukul 19.30 WIB"),
        ("jam 08.00–12.00 WIB", "08.00–12.00 WIB"),
        ("biaya Rp 4.750.000 saja", "Rp 4.750.000"),
        ("dana Rp50 juta lebih", "Rp50 juta"),
        ("naik 96,9 % lagi", "96,9 %"),
        ("oleh Budi, S. Pd. I., M. M.", "S. Pd. I."),
        ("oleh Budi, S.Kom., MBA", "S.Kom., MBA"),
        ("18–23 Januari 2027", "18–23 Januari 2027"),
        ("saat Gelombang 1 dibuka", "Gelombang 1"),
        ("siswa SMKN 1 Rekaan", "SMKN 1"),
    ],
)
def test_degrees_dates_and_numbers_with_their_unit_are_never_broken(text: str, kept: str) -> None:
    assert kept.replace(" ", NBSP) in glue(text, loose=False)
    assert len(glue(text)) == len(text)
    assert set_text((kept,), {}, plain(60, 3), 120) is None


@pytest.mark.parametrize(
    ("text", "kept"), [("bersama PT Rekaan", "PT Rekaan"), ("capaian 93 dari 96 siswa", "93 dari 96 siswa")]
)
def test_a_phrase_is_broken_only_before_it_is_refused(text: str, kept: str) -> None:
    assert kept.replace(" ", NBSP) in glue(text)
    assert kept.replace(" ", NBSP) not in glue(text, loose=False)


def test_what_should_not_break_breaks_before_anything_is_refused() -> None:
    assert broken("PT Rekaan", 260, plain(72, 2)) == ["PT", "Rekaan"]
    assert broken(f"Karya{NBSP}Contoh", 300, plain(72, 2)) == ["Karya", "Contoh"]


def test_a_line_may_break_after_an_ordinal_and_after_a_year() -> None:
    assert glue("Gelombang 1 dibuka 5 Mei 2027 di sekolah").split(" ")[1:] == [
        "dibuka",
        f"5{NBSP}Mei{NBSP}2027",
        "di",
        "sekolah",
    ]


def test_a_range_of_dates_breaks_after_its_dash() -> None:
    assert broken("1 Desember 2026–5 Februari 2027", 560, plain(60, 2)) == ["1 Desember 2026–", "5 Februari 2027"]
    assert broken("30 Oktober–1 November 2026", 560, plain(60, 2)) == ["30 Oktober–", "1 November 2026"]


def test_a_range_of_dates_on_one_line_has_no_gap_at_its_dash() -> None:
    assert broken("12 April–25 Juni 2027", 900, plain(36, 1)) == ["12 April–25 Juni 2027"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Pengembangan-Kewirausahaan", ["Pengembangan-", "Kewirausahaan"]),
        ("Pembimbing/Instruktur", ["Pembimbing/", "Instruktur"]),
        ("spmb.smk-contoh.sch.id", ["spmb.smk-", "contoh.sch.id"]),
        ("humas.rekaan@contoh.sch.id", ["humas.rekaan@", "contoh.sch.id"]),
    ],
)
def test_a_long_word_breaks_where_it_is_joined(text: str, lines: list[str]) -> None:
    assert broken(text, 520, plain(60, 2)) == lines
    assert broken(text, 936, plain(44, 2)) == [text]


@pytest.mark.parametrize(
    "word", ["Pertanggungjawabannya", "0812-0000-0000", "2026/2027/2028", "Rp4.750.000,00", "M.Pd.I."]
)
def test_a_word_that_is_one_is_never_broken(word: str) -> None:
    assert set_text((word,), {}, plain(72, 3), 250) is None


def test_ideographs_break_between_any_two_but_not_before_a_full_stop() -> None:
    lines = broken("株式会社技能実習生の受入。", 300, plain(60, 4))

    assert "".join(lines) == "株式会社技能実習生の受入。"
    assert len(lines) == 3
    assert not any(line.startswith("。") for line in lines)
    assert [str(word) for word in words((Piece("「東京」へ"),))] == ["「東", "京」", "へ"]


def test_lines_are_balanced_and_the_last_word_does_not_stand_alone() -> None:
    assert broken("Pengumuman Hasil SPMB dan Jadwal MPLS", 936) == ["Pengumuman", "Hasil SPMB dan", "Jadwal MPLS"]
    assert broken("Kelas Industri Baru Dibuka", 700)[-1].count(" ") >= 1


def test_a_smaller_size_saves_the_last_word_from_standing_alone() -> None:
    assert broken("REKAAN NETWORK", 936, Style((112, 72), 3, 800, 800, 1.06, -0.02)) == ["REKAAN NETWORK"]


def test_a_smaller_size_saves_a_middle_line_from_being_a_stub() -> None:
    title = "Pelatihan Pengelasan SMAW dan Keselamatan Kerja bagi Siswa Kelas XI Teknik Mesin Angkatan 2027"
    style = Style((96, 62), 7, 800, 800, 1.04, -0.03)

    for size in range(84, 98, 2):
        text = set_text(("{title}",), {"title": title}, replace(style, sizes=(size, 62)), 936)
        assert text is not None
        reach = [line.ink.right - line.ink.left for line in text.lines]
        assert min(reach[1:-1]) >= 0.5 * max(reach), text.texts


def test_a_word_left_alone_is_worse_than_a_stub() -> None:
    style = Style((144, 76), 5, 800, 800, 1.04, -0.03)

    assert broken("Purnatugas Bapak Contoh Rekaan", 936, style) == ["Purnatugas", "Bapak", "Contoh Rekaan"]


def test_a_companys_legal_form_does_not_begin_a_line() -> None:
    text = "Bersama PT Rekaan Otomotif Nusantara, Tbk., Hotel Contoh Asri, dan PT Garmen Fiktif"

    for width in range(460, 940, 20):
        assert not any(
            line.startswith("Tbk") for line in broken(text, width, Style((40, 36), 6, 600, 600, 1.1, 0.0))
        ), width


def test_a_date_on_the_last_line_is_not_a_lonely_word() -> None:
    text = set_text(("Penutupan pada 5 Februari 2027",), {}, Style((72, 60), 2, 800, 800, 1.1, 0.0), 700)

    assert text is not None
    assert (text.texts, text.size) == (("Penutupan pada", "5 Februari 2027"), 72)


def test_the_long_partner_name_is_set_whole_in_three_lines() -> None:
    assert broken(LONG, 936) == ["Lembaga Pelatihan", "dan Pengembangan", "Kewirausahaan"]


def test_the_short_wording_is_taken_where_the_long_one_cannot_be_set() -> None:
    text = set_text(("{partner}", "{partner_short}"), {"partner": LONG, "partner_short": "LPPK"}, HEADLINE, 400)

    assert text is not None
    assert text.texts == ("LPPK",)


def test_nothing_is_set_that_does_not_fit_at_the_floor() -> None:
    assert set_text((LONG,), {}, HEADLINE, 300) is None


@pytest.mark.parametrize(
    "name", ["Nur 'Aini Fiktifiana", "Ma'ruf Contohwan", "PT REKAAN Digital", 'PT "Rekaan; Sentosa"']
)
def test_names_are_shown_as_typed(name: str) -> None:
    assert " ".join(broken(printable(name)[0], 936)) == name


def test_stars_and_braces_in_a_field_are_just_text() -> None:
    assert fill("oleh *{partner}*", {"partner": "A*B {date}"}) == (Piece("oleh "), Piece("A*B {date}", strong=True))


def test_a_template_written_over_several_lines_has_single_spaces() -> None:
    assert fill("satu\n  dua\tdan*tiga*", {}) == (Piece("satu dua dan"), Piece("tiga", strong=True))


def test_a_word_may_change_its_weight_inside() -> None:
    (word,) = words((Piece("Rekaan", strong=True), Piece(",")))

    assert str(word) == "Rekaan,"
    assert word.pieces == (Piece("Rekaan", strong=True), Piece(","))


def test_the_gaps_of_a_text_are_named_in_order() -> None:
    assert gaps("{partner} dan {date}") == ("partner", "date")
