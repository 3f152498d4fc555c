"""The command line: thin. Each command opens the service, calls it and prints; nothing heavy is imported before."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from brandbot import __version__
from brandbot.errors import BrandbotError, Message, Mistakes
from brandbot.terminal import (
    config_of,
    err,
    language,
    moment_of,
    opened,
    out,
    placed,
    played,
    print_json,
    say,
    told,
)
from brandbot.wording import Wording

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
exports = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(exports, name="export", help=told(Message("write what others take over: articles for the website")))
At = Annotated[
    str,
    typer.Option("--at", metavar="TIME", help=told(Message("act as if it were this time (2026-08-12T18:30+07:00)"))),
]
Json = Annotated[bool, typer.Option("--json", help=told(Message("print as JSON, for programs")))]
Events = Annotated[list[str] | None, typer.Argument(metavar="EVENT…", help=told(Message("event ids; all")))]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help=told(Message("a new folder")))]


def main() -> None:
    """Run a command; what a person can mend ends with one clear sentence a mistake and exit code 1."""
    for stream in (sys.stdout, sys.stderr):  # Windows' consoles are not UTF-8 by themselves
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Mistakes as mistakes:
        wording = Wording(language())
        for problem in mistakes.problems:
            err(f"{problem.place}: {wording.say(problem.message)}")
        sys.exit(1)
    except BrandbotError as error:
        err(Wording(language()).say(error.message))
        sys.exit(1)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        out(__version__)
        raise typer.Exit


@app.callback(help=told(Message("Partnership events of a school become branded posts, metrics and a weekly report.")))
def _workspace(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("-C", metavar="DIR", help=told(Message("the workspace's folder")))] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=told(Message("the version")))
    ] = False,
) -> None:
    del version
    context.obj = folder


@app.command(help=told(Message("make a new workspace from the sample")))
def init(folder: Folder) -> None:
    """Copy the sample workspace."""
    from brandbot.operate.workspace import init as copy_sample

    copy_sample(folder)
    say(Message("The workspace is ready. Next: brandbot -C {folder} check", folder=str(folder)))


@app.command(help=told(Message("tell every mistake in the workspace's files")))
def check(context: typer.Context, as_json: Json = False) -> None:
    """List problems with file, line and column."""
    with opened(context) as service:
        problems = service.check()
        if as_json:
            print_json([placed(problem.place, service.wording.say(problem.message)) for problem in problems])
        else:
            for problem in problems:
                out(f"{problem.place}: {service.wording.say(problem.message)}")
            if not problems:
                say(Message("No mistakes found."), service)
    raise typer.Exit(1 if problems else 0)


@app.command(help=told(Message("print the JSON Schema of a file, for editors")))
def schema(name: Annotated[str, typer.Argument(metavar="config|partners|schedule|template|look|house")]) -> None:
    """Print a schema made from the models."""
    from brandbot.config import json_schema
    from brandbot.drawing import ELEMENTS

    print_json(json_schema(name, ELEMENTS))


@app.command(help=told(Message("show what will be posted when, and what is held back and why")))
def plan(context: typer.Context, at: At = "", as_json: Json = False) -> None:
    """List the plan as the files ask for it."""
    from brandbot import listings
    from brandbot.operate.overview import overview_of

    with opened(context) as service:
        overview = overview_of(service, moment_of(at, service.config))
        print_json(listings.plan_json(overview, service.wording)) if as_json else listings.show_plan(
            overview, service.wording
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


@app.command(help=told(Message("write the weekly report")))
def report(
    context: typer.Context,
    week: Annotated[str, typer.Option(metavar="2026-W49", help=told(Message("the ISO week; the last full one")))] = "",
    at: At = "",
) -> None:
    """Write the report of one week into the workspace."""
    with opened(context) as service:
        now = moment_of(at, service.config)
        folder = service.report(week or service.last_week(now), now)
        say(Message("The report is in {folder}", folder=str(folder)), service)


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


@app.command(help=told(Message("run a Meta on this machine, to practise with")))
def sandbox(
    context: typer.Context,
    port: Annotated[int, typer.Option(help=told(Message("the port on this machine")))] = 8026,
) -> None:
    """Serve the sandbox until Ctrl-C."""
    from brandbot.demo import serve_sandbox

    serve_sandbox(context.obj, port)


@app.command(help=told(Message("walk the sample school through a whole year, on this machine only")))
def demo(folder: Folder = Path("brandbot-demo")) -> None:
    """Show everything without an account."""
    from brandbot.demo import run_demo

    run_demo(folder, Wording(language()))
