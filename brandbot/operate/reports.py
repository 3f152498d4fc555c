"""Reports that a person asks for: the sheet for a partner, a month, a semester."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import Outcomes
from brandbot.operate.partnership import partners_named, places
from brandbot.pipeline.report.files import thumbnails
from brandbot.pipeline.report.partner import partner_sheet
from brandbot.pipeline.report.partner_page import partner_pdf
from brandbot.pipeline.report.period import Gap, PeriodReport, period_report
from brandbot.pipeline.report.period_page import period_page
from brandbot.pipeline.report.plain import plain_json
from brandbot.pipeline.report.span import Span
from brandbot.service import Service

QUARTER = dt.timedelta(days=90)
_YEAR = dt.timedelta(days=366)  # when a form of cooperation was last shown may be long ago
_WIDTH = 560  # pixels of a picture on the sheet: sharp in print, and few enough for a mail


def span_of(since: str, until: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The days that were typed; the quarter up to today where none were. Raises Refused."""
    last = _day(until) if until else today
    first = _day(since) if since else last - QUARTER
    if first > last:
        raise Refused(Message("--since {since} is after --until {until}; swap them", since=first, until=last))
    return first, last


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(Message("'{text}' is no day; write it as 2026-11-30", text=text)) from None


def write_partner(service: Service, id_: str, since: str, until: str, now: dt.datetime) -> Path:
    """Write the sheet of a partner, by its id or name; its file. Raises Refused."""
    partner = partners_named(service, id_)[0]
    here = now.astimezone(service.config.zone)
    first, last = span_of(since, until, here.date())
    workspace = service.read()
    rows = service.reporting.rows(first, last, here)
    sheet = partner_sheet(partner, rows, first, last, here)
    folder = service.config.root / "data" / "reports" / "mitra" / partner.id
    creatives = service.store.posts.creatives(row.key for shown in sheet.shown for row in shown.rows)
    sources = {key: creative.renditions[0].path for key, creative in creatives.items()}
    pictures = thumbnails(folder / "gambar", sources, _WIDTH)
    letterhead = service.reporting.letterhead(workspace)
    page = partner_pdf(sheet, letterhead, service.wording, service.config.root / "templates", pictures)
    file = folder / f"{first}_{last}.pdf"
    file.write_bytes(page)
    return file


def write_period(service: Service, span: Span, outcomes: Outcomes, now: dt.datetime) -> Path:
    """Write a month's or semester's report in all its forms; its folder."""
    workspace, root = service.read(), service.config.root
    report = gathered(service, span, outcomes, now)
    page = period_page(report, service.reporting.letterhead(workspace), service.wording, root / "templates")
    folder = root / "data" / "reports" / span.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.html").write_text(page.html(), encoding="utf-8")
    (folder / "report.pdf").write_bytes(page.pdf())
    # Excel takes a CSV for UTF-8 only when it starts with a byte order mark.
    (folder / "report.csv").write_text(page.csv(), encoding="utf-8-sig", newline="")
    (folder / "report.json").write_text(plain_json(report), encoding="utf-8")
    return folder


def gathered(service: Service, span: Span, outcomes: Outcomes, now: dt.datetime) -> PeriodReport:
    """A month's or semester's numbers as they are known at a moment."""
    here = now.astimezone(service.config.zone)
    gaps = (Gap(one.programmes, one.demand, one.places, one.short) for one in places(service, _upto(span, here)))
    return period_report(
        span,
        now=here,
        rows=service.reporting.rows(span.first - _YEAR, span.last, here),
        partners=tuple(service.read().partners.values()),
        outcomes=outcomes,
        gaps=gaps,
    )


def _upto(span: Span, now: dt.datetime) -> dt.datetime:
    """The last moment of the span, or now while it lasts: capacity is counted for the school year that holds it."""
    return min(now, dt.datetime.combine(span.last, dt.time(23, 59), now.tzinfo))
