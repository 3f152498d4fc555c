"""What an event says on a picture."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from words_fixtures import AGREEMENT, BRAND, ONE_PUPIL, PARTNERS, SIX_PUPILS, TEST

from brandbot.model import FIELDS, Event, Figure, Person, Rank, Row, Template, Wording
from brandbot.pipeline.fields import Said, phase_of, printed, said_of, share_of
from brandbot.pipeline.pupils import first_name
from brandbot.wording import Wording as Speaker

TEMPLATE = Template(
    kind="new_partner",
    names=(),
    label="Mitra Baru",
    needs=(),
    layouts={},
    folder=Path("templates/new_partner"),
    fingerprint="",
    phases={"renewal": ("perpanjangan",), "mou": ("MoU", "nota kesepahaman")},
    words={
        "lead": (
            Wording("MoU dengan {partner}", ("mou", "!many_partners")),
            Wording("Bermitra", ("partner|partners",)),
        ),
        "note": (Wording("{date}"),),
    },
)


def said(event: Event, today: dt.date | None = None) -> Said:
    """All that an event of the sample school says."""
    return said_of(event, PARTNERS, BRAND, TEMPLATE, Speaker(), "WIB", today)


def fields(event: Event) -> dict[str, str]:
    """Its fields, without the template's words."""
    return {name: text for name, text in said(event).fields.items() if name in FIELDS}


BARE = Event(id="x", kind="new_partner", title="Judul", date=dt.date(2026, 12, 2))


@pytest.mark.parametrize("event", [AGREEMENT, SIX_PUPILS, ONE_PUPIL, TEST, BARE])
def test_exactly_the_fields_of_the_model_are_filled_with_text(event: Event) -> None:
    filled = fields(event)

    assert filled.keys() == FIELDS
    assert all(isinstance(text, str) for text in filled.values())


def test_what_the_event_lacks_is_empty() -> None:
    filled = fields(BARE)
    given = {
        "kind",
        "title",
        "date",
        "date_short",
        "last_day",
        "day",
        "month",
        "weekday",
        "school",
        "school_short",
        "website",
    }

    assert {name for name, text in filled.items() if text} - {"phone", "place", "handle"} == given


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


def test_flags_say_what_holds_whatever_is_drawn() -> None:
    office = {**PARTNERS, "mesin": dataclasses.replace(PARTNERS["mesin"], rank=Rank.GOVERNMENT)}
    event = dataclasses.replace(TEST, figures=(Figure("A", "1"), Figure("B", "2")), points=("Satu",))

    flags = said_of(event, office, BRAND, TEMPLATE, Speaker()).flags

    assert flags == {"many_partners", "government", "figures", "points"}
    assert said(BARE).flags == frozenset()


@pytest.mark.parametrize(
    ("title", "phase"),
    [
        ("Penandatanganan MoU dengan PT Rekaan", "mou"),
        ("NOTA KESEPAHAMAN baru", "mou"),
        ("Perpanjangan MoU", "renewal"),
        ("Mouse dan Papan Ketik", ""),
        ("Kunjungan", ""),
    ],
)
def test_the_title_tells_the_phase_by_whole_words_in_the_template_s_order(title: str, phase: str) -> None:
    assert phase_of(dataclasses.replace(BARE, title=title), TEMPLATE) == phase


def test_a_phase_that_was_written_goes_before_the_title() -> None:
    event = dataclasses.replace(BARE, title="Penandatanganan MoU", phase="renewal")

    assert phase_of(event, TEMPLATE) == "renewal"
    assert "renewal" in said(event).flags


def test_a_template_s_words_are_said_in_the_first_wording_that_holds() -> None:
    agreement = dataclasses.replace(AGREEMENT, phase="mou")

    assert said(agreement).fields["lead"] == "MoU dengan CV. TEKNIK REKAAN Manufacturing"
    assert said(agreement).short["lead"] == "MoU dengan CV. Teknik Rekaan"
    assert said(TEST).fields["lead"] == "Bermitra"
    assert said(BARE).fields["lead"] == ""
    assert said(BARE).fields["note"] == "Rabu, 2 Desember 2026"
    assert said(BARE).short["note"] == "2 Des 2026"


def test_short_forms_use_display_names_and_drop_degrees() -> None:
    event = dataclasses.replace(AGREEMENT, title="Magang di CV. TEKNIK REKAAN Manufacturing")
    short = said(event).short

    assert short["title"] == "Magang di CV. Teknik Rekaan"
    assert short["person"] == short["person_name"] == "H. Budi Rekaan"
    assert short["school"] == BRAND.short_name
    assert said(TEST).short["partners"] == "CV. Teknik Rekaan dan 1 mitra lainnya"


@pytest.mark.parametrize(
    ("today", "left"), [("2026-11-25", "10"), ("2026-12-04", "1"), ("2026-12-05", ""), ("2026-12-09", "")]
)
def test_days_are_counted_from_the_day_of_posting_to_the_last(today: str, left: str) -> None:
    event = dataclasses.replace(BARE, end_date=dt.date(2026, 12, 5))

    assert said(event, dt.date.fromisoformat(today)).fields["days_left"] == left


def test_a_range_of_days_has_no_weekday() -> None:
    event = dataclasses.replace(BARE, end_date=dt.date(2026, 12, 5))
    over_months = dataclasses.replace(BARE, end_date=dt.date(2027, 1, 5))

    assert [fields(event)[name] for name in ("day", "month", "weekday")] == ["2–5", "Desember 2026", ""]
    assert fields(over_months)["day"] == "2"
    assert fields(event)["last_day"] == "Sabtu, 5 Desember 2026"
    assert fields(BARE)["weekday"] == "Rabu"


def test_lists_hold_facts_points_figures_and_partners() -> None:
    event = dataclasses.replace(
        TEST, time=dt.time(9), location="Aula", points=("Alat: CNC",), figures=(Figure("Kompeten", "93 dari 96"),)
    )
    lists = said(event).lists

    assert [(row.icon, row.text) for row in lists["facts"]][1:3] == [("clock", "pukul 09.00 WIB"), ("pin", "Aula")]
    assert lists["points"] == (Row("Alat: CNC", "tick"),)
    assert lists["figures"] == (Row("Kompeten", value="93 dari 96", share=93 / 96),)
    assert lists["partners"][0].text == "CV. Teknik Rekaan"
