"""The command line: thin. Each command opens the service, calls it and prints; nothing heavy is imported before."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brandbot import __version__
from brandbot.errors import BrandbotError, Message, Mistakes, Refused
from brandbot.wording import Wording

if TYPE_CHECKING:
    from brandbot.config import Config
    from brandbot.service import Service


def _language() -> str:
    return os.environ.get("BRANDBOT_LANGUAGE", "id")


def _help(text: Message) -> str:
    return Wording(_language()).say(text)


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
At = Annotated[
    str,
    typer.Option("--at", metavar="TIME", help=_help(Message("act as if it were this time (2026-08-12T18:30+07:00)"))),
]
Json = Annotated[bool, typer.Option("--json", help=_help(Message("print as JSON, for programs")))]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help=_help(Message("a new folder")))]


def main() -> None:
    """Run a command; what a person can mend ends with one clear sentence a mistake and exit code 1."""
    for stream in (sys.stdout, sys.stderr):  # Windows' consoles are not UTF-8 by themselves
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Mistakes as mistakes:
        wording = Wording(_language())
        for problem in mistakes.problems:
            _err(f"{problem.place}: {wording.say(problem.message)}")
        sys.exit(1)
    except BrandbotError as error:
        _err(Wording(_language()).say(error.message))
        sys.exit(1)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        _out(__version__)
        raise typer.Exit


@app.callback(help=_help(Message("Partnership events of a school become branded posts, metrics and a weekly report.")))
def _workspace(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("-C", metavar="DIR", help=_help(Message("the workspace's folder")))] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=_help(Message("the version")))
    ] = False,
) -> None:
    del version
    context.obj = folder


@app.command(help=_help(Message("make a new workspace from the sample")))
def init(folder: Folder) -> None:
    """Copy the sample workspace."""
    from brandbot.operate.workspace import init as copy_sample

    copy_sample(folder)
    _say(Message("The workspace is ready. Next: brandbot -C {folder} check", folder=str(folder)))


@app.command(help=_help(Message("tell every mistake in the workspace's files")))
def check(context: typer.Context, as_json: Json = False) -> None:
    """List problems with file, line and column."""
    with _service(context) as service:
        problems = service.check()
        if as_json:
            _json([_placed(problem.place, service.wording.say(problem.message)) for problem in problems])
        else:
            for problem in problems:
                _out(f"{problem.place}: {service.wording.say(problem.message)}")
            if not problems:
                _say(Message("No mistakes found."), service)
    raise typer.Exit(1 if problems else 0)


@app.command(help=_help(Message("print the JSON Schema of a file, for editors")))
def schema(name: Annotated[str, typer.Argument(metavar="config|partners|schedule|template")]) -> None:
    """Print a schema made from the models."""
    from brandbot.config import json_schema
    from brandbot.drawing import ELEMENTS

    _json(json_schema(name, ELEMENTS))


@app.command(help=_help(Message("show what will be posted when, and what is held back and why")))
def plan(context: typer.Context, at: At = "", as_json: Json = False) -> None:
    """List the plan as the files ask for it."""
    from brandbot import listings
    from brandbot.operate.overview import overview_of

    with _service(context) as service:
        overview = overview_of(service, _moment(at, service.config))
        _json(listings.plan_json(overview, service.wording)) if as_json else listings.show_plan(
            overview, service.wording
        )


@app.command(help=_help(Message("draw pictures and captions to look at; nothing is posted")))
def preview(
    context: typer.Context,
    events: Annotated[list[str] | None, typer.Argument(metavar="EVENT…", help=_help(Message("event ids; all")))] = None,
    out: Annotated[Path | None, typer.Option(help=_help(Message("where the page is written")))] = None,
) -> None:
    """Write a page with the creatives of some or all events."""
    from brandbot.operate.preview import write_preview

    with _service(context) as service:
        page = write_preview(service, events or [], out or service.config.root / "out" / "preview")
        _say(Message("Look at {page}", page=str(page)), service)


@app.command(help=_help(Message("publish, read metrics and report, for as long as it runs")))
def run(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help=_help(Message("one pass, then end")))] = False,
    dry: Annotated[
        bool, typer.Option("--dry-run", help=_help(Message("all steps, but nothing is sent or remembered")))
    ] = False,
    at: At = "",
) -> None:
    """Run the service, or one tick of it."""
    from brandbot.operate import running

    config = _config(context)
    if once or dry:
        done = running.run_once(config, _played(at, config), dry=dry)
        _say(running.summary(done), config)
    else:
        running.run_service(config)


@app.command(help=_help(Message("read metrics that are due")))
def collect(context: typer.Context, at: At = "") -> None:
    """Only the collecting step."""
    from brandbot.operate import running

    config = _config(context)
    readings = running.collect(config, _played(at, config))
    _say(Message("{count} readings", count=readings), config)


@app.command(help=_help(Message("write the weekly report")))
def report(
    context: typer.Context,
    week: Annotated[str, typer.Option(metavar="2026-W49", help=_help(Message("the ISO week; the last full one")))] = "",
    at: At = "",
) -> None:
    """Write the report of one week into the workspace."""
    with _service(context) as service:
        now = _moment(at, service.config)
        folder = service.report(week or service.last_week(now), now)
        _say(Message("The report is in {folder}", folder=str(folder)), service)


@app.command(help=_help(Message("tell what is due, what went out, what waits for a person")))
def status(context: typer.Context, at: At = "", as_json: Json = False) -> None:
    """Show how things stand."""
    from brandbot import listings
    from brandbot.operate.overview import overview_of

    with _service(context) as service:
        overview = overview_of(service, _moment(at, service.config))
        _json(listings.status_json(overview, service.wording)) if as_json else listings.show_status(
            overview, service.wording
        )


@app.command(help=_help(Message("run a Meta on this machine, to practise with")))
def sandbox(
    context: typer.Context,
    port: Annotated[int, typer.Option(help=_help(Message("the port on this machine")))] = 8026,
) -> None:
    """Serve the sandbox until Ctrl-C."""
    from brandbot.demo import serve_sandbox

    serve_sandbox(context.obj, port)


@app.command(help=_help(Message("walk the sample school through a whole year, on this machine only")))
def demo(folder: Folder = Path("brandbot-demo")) -> None:
    """Show everything without an account."""
    from brandbot.demo import run_demo

    run_demo(folder, Wording(_language()))


def _config(context: typer.Context) -> Config:
    from brandbot.config import read_config

    config = read_config(context.obj, os.environ)
    os.environ["BRANDBOT_LANGUAGE"] = config.language  # so that an error from here on speaks the workspace's language
    return config


@contextmanager
def _service(context: typer.Context) -> Iterator[Service]:
    """The service without accounts: for commands that only look."""
    from brandbot.service import Service

    service = Service(_config(context), {})
    try:
        yield service
    finally:
        service.close()


def _moment(text: str, config: Config) -> dt.datetime:
    if not text:
        return dt.datetime.now(dt.UTC)
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise Refused(Message("'{text}' is no time; write it like 2026-08-12T18:30", text=text)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=config.zone)


def _played(text: str, config: Config) -> dt.datetime:
    """The moment of a run; a sandbox is told when it is not now."""
    from brandbot.demo import tell_sandbox

    moment = _moment(text, config)
    if text:
        tell_sandbox(config.graph_url, moment)
    return moment


def _say(text: Message, speaker: Service | Config | None = None) -> None:
    wording = getattr(speaker, "wording", None) or Wording(getattr(speaker, "language", _language()))
    _out(wording.say(text))


def _placed(place: Any, text: str) -> dict[str, object]:
    return {"path": place.path, "line": place.line, "column": place.column, "text": text}


def _json(value: object) -> None:
    _out(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _err(text: str) -> None:
    sys.stderr.write(text + "\n")
