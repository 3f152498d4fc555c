"""Going back to a backup: checked in full before anything is touched, and what stood there is kept aside."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from brandbot.errors import Message, Refused
from brandbot.operate.backup import FOLDER, FORMAT, MANIFEST, PARTS
from brandbot.operate.workspace import is_at_work
from brandbot.sources.consent import FOLDER as CONSENT
from brandbot.store import RESTORED, Store


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the workspace stands again, as of when, and where that lies which stood there; None for an empty place."""

    folder: Path
    made_at: dt.datetime
    aside: Path | None


@dataclass(frozen=True, slots=True)
class _Manifest:
    made_at: dt.datetime
    store: str
    hashes: Mapping[str, str]
    times: Mapping[str, int]


def restore(file: Path, folder: Path, now: dt.datetime, *, force: bool = False) -> Restored:
    """Bring a backup back into a folder; with `force` what stands there is moved aside first.

    Nothing is sent from it until the publisher has reconciled what was due since the backup: the store says so.
    Raises Refused, with the folder untouched, for what is no whole backup, and while brandbot is at work there.
    """
    folder = folder.absolute()
    try:
        _check_place(folder, force=force)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".brandbot-") as name:
            made = _unpack(file, Path(name))
            _mark(Path(name) / made.store, made.made_at)
            aside = _change_places(Path(name), folder, now)
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused(Message("{file} can't be restored ({error})", file=str(file), error=str(error))) from error
    return Restored(folder, made.made_at, aside)


def _check_place(folder: Path, *, force: bool) -> None:
    if is_at_work(folder):
        raise Refused(Message("brandbot is already at work in {folder}; stop that one first", folder=str(folder)))
    if not force and folder.exists() and any(folder.iterdir()):
        raise Refused(
            Message("the folder {folder} is not empty; with --force what is there is kept aside", folder=str(folder))
        )


def _unpack(file: Path, target: Path) -> _Manifest:
    with zipfile.ZipFile(file) as archive:
        made, members = _read(archive, file), [info for info in archive.infolist() if info.filename != MANIFEST]
        names = [info.filename for info in members]
        bad = next((info.filename for info in members if not _is_harmless(info)), "")
        if bad or sorted(names) != sorted(made.hashes) or made.store not in made.hashes:
            raise _no_backup(file, bad or "manifest")
        if sum(info.file_size for info in members) > shutil.disk_usage(target).free:
            raise Refused(Message("there is not enough room to restore {file}", file=str(file)))
        for info in members:
            _unpack_one(archive, info, target / info.filename, made, file)
    return made


def _unpack_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path, made: _Manifest, file: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as source, place.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    with place.open("rb") as copy:
        if hashlib.file_digest(copy, "sha256").hexdigest() != made.hashes[info.filename]:
            raise _no_backup(file, info.filename)
    time = made.times[info.filename]
    os.utime(place, ns=(time, time))


def _read(archive: zipfile.ZipFile, file: Path) -> _Manifest:
    try:
        made = json.loads(archive.read(MANIFEST))
        if made["format"] != FORMAT:
            raise Refused(Message("{file} was written by a newer brandbot; install that one", file=str(file)))
        manifest = _Manifest(
            dt.datetime.fromisoformat(made["made_at"]),
            str(made["store"]),
            {name: str(told["sha256"]) for name, told in made["files"].items()},
            {name: int(told["mtime_ns"]) for name, told in made["files"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise _no_backup(file, MANIFEST) from error
    if manifest.made_at.tzinfo is None:
        raise _no_backup(file, MANIFEST)
    return manifest


def _is_harmless(info: zipfile.ZipInfo) -> bool:
    """A plain file that stays below its folder, on this system and any other, where a backup puts files."""
    mode = info.external_attr >> 16
    posix, windows = PurePosixPath(info.filename), PureWindowsPath(info.filename)
    return (
        (stat.S_ISREG(mode) or not stat.S_IFMT(mode))
        and not info.is_dir()
        and not (posix.is_absolute() or windows.drive or windows.root)
        and not {"..", "."} & {*info.filename.split("/"), *windows.parts}
        and info.filename.partition("/")[0] in {*PARTS, CONSENT, "data"}
        and not posix.name.startswith(".env")
    )


def _no_backup(file: Path, what: str) -> Refused:
    return Refused(
        Message("{file} is no whole backup of brandbot ({what}); nothing was changed", file=str(file), what=what)
    )


def _mark(store: Path, made_at: dt.datetime) -> None:
    """Note in the copied store that it knows nothing of what came after it."""
    copy = Store(f"sqlite:///{store.as_posix()}")
    try:
        copy.check()
        earlier = copy.notes.get(RESTORED)  # a backup of a restored workspace that was never reconciled
        copy.notes.set(RESTORED, min(earlier or made_at, made_at))
    finally:
        copy.close()


def _change_places(restored: Path, folder: Path, now: dt.datetime) -> Path | None:
    """Move aside what stands in the folder and put the restored files there; its secrets, consent and backups stay."""
    aside = _move(_children(folder), folder.with_name(f"{folder.name}-{now:%Y-%m-%d-%H%M%S}"))
    _move(_children(restored), folder)
    if aside and (aside / ".env").exists():
        shutil.copy2(aside / ".env", folder / ".env")
    if aside and (aside / CONSENT).exists():  # what was taken back since the backup stays taken back
        shutil.rmtree(folder / CONSENT, ignore_errors=True)
        shutil.copytree(aside / CONSENT, folder / CONSENT)
    return aside


def _children(folder: Path) -> Sequence[Path]:
    return [child for child in sorted(folder.iterdir()) if child.name != FOLDER] if folder.exists() else []


def _move(children: Sequence[Path], target: Path) -> Path | None:
    if not children:
        return None
    target.mkdir(exist_ok=True)
    for child in children:
        child.rename(target / child.name)
    return target
