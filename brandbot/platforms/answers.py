"""What stands in Meta's answers: ids, lists, times, metrics, usage headers, and text that is safe to show."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from brandbot.errors import Message, Unavailable

LONGEST_PAUSE = dt.timedelta(hours=24)
_SHOWN = 300  # characters of Meta's text
_ABSURD = 1e6  # no counter and no pause in minutes is that large
_PERCENTAGES = ("call_count", "total_time", "total_cputime")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """How much of the allowance is used, in percent, and after which time Meta takes calls again."""

    percent: int = 0
    regain: dt.timedelta = dt.timedelta()


@dataclass(frozen=True, slots=True)
class RemoteClock:
    """What Meta's clock showed in its last answer, and our monotonic clock when that was heard."""

    showed: dt.datetime
    heard: float

    def now(self) -> dt.datetime:
        """What it shows now; behind by as long as this machine slept since."""
        return self.showed + dt.timedelta(seconds=time.monotonic() - self.heard)


def decode(body: bytes) -> Any:
    """JSON, or None for anything else."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def new_id(answer: Json) -> str:
    """The id of what an invisible write made; raise `Unavailable` where the answer holds none: do it again."""
    if not answer.get("id"):
        raise Unavailable(Message("Meta answered without an id; it will be tried again"))
    return str(answer["id"])


def rows(answer: Json, name: str = "data") -> list[Json]:
    """The objects of a list answer; empty where there is none."""
    found = answer.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def read_time(text: object) -> dt.datetime | None:
    """A moment as Graph writes it (`2026-08-12T11:30:00+0000`); None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def read_clock(headers: Mapping[str, str]) -> RemoteClock | None:
    """The clock of whoever answered; None where it does not tell."""
    text = {name.lower(): value for name, value in headers.items()}.get("date", "")
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return RemoteClock(moment, time.monotonic()) if moment.tzinfo else None


def read_metrics(answer: Json) -> dict[str, Any]:
    """The value of each metric in an insights answer, in either of its two shapes."""
    values: dict[str, Any] = {}
    for metric in rows(answer):
        reading = (rows(metric, "values") or rows({"data": [metric.get("total_value")]}) or [{}])[0]
        if (value := reading.get("value")) is not None:
            values[str(metric.get("name"))] = value
    return values


def read_usage(headers: Mapping[str, str]) -> Usage | None:
    """The fullest of all counters in Meta's usage headers; None where there are none or nobody can read them."""
    counters: list[tuple[str, float]] = []
    for name, text in headers.items():
        if name.lower() in ("x-app-usage", "x-page-usage", "x-business-use-case-usage"):
            counters.extend(_counters(decode(text.encode())))
    if not counters:
        return None
    percent = max((value for name, value in counters if name in _PERCENTAGES), default=0)
    minutes = max((value for name, value in counters if name == "estimated_time_to_regain_access"), default=0)
    return Usage(round(percent), min(dt.timedelta(minutes=minutes), LONGEST_PAUSE))


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """One line that holds neither these secrets nor anything that looks like a token."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    text = re.sub(r"(?i)((?:token|secret|proof|code)=)[^&\s'\")]+", r"\1***", text)
    text = re.sub(r"[A-Za-z0-9|%-]{40,}", "***", text)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_SHOWN]


def _counters(value: object) -> Iterator[tuple[str, float]]:
    """All numbers with their names, however deep."""
    if isinstance(value, list):
        for inner in value:
            yield from _counters(inner)
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, int | float) and not isinstance(inner, bool) and 0 <= inner < _ABSURD:
                yield name, inner
            else:
                yield from _counters(inner)
