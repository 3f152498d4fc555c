"""Planning 10,000 events takes at most 12 times as long as 1,000: both in this run, alternating, medians."""

from __future__ import annotations

import datetime as dt
import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from builders import around, at, make_event, make_rule, sync

from brandbot.model import Placement
from brandbot.pipeline.plan import plan
from brandbot.store import Store

GATE = 12.0
NOW = at("2026-08-01 08:00")


def seconds(count: int) -> float:
    """Plan this many events and write their posts into a new store."""
    events = [make_event(f"EV-{n}", date=dt.date(2026, 8, 12) + dt.timedelta(days=n % 300)) for n in range(count)]
    rules = [make_rule(), make_rule(placement=Placement.STORY)]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 's.sqlite'}")
        gc.collect()  # of what the run before left
        start = time.perf_counter()
        sync(store, plan(events, rules, around()), NOW)
        taken = time.perf_counter() - start
        store.close()
    return taken


def main() -> bool:
    """Print the ratio; whether it holds."""
    seconds(100)
    pairs = [(seconds(10_000), seconds(1_000)) for _ in range(3)]
    ratio = statistics.median(large / small for large, small in pairs)
    print(f"plan 10,000 / 1,000 events: {ratio:.1f}x (at most {GATE:g}x)")
    return ratio <= GATE


if __name__ == "__main__":
    sys.exit(not main())
