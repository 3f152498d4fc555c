"""Publishing: how fast posts are claimed, that the wire and not the store bounds a full tick, and from slot to call.

Promises, with 100,000 posts stored: a claim with its release costs at most 12 times the two bare transactions that it
is made of, measured in turn on the same disk (on an idle office PC that is more than 500 a second); a tick with 50 due
is bounded by the network, were Meta as fast as 0.2 s a call; the visible call leaves within a second of its slot.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from builders import WIB, around, make_event, make_rule, sync

from brandbot import sandbox
from brandbot.model import Channel, Creative, Hours, Network, PostState, Rendition
from brandbot.pipeline.plan import Surroundings, plan
from brandbot.pipeline.publish import Publisher, publish_due
from brandbot.platforms.base import Platform, StepKind
from brandbot.platforms.facebook import Facebook
from brandbot.platforms.graph import Graph
from brandbot.store import Store

STORED, DUE, CLAIMS, ROUNDS = 100_000, 50, 50, 10
SLOT = dt.datetime(2026, 12, 2, 11, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
MOST_RATIO, MOST_SECONDS, MOST_SHARE = 12.0, 1.0, 0.2
META_CALL = 0.2  # seconds: a quick answer of the real network


class Stopwatch:
    """A platform whose calls are timed: together, and the moment at which each visible call left."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.seconds, self.calls = 0.0, 0
        self.left: list[float] = []

    def __getattr__(self, name: str) -> object:
        """The platform's own, timed where it is a call."""
        found = getattr(self._platform, name)
        return self._timed(found) if name in ("run", "look", "receipt", "find") else found

    def _timed(self, call: Callable[..., object]) -> Callable[..., object]:
        def timed(*args: object) -> object:
            start = time.perf_counter()
            if getattr(args[0], "kind", None) is StepKind.COMMIT:
                self.left.append(start)
            try:
                return call(*args)
            finally:
                self.seconds += time.perf_counter() - start
                self.calls += 1

        return timed


def filled(folder: Path, count: int, due: int) -> Store:
    """A store with posts of many years, of which so many are due at the slot, each with a picture."""
    store = Store(f"sqlite:///{folder / 'bench.sqlite'}", folder)
    channels = {f"page-{n}": Channel(f"page-{n}", Network.FACEBOOK, sandbox.PAGE_ID) for n in range(due)}
    school = around()
    wide = Surroundings(school.brand, channels, school.partners, school.templates, WIB, Hours(WIB))
    rules = [make_rule(channels=tuple(channels))]
    years = [make_event(f"X{n}", date=dt.date(2027, 1, 1) + dt.timedelta(days=n % 3000)) for n in range(count // due)]
    sync(store, plan([make_event("now", date=dt.date(2026, 12, 2)), *years], rules, wide), SLOT - 2 * HOUR)
    picture = folder / "post.jpg"
    shutil.copy(Path(__file__).parents[1] / "docs" / "images" / "posts.jpg", picture)
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    rendition = Rendition(picture, 1080, 1350, digest, "Alt")
    for post in store.posts.to_render(SLOT):
        store.posts.save_creative(Creative(post.key, (rendition,), f"Unggahan {post.key}", digest), SLOT - HOUR)
    return store


def claims(store: Store) -> tuple[float, float]:
    """Seconds for a claim with its release, and the ratio to two bare transactions: medians, in turn."""
    raw = store._engine.raw_connection()  # noqa: SLF001 - the floor uses the same file and settings
    rates, ratios = [], []
    for n in range(ROUNDS):
        start = time.perf_counter()
        for k in range(CLAIMS):
            claim = store.ledger.claim(SLOT, "bench", HOUR)
            if claim is None:
                raise AssertionError("nothing was due")
            store.ledger.release(
                claim, PostState.PLANNED, SLOT - dt.timedelta(seconds=ROUNDS * CLAIMS - n * CLAIMS - k)
            )
        middle = time.perf_counter()
        for _ in range(2 * CLAIMS):
            raw.execute("begin immediate")

            raw.execute("update posts set fence = fence + 1 where key = 'now/page-0/feed'")
            raw.execute("commit")
        rates.append((middle - start) / CLAIMS)
        ratios.append((middle - start) / (time.perf_counter() - middle))
    raw.close()
    return statistics.median(rates), statistics.median(ratios)


def full_tick(store: Store) -> tuple[float, float, int]:
    """The whole time of a tick that publishes what is due, the network's part of it, and how many calls that were."""
    with sandbox.start(now=SLOT) as meta:
        graph = Graph(sandbox.PAGE_TOKEN, app_secret=sandbox.APP_SECRET, base_url=meta.url)
        watch = Stopwatch(Facebook(Channel("page", Network.FACEBOOK, sandbox.PAGE_ID), graph))
        publisher = Publisher(
            store.ledger,
            {f"page-{n}": watch for n in range(DUE)},  # type: ignore[misc]  # it has all by __getattr__
            "bench",
            str,
            HOUR,
            Hours(WIB),
        )
        publish_due(publisher, SLOT - 10 * dt.timedelta(minutes=1))  # staged ahead
        watch.seconds, watch.calls = 0.0, 0
        start = time.perf_counter()
        live = publish_due(publisher, SLOT)
        whole = time.perf_counter() - start
        if live != DUE:
            raise AssertionError(f"{live} of {DUE} went live")
        waits = [left - before for before, left in zip([start, *watch.left], watch.left, strict=False)]
        print(f"from slot to call: {statistics.median(waits) * 1000:.0f} ms a post, the first {waits[0] * 1000:.0f} ms")
        return whole, watch.seconds, watch.calls


def main() -> bool:
    """Print the figures; whether they hold."""
    with tempfile.TemporaryDirectory() as root:
        store = filled(Path(root), STORED, DUE)
        seconds, ratio = claims(store)
        whole, wire, calls = full_tick(store)
        store.close()
    share = (whole - wire) / (calls * META_CALL)
    print(f"a claim with its release: {1 / seconds:.0f} a second, {ratio:.2f}x the floor (at most {MOST_RATIO:g}x)")
    print(f"a tick with {DUE} due: {whole:.2f} s, {(whole - wire) / DUE * 1000:.0f} ms of it a post in the store")
    print(
        f"with calls of {META_CALL:g} s the store's part were {share:.0%} of the network's (at most {MOST_SHARE:.0%})"
    )
    return ratio <= MOST_RATIO and share <= MOST_SHARE and whole / DUE <= MOST_SECONDS


if __name__ == "__main__":
    sys.exit(not main())
