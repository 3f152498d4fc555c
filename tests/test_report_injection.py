"""What people type into names is text everywhere: no HTML, no formula, no Typst."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from report_fixtures import CHANNELS, FINAL, LETTERHEAD, ZONE, at, followers, post, reading
from report_fixtures import report as week
from test_report_period import page as period_page_of
from test_report_period import report as period

from brandbot.model import Event, Graduates, Opinion, Outcomes, Partner, Pillar, Post
from brandbot.pipeline.report import Background, csv_text, page_of, weekly, whatsapp
from brandbot.pipeline.report.partner import partner_sheet
from brandbot.pipeline.report.partner_page import partner_pdf
from brandbot.pipeline.report.period import Gap
from brandbot.pipeline.report.rows import rows_of
from brandbot.wording import Wording

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
ID = Wording()
NASTY = (
    '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% for a in b %}",
    '#panic("x") #import "x.typ" $x^2$ *b* _i_ `c` @a <l> \\',
    "=cmd|'/c calc'!A1",
    "@SUM(1+1)",
    '"}],"x":[{"',
    "\u202eneves\u202c & <b>tebal</b>",
)


def nasty_posts(text: str) -> list[Post]:
    found = [post(f"{n}", at(16 + n % 5), "fb" if n % 2 else "ig", partners=("mesin",)) for n in range(4)]
    return [_named(one, text) for one in found]


def _named(one: Post, text: str) -> Post:

    address = "https://contoh.invalid/?a=\"><b>&b='" if one.channel == "fb" else "javascript:alert(1)"
    return dataclasses.replace(one, title=text, kind=text, permalink=address)


def pages_of(text: str) -> tuple[list[str], list[str], list[bytes]]:
    """All HTML, CSV and PDF of a school whose every name is this text."""
    posts, partner = nasty_posts(text), Partner(id="mesin", name=text)
    insights = [reading(one, 72, 400 + n, 40) for n, one in enumerate(posts)]
    pillar = Pillar(text, (), 0.5)
    background = Background(
        events=[Event(id="x", kind="enrolment", title=text, date=FINAL.date(), programmes=(text,))],
        pillars=(pillar,),
        pillar_of={text: pillar},
    )
    of = weekly(
        week().week,
        now=FINAL,
        zone=ZONE,
        channels=CHANNELS,
        posts=posts,
        insights=insights,
        accounts=list(followers({at(22).date(): 500})),
        partners=[partner],
        background=background,
    )
    made = page_of(of, LETTERHEAD, ID, TEMPLATES)
    outcomes = Outcomes(
        graduates=(Graduates(year=2026, graduates=9, answered=9, working=9, studying=0, self_employed=0, source=text),),
        opinions=(Opinion(semester="2026/2027-1", group=text, question=text, score=4, scale=5, n=9),),
    )
    month = period_page_of(period(posts, insights, outcomes, partners=(partner,), gaps=[Gap((text,), 4, 3, 1)]))
    rows = rows_of(posts, insights, {}, {}, now=FINAL, zone=ZONE)
    sheet = partner_sheet(partner, rows, at(1).date(), FINAL.date(), FINAL)
    pdfs = [made.pdf(), month.pdf(), partner_pdf(sheet, LETTERHEAD, ID, TEMPLATES, {})]
    assert whatsapp(of, LETTERHEAD, ID).count("\n") == 5
    return [made.html(), month.html()], [csv_text(of, LETTERHEAD, ID), month.csv()], pdfs


@pytest.mark.parametrize("text", NASTY)
def test_a_name_is_text_in_html_csv_and_typst(text: str) -> None:
    pages, tables, pdfs = pages_of(text)

    for page in pages:
        assert "<script" not in page
        assert "onerror=alert" not in page.replace("&#34;&gt;&lt;img src=x onerror=alert", "")
        assert "<b>tebal" not in page
        assert '/?a="><b>' not in page
        assert 'href="javascript' not in page
        assert "49" not in page if text.startswith("{{") else True
    for table in tables:
        cells = [cell for row in csv.reader(io.StringIO(table), delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+cmd", "\t"))]
    for pdf in pdfs:
        said = "".join("".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages).split())
        plain = "".join(text.split())[:12]
        assert "\u202e" in text or plain in said


@pytest.mark.parametrize("text", ["a" * 300, "Penandatanganan " * 40], ids=["one word", "many words"])
def test_six_lines_fit_a_message_that_is_read_without_unfolding(text: str) -> None:
    posts = [_named(one, text) for one in nasty_posts(text)]
    of = week(posts, [reading(one, 72, 400, 40) for one in posts], partners=[Partner(id="mesin", name=text)])
    lines = whatsapp(of, LETTERHEAD, ID).split("\n")

    assert len(lines) == 6
    assert max(map(len, lines)) <= 200
    assert sum(map(len, lines)) <= 1000
