"""Partners and persons: the register of partners, consent, what was shown of whom."""

from __future__ import annotations

import dataclasses
import getpass
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
