"""The service's descriptions: what systemd, launchd and the Task Scheduler read is what was meant."""

from __future__ import annotations

import configparser
import datetime as dt
import plistlib
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from brandbot.operate.daemon import Daemon, Installation, installation, plist, task, unit

HOME = Path("home")
PLACES = [Path("/srv/sekolah"), Path("/srv/Sekolah Ku"), Path('/srv/"é" 100% $HOME \\'), Path("/srv/學校")]
TASKS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def daemon(workspace: Path = PLACES[0]) -> Daemon:
    return Daemon("/opt/my venv/bin/python", workspace, "PC\\humas", (dt.time(18), dt.time(18, 30)))


def made(platform: str, workspace: Path = PLACES[0], **environ: str) -> Installation:
    return installation(daemon(workspace), platform, HOME, environ, 501)


def words(workspace: Path) -> list[str]:
    return ["/opt/my venv/bin/python", "-m", "brandbot", "-C", str(workspace), "run"]


def keys_of(text: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # systemd's keys have capitals
    parser.read_string(text)
    return parser


@pytest.mark.parametrize("workspace", PLACES, ids=str)
def test_systemd_runs_this_workspace_whatever_its_name_holds(workspace: Path) -> None:
    service = keys_of(unit(daemon(workspace)))["Service"]

    read = [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(service["ExecStart"])]
    assert read == words(workspace)


def test_systemd_waits_for_ready_watches_and_starts_it_again() -> None:
    parser = keys_of(unit(daemon()))

    service = dict(parser["Service"])
    assert (service["Type"], service["Restart"]) == ("notify", "on-failure")
    assert service["WatchdogSec"] == "30min"
    assert int(service["TimeoutStopSec"]) > 120  # a publishing call under way is finished
    assert parser["Unit"]["StartLimitIntervalSec"] == "0"  # it never gives up
    assert parser["Install"]["WantedBy"] == "default.target"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="only where systemd is")
@pytest.mark.parametrize("workspace", PLACES, ids=str)
def test_systemd_itself_has_nothing_to_say_against_the_unit(workspace: Path, tmp_path: Path) -> None:
    python = tmp_path / "my venv" / "python"
    python.parent.mkdir()
    python.symlink_to("/bin/true")
    file = tmp_path / f"{daemon(workspace).name}.service"
    file.write_text(unit(Daemon(str(python), workspace)), encoding="utf-8")

    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(file)],  # noqa: S607 - wherever it is
        env={"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("workspace", PLACES, ids=str)
def test_launchd_runs_this_workspace_keeps_it_alive_and_lets_it_finish(workspace: Path) -> None:
    agent = plistlib.loads(plist(daemon(workspace)))

    assert agent["ProgramArguments"] == words(workspace)
    assert agent["RunAtLoad"]
    assert agent["KeepAlive"]
    assert agent["Label"] == daemon(workspace).name
    assert agent["ExitTimeOut"] > 120


def order(element: ET.Element) -> list[str]:
    return [child.tag.removeprefix(TASKS) for child in element]


@pytest.mark.parametrize("workspace", PLACES, ids=str)
def test_windows_runs_this_workspace(workspace: Path) -> None:
    root = ET.fromstring(task(daemon(workspace)))  # noqa: S314 - our own text

    assert root.findtext(f".//{TASKS}Command") == words(workspace)[0]
    arguments = root.findtext(f".//{TASKS}Arguments") or ""
    assert unquoted(arguments) == words(workspace)[1:]


def unquoted(line: str) -> list[str]:
    """A command line as Microsoft's C library splits it, for one that has a word in quotes at most once."""
    if '"' not in line:
        return line.split(" ")
    before, _, rest = line.partition('"')
    middle, _, after = rest.rpartition('"')
    backslashes = len(middle) - len(middle.rstrip("\\"))
    middle = middle[: len(middle) - backslashes] + "\\" * (backslashes // 2)
    return [*before.split(), middle.replace('\\"', '"'), *after.split()]


def test_windows_starts_it_at_boot_wakes_for_it_and_never_ends_it() -> None:
    root = ET.fromstring(task(daemon()))  # noqa: S314 - our own text
    settings = {child.tag.removeprefix(TASKS): child.text for child in root.find(f"{TASKS}Settings") or ()}
    boundaries = [element.text for element in root.iter(f"{TASKS}StartBoundary")]

    assert root.find(f"{TASKS}Triggers/{TASKS}BootTrigger") is not None
    assert boundaries == ["2026-01-01T18:00:00", "2026-01-01T18:30:00"]
    assert settings["WakeToRun"] == "true"
    assert settings["ExecutionTimeLimit"] == "PT0S"
    assert settings["DisallowStartIfOnBatteries"] == settings["StopIfGoingOnBatteries"] == "false"
    assert settings["MultipleInstancesPolicy"] == "IgnoreNew"
    assert (root.find(f"{TASKS}Settings/{TASKS}RestartOnFailure")) is not None
    assert root.findtext(f".//{TASKS}UserId") == "PC\\humas"


def test_windows_elements_stand_in_the_order_of_microsofts_schema() -> None:
    """The type of a trigger and what extends it are sequences; the actions name a principal that is there."""
    root = ET.fromstring(task(daemon()))  # noqa: S314 - our own text
    triggers = root.find(f"{TASKS}Triggers")
    assert triggers is not None
    boot, daily, _ = triggers

    assert order(root) == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    assert order(boot) == ["Enabled", "Delay"]
    assert order(daily) == ["Enabled", "StartBoundary", "ScheduleByDay"]
    actions, principal = root.find(f"{TASKS}Actions"), root.find(f".//{TASKS}Principal")
    assert actions is not None
    assert principal is not None
    assert actions.get("Context") == principal.get("id")


def test_two_workspaces_have_two_services_with_names_that_every_system_takes() -> None:
    names = {daemon(place).name for place in (*PLACES, Path("/home2/sekolah"))}

    assert len(names) == len(PLACES) + 1
    assert all(name.isascii() and name.replace("-", "").isalnum() and len(name) < 40 for name in names)


def test_each_system_has_its_own_place_and_commands() -> None:
    name = daemon().name
    linux, mac, windows = made("linux"), made("darwin"), made("win32")

    assert linux.file == HOME / ".config" / "systemd" / "user" / f"{name}.service"
    assert made("linux", XDG_CONFIG_HOME="conf").file == Path("conf") / "systemd" / "user" / f"{name}.service"
    assert [command[2] for command in linux.start] == ["daemon-reload", "enable", "restart"]
    assert linux.stop == [["systemctl", "--user", "disable", "--now", name]]
    assert mac.file == HOME / "Library" / "LaunchAgents" / f"{name}.plist"
    assert mac.start == [["launchctl", "bootstrap", "gui/501", str(mac.file)]]
    assert mac.before == [["launchctl", "bootout", f"gui/501/{name}"]]
    assert windows.file == PLACES[0] / "data" / "service" / f"{name}.xml"
    assert windows.start[0] == ["schtasks", "/Create", "/TN", name, "/XML", str(windows.file), "/F"]
    assert windows.stop == [["schtasks", "/Delete", "/TN", name, "/F"]]
    assert made("freebsd14").file == linux.file
