"""inbox/: photos with a few lines of text, or with a table, become events that wait for approval.

Each folder in it is a parcel. What is wrong with one is answered in a file beside it, and nothing is taken away.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brandbot.drawing import open_photo
from brandbot.errors import Message, Refused
from brandbot.logs import Log
from brandbot.model import Place, Problem
from brandbot.sources import Workspace
from brandbot.sources.headings import FIELDS, FIGURE_VALUE, HEADINGS, field_of, heading_of
from brandbot.sources.mistakes import Loc, unknown_key
from brandbot.sources.school import School
from brandbot.sources.tables import Row, Where, event_from, read_rows
from brandbot.sources.text_sheets import encoding_of
from brandbot.sources.written import merged, replace_file
from brandbot.wording import Wording

FOLDER, ANSWER, TABLE = "inbox", "JAWABAN.txt", "schedules/inbox.csv"
SETTLED = dt.timedelta(seconds=30)  # for which a parcel must not have grown
_MEMORY = "data/inbox.json"
_PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})
_TABLES = frozenset({".csv", ".xlsx", ".ods"})
_LINE = re.compile(r"\s*(\w[\w -]{1,30}?)\s*:(?!//)\s*(.*)")
_SPACES = re.compile(r"[^\w.-]+")
_NO_TEXT = Message("write keterangan.txt beside the photos, with lines like: jenis: pkl, judul: …, tanggal: 29/07/2026")
_NO_ENCODING = Message("this is no plain text; save it as a text file (UTF-8)")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A folder of the inbox and the files in it."""

    folder: Path
    name: str  # as it is told: inbox/mou-rekaan
    files: tuple[Path, ...]

    @property
    def word(self) -> str:
        """The folder's name as ids and files may be called."""
        return re.sub(r"[^\w-]+", "-", self.folder.name).strip("-") or FOLDER

    @property
    def stamp(self) -> str:
        """Changes when a file does."""
        stats = [(file.name, file.stat()) for file in self.files]
        return " ".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)

    @property
    def photos(self) -> tuple[Path, ...]:
        """Its photos, by name."""
        return tuple(file for file in self.files if file.suffix.lower() in _PHOTOS)


