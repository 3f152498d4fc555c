"""`brandbot service`: the file is written, the system's manager is called, and its refusal is one sentence."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from school import make_school

from brandbot.cli import main
from brandbot.operate import installing

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the manager is played by a shell script")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("installing") / "sekolah ku")


class Manager:
    """Plays systemctl, launchctl and schtasks: notes how it was called, refuses what it is told to refuse."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.calls_file = folder, folder / "calls"
        for name in ("systemctl", "launchctl", "schtasks"):
            self.refuse(name, "")

    def refuse(self, name: str, word: str) -> None:
        """Let calls with this word fail."""
        text = f'#!/bin/sh\necho "{name} $*" >> "{self.calls_file}"\n'
        if word:
            text += f'case "$*" in *{word}*) echo "Access is denied." >&2; exit 1;; esac\n'
        script = self.folder / name
        script.write_text(text, encoding="utf-8")
        script.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        """How it was called."""
        return self.calls_file.read_text(encoding="utf-8").splitlines() if self.calls_file.exists() else []


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "sekolah ku"))


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manager:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(installing.sys, "platform", "linux")  # type: ignore[attr-defined]
    return Manager(folder)


@pytest.fixture
def brandbot(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], school: Path, manager: Manager
) -> Run:
    """Run a command in the school; exit code, output, errors."""
    del manager
    monkeypatch.setenv("BRANDBOT_LANGUAGE", "id")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school), *words])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_it_is_installed_started_told_of_and_taken_away(brandbot: Run, manager: Manager, tmp_path: Path) -> None:
    code, out, err = brandbot("service", "install")

    [file] = (tmp_path / "home" / ".config" / "systemd" / "user").iterdir()
    assert (code, err) == (0, "")
    assert str(file) in out
    assert "enable-linger" in out
    assert f'"{tmp_path / "sekolah ku"}" "run"' in file.read_text(encoding="utf-8")
    assert manager.calls == [
        "systemctl --user daemon-reload",
        f"systemctl --user enable {file.stem}",
        f"systemctl --user restart {file.stem}",
    ]
    assert f"terpasang: {file}" in brandbot("service", "status")[1]

    code, out, _ = brandbot("service", "uninstall")
    assert (code, file.exists()) == (0, False)
    assert manager.calls[-1] == f"systemctl --user disable --now {file.stem}"
    assert "belum terpasang" in brandbot("service", "status")[1]


def test_status_tells_whether_it_runs_and_when_it_last_did_something(brandbot: Run, school: Path) -> None:
    code, out, _ = brandbot("service", "status")
    assert code == 0
    assert "sedang tidak bekerja" in out
    assert "belum pernah" in out

    with FileLock(school / "data" / "brandbot.lock"):
        found = json.loads(brandbot("service", "status", "--json")[1])
        assert "sedang bekerja" in brandbot("service", "status")[1]
    assert found == {"file": "", "at_work": True, "last_tick": None}
    assert not json.loads(brandbot("service", "status", "--json")[1])["at_work"]


def test_what_the_manager_refuses_is_one_sentence_with_its_words(brandbot: Run, manager: Manager) -> None:
    manager.refuse("systemctl", "restart")

    code, _, err = brandbot("service", "install")

    assert (code, err.count("\n")) == (1, 1)
    assert "Access is denied" in err
    assert "administrator" in err


def test_without_a_manager_it_is_said_so(brandbot: Run, manager: Manager) -> None:
    (manager.folder / "systemctl").unlink()
    os.environ["PATH"] = str(manager.folder)

    code, _, err = brandbot("service", "install")

    assert (code, err.count("\n")) == (1, 1)
    assert "systemctl" in err


def test_what_is_not_installed_cannot_be_taken_away(brandbot: Run, manager: Manager) -> None:
    code, _, err = brandbot("service", "uninstall")

    assert code == 1
    assert "tidak terpasang" in err
    assert manager.calls == []


def test_a_place_that_cannot_be_written_is_said_so(brandbot: Run, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way", encoding="utf-8")

    code, _, err = brandbot("service", "install")

    assert (code, err.count("\n")) == (1, 1)
    assert "tidak dapat ditulis" in err


def test_a_mac_is_asked_to_let_go_of_the_old_one_first(
    brandbot: Run, manager: Manager, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installing.sys, "platform", "darwin")  # type: ignore[attr-defined]
    manager.refuse("launchctl", "bootout")  # there is none

    assert brandbot("service", "install")[0] == 0

    [file] = (tmp_path / "home" / "Library" / "LaunchAgents").iterdir()
    assert [call.split()[1] for call in manager.calls] == ["bootout", "bootstrap"]
    assert brandbot("service", "uninstall")[0] == 0
    assert not file.exists()


def test_windows_gets_a_task_for_this_user_that_wakes_at_the_rules_times(
    brandbot: Run, manager: Manager, monkeypatch: pytest.MonkeyPatch, school: Path
) -> None:
    monkeypatch.setattr(installing.sys, "platform", "win32")  # type: ignore[attr-defined]
    monkeypatch.setenv("USERDOMAIN", "PC-TU")

    assert brandbot("service", "install")[0] == 0

    [file] = (school / "data" / "service").iterdir()
    text = file.read_bytes().decode("utf-16")
    assert f"<UserId>PC-TU\\{getpass.getuser()}</UserId>" in text
    assert "T18:30:00" in text
    assert "T18:00:00" in text
    assert "T20:30:00" in text  # where 18.30 moves to in Ramadan
    assert [call.split()[1] for call in manager.calls] == ["/End", "/Create", "/Run"]
    assert brandbot("service", "uninstall")[0] == 0
