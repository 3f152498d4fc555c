"""How events come in: imported from a table, asked for one by one, written into a sheet we hand out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brandbot.cli.app import Json, app
from brandbot.errors import Message
from brandbot.terminal import opened, print_json, say, told

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
