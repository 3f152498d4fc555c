"""The working copy: made once of each photo at intake, and what pictures are drawn from ever after.

It is upright, sRGB, as large as the largest layout needs, and holds nothing of the file but its pixels. A note beside
it keeps what was found on the photo. The same file gives the same bytes, so a copy that was lost is made anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import threading
from pathlib import Path
from typing import Any

from PIL import Image

from brandbot.drawing.blur import hidden
from brandbot.drawing.decode import file_stat, reading
from brandbot.drawing.faces import faces_of
from brandbot.drawing.photo import NOTICES, TURNS, Photo, noticed, open_photo
from brandbot.drawing.saliency import focus_of
from brandbot.errors import Message, Refused
from brandbot.model import Blur

KEPT = (1080, 1600)  # pixels of the upright width and height; the largest frame, a whole story, stretches that by 1.2
QUALITY = 92
SHARP = Blur()
VERSION = 2  # of how a copy is made: with another, all copies are made anew


def prepare(path: Path, folder: Path, blur: Blur = SHARP) -> Path:
    """The working copy of a photo, made in `folder` unless it is there in good order; `open_prepared` reads it.

    A photo is known by its path, size and time: one that was changed gets a new copy. What `blur` names can't be
    recognised on it. Raises Refused as `open_photo` does, and where a face that must be hidden is not found.
    """
    copy = folder / f"{_key(path, blur)}.jpg"
    if _note(copy) is None:
        folder.mkdir(parents=True, exist_ok=True)
        jpeg, note = _made(path, blur)
        _write(copy, jpeg)
        _write(copy.with_suffix(".json"), note)
    return copy


def open_prepared(copy: Path) -> Photo:
    """Read a working copy back. Raises Refused where it is missing or damaged: `prepare` makes it anew."""
    note = _note(copy)
    if note is None:
        raise Refused(Message("The working copy of a photo was lost or damaged: draw the picture again"))
    with reading(copy) as file:
        pixels = file.convert("RGB")
    return Photo(
        pixels,
        original=(note["original"][0], note["original"][1]),
        faces=tuple((left, top, width, height) for left, top, width, height in note["faces"]),
        focus=(note["focus"][0], note["focus"][1]) if note["focus"] else None,
        hidden=note.get("hidden", 0),
        notices=noticed(note["file"], note["notices"]),
    )


def _key(path: Path, blur: Blur) -> str:
    stat = file_stat(path)
    hides = [blur.faces, blur.boxes] if blur != SHARP else []
    known = json.dumps([VERSION, path.as_posix(), stat.st_size, stat.st_mtime_ns, *hides])
    return hashlib.sha256(known.encode()).hexdigest()[:32]


def _note(copy: Path) -> dict[str, Any] | None:
    """What was noted of a copy; None unless both are whole."""
    try:
        note: dict[str, Any] = json.loads(copy.with_suffix(".json").read_bytes())
        whole = note["sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return note if whole else None


def _made(path: Path, blur: Blur) -> tuple[bytes, bytes]:
    """The copy of a photo and the note beside it."""
    photo = open_photo(path, KEPT)
    picture = _upright(photo)
    faces = faces_of(picture)
    picture, count = hidden(picture, blur, path.name) if blur != SHARP else (picture, 0)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=QUALITY, subsampling=0)
    note = {
        "file": path.name,
        "sha256": hashlib.sha256(jpeg.getvalue()).hexdigest(),
        "original": photo.original,
        "faces": faces,
        "focus": None if faces else focus_of(picture),
        "hidden": count,
        "notices": [name for name in NOTICES if noticed(path.name, [name])[0] in photo.notices],
    }
    return jpeg.getvalue(), json.dumps(note, indent=1).encode()


def _upright(photo: Photo) -> Image.Image:
    """All of the photo, at the size that is kept."""
    width, height = photo.size
    scale = min(1.0, max(KEPT[0] / width, KEPT[1] / height))
    size = tuple(round(side * scale) for side in photo.pixels.size)
    picture = photo.pixels.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return picture.transpose(TURNS[photo.orientation]) if photo.orientation in TURNS else picture


def _write(path: Path, content: bytes) -> None:
    """All or nothing, also where two workers make the same copy."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
