"""The sample school in a folder of its own, with the sandbox's or dry accounts."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from brandbot import sandbox
from brandbot.config import Config, read_config
from brandbot.demo import sandbox_env
from brandbot.model import Channel
from brandbot.operate.workspace import init
from brandbot.platforms.base import Platform
from brandbot.platforms.dry_run import DryRun
from brandbot.service import Service
from brandbot.store import Store

WIB = ZoneInfo("Asia/Jakarta")
SAMPLES = ("events.csv", "events.yaml", "recurring.yaml", "calendar.yaml")
EVENTS = """\
events:
  - id: A
    kind: new_partner
    title: Kerja Sama dengan Hotel Contoh Asri
    date: 2026-12-02
    partners: [hotel-contoh]
    consent: tidak_perlu
    approval: disetujui
"""


def at(text: str) -> dt.datetime:
    """A moment in the school's zone."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB)


def make_school(folder: Path) -> Path:
    """A workspace as `brandbot init` makes it, with the sandbox's tokens."""
    init(folder)
    (folder / ".env").write_text(sandbox_env(), encoding="utf-8")
    return folder


def without_events(folder: Path) -> Path:
    """The workspace without the sample's events and rules."""
    for name in SAMPLES:
        (folder / "schedules" / name).unlink(missing_ok=True)
    return folder


def make_small_school(folder: Path, schedule: str = EVENTS) -> Path:
    """A school quick to copy and to read: one schedule, the templates it needs, no photo, and a store without posts."""
    without_events(make_school(folder))
    (folder / "schedules" / "mine.yaml").write_text(schedule, encoding="utf-8")
    only_kinds(folder, "new_partner", "correction")
    shutil.rmtree(folder / "assets" / "foto")
    (folder / "assets" / "foto").mkdir()
    Store(config_of(folder).store_url).close()
    return folder


def only_kinds(folder: Path, *kinds: str) -> None:
    """Take all other templates away."""
    for template in (folder / "templates").glob("*/template.yaml"):
        if template.parent.name not in kinds:
            shutil.rmtree(template.parent)


def config_of(folder: Path, meta: sandbox.Sandbox | None = None) -> Config:
    """The workspace's config, pointed at the sandbox."""
    return read_config(folder, {"BRANDBOT_GRAPH_URL": meta.url if meta else "http://127.0.0.1:9"})


def dry_accounts(config: Config) -> dict[str, DryRun]:
    """Accounts in memory; they outlive the services that use them, as a network does."""
    return {channel.name: DryRun(channel) for channel in config.channels}


def walk(running: Service, meta: sandbox.Sandbox | None, start: dt.datetime, until: dt.datetime) -> None:
    """Tick from wake to wake, the sandbox's clock with ours."""
    now = start
    while now < until:
        if meta:
            meta.set_clock(now)
        running.tick(now)
        now = running.next_wake(now)


@contextmanager
def service(config: Config, platforms: Mapping[str, Platform]) -> Iterator[Service]:
    """A service as one run of the process has it."""
    running = Service(config, platforms, with_pdf=False)
    try:
        yield running
    finally:
        running.close()


def live(platforms: Mapping[str, DryRun]) -> list[str]:
    """The keys of all posts that went live, one entry for each time."""
    return sorted(outgoing.post_key for platform in platforms.values() for outgoing in platform.live)


__all__ = [
    "EVENTS",
    "Channel",
    "at",
    "config_of",
    "dry_accounts",
    "live",
    "make_school",
    "make_small_school",
    "only_kinds",
    "service",
    "walk",
    "without_events",
]
