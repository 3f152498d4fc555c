"""Upkeep: the service at every start of the machine, backups."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from brandbot.cli.app import Json, app
from brandbot.errors import Message
from brandbot.terminal import opened, print_json, say, told

services = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(services, name="service", help=told(Message("let brandbot run by itself whenever this computer is on")))


@services.command(help=told(Message("install it for this workspace and start it")))
def install(context: typer.Context) -> None:
    """Install the service."""
    from brandbot.operate import installing

    with opened(context) as service:
        file = installing.install(service)
        say(Message("The service is installed and runs: {file}", file=str(file)), service)
        if sys.platform == "linux":
            say(installing.LINGER, service)


@services.command(help=told(Message("tell whether it is installed, whether it runs, and when it last did something")))
def status(context: typer.Context, as_json: Json = False) -> None:
    """Show how the service stands."""
    from brandbot import listings
    from brandbot.operate import installing

    with opened(context) as service:
        found = installing.standing(service)
        if as_json:
            print_json(dataclasses.asdict(found))
            return
        installed = Message("The service is installed: {file}", file=found.file)
        say(
            installed if found.file else Message("The service is not installed; see: brandbot service install"), service
        )
        say(Message("brandbot is at work.") if found.at_work else Message("brandbot is not at work."), service)
        say(listings.last_tick(found.last_tick, dt.datetime.now(dt.UTC)), service)


@services.command(help=told(Message("stop it and take it away; the workspace stays as it is")))
def uninstall(context: typer.Context) -> None:
    """Uninstall the service."""
    from brandbot.operate import installing

    with opened(context) as service:
        file = installing.uninstall(service)
        say(Message("The service is gone: {file}", file=str(file)), service)


@app.command(help=told(Message("write a backup of the workspace, also while brandbot runs; never a secret")))
def backup(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE.zip", help=told(Message("a new file")))] = None,
    with_consent: Annotated[
        bool, typer.Option("--with-consent", help=told(Message("with the consent register: for nobody else's eyes")))
    ] = False,
) -> None:
    """Back the workspace up."""
    from brandbot.operate.backup import back_up

    with opened(context) as service:
        made = back_up(service, file, dt.datetime.now(dt.UTC), with_consent=with_consent)
        say(Message("The backup is in {file}; keep a copy outside this computer.", file=str(made)), service)
        if not with_consent:
            say(Message("The consent register is not in it; copy the folder consent/ by itself."), service)


@app.command(help=told(Message("bring a backup back; nothing is sent before it is known what went out since")))
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help=told(Message("a backup")))],
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help=told(Message("where to; the workspace itself")))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=told(Message("keep aside what is there")))] = False,
) -> None:
    """Restore a workspace."""
    from brandbot.operate import restoring

    done = restoring.restore(file, folder or context.obj, dt.datetime.now().astimezone(), force=force)
    say(Message("{folder} is again as it was on {when}.", folder=str(done.folder), when=done.made_at))
    if done.aside:
        say(Message("What was there lies in {folder}; delete it when all is well.", folder=str(done.aside)))
    if not (done.folder / ".env").exists():
        say(Message("Now write the secrets into .env; no backup holds them."))
    say(Message("With the next run brandbot first looks what went out since then; until then it sends nothing."))
