"""Kill a real `brandbot run` again and again while it publishes to a real sandbox, and count what is live.

python scripts/kills.py --posts 200 --kills 30 --seed 1: processes, HTTP, SIGKILL at seeded moments, 8 % of all calls
faulted by seed. Ends with 1 where a post is live twice, lost or stuck.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from PIL import Image
from school import config_of, dry_accounts, make_school, service

from brandbot.model import Creative, PostState, Rendition
from brandbot.sandbox.mishaps import MISHAPS
from brandbot.store import Store

RATE = 0.08
AWAKE = 0.2, 1.6  # seconds between a process's beginning and its death
PATIENCE = 600  # seconds until what is left counts as stuck; a soak gets more
SLOWEST = 2  # seconds a post, on a machine that does other things as well
OPEN = (PostState.PLANNED, PostState.STAGED, PostState.SCHEDULED, PostState.UNKNOWN)
EVENT = """\
  - id: E{number}
    kind: new_partner
    title: Kerja Sama Nomor {number:05}
    date: {date}
    publish_at: {day} 18.30
    partners: [hotel-contoh]
    consent: tidak_perlu
    approval: disetujui
"""


class Town:
    """A school's workspace with its posts planned and drawn, and a sandbox in a process of its own."""

    def __init__(self, folder: Path, posts: int, seed: int) -> None:
        self.root = make_school(folder / "school")
        self._write_events(posts)
        self.url = f"http://127.0.0.1:{_free_port()}/"
        self._plan(posts)
        self._seed = seed
        self.store = Store(config_of(self.root).store_url, self.root)

    def _write_events(self, posts: int) -> None:
        schedules = self.root / "schedules"
        for name in ("events.csv", "events.yaml", "recurring.yaml", "calendar.yaml"):
            (schedules / name).unlink()
        day = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
        # Each on a day of its own, or they were held as written down twice; all are to go out at the same time.
        days = (day + dt.timedelta(days=number) for number in range(posts // 2))
        events = (EVENT.format(number=number, day=day, date=date) for number, date in enumerate(days))
        (schedules / "mine.yaml").write_text("events:\n" + "".join(events), encoding="utf-8")

    def _plan(self, count: int) -> None:
        """Plan all posts; a plain picture stands for each, since it is publishing that is tried here."""
        picture = self.root / "plain.jpg"
        Image.new("RGB", (240, 300), (30, 90, 120)).save(picture, "JPEG")
        rendition = Rendition(picture, 240, 300, hashlib.sha256(picture.read_bytes()).hexdigest(), "Contoh")
        config, now = config_of(self.root), dt.datetime.now(dt.UTC)
        with service(config, dry_accounts(config)) as planner:
            planner.planning.plan(planner.read(), now)
            planned = planner.store.posts.all()
            if len(planned) != count or any(post.slot > now for post in planned):
                raise RuntimeError(f"of {count} posts {len(planned)} were planned, and not all for now")
            for post in planned:
                caption = f"{post.title} #SMKBisa"
                planner.store.posts.save_creative(Creative(post.key, (rendition,), caption, "plain"), now)

    @contextmanager
    def sandbox(self) -> Iterator[None]:
        """The other side, with faults by seed and without quotas."""
        port = self.url.rstrip("/").rpartition(":")[2]
        command = [sys.executable, "-m", "brandbot", "-C", str(self.root), "sandbox", "--port", port]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                _wait_for(lambda: requests.get(f"{self.url}admin/record", timeout=5).ok)
                plenty = {"quota_total": 10**6, "container_total": 10**6, "second_publish": "duplicate"}
                self._tell("settings", plenty)
                self._tell("faults", {"seed": self._seed, "rate": RATE, "names": list(MISHAPS), "match": " /v"})
                yield
            finally:
                process.terminate()

    def start(self) -> subprocess.Popen[bytes]:
        """A `brandbot run` that has read its files and begins."""
        worker = Path(__file__).with_name("kill_worker.py")
        command = [sys.executable, str(worker), str(self.root), self.url]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout
        with process.stdout as told:
            told.readline()
        return process

    def calls(self) -> int:
        """How many requests there were."""
        return len(requests.get(f"{self.url}admin/requests", timeout=60).json())

    def is_busy(self) -> bool:
        """Whether a post is still on its way."""
        counts = self.store.posts.counts()
        return any(counts.get(state) for state in OPEN)

    def live(self) -> Counter[tuple[str, str]]:
        """What everybody can see: how often by network and caption."""
        rows = requests.get(f"{self.url}admin/record", timeout=60).json()
        return Counter((row["network"], row["text"]) for row in rows if row["is_published"] and not row["deleted"])

    def _tell(self, path: str, body: dict[str, Any]) -> None:
        requests.post(f"{self.url}admin/{path}", json=body, timeout=5).raise_for_status()


def work(town: Town, kills: int, rng: random.Random) -> tuple[int, int]:
    """Kill so often while there is work, then let it end; how many were killed, how many ended by themselves."""
    killed = ended = 0
    until = time.monotonic() + PATIENCE + 20 * kills + SLOWEST * len(town.store.posts.all())
    while town.is_busy() and time.monotonic() < until:
        process = town.start()
        if killed < kills:
            time.sleep(rng.uniform(*AWAKE))
        while killed >= kills and process.poll() is None and town.is_busy() and time.monotonic() < until:
            time.sleep(0.2)
        ended += process.poll() is not None
        killed += process.poll() is None and town.is_busy()
        process.kill()
        process.wait()
    return killed, ended


def judge(town: Town) -> Counter[str]:
    """Each post by what became of it, as the sandbox shows it."""
    live, verdicts = town.live(), Counter[str]()
    for post in town.store.posts.all():
        copies = live.pop((str(post.network), f"{post.title} #SMKBisa"), 0)
        if copies > 1:
            verdicts["duplicates"] += 1
        elif post.state in OPEN:
            verdicts["stuck"] += 1
        elif post.state is PostState.PUBLISHED:
            verdicts["exactly once" if copies else "lost"] += 1
        else:
            is_true = post.reason and (post.state is PostState.NEEDS_HUMAN or not copies)
            verdicts["at a person" if is_true else "lost"] += 1
    verdicts["of nobody"] += live.total()
    return verdicts


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(is_there: Any) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if is_there():
                return
        except requests.RequestException:
            pass
        time.sleep(0.02)
    raise TimeoutError("the other process did not come")


def main() -> int:
    """Print the count; 1 where it is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("posts", 200), ("kills", 30), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder), asked.posts, asked.seed)
        with town.sandbox():
            killed, ended = work(town, asked.kills, random.Random(asked.seed))  # noqa: S311 - no secret hangs on it
            verdicts, calls = judge(town), town.calls()
        town.store.close()
    print(f"{asked.posts} posts, {killed} kills, {ended} ends by refusal, {calls} calls, seed {asked.seed}:")
    print(", ".join(f"{count} {name}" for name, count in verdicts.items()), f"({time.monotonic() - began:.0f} s)")
    fair = verdicts["exactly once"] + verdicts["at a person"]
    return int(fair != asked.posts or verdicts["of nobody"] > 0 or killed < asked.kills)


if __name__ == "__main__":
    raise SystemExit(main())
