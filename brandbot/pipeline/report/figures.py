"""One channel's four figures beside last week's and those of four weeks, each with its definition under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brandbot.errors import Message
from brandbot.pipeline.report.charts import Chart
from brandbot.pipeline.report.labels import DEFINED
from brandbot.pipeline.report.numbers import ChannelWeek, Compared, Reached
from brandbot.pipeline.report.writer import Writer

_SHORT = 8  # letters; a longer one is set smaller


def channel_table(writer: Writer, channel: ChannelWeek, chart: Chart | None) -> Mapping[str, Any]:
    """Plain values: the name, four rows, the chart's alternative text and its numbers."""
    figures = (_posts, _reach, _rate, _followers)
    return {
        "name": writer.name(channel),
        "key": channel.channel,
        "network": channel.network.value,
        "figures": [figure(writer, channel) for figure in figures],
        "alt": chart.alt if chart else "",
        "trend": [_week(writer, week) for week in channel.trend] if chart else [],
    }


def _figure(
    writer: Writer, label: Message, definition: str, cells: tuple[str, str, str], note: Message | str = ""
) -> dict[str, Any]:
    """A row; a cell that is "" is missing."""
    now, before, usual = cells
    return {
        "label": writer.wording.say(label),
        "definition": writer.wording.say(DEFINED[definition]),
        "now": now or writer.wording.say(Message("not available yet")),
        "missing": not now,
        "long": len(now) > _SHORT,
        "before": before or "–",
        "usual": usual or "–",
        "note": writer.wording.say(note) if isinstance(note, Message) else note,
    }


def _cells(writer: Writer, compared: Compared) -> tuple[str, str, str]:
    values = (compared.now, compared.before, compared.usual)
    now, before, usual = ("" if value is None else writer.number(value) for value in values)
    return now, before, usual


def _posts(writer: Writer, channel: ChannelWeek) -> dict[str, Any]:
    now, before, usual = _cells(writer, channel.posts)
    note = Message("planned: {count}", count=channel.planned)
    return _figure(writer, Message("Posts"), "posts", (now, before, usual), note)


def _reach(writer: Writer, channel: ChannelWeek) -> dict[str, Any]:
    note = _change(writer, channel.reach) or _why_missing(channel, channel.reach.now)
    posts = int(channel.posts.now or 0)
    if channel.reach.now is not None and channel.with_reach < posts:
        note = Message("{part} of {whole} posts are known", part=channel.with_reach, whole=posts)
    return _figure(writer, Message("Sum of posts' reach"), "reach", _cells(writer, channel.reach), note)


def _rate(writer: Writer, channel: ChannelWeek) -> dict[str, Any]:
    now, before, usual = (writer.over(base) for base in channel.bases)
    here = channel.bases[0]
    if channel.rate.before is None:
        before = ""
    if channel.by_followers is not None:
        note: Message | str = Message("by followers; the reach is missing")
        return _figure(
            writer, Message("Engagement"), "rate", (writer.percent(channel.by_followers), before, usual), note
        )
    note = _why_missing(channel, channel.rate.now)
    if here.is_large:
        note = f"{writer.number(here.interactions)} ÷ {writer.number(here.reach)}"
    return _figure(writer, Message("Engagement"), "rate", (now, before, usual), note)


def _followers(writer: Writer, channel: ChannelWeek) -> dict[str, Any]:
    values = (channel.gained.before, channel.gained.usual)
    before, usual = ("" if value is None else writer.signed(value) for value in values)
    now = "" if channel.followers is None else writer.number(channel.followers)
    if channel.gained.now is not None:
        note = Message("{gained} this week", gained=writer.signed(channel.gained.now))
    elif channel.followers is not None:
        note = Message("nothing to compare with: not read in the week before")
    else:
        note = Message("not read this week")
    return _figure(writer, Message("Followers"), "followers", (now, before, usual), note)


def _change(writer: Writer, compared: Compared) -> Message | str:
    if compared.now is None or compared.before is None:
        return ""
    if compared.change is None:  # too small a base for a percentage
        return f"{writer.number(compared.before)} → {writer.number(compared.now)}"
    size = writer.percent(abs(compared.change))
    return Message("up {size}", size=size) if compared.change >= 0 else Message("down {size}", size=size)


def _why_missing(channel: ChannelWeek, value: float | None) -> Message | str:
    if value is not None:
        return ""
    return Message("not read yet, or not told by the network") if channel.posts.now else Message("no posts")


def _week(writer: Writer, week: Reached) -> list[str]:
    """`16 Nov`, `3.205`, `410–1.240`."""
    band = "–" if week.low is None else f"{writer.number(week.low)}–{writer.number(week.high)}"
    reach = "–" if week.reach is None else writer.number(week.reach)
    return [writer.wording.day_short(week.monday), reach, band]
