"""Faults on demand: what goes wrong with which request, before it is carried out or after."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import Any, Literal

TRANSIENT = {
    "error": {
        "message": "An unexpected error has occurred. Please retry your request later.",
        "type": "OAuthException",
        "code": 2,
        "is_transient": True,
        "fbtrace_id": "SandboxFault",
    }
}
HANG_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault for requests whose `METHOD /path` the pattern is found in.

    `when`: "before" leaves the request undone, "after" carries it out and spoils the answer. `action`: "reset" (the
    connection ends without an answer), "hang" (no answer until the faults are cleared), "truncate" (half an answer) or
    a dict with `status` and optionally `body` and `headers`. `skip` requests pass first, then `times` are hit.
    """

    match: re.Pattern[str]
    when: Literal["before", "after"]
    action: str | dict[str, Any]
    times: int
    skip: int


def rule(
    *, match: str, when: str = "before", action: str | dict[str, Any] | None = None, times: int = 1, skip: int = 0
) -> Rule:
    """Check a rule; ValueError tells what is wrong with it."""
    action = {"status": 500} if action is None else action
    if when not in ("before", "after"):
        raise ValueError("when is before or after")
    if not isinstance(action, dict) and action not in ("reset", "hang", "truncate"):
        raise ValueError("action is reset, hang, truncate or a dict with a status")
    return Rule(re.compile(match), "after" if when == "after" else "before", action, times, skip)


class Faults:
    """The rules in force; each request takes at most one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[Rule] = []
        self._left: list[list[int]] = []  # per rule: still to skip, still to hit
        self._released = threading.Event()

    def add(self, new: Rule) -> None:
        """Put a rule in force, after those that are."""
        with self._lock:
            self._rules.append(new)
            self._left.append([new.skip, new.times])

    def clear(self) -> None:
        """Drop all rules and let go of what hangs."""
        with self._lock:
            self._rules, self._left = [], []
            self._released.set()
            self._released = threading.Event()

    def take(self, request: str) -> Rule | None:
        """The fault that hits this request (`METHOD /path`), counted."""
        with self._lock:
            for one, left in zip(self._rules, self._left, strict=True):
                if not one.match.search(request) or left == [0, 0]:
                    continue
                if left[0]:
                    left[0] -= 1
                    continue
                left[1] -= 1
                return one
        return None

    def hang(self) -> None:
        """Wait until the faults are cleared."""
        with self._lock:
            released = self._released
        released.wait(HANG_SECONDS)
