"""A correction of a post that was taken down: an event of its own, which the principal approves like any other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from brandbot.model import Post
from brandbot.operate.entries import continued, write_text

FILE = "corrections.yaml"
_HEAD = "Ralat yang ditulis oleh `brandbot withdraw --correct`. Tulis `approval: disetujui` bila sudah disetujui."


def add_correction(root: Path, post: Post, text: str, now: dt.datetime) -> Path:
    """Write the event below those that are there; the file. `now` is the school's time. Raises Refused."""
    file = root / "schedules" / FILE
    entry = {
        "id": f"ralat-{now:%Y%m%d-%H%M%S}",
        "kind": "correction",
        "title": post.title,
        "date": f"{now:%Y-%m-%d}",
        "points": [text],
        "consent": "tidak_perlu",
        "approval": "menunggu",
    }
    write_text(file, continued(file, _HEAD, entry))
    return file
