"""Reports that a person asks for: the sheet for a partner."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.operate.partnership import partners_named
from brandbot.pipeline.report.files import thumbnails
from brandbot.pipeline.report.partner import partner_sheet
from brandbot.pipeline.report.partner_page import partner_pdf
from brandbot.service import Service

QUARTER = dt.timedelta(days=90)
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
