"""The evidence folder: each post with pictures, text, link, approval and metrics; an index, a gallery and hashes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from brandbot.errors import Message, Refused
from brandbot.model import Event, Insight
from brandbot.operate.sheet import PAGES
from brandbot.pipeline import jinja
from brandbot.pipeline.report.evidence import Evidence, last_reading, words_of
from brandbot.pipeline.report.numbers import PostRow
from brandbot.pipeline.report.writer import ink_on, readable
from brandbot.service import Service

SUMS = "SHA256SUMS"
_MARK = ".brandbot-evidence"


def write_evidence(service: Service, folder: Path, first: dt.date, last: dt.date, now: dt.datetime) -> int:
    """Write the evidence of what went out from the first to the last day; how many posts.

    Only a folder that is empty or was written by this is filled. Raises Refused for another one.
    """
    _make_room(folder)
    here = now.astimezone(service.config.zone)
    found = _evidence(service, service.reporting.rows(first, last, here))
    posts = [_write_post(service, one, folder) for one in found]
    _write_pages(service, folder, posts, (first, last), here)
    _write_sums(folder)
    return len(posts)


def _make_room(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise Refused(Message("the folder {folder} is not empty; name a new one", folder=str(folder)))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()


def _evidence(service: Service, rows: Sequence[PostRow]) -> list[Evidence]:
    store = service.store
    events: Mapping[str, Event] = {event.id: event for event in service.read().events}
    creatives = store.posts.creatives(row.key for row in rows if not row.gone)
    insights: dict[str, list[Insight]] = {}
    for insight in store.insights.of(row.key for row in rows):
        insights.setdefault(insight.post_key, []).append(insight)
    return [
        Evidence(
            row,
            events.get(row.event_id),
            creatives.get(row.key),
            tuple(store.approvals.of(row.key)),
            tuple(insights.get(row.key, ())),
        )
        for row in rows
    ]


def _write_post(service: Service, one: Evidence, folder: Path) -> dict[str, Any]:
    """Write a post's own folder; its words, with the pictures as paths below `folder`."""
    own = folder / one.folder
    own.mkdir(parents=True, exist_ok=True)
    words = words_of(one, service.wording, service.config.zone_label)
    pictures: list[dict[str, Any]] = []
    for number, rendition in enumerate(one.creative.renditions if one.creative else (), 1):
        target = own / f"gambar-{number}{rendition.path.suffix}"
        if rendition.path.exists():
            shutil.copyfile(rendition.path, target)
            size = {"width": rendition.width, "height": rendition.height}
            pictures.append({"src": f"{one.folder}/{target.name}", "alt": rendition.alt_text, **size})
    if words["caption"]:
        (own / "keterangan.txt").write_text(f"{words['caption']}\n", encoding="utf-8")
    plain = {**words, "pictures": [Path(picture["src"]).name for picture in pictures]}
    (own / "bukti.json").write_text(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return {**words, "pictures": pictures, "folder": one.folder, "read": last_reading(words)}


def _write_pages(
    service: Service, folder: Path, posts: Sequence[Mapping[str, Any]], span: tuple[dt.date, dt.date], now: dt.datetime
) -> None:
    say, brand = service.wording.say, service.config.brand
    values = {
        "language": service.wording.language,
        "brand": asdict(brand),
        "on_primary": ink_on(brand.primary),
        "heading_ink": readable(brand.primary),
        "period": service.wording.date_range(*span),
        "made": service.wording.moment(now, service.config.zone_label),
        "posts": posts[::-1],
        "shown": _shown(posts[::-1]),
        "word": {name: say(message) for name, message in _WORDS.items()},
        "count": say(Message("{count} posts", count=len(posts))),
    }
    for page in ("evidence", "gallery"):
        text = jinja.render(PAGES, f"{page}.html.j2", values, pages=True)
        (folder / _FILES[page]).write_text(text, encoding="utf-8")


def _shown(posts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each picture once, with the networks that it went to."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for post in posts:
        if post["pictures"]:
            one = found.setdefault((post["event"], post["placement"]), {**post, "networks": []})
            one["networks"].append({"name": post["network"], "link": post["link"]})
    return list(found.values())


_FILES = {"evidence": "index.html", "gallery": "galeri.html"}
_WORDS: Mapping[str, Message] = {
    "evidence": Message("Evidence of publication"),
    "gallery": Message("Everything we showed"),
    "date": Message("Date"),
    "activity": Message("Activity"),
    "where": Message("Where"),
    "approval": Message("Approval"),
    "consent": Message("Consent"),
    "read": Message("Last read"),
    "files": Message("Files"),
    "open": Message("open the post"),
    "none": Message("Nothing went out in this time."),
    "missing": Message("not available yet"),
    "note": Message(
        "Metrics are Meta's. Names of those who gave consent stay in the school's register. SHA256SUMS shows whether a "
        "file was changed since: sha256sum -c SHA256SUMS."
    ),
}


def _write_sums(folder: Path) -> None:
    """A line a file, as `sha256sum -c` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (SUMS, _MARK))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    ]
    (folder / SUMS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
