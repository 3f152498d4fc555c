"""What an event says on a picture."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from words_fixtures import AGREEMENT, BRAND, ONE_PUPIL, PARTNERS, SIX_PUPILS, TEST

from brandbot.model import FIELDS, FLAGS, Event, Figure, Logo, Person
from brandbot.pipeline.fields import fields_of, first_name, flags_of, printed, share_of
from brandbot.wording import Wording


def fields(event: Event) -> dict[str, str]:
    """All fields of an event of the sample school."""
    return dict(fields_of(event, PARTNERS, BRAND, "Mitra Baru", Wording(), "WIB"))


BARE = Event(id="x", kind="new_partner", title="Judul", date=dt.date(2026, 12, 2))


@pytest.mark.parametrize("event", [AGREEMENT, SIX_PUPILS, ONE_PUPIL, TEST, BARE])
def test_exactly_the_fields_of_the_model_are_filled_with_text(event: Event) -> None:
    filled = fields(event)

    assert filled.keys() == FIELDS
    assert all(isinstance(text, str) for text in filled.values())


def test_what_the_event_lacks_is_empty() -> None:
    filled = fields(BARE)
    given = {"kind", "title", "date", "date_short", "school", "school_short", "website", "phone"}

    assert {name for name, text in filled.items() if text} == given


def test_names_and_titles_are_printed_as_typed() -> None:
    filled = fields(AGREEMENT)

    assert filled["partner"] == "CV. TEKNIK REKAAN Manufacturing"
    assert filled["partner_short"] == "CV. Teknik Rekaan"
    assert filled["person"] == "H. Budi Rekaan, S.Pd.I., M.Pd., Gr. (Kepala Sekolah)"
    assert (filled["date"], filled["time"]) == ("Rabu, 29 Juli 2026", "pukul 09.00 WIB")
    assert filled["link"] == "wa.me/6281200000000"


def test_nobody_is_named_whose_name_is_still_to_follow() -> None:
    event = dataclasses.replace(BARE, people=(Person("Ketua Lembaga", "nama menyusul"), Person("Joko Rekaan")))

    assert fields(event)["person"] == "Joko Rekaan"


def test_several_partners_and_programmes_are_told_apart() -> None:
    filled = fields(TEST)

    assert filled["partners"] == "CV. TEKNIK REKAAN Manufacturing serta Lembaga Pelatihan dan Pengembangan Rekaan"
    assert filled["programmes"] == "Teknik Mesin serta Teknik Komputer dan Jaringan"
    assert filled["date"] == "18–23 Januari 2027"


def test_a_part_of_a_whole_is_taken_apart() -> None:
    filled = fields(TEST)

    assert (filled["figure"], filled["figure_part"], filled["figure_whole"]) == ("93 dari 96", "93", "96")
    assert filled["figure_percent"] == "96,9%"


@pytest.mark.parametrize("value", ["24", "Rp0", "1.250", "4,3 (n=118)", "15 unit", ""])
def test_another_kind_of_figure_is_no_share(value: str) -> None:
    filled = fields(dataclasses.replace(BARE, figures=(Figure("x", value),)))

    assert filled["figure"] == value
    assert (filled["figure_part"], filled["figure_whole"], filled["figure_percent"]) == ("", "", "")


@pytest.mark.parametrize("value", ["0 dari 0", "97 dari 96"])
def test_a_percentage_needs_a_base_that_holds_the_part(value: str) -> None:
    assert share_of(value).ratio is None


def test_thousands_may_carry_their_dot() -> None:
    assert share_of("1.125 dari 1.250").ratio == 0.9


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nur 'Aini Fiktifiana", "Nur"),
        ("Ma'ruf Contohwan", "Ma'ruf"),
        ("M. Rizqi Al-Contohi", "M. Rizqi"),
        ("Rekaan", "Rekaan"),
        ("M.", "M."),
        ("", ""),
    ],
)
def test_a_pupil_is_shown_by_first_name(name: str, expected: str) -> None:
    assert first_name(name) == expected


def test_only_a_pupil_alone_is_named() -> None:
    assert fields(ONE_PUPIL)["student"] == "Rekaan"
    assert fields(SIX_PUPILS)["student"] == ""
    assert (fields(ONE_PUPIL)["student_count"], fields(SIX_PUPILS)["student_count"]) == ("1", "4")
    assert fields(dataclasses.replace(ONE_PUPIL, student_count=32))["student"] == ""
    assert fields(dataclasses.replace(ONE_PUPIL, student_count=None))["student_count"] == "1"


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=4, max_size=9), min_size=2, max_size=4, unique=True))
def test_no_field_ever_shows_a_pupils_surname(names: list[str]) -> None:
    event = dataclasses.replace(ONE_PUPIL, title="", students=(" ".join(names),))
    written = {word for text in fields(event).values() for word in text.split()}
    known = {word for text in fields(dataclasses.replace(event, students=())).values() for word in text.split()}

    assert not {*names[1:]} & (written - known - {names[0]})


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.smk-contoh.sch.id/", "smk-contoh.sch.id"),
        ("http://smk-contoh.sch.id/tracer", "smk-contoh.sch.id/tracer"),
        ("spmb.smk-contoh.sch.id", "spmb.smk-contoh.sch.id"),
        ("", ""),
    ],
)
def test_an_address_is_printed_without_its_scheme(link: str, expected: str) -> None:
    assert printed(link) == expected


def test_flags_say_what_there_is_to_draw() -> None:
    logo = dataclasses.replace(PARTNERS["mesin"], logo=Logo("logo/mesin.png"))
    with_logo = {**PARTNERS, "mesin": logo}

    assert flags_of(AGREEMENT, PARTNERS, photo=False) == frozenset()
    assert flags_of(TEST, with_logo, photo=True) == FLAGS
    assert flags_of(dataclasses.replace(AGREEMENT, partners=("unknown",)), with_logo, photo=True) == {"photo"}
