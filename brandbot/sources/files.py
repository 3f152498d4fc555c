"""A person's files as text: found, opened, decoded; what stands in the way becomes a Problem. And written whole."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated

from brandbot.errors import Message, Refused
from brandbot.model import Place, Problem
from brandbot.sources.mistakes import Wrong, short
from brandbot.sources.scalars import LookedUp

# Signs that nobody sees and that turn a text around or split its words. Joiners stay: emoji and Arabic need them.
_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF))
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # Windows opens these as devices


def visible(text: str) -> str:
    """What a person typed, without signs that would make it look like another text."""
    return text if text.isascii() else text.translate(_UNSEEN)


def shown(file: Path, root: Path) -> str:
    """The file's path as a person reads it: below the workspace, with forward slashes."""
    return file.relative_to(root).as_posix()


def content_of(files: Iterable[Path], root: Path) -> str:
    """What tells these files and all that is in them from others; "" where one can't be read."""
    digest = hashlib.sha256()
    try:
        for file in files:
            content = file.read_bytes()
            digest.update(f"{shown(file, root)} {len(content)} ".encode(errors="surrogateescape"))
            digest.update(content)
    except OSError:
        return ""
    return digest.hexdigest()


def read_text(file: Path, root: Path) -> tuple[str, tuple[Problem, ...]]:
    """A file's text, "" with a Problem where it can't be read."""
    place = Place(shown(file, root))
    try:
        return file.read_bytes().decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return "", (Problem(Place(place.path, line), NOT_UTF8),)
    except FileNotFoundError:
        return "", (Problem(place, Message("this file is missing; take it from a new workspace (brandbot init)")),)
    except OSError as error:
        return "", (Problem(place, not_readable(error)),)


def write_text(file: Path, text: str, *, private: bool = False) -> None:
    """Put a text into a file whole or not at all; a private one can be read by nobody else, not even for a moment.

    Raises Refused where it can't be written.
    """
    file = file.resolve()  # a link stays one
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        mode = 0o600 if private else file.stat().st_mode & 0o777
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as target:
            target.write(text.encode())
            target.flush()
            os.fsync(target.fileno())
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise Refused(
            Message(
                "{file} can't be written ({reason}); close it elsewhere and allow writing it",
                file=file.name,
                reason=reason,
            )
        ) from error


NOT_UTF8 = Message("the file is not saved as UTF-8; in the editor choose 'Save as' and the encoding UTF-8")


def not_readable(error: OSError) -> Message:
    """The file is there and can't be opened."""
    reason = error.strerror or type(error).__name__
    return Message("the file can't be opened ({reason}); close it elsewhere and allow reading it", reason=reason)


@dataclass(frozen=True, slots=True)
class Assets:
    """The folder of logos and photos. `names` are what some of them are called where the text comes from."""

    folder: Path
    names: Mapping[str, str] = field(default_factory=dict)

    def file(self, name: str) -> str:
        """The name of a file below the folder, with forward slashes. Raises Wrong."""
        name = self.names.get(name, name)
        path = PurePosixPath(name)
        if "\\" in name or ":" in name or path.is_absolute() or ".." in path.parts:
            raise Wrong(
                Message(
                    "'{value}' leads out of assets/; write the path below it, like foto/pkl-01.jpg", value=short(name)
                )
            )
        if any(map(_DEVICE.fullmatch, path.parts)):
            raise Wrong(Message("no file can be called '{value}' on Windows; give it another name", value=short(name)))
        if not self._holds(path):
            raise Wrong(Message("there is no file assets/{value}; put it there or mend the name", value=short(name)))
        if not (self.folder / path).resolve().is_relative_to(self.folder.resolve()):
            raise Wrong(
                Message("'{value}' is a link that leads out of assets/; copy the file there", value=short(name))
            )
        return name

    def _holds(self, path: PurePosixPath) -> bool:
        try:
            return (self.folder / path).is_file()
        except OSError:  # the name is longer than any file's
            return False


AssetFile = Annotated[str, LookedUp(lambda known, name: known.file(name))]
