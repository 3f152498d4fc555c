"""Reports: the week, a partner's sheet, the month and the semester."""

from __future__ import annotations

from typing import Annotated

import typer

from brandbot.cli.app import At, app
from brandbot.errors import Message
from brandbot.terminal import moment_of, opened, say, told

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
