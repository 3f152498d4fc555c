"""The line itself: publish, read back, report, and how things stand."""

from __future__ import annotations

from typing import Annotated

import typer

from brandbot.cli.app import At, Json, app
from brandbot.errors import Message
from brandbot.terminal import config_of, moment_of, opened, played, print_json, say, told


@app.command(help=told(Message("publish, read metrics and report, for as long as it runs")))
def run(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help=told(Message("one pass, then end")))] = False,
    dry: Annotated[
        bool, typer.Option("--dry-run", help=told(Message("all steps, but nothing is sent or remembered")))
    ] = False,
    at: At = "",
) -> None:
    """Run the service, or one tick of it."""
    from brandbot.operate import running

    config = config_of(context)
    if once or dry:
        done = running.run_once(config, played(at, config), dry=dry)
        say(running.summary(done), config)
    else:
        running.run_service(config)


@app.command(help=told(Message("read metrics that are due")))
def collect(context: typer.Context, at: At = "") -> None:
    """Only the collecting step."""
    from brandbot.operate import running

    config = config_of(context)
    readings = running.collect(config, played(at, config))
    say(Message("{count} readings", count=readings), config)


@app.command(help=told(Message("tell what is due, what went out, what waits for a person")))
def status(context: typer.Context, at: At = "", as_json: Json = False) -> None:
    """Show how things stand."""
    from brandbot import listings
    from brandbot.operate.overview import overview_of

    with opened(context) as service:
        overview = overview_of(service, moment_of(at, service.config))
        print_json(listings.status_json(overview, service.wording)) if as_json else listings.show_status(
            overview, service.wording
        )
