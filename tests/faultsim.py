"""One run is one post from its staging to its end, with a played clock, a fault, and a death of the process.

Everything is real but the sockets: store, publisher, adapters, Graph client, sandbox. After each effect of the process
(a transaction of the ledger, a request that Meta carried out) both memories are kept: a process that dies there leaves
just these, and a fresh one begins with them. So no `finally` of the dying one can help.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from builders import WIB, at
from near_meta import CHANNELS, NearMeta
from PIL import Image

from brandbot.model import Creative, Hours, Network, Placement, Post, PostState, Rendition
from brandbot.pipeline.publish import Patience, Publisher, clear_away, publish_due
from brandbot.sandbox.settings import Settings
from brandbot.store import Ledger, Store

SLOT = at("2026-08-12 18:30")
BEGIN = SLOT - dt.timedelta(minutes=20)
SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)
PATIENCE = Patience(doubt=dt.timedelta(minutes=7))  # as in life, but that nobody doubts for half an hour
STEPS = 300  # a walk that is not at its end after so many wakes is stuck
ENDS = (PostState.PUBLISHED, PostState.NEEDS_HUMAN, PostState.FAILED, PostState.MISSED, PostState.CANCELLED)


@dataclass(frozen=True)
class Case:
    """What is published."""

    network: Network
    placement: Placement
    pictures: int

    def __str__(self) -> str:
        kind = "story" if self.placement is Placement.STORY else "carousel" if self.pictures > 1 else "single"
        return f"{self.network} {kind}"


CASES = tuple(
    Case(network, placement, pictures)
    for network in Network
    for placement, pictures in ((Placement.FEED, 1), (Placement.FEED, 2), (Placement.STORY, 1))
)


@dataclass(frozen=True)
class Fault:
    """The `call`-th request of the run meets this mishap of the sandbox."""

    name: str
    call: int


class Verdict(StrEnum):
    """How a run ended, counted in the sandbox's own record."""

    ONCE = "exactly once"
    PERSON = "at a person"
    DUPLICATE = "duplicates"
    LOST = "lost"
    STUCK = "stuck"


@dataclass(frozen=True)
class Moment:
    """Both memories right after an effect, and when the next process begins.

    `is_news`: something but the count of requests changed since the last; `is_told`: Meta was told to publish before.
    """

    store: bytes
    meta: bytes
    now: dt.datetime
    asked: int
    is_news: bool = True
    is_told: bool = False


@dataclass(frozen=True)
class Ending:
    """What became of the post; `told` counts how often Meta was told to publish it.

    `is_looked_up`: a list or a container's status was read after that, so it can matter how long reads lag behind.
    """

    verdict: Verdict
    post: Post
    live: tuple[str, ...]
    calls: tuple[str, ...]
    told: int
    is_looked_up: bool


