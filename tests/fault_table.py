"""Every boundary times every fault, counted; scripts/faults.py plays it all and prints the table.

A run is one post with a fault at one request (or none), a death at one boundary before or after it (or none), and one
way in which the network takes a second publish and lags behind. Runs that cannot differ are played once and counted as
many as they are: mishaps that become the same error with the same deed, deaths between which nothing changed, and ways
of the network that it had no occasion to show. With `every` they are played all the same.
"""

from __future__ import annotations

import gc
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from faultsim import Case, Ending, Fault, Moment, Simulation, Verdict
from near_meta import near_meta

from brandbot.errors import PlatformError
from brandbot.platforms.graph import Graph
from brandbot.sandbox import PAGE_ID
from brandbot.sandbox.mishaps import MISHAPS
from brandbot.sandbox.settings import SECOND_PUBLISH

World = Mapping[str, Any]
PROMPT: World = {}
# Within the time that the publisher settles (three looks over three minutes).
LAGGING: World = {"status_lag": 2, "list_lag": 100}
# For as long as anybody looks: neither status nor list shows the post; at the worst the quota does not count it either.
BLIND: World = {"status_lag": 99, "list_lag": 3600}
WORST: World = {**BLIND, "quota_lag": 3600}
WORLDS: Mapping[str, Sequence[World]] = {"usual": (PROMPT, LAGGING), "blind": (BLIND,), "worst": (WORST,)}
COMMITS = ("media_publish", "photo_stories", f"/{PAGE_ID}_")
ON_CONTAINERS = ("container-error", "container-expired", "status-only")


