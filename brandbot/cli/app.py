"""The application that all commands join, and how it ends when something is wrong."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from brandbot import __version__
from brandbot.errors import BrandbotError, Message, Mistakes
from brandbot.terminal import err, language, out, told
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
    except Exception as error:  # noqa: BLE001 - the last one
        # Where it happened, and of which kind; its text could hold a secret, and stands masked in the log.
        err("".join(traceback.format_tb(error.__traceback__)).rstrip())
        fault = Message("a fault of brandbot's own ({kind}); please report these lines", kind=type(error).__name__)
        err(Wording(language()).say(fault))
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
