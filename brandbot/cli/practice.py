"""A Meta on this machine, and the sample year."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brandbot.cli.app import Folder, app
from brandbot.errors import Message
from brandbot.terminal import language, told
from brandbot.wording import Wording


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
