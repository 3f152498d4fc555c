"""The reports' small charts as SVG, each with its values in words. The one home of pygal.

Shapes and colours come from a short style of our own, so that a chart is small, the same bytes on every repeat, and
reads in print. What a chart shows stands beside it as a table, too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from brandbot.errors import Message
from brandbot.pipeline.report.numbers import ChannelWeek, PillarRow, Reached
from brandbot.pipeline.report.writer import Writer, contrast

if TYPE_CHECKING:
    from brandbot.model import Brand

_READABLE = 3  # WCAG 2.2: contrast of shapes against white
_INK, _SOFT, _BAND, _LINE = "#1b2230", "#5a6473", "#e3e8ec", "#c3cad3"
_BALLAST = ("script", "title", "desc")
_LEAST = 2  # points that make a line
_LIFT = 26  # pygal sets a value below its point, where the line is
_STYLE = """
text{{font-family:'Plus Jakarta Sans','Segoe UI',Roboto,Arial,sans-serif;font-size:11px;fill:{soft};stroke:none}}
.background,.axis .line,.axis path,.guides .line{{fill:none;stroke:none}}
.axis.x text{{text-anchor:middle}}.axis.y text{{text-anchor:end}}
.text-overlay text{{text-anchor:middle;font-weight:700;fill:{ink};font-size:12px;stroke:#ffffff;stroke-width:3px;
paint-order:stroke}}
"""
_REACH = """
.serie-0 path{{fill:{band};stroke:{band}}}.serie-1 path{{fill:#ffffff;stroke:#ffffff}}
.serie-2 path{{fill:none;stroke:{main};stroke-width:2.6;stroke-linejoin:round}}
.serie-2 .dot{{fill:{main};stroke:#ffffff;stroke-width:1.5}}
.text-overlay text{{text-anchor:end}}
"""
_PILLARS = ".serie-0 .rect{{fill:{line};stroke:none}}.serie-1 .rect{{fill:{main};stroke:none}}"
_BARS = ".rect{{fill:{main};stroke:none}}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and what it shows, in words."""

    svg: str
    alt: str


def reach_charts(writer: Writer) -> Mapping[str, Chart]:
    """Each channel's reach by week with the band of the four weeks before, where there are weeks to compare."""
    found = {channel.channel: _reach_chart(writer, channel) for channel in writer.report.channels}
    return {name: chart for name, chart in found.items() if chart}


def _reach_chart(writer: Writer, channel: ChannelWeek) -> Chart | None:
    known = [number for number, week in enumerate(channel.trend) if week.reach is not None]
    if len(known) < _LEAST:
        return None
    weeks = channel.trend[known[0] : known[-1] + 1]
    low, high = _band(weeks)
    names = [writer.wording.day_short(week.monday) for week in weeks]
    chart = _pygal().Line(
        **_options((250, 112), max([*high, *(week.reach or 0 for week in weeks)])), dots_size=3, print_values=True
    )
    chart.x_labels = [name if (len(names) - place) % 2 else "" for place, name in enumerate(names)]
    chart.add("high", high, fill=True, show_dots=False, formatter=_saying(""))
    chart.add("low", low, fill=True, show_dots=False, formatter=_saying(""))
    last = writer.number(weeks[-1].reach)
    values = [{"value": week.reach, "formatter": _saying(last if week is weeks[-1] else "")} for week in weeks]
    chart.add("reach", values)
    said = (f"{name} {writer.number(week.reach)}" for name, week in zip(names, weeks, strict=True))
    text = Message("Reach of {channel} by week: {weeks}", channel=writer.name(channel), weeks="; ".join(said))
    return Chart(_svg(chart, writer.letterhead.brand, _REACH), writer.wording.say(text))


def _band(weeks: Sequence[Reached]) -> tuple[list[int], list[int]]:
    """The lowest and highest by week; where nothing was known before, the week's own reach, so that no band shows."""
    low, high = list[int](), list[int]()
    for week in weeks:
        own = week.reach if week.reach is not None else (low[-1] if low else 0)
        low.append(own if week.low is None else week.low)
        high.append(max(own, low[-1]) if week.high is None else week.high)
    return low, high


def pillar_chart(writer: Writer) -> Chart | None:
    """Each pillar's share beside its target; None where too little was shown for shares."""
    rows = [row for row in writer.report.pillars if row.name]
    if not rows or rows[0].share is None:
        return None
    return Chart(_pillar_svg(writer, rows), writer.wording.say(_pillars_said(writer, rows)))


def _pillar_svg(writer: Writer, rows: Sequence[PillarRow]) -> str:
    top = max(max(row.share or 0, row.target or 0) for row in rows)
    options = _options((230, 26 * len(rows) + 4), top) | {"show_y_labels": True, "show_x_labels": False}
    chart = _pygal().HorizontalBar(**options | {"margin_top": 2, "margin_left": 2}, rounded_bars=2)
    upwards = rows[::-1]  # pygal begins at the bottom
    chart.x_labels = [row.name for row in upwards]
    chart.add("target", [row.target for row in upwards])
    chart.add("share", [row.share for row in upwards])
    return _svg(chart, writer.letterhead.brand, _PILLARS)


def _pillars_said(writer: Writer, rows: Sequence[PillarRow]) -> Message:
    said = (f"{row.name} {writer.percent(row.share)} / {writer.percent(row.target)}" for row in rows)
    return Message("Share of each pillar / its target: {pillars}", pillars="; ".join(said))


def year_chart(brand: Brand, years: Sequence[tuple[str, int, str]], alt: str) -> Chart:
    """A bar a year: its name, its count, and the count as it is said."""
    top = max((count for _, count, _ in years), default=1)
    chart = _pygal().Bar(**_options((330, 150), top), rounded_bars=2, print_values=True, print_values_position="top")
    chart.x_labels = [name for name, _, _ in years]
    chart.add("count", [{"value": count, "formatter": _saying(said)} for _, count, said in years])
    return Chart(_svg(chart, brand, _BARS), alt)


@cache
def _pygal() -> Any:
    """The library, on the standard library's trees whether or not lxml is about."""
    import pygal  # noqa: PLC0415 - for pages only
    from pygal.etree import etree  # noqa: PLC0415 - for pages only

    etree.to_etree()
    # It hooks itself into all later imports, for plug-ins that we have none of; Python 3.11 warns of that.
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != pygal.__name__]
    return pygal


def _saying(text: str) -> Any:
    return lambda _value: text


def _options(size: tuple[int, int], top: float) -> dict[str, Any]:
    width, height = size
    return {
        "css": [],
        "js": [],
        "width": width,
        "height": height,
        "range": (0, top * 1.02 if top else 1),
        "no_prefix": True,
        "show_legend": False,
        "truncate_label": -1,
        "show_y_labels": False,
        "disable_xml_declaration": True,
        "explicit_size": True,
        "margin": 2,
        "margin_top": 18,
        "margin_left": 18,
        "margin_right": 18,
        "spacing": 6,
    }


def _svg(chart: Any, brand: Brand, style: str) -> str:
    """The drawing in our style, without what a page has no use for: scripts, dates, tooltips."""
    root = chart.render_tree()
    for parent, child in list(_pairs(root)):
        if _is_ballast(child):
            parent.remove(child)
    main = brand.primary if contrast(brand.primary, "#ffffff") >= _READABLE else _INK
    colours = {"main": main, "ink": _INK, "soft": _SOFT, "band": _BAND, "line": _LINE}
    for node in root.iter():
        if node.tag.endswith("style"):
            node.text = (_STYLE + style).format(**colours).replace("\n", "")
        elif "value" in node.get("class", "").split() and style is _REACH:
            node.set("y", str(float(node.get("y", "0")) - _LIFT))
            node.set("x", str(float(node.get("x", "0")) - _LIFT / 2))
    return ET.tostring(root, encoding="unicode")


def _pairs(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    for parent in root.iter():
        for child in parent:
            yield parent, child


def _is_ballast(node: ET.Element) -> bool:
    tag: object = node.tag  # of a comment it is a function
    return not isinstance(tag, str) or tag in _BALLAST or "tooltip-overlay" in node.get("class", "")
