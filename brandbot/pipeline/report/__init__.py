"""report: what posts did, as data first, then as pages that a principal reads and pins up."""

from brandbot.pipeline.report.numbers import ChannelWeek, Compared, PartnerRow, PostRow, Stopped, WeeklyReport
from brandbot.pipeline.report.pages import Page, page_of, whatsapp
from brandbot.pipeline.report.plain import as_json
from brandbot.pipeline.report.steps import Step
from brandbot.pipeline.report.tables import csv_text
from brandbot.pipeline.report.week import Week
from brandbot.pipeline.report.weekly import Background, weekly
from brandbot.pipeline.report.writer import Letterhead

__all__ = [
    "Background",
    "ChannelWeek",
    "Compared",
    "Letterhead",
    "Page",
    "PartnerRow",
    "PostRow",
    "Step",
    "Stopped",
    "Week",
    "WeeklyReport",
    "as_json",
    "csv_text",
    "page_of",
    "weekly",
    "whatsapp",
]