@dataclass
class Row:
    """The counts of one case in one set of worlds; `played` runs stand for all."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    played: int = 0
    bad: list[str] = field(default_factory=list)  # what happened in runs that did not end as they should

    def add(self, other: Row) -> None:
        """Add another part of the same."""
        self.counts.update(other.counts)
        self.played += other.played
        self.bad += other.bad

    def count(self, ending: Ending, times: int, what: str) -> None:
        """Count a run that stands for so many."""
        self.counts[ending.verdict] += times
        if ending.verdict not in (Verdict.ONCE, Verdict.PERSON):
            self.bad.append(f"{ending.verdict}: {what}: {ending.post.state} {ending.post.reason}".strip())


@cache
def effects() -> Mapping[str, Mapping[str, object]]:
    """What each mishap is to each sort of call: whether the deed is done, and the error but for its words."""
    with near_meta() as meta:
        platform: Any = next(iter(meta.platforms().values()))
        wire: Graph = platform._graph
        calls: Mapping[str, Callable[[], object]] = {
            "read": lambda: wire.get_object(PAGE_ID, fields="id"),
            "write": lambda: wire.put_object(PAGE_ID, "feed", message="Halo", published=False),
            "commit": lambda: wire.commit(PAGE_ID, "feed", proof="id", message="Halo", published=False),
        }
        found: dict[str, dict[str, object]] = defaultdict(dict)
        for name in MISHAPS.keys() - set(ON_CONTAINERS):
            for sort, call in calls.items():
                meta.faults.clear()
                meta.fault(name=name)
                try:
                    call()
                except PlatformError as error:
                    left = {key: value for key, value in vars(error).items() if key not in ("message", "detail")}
                    usage = wire.usage if name.startswith("429") else None
                    found[name][sort] = (MISHAPS[name][0], type(error), str(left), usage)
        return found


def groups(call: str, *, every: bool) -> Iterator[tuple[str, ...]]:
    """All mishaps that this request can meet, those together that nobody above the Graph client can tell apart."""
    sort = "read" if call.startswith("GET") else "commit" if any(one in call for one in COMMITS) else "write"
    is_on_container = "/179" in call or call.endswith(("/media", "/media_publish"))
    found: dict[Any, list[str]] = defaultdict(list)
    for name in MISHAPS:
        if name in ON_CONTAINERS:
            key: object = name if is_on_container else "nothing happens"
        else:
            key = effects()[name][sort]
        found[name if every else key].append(name)
    return map(tuple, found.values())


class Table:
    """One case, a row for each of these sets of worlds.

    A carousel has the usual one only: what is published is one container, as of a single picture.
    """

    def __init__(
        self, simulation: Simulation, case: Case, names: Iterable[str] = WORLDS, *, every: bool = False
    ) -> None:
        self._simulation, self._case, self._every = simulation, case, every
        # The boundaries of asking again are those of a single picture's container.
        self._base: World = {"container_polls": 0} if case.pictures > 1 else {}
        self.rows = {name: Row() for name in (["usual"] if case.pictures > 1 else names)}

    def clean(self) -> tuple[Ending, list[Moment]]:
        """The run in which nothing goes wrong."""
        return self._simulation.run(self._case, None, self._base)

    def fault_then_death(self, fault: Fault | None, times: int, *, deaths: bool = True) -> None:
        """Play a fault, then no death or a death at each boundary after it."""
        play = partial(self._simulation.run, self._case, fault)
        ending, moments = play(self._base)
        what = f"{self._case}, {fault}"
        self._spread(lambda world: play(world)[0], times, what, ending)
        if not deaths:
            return
        apart = self._every or ending.is_looked_up or ending.told > 1
        after = [one for one in moments if fault is None or one.asked >= fault.call]
        self._die([one for one in after if not (apart and one.is_told)], fault, times, what)
        for row, world in self._worlds() if apart else ():
            late = [one for one in play(world)[1] if one.is_told and (fault is None or one.asked >= fault.call)]
            for number, moment in enumerate(late):
                ended = self._simulation.resume(moment, fault, world)
                row.count(ended, times, f"{what}, {world}, death {number} after telling")
                row.played += 1

    def death_then_fault(self, number: int, moment: Moment) -> None:
        """Play a death, then every mishap at each request that the next process makes."""
        calls = self._simulation.resume(moment, None, self._base).calls
        for call in range(moment.asked + 1, len(calls) + 1):
            for names in groups(calls[call - 1], every=self._every):
                fault = Fault(names[0], call)
                play = partial(self._simulation.resume, moment, fault)
                self._spread(play, len(names), f"{self._case}, death {number}, then {fault}")

    def _die(self, moments: Sequence[Moment], fault: Fault | None, times: int, what: str) -> None:
        """Die at each of these, all of them the same in all worlds; where nothing changed it is the same death."""
        at = 0
        while at < len(moments):
            after = at + 1
            while after < len(moments) and not (moments[after].is_news or self._every):
                after += 1
            play = partial(self._simulation.resume, moments[at], fault)
            self._spread(play, times * (after - at), f"{what}, death {at + 1}")
            at = after

    def _spread(self, play: Callable[[World], Ending], times: int, what: str, first: Ending | None = None) -> None:
        """Play in every world in which it could end otherwise, and count it for all of them."""
        for row, lag in self._lags():
            if first is None or self._every or (lag and first.is_looked_up):
                first = play({**self._base, **lag})
                row.played += 1
            apart = first.told > 1 or self._every
            row.count(first, times * (1 if apart else len(SECOND_PUBLISH)), f"{what}, {lag}")
            for second in SECOND_PUBLISH[1:] if apart else ():
                row.count(play({**self._base, **lag, "second_publish": second}), times, f"{what}, {lag}, {second}")
                row.played += 1

    def _lags(self) -> Iterator[tuple[Row, World]]:
        for name, row in self.rows.items():
            yield from ((row, lag) for lag in WORLDS[name])

    def _worlds(self) -> Iterator[tuple[Row, World]]:
        for row, lag in self._lags():
            for second in SECOND_PUBLISH:
                yield row, {**self._base, **lag, "second_publish": second}


@dataclass(frozen=True)
class Task:
    """A part of a case that one worker plays: all at one request, or all after a death at one boundary."""

    case: Case
    call: int | None = None
    death: int | None = None
    every: bool = False


def play(task: Task) -> dict[str, Row]:
    """Play a part of a case, in memories of its own."""
    gc.freeze()  # what was imported stays; collecting it again and again is a fifth of the time
    with tempfile.TemporaryDirectory() as folder, near_meta() as meta:
        table = Table(Simulation(meta, Path(folder)), task.case, every=task.every)
        ending, moments = table.clean()
        if task.death is not None:
            table.death_then_fault(task.death, moments[task.death])
        elif task.call is None:
            table.fault_then_death(None, 1)
        else:
            for names in groups(ending.calls[task.call - 1], every=task.every):
                table.fault_then_death(Fault(names[0], task.call), len(names))
        return table.rows


def tasks(case: Case, *, every: bool = False) -> Iterator[Task]:
    """All parts of a case."""
    with tempfile.TemporaryDirectory() as folder, near_meta() as meta:
        ending, moments = Table(Simulation(meta, Path(folder)), case).clean()
    yield Task(case, every=every)
    yield from (Task(case, call=call, every=every) for call in range(1, len(ending.calls) + 1))
    yield from (Task(case, death=death, every=every) for death in range(len(moments)))
