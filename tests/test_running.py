"""`brandbot run` as a process of its own: what it tells its manager, how it ends, what it refuses to begin with."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from school import config_of, make_small_school, service

from brandbot import sandbox
from brandbot.errors import Refused
from brandbot.operate.accounts import connect
from brandbot.operate.heartbeat import Heartbeat
from brandbot.operate.running import run_once

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither SIGTERM nor these sockets")
EVENT = """\
events:
  - id: A
    kind: new_partner
    title: Kerja Sama dengan Hotel Contoh Asri
    date: {now:%Y-%m-%d}
    publish_at: {now:%Y-%m-%d %H.%M}
    partners: [hotel-contoh]
    consent: tidak_perlu
    approval: disetujui
"""


def by_day() -> ZoneInfo:
    """A zone in which it is between nine and ten in the morning: nothing is posted in the night."""
    hours = (9 - dt.datetime.now(dt.UTC).hour + 12) % 24 - 12
    return ZoneInfo(f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT")


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school with one event that is due now."""
    folder = make_small_school(tmp_path_factory.mktemp("running") / "school")
    zone, config = by_day(), folder / "config.yaml"
    text = config.read_text(encoding="utf-8").replace("Asia/Jakarta", zone.key, 1)
    config.write_text(text, encoding="utf-8")
    event = EVENT.format(now=dt.datetime.now(zone))
    (folder / "schedules" / "mine.yaml").write_text(event, encoding="utf-8")
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "school"))


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start() as running:
        yield running


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(school: Path, meta: sandbox.Sandbox) -> Iterator[Start]:
    """Start `brandbot run`; what still lives at the end of the test is killed."""
    begun: list[subprocess.Popen[bytes]] = []

    def run(**environ: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "brandbot", "-C", str(school), "run"]
        begun.append(subprocess.Popen(words, env=os.environ | {"BRANDBOT_GRAPH_URL": meta.url} | environ))
        return begun[-1]

    yield run
    for process in begun:
        process.kill()
        process.wait()


def rows(school: Path, query: str) -> list[tuple[object, ...]]:
    """What the store holds; nothing while there is none."""
    file = school / "data" / "brandbot.sqlite"
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
            return store.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []


def until(happened: Callable[[], object]) -> None:
    """Look until it happened; fails after half a minute."""
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def in_a_call(school: Path) -> None:
    """Look until a call is under way."""
    until(lambda: rows(school, "select 1 from attempts where outcome is null"))


def test_systemd_is_told_that_it_is_ready_that_it_lives_and_that_it_ends(start: Start) -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"{folder}/notify")
        manager.settimeout(30)
        process = start(NOTIFY_SOCKET=f"{folder}/notify")

        assert manager.recv(100) == b"READY=1"
        assert manager.recv(100) == b"WATCHDOG=1"
        process.send_signal(signal.SIGTERM)
        while (told := manager.recv(100)) == b"WATCHDOG=1":
            pass
        assert told == b"STOPPING=1"
        assert process.wait(30) == 0


def test_a_service_without_a_manager_tells_nobody_and_one_whose_manager_is_gone_goes_on(tmp_path: Path) -> None:
    for address in ("", str(tmp_path / "gone"), "@brandbot-nobody-listens"):
        heart = Heartbeat(address)
        heart.ready()
        heart.beat()
        heart.stopping()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has abstract sockets")
def test_an_abstract_socket_is_one_too() -> None:
    name = f"brandbot-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}")
        manager.settimeout(30)
        Heartbeat(f"@{name}").beat()
        assert manager.recv(100) == b"WATCHDOG=1"


def test_sigterm_lets_the_call_under_way_finish_and_leaves_no_lease(
    start: Start, school: Path, meta: sandbox.Sandbox
) -> None:
    meta.fault(match="POST .*/photos", when="after", action="hang")
    process = start()
    in_a_call(school)
    process.send_signal(signal.SIGTERM)
    meta.clear_faults()

    assert process.wait(30) == 0
    assert rows(school, "select * from attempts where outcome is null") == []
    assert rows(school, "select * from posts where owner <> ''") == []


@pytest.mark.slow
def test_a_second_sigterm_ends_it_at_once_and_the_next_run_goes_on_from_there(
    start: Start, school: Path, meta: sandbox.Sandbox
) -> None:
    meta.fault(match="POST .*/photos", when="after", action="hang")
    process = start()
    in_a_call(school)
    while process.poll() is None:
        process.send_signal(signal.SIGTERM)
        time.sleep(0.01)  # it needs the processor, too
    meta.clear_faults()

    assert process.returncode == -signal.SIGTERM
    assert rows(school, "select * from posts where owner <> ''") != []
    start()
    until(lambda: rows(school, "select * from posts where state = 'published' and network = 'facebook'"))
    assert [row["kind"] for row in meta.record() if row["is_published"]].count("post") == 1


def damage(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "truncated":
        content = content[: len(content) // 2]
    elif how == "zeroed header":
        content[:100] = bytes(100)
    else:
        content[4096 : 4096 * 6] = b"\xa5" * (4096 * 5)
    file.write_bytes(content)


@pytest.mark.parametrize("how", ["truncated", "zeroed header", "overwritten pages"])
def test_with_a_damaged_store_nothing_is_sent_and_the_cure_is_told(
    school: Path, meta: sandbox.Sandbox, how: str
) -> None:
    config = config_of(school, meta)
    with service(config, connect(config)) as before:
        before.tick(dt.datetime.now(dt.UTC) - dt.timedelta(days=2))
    damage(school / "data" / "brandbot.sqlite", how)
    sent = len(meta.requests())

    with pytest.raises(Refused) as refusal:
        run_once(config, dt.datetime.now(dt.UTC))

    assert "brandbot restore" in str(refusal.value)
    assert len(meta.requests()) == sent
