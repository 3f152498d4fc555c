"""Print what became of each post under every fault and every death: `make faults`, minutes on two cores.

`--every` plays also the runs that can't differ from one that was played.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from fault_table import WORLDS, Row, Task, play, tasks
from faultsim import CASES, Case, Verdict

SHOWN = 25  # of the runs that ended as none may
TITLES = {
    "usual": "Reads lag no longer than the publisher settles",
    "blind": "Neither status nor list ever shows the post, the quota counts it",
    "worst": "Neither status nor list nor quota ever shows the post",
}


def count(work: Sequence[Task]) -> dict[str, dict[Case, Row]]:
    """Play these on all cores; the tables by name, the rows by case."""
    found: dict[str, dict[Case, Row]] = {name: {} for name in WORLDS}
    with ProcessPoolExecutor() as workers:
        for task, rows in zip(work, workers.map(play, work), strict=True):
            for name, row in rows.items():
                found[name].setdefault(task.case, Row()).add(row)
    return found


def show(title: str, rows: Mapping[Case, Row]) -> str:
    """The table as text, with its sum."""
    total = Row()
    for row in rows.values():
        total.add(row)
    lines = [title, f"{'':20}{'runs':>10}" + "".join(f"{verdict:>14}" for verdict in Verdict) + f"{'played':>10}"]
    for name, row in (*((str(case), rows[case]) for case in CASES if case in rows), ("all", total)):
        cells = "".join(f"{row.counts[verdict]:>14,}" for verdict in Verdict)
        lines.append(f"{name:20}{row.counts.total():>10,}{cells}{row.played:>10,}")
    lines += [f"  {line}" for line in sorted(total.bad)[:SHOWN]]
    return "\n".join(lines)


def main() -> int:
    """Print the tables; 1 where a run ended as none may, but at the worst."""
    every = "--every" in sys.argv
    found = count([task for case in reversed(CASES) for task in tasks(case, every=every)])
    for name, rows in found.items():
        print(show(TITLES[name], rows), end="\n\n")
    return any(row.bad for name, rows in found.items() if name != "worst" for row in rows.values())


if __name__ == "__main__":
    raise SystemExit(main())
