"""Until when Meta answers which version of its API. Source: Graph API changelog (2026-10-29)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

# None: still without an end. A version that is newer than all of these has none either.
ENDS: Mapping[str, dt.date | None] = {
    "v20.0": dt.date(2026, 9, 24),
    "v21.0": dt.date(2027, 1, 21),
    "v22.0": dt.date(2027, 5, 20),
    "v23.0": dt.date(2027, 10, 8),
    "v24.0": dt.date(2028, 2, 18),
    "v25.0": dt.date(2028, 7, 29),
    "v26.0": None,
}


def end_of(version: str) -> dt.date | None:
    """The day a version ends; None where no end is set. One that is older than the table ended before it."""
    if version in ENDS:
        return ENDS[version]
    return min(day for day in ENDS.values() if day) if _number(version) < min(map(_number, ENDS)) else None


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
