"""What drawing costs: pictures of a 12 MP photo against the floor, the same photo decoded, cut, turned and encoded.

The shipped templates draw events of three schools, each picture measured on its pixels as always. Times are CPU time
taken in turn, and only ratios are judged. Exits 1 where one is beyond its gate.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from pictures.photo import encoded, floor, write_photo
from pictures.posts import EIGHT, Post, frame, posts
from pictures.timing import MALLOC, Worker, cpu, keep_memory, throughput
from PIL import Image, JpegImagePlugin

from brandbot.drawing import prepare
from brandbot.model import Drawing

SIZE = (1080, 1350)
ROUNDS = 4
WORKER = Path(__file__).parent / "pictures" / "worker.py"
MAX_BYTES = 8_000_000  # Instagram's limit
MB = 1e6


def ratio(what: str, value: float, gate: float, goal: float | None = None, *, least: bool = False) -> bool:
    """Print a ratio with what it must keep to; whether it does."""
    kept = value >= gate if least else value <= gate
    bound = f"at {'least' if least else 'most'} {gate:g}" + (f", goal {goal:g}" if goal else "")
    print(f"{'' if kept else 'BROKEN: '}{what}: {value:.2f} × ({bound})")
    return kept


def speed(eight: list[Post], photo: Path, folder: Path) -> list[bool]:
    """One picture, four of one event, one from the working copy and one without a photo, against what they hold."""
    first = [post.feed(photo) for post in eight]
    plain = [Image.open(io.BytesIO(post.draw("feed", None).jpeg)).convert("RGB") for post in eight]
    copy = prepare(photo, folder)

    took = cpu(
        {
            "floor": [partial(floor, photo, SIZE, frame(drawing)) for drawing in first],
            "drawn": [partial(post.feed, photo) for post in eight],
            "whole": [partial(floor, photo, SIZE, (0, 0, *SIZE))] * len(eight),
            "four": [partial(post.four, photo) for post in eight],
            "copy": [partial(post.feed_of_copy, copy) for post in eight],
            "plain": [partial(post.draw, "feed", None) for post in eight],
            "encode": [partial(encoded, picture) for picture in plain],
        },
        ROUNDS,
    )
    milliseconds = ", ".join(f"{name} {time:.1f}" for name, time in took.items())
    print(f"CPU ms a picture: {milliseconds}")
    print(
        f"  (floor: the photo in our frame; whole: on all of the page, {took['drawn'] / took['whole']:.2f} × of that)"
    )
    return [
        looks(first),
        ratio("R1, one feed picture / floor", took["drawn"] / took["floor"], 1.25, 1.12),
        ratio("R2, four placements / one", took["four"] / took["drawn"], 2.3, 2.0),
        ratio("from the working copy / from the original", took["copy"] / took["drawn"], 0.6),
        ratio("without a photo / its encoding alone", took["plain"] / took["encode"], 3.0),
    ]


def looks(drawings: list[Drawing]) -> bool:
    """Whether the pictures are what they are to be, so that no speed is bought with looks."""
    largest = max(len(drawing.jpeg) for drawing in drawings)
    with_full_colour = all(
        JpegImagePlugin.get_sampling(Image.open(io.BytesIO(drawing.jpeg))) == 0 for drawing in drawings
    )
    contrast = min(mark.contrast for drawing in drawings for mark in drawing.marks if mark.contrast is not None)
    kept = largest < MAX_BYTES and with_full_colour
    print(f"{'' if kept else 'BROKEN: '}{len(drawings)} pictures: {largest / 1000:.0f} KB at most, ", end="")
    print(f"colours {'4:4:4' if with_full_colour else 'reduced'}, least contrast measured {contrast:.1f}")
    return kept


def memory(photo: Path, folder: Path) -> bool:
    """Whether twelve posts in all layouts fit into 150 MB, intake included, without the face finder."""
    if sys.platform == "win32":
        print("memory: not measured on Windows")
        return True
    command = [sys.executable, str(WORKER), "memory", str(photo), str(folder)]
    plain = {name: value for name, value in os.environ.items() if name not in MALLOC}  # as brandbot is run
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=plain).stdout
    count, peak = map(int, told.split())
    kept = peak < 150 * MB
    print(f"{'' if kept else 'BROKEN: '}memory, {count} posts in four layouts: {peak / MB:.0f} MB (less than 150)")
    return kept


def two_processes(photo: Path, folder: Path) -> bool:
    """Whether a second process gains as much as it does for the floor; the best of some rounds, alternating."""
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - two processes
        print("two processes: not measured on one processor")
        return True
    names = ("drawn", "floor")
    workers = {name: [Worker(sys.executable, WORKER, name, photo, folder) for _ in range(2)] for name in names}
    best = dict.fromkeys([(name, count) for count in (1, 2) for name in names], 0.0)
    for _ in range(3):
        for name, count in best:
            best[name, count] = max(best[name, count], throughput(workers[name][:count], 8))
    for worker in (worker for pair in workers.values() for worker in pair):
        worker.stop()
    gains = {name: best[name, 2] / best[name, 1] for name in names}
    print(f"images/s on one and two processes: {best['drawn', 1]:.1f}, {best['drawn', 2]:.1f}; ", end="")
    print(f"floor {best['floor', 1]:.1f}, {best['floor', 2]:.1f}")
    return ratio("gain from two processes / the floor's", gains["drawn"] / gains["floor"], 0.8, least=True)


def main() -> int:
    """Measure and judge."""
    keep_memory()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photo = folder / "photo.jpg"
        write_photo(photo)
        kept = [memory(photo, folder), *speed(posts(folder, EIGHT), photo, folder), two_processes(photo, folder)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
