"""The workspace's folder: making one from the sample, keeping a second brandbot out of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from brandbot.errors import Message, Refused

SAMPLE = ("config.yaml", "partners.yaml", "figures.yaml", ".env.example", "schedules", "templates", "assets")


def sample_folder() -> Path:
    """Where the sample workspace lies: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "sample"
    return installed if installed.exists() else package.parent


def init(folder: Path) -> None:
    """Copy the sample workspace to `folder`. Raises Refused where something stands there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(Message("the folder {folder} is not empty; name a new one", folder=str(folder)))
    source = sample_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in SAMPLE:
            if (source / name).is_dir():
                shutil.copytree(source / name, folder / name)
            else:
                shutil.copyfile(source / name, folder / name)
    except OSError as error:
        raise Refused(
            Message("{folder} can't be written ({error}); choose another place", folder=str(folder), error=str(error))
        ) from error


@contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Hold the workspace for this process. Raises Refused while another one works in it."""
    data = root / "data"
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / "brandbot.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise Refused(
            Message("brandbot is already at work in {folder}; stop that one first", folder=str(root))
        ) from error
    except OSError as error:
        raise Refused(
            Message("{folder} can't be written; give this account the right to write there", folder=str(data))
        ) from error
    try:
        yield
    finally:
        lock.release()


def is_at_work(root: Path) -> bool:
    """Whether a brandbot holds this workspace now."""
    file = root / "data" / "brandbot.lock"
    if not file.exists():
        return False
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    lock.release()
    return False
