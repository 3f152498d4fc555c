"""What the commands share: speaking to the person at the terminal, the service, and the time that is played."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from brandbot.errors import Message, Refused
from brandbot.wording import Wording

if TYPE_CHECKING:
    from brandbot.config import Config
    from brandbot.service import Service


def language() -> str:
    """The language of the terminal: the workspace's once it was read."""
    return os.environ.get("BRANDBOT_LANGUAGE", "id")


def told(text: Message) -> str:
    """A sentence of `--help` in that language."""
    return Wording(language()).say(text)


def config_of(context: typer.Context) -> Config:
    """The workspace's settings."""
    from brandbot.config import read_config

    config = read_config(context.obj, os.environ)
    os.environ["BRANDBOT_LANGUAGE"] = config.language  # so that an error from here on speaks the workspace's language
    return config


@contextmanager
def opened(context: typer.Context) -> Iterator[Service]:
    """The service without accounts: for commands that only look."""
    from brandbot.service import Service

    service = Service(config_of(context), {})
    try:
        yield service
    finally:
        service.close()


def moment_of(text: str, config: Config) -> dt.datetime:
    """The time that was typed, in the school's zone where it names none; now for none. Raises Refused."""
    if not text:
        return dt.datetime.now(dt.UTC)
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise Refused(Message("'{text}' is no time; write it like 2026-08-12T18:30", text=text)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=config.zone)


def played(text: str, config: Config) -> dt.datetime:
    """The moment of a run; a sandbox is told when it is not now."""
    from brandbot.demo import tell_sandbox

    moment = moment_of(text, config)
    if text:
        tell_sandbox(config.graph_url, moment)
    return moment


def say(text: Message, speaker: Service | Config | None = None) -> None:
    """Print a sentence in the speaker's language."""
    wording = getattr(speaker, "wording", None) or Wording(getattr(speaker, "language", language()))
    out(wording.say(text))


def listed(problem: Any, wording: Wording) -> dict[str, object]:
    """A problem as JSON."""
    place = problem.place
    where = {"path": place.path, "line": place.line, "column": place.column}
    return {**where, "text": wording.say(problem.message), "notice": problem.is_notice}


def print_json(value: object) -> None:
    """Print for programs."""
    out(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def out(text: str) -> None:
    """Print a line."""
    sys.stdout.write(text + "\n")


def err(text: str) -> None:
    """Print a line about something that is wrong."""
    sys.stderr.write(text + "\n")
