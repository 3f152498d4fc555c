"""The backup: a zip of the workspace with a copy of its store and a hash for every file; never a secret."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from brandbot import __version__
from brandbot.config import Config
from brandbot.errors import Message, Refused
from brandbot.logs import Log
from brandbot.service import Service
from brandbot.sources.consent import FOLDER as CONSENT
from brandbot.store import Store

MANIFEST = "manifest.json"
FORMAT = 1
PARTS = ("config.yaml", "partners.yaml", "figures.yaml", "feedback", "schedules", "templates", "assets")
FOLDER = "backups"
_RECENT = dt.timedelta(days=60)  # finished pictures that a report may still show
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".heic")  # to compress these costs time only


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    file: str
    files: int
    size: int


def back_up(service: Service, target: Path | None, now: dt.datetime, *, with_consent: bool = False) -> Path:
    """Write the workspace's backup, also while the service runs; its file. Raises Refused where that can't be.

    The consent register and its audit are in it only `with_consent`: such a backup is for nobody else.
    """
    config = service.config
    here = now.astimezone(config.zone)
    file = (target or config.root / FOLDER / f"brandbot-{here:%Y-%m-%d-%H%M}.zip").absolute()
    store = _store_file(config)
    if file.exists():
        raise Refused(Message("{file} is there already; name another file", file=str(file)))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".brandbot-") as folder:
            copy, archive = Path(folder) / "store.sqlite", Path(folder) / "backup.zip"
            service.store.copy_to(copy)
            name, parts = store.relative_to(config.root).as_posix(), (*PARTS, CONSENT) if with_consent else PARTS
            count = _write(config, archive, here, name, [*_files(config.root, copy, now, parts), (name, copy)])
            archive.replace(file)
    except OSError as error:
        raise Refused(
            Message("the backup can't be written ({error}); look at its place and the room there", error=str(error))
        ) from error
    log = Log.to_file(config.root / "data" / "log", config.secrets.values())
    log.done("backup", Backup(str(file), count, file.stat().st_size))
    log.close()
    return file


def _store_file(config: Config) -> Path:
    """The SQLite file below the workspace. Raises Refused for any other store."""
    scheme, _, path = config.store_url.partition(":///")
    file = Path(path)
    if scheme != "sqlite" or not path or not file.is_relative_to(config.root):
        raise Refused(
            Message(
                "the store is no SQLite file in the workspace: back it up with its database's own means (pg_dump, "
                "say), and copy the folder without .env"
            )
        )
    return file


def _write(config: Config, target: Path, now: dt.datetime, store: str, files: Sequence[tuple[str, Path]]) -> int:
    secrets = [secret.encode() for secret in config.secrets.values() if secret]
    told: dict[str, dict[str, str | int]] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in files:
            content = source.read_bytes()
            if any(secret in content for secret in secrets):
                raise Refused(Message("a secret of .env stands in {file}; take it out of there", file=name))
            kind = zipfile.ZIP_STORED if source.suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, kind)
            # The time, too: a photo with another one counts as another photo, and its posts would be drawn anew.
            told[name] = {"sha256": hashlib.sha256(content).hexdigest(), "mtime_ns": source.stat().st_mtime_ns}
        manifest = {
            "format": FORMAT,
            "brandbot": __version__,
            "made_at": now.isoformat(),
            "store": store,
            "files": told,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return len(told)


def _files(root: Path, copy: Path, now: dt.datetime, parts: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """What a person wrote, the reports, and the finished pictures that the copied store still needs."""
    for part in (*parts, "data/reports"):
        yield from ((file.relative_to(root).as_posix(), file) for file in _walk(root / part, frozenset()))
    with closing(Store(f"sqlite:///{copy.as_posix()}")) as store:
        needed = store.pictures(now - _RECENT)
    yield from ((name, root / name) for name in needed if (root / name).is_file())


def _walk(place: Path, above: frozenset[Path]) -> Iterator[Path]:
    """The files at or below a place, also behind links; no folder inside itself, and no `.env` wherever it lies."""
    if place.is_file() and not place.name.startswith(".env"):
        yield place
    elif place.is_dir() and place.resolve() not in above:
        for child in sorted(place.iterdir()):
            yield from _walk(child, above | {place.resolve()})
