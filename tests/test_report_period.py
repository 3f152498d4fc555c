"""A month or semester: years compared on the same date, shares with their base, gaps that can be seen."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from report_fixtures import LETTERHEAD, PARTNERS, ZONE, at, post, reading

from brandbot.errors import Refused
from brandbot.model import ApplicantCount, Claim, Form, Graduates, Indicator, Insight, Opinion, Outcomes, Partner, Post
from brandbot.pipeline.report.period import Gap, PeriodReport, enrolment_trend, period_report
from brandbot.pipeline.report.period_page import PeriodPage, period_page
from brandbot.pipeline.report.rows import rows_of
from brandbot.pipeline.report.span import Span
from brandbot.wording import Wording

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
ID = Wording()
NOVEMBER = Span.month("2026-11")
NOW = dt.datetime(2026, 12, 2, 8, tzinfo=ZONE)


def counts(*rows: tuple[int, str, int]) -> tuple[ApplicantCount, ...]:
    return tuple(ApplicantCount(year=year, day=dt.date.fromisoformat(day), count=count) for year, day, count in rows)


def report(
    posts: list[Post] | None = None,
    insights: list[Insight] | None = None,
    outcomes: Outcomes | None = None,
    **more: Any,
) -> PeriodReport:
    rows = rows_of(posts or [], insights or [], {}, {}, now=NOW, zone=ZONE)
    known: dict[str, Any] = {"partners": PARTNERS, "gaps": ()}
    return period_report(NOVEMBER, now=NOW, rows=rows, outcomes=outcomes or Outcomes(), **known | more)


def page(of: PeriodReport) -> PeriodPage:
    return period_page(of, LETTERHEAD, ID, TEMPLATES)


OUTCOMES = Outcomes(
    applicants=counts((2025, "2025-11-20", 240), (2025, "2026-06-30", 301), (2026, "2026-11-20", 266)),
    graduates=(
        Graduates(
            year=2026, graduates=118, answered=96, working=48, studying=21, self_employed=9, source="tracer 2026"
        ),
    ),
    opinions=(
        Opinion(semester="2026/2027-1", group="murid", question="Tempat PKL sesuai", score=4.2, scale=5, n=64),
        Opinion(semester="2025/2026-2", group="murid", question="Lama", score=1, scale=5, n=9),
    ),
)
CERTIFIED = Claim(Indicator.CERTIFIED, "2025/2026", "LSP", count=118, base=124, detail="Teknik Mesin")


def test_figures_of_the_last_year_that_had_begun_stand_with_what_they_are_counted_of_and_their_source() -> None:
    others = (
        dataclasses.replace(CERTIFIED, period="2024/2025", count=7),
        dataclasses.replace(CERTIFIED, period="2027/2028", count=9),
        Claim(Indicator.INTERNSHIP_PLACES, "2026/2027", "Pokja PKL", percent=53.5, n=200),
    )
    found = page(report(outcomes=Outcomes(figures=(CERTIFIED, *others))))
    html, table = found.html(), found.csv()

    for text in ("118 dari 124 (95,2%)", "Teknik Mesin", "LSP", "53,5%, n = 200", "Pokja PKL"):
        assert text in html
        assert text in table
    assert "2024/2025" not in html
    assert "2027/2028" not in html


@pytest.mark.parametrize(
    ("span", "first", "last", "before"),
    [
        (Span.month("2026-11"), "2026-11-01", "2026-11-30", "2026-10"),
        (Span.month("2027-01"), "2027-01-01", "2027-01-31", "2026-12"),
        (Span.month("2028-02"), "2028-02-01", "2028-02-29", "2028-01"),
        (Span.semester("2026/2027-1"), "2026-07-01", "2026-12-31", "2025/2026-2"),
        (Span.semester("2026/2027-2"), "2027-01-01", "2027-06-30", "2026/2027-1"),
    ],
)
def test_a_span_has_its_days_and_the_one_before(span: Span, first: str, last: str, before: str) -> None:
    assert (span.first.isoformat(), span.last.isoformat(), span.before().name) == (first, last, before)


@pytest.mark.parametrize("text", ["2026-13", "11-2026", "November", "", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="write it as 2026-11"):
        Span.month(text)


@pytest.mark.parametrize("text", ["2026/2028-1", "2026/2027-3", "2026-1", "9999/10000-1"])
def test_what_is_no_semester_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="2026/2027-1"):
        Span.semester(text)


def test_applicants_are_compared_up_to_the_same_date() -> None:
    trend, day = enrolment_trend(OUTCOMES.applicants, dt.date(2026, 11, 30))

    assert day == dt.date(2026, 11, 20)
    assert [(one.year, one.count) for one in trend] == [(2025, 240), (2026, 266)]


def test_a_count_that_is_not_near_the_date_is_no_count_of_it() -> None:
    trend, _ = enrolment_trend(counts((2025, "2025-08-01", 90), (2026, "2026-11-20", 266)), dt.date(2026, 11, 30))

    assert [one.count for one in trend] == [None, 266]


def test_what_is_counted_after_the_period_is_not_in_it() -> None:
    trend, _ = enrolment_trend(counts((2026, "2026-11-20", 266), (2026, "2026-12-20", 300)), dt.date(2026, 11, 30))

    assert [one.count for one in trend] == [266]


def test_a_leap_day_has_its_like_in_other_years() -> None:
    trend, _ = enrolment_trend(counts((2027, "2027-02-28", 90), (2028, "2028-02-29", 99)), dt.date(2028, 3, 1))

    assert [one.count for one in trend] == [90, 99]


def test_the_trend_is_said_with_its_base_and_no_cause() -> None:
    said = page(report(outcomes=OUTCOMES)).words["enrolment_said"]

    assert said.startswith("266 pendaftar sampai Jumat, 20 November 2026, 240 sampai tanggal yang sama tahun lalu")
    assert "(naik 10,8%)" in said
    assert "karena" not in page(report(outcomes=OUTCOMES)).html()


def test_a_small_base_has_no_percentage() -> None:
    few = Outcomes(applicants=counts((2025, "2025-11-20", 40), (2026, "2026-11-20", 60)))

    assert "%" not in page(report(outcomes=few)).words["enrolment_said"]


def test_graduates_are_shares_of_those_who_answered() -> None:
    html = page(report(outcomes=OUTCOMES)).html()

    assert "48 dari 96" in html
    assert "50%" in html
    assert "96 dari 118 menjawab (tracer 2026)" in html


def test_a_way_that_nobody_counted_is_not_nothing() -> None:
    html = page(report(outcomes=Outcomes(graduates=(Graduates(year=2026, graduates=9, answered=9, working=5),)))).html()

    assert "5 dari 9" in html
    assert "0 dari 9" not in html


def test_feedback_has_its_n_and_is_of_this_semester() -> None:
    html = page(report(outcomes=OUTCOMES)).html()

    assert "4,2 / 5" in html
    assert "n = 64" in html
    assert "Lama" not in html


def test_what_nobody_wrote_down_is_said_to_be_so() -> None:
    html = page(report()).html()

    assert html.count("belum dicatat") >= 4
    assert not re.search(r">\s*0(%|<)", html)


def test_the_matrix_tells_what_is_agreed_from_what_was_shown() -> None:
    partners = (Partner(id="mesin", name="CV. TEKNIK REKAAN", forms=(Form.HIRING,)),)
    (row,) = report([post("a", at(17))], partners=partners).matrix

    assert (row.cells[Form.HIRING].agreed, row.cells[Form.HIRING].last) == (True, None)
    assert (row.cells[Form.INTERNSHIP].agreed, row.cells[Form.INTERNSHIP].last) == (False, dt.date(2026, 11, 17))


def test_forms_that_no_partner_agreed_on_are_findings() -> None:
    found = report(partners=(Partner(id="a", name="A", forms=tuple(Form)[:7]),), gaps=[Gap(("TKJ",), 40, 30, 10)])
    findings = page(found).words["findings"]

    assert found.forms_missing == (Form.HIRING,)
    assert findings == ["Belum ada mitra tercatat untuk: serapan lulusan", "10 murid belum mendapat tempat PKL"]


def test_a_month_stands_beside_the_month_before() -> None:
    posts = [post("a", at(17)), post("b", at(17, month=10))]
    found = report(posts, [reading(posts[0], 72, 500, 40), reading(posts[1], 72, 300, 20)])

    assert [(one.posts, one.reach) for one in (*found.networks, *found.before)] == [(1, 500), (1, 300)]


def test_all_forms_say_the_same() -> None:
    live = post("a", at(17))
    made = page(report([live], [reading(live, 72, 1240, 64)], OUTCOMES, gaps=[Gap(("TKJ",), 40, 30, 10)]))
    pdf = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(made.pdf())).pages).split())
    rows = list(csv.reader(io.StringIO(made.csv()), delimiter=";"))

    for number in ("1.240", "266", "48 dari 96"):
        assert number in made.html()
        assert number in pdf
    assert ["Jumlah jangkauan unggahan", "1240", ""] in rows
    assert ["TKJ", "40", "30", "10"] in rows
    assert ["2026/2027", "266", "2026-11-20"] in rows
    assert made.pdf() == made.pdf()