class Simulation:
    """Both memories, made once and put back to their beginning before each run."""

    def __init__(
        self, meta: NearMeta, folder: Path, publish: Callable[[Publisher, dt.datetime], object] = publish_due
    ) -> None:
        self._meta, self._folder, self._publish = meta, folder, publish
        self._store = Store("sqlite://")
        connection = self._store._engine.raw_connection().driver_connection
        assert isinstance(connection, sqlite3.Connection)
        self._database = connection
        self._empty = self._database.serialize(), self._meta.store._db.serialize()
        self._begun: dict[Case, Moment] = {}
        self._now = BEGIN
        self._nodes: list[Any] = []

    def run(
        self, case: Case, fault: Fault | None = None, world: Mapping[str, Any] | None = None
    ) -> tuple[Ending, list[Moment]]:
        """From the beginning, without a death; with all moments at which there could have been one."""
        moments: list[Moment] = []
        ending = self._play(self._beginning(case), fault, world or {}, moments.append)
        return ending, moments

    def resume(self, moment: Moment, fault: Fault | None = None, world: Mapping[str, Any] | None = None) -> Ending:
        """The process died at this moment; another one begins."""
        return self._play(moment, fault, world or {}, None)

    def _play(
        self,
        start: Moment,
        fault: Fault | None,
        world: Mapping[str, Any],
        see: Callable[[Moment], None] | None,
    ) -> Ending:
        self._database.deserialize(start.store)
        self._meta.store._db.deserialize(start.meta)
        self._meta.asked = start.asked
        self._meta.world.settings = Settings().with_values(**world)
        self._meta.faults.clear()
        if fault and fault.call > start.asked:
            self._meta.fault(name=fault.name, skip=fault.call - 1 - start.asked)
        self._now, last = start.now, [start]

        def look() -> None:
            if see:
                last[0] = self._moment(last[0])
                see(last[0])

        self._meta.after_call = look
        ledger = cast("Ledger", _Watched(self._store.ledger, look))
        ledger.free_all()
        publisher = Publisher(ledger, self._meta.platforms(), "me", str, HOUR, Hours(WIB), patience=PATIENCE)
        return self._ending(self._walk(publisher))

    def _walk(self, publisher: Publisher) -> bool:
        """Tick from wake to wake; whether it came to an end."""
        for _ in range(STEPS):
            self._meta.world.clock.set(self._now)
            clear_away(publisher, self._store.leftovers, self._store.outcomes, self._now)
            self._publish(publisher, self._now)
            if self._post().state in ENDS:
                return True
            wake = self._store.posts.next_wake(self._now)
            if wake is None:
                return False
            self._now = max(wake, self._now + SECOND)
        return False

    def _moment(self, before: Moment) -> Moment:
        store, nodes = self._database.serialize(), self._meta.store.rows("SELECT * FROM node")
        is_news = store != before.store or nodes != self._nodes
        self._nodes = nodes
        meta, is_told = self._meta.store._db.serialize(), bool(_told(self._calls()))
        return Moment(store, meta, self._now + SECOND, self._meta.asked, is_news, is_told)

    def _calls(self) -> tuple[str, ...]:
        return tuple(f"{call['method']} {call['path']}" for call in self._meta.store.requests())

    def _ending(self, ended: bool) -> Ending:  # noqa: FBT001 - the walk's answer
        post, live = self._post(), tuple(row["id"] for row in self._meta.live())
        calls = self._calls()
        verdict = _verdict(post, live) if ended else Verdict.STUCK
        return Ending(verdict, post, live, calls, len(_told(calls)), _is_looked_up(calls))

    def _post(self) -> Post:
        (post,) = self._store.posts.all()
        return post

    def _beginning(self, case: Case) -> Moment:
        if case not in self._begun:
            self._database.deserialize(self._empty[0])
            self._store.posts.apply([(post_of(case), BEGIN)], (), BEGIN)
            self._store.posts.save_creative(creative_of(case, self._folder), BEGIN)
            self._begun[case] = Moment(self._database.serialize(), self._empty[1], BEGIN, 0)
        return self._begun[case]


class _Watched:
    """The ledger; somebody looks after each of its methods."""

    def __init__(self, ledger: Ledger, look: Callable[[], None]) -> None:
        self._ledger, self._look = ledger, look

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._ledger, name)
        if not callable(found):
            return found

        def call(*args: Any, **values: Any) -> Any:
            answer = found(*args, **values)
            self._look()
            return answer

        return call


def _verdict(post: Post, live: tuple[str, ...]) -> Verdict:
    if len(live) > 1:
        return Verdict.DUPLICATE
    if post.state is PostState.PUBLISHED:
        return Verdict.ONCE if live and post.remote_id in ("", *live) else Verdict.LOST
    told = bool(post.reason) and (post.state is PostState.NEEDS_HUMAN or not live)
    return Verdict.PERSON if told else Verdict.LOST


def _told(calls: tuple[str, ...]) -> list[int]:
    """The places of the calls that make a post visible, where that is not a flag of the post itself."""
    return [number for number, call in enumerate(calls) if call.endswith(("media_publish", "photo_stories"))]


def _is_looked_up(calls: tuple[str, ...]) -> bool:
    told = _told(calls)
    if not told:
        return False
    read_before = [call for call in calls[: told[0]] if call.startswith("GET")]  # its container among them
    return any(call in read_before or call.endswith(("/media", "/stories", "_limit")) for call in calls[told[0] + 1 :])


def post_of(case: Case) -> Post:
    """An approved post that may still go out days later, so that no run ends by being too late."""
    return Post(
        key=f"EV-1/{case.network}/{case.placement}",
        event_id="EV-1",
        kind="new_partner",
        title="MoU dengan PT Rekaan",
        partners=("pt-rekaan",),
        channel=CHANNELS[case.network].name,
        network=case.network,
        placement=case.placement,
        slot=SLOT,
        expires=SLOT + dt.timedelta(days=7),
        fingerprint="1",
    )


def creative_of(case: Case, folder: Path) -> Creative:
    """Finished pictures, small so that a run is quick."""
    caption = "" if case.placement is Placement.STORY else "Kerja sama dengan PT Rekaan 🤝 #SMKBisa"
    return Creative(post_of(case).key, tuple(_renditions(case, folder)), caption, "approved")


def _renditions(case: Case, folder: Path) -> Iterator[Rendition]:
    size = (180, 320) if case.placement is Placement.STORY else (240, 300)
    for number in range(case.pictures):
        path = folder / f"{case.placement}-{number}.jpg"
        Image.new("RGB", size, (40 * number, 90, 120)).save(path, "JPEG")
        yield Rendition(path, *size, hashlib.sha256(path.read_bytes()).hexdigest(), "Dua orang berjabat tangan")
