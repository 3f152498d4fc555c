"""How events come in: imported from a table, asked for one by one, written into a sheet we hand out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brandbot.cli.app import Json, app
from brandbot.errors import Message
from brandbot.terminal import opened, out, print_json, say, told

events = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(events, name="events", help=told(Message("take events in: from a table, by questions, by a sheet")))


@events.command("import", help=told(Message("take a CSV, XLSX or ODS file over into schedules/, row by row")))
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=told(Message("the table, wherever it lies")))],
    dry: Annotated[bool, typer.Option("--dry-run", help=told(Message("only tell; write nothing")))] = False,
    as_json: Json = False,
) -> None:
    """Import a table; exit code 1 where a row was refused."""
    from brandbot import listings
    from brandbot.operate.importing import FILE, Outcome, import_events

    with opened(context) as service:
        done = import_events(service, file, dry=dry)
        if as_json:
            print_json(listings.import_json(done, service.wording))
        else:
            listings.show_import(done, service.wording)
            if done.written:
                say(Message("Written into {file}; that file is yours to edit.", file=FILE), service)
    raise typer.Exit(1 if done.count(Outcome.REFUSED) else 0)


@events.command(help=told(Message("ask for one event, field by field, and write it into schedules/")))
def add(context: typer.Context) -> None:
    """Add an event by questions."""
    from brandbot.operate.asking import FILE, add_event

    with opened(context) as service:
        say_in = service.wording.say
        event = add_event(
            service.read(),
            service.config.root,
            lambda question, default: str(typer.prompt(say_in(question), default=default, show_default=bool(default))),
            lambda mistake: out(f"  {say_in(mistake)}"),
        )
        say(Message("{id} is written into {file} and waits for approval.", id=event.id, file=FILE), service)


@events.command(help=told(Message("write an empty sheet to be filled in, with an example and drop-down lists")))
def template(
    context: typer.Context,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=told(Message("the kind of event; or monev")))],
    file: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help=told(Message("a new file")))],
) -> None:
    """Write a form."""
    from brandbot.operate.handing_out import hand_out

    with opened(context) as service:
        hand_out(service, kind, file)
        say(Message("The sheet is in {file}; filled in: brandbot events import {file}", file=str(file)), service)
