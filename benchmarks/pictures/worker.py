"""A process of its own that draws: as long as it is asked, or once to tell the memory that it took.

worker.py drawn|field|floor|memory PHOTO FOLDER
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from brandbot.drawing import open_prepared, prepare
from pictures.photo import floor
from pictures.posts import EIGHT, FIELD, LAYOUTS, TWELVE, Post, frame, posts


def serve(works: Sequence[Callable[[], object]]) -> None:
    """Do as many works as each line asks for, in turn."""
    for work in works:
        work()
    print("ready", flush=True)
    turns = itertools.cycle(works)
    for line in sys.stdin:
        for work in itertools.islice(turns, int(line)):
            work()
        print("done", flush=True)


def draw_all(made: Sequence[Post], photo: Path, folder: Path) -> None:
    """All posts in all layouts, each with a working copy of its own, as on the day that they go out."""
    for number, post in enumerate(made):
        original = folder / f"photo-{number}.jpg"
        original.write_bytes(photo.read_bytes())
        opened = open_prepared(prepare(original, folder / "copies"))
        for layout in LAYOUTS:
            post.draw(layout, opened)


def peak() -> int:
    """The most memory that this process had in use, in bytes."""
    status = Path("/proc/self/status")
    if status.is_file():  # getrusage counts the parent's from before the exec
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        assert found is not None
        return int(found[1]) * 1024
    import resource  # noqa: PLC0415 - Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


def main(mode: str, photo: Path, folder: Path) -> None:
    """Be the worker that the mode says."""
    if mode == "memory":
        sys.modules["cv2"] = None  # type: ignore[assignment] # Python's way to say that it is not there
        made = posts(folder, TWELVE)
        draw_all(made, photo, folder)
        print(len(made), peak())
        return
    eight = posts(folder, FIELD if mode == "field" else EIGHT)
    if mode != "floor":
        serve([partial(post.feed, photo) for post in eight])
        return
    frames = [frame(post.feed(photo)) for post in eight]
    serve([partial(floor, photo, (1080, 1350), box) for box in frames])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
