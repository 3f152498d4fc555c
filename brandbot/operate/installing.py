"""Installing the service: writes what `daemon` describes and calls the system's manager. Thin."""

from __future__ import annotations

import dataclasses
import datetime as dt
import getpass
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.operate.daemon import Daemon, Installation, installation
from brandbot.operate.workspace import is_at_work
from brandbot.pipeline.hours import opening, with_periods
from brandbot.service import Service

LINGER = Message("So that it also runs while nobody is logged in: loginctl enable-linger")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the service stands: the file it is installed by, "" for none."""

    file: str
    at_work: bool
    last_tick: dt.datetime | None


def install(service: Service) -> Path:
    """Install the service and start it; its file. Raises Refused with what the system's manager said."""
    made = _here(service, _wake_at(service))
    try:
        for folder in (made.file.parent, service.config.root / "data" / "log"):
            folder.mkdir(parents=True, exist_ok=True)
        made.file.write_bytes(made.content)
    except OSError as error:
        raise Refused(
            Message("{folder} can't be written; give this account the right to write there", folder=str(made.file))
        ) from error
    for command in made.before:
        _call(command, may_fail=True)
    for command in made.start:
        _call(command)
    return made.file


def uninstall(service: Service) -> Path:
    """Stop the service and take it away; the file that is gone. Raises Refused where none is installed."""
    made = _here(service)
    if not made.file.exists():
        raise Refused(Message("the service is not installed for {folder}", folder=str(service.config.root)))
    for command in made.before:
        _call(command, may_fail=True)
    for command in made.stop:
        _call(command)
    made.file.unlink()
    return made.file


def standing(service: Service) -> Standing:
    """Whether it is installed, whether brandbot is at work here, and when it last did something."""
    file = _here(service).file
    return Standing(
        str(file) if file.exists() else "", is_at_work(service.config.root), service.store.notes.get("tick")
    )


def _here(service: Service, wake_at: Sequence[dt.time] = ()) -> Installation:
    daemon = Daemon(sys.executable, service.config.root, _user(), wake_at)
    uid = os.getuid() if hasattr(os, "getuid") else 0
    return installation(daemon, sys.platform, Path.home(), os.environ, uid)


def _user() -> str:
    return f"{os.environ['USERDOMAIN']}\\{getpass.getuser()}" if "USERDOMAIN" in os.environ else getpass.getuser()


def _wake_at(service: Service) -> Sequence[dt.time]:
    """When the rules stage and publish, also in the calendar's periods: a PC that fell asleep is woken for both."""
    ahead, day = service.config.stage_ahead, dt.date(2026, 1, 1)
    workspace = service.read()
    periods = [dataclasses.replace(one, provisional=False) for one in workspace.periods]  # they may soon hold
    hours = with_periods(service.config.hours, periods)
    usual = {rule.time for rule in workspace.rules}
    moments = [dt.datetime.combine(one.first, time, hours.zone) for one in periods for time in usual]
    opened = (opening(hours, moment, same_hour=True)[0] for moment in moments)
    times = usual | {moment.astimezone(hours.zone).time() for moment in opened}
    slots = [dt.datetime.combine(day, time) for time in times]
    return sorted({moment.time() for slot in slots for moment in (slot - ahead, slot)})


def _call(command: Sequence[str], *, may_fail: bool = False) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, and no shell reads them
            command, capture_output=True, text=True, errors="replace", timeout=900, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused(
            Message(
                "'{command}' can't be run here ({error}); let brandbot run be started at log-in by other means",
                command=command[0],
                error=type(error).__name__,
            )
        ) from error
    if done.returncode and not may_fail:
        said = " ".join((done.stderr or done.stdout).split())[:300]
        raise Refused(
            Message(
                "'{command}' refused: {said}. Try brandbot run by hand first; on Windows, install as administrator",
                command=" ".join(command[:3]),
                said=said.rstrip("."),
            )
        )
