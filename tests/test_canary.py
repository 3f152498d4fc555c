"""A canary in every secret of .env: under faults of every sort it is found nowhere but there."""

from __future__ import annotations

import base64
import hashlib
import hmac
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from platforms_fixtures import Wire, open_wire
from school import at, config_of, make_small_school, service

from brandbot import sandbox
from brandbot.cli import main
from brandbot.errors import PlatformError
from brandbot.operate.preview import Wish, write_preview
from brandbot.operate.running import working
from brandbot.platforms.graph import Graph
from brandbot.service import Service

PASSWORD = "sandi-gateway-burung-kenari"
SECRETS = (sandbox.PAGE_TOKEN, sandbox.APP_SECRET, PASSWORD)
PROOF = hmac.new(sandbox.APP_SECRET.encode(), sandbox.PAGE_TOKEN.encode(), hashlib.sha256).hexdigest()
Run = Callable[..., int]


def canaries() -> Iterator[bytes]:
    """Every secret, and what it looks like after the usual ways of writing it."""
    for secret in (*SECRETS, PROOF):
        raw = secret.encode()
        yield from (raw, quote(secret, safe="").encode(), base64.b64encode(raw), raw.hex().encode(), raw[::-1])


def sightings(content: bytes) -> list[bytes]:
    """The canaries in some bytes."""
    return [canary for canary in canaries() if canary in content]


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as one:
        yield one


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_small_school(tmp_path_factory.mktemp("canary") / "school")
    config = folder / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "\nnotices: [NOTICE_URL]\n", encoding="utf-8")
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path, wire: Wire) -> Path:
    """The sample school with its notices going to the wire."""
    folder = Path(shutil.copytree(original, tmp_path / "school"))
    address = f"json://humas:{PASSWORD}@{wire.url.removeprefix('http://')}"
    with (folder / ".env").open("a", encoding="utf-8") as file:
        file.write(f"NOTICE_URL={address}\n")
    return folder


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start() as running:
        yield running


@pytest.fixture
def brandbot(monkeypatch: pytest.MonkeyPatch, school: Path, meta: sandbox.Sandbox) -> Run:
    """Run a command in the school; its exit code."""
    monkeypatch.setenv("BRANDBOT_GRAPH_URL", meta.url)
    monkeypatch.setenv("BRANDBOT_LANGUAGE", "id")

    def run(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["brandbot", "-C", str(school), *words])
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return run


def echo(status: int, **more: object) -> dict[str, Any]:
    """An answer that says back what it was sent, as servers and proxies do."""
    text = f"Error validating access token {sandbox.PAGE_TOKEN} appsecret_proof={PROOF} of {sandbox.APP_SECRET}"
    return {"status": status, "body": {"error": {"message": text, "fbtrace_id": sandbox.PAGE_TOKEN, **more}}}


FAULTS: tuple[tuple[str, str | dict[str, Any]], ...] = (
    ("POST .*/photos", echo(500, code=2)),
    ("POST .*/photos", echo(400, code=190, error_subcode=463)),
    ("POST .*/photos", {"status": 502, "body": f"<html>{sandbox.PAGE_TOKEN}</html>"}),
    (
        "POST .*/photos",
        {"status": 302, "headers": {"Location": f"https://example.org/?access_token={sandbox.PAGE_TOKEN}"}},
    ),
    ("POST .*/feed", "reset"),
    ("POST .*/feed", "truncate"),
    ("POST .*/media", echo(400, code=100)),
    ("GET .*insights", echo(400, code=100)),
    (r"POST .*/\d+_\d+$", echo(500, code=1)),
    ("media_publish", echo(400, code=4, error_subcode=2207051)),
)


def leak(*_args: object, **_words: object) -> None:
    """A step that breaks with every secret in its text."""
    raise RuntimeError(f"Authorization: Bearer {sandbox.PAGE_TOKEN}, {sandbox.APP_SECRET}, {PROOF}, {PASSWORD}")


def tick(running: Service, moment: str) -> None:
    """One tick as the clock makes it."""
    try:
        running.tick(at(f"2026-12-02 {moment}"))
    except (PlatformError, RuntimeError) as error:
        running.log.failed("tick", error)


