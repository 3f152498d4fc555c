"""Memory stays flat: 10,000 ticks of a service with nothing due, from minute to minute, leave nothing behind."""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

from brandbot.config import read_config
from brandbot.logs import Log
from brandbot.operate.workspace import init
from brandbot.platforms.dry_run import DryRun
from brandbot.service import Service

TICKS = 10_000
SETTLED = 1_000  # ticks until every cache has what it will have
GATE = 2_000  # blocks of memory: one a tick that stayed would make 9,000
NOW = dt.datetime(2026, 8, 1, 1, 0, tzinfo=dt.UTC)
KEPT = ("new_partner", "reports")


def quiet_school(folder: Path) -> Path:
    """The sample school without events, and with one template, so that a tick is short."""
    init(folder)
    for name in ("events.csv", "events.yaml", "recurring.yaml", "calendar.yaml"):
        (folder / "schedules" / name).unlink()
    rules = "rules:\n  - {kinds: [new_partner], channels: [facebook], placement: feed}\n"
    (folder / "schedules" / "rules.yaml").write_text(rules, encoding="utf-8")
    for template in (folder / "templates").glob("*/template.yaml"):
        if template.parent.name not in KEPT:
            shutil.rmtree(template.parent)
    return folder


def growth(folder: Path, ticks: int, settled: int) -> int:
    """How many blocks of memory more there are after so many ticks than when all had settled."""
    config = read_config(quiet_school(folder), os.environ)
    log = Log.to_file(folder / "log", config.secrets.values())
    service = Service(config, {channel.name: DryRun(channel) for channel in config.channels}, log=log, with_pdf=False)
    for weeks in (2, 1):  # what a first report loads stays loaded
        service.tick(NOW - dt.timedelta(weeks=weeks))
    sizes = []
    for number in range(1, ticks + 1):
        service.tick(NOW + number * dt.timedelta(minutes=1))
        if number in (settled, ticks):
            gc.collect()
            sizes.append(sys.getallocatedblocks())
    service.close()
    log.close()
    return sizes[1] - sizes[0]


def main() -> bool:
    """Print the growth; whether the promise holds."""
    ticks = int(sys.argv[1]) if len(sys.argv) > 1 else TICKS
    with tempfile.TemporaryDirectory() as root:
        grown = growth(Path(root) / "school", ticks, min(SETTLED, ticks // 2))
    print(f"memory after {ticks:,} ticks: {grown:+,} blocks since all had settled (at most {GATE:,})")
    return grown <= GATE


if __name__ == "__main__":
    sys.exit(not main())
