"""How time is taken: CPU time in turn within one process, and pictures a second by long-lived workers."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

# glibc gives every picture's memory back and fetches it again, 10 ms a picture; both sides run without that.
MALLOC = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000"}
Work = Callable[[], object]


def keep_memory() -> None:
    """Start this program anew with MALLOC in its environment, which glibc reads only then; elsewhere do nothing."""
    if sys.platform == "linux" and any(name not in os.environ for name in MALLOC):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **MALLOC})  # noqa: S606 - itself


def cpu(works: Mapping[str, Sequence[Work]], rounds: int) -> dict[str, float]:
    """Milliseconds of CPU time that each kind of work takes: the mean over its works of each one's median.

    All kinds do a work of theirs in turn, so that what else the machine does meets all of them; once to warm up.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _ in works[name]] for name in works}
    for again in range(rounds + 1):
        for number in range(len(next(iter(works.values())))):
            for name in works:
                start = time.process_time()
                works[name][number]()
                if again:
                    taken[name][number].append((time.process_time() - start) * 1000)
    return {name: statistics.mean(map(statistics.median, times)) for name, times in taken.items()}


class Worker:
    """A process that lives long and makes so many pictures when asked: a line with the number in, a line back."""

    def __init__(self, *command: str | Path, folder: Path | None = None) -> None:
        """Start it in a folder; it says `ready` when it has made each of its pictures once."""
        self.command, pipe = [str(part) for part in command], subprocess.PIPE
        self.process = subprocess.Popen(self.command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8", cwd=folder)
        self.heard()

    def ask(self, count: int) -> None:
        """Have it begin."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()

    def heard(self) -> str:
        """Wait for its line. Raises EOFError where it died; what it said of that is on the terminal."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise EOFError(f"{self.command} ended with {self.process.wait()}")
        return line.strip()

    def stop(self) -> None:
        """End it."""
        self.process.communicate("", timeout=30)


def throughput(workers: Sequence[Worker], count: int) -> float:
    """Pictures a second of all workers together, each making `count` of them."""
    start = time.perf_counter()
    for worker in workers:
        worker.ask(count)
    for worker in workers:
        worker.heard()
    return len(workers) * count / (time.perf_counter() - start)
