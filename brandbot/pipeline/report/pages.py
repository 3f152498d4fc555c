"""The week's page in its forms: HTML, PDF, CSV, six lines for WhatsApp, JSON. All say the same numbers."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from brandbot.cells import neutral
from brandbot.errors import Message
from brandbot.pipeline import jinja
from brandbot.pipeline.report.labels import MISSING, NETWORKS, PLACEMENTS, STATES
from brandbot.pipeline.report.numbers import PostRow, WeeklyReport
from brandbot.pipeline.report.sheet import Letterhead, Writer
from brandbot.pipeline.report.steps import next_steps
from brandbot.pipeline.report.typeset import typeset
from brandbot.pipeline.report.week import Week
from brandbot.wording import Wording

_HTML, _TYPST = "reports/weekly.html.j2", "reports/weekly.typ"


def html(
    report: WeeklyReport,
    letterhead: Letterhead,
    wording: Wording,
    templates: Path,
    thumbnails: Mapping[str, str] | None = None,
) -> str:
    """One page that needs nothing else. `thumbnails` are data URIs or relative paths by post key.

    Raises Refused where the workspace's template is missing or can't be filled in.
    """
    sheet = Writer(report, letterhead, wording).sheet()
    return jinja.render(templates, _HTML, _illustrated(sheet, thumbnails or {}), pages=True)


def pdf(
    report: WeeklyReport,
    letterhead: Letterhead,
    wording: Wording,
    templates: Path,
    thumbnails: Mapping[str, Path] | None = None,
) -> bytes:
    """One A4 page, the same bytes for the same report. `thumbnails` are JPEG or PNG files by post key.

    Raises Refused where the workspace's template is missing or can't be set.
    """
    pictures = {key: f"{number}{path.suffix}" for number, (key, path) in enumerate((thumbnails or {}).items())}
    sheet = _illustrated(Writer(report, letterhead, wording).sheet(), pictures)
    files = {pictures[key]: path for key, path in (thumbnails or {}).items()}
    (page,) = typeset(templates / _TYPST, sheet, files, made_at=int(report.made_at.timestamp()))
    return page


def _illustrated(sheet: Mapping[str, Any], pictures: Mapping[str, str]) -> Mapping[str, Any]:
    """The sheet with the first picture that there is for each of its events, "" where there is none."""
    posts = [
        {**post, "picture": next((pictures[key] for key in post["keys"] if key in pictures), "")}
        for post in sheet["posts"]
    ]
    return {**sheet, "posts": posts}


def csv_text(report: WeeklyReport, letterhead: Letterhead, wording: Wording) -> str:
    """The week's tables, one below the other, as the reader's spreadsheet opens them: `;` and decimal comma for `id`.

    Write it with a BOM (`utf-8-sig`), or Excel takes it for another encoding.
    """
    writer = Writer(report, letterhead, wording)
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";" if wording.language == "id" else ",", lineterminator="\r\n")
    for rows in (_post_table(writer), _channel_table(writer), _partner_table(writer), _stopped_table(writer)):
        table.writerows([_neutral(cell) for cell in row] for row in rows)
        table.writerow([])
    return text.getvalue()


def _neutral(cell: object) -> object:
    return neutral(cell) if isinstance(cell, str) else "" if cell is None else cell


def _head(wording: Wording, *messages: Message) -> list[object]:
    return [wording.say(message) for message in messages]


def _percent(writer: Writer, ratio: float | None) -> str | None:
    return None if ratio is None else writer.percent(ratio)


def _post_table(writer: Writer) -> Iterable[Sequence[object]]:
    say = writer.wording.say
    names = {partner.id: partner.name for partner in writer.report.partners}
    yield _head(
        writer.wording,
        Message("Date"),
        Message("Time"),
        Message("Kind"),
        Message("Title"),
        Message("Partners"),
        Message("Network"),
        Message("Placement"),
        Message("Reach"),
        Message("Interactions"),
        Message("Engagement rate"),
        Message("Age in hours"),
        Message("Provisional"),
        Message("Link"),
    )
    for row in writer.report.posts:
        yield [
            row.published_at.date().isoformat(),
            row.published_at.strftime("%H:%M"),
            writer.letterhead.labels.get(row.kind, row.kind),
            row.title,
            writer.wording.join([names.get(partner, partner) for partner in row.partners]),
            NETWORKS[row.network],
            say(PLACEMENTS[row.placement]),
            row.reach,
            row.interactions,
            _percent(writer, row.rate),
            None if row.age is None else round(row.age / dt.timedelta(hours=1)),
            say(Message("yes") if row.provisional else Message("no")),
            row.permalink,
        ]


def _channel_table(writer: Writer) -> Iterable[Sequence[object]]:
    yield _head(
        writer.wording,
        Message("Channel"),
        Message("Number"),
        Message("This week"),
        Message("Week before"),
        Message("Average of four weeks"),
    )
    for channel in writer.report.channels:
        name = writer.name(channel)
        for label, compared in (
            (Message("Posts"), channel.posts),
            (Message("Reach"), channel.reach),
            (Message("Interactions"), channel.interactions),
            (Message("Followers gained"), channel.gained),
        ):
            values = (compared.now, compared.before, compared.usual)
            yield [name, writer.wording.say(label), *(_cell(writer, value) for value in values)]
        rates = (channel.rate.now, channel.rate.before, channel.rate.usual)
        yield [name, writer.wording.say(Message("Engagement rate")), *(_percent(writer, rate) for rate in rates)]
        yield [name, writer.wording.say(Message("Followers")), channel.followers]


def _cell(writer: Writer, value: float | None) -> object:
    """A whole number as such, so that the spreadsheet can add it up; an average with the language's comma."""
    if value is None or value == int(value):
        return None if value is None else int(value)
    return f"{value:.1f}".replace(".", "," if writer.wording.language == "id" else ".")


