"""The preview: creatives of events as they would go out today, on a page; no post is made."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from brandbot.config import Config
from brandbot.drawing import overlay
from brandbot.errors import Message, Refused
from brandbot.model import Event, LayoutName, Network, Placement, Problem, Rendition
from brandbot.operate.sheet import Card, write_sheet
from brandbot.pipeline.render import Sitting
from brandbot.service import Service
from brandbot.sources import Workspace, stamps
from brandbot.wording import Wording


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be previewed: these events or all; `audit` draws what was measured onto the pictures.

    Events that are named are shown in every layout, all of them only where the rules send them.
    """

    ids: tuple[str, ...] = ()
    audit: bool = False
    watched: bool = False


def write_preview(service: Service, wish: Wish, out: Path) -> Path:
    """Draw the events and write the page into `out`; its path.

    What can't be drawn is shown on the page with its reason. Raises Refused for an unknown event.
    """
    workspace = service.read()
    events = [named(workspace, id_) for id_ in wish.ids] or list(workspace.events)
    cards = [card for event in events if event.kind in workspace.templates for card in _cards(service, event, wish)]
    problems = [_told(problem, service.wording) for problem in workspace.problems]
    title = service.wording.say(Message("Preview"))
    return write_sheet(out, service.config.brand, title, [*problems, *cards], watched=wish.watched)


def watch(service: Service, wish: Wish, out: Path, stopped: Callable[[float], bool]) -> None:
    """Draw anew whenever a file of the workspace changes, until `stopped` says so; it also waits the seconds given."""
    seen: Mapping[str, str] = {}
    while not stopped(0.3):
        now = stamps(service.config.root, service.read())
        if now != seen:
            seen = now
            write_preview(service, wish, out)


def _told(problem: Problem, wording: Wording) -> Card:
    """A mistake in the files: who watches a template being changed looks at the page, not at the terminal."""
    return Card(str(problem.place), "", "", "", (), problem=wording.say(problem.message))


def named(workspace: Workspace, id_: str) -> Event:
    """The event with an id. Raises Refused, with the nearest id, where there is none."""
    by_id = {event.id: event for event in workspace.events}
    if id_ in by_id:
        return by_id[id_]
    near = difflib.get_close_matches(id_, by_id, 1)
    if near:
        raise Refused(Message("there is no event '{id}'; did you mean '{near}'?", id=id_, near=near[0]))
    raise Refused(Message("there is no event '{id}'; brandbot plan lists them", id=id_))


def _cards(service: Service, event: Event, wish: Wish) -> Iterator[Card]:
    workspace, wording = service.read(), service.wording
    sitting = Sitting(service.studio(workspace), event)
    day = day_of(event, service.config)
    when = wording.date_range(event.date, event.last_date)
    for layout in _layouts(workspace, event, named=bool(wish.ids)):
        where = f"{event.id} · {layout}"
        try:
            renditions = sitting.pictures(layout, day)
            captions = _captions(sitting, day) if layout == "feed" else ""
        except Refused as refusal:
            yield Card(event.title, when, where, "", (), problem=wording.say(refusal.message))
            continue
        if wish.audit:
            renditions = tuple(_measured(sitting, rendition, service) for rendition in renditions)
        notices = tuple(map(wording.say, sitting.notices))
        yield Card(event.title, when, where, captions, renditions, notices=notices)


def day_of(event: Event, config: Config) -> dt.date:
    """The day on which an event is posted where nothing else is known."""
    return event.publish_at.astimezone(config.zone).date() if event.publish_at else event.date


def _layouts(workspace: Workspace, event: Event, *, named: bool) -> Iterator[LayoutName]:
    """The layouts worth showing; slides come with the feed."""
    rules = [rule for rule in workspace.rules if event.kind in rule.kinds or "*" in rule.kinds]
    asked = {rule.placement.value for rule in rules} or {placement.value for placement in Placement}
    for layout in workspace.templates[event.kind].layouts:
        if layout not in {"slide", "closing"} and (named or layout in asked):
            yield layout


def _measured(sitting: Sitting, rendition: Rendition, service: Service) -> Rendition:
    """The picture with what was measured drawn onto it, in a file beside it."""
    drawing = sitting.drawings[rendition.path]
    path = service.config.root / "out" / "audit" / rendition.path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(overlay(drawing.jpeg, drawing.marks))
    return replace(rendition, path=path)


def _captions(sitting: Sitting, day: dt.date) -> str:
    return "\n\n".join(f"— {network.value.title()} —\n{sitting.caption(network, day)}" for network in Network)
