"""`brandbot calendar`: the days of any school year, computed, and held against the file that is there."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from brandbot.errors import Mistakes, Refused
from brandbot.operate.almanac import FIRST, LAST
from brandbot.operate.school_year import FILE, as_text, differences, school_year, write_calendar
from brandbot.sources.occasions import Calendar, read_calendar
from brandbot.wording import Wording

ROOT = Path(__file__).parents[1]
ID = Wording("id")
# The table of the school's research (users.md 2e), read from other sources than our libraries.
KNOWN = """
hari-anak 2026-07-23 Kamis
pramuka 2026-08-14 Jumat
hut-ri 2026-08-17 Senin
maulid 2026-08-25 Selasa
kesaktian-pancasila 2026-10-01 Kamis
batik 2026-10-02 Jumat
santri 2026-10-22 Kamis
sumpah-pemuda 2026-10-28 Rabu
pahlawan 2026-11-10 Selasa
guru 2026-11-25 Rabu
ibu 2026-12-22 Selasa
natal 2026-12-25 Jumat
isra-mikraj 2027-01-05 Selasa
imlek 2027-02-06 Sabtu
ramadan 2027-02-08 Senin
nyepi 2027-03-08 Senin
idulfitri 2027-03-10 Rabu
wafat-yesus 2027-03-26 Jumat
paskah 2027-03-28 Minggu
kartini 2027-04-21 Rabu
buruh 2027-05-01 Sabtu
hardiknas 2027-05-02 Minggu
kenaikan 2027-05-06 Kamis
iduladha 2027-05-17 Senin
kebangkitan 2027-05-20 Kamis
waisak 2027-05-20 Kamis
lahir-pancasila 2027-06-01 Selasa
muharam 2027-06-06 Minggu
"""
RAMADAN_MOVED = (
    "Ramadan 1448 H tertulis dari Senin, 8 Februari 2027 sampai Senin, 8 Maret 2027, menurut hitungan Senin, "
    "8 Februari 2027 sampai Selasa, 9 Maret 2027"
)
ISLAMIC = {"muharam", "maulid", "isra-mikraj", "ramadan", "idulfitri", "iduladha"}
ALL = {line.split()[0] for line in KNOWN.split("\n") if line}


def base(id_: str) -> str:
    """The id without the Islamic year that tells two of one calendar year apart."""
    return re.sub(r"-\d{4}$", "", id_)


YEARS = st.integers(FIRST, LAST).map(lambda year: f"{year}/{year + 1}")


def written(folder: Path, word: str) -> Calendar:
    file = folder / "calendar.yaml"
    file.unlink(missing_ok=True)
    assert write_calendar(school_year(word), file, "calendar.yaml") is None
    calendar, problems = read_calendar(file, "calendar.yaml")
    assert problems == ()
    return calendar


def test_the_days_of_2026_2027_are_those_that_the_research_found() -> None:
    found = [f"{day.id} {day.date} {ID.weekday(day.date)}" for day in school_year("2026/2027").days]
    assert found == KNOWN.strip().split("\n")


def test_the_samples_calendar_is_what_the_command_writes(tmp_path: Path) -> None:
    sample, problems = read_calendar(ROOT / FILE, FILE)
    assert problems == ()
    assert sample == written(tmp_path, "2026/2027")


@given(YEARS)
def test_every_year_has_every_day_in_its_order_and_says_its_weekday(word: str) -> None:
    year = school_year(word)
    assert {base(day.id) for day in year.days} == ALL
    dates = [day.date for day in year.days]
    assert dates == sorted(dates)
    assert dt.date(year.first, 7, 1) <= dates[0] <= dates[-1] <= dt.date(year.first + 1, 6, 30)
    lines = re.findall(r"^  - \{id: .*date: ([\d-]+).*\}  # (\w+)$", as_text(year, ID), re.MULTILINE)
    assert lines == [(str(day), ID.weekday(day)) for day in dates]


@given(YEARS)
def test_islamic_days_are_provisional_and_at_most_a_day_from_umm_al_qura(word: str) -> None:
    year = school_year(word)
    first = {"muharam": (1, 1), "maulid": (3, 12), "ramadan": (9, 1), "idulfitri": (10, 1), "iduladha": (12, 10)}
    for day in year.days:
        if base(day.id) in ISLAMIC:
            assert day.provisional
        if base(day.id) in first:
            near = [day.date + dt.timedelta(days=n) for n in (-2, -1, 0, 1, 2)]
            hijri = [Gregorian(one.year, one.month, one.day).to_hijri() for one in near]
            [same] = [one for one in hijri if (one.month, one.day) == first[base(day.id)]]
            assert f"{same.year} H" in day.name


@given(YEARS)
def test_ramadan_is_a_provisional_period_that_ends_before_idulfitri(word: str) -> None:
    year = school_year(word)
    ends = {day.date for day in year.days if base(day.id) == "idulfitri"}
    starts = {day.date for day in year.days if base(day.id) == "ramadan"}
    assert year.ramadans
    assert starts <= {span.first for span in year.ramadans}
    assert ends <= {span.last + dt.timedelta(days=1) for span in year.ramadans}
    assert all(28 <= (span.last - span.first).days <= 31 for span in year.ramadans)


def test_what_is_written_is_read_without_a_mistake_in_every_year(tmp_path: Path) -> None:
    for year in range(FIRST, LAST + 1):
        calendar = written(tmp_path, f"{year}/{year + 1}")
        assert {base(one.id) for one in calendar.occasions} == ALL
        assert all(one.provisional and one.quiet_hours for one in calendar.periods)


def test_the_examples_are_read_once_their_mark_is_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "calendar.yaml"
    text = re.sub(r"^  # - ", "  - ", as_text(school_year("2027/2028"), ID), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    calendar, problems = read_calendar(file, "calendar.yaml")
    assert problems == ()
    assert {"tni", "tahun-baru"} < {one.id for one in calendar.occasions}
    assert any(one.closed for one in calendar.periods)
    assert any(one.wait for one in calendar.periods)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("2026/2027", "Dirgahayu Republik Indonesia ke-81"),
        ("2027/2028", "Dirgahayu Republik Indonesia ke-82"),
        ("2027-2028", "Hari Guru Nasional dan HUT PGRI ke-82"),
        ("2027/2028", "Tahun Baru Imlek 2579"),
        ("2027/2028", "Idulfitri 1449 H"),
    ],
)
def test_ordinals_are_computed(word: str, name: str) -> None:
    assert name in {day.name for day in school_year(word).days}


@pytest.mark.parametrize("word", ["2026", "2026/2028", "26/27", "2027/2026", "1999/2000", "2090/2091", ""])
def test_what_is_no_school_year_is_refused(word: str) -> None:
    with pytest.raises(Refused):
        school_year(word)


def test_a_file_that_is_there_is_never_written_and_what_differs_is_told(tmp_path: Path) -> None:
    written(tmp_path, "2026/2027")
    file = tmp_path / "calendar.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("date: 2026-10-22", "date: 2026-10-23").replace("until: 2027-03-09", "until: 2027-03-08")
    text = text.replace("name: Hari Batik Nasional", "name: Hari Batik")
    text = re.sub(r".*id: natal.*\n", "  - {id: hari-jadi, name: Hari jadi sekolah, date: 2026-09-01}\n", text)
    text = text.replace("date: 2027-01-05, provisional: ya", "date: 2027-01-05")  # confirmed
    file.write_text(text, encoding="utf-8")

    told = write_calendar(school_year("2026/2027"), file, "calendar.yaml")

    assert file.read_text(encoding="utf-8") == text
    assert [ID.say(message) for message in told or ()] == [
        "'Hari Batik' di sini bernama 'Hari Batik Nasional'",
        "Hari Santri tertulis pada Jumat, 23 Oktober 2026, menurut hitungan Kamis, 22 Oktober 2026",
        "Hari Natal belum ada: Jumat, 25 Desember 2026",
        "Hari jadi sekolah pada Selasa, 1 September 2026 hanya ada di berkas Anda",
        RAMADAN_MOVED,
    ]


def test_of_another_year_everything_is_missing(tmp_path: Path) -> None:
    calendar = written(tmp_path, "2026/2027")
    year = school_year("2027/2028")
    assert len([*differences(year, calendar)]) == len(year.days) + len(year.ramadans)


def test_a_file_that_can_t_be_read_ends_in_its_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "calendar.yaml"
    file.write_text("occasions:\n  - {id: a, name: A, date: 2026-02-31}\n", encoding="utf-8")
    with pytest.raises(Mistakes) as caught:
        write_calendar(school_year("2026/2027"), file, "calendar.yaml")
    assert [problem.place.line for problem in caught.value.problems] == [2]


def test_two_years_stand_beside_each_other_without_a_day_of_one_being_taken_for_one_of_the_other() -> None:
    every = [day for year in range(FIRST, LAST + 1) for day in school_year(f"{year}/{year + 1}").days]
    ids = [f"{day.id}-{day.date.year}" for day in every]  # as events are called
    assert len(ids) == len(set(ids))
    assert {day.id for day in every if day.date == dt.date(2027, 12, 26)} == {"isra-mikraj-1449"}
