"""The sandbox's clock: real time until it is set, then frozen at that moment until it is set again."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """Unix seconds, so that everything stored is one plain number."""

    def __init__(self, now: datetime | None = None) -> None:
        self._frozen: float | None = None
        self.set(now)

    def set(self, now: datetime | None) -> None:
        """Freeze at `now` (aware); None lets real time run again."""
        if now is not None and now.tzinfo is None:
            raise ValueError("the sandbox's clock needs a time zone, such as 2026-08-12T18:30+07:00")
        self._frozen = None if now is None else now.timestamp()

    def now(self) -> int:
        """Whole seconds since 1970."""
        return int(time.time() if self._frozen is None else self._frozen)


def graph_time(seconds: int) -> str:
    """The way Graph writes a time: `2026-08-12T11:30:00+0000`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def parse_time(text: str) -> int | None:
    """Unix seconds or ISO 8601 (without a zone: UTC), as Graph takes them; None for anything else."""
    if text.isdecimal():
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
