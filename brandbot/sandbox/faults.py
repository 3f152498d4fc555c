"""Faults on demand: what goes wrong with which request, told by a rule or drawn by a seed."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from brandbot.sandbox.mishaps import MISHAPS, TRANSIENT, WAYS, Action, When

HANG_SECONDS = 600.0
_LOOK_SECONDS = 0.05  # how often what hangs looks whether somebody still waits for it


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault for requests whose `METHOD /path` the pattern is found in.

    `when`: "before" leaves the request undone, "after" carries it out and spoils the answer. `action` is one of
    `mishaps.WAYS` or a dict with `status` and optionally `body` and `headers`. `skip` requests pass first, then `times`
    are hit.
    """

    match: re.Pattern[str]
    when: When
    action: Action
    times: int
    skip: int


def rule(
    *,
    match: str = "",
    name: str = "",
    when: str = "before",
    action: Action | None = None,
    times: int = 1,
    skip: int = 0,
) -> Rule:
    """A rule by its parts, or by the name of a mishap; ValueError tells what is wrong with it."""
    if name:
        if name not in MISHAPS:
            raise ValueError(f"no such fault: {name}; there are {', '.join(MISHAPS)}")
        when, action = MISHAPS[name]
    action = TRANSIENT if action is None else action
    if when not in ("before", "after"):
        raise ValueError("when is before or after")
    if not isinstance(action, dict) and action not in WAYS:
        raise ValueError(f"action is one of {', '.join(WAYS)} or a dict with a status")
    return Rule(re.compile(match), "after" if when == "after" else "before", action, times, skip)


class Lottery:
    """Each request that matches draws a lot: the share `rate` of them meets one of the named faults.

    The same seed draws the same lots in the same order.
    """

    def __init__(self, seed: int, rate: float, names: Iterable[str] = MISHAPS, match: str = "") -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self._rate = rate
        self._rules = [rule(name=name, match=match) for name in names]
        if not self._rules or not 0 <= rate <= 1:
            raise ValueError("lots need a rate from 0 to 1 and at least one name")

    def draw(self, request: str) -> Rule | None:
        """The fault that this request meets, or None."""
        if not self._rules[0].match.search(request):
            return None
        lot, drawn = self._random.random(), self._random.choice(self._rules)
        return drawn if lot < self._rate else None


class Faults:
    """The rules in force; each request takes at most one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[Rule] = []
        self._left: list[list[int]] = []  # per rule: still to skip, still to hit
        self._lottery: Lottery | None = None
        self._released = threading.Event()

    def add(self, new: Rule) -> None:
        """Put a rule in force, after those that are."""
        with self._lock:
            self._rules.append(new)
            self._left.append([new.skip, new.times])

    def draw_from(self, lottery: Lottery) -> None:
        """Let every request that no rule hits draw a lot, from now on."""
        with self._lock:
            self._lottery = lottery

    def clear(self) -> None:
        """Drop all rules and lots, and let go of what hangs."""
        with self._lock:
            self._rules, self._left, self._lottery = [], [], None
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
            return self._lottery.draw(request) if self._lottery else None

    def hang(self, is_gone: Callable[[], bool], seconds: float = HANG_SECONDS) -> bool:
        """Wait until the faults are cleared or the caller is gone; whether one of both came before the time was up."""
        with self._lock:
            if not self._rules and self._lottery is None:  # cleared since this request met its fault
                return True
            released = self._released
        looks = max(1, round(seconds / _LOOK_SECONDS))
        return any(is_gone() or released.wait(_LOOK_SECONDS) for _ in range(looks))
