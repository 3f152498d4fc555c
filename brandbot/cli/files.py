"""Commands about the workspace and its files: nothing is sent."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import typer

from brandbot.cli.app import At, Events, Folder, Json, app, exports
from brandbot.errors import Message
from brandbot.terminal import config_of, listed, moment_of, opened, out, print_json, say, told
from brandbot.wording import Wording


@app.command(help=told(Message("make a new workspace from the sample")))
def init(folder: Folder) -> None:
    """Copy the sample workspace."""
    from brandbot.operate.workspace import init as copy_sample

    copy_sample(folder)
    say(Message("The workspace is ready. Next: brandbot -C {folder} check", folder=str(folder)))


@app.command(help=told(Message("tell every mistake in the workspace's files")))
def check(context: typer.Context, as_json: Json = False) -> None:
    """List problems with file, line and column; notices alone are no failure."""
    with opened(context) as service:
        found = service.check()
        mistaken = any(not problem.is_notice for problem in found)
        if as_json:
            print_json([listed(problem, service.wording) for problem in found])
        else:
            for problem in found:
                out(f"{problem.place}: {service.wording.say(problem.message)}")
            if not mistaken:
                say(Message("No mistakes found."), service)
    raise typer.Exit(1 if mistaken else 0)


@app.command(help=told(Message("write the days of a school year into schedules/calendar.yaml, or tell what differs")))
def calendar(
    context: typer.Context,
    year: Annotated[str, typer.Argument(metavar="2026/2027")],
    file: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=told(Message("another file")))] = None,
    as_json: Json = False,
) -> None:
    """Write a calendar; a file that is there already is only held against it."""
    from brandbot.operate.school_year import FILE, school_year, write_calendar

    wanted, config = school_year(year), config_of(context)
    target = file or config.root / FILE
    differs = write_calendar(wanted, target, str(file or FILE))
    wording = Wording(config.language)
    told_of = [wording.say(message) for message in differs or ()]
    if as_json:
        print_json({"file": str(target), "written": differs is None, "differences": told_of})
        return
    for line in told_of:
        out(line)
    say(_outcome(differs is None, bool(told_of), str(file or FILE)), config)


def _outcome(written: bool, differs: bool, file: str) -> Message:  # noqa: FBT001 - two facts of one deed
    if written:
        return Message("{file} is written. Provisional days wait: confirm each when it is decided.", file=file)
    if differs:
        return Message("{file} was left as it is; take over what is right.", file=file)
    return Message("{file} says the same.", file=file)


@app.command(help=told(Message("print the JSON Schema of a file, for editors")))
def schema(name: Annotated[str, typer.Argument(metavar="config|partners|schedule|template|look|house")]) -> None:
    """Print a schema made from the models."""
    from brandbot.config import json_schema
    from brandbot.drawing import ELEMENTS

    print_json(json_schema(name, ELEMENTS))


@app.command(help=told(Message("show what will be posted when, and what is held back and why")))
def plan(
    context: typer.Context,
    at: At = "",
    explain: Annotated[
        bool, typer.Option("--explain", help=told(Message("say why this slot and not earlier")))
    ] = False,
    as_json: Json = False,
) -> None:
    """List the plan as the files ask for it."""
    from brandbot import listings
    from brandbot.operate.overview import overview_of

    with opened(context) as service:
        overview = overview_of(service, moment_of(at, service.config))
        print_json(listings.plan_json(overview, service.wording)) if as_json else listings.show_plan(
            overview, service.wording, explain=explain
        )


@app.command(help=told(Message("draw pictures and captions to look at; nothing is posted")))
def preview(
    context: typer.Context,
    events: Events = None,
    folder: Annotated[Path | None, typer.Option("--out", help=told(Message("where the page is written")))] = None,
    audit: Annotated[bool, typer.Option("--audit", help=told(Message("with what was measured drawn in")))] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help=told(Message("draw anew at each change, until Ctrl-C")))
    ] = False,
) -> None:
    """Write a page with the creatives of some or all events."""
    from brandbot.operate import preview as previews

    with opened(context) as service:
        target = folder or service.config.root / "out" / "preview"
        wish = previews.Wish(tuple(events or ()), audit=audit, watched=watch)
        page = previews.write_preview(service, wish, target)
        say(Message("Look at {page}", page=str(page)), service)
        if watch:
            from brandbot import clock

            stop = threading.Event()
            clock.stop_on_signals(stop)
            previews.watch(service, wish, target, stop.wait)


@exports.command(help=told(Message("write pictures, captions and steps for publishing by hand")))
def package(
    context: typer.Context,
    events: Events = None,
    folder: Annotated[Path | None, typer.Option("--out", help=told(Message("where the packages are written")))] = None,
    at: At = "",
) -> None:
    """Write a folder for each event of the next seven days."""
    from brandbot.operate.package import write_packages

    with opened(context) as service:
        target = folder or service.config.root / "out" / "package"
        written = write_packages(service, events or [], target, moment_of(at, service.config))
        for path in written:
            out(str(path))
        say(Message("{count} packages", count=len(written)), service)


@exports.command(help=told(Message("write news for the school's website, as HTML and Markdown with a cover")))
def web(
    context: typer.Context,
    events: Events = None,
    folder: Annotated[Path | None, typer.Option("--out", help=told(Message("where the articles are written")))] = None,
) -> None:
    """Write an article for each event that may go out."""
    from brandbot.operate.articles import write_articles

    with opened(context) as service:
        written = write_articles(service, events or [], folder or service.config.root / "out" / "web")
        for article in written:
            out(str(article))
        say(Message("{count} articles", count=len(written)), service)
