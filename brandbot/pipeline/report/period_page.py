"""A month or semester as HTML, PDF and CSV: the same numbers everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brandbot.errors import Message
from brandbot.pipeline import jinja
from brandbot.pipeline.report.charts import Chart, year_chart
from brandbot.pipeline.report.period import PeriodReport
from brandbot.pipeline.report.period_words import words_of
from brandbot.pipeline.report.tables import Table, csv_of
from brandbot.pipeline.report.typeset import data_uri, typeset
from brandbot.pipeline.report.writer import Letterhead, number
from brandbot.wording import Wording

_HTML, _TYPST = "reports/period.html.j2", "reports/period.typ"


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """The page before it is laid out. Laying out raises Refused where a template is missing or can't be filled in."""

    report: PeriodReport
    words: Mapping[str, Any]
    chart: Chart | None
    templates: Path
    wording: Wording

    def html(self) -> str:
        """One page that needs nothing else."""
        chart = data_uri(self.chart.svg.encode(), "svg+xml") if self.chart else ""
        return jinja.render(self.templates, _HTML, {**self.words, "chart": chart}, pages=True)

    def pdf(self) -> bytes:
        """A4 pages, the same bytes for the same report."""
        files: dict[str, Path | str] = {"chart.svg": self.chart.svg} if self.chart else {}
        words = {**self.words, "chart": "chart.svg" if self.chart else ""}
        return typeset(self.templates / _TYPST, words, files, made_at=int(self.report.made_at.timestamp()))[0]

    def csv(self) -> str:
        """All tables, one below the other; no cell is a formula."""
        return csv_of(_tables(self.report, self.words), self.wording)


def period_page(report: PeriodReport, letterhead: Letterhead, wording: Wording, templates: Path) -> PeriodPage:
    """The page of a report."""
    chart = _chart(report, letterhead, wording)
    return PeriodPage(report, words_of(report, letterhead, wording, chart), chart, templates, wording)


def _chart(report: PeriodReport, letterhead: Letterhead, wording: Wording) -> Chart | None:
    known = [
        (str(one.year), one.count, number(wording, one.count)) for one in report.enrolment if one.count is not None
    ]
    if len(known) < 2:  # noqa: PLR2004 - one bar is no chart
        return None
    said = "; ".join(f"{year} {text}" for year, _, text in known)
    return year_chart(letterhead.brand, known, wording.say(Message("Applicants by year: {years}", years=said)))


def _tables(report: PeriodReport, words: Mapping[str, Any]) -> Iterator[Table]:
    """Counts are numbers here, so that a spreadsheet can add them up."""
    heading = words["heading"]
    before = {one.network: one for one in report.before}
    for one, shown in zip(report.networks, words["networks"], strict=True):
        then = before.get(one.network)
        counts = [(one.posts, then and then.posts), (one.reach, then and then.reach)]
        counts += [(one.interactions, then and then.interactions)]
        labels = [row["label"] for row in shown["figures"]]
        rate = shown["figures"][-1]
        yield [
            [shown["name"], heading["now"], heading["before"]],
            *([label, *count] for label, count in zip(labels, counts, strict=False)),
            [rate["label"], rate["now"], rate["before"]],
        ]
    yield [
        [heading["year"], heading["count"], heading["counted"]],
        *([row["year"], one.count, one.counted] for row, one in zip(words["enrolment"], report.enrolment, strict=True)),
    ]
    yield [
        [heading["graduates"], words["graduates_said"]],
        *([row["label"], row["part"], row["share"]] for row in words["graduates"]),
    ]
    yield from _of_partners(report, words)
    yield [
        [heading["figure"], heading["value"], heading["year"], heading["source"]],
        *([row["label"], row["value"], row["year"], row["source"]] for row in words["figures"]),
    ]


def _of_partners(report: PeriodReport, words: Mapping[str, Any]) -> Iterator[Table]:
    """Forms of cooperation, feedback, places."""
    heading = words["heading"]
    yield [
        [heading["partner"], *(form["name"] for form in words["forms"])],
        *(
            [row["name"], *(f"{cell['mark']} {cell['last']}".strip() for cell in row["cells"])]
            for row in words["matrix"]
        ),
    ]
    yield [
        [heading["group"], heading["question"], heading["score"], "n"],
        *(
            [row["group"], row["question"], row["score"], one.n]
            for row, one in zip(words["opinions"], report.opinions, strict=True)
        ),
    ]
    yield [
        [heading["programme"], heading["pupils"], heading["places"], heading["short"]],
        *(
            [row["programme"], gap.demand, gap.places, gap.short]
            for row, gap in zip(words["gaps"], report.gaps, strict=True)
        ),
    ]
