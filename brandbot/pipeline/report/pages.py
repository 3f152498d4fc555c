"""The week's page in its forms: HTML, PDF, PNG and six lines for WhatsApp. All say the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any, Literal

from brandbot.errors import Message
from brandbot.pipeline import jinja
from brandbot.pipeline.report.charts import Chart, pillar_chart, reach_charts
from brandbot.pipeline.report.labels import MISSING
from brandbot.pipeline.report.numbers import WeeklyReport
from brandbot.pipeline.report.sheet import sheet_of
from brandbot.pipeline.report.steps import next_steps
from brandbot.pipeline.report.typeset import data_uri, typeset
from brandbot.pipeline.report.writer import Letterhead, Writer
from brandbot.wording import Wording

_HTML, _TYPST = "reports/weekly.html.j2", "reports/weekly.typ"
_LINE = 180  # letters of a line for WhatsApp, so that six are read without unfolding
_NAMES = 3
DOTS = 150  # an inch of the PNG: sharp on a phone, and small enough for a chat


@dataclass(frozen=True, slots=True)
class Page:
    """A week's page with its charts, before it is laid out. `templates` is the workspace's folder of them.

    Laying out raises Refused where the workspace's template is missing or can't be filled in.
    """

    report: WeeklyReport
    sheet: Mapping[str, Any]
    charts: Mapping[str, Chart]
    templates: Path

    def html(self, thumbnails: Mapping[str, str] | None = None) -> str:
        """One page that needs nothing else. `thumbnails` are data URIs or relative paths by post key."""
        charts = {name: data_uri(chart.svg.encode(), "svg+xml") for name, chart in self.charts.items()}
        values = _illustrated(self.sheet, thumbnails or {}, charts)
        return jinja.render(self.templates, _HTML, values, pages=True)

    def pdf(self, thumbnails: Mapping[str, Path] | None = None) -> bytes:
        """One A4 page, the same bytes for the same report. `thumbnails` are JPEG or PNG files by post key."""
        return self._set("pdf", thumbnails or {})

    def png(self, thumbnails: Mapping[str, Path] | None = None) -> bytes:
        """The same page as a picture, for a chat."""
        return self._set("png", thumbnails or {})

    def _set(self, form: Literal["pdf", "png"], thumbnails: Mapping[str, Path]) -> bytes:
        pictures = {key: f"{number}{path.suffix}" for number, (key, path) in enumerate(thumbnails.items())}
        charts = {name: f"chart-{number}.svg" for number, name in enumerate(self.charts)}
        files: dict[str, Path | str] = {pictures[key]: path for key, path in thumbnails.items()}
        files |= {charts[name]: chart.svg for name, chart in self.charts.items()}
        sheet = _illustrated(self.sheet, pictures, charts)
        made_at = int(self.report.made_at.timestamp())
        (page,) = typeset(self.templates / _TYPST, sheet, files, form=form, made_at=made_at, dots_per_inch=DOTS)
        return page


def page_of(report: WeeklyReport, letterhead: Letterhead, wording: Wording, templates: Path) -> Page:
    """The page of a report."""
    writer = Writer(report, letterhead, wording)
    reach, pillars = reach_charts(writer), pillar_chart(writer)
    charts = {f"reach/{name}": chart for name, chart in reach.items()} | ({"pillars": pillars} if pillars else {})
    return Page(report, sheet_of(writer, reach, pillars), charts, templates)


def _illustrated(sheet: Mapping[str, Any], pictures: Mapping[str, str], charts: Mapping[str, str]) -> Mapping[str, Any]:
    """The sheet with the first picture that there is for each of its events, "" where there is none."""
    posts = [
        {**post, "picture": next((pictures[key] for key in post["keys"] if key in pictures), "")}
        for post in sheet["posts"]
    ]
    channels = [{**channel, "chart": charts.get(f"reach/{channel['key']}", "")} for channel in sheet["channels"]]
    pillars = {**sheet["pillars"], "chart": charts.get("pillars", "")}
    charted = any(channel["chart"] for channel in channels)
    return {**sheet, "posts": posts, "channels": channels, "pillars": pillars, "charted": charted}


def whatsapp(report: WeeklyReport, letterhead: Letterhead, wording: Wording) -> str:
    """Six lines to be pasted into a chat; `*` makes bold there."""
    writer = Writer(report, letterhead, wording)
    say = wording.say
    active = [channel for channel in report.channels if channel.posts.now]
    posts = [Message("{name} {count}", name=writer.name(c), count=writer.number(c.posts.now)) for c in active]
    reach = [Message("{name} {count}", name=writer.name(c), count=writer.number(c.reach.now)) for c in active]
    rates = [
        Message("{name} {count}", name=writer.name(c), count=writer.over(c.bases[0]))
        for c in active
        if c.bases[0].reach
    ]
    steps = [step.what for step in next_steps(report)]
    lines = (
        Message(
            "*{school}, week of {period}*{status}",
            school=letterhead.brand.short_name,
            period=writer.period,
            status=Message(" (preliminary)") if report.preliminary else "",
        ),
        Message("📌 Posts: {posts}", posts=posts or _none(report)),
        Message("👀 Reach: {reach} · engagement: {rates}", reach=reach or MISSING, rates=rates or MISSING),
        Message("⭐ Best: {best}", best=writer.named(report.best) or MISSING),
        Message("🤝 Partners: {text}", text=writer.unseen(_NAMES) or Message("all shown within 30 days")),
        Message("➡️ Next: {step}", step=steps[0] if steps else Message("nothing is open")),
    )
    return "\n".join(shorten(say(line), _LINE, placeholder=" …") for line in lines)


def _none(report: WeeklyReport) -> Message:
    """No posts, and why where the school kept quiet."""
    return Message("none ({reason})", reason=", ".join(report.closed)) if report.closed else Message("none")
