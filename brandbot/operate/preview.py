"""The preview: creatives of events as they would go out today, on a page; no post is made."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import Event, Network, Placement
from brandbot.operate.sheet import Card, write_sheet
from brandbot.pipeline.render import Sitting
from brandbot.service import Service
from brandbot.sources import Workspace


def write_preview(service: Service, ids: Sequence[str], out: Path) -> Path:
    """Draw these events, or all, and write the page into `out`; its path.

    What can't be drawn is shown on the page with its reason. Raises Refused for an unknown event.
    """
    workspace = service.read()
    events = [_named(workspace, id_) for id_ in ids] or list(workspace.events)
    cards = [card for event in events if event.kind in workspace.templates for card in _cards(service, event)]
    title = service.wording.say(Message("Preview"))
    return write_sheet(out, service.config.brand, title, cards)


def _named(workspace: Workspace, id_: str) -> Event:
    by_id = {event.id: event for event in workspace.events}
    if id_ in by_id:
        return by_id[id_]
    near = difflib.get_close_matches(id_, by_id, 1)
    if near:
        raise Refused(Message("there is no event '{id}'; did you mean '{near}'?", id=id_, near=near[0]))
    raise Refused(Message("there is no event '{id}'; brandbot plan lists them", id=id_))


def _cards(service: Service, event: Event) -> Iterator[Card]:
    workspace, wording = service.read(), service.wording
    sitting = Sitting(service.studio(workspace), event)
    when = wording.date_range(event.date, event.last_date)
    rules = [rule for rule in workspace.rules if event.kind in rule.kinds or "*" in rule.kinds]
    asked = {rule.placement for rule in rules} or set(Placement)
    for placement in Placement:
        if placement not in asked or placement not in workspace.templates[event.kind].layouts:
            continue
        try:
            renditions = sitting.renditions(placement)
            captions = "" if placement is Placement.STORY else _captions(sitting)
            yield Card(event.title, when, f"{event.id} · {placement}", captions, sitting.alt_text(), renditions)
        except Refused as refusal:
            problem = wording.say(refusal.message)
            yield Card(event.title, when, f"{event.id} · {placement}", "", "", (), problem=problem)


def _captions(sitting: Sitting) -> str:
    return "\n\n".join(f"— {network.value.title()} —\n{sitting.caption(network)}" for network in Network)
