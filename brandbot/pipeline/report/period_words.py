"""A month or semester in words: plain values, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from brandbot.errors import Message
from brandbot.model import Claim, Form, Indicator
from brandbot.pipeline.report.charts import Chart
from brandbot.pipeline.report.labels import MISSING, NETWORKS
from brandbot.pipeline.report.numbers import LEAST_POSTS
from brandbot.pipeline.report.partner import NetworkSum
from brandbot.pipeline.report.period import EIGHT, Enrolment, MatrixRow, PeriodReport
from brandbot.pipeline.report.writer import Letterhead, frame, number, over
from brandbot.wording import Wording

_MOST_ENDING = 6
FORMS: Mapping[Form, Message] = {
    Form.CURRICULUM: Message("curriculum"),
    Form.PROJECTS: Message("projects"),
    Form.GUEST_TEACHERS: Message("guest teachers"),
    Form.INTERNSHIP: Message("internship"),
    Form.CERTIFICATION: Message("certification"),
    Form.TEACHER_TRAINING: Message("teacher training"),
    Form.RESEARCH: Message("research"),
    Form.HIRING: Message("hiring"),
    Form.SCHOLARSHIPS: Message("scholarships"),
    Form.EQUIPMENT: Message("equipment"),
    Form.STUDENT_TRAINING: Message("pupils' training"),
    Form.ENTREPRENEURSHIP: Message("entrepreneurship"),
}
_HEADINGS: Mapping[str, Message] = {
    "brief": Message("In brief"),
    "display": Message("What happened"),
    "conclusion": Message("What it means"),
    "publication": Message("Publication"),
    "enrolment": Message("Applicants, up to the same date"),
    "graduates": Message("What became of the graduates"),
    "matrix": Message("Partners and forms of cooperation (8+i)"),
    "opinions": Message("Feedback on the partnership (monev)"),
    "gaps": Message("Internship: places and pupils"),
    "figures": Message("Certification and places for internships"),
    "figure": Message("Figure"),
    "value": Message("Value"),
    "source": Message("Source"),
    "partner": Message("Partner"),
    "programme": Message("Programme"),
    "pupils": Message("Pupils"),
    "places": Message("Places"),
    "short": Message("Need a place"),
    "group": Message("Group"),
    "question": Message("Question"),
    "score": Message("Score"),
    "year": Message("Year"),
    "count": Message("Applicants"),
    "counted": Message("counted on"),
    "best": Message("Best received"),
    "now": Message("now"),
    "before": Message("period before"),
}
_DEFINED: Mapping[str, Message] = {
    "publication": Message("Sum of posts' reach at 72 hours, not people. Engagement: interactions ÷ reach, sum ÷ sum."),
    "enrolment": Message(
        "Applicants written down up to this date of each year. Posts of the same time stand beside it; "
        "no cause is claimed."
    ),
    "graduates": Message("Working, studying and self-employed, of those who answered the tracer study."),
    "matrix": Message("● agreed on; a month: last shown; ○ shown, but not in the register. An empty column is a gap."),
    "opinions": Message("Mean of the scores, each with the number of those who gave it (n)."),
    "figures": Message("As the school wrote them down in figures.yaml, each with what it is counted of."),
    "gaps": Message("Pupils who need a place in this school year against the places of the programme's partners."),
}
_INDICATORS = {
    Indicator.CERTIFIED: Message("certified"),
    Indicator.INTERNSHIP_PLACES: Message("places for internships"),
}
_NONE = Message("not written down yet")


def words_of(report: PeriodReport, letterhead: Letterhead, wording: Wording, chart: Chart | None) -> dict[str, Any]:
    """Every text and number of the page."""
    say = wording.say
    return {
        **frame(letterhead, wording),
        "title": say(Message("Monthly report") if report.span.is_month else Message("Semester report")),
        "period": wording.month(report.span.first) if report.span.is_month else report.span.name,
        "made": wording.moment(report.made_at, letterhead.zone_label),
        "heading": {name: say(message) for name, message in _HEADINGS.items()},
        "defined": {name: say(message) for name, message in _DEFINED.items()},
        "summary": say(_summary(report, wording)),
        "networks": [_network(wording, one, report) for one in report.networks],
        "best": [f"{row.title}, {NETWORKS[row.network]} ({wording.percent(row.rate or 0)})" for row in report.best],
        "enrolment": [_year(wording, one) for one in report.enrolment],
        "enrolment_said": say(_trend(report, wording)),
        "chart_alt": chart.alt if chart else "",
        "graduates": list(_graduates(report, wording)),
        "graduates_said": say(_graduates_said(report)),
        "forms": [{"name": say(FORMS[form]), "is_eight": form in EIGHT} for form in Form],
        "matrix": [_matrix_row(wording, row) for row in report.matrix],
        "opinions": [
            {
                "group": one.group,
                "question": one.question,
                "score": f"{number(wording, one.score)} / {one.scale}",
                "n": f"n = {number(wording, one.n)}",
            }
            for one in report.opinions
        ],
        "gaps": [
            {
                "programme": ", ".join(gap.programmes) or say(Message("all programmes")),
                "demand": number(wording, gap.demand),
                "places": number(wording, gap.places),
                "short": number(wording, gap.short),
                "is_short": gap.short > 0,
            }
            for gap in report.gaps
        ],
        "figures": [_figure(wording, claim) for claim in report.figures],
        "nothing": say(_NONE),
        "findings": [say(finding) for finding in _findings(report)],
    }


def _summary(report: PeriodReport, wording: Wording) -> Message:
    return Message(
        "{events} activities were shown, {shown} of {partners} partners among them; {enrolment}.",
        events=report.events,
        shown=report.partners_shown,
        partners=report.partners,
        enrolment=_trend(report, wording),
    )


def _trend(report: PeriodReport, wording: Wording) -> Message:
    """This year against the same date last year, with the base; in percent only where it is large enough."""
    years = {one.year: one.count for one in report.enrolment}
    newest = max(years, default=0)
    now, then = years.get(newest), years.get(newest - 1)
    if now is None or report.enrolment_day is None:
        return Message("applicants: {missing}", missing=_NONE)
    if then is None:
        return Message("{count} applicants up to {day}; nothing to compare with", count=now, day=report.enrolment_day)
    change = wording.percent(abs(now / then - 1)) if then >= 100 else ""  # noqa: PLR2004 - as for reach
    word = Message("up {size}", size=change) if now >= then else Message("down {size}", size=change)
    return Message(
        "{now} applicants up to {day}, {then} up to the same date last year{change}",
        now=now,
        then=then,
        day=report.enrolment_day,
        change=f" ({wording.say(word)})" if change else "",
    )


def _network(wording: Wording, one: NetworkSum, report: PeriodReport) -> Mapping[str, Any]:
    say = wording.say
    then = next((before for before in report.before if before.network is one.network), None)
    rows = (
        (Message("Posts"), number(wording, one.posts), number(wording, then.posts) if then else "–"),
        (Message("Sum of posts' reach"), number(wording, one.reach), number(wording, then.reach) if then else "–"),
        (
            Message("Interactions"),
            number(wording, one.interactions),
            number(wording, then.interactions) if then else "–",
        ),
        (
            Message("Engagement"),
            over(wording, one.base) or say(MISSING),
            (over(wording, then.base) if then else "") or "–",
        ),
    )
    figures = [{"label": say(label), "now": now, "before": before} for label, now, before in rows]
    return {"name": NETWORKS[one.network], "figures": figures}


def _year(wording: Wording, one: Enrolment) -> Mapping[str, str]:
    return {
        "year": f"{one.year}/{one.year + 1}",
        "count": wording.say(MISSING) if one.count is None else number(wording, one.count),
        "counted": wording.date_short(one.counted) if one.counted else "–",
    }


def _graduates(report: PeriodReport, wording: Wording) -> Iterator[Mapping[str, str]]:
    found = report.graduates
    if not found:
        return
    ways = (
        (Message("working"), found.working),
        (Message("studying"), found.studying),
        (Message("self-employed"), found.self_employed),
    )
    for label, count in ways:
        if count is None:
            yield {"label": wording.say(label), "part": wording.say(_NONE), "share": ""}
            continue
        part = wording.say(Message("{part} of {whole}", part=count, whole=found.answered))
        share = wording.percent(count / found.answered) if found.answered >= LEAST_POSTS else ""
        yield {"label": wording.say(label), "part": part, "share": share}


def _graduates_said(report: PeriodReport) -> Message:
    found = report.graduates
    if not found:
        return _NONE
    return Message(
        "Graduates of {year}: {answered} of {graduates} answered{source}",
        year=str(found.year),
        answered=found.answered,
        graduates=found.graduates,
        source=f" ({found.source})" if found.source else "",
    )


def _figure(wording: Wording, claim: Claim) -> Mapping[str, str]:
    """`Certified, Teknik Mesin`, `118 of 124 (95.2%)`, its year and source."""
    value = "" if claim.count is None else number(wording, claim.count)
    if claim.count is not None and claim.of:
        value = wording.say(Message("{part} of {whole}", part=claim.count, whole=claim.of))
    if claim.share is not None and (claim.of or 0) >= LEAST_POSTS:
        value = f"{value} ({wording.percent(claim.share)})" if value else wording.percent(claim.share)
    if claim.count is None:
        value = f"{value}, n = {number(wording, claim.n or 0)}"
    label = ", ".join(filter(None, (wording.say(_INDICATORS[claim.indicator]), claim.detail)))
    return {"label": label, "value": value, "year": claim.period, "source": claim.source}


def _matrix_row(wording: Wording, row: MatrixRow) -> Mapping[str, Any]:
    cells = []
    for form in Form:
        cell = row.cells[form]
        mark = "●" if cell.agreed else "○" if cell.last else ""
        cells.append({"mark": mark, "last": wording.month_short(cell.last) if cell.last else ""})
    return {"name": row.name, "cells": cells}


def _findings(report: PeriodReport) -> Iterator[Message]:
    """What the numbers ask for; each with its number."""
    if report.forms_missing:
        yield Message("No partner has agreed on: {forms}", forms=[FORMS[form] for form in report.forms_missing])
    short = sum(gap.short for gap in report.gaps)
    if short:
        yield Message("{count} pupils need a place for their internship", count=short)
    for name, left in report.partners_ending[:_MOST_ENDING]:
        if left < 0:
            yield Message("The agreement with {partner} is over", partner=name)
        else:
            yield Message("The agreement with {partner} ends in {days} days", partner=name, days=left)
    if report.partners_new:
        yield Message("New agreements: {partners}", partners=list(report.partners_new))
