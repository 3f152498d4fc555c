"""`brandbot events add`: what a kind needs is asked field by field, each answer checked as a table's cell is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import Event, Place, Template
from brandbot.operate.entries import continued, write_text
from brandbot.pipeline.holds import FIELD_OF_NEED
from brandbot.sources import Workspace
from brandbot.sources.headings import FIELDS, FIGURE, FIGURE_VALUE, NEEDED, example_of, heading_of
from brandbot.sources.mistakes import Loc, unknown
from brandbot.sources.scalars import parse_date
from brandbot.sources.schedules import schedule_of
from brandbot.sources.tables import entry_data, event_from

FILE = "schedules/tambahan.yaml"
_HEAD = "Kegiatan yang ditulis oleh `brandbot events add`. Tulis `approval: disetujui` bila sudah disetujui."
_ALSO = ("end_date", "time", "location", "partners", "programmes", "people", "photos", "consent")
_SOME = {"id": "x", "kind": "x", "title": "x", "date": "2026-01-01"}  # so that one field can be checked before the rest

Ask = Callable[[Message, str], str]  # the question, and what Enter alone answers
Tell = Callable[[Message], None]


def needed_fields(template: Template) -> tuple[str, ...]:
    """What an event of this kind must say, as columns of a table."""
    fields = [FIELD_OF_NEED.get(need, need) for need in template.needs]
    columns = [name for field in fields for name in (FIGURE if field == "figures" else (field,)) if name in FIELDS]
    return tuple(dict.fromkeys((*NEEDED, *columns)))


def add_event(workspace: Workspace, root: Path, ask: Ask, tell: Tell) -> Event:
    """Ask for an event and write it into schedules/; it waits for approval. Raises Refused."""
    texts = dict(_answers(workspace, ask, tell))
    texts["approval"] = "menunggu"
    event, problems = event_from(texts, lambda _: Place(FILE), workspace.school)
    if event is None:
        raise Refused(problems[0].message)
    file = root / FILE
    text = continued(file, _HEAD, {key: value for key, value in entry_data(texts).items() if value})
    if event not in schedule_of(text, FILE, workspace.school).events:
        raise Refused(Message("{file} can't be continued; its list of events must be the last thing in it", file=FILE))
    write_text(file, text)
    return event


def _answers(workspace: Workspace, ask: Ask, tell: Tell) -> Iterator[tuple[str, str]]:
    said: dict[str, str] = {"kind": _kind(workspace, ask, tell)}
    needed = needed_fields(workspace.templates[workspace.school.kind(said["kind"])])
    for field in (name for name in dict.fromkeys((*needed, *_ALSO)) if name not in {"id", "kind"}):
        said[field] = _answer(field, said, workspace, ask, tell, is_needed=field in needed)
    free = _free_id(said, {event.id.casefold() for event in workspace.events})
    said["id"] = _answer("id", said, workspace, ask, tell, is_needed=True, default=free)
    yield from ((field, text) for field, text in said.items() if text)


def _kind(workspace: Workspace, ask: Ask, tell: Tell) -> str:
    while True:
        word = ask(_question("kind", is_needed=True), "").strip()
        if workspace.school.kind(word) in workspace.templates:
            return word
        tell(unknown(word, sorted((*one.names, one.kind)[0] for one in workspace.templates.values())))


def _answer(
    field: str,
    said: Mapping[str, str],
    workspace: Workspace,
    ask: Ask,
    tell: Tell,
    *,
    is_needed: bool,
    default: str = "",
) -> str:
    """An answer that fits; the question comes again until there is one."""
    while True:
        text = ask(_question(field, is_needed=is_needed), default).strip()
        if mistake := _mistake(field, text, said, workspace, is_needed=is_needed):
            tell(mistake)
        else:
            return text


def _question(field: str, *, is_needed: bool) -> Message:
    heading, example = heading_of(field), example_of(field)
    if is_needed:
        return Message("{heading}, for example {example}", heading=heading, example=example)
    return Message("{heading}, for example {example}; Enter for none", heading=heading, example=example)


def _mistake(
    field: str, text: str, said: Mapping[str, str], workspace: Workspace, *, is_needed: bool
) -> Message | None:
    if not text:
        empty = Message("'{key}' is empty; write it like {example}", key=heading_of(field), example=example_of(field))
        return empty if is_needed else None
    if field == "id" and text.casefold() in {event.id.casefold() for event in workspace.events}:
        return Message("the id '{id}' is taken; each event has its own", id=text)
    _, problems = event_from({**_SOME, **said, field: text}, _place_by_field, workspace.school)
    return next((problem.message for problem in problems if problem.place == _place_by_field((field,))), None)


def _place_by_field(loc: Loc) -> Place:
    """Where a problem stands, for one question at a time: the field's name."""
    return Place(FIGURE_VALUE if loc[:1] == ("figures",) else str(*loc[:1]))


def _free_id(said: Mapping[str, str], taken: set[str]) -> str:
    """An id that tells day and title: `2026-07-29-mou-dengan-pt-rekaan`."""
    words = (
        re.sub(r"[^a-z0-9]+", "-", f"{parse_date(said['date'])} {said['title']}".casefold()).strip("-")[:50].strip("-")
    )
    return next(name for n in range(1, len(taken) + 2) if (name := words if n == 1 else f"{words}-{n}") not in taken)
