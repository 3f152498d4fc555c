"""The doctor: each thing that lets posts fail is found, with what to do; and nothing is changed by looking."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from school import config_of, make_school
from typer.testing import CliRunner, Result

from brandbot import sandbox
from brandbot.cli import app
from brandbot.config import Config, Folder
from brandbot.errors import Message, Refused
from brandbot.operate.choice import NO, Question
from brandbot.operate.doctor import Finding, Level, findings, machine, stage_of
from brandbot.platforms.versions import ENDS, end_of
from brandbot.sandbox.accounts import PERMISSIONS
from brandbot.service import Service
from brandbot.store import Store

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_school(tmp_path_factory.mktemp("doctor") / "school")


@pytest.fixture
def meta(monkeypatch: pytest.MonkeyPatch) -> Iterator[sandbox.Sandbox]:
    with sandbox.start(now=NOW) as running:
        monkeypatch.setenv("BRANDBOT_GRAPH_URL", running.url)
        yield running


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    """What the doctor looks at, in a folder of its own."""
    folder = tmp_path / "school"
    folder.mkdir()
    (folder / "assets").symlink_to(original / "assets")
    for name in ("config.yaml", ".env"):
        shutil.copyfile(original / name, folder / name)
    (folder / ".env").chmod(0o600)
    return folder


Look = Callable[..., dict[tuple[str, str], Finding]]


@pytest.fixture
def look(school: Path, meta: sandbox.Sandbox) -> Look:
    """What the doctor finds, by check and channel."""

    def see(now: dt.datetime = NOW, **changed: Any) -> dict[tuple[str, str], Finding]:
        config = replace(config_of(school, meta), **changed)
        with closing(Service(config, {})) as service:
            return {(one.check, one.about): one for one in findings(service, now)}

    return see


def problems(found: dict[tuple[str, str], Finding]) -> dict[tuple[str, str], Level]:
    return {where: one.level for where, one in found.items() if one.level is not Level.OK}


def test_a_school_where_all_is_well_has_nothing_to_mend(look: Look, school: Path) -> None:
    found = look()

    assert problems(found) == {}
    assert {check for check, _ in found} == {
        *("disk", "secrets", "place", "store", "version", "token", "access_end", "permissions"),
        *("link", "quota", "usage", "clock", "hosting"),
    }
    assert not (school / "data").exists()


def test_looking_leaves_nothing_at_meta(look: Look, meta: sandbox.Sandbox) -> None:
    look()

    assert [row for row in meta.record() if not row["deleted"]] == []


def test_everything_that_is_not_well_says_what_to_do(look: Look, meta: sandbox.Sandbox) -> None:
    meta.configure(permissions=(), access_days=2, usage=100, quota_total=0)

    assert [one.check for one in look().values() if one.level is Level.PROBLEM and not one.cure] == []


def secret(school: Path, name: str, value: str) -> None:
    text = (school / ".env").read_text().splitlines()
    kept = [line for line in text if not line.startswith(f"{name}=")]
    (school / ".env").write_text("\n".join([*kept, *([f"{name}={value}"] if value else [])]) + "\n")


@pytest.mark.parametrize(
    ("token", "said"),
    [
        (sandbox.USER_TOKEN, "person's token"),
        (sandbox.EXPIRED_TOKEN, "opens nothing"),
        ("EAAB-unknown", "opens nothing"),
        (sandbox.OTHER_PAGE_TOKEN, "names another Page"),
        ("", "missing"),
    ],
)
def test_a_token_that_is_not_the_pages_is_a_problem(look: Look, school: Path, token: str, said: str) -> None:
    secret(school, "FB_PAGE_TOKEN", token)
    found = look()["token", "facebook"]

    assert (found.level, said in str(found.text)) == (Level.PROBLEM, True)
    assert "brandbot connect" in str(found.cure)


def test_a_token_that_dies_while_it_is_looked_at_is_a_problem(look: Look, meta: sandbox.Sandbox) -> None:
    meta.fault(match="GET /v26.0/me$", action={"status": 400, "body": {"error": {"code": 190}}}, times=9)

    assert look()["account", "facebook"].level is Level.PROBLEM


@pytest.mark.parametrize("lacking", [{"app_id": ""}, {}])
def test_without_the_apps_number_or_secret_the_end_stays_unknown(
    look: Look, school: Path, lacking: dict[str, str]
) -> None:
    if not lacking:
        secret(school, "FB_APP_SECRET", "")
    found = look(**lacking)

    assert found["token", "facebook"].level is Level.WARNING
    assert ("permissions", "facebook") not in found


@pytest.mark.parametrize(
    ("left", "stage", "level"),
    [
        (90, "", Level.OK),
        (15, "", Level.OK),
        (14, "14", Level.WARNING),
        (8, "14", Level.WARNING),
        (7, "7", Level.WARNING),
        (3, "3", Level.WARNING),
        (2, "3", Level.WARNING),
        (1, "1", Level.WARNING),
        (0, "0", Level.PROBLEM),
    ],
)
def test_the_end_of_instagrams_access_is_told_in_four_stages(
    look: Look, meta: sandbox.Sandbox, left: int, stage: str, level: Level
) -> None:
    meta.configure(access_days=left)
    found = look()
    end = found["access_end", "instagram"]

    assert (end.stage, end.level) == (stage, level)
    assert end.key == f"access_end/instagram/{level}/{stage}"
    assert ("access_end", "facebook") not in found


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (dt.timedelta(days=14, seconds=1), None),
        (14 * DAY, 14),
        (7 * DAY + dt.timedelta(seconds=1), 14),
        (DAY, 1),
        (dt.timedelta(seconds=1), 1),
        (dt.timedelta(), 0),
        (-DAY, 0),
    ],
)
def test_a_reminder_is_the_smallest_stage_that_is_reached(left: dt.timedelta, expected: int | None) -> None:
    assert stage_of(NOW + left, NOW) == expected


def test_a_token_that_ends_is_told_too(look: Look, meta: sandbox.Sandbox) -> None:
    data = {"is_valid": True, "type": "PAGE", "profile_id": sandbox.PAGE_ID, "scopes": list(PERMISSIONS)}
    ends = int((NOW + 2 * DAY).timestamp())
    body = {"data": data | {"expires_at": ends}}
    meta.fault(match="debug_token", action={"status": 200, "body": body}, times=2)

    found = look()["token_end", "facebook"]
    assert (found.level, found.stage) == (Level.WARNING, "3")


def without(*names: str) -> tuple[str, ...]:
    return tuple(name for name in PERMISSIONS if name not in names)


def test_missing_permissions_are_a_problem_or_only_missed(look: Look, meta: sandbox.Sandbox) -> None:
    meta.configure(permissions=without("pages_manage_posts", "instagram_manage_contents"))
    found = look()

    assert "pages_manage_posts" in str(found["permissions", "facebook"].text)
    assert found["permissions", "facebook"].level is Level.PROBLEM
    assert "instagram_manage_contents" in str(found["permissions", "instagram"].text)
    assert found["permissions", "instagram"].level is Level.WARNING


@pytest.mark.parametrize(
    ("linked", "said"), [({"id": "1", "username": "lain"}, "@lain"), (None, "no professional Instagram account")]
)
def test_an_instagram_account_that_hangs_elsewhere_is_a_problem(
    look: Look, meta: sandbox.Sandbox, linked: object, said: str
) -> None:
    body = {"id": sandbox.PAGE_ID, "name": "X"} | ({"instagram_business_account": linked} if linked else {})
    meta.fault(match="GET /v26.0/me$", action={"status": 200, "body": body}, skip=2, times=1)
    found = look()["link", "instagram"]

    assert (found.level, said in str(found.text)) == (Level.PROBLEM, True)


@pytest.mark.parametrize(
    ("total", "used", "level"), [(5, 3, Level.OK), (5, 4, Level.WARNING), (4, 4, Level.PROBLEM), (0, 0, Level.PROBLEM)]
)
def test_the_quota_is_told_before_it_is_used_up(
    look: Look, meta: sandbox.Sandbox, total: int, used: int, level: Level
) -> None:
    body = {"data": [{"quota_usage": used, "config": {"quota_total": total}}]}
    meta.fault(match="content_publishing_limit", action={"status": 200, "body": body})

    assert look()["quota", "instagram"].level is level


@pytest.mark.parametrize("body", [{"data": []}, {"data": [{"quota_usage": 1}]}])
def test_a_quota_that_is_not_told_is_only_a_warning(look: Look, meta: sandbox.Sandbox, body: object) -> None:
    meta.fault(match="content_publishing_limit", action={"status": 200, "body": body})

    assert look()["quota", "instagram"].level is Level.WARNING


@pytest.mark.parametrize(("usage", "level"), [(79, Level.OK), (80, Level.WARNING), (100, Level.PROBLEM)])
def test_calls_are_counted_before_meta_blocks_them(look: Look, meta: sandbox.Sandbox, usage: int, level: Level) -> None:
    meta.configure(usage=usage)

    assert look()["usage", "facebook"].level is level


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ({"status": 200, "body": {"images": [{"source": "ftp://host/x.jpg", "width": 1}]}}, "ftp"),
        ({"status": 200, "body": {"images": [{"source": "http://127.0.0.1:9/x.jpg"}]}}, "URLError"),
        ({"status": 200, "body": {"images": [{"source": "SELF/halaman"}]}}, "text/html"),
        ({"status": 200, "body": {"images": [{"source": "SELF/cdn/0.jpg?oh=x&oe=y"}]}}, "HTTPError 403"),
    ],
)
def test_a_picture_that_cant_be_fetched_is_a_problem(
    look: Look, meta: sandbox.Sandbox, action: dict[str, Any], said: str
) -> None:
    text = json.dumps(action).replace("SELF/", meta.url)
    meta.fault(match=r"GET /v26.0/\d+$", action=json.loads(text), skip=0, times=1)
    found = look()["hosting", ""]

    assert (found.level, said in str(found.text)) == (Level.PROBLEM, True)


def test_a_folder_that_cant_be_written_is_a_problem(look: Look, school: Path) -> None:
    (school / "public").write_text("a file")
    found = look(hosting="folder", folder=Folder("public", "https://smk-contoh.sch.id/foto"))

    assert found["hosting", ""].level is Level.PROBLEM


def test_without_instagram_no_picture_is_put_up(look: Look, school: Path, meta: sandbox.Sandbox) -> None:
    channels = config_of(school, meta).channels[:1]

    assert ("hosting", "") not in look(channels=channels)


# The clock, the store, the version.


@pytest.mark.parametrize("wrong", [dt.timedelta(minutes=3), -dt.timedelta(minutes=3), -30 * DAY, 365 * DAY])
def test_a_clock_that_differs_from_metas_is_a_problem(look: Look, wrong: dt.timedelta) -> None:
    assert look(NOW + wrong)["clock", ""].level is Level.PROBLEM
    assert look(NOW + dt.timedelta(seconds=90))["clock", ""].level is Level.OK


def remember(config: Config, *notes: tuple[str, dt.datetime]) -> None:
    with closing(Store(config.store_url, config.root)) as store:
        for name, moment in notes:
            store.notes.set(name, moment)


def test_a_clock_before_the_stores_newest_moment_is_a_problem(look: Look, school: Path, meta: sandbox.Sandbox) -> None:
    remember(config_of(school, meta), ("tick", NOW + DAY), ("begun", NOW))

    assert look()["clock", ""].level is Level.PROBLEM
    assert look()["store", ""].level is Level.OK


def test_without_an_answer_the_clock_is_only_not_compared(look: Look, meta: sandbox.Sandbox) -> None:
    meta.close()
    found = look()

    assert found["clock", ""].level is Level.WARNING
    assert found["account", "facebook"].level is Level.PROBLEM
    assert found["hosting", ""].level is Level.PROBLEM


def test_a_damaged_store_is_a_problem_and_the_rest_is_looked_at(
    look: Look, school: Path, meta: sandbox.Sandbox
) -> None:
    config = config_of(school, meta)
    remember(config, ("tick", NOW))
    file = Path(config.store_url.removeprefix("sqlite:///"))
    body = bytearray(file.read_bytes())
    body[100:8192] = bytes(8092)
    file.write_bytes(body)
    for other in file.parent.glob("*-wal"):
        other.unlink()
    found = look()

    assert found["store", ""].level is Level.PROBLEM
    assert found["token", "facebook"].level is Level.OK


@pytest.mark.parametrize(
    ("version", "now", "level"),
    [
        ("v26.0", NOW, Level.OK),
        ("v99.0", NOW, Level.OK),
        ("v25.0", NOW, Level.OK),
        ("v21.0", dt.datetime(2026, 11, 23, tzinfo=dt.UTC), Level.WARNING),
        ("v21.0", dt.datetime(2026, 11, 20, tzinfo=dt.UTC), Level.OK),
        ("v21.0", dt.datetime(2027, 1, 21, tzinfo=dt.UTC), Level.PROBLEM),
        ("v19.0", dt.datetime(2026, 10, 1, tzinfo=dt.UTC), Level.PROBLEM),
    ],
)
def test_the_end_of_metas_version_is_told_two_months_ahead(
    look: Look, version: str, now: dt.datetime, level: Level
) -> None:
    assert look(now, graph_version=version)["version", ""].level is level


def test_versions_follow_each_other() -> None:
    ends = [day for day in ENDS.values() if day]

    assert ends == sorted(ends)
    assert end_of("v7.0") == ends[0]


# What a probe found.


def test_what_a_probe_found_stays_a_problem_until_it_is_mended(look: Look, school: Path, meta: sandbox.Sandbox) -> None:
    config = config_of(school, meta)
    with closing(Store(config.store_url, config.root)) as store:
        for question in (Question.PUBLIC, Question.PAGE_HOSTING):
            store.probes.save(sandbox.PAGE_ID, question, NO, "", NOW)
    found = look()

    assert found["app_mode", ""].level is found["page_hosting", ""].level is Level.PROBLEM
    assert ("page_hosting", "") not in look(folder=Folder("public", "https://smk-contoh.sch.id/foto"))


def test_without_a_page_nothing_was_probed(look: Look, school: Path, meta: sandbox.Sandbox) -> None:
    config = config_of(school, meta)
    remember(config, ("tick", NOW))

    assert ("app_mode", "") not in look(channels=config.channels[1:])


# The computer.


@pytest.mark.parametrize(("free", "level"), [(500, Level.OK), (499, Level.WARNING), (99, Level.PROBLEM)])
def test_a_disk_that_fills_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free * 1_000_000))

    assert machine.disk(tmp_path).level is level


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
@pytest.mark.parametrize(("mode", "level"), [(0o600, Level.OK), (0o640, Level.PROBLEM), (0o604, Level.PROBLEM)])
def test_an_env_that_others_can_read_is_a_problem(tmp_path: Path, mode: int, level: Level) -> None:
    (tmp_path / ".env").touch()
    (tmp_path / ".env").chmod(mode)

    assert [one.level for one in machine.secrets(tmp_path) if one.check == "secrets"] == [level]


def test_without_an_env_there_is_nothing_to_guard(tmp_path: Path) -> None:
    assert list(machine.secrets(tmp_path)) == []


def git(folder: Path, *words: str) -> None:
    subprocess.run([shutil.which("git") or "git", "-C", str(folder), *words], check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    if not shutil.which("git"):
        pytest.skip("git is not there")
    git(tmp_path, "init", "-q")
    (tmp_path / "school").mkdir()
    (tmp_path / "school" / ".env").touch(0o600)
    return tmp_path


def told_by_git(folder: Path) -> list[Finding]:
    return [one for one in machine.secrets(folder) if one.check == "git"]


def test_an_env_that_git_would_take_along_is_a_problem(repository: Path) -> None:
    [found] = told_by_git(repository / "school")
    assert found.text.fields["how"] == Message("no .gitignore names it")

    (repository / ".gitignore").write_text(".env\n")
    assert told_by_git(repository / "school") == []

    git(repository, "add", "-f", "school/.env")
    [found] = told_by_git(repository / "school")
    assert found.text.fields["how"] == Message("it is in the repository")


def test_where_git_is_not_installed_nothing_is_said_of_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_args: object, **_more: object) -> None:
        raise FileNotFoundError("git")

    monkeypatch.setattr(subprocess, "run", missing)

    assert told_by_git(repository / "school") == []


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/data /mnt/sekolah nfs4 rw 0 0
//server/x /mnt/folder\\040besar cifs rw 0 0
/dev/sdb1 /mnt/sekolah/lokal ext4 rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "level"),
    [
        ("/home/humas/sekolah", Level.OK),
        ("/mnt/sekolah/brandbot", Level.PROBLEM),
        ("/mnt/folder besar/brandbot", Level.PROBLEM),
        ("/mnt/sekolah/lokal/brandbot", Level.OK),
        ("//server/bersama/sekolah", Level.PROBLEM),
        ("/home/humas/OneDrive - Sekolah/brandbot", Level.WARNING),
        ("/home/humas/Dropbox/brandbot", Level.WARNING),
        ("/home/humas/Google Drive/brandbot", Level.WARNING),
    ],
)
def test_a_workspace_in_a_folder_that_others_copy_or_share_is_told(folder: str, level: Level) -> None:
    assert machine.place(Path(folder), MOUNTS).level is level


def test_a_windows_path_is_read_as_one() -> None:
    assert machine.place(Path(r"C:\Users\humas\OneDrive\brandbot")).level is Level.WARNING
    assert machine.place(Path(r"\\server\bersama")).level is Level.PROBLEM


def test_linux_tells_its_mounts_and_others_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (" / " in machine.mounts()) is Path("/proc/mounts").exists()
    monkeypatch.setattr(machine, "Path", lambda _name: Path("/nowhere"))
    assert machine.mounts() == ""


# At the terminal.

Doctor = Callable[..., Result]


@pytest.fixture
def doctor(school: Path, meta: sandbox.Sandbox, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    del meta
    monkeypatch.setenv("BRANDBOT_LANGUAGE", "id")
    monkeypatch.setattr("time.sleep", lambda _seconds: None)

    def run(*options: str, typed: str = "") -> Result:
        at = ("--at", NOW.isoformat())
        return CliRunner().invoke(app, ["-C", str(school), "doctor", *at, *options], input=typed)

    return run


def test_all_well_is_told_and_ends_with_0(doctor: Doctor) -> None:
    result = doctor()

    assert result.exit_code == 0, result.output
    assert {line[0] for line in result.output.splitlines()} == {"✓"}
    assert "token berbicara untuk SMK Terpadu Al-Huda Petak" in result.output
    assert sandbox.PAGE_TOKEN not in result.output


def test_a_problem_ends_with_1_and_its_cure(doctor: Doctor, school: Path) -> None:
    secret(school, "FB_PAGE_TOKEN", sandbox.EXPIRED_TOKEN)
    result = doctor()

    assert result.exit_code == 1
    assert "✗ facebook: token tidak membuka apa pun" in result.output
    assert "  → jalankan brandbot connect" in result.output


def test_json_is_for_programs(doctor: Doctor, meta: sandbox.Sandbox) -> None:
    meta.configure(access_days=3)
    result = doctor("--json")
    told = json.loads(result.output)

    assert result.exit_code == 0
    assert {tuple(one) for one in told} == {("check", "about", "level", "text", "cure")}
    [end] = [one for one in told if one["check"] == "access_end"]
    assert (end["about"], end["level"], end["cure"]) == ("instagram", "warning", "jalankan brandbot connect")


PROBE = ("--probe", "--page", sandbox.PAGE_ID)


def test_a_probe_asks_once_more_answers_and_clears_up(doctor: Doctor, meta: sandbox.Sandbox) -> None:
    result = doctor(*PROBE, typed=f"{sandbox.PAGE_ID}\ny\ny\n")

    assert result.exit_code == 0, result.output
    assert "draft_twice: yes" in result.output
    assert "on_top: yes" in result.output
    assert "dengan cara ini: draft" in result.output
    assert [row for row in meta.record() if not row["deleted"] and row["kind"] != "container"] == []


def test_a_probe_that_another_number_was_typed_for_does_nothing(doctor: Doctor, meta: sandbox.Sandbox) -> None:
    result = doctor(*PROBE, typed="123\n")

    assert isinstance(result.exception, Refused)
    assert meta.requests() == []


def test_a_probe_of_another_page_asks_nothing(doctor: Doctor) -> None:
    result = doctor("--probe", "--page", sandbox.OTHER_PAGE_ID)

    assert isinstance(result.exception, Refused)
    assert "connect the test Page first" in str(result.exception)


def test_what_follows_from_a_probe_is_said(doctor: Doctor, meta: sandbox.Sandbox) -> None:
    meta.configure(header_tokens=False, page_pictures=False, drafts=False)
    meta.fault(match="scheduled_posts", action={"status": 500}, times=9)
    result = doctor(*PROBE, typed=f"{sandbox.PAGE_ID}\ntidak\n")

    for part in ("dengan cara ini: direct", "dalam formulir", "folder sendiri", "tidak terjawab"):
        assert part in result.output, result.output


def test_what_a_probe_could_not_delete_is_left_to_the_person(doctor: Doctor, meta: sandbox.Sandbox) -> None:
    meta.fault(match="^DELETE", action={"status": 500}, times=99)

    assert "hapus sendiri" in doctor(*PROBE, typed=f"{sandbox.PAGE_ID}\n\n").output
