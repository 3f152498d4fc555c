"""Reports: the week, a partner's sheet, the month and the semester."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandbot.cli.app import At, app, exports
from brandbot.errors import Message
from brandbot.terminal import moment_of, opened, say, told

if TYPE_CHECKING:
    from brandbot.pipeline.report.span import Span

reports = typer.Typer(rich_markup_mode=None)
app.add_typer(
    reports, name="report", help=told(Message("write the weekly report, or one for a partner or a longer time"))
)
Since = Annotated[str, typer.Option(metavar="2026-09-01", help=told(Message("the first day; 90 days before the last")))]
Until = Annotated[str, typer.Option(metavar="2026-11-30", help=told(Message("the last day; today")))]


@reports.callback(invoke_without_command=True)
def report(
    context: typer.Context,
    week: Annotated[str, typer.Option(metavar="2026-W49", help=told(Message("the ISO week; the last full one")))] = "",
    at: At = "",
) -> None:
    """Write the report of one week into the workspace."""
    if context.invoked_subcommand:
        return
    with opened(context) as service:
        now = moment_of(at, service.config)
        folder = service.report(week or service.reporting.last_week(now), now)
        say(Message("The report is in {folder}", folder=str(folder)), service)


@reports.command(help=told(Message("write the sheet that a partner is handed: posts, reach, thanks, next step")))
def partner(
    context: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help=told(Message("the partner's id or name")))],
    since: Since = "",
    until: Until = "",
    at: At = "",
) -> None:
    """Write a partner's sheet as PDF."""
    from brandbot.operate.reports import write_partner

    with opened(context) as service:
        file = write_partner(service, id_, since, until, moment_of(at, service.config))
        say(Message("The sheet is {file}", file=str(file)), service)


@reports.command(help=told(Message("write a month's report, for principal and foundation")))
def month(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="2026-11", help=told(Message("the month")))],
    at: At = "",
) -> None:
    """Write a month's report."""
    from brandbot.pipeline.report.span import Span

    _write(context, Span.month(name), at)


@reports.command(help=told(Message("write a semester's report, for principal and foundation")))
def semester(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="2026/2027-1", help=told(Message("the semester")))],
    at: At = "",
) -> None:
    """Write a semester's report."""
    from brandbot.pipeline.report.span import Span

    _write(context, Span.semester(name), at)


def _write(context: typer.Context, span: Span, at: str) -> None:
    from brandbot.operate.outcomes import outcomes_of
    from brandbot.operate.reports import write_period

    with opened(context) as service:
        folder = write_period(service, span, outcomes_of(service.read()), moment_of(at, service.config))
        say(Message("The report is in {folder}", folder=str(folder)), service)


@exports.command(
    help=told(Message("write the evidence of all that went out: picture, text, link, approval, metrics, hashes"))
)
def evidence(
    context: typer.Context,
    since: Since = "",
    until: Until = "",
    folder: Annotated[Path | None, typer.Option("--out", help=told(Message("where the evidence is written")))] = None,
    at: At = "",
) -> None:
    """Write a folder for each post, an index, a gallery and hashes."""
    from brandbot.operate.evidence import write_evidence
    from brandbot.operate.reports import span_of

    with opened(context) as service:
        now = moment_of(at, service.config)
        first, last = span_of(since, until, now.astimezone(service.config.zone).date())
        target = folder or service.config.root / "out" / "bukti"
        count = write_evidence(service, target, first, last, now)
        say(Message("{count} posts in {page}", count=count, page=str(target / "index.html")), service)
