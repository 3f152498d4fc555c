"""The audit of what concerns persons: a file that only grows, each line bound to the one before it.

It lies beside the consent register and, like it, goes into no report, export or ordinary backup.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.sources.consent import FOLDER

FILE = "audit.jsonl"


def note(root: Path, now: dt.datetime, actor: str, action: str, what: str) -> None:
    """Add a line. Raises Refused where that can't be."""
    file = root / FOLDER / FILE
    line = {"at": now.isoformat(), "actor": actor, "action": action, "what": what, "before": _last(file)}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", newline="\n") as audit:
            audit.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise Refused(Message("{file} can't be written ({error})", file=str(file), error=str(error))) from error


def is_whole(root: Path) -> bool:
    """Whether no line was changed or taken out since; what was cut off at the end can't be seen."""
    before = ""
    for line in _lines(root / FOLDER / FILE):
        try:
            if json.loads(line)["before"] != before:
                return False
        except (ValueError, TypeError, KeyError):
            return False
        before = hashlib.sha256(line.encode()).hexdigest()
    return True


def _last(file: Path) -> str:
    lines = _lines(file)
    return hashlib.sha256(lines[-1].encode()).hexdigest() if lines else ""


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