def _partner_table(writer: Writer) -> Iterable[Sequence[object]]:
    yield _head(
        writer.wording,
        Message("Partner"),
        Message("Posts this week"),
        Message("Posts in 30 days"),
        Message("Facebook reach in 30 days"),
        Message("Instagram reach in 30 days"),
        Message("Last shown"),
        Message("Agreement ends"),
    )
    for row in writer.report.partners:
        yield [
            row.name,
            row.posts,
            row.posts_30_days,
            *(row.reach_30_days.get(network) for network in NETWORKS),
            row.last_seen.isoformat() if row.last_seen else None,
            row.agreement.end.isoformat() if row.agreement else None,
        ]


def _stopped_table(writer: Writer) -> Iterable[Sequence[object]]:
    say = writer.wording.say
    yield _head(writer.wording, Message("Did not go out"), Message("Channel"), Message("State"), Message("Reason"))
    for stopped in writer.report.stopped:
        yield [stopped.title, stopped.channel, say(STATES[stopped.state]), stopped.reason]


def whatsapp(report: WeeklyReport, letterhead: Letterhead, wording: Wording) -> str:
    """Six lines to be pasted into a chat; `*` makes bold there."""
    writer = Writer(report, letterhead, wording)
    say = wording.say
    active = [channel for channel in report.channels if channel.posts.now]
    posts = [Message("{name} {count}", name=writer.name(c), count=writer.number(c.posts.now)) for c in active]
    reach = [Message("{name} {count}", name=writer.name(c), count=writer.number(c.reach.now)) for c in active]
    rates = [Message("{name} {count}", name=writer.name(c), count=writer.percent(c.rate.now)) for c in active]
    steps = [step.what for step in next_steps(report)]
    lines = (
        Message("*{school}, week of {period}*", school=letterhead.brand.short_name, period=writer.period),
        Message("📌 Posts: {posts}", posts=posts or Message("none")),
        Message("👀 Reach: {reach} · engagement: {rates}", reach=reach or MISSING, rates=rates or MISSING),
        Message("⭐ Best: {best}", best=writer.named(report.best) or MISSING),
        Message("🤝 Partners: {text}", text=writer.unseen() or Message("all shown within 30 days")),
        Message("➡️ Next: {step}", step=steps[0] if steps else Message("nothing is open")),
    )
    return "\n".join(say(line).replace("\n", " ") for line in lines)


def as_json(report: WeeklyReport) -> str:
    """The report for programs: times in ISO 8601, ages in hours, ratios as such, null where a number is missing."""
    steps = [{"what": str(s.what), "owner": str(s.owner), "by": s.by.isoformat()} for s in next_steps(report)]
    return json.dumps(_plain(report) | {"steps": steps}, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    plain = value
    match value:
        case Week():
            plain = str(value)
        case Enum():
            plain = value.value
        case float():
            plain = round(value, 6)
        case dt.timedelta():
            plain = value / dt.timedelta(hours=1)
        case dt.date():
            plain = value.isoformat()
        case Mapping():
            plain = {_plain(key): _plain(item) for key, item in value.items()}
        case tuple():
            plain = [_plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            plain = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
            if isinstance(value, PostRow):
                plain |= {"rate": _plain(value.rate), "provisional": value.provisional}
    return plain
