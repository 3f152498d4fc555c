"""The week's tables for a spreadsheet; no cell is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from brandbot.cells import neutral
from brandbot.errors import Message
from brandbot.pipeline.report.labels import DEFINED, DEFINITIONS, NETWORKS, PLACEMENTS, STATES
from brandbot.pipeline.report.numbers import PostRow, WeeklyReport
from brandbot.pipeline.report.writer import Letterhead, Writer
from brandbot.wording import Wording

Table = Iterable[Sequence[object]]


def csv_text(report: WeeklyReport, letterhead: Letterhead, wording: Wording) -> str:
    """The week's tables, one below the other, as the reader's spreadsheet opens them: `;` and decimal comma for `id`.

    Write it with a BOM (`utf-8-sig`), or Excel takes it for another encoding.
    """
    writer = Writer(report, letterhead, wording)
    tables = (_post_table, _channel_table, _trend_table, _partner_table, _pillar_table, _stopped_table)
    return csv_of([*(table(writer) for table in tables), _definitions(writer)], wording)


def csv_of(tables: Iterable[Table], wording: Wording) -> str:
    """Tables one below the other."""
    text = io.StringIO(newline="")
    sheet = csv.writer(text, delimiter=";" if wording.language == "id" else ",", lineterminator="\r\n")
    for rows in tables:
        sheet.writerows([_neutral(cell) for cell in row] for row in rows)
        sheet.writerow([])
    return text.getvalue()


def _neutral(cell: object) -> object:
    return neutral(cell) if isinstance(cell, str) else "" if cell is None else cell


def _head(wording: Wording, *messages: Message) -> list[object]:
    return [wording.say(message) for message in messages]


def _post_table(writer: Writer) -> Table:
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
        Message("Engagement rate by followers"),
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
            _rate(writer, row),
            writer.percent(row.rate_by_followers) if row.rate_by_followers is not None else None,
            None if row.age is None else round(row.age / dt.timedelta(hours=1)),
            say(Message("yes") if row.provisional else Message("no")),
            row.link,
        ]


def _rate(writer: Writer, row: PostRow) -> str | None:
    """By reach; as a part of the whole where a percentage would say too much."""
    return None if row.rate is None else writer.rate(row)


def _channel_table(writer: Writer) -> Table:
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
            (Message("Sum of posts' reach"), channel.reach),
            (Message("Interactions"), channel.interactions),
            (Message("Followers gained"), channel.gained),
        ):
            values = (compared.now, compared.before, compared.usual)
            yield [name, writer.wording.say(label), *(_cell(writer, value) for value in values)]
        yield [name, writer.wording.say(Message("Engagement rate")), *map(writer.over, channel.bases)]
        yield [name, writer.wording.say(Message("Followers")), channel.followers]


def _cell(writer: Writer, value: float | None) -> object:
    """A whole number as such, so that the spreadsheet can add it up; an average with the language's comma."""
    if value is None or value == int(value):
        return None if value is None else int(value)
    return f"{value:.1f}".replace(".", "," if writer.wording.language == "id" else ".")


def _partner_table(writer: Writer) -> Table:
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


def _trend_table(writer: Writer) -> Table:
    """The charts' numbers."""
    yield _head(
        writer.wording,
        Message("Channel"),
        Message("Week"),
        Message("Reach"),
        Message("Lowest of 4 weeks before"),
        Message("Highest of 4 weeks before"),
    )
    for channel in writer.report.channels:
        for week in channel.trend:
            yield [writer.name(channel), week.monday.isoformat(), week.reach, week.low, week.high]


def _pillar_table(writer: Writer) -> Table:
    yield _head(
        writer.wording,
        Message("Pillar"),
        Message("Events in 90 days"),
        Message("Of"),
        Message("Share"),
        Message("Target"),
    )
    for row in writer.report.pillars:
        name = row.name or writer.wording.say(Message("other"))
        shares = (None if share is None else writer.percent(share) for share in (row.share, row.target))
        yield [name, row.events, row.of, *shares]


def _definitions(writer: Writer) -> Table:
    yield _head(writer.wording, Message("What the numbers mean"))
    for definition in (*DEFINED.values(), *DEFINITIONS):
        yield [writer.wording.say(definition)]


def _stopped_table(writer: Writer) -> Table:
    say = writer.wording.say
    yield _head(writer.wording, Message("Did not go out"), Message("Channel"), Message("State"), Message("Reason"))
    for stopped in writer.report.stopped:
        yield [stopped.title, stopped.channel, say(STATES[stopped.state]), stopped.reason]
