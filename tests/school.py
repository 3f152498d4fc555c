"""The sample school in a folder of its own, with the sandbox's or dry accounts."""

from __future__ import annotations

import datetime as dt
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

WIB = ZoneInfo("Asia/Jakarta")


def at(text: str) -> dt.datetime:
    """A moment in the school's zone."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB)


def make_school(folder: Path) -> Path:
    """A workspace as `brandbot init` makes it, with the sandbox's tokens."""
    init(folder)
    (folder / ".env").write_text(sandbox_env(), encoding="utf-8")
    return folder


def config_of(folder: Path, meta: sandbox.Sandbox | None = None) -> Config:
    """The workspace's config, pointed at the sandbox."""
    return read_config(folder, {"BRANDBOT_GRAPH_URL": meta.url if meta else "http://127.0.0.1:9"})


def dry_accounts(config: Config) -> dict[str, DryRun]:
    """Accounts in memory; they outlive the services that use them, as a network does."""
    return {channel.name: DryRun(channel) for channel in config.channels}


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


__all__ = ["Channel", "at", "config_of", "dry_accounts", "live", "make_school", "service"]
