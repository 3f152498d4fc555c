"""The computer and the folder: room, who may read the secrets, and where the workspace lies."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePath

from brandbot.errors import Message
from brandbot.operate.doctor.finding import Finding, Level

_MEGABYTE = 1_000_000
LOW, EMPTY = 500, 100  # megabytes
_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "drive saya", "icloud")
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs"})


def disk(root: Path) -> Finding:
    """Room for pictures, the store and the log."""
    free = shutil.disk_usage(root).free // _MEGABYTE
    if free >= LOW:
        return Finding("disk", Level.OK, Message("{free} MB are free", free=free))
    level = Level.PROBLEM if free < EMPTY else Level.WARNING
    return Finding(
        "disk", level, Message("only {free} MB are free", free=free), Message("delete or move what is large")
    )


def secrets(root: Path) -> Iterator[Finding]:
    """Who else may read .env, and whether git would take it along."""
    file = root / ".env"
    if not file.exists():
        return
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield Finding(
            "secrets",
            Level.PROBLEM,
            Message(".env can be read by others on this computer"),
            Message("run: chmod 600 .env"),
        )
    else:
        yield Finding("secrets", Level.OK, Message(".env is for its owner only"))
    if (known := _known_to_git(file)) is not None:
        yield Finding("git", Level.PROBLEM, Message("git would take .env along: {how}", how=known), _FORGET)


def place(root: Path, mounts: str = "") -> Finding:
    """Where the workspace lies: programs that copy open files damage a store, and a network share locks none.

    `mounts` is the table of Linux's file systems.
    """
    path = str(root)
    if path.startswith(("\\\\", "//")) or _mounted_as(root, mounts) in _REMOTE:
        return Finding("place", Level.PROBLEM, Message("the workspace lies on a network share"), _MOVE)
    parts = [part.casefold() for part in PurePath(path.replace("\\", "/")).parts]
    service = next((name for name in _SYNCED for part in parts if part.startswith(name)), None)
    if service:
        text = Message("the workspace lies in a folder that {service} copies while brandbot writes", service=service)
        return Finding("place", Level.WARNING, text, _MOVE)
    return Finding("place", Level.OK, Message("the workspace lies on this computer"))


def mounts() -> str:
    """Linux's table of file systems; empty elsewhere."""
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


def _mounted_as(root: Path, table: str) -> str:
    """The sort of the file system that holds the folder: that of the longest mount point above it."""
    rows = [line.split() for line in table.splitlines()]
    points = {row[1].replace("\\040", " "): row[2] for row in rows if len(row) > 2}  # noqa: PLR2004 - device, point, sort
    above = [point for point in points if root.is_relative_to(point)]
    return points[max(above, key=len)] if above else ""


def _known_to_git(file: Path) -> Message | None:
    """How git knows the file; None where it does not, or is not there."""
    if not any((folder / ".git").exists() for folder in file.parents):
        return None
    if _git(file, "ls-files", "--error-unmatch") == 0:
        return Message("it is in the repository")
    return Message("no .gitignore names it") if _git(file, "check-ignore", "-q") == 1 else None


def _git(file: Path, *words: str) -> int | None:
    command = ["git", "-C", str(file.parent), *words, file.name]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=10).returncode  # noqa: S603 - our words
    except (OSError, subprocess.TimeoutExpired):
        return None


_FORGET = Message("write .env into .gitignore; once it was committed, its secrets are known: connect anew")
_MOVE = Message("move it to a plain folder on this computer, and make copies with brandbot backup")