@dataclass(frozen=True, slots=True)
class Inbox:
    """The inbox of one workspace."""

    root: Path
    wording: Wording
    log: Log

    def take_in(self, workspace: Workspace, now: dt.datetime) -> int:
        """Take in every parcel that is whole and was not looked at as it is; how many events came of it."""
        parcels = list(_parcels(self.root / FOLDER))
        if not parcels:
            return 0
        memory = self._remembered()
        before = json.dumps(memory)
        count = 0
        for parcel in parcels:
            try:
                count += self._look(parcel, memory, workspace, now)
            except (OSError, Refused) as error:  # still being copied, or no room: again at the next tick
                self.log.failed(f"inbox {parcel.name}", error)
        if json.dumps(memory) != before:
            replace_file(self.root / _MEMORY, json.dumps(memory).encode())
        return count

    def _remembered(self) -> dict[str, Any]:
        try:
            found = json.loads((self.root / _MEMORY).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _look(self, parcel: Parcel, memory: dict[str, Any], workspace: Workspace, now: dt.datetime) -> int:
        stamp, seen = parcel.stamp, memory.get(parcel.name)
        if not isinstance(seen, dict) or seen.get("stamp") != stamp:
            memory[parcel.name] = {"stamp": stamp, "seen": now.isoformat(), "done": False}
            return 0
        if seen["done"] or now - dt.datetime.fromisoformat(seen["seen"]) < SETTLED:
            return 0
        rows, problems = self._read(parcel, workspace)
        (parcel.folder / ANSWER).write_text(self._answer(rows, problems), encoding="utf-8")
        seen["done"] = True
        return len(rows)

    def _read(self, parcel: Parcel, workspace: Workspace) -> tuple[Sequence[Row], Sequence[Problem]]:
        """The parcel's events, written into schedules/, and what is wrong with the others."""
        problems = [*_broken(parcel)]
        school = self._with_photos(parcel, workspace.school)
        rows = [] if problems else [*_rows(parcel, school, problems)]
        there = {event.id.casefold(): event.place for event in workspace.events}
        own = [row for row in rows if there.get(row.event.id.casefold(), Place(TABLE)).path == TABLE]
        for row in (row for row in rows if row not in own):
            message = Message("the id '{id}' is taken; each event has its own", id=row.event.id)
            problems.append(Problem(row.event.place, message))
        if own:
            content, wrong = merged(self.root / TABLE, TABLE, [row.texts for row in own])
            if wrong:
                return (), (*problems, *wrong)
            replace_file(self.root / TABLE, content)
        return own, problems

    def _with_photos(self, parcel: Parcel, school: School) -> School:
        """The school with the parcel's photos among its own, by the names that they have in the parcel."""
        names: dict[str, str] = {}
        for photo in parcel.photos:
            name = "/".join((FOLDER, parcel.word, _SPACES.sub("-", photo.name)))
            target = school.assets.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(photo, target)
            names[photo.name] = name
        return dataclasses.replace(school, assets=dataclasses.replace(school.assets, names=names))

    def _answer(self, rows: Sequence[Row], problems: Sequence[Problem]) -> str:
        say = self.wording.say
        taken = Message("taken in as {id}; it waits for approval")
        lines = [say(Message(taken.text, id=row.event.id)) for row in rows]
        lines += [
            f"{problem.place.path}:{problem.place.line}: {say(problem.message)}"
            for problem in sorted(problems, key=lambda problem: problem.place)
        ]
        if problems:
            lines.append(say(Message("Mend this, and it is read again by itself.")))
        return "\n".join(lines) + "\n"


def _parcels(inbox: Path) -> Iterator[Parcel]:
    """The folders of the inbox, and what lies in it loose."""
    if not inbox.is_dir():
        return
    for folder in (inbox, *sorted(path for path in inbox.iterdir() if path.is_dir())):
        kept = (file for file in folder.iterdir() if file.is_file() and not file.name.startswith((".", "~")))
        files = tuple(sorted(file for file in kept if file.name != ANSWER))
        if files:
            yield Parcel(folder, FOLDER if folder == inbox else f"{FOLDER}/{folder.name}", files)


def _broken(parcel: Parcel) -> Iterator[Problem]:
    """Photos that can't be opened: half a copy, mostly."""
    for photo in parcel.photos:
        try:
            open_photo(photo)
        except Refused as refusal:
            yield Problem(Place(f"{parcel.name}/{photo.name}"), refusal.message)


def _rows(parcel: Parcel, school: School, problems: list[Problem]) -> Iterator[Row]:
    tables = [file for file in parcel.files if file.suffix.lower() in _TABLES]
    texts = [file for file in parcel.files if file.suffix.lower() == ".txt"]
    if not tables and not texts:
        problems.append(Problem(Place(parcel.name), _NO_TEXT))
    for file in tables:
        for row in read_rows(file, f"{parcel.name}/{file.name}", school, problems):
            yield from _waiting(row.texts, _all_at(row.event.place), school, problems)
    for file in texts:
        yield from _told(file, parcel, school, problems)


def _told(file: Path, parcel: Parcel, school: School, problems: list[Problem]) -> Iterator[Row]:
    """The event that a text of `key: value` lines tells."""
    path = f"{parcel.name}/{file.name}"
    encoding = encoding_of(file)
    if encoding is None:
        problems.append(Problem(Place(path), _NO_ENCODING))
        return
    texts: dict[str, str] = {}
    lines: dict[str, int] = {}
    field = ""
    for number, line in enumerate(file.read_text(encoding=encoding).splitlines(), start=1):
        if said := _LINE.fullmatch(line):
            field = field_of(said[1])
            texts[field], lines[field] = said[2].strip(), number
            if field not in FIELDS:
                problems.append(Problem(Place(path, number), unknown_key(said[1], [*HEADINGS])))
        elif line.strip() and field:
            texts[field] = f"{texts[field]} {line.strip()}".strip()
    texts = {"id": f"{FOLDER}-{parcel.word}"} | {name: text for name, text in texts.items() if text and name in FIELDS}
    if parcel.photos:
        texts.setdefault("photos", "|".join(photo.name for photo in parcel.photos))

    def where(loc: Loc) -> Place:
        name = FIGURE_VALUE if loc[:1] == ("figures",) else str(*loc[:1])
        return Place(path, lines.get(name, 1))

    yield from _waiting(texts, where, school, problems)


def _waiting(texts: Mapping[str, str], where: Where, school: School, problems: list[Problem]) -> Iterator[Row]:
    """The row as it is written down: its photos by their place in assets/, and never approved by itself."""
    photos = [name.strip() for name in texts.get("photos", "").split("|") if name.strip()]
    placed = {"photos": "|".join(school.assets.names.get(name, name) for name in photos)} if photos else {}
    row = {**texts, **placed, "approval": "menunggu"}
    event, wrong = event_from(row, where, school)
    problems += (Problem(problem.place, _headed(problem.message)) for problem in wrong)
    if event:
        yield Row(event, row)


def _all_at(place: Place) -> Where:
    return lambda _: place


def _headed(message: Message) -> Message:
    """The message with the Indonesian word for a key."""
    key = message.fields.get("key")
    return Message(message.text, **(message.fields | ({"key": heading_of(str(key))} if key else {})))
