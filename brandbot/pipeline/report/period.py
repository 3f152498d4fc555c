"""A month or semester in numbers, for principal and foundation. Pure; missing is None, never 0.

Applicants and posts stand beside each other; nothing says that one made the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brandbot.model import ApplicantCount, Claim, Form, Graduates, Indicator, Opinion, Outcomes, Partner
from brandbot.pipeline.agreements import days_left
from brandbot.pipeline.report.channels import day_of
from brandbot.pipeline.report.numbers import PostRow
from brandbot.pipeline.report.partner import NetworkSum, network_sums
from brandbot.pipeline.report.span import Span

ENDING = 90  # days before an agreement ends
_COMPARABLE = dt.timedelta(days=31)  # an older count is not that of the same date
_BEST = 3
_YEARS = 5
_JULY = 7
# The form of cooperation that a kind of event shows.
SHOWS: Mapping[str, Form] = {
    "curriculum": Form.CURRICULUM,
    "teaching_factory": Form.PROJECTS,
    "internship_placement": Form.INTERNSHIP,
    "certification": Form.CERTIFICATION,
    "teacher_training": Form.TEACHER_TRAINING,
    "graduate_hired": Form.HIRING,
    "job_fair": Form.HIRING,
    "facility": Form.EQUIPMENT,
    "industry_training": Form.STUDENT_TRAINING,
    "graduate_entrepreneur": Form.ENTREPRENEURSHIP,
}


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Applicants of one year up to the same date as this year's last count; None where nobody counted near it."""

    year: int
    count: int | None
    counted: dt.date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One form of cooperation with one partner: agreed on in the register, and when it was last shown."""

    agreed: bool
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A partner by the forms of cooperation."""

    id: str
    name: str
    cells: Mapping[Form, Cell]


@dataclass(frozen=True, slots=True)
class Gap:
    """Pupils of a programme who need a place for an internship, the places there are, and how many are short."""

    programmes: tuple[str, ...]
    demand: int
    places: int
    short: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """All numbers of the page. `forms_missing` are those of the eight that no partner has agreed on."""

    span: Span
    made_at: dt.datetime
    events: int
    networks: tuple[NetworkSum, ...]
    before: tuple[NetworkSum, ...]
    best: tuple[PostRow, ...]
    enrolment: tuple[Enrolment, ...]
    enrolment_day: dt.date | None
    graduates: Graduates | None
    partners: int
    partners_shown: int
    partners_new: tuple[str, ...]
    partners_ending: tuple[tuple[str, int], ...]
    matrix: tuple[MatrixRow, ...]
    forms_missing: tuple[Form, ...]
    opinions: tuple[Opinion, ...]
    gaps: tuple[Gap, ...]
    figures: tuple[Claim, ...]


EIGHT = tuple(Form)[:8]


def period_report(
    span: Span,
    *,
    now: dt.datetime,
    rows: Iterable[PostRow],
    partners: Sequence[Partner],
    outcomes: Outcomes,
    gaps: Iterable[Gap] = (),
) -> PeriodReport:
    """The report of a month or semester as it is known at `now`. Give the rows of a year before it at least."""
    rows = [row for row in rows if day_of(row) <= span.last]
    mine = [row for row in rows if day_of(row) in span]
    ranked = sorted((row for row in mine if row.is_ranked), key=lambda row: (-(row.rate or 0), row.key))
    day = min(span.last, now.date())
    enrolment, counted = enrolment_trend(outcomes.applicants, day)
    matrix = tuple(_matrix_row(partner, rows) for partner in partners)
    ending = ((partner.name, left) for partner in partners if (left := days_left(partner, day)) is not None)
    return PeriodReport(
        span=span,
        made_at=now,
        events=len({row.event_id for row in mine}),
        networks=network_sums(mine),
        before=network_sums([row for row in rows if day_of(row) in span.before()]),
        best=tuple({row.event_id: row for row in reversed(ranked)}.values())[::-1][:_BEST],
        enrolment=enrolment,
        enrolment_day=counted,
        graduates=max((g for g in outcomes.graduates if g.year <= day.year), key=lambda g: g.year, default=None),
        partners=len(partners),
        partners_shown=len({id_ for row in mine for id_ in row.partners} & {partner.id for partner in partners}),
        partners_new=tuple(p.name for p in partners if any(one.start in span for one in p.agreements)),
        partners_ending=tuple(sorted((one for one in ending if one[1] <= ENDING), key=lambda one: one[1])),
        matrix=matrix,
        forms_missing=tuple(form for form in EIGHT if not any(row.cells[form].agreed for row in matrix)),
        opinions=tuple(one for one in outcomes.opinions if one.semester == span.semester_name),
        gaps=tuple(gaps),
        figures=tuple(_newest(outcomes.figures, day)),
    )


def _newest(claims: Sequence[Claim], day: dt.date) -> Iterator[Claim]:
    """Of each indicator the figures of its last school year that had begun."""
    begun = [claim for claim in claims if dt.date(int(claim.period[:4]), _JULY, 1) <= day]
    last: dict[Indicator, str] = {}
    for claim in begun:
        last[claim.indicator] = max(claim.period, last.get(claim.indicator, ""))
    yield from (claim for claim in begun if claim.period == last[claim.indicator])


def enrolment_trend(counts: Iterable[ApplicantCount], day: dt.date) -> tuple[tuple[Enrolment, ...], dt.date | None]:
    """The years side by side on the date of the last count up to `day`, and that date."""
    counts = list(counts)
    newest = max((one for one in counts if one.day <= day), key=lambda one: (one.year, one.day), default=None)
    if newest is None:
        return (), None
    years = sorted({one.year for one in counts if one.year <= newest.year})[-_YEARS:]
    return tuple(_enrolled(counts, year, newest) for year in years), newest.day


def _enrolled(counts: Sequence[ApplicantCount], year: int, newest: ApplicantCount) -> Enrolment:
    same_day = _years_back(newest.day, newest.year - year)
    upto = [one for one in counts if one.year == year and one.day <= same_day]
    found = max(upto, key=lambda one: one.day, default=None)
    if found is None or same_day - found.day > _COMPARABLE:
        return Enrolment(year, None, None)
    return Enrolment(year, found.count, found.day)


def _years_back(day: dt.date, years: int) -> dt.date:
    """The same date so many years earlier; 29 February has the 28th before it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _matrix_row(partner: Partner, rows: Sequence[PostRow]) -> MatrixRow:
    shown: dict[Form, dt.date] = {}
    for row in rows:
        form = SHOWS.get(row.kind)
        if form and partner.id in row.partners:
            shown[form] = max(day_of(row), shown.get(form, dt.date.min))
    cells = {form: Cell(form in partner.forms, shown.get(form)) for form in Form}
    return MatrixRow(partner.id, partner.name, cells)
