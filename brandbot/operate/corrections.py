"""A correction of a post that was taken down: an event of its own, which the principal approves like any other."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import Post

FILE = "corrections.yaml"
_HEAD = """\
# Ralat yang ditulis oleh `brandbot withdraw --correct`. Tulis `approval: disetujui` bila sudah disetujui.
events:
"""


def add_correction(root: Path, post: Post, text: str, now: dt.datetime) -> Path:
    """Write the event below those that are there; the file. `now` is the school's time. Raises Refused."""
    file = root / "schedules" / FILE
    # What JSON writes YAML reads, whatever stands in the text.
    entry = (
        f"  - id: {json.dumps(f'ralat-{now:%Y%m%d-%H%M%S}')}\n"
        "    kind: correction\n"
        f"    title: {json.dumps(post.title, ensure_ascii=False)}\n"
        f"    date: {now:%Y-%m-%d}\n"
        f"    points: [{json.dumps(text, ensure_ascii=False)}]\n"
        "    consent: tidak_perlu\n"
        "    approval: menunggu\n"
    )
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else _HEAD
        file.write_text(f"{before.rstrip()}\n{entry}", encoding="utf-8")
    except OSError as error:
        raise Refused(Message("{file} can't be written ({error})", file=str(file), error=str(error))) from error
    return file