def work(school: Path, meta: sandbox.Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """An evening with every fault on its way, and steps that break."""
    for match, action in FAULTS:
        meta.fault(match=match, when="before", action=action)
    with working(config_of(school, meta)) as running:
        for moment in ("17:59", "18:01", "18:05", "18:20", "18:31", "18:40", "18:52", "19:15", "19:45", "20:00"):
            meta.set_clock(at(f"2026-12-02 {moment}"))
            tick(running, moment)
        for place, name in ((Graph, "put_photo"), (Service, "collect"), (Service, "render"), (Graph, "request")):
            with monkeypatch.context() as broken:
                broken.setattr(place, name, leak)
                tick(running, "20:05")


def test_no_secret_is_found_in_any_log_page_database_backup_or_notice(
    school: Path, meta: sandbox.Sandbox, wire: Wire, brandbot: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(school, meta, monkeypatch)
    with service(config_of(school), {}) as looking:
        write_preview(looking, Wish(), school / "out")
        looking.report("2026-W49", at("2026-12-10 08:00"))
    assert brandbot("backup", str(school / "copy.zip")) == 0
    with zipfile.ZipFile(school / "copy.zip") as archive:
        archive.extractall(school / "unpacked")

    files = [file for file in school.rglob("*") if file.is_file() and file.name != ".env"]
    kinds = {file.suffix for file in files}
    assert {file.name for file in files if sightings(file.read_bytes())} == set()
    assert {".jsonl", ".sqlite", ".html", ".pdf", ".csv", ".json", ".jpg", ".zip"} <= kinds
    log = (school / "data" / "log" / "brandbot.jsonl").read_text(encoding="utf-8")
    assert {step for step in ("photo.0", "draft", "container") if f'"step": "{step}"' in log} != set()
    assert log.count("•••") >= 4
    assert wire.heard != []
    assert [heard.path for heard in wire.heard if sightings(heard.body + heard.path.encode())] == []


BAD = {
    "in the clear": f"http://example.org/?access_token={sandbox.PAGE_TOKEN}",
    "no host": f"https://{sandbox.APP_SECRET}@",
    "nobody there": f"http://127.0.0.1:9/{sandbox.PAGE_TOKEN}",
    "no address": f"[{sandbox.PAGE_TOKEN}",
}


@pytest.mark.parametrize("url", BAD.values(), ids=BAD.keys())
def test_no_secret_is_said_of_a_bad_address(
    brandbot: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], url: str
) -> None:
    monkeypatch.setenv("BRANDBOT_GRAPH_URL", url)

    assert brandbot("run", "--once") == 1
    said = "".join(capfd.readouterr())
    assert sightings(said.encode()) == []
    assert said != ""


def test_no_secret_is_said_of_a_gateway_that_is_none(
    brandbot: Run, school: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (school / ".env").open("a", encoding="utf-8") as file:
        file.write(f"NOTICE_URL=nonsense-{PASSWORD}\n")

    assert brandbot("run", "--once") == 1
    said = "".join(capfd.readouterr())
    assert sightings(said.encode()) == []
    assert "NOTICE_URL" in said


def test_a_traceback_says_where_and_of_which_kind_and_no_secret(
    brandbot: Run, school: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Service, "collect", leak)

    assert brandbot("run", "--once", "--at", "2026-12-02T18:00") == 1
    out, err = capfd.readouterr()
    assert sightings((out + err).encode()) == []
    assert "in leak" in err
    assert "RuntimeError" in err.splitlines()[-1]
    log = (school / "data" / "log" / "brandbot.jsonl").read_bytes()
    assert sightings(log) == []
    assert b"Authorization: Bearer \xe2\x80\xa2" in log


def test_the_canaries_would_be_found(school: Path, meta: sandbox.Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The faults do bring the secrets to where they are masked."""
    assert sightings((school / ".env").read_bytes()) != []
    monkeypatch.setattr("brandbot.logs.masked", lambda text, _secrets: text)
    with working(config_of(school, meta)) as running:
        monkeypatch.setattr(Service, "collect", leak)
        meta.set_clock(at("2026-12-02 18:00"))
        tick(running, "18:00")

    assert sightings((school / "data" / "log" / "brandbot.jsonl").read_bytes()) != []
