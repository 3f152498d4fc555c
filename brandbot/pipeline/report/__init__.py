"""report: what a week's posts did, as data first, then as pages that a principal reads and pins up."""

from brandbot.pipeline.report.numbers import ChannelWeek, Compared, PartnerRow, PostRow, Stopped, WeeklyReport
from brandbot.pipeline.report.pages import as_json, csv_text, html, pdf, whatsapp
from brandbot.pipeline.report.sheet import Letterhead
from brandbot.pipeline.report.steps import Step
from brandbot.pipeline.report.week import Week
from brandbot.pipeline.report.weekly import weekly

__all__ = [
    "ChannelWeek",
    "Compared",
    "Letterhead",
    "PartnerRow",
    "PostRow",
    "Step",
    "Stopped",
    "Week",
    "WeeklyReport",
    "as_json",
    "csv_text",
    "html",
    "pdf",
    "weekly",
    "whatsapp",
]
