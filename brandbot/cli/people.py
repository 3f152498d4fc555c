"""Partners and persons: the register of partners, consent, what was shown of whom."""

from __future__ import annotations

import dataclasses
import getpass
from pathlib import Path
from typing import Annotated

import typer

from brandbot.cli.app import At, Json, app
from brandbot.errors import Message
from brandbot.terminal import config_of, moment_of, opened, out, played, print_json, say, told

consents = typer.Typer(rich_markup_mode=None)
app.add_typer(consents, name="consent", help=told(Message("whose consent is missing, and what is taken back")))


@consents.callback(invoke_without_command=True)
def consent(context: typer.Context, at: At = "", as_json: Json = False) -> None:
    """List whose consent is missing for what comes."""
    from brandbot.operate import audit
    from brandbot.operate import consents as consenting

    if context.invoked_subcommand:
        return
    with opened(context) as service:
        found = consenting.missing(service, moment_of(at, service.config))
        if as_json:
            print_json([dataclasses.asdict(one) for one in found])
            return
        for one in found:
            out(f"{service.wording.date_short(one.day)}  {one.title} ({one.event_id})")
            for what, people in ((Message("photo"), one.photo), (Message("name"), one.name)):
                if people:
                    out(f"    {service.wording.say(what)}: {', '.join(people)}")
            if one.count:
                say(Message("    photo: {count} who are only counted", count=one.count), service)
        if not found:
            say(Message("No consent is missing for what comes."), service)
        if not audit.is_whole(service.config.root):
            say(Message("consent/audit.jsonl was changed by somebody; compare it with an older copy"), service)
        say(Message("This is an aid, not legal advice: the school answers for consent."), service)


@consents.command(help=told(Message("a person, or a parent, takes consent back: hold and take down what shows them")))
def withdraw(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help=told(Message("key or name in the register")))],
    by: Annotated[str, typer.Option(metavar="NAME", help=told(Message("who noted it; for the audit")))] = "",
    at: At = "",
) -> None:
    """Write a withdrawal down and carry it out."""
    from brandbot.operate import consents as consenting
    from brandbot.operate.running import answering

    config = config_of(context)
    with answering(config) as answers:
        done = consenting.withdraw(answers, person, by or getpass.getuser(), played(at, config))
        for line in consenting.lines_of(done):
            say(line, config)


@consents.command("import", help=told(Message("take a CSV, XLSX or ODS file over into consent/, row by row")))
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=told(Message("the table, wherever it lies")))],
    dry: Annotated[bool, typer.Option("--dry-run", help=told(Message("only tell; write nothing")))] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help=told(Message("who noted it; for the audit")))] = "",
    as_json: Json = False,
) -> None:
    """Import a register; exit code 1 where a row was refused."""
    from brandbot import listings
    from brandbot.operate.consent_import import FILE, import_consents
    from brandbot.operate.importing import Outcome

    with opened(context) as service:
        done = import_consents(service, file, by or getpass.getuser(), moment_of("", service.config), dry=dry)
        if as_json:
            print_json(listings.import_json(done, service.wording))
        else:
            listings.show_import(done, service.wording)
            if done.written:
                text = Message(
                    "Written into {file}. consent/ is in no ordinary backup, report or export: copy it yourself, to a "
                    "stick that the school keeps.",
                    file=FILE,
                )
                say(text, service)
    raise typer.Exit(1 if done.count(Outcome.REFUSED) else 0)


@consents.command(help=told(Message("write an empty sheet for consents, with an example and drop-down lists")))
def template(
    context: typer.Context,
    file: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help=told(Message("a new file")))],
) -> None:
    """Write a form."""
    from brandbot.operate.handing_out import hand_out_register

    with opened(context) as service:
        hand_out_register(service, file)
        say(Message("The sheet is in {file}; filled in: brandbot consent import {file}", file=str(file)), service)


@app.command(help=told(Message("how the partnerships stand: posts, agreements that end, places for internships")))
def partners(
    context: typer.Context,
    partner: Annotated[str, typer.Argument(metavar="[PARTNER]", help=told(Message("id or name; all")))] = "",
    at: At = "",
    as_json: Json = False,
) -> None:
    """List all partners, or tell of one."""
    from brandbot import people_listings
    from brandbot.operate import partnership

    with opened(context) as service:
        now = moment_of(at, service.config)
        found, places = partnership.standings(service, now, partner), partnership.places(service, now)
        if as_json:
            rows = [dataclasses.asdict(one) for one in found]
            print_json({"partners": rows, "places": [dataclasses.asdict(one) for one in places]})
        else:
            people_listings.show_partners(found, () if partner else places, service.wording)


@app.command(help=told(Message("what was not shown: events, programmes, partners; the shares of the pillars")))
def coverage(context: typer.Context, at: At = "", as_json: Json = False) -> None:
    """List what fell through."""
    from brandbot import people_listings
    from brandbot.operate.coverage import coverage_of

    with opened(context) as service:
        found = coverage_of(service, moment_of(at, service.config))
        if as_json:
            shares = [{**dataclasses.asdict(one), "share": one.share} for one in found.shares]
            print_json({**dataclasses.asdict(found), "shares": shares})
        else:
            people_listings.show_coverage(found, service.wording)
