"""The week in words: every text, number and bar of the page, ready to be laid out. Pages hold no logic and no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from brandbot.errors import Message
from brandbot.pipeline.report.charts import Chart
from brandbot.pipeline.report.figures import channel_table
from brandbot.pipeline.report.labels import BENCHMARKS, DEFINED, DEFINITIONS, HEADINGS, MISSING, NETWORKS, STATES
from brandbot.pipeline.report.lines import partner_lines, post_groups
from brandbot.pipeline.report.numbers import Finding, PillarRow, Stopped
from brandbot.pipeline.report.steps import next_steps
from brandbot.pipeline.report.writer import Writer, frame

MOST_STOPPED = 3
MOST_AT_FULL_SIZE = 9  # posts, partners and stopped together; above, the page prints smaller to stay one page


def sheet_of(writer: Writer, charts: Mapping[str, Chart], pillars: Chart | None) -> Mapping[str, Any]:
    """Plain values only: text, numbers, lists and mappings. `charts` are by channel name."""
    report, say = writer.report, writer.wording.say
    posts, partners = list(post_groups(writer)), list(partner_lines(writer))
    stopped = list(_stopped(writer))
    return {
        **frame(writer.letterhead, writer.wording),
        "heading": {name: say(message) for name, message in HEADINGS.items()},
        "defined": {name: say(message) for name, message in DEFINED.items()},
        "period": writer.period,
        "week": str(report.week),
        "status": say(Message("Preliminary") if report.preliminary else Message("Final")),
        "preliminary": report.preliminary,
        "as_of": _as_of(writer),
        "summary": summary(writer),
        "channels": [channel_table(writer, channel, charts.get(channel.channel)) for channel in report.channels],
        "posts": posts,
        "dense": len(posts) + len(partners) + len(stopped) > MOST_AT_FULL_SIZE,
        "more": writer.more(),
        "partners": partners,
        "unseen": writer.unseen(),
        "pillars": {
            "rows": [_pillar(writer, row) for row in report.pillars],
            "alt": pillars.alt if pillars else "",
            "unseen": _programmes(writer),
        },
        "best": _finding(writer, report.best),
        "weakest": _finding(writer, report.weakest),
        "ranked": say(Message("of {count} ranked posts", count=report.ranked)),
        "stopped": stopped,
        "quiet": list(_quiet(writer)),
        "steps": [
            {"what": say(step.what), "owner": say(step.owner), "by": writer.wording.date(step.by)}
            for step in next_steps(report)
        ],
        "definitions": [*map(say, DEFINITIONS), *_benchmarks(writer)],
    }


def summary(writer: Writer) -> str:
    """The week in one sentence."""
    report = writer.report
    if not report.posts:
        return writer.wording.say(Message("Week of {period}: {what}.", period=writer.period, what=_nothing(writer)))
    return writer.wording.say(
        Message(
            "Week of {period}: {posts}; reach {reach}; best: {best}.",
            period=writer.period,
            posts=Message("one post") if len(report.posts) == 1 else Message("{count} posts", count=len(report.posts)),
            reach=[writer.reached(channel) for channel in report.channels if channel.posts.now],
            best=writer.named(report.best) or MISSING,
        )
    )


def _nothing(writer: Writer) -> Message:
    report = writer.report
    if report.closed:
        return Message("nothing was posted ({reason})", reason=", ".join(report.closed))
    if report.stopped:
        return Message("nothing was posted; {count} posts were stopped or missed", count=len(report.stopped))
    return Message("nothing was posted, and nothing was planned")


def _quiet(writer: Writer) -> Iterator[str]:
    """Why a week has no posts, and which events it let pass."""
    report, say = writer.report, writer.wording.say
    if report.posts:
        return
    for reason in report.closed:
        yield say(Message("The school kept quiet: {reason}", reason=reason))
    for event in report.unposted[:MOST_STOPPED]:
        yield say(Message("{title}, {day}: no post was planned", title=event.title, day=event.day))
    if (more := len(report.unposted) - MOST_STOPPED) > 0:
        yield say(Message("and {count} events more", count=more))
    if not (report.closed or report.unposted or report.stopped):
        yield say(Message("No event of this week was written down."))


def _as_of(writer: Writer) -> str:
    report = writer.report
    if report.as_of is None:
        return writer.wording.say(Message("No numbers have been read yet"))
    moment = writer.wording.moment(report.as_of, writer.letterhead.zone_label)
    return writer.wording.say(Message("Numbers as of {time}", time=moment))


def _finding(writer: Writer, finding: Finding | None) -> Mapping[str, str]:
    """A post that stands out; all "" where there is none."""
    if finding is None:
        return {"named": "", "facts": "", "held": ""}
    say, facts = writer.wording.say, list(finding.facts)
    median = finding.median
    return {
        "named": writer.named(finding),
        "facts": say(Message("together with: {facts}", facts=facts)) if facts else "",
        "held": say(
            Message("4-week median {median} (n = {n})", median=writer.percent(median.value), n=median.n)
            if median
            else Message("no median of the four weeks before")
        ),
    }


def _pillar(writer: Writer, row: PillarRow) -> Mapping[str, Any]:
    say = writer.wording.say
    return {
        "name": row.name or say(Message("other")),
        "events": say(Message("{part} of {whole}", part=row.events, whole=row.of)),
        "share": writer.percent(row.share) if row.share is not None else "",
        "target": writer.percent(row.target) if row.target is not None else "–",
    }


def _programmes(writer: Writer) -> str:
    unseen = writer.few(writer.report.programmes_unseen, Message("{count} others"))
    return (
        writer.wording.say(Message("Programmes not shown for 30 days: {programmes}", programmes=unseen))
        if unseen
        else ""
    )


def _stopped(writer: Writer) -> Iterator[str]:
    """`Pelepasan PKL (Facebook, Instagram): tertahan, izin foto belum lengkap`, one line per event."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for post in writer.report.stopped:
        names = groups.setdefault((post.title, writer.wording.say(STATES[post.state]), post.reason), [])
        names += [name for name in [_channel_name(writer, post)] if name not in names]
    for (title, state, reason), names in list(groups.items())[:MOST_STOPPED]:
        yield f"{title} ({', '.join(names)}): {', '.join(filter(None, (state, reason)))}"
    if (more := len(groups) - MOST_STOPPED) > 0:
        yield writer.wording.say(Message("and {count} more; the CSV has them all", count=more))


def _channel_name(writer: Writer, post: Stopped) -> str:
    channels = writer.report.channels
    return next((writer.name(other) for other in channels if other.channel == post.channel), post.channel)


def _benchmarks(writer: Writer) -> Iterator[str]:
    """What others measured, for those who ask; only of networks that the school is on."""
    here = {channel.network for channel in writer.report.channels}
    for one in BENCHMARKS:
        if one.network in here:
            yield writer.wording.say(
                Message(
                    "Outside, {source} {year}: {network} {percent} ({method}); not a target.",
                    source=one.source,
                    year=one.year,
                    network=NETWORKS[one.network],
                    percent=writer.wording.fine_percent(one.percent),
                    method=one.method,
                )
            )
