"""The service as each system's manager wants it described. Pure: a text, where it belongs, and what to call."""

from __future__ import annotations

import datetime as dt
import hashlib
import plistlib
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_TASKS = "http://schemas.microsoft.com/windows/2004/02/mit/task"
# A tick may wait for the network many times over; then it is late, not dead. What hangs for half an hour is dead.
_WATCHDOG = "30min"
_STOP = 150  # seconds: a publishing call may take 120 and is finished
_UNIT = """\
# Written by brandbot service install; brandbot service uninstall takes it away.
[Unit]
Description=brandbot in {workspace}
StartLimitIntervalSec=0

[Service]
Type=notify
ExecStart={command}
TimeoutStartSec=10min
TimeoutStopSec={stop}
WatchdogSec={watchdog}
Restart=on-failure
RestartSec=60
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native

[Install]
WantedBy=default.target
"""


@dataclass(frozen=True, slots=True)
class Daemon:
    """Which Python runs which workspace, for whom; `wake_at` are the times of day at which a sleeping PC is woken."""

    python: str
    workspace: Path
    user: str = ""
    wake_at: Sequence[dt.time] = ()

    @property
    def name(self) -> str:
        """A name of its own for each workspace, in letters that every system takes."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.workspace.name.lower()).strip("-")[:20].rstrip("-") or "school"
        return f"brandbot-{slug}-{hashlib.sha256(str(self.workspace).encode()).hexdigest()[:6]}"

    @property
    def command(self) -> Sequence[str]:
        """What is run."""
        return (self.python, "-m", "brandbot", "-C", str(self.workspace), "run")


@dataclass(frozen=True, slots=True)
class Installation:
    """A file to write, and the commands that put it in force and take it back; of `before` none need succeed."""

    file: Path
    content: bytes
    before: Sequence[Sequence[str]]
    start: Sequence[Sequence[str]]
    stop: Sequence[Sequence[str]]


def installation(daemon: Daemon, platform: str, home: Path, environ: Mapping[str, str], uid: int) -> Installation:
    """How the service is installed on a platform (as `sys.platform` names it); systemd where it is no other."""
    name = daemon.name
    if platform == "win32":
        file = daemon.workspace / "data" / "service" / f"{name}.xml"
        stop = ["schtasks", "/End", "/TN", name]
        start = [["schtasks", "/Create", "/TN", name, "/XML", str(file), "/F"], ["schtasks", "/Run", "/TN", name]]
        return Installation(file, task(daemon), [stop], start, [["schtasks", "/Delete", "/TN", name, "/F"]])
    if platform == "darwin":
        file = home / "Library" / "LaunchAgents" / f"{name}.plist"
        out = ["launchctl", "bootout", f"gui/{uid}/{name}"]
        return Installation(file, plist(daemon), [out], [["launchctl", "bootstrap", f"gui/{uid}", str(file)]], [])
    file = Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "systemd" / "user" / f"{name}.service"
    user = ["systemctl", "--user"]
    start = [[*user, "daemon-reload"], [*user, "enable", name], [*user, "restart", name]]
    return Installation(file, unit(daemon).encode(), [], start, [[*user, "disable", "--now", name]])


def unit(daemon: Daemon) -> str:
    """A unit for systemd's user manager."""
    return _UNIT.format(
        workspace=str(daemon.workspace).replace("%", "%%"),
        command=" ".join(map(_quoted, daemon.command)),
        stop=_STOP,
        watchdog=_WATCHDOG,
    )


def _quoted(word: str) -> str:
    """A word of systemd's command line: in quotes, without specifiers and variables."""
    text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"'


def plist(daemon: Daemon) -> bytes:
    """A launch agent for macOS."""
    log = str(daemon.workspace / "data" / "log" / "service.txt")
    return plistlib.dumps(
        {
            "Label": daemon.name,
            "ProgramArguments": list(daemon.command),
            "RunAtLoad": True,
            "KeepAlive": True,
            "ThrottleInterval": 60,
            "ExitTimeOut": _STOP,
            "ProcessType": "Background",
            "Umask": 0o077,
            "StandardErrorPath": log,
        }
    )


def task(daemon: Daemon) -> bytes:
    """A task for Windows' Task Scheduler, its elements in the order of Microsoft's schema."""
    root = ET.Element("Task", {"version": "1.3", "xmlns": _TASKS})
    _add(root, "RegistrationInfo", {"Description": f"brandbot in {daemon.workspace}"})
    triggers = ET.SubElement(root, "Triggers")
    _add(triggers, "BootTrigger", {"Enabled": "true", "Delay": "PT1M"})
    for time in daemon.wake_at:
        daily = _add(triggers, "CalendarTrigger", {"Enabled": "true", "StartBoundary": f"2026-01-01T{time:%H:%M}:00"})
        _add(daily, "ScheduleByDay", {"DaysInterval": "1"})
    principal = _add(ET.SubElement(root, "Principals"), "Principal", _PRINCIPAL | {"UserId": daemon.user})
    principal.set("id", "Author")
    settings = _add(root, "Settings", _SETTINGS)
    _add(settings, "RestartOnFailure", {"Interval": "PT1M", "Count": "999"})
    actions = ET.SubElement(root, "Actions", {"Context": "Author"})
    program, *words = daemon.command
    _add(actions, "Exec", {"Command": program, "Arguments": subprocess.list2cmdline(words)})
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-16", xml_declaration=True)
    return text


# Whether somebody is logged in or not, without a stored password.
_PRINCIPAL = {"UserId": "", "LogonType": "S4U", "RunLevel": "LeastPrivilege"}
_SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "RunOnlyIfNetworkAvailable": "false",
    "AllowStartOnDemand": "true",
    "Enabled": "true",
    "RunOnlyIfIdle": "false",
    "WakeToRun": "true",
    "ExecutionTimeLimit": "PT0S",  # for ever
    "Priority": "7",
}


def _add(parent: ET.Element, name: str, values: Mapping[str, str]) -> ET.Element:
    element = ET.SubElement(parent, name)
    for key, text in values.items():
        ET.SubElement(element, key).text = text
    return element
