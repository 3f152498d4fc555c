"""Nouns for tests, with a word for what differs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from brandbot.model import (
    Approval,
    Brand,
    Channel,
    Consent,
    ConsentState,
    Creative,
    Event,
    Hours,
    Network,
    Partner,
    Placement,
    Plan,
    Rendition,
    Rule,
    Spacing,
    Template,
)
from brandbot.pipeline.plan import Surroundings, changes, plan, settle_overdue
from brandbot.store import Store

WIB = ZoneInfo("Asia/Jakarta")
FACEBOOK = Channel("facebook", Network.FACEBOOK, "100")
INSTAGRAM = Channel("instagram", Network.INSTAGRAM, "178")
AHEAD = dt.timedelta(minutes=30)


def at(text: str) -> dt.datetime:
    """A moment in the school's zone: `2026-08-12 18:30`."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB)


def make_event(id_: str = "EV-1", **fields: Any) -> Event:
    """An approved event that may go out; two of them have other partners, so that none is taken for a duplicate."""
    known: dict[str, Any] = {
        "kind": "new_partner",
        "title": "MoU dengan PT Rekaan",
        "date": dt.date(2026, 8, 12),
        "approval": Approval.APPROVED,
        "consent": Consent(ConsentState.NOT_NEEDED),
        "partners": ("pt-rekaan" if id_ == "EV-1" else f"pt-{id_}".lower(),),
    }
    return Event(id=id_, **(known | fields))


def make_rule(**fields: Any) -> Rule:
    """Everything to the feed of both channels at 18:30."""
    known: dict[str, Any] = {
        "kinds": ("new_partner",),
        "channels": ("facebook", "instagram"),
        "placement": Placement.FEED,
    }
    return Rule(**(known | fields))


def make_template(kind: str = "new_partner", **fields: Any) -> Template:
    """A template without layouts."""
    known: dict[str, Any] = {
        "names": (),
        "label": kind,
        "needs": (),
        "layouts": {},
        "folder": Path(kind),
        "fingerprint": "1",
    }
    return Template(kind=kind, **(known | fields))


def around(*templates: Template) -> Surroundings:
    """A school with two channels and one partner."""
    return Surroundings(
        brand=Brand(school="SMK Contoh", short_name="SMK", primary="#0B4F3A", accent="#FFC20E"),
        channels={channel.name: channel for channel in (FACEBOOK, INSTAGRAM)},
        partners={"pt-rekaan": Partner(id="pt-rekaan", name="PT Rekaan")},
        templates={template.kind: template for template in templates or (make_template(),)},
        zone=WIB,
        hours=Hours(WIB),
        spacing=Spacing(per_day=1000, apart=dt.timedelta()),  # a test says it where events keep their distance
    )


def sync(store: Store, wanted: Plan, now: dt.datetime, *, complete: bool = True) -> int:
    """Bring a store in line with a plan; how many posts were added or changed."""
    new, changed = changes(
        store.posts.movable(), wanted, store.posts.keys, str, ahead=lambda _post: AHEAD, now=now, complete=complete
    )
    store.posts.apply(new, changed, now)
    return len(new) + len(changed)


def miss(store: Store, now: dt.datetime) -> int:
    """Settle what ran out of time, as the service does."""
    changed = settle_overdue(store.posts.overdue(now), Hours(WIB), str, ahead=lambda _post: AHEAD, now=now)
    store.posts.apply((), changed, now)
    return len(changed) + store.posts.miss_held(now)


def store_with(folder: Path, *events: Event, now: dt.datetime, rules: tuple[Rule, ...] = ()) -> Store:
    """A store in a folder that holds the posts of these events, each with a creative."""
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    sync(store, plan(events, rules or (make_rule(),), around()), now)
    draw_all(store, folder, now)
    return store


def draw_all(store: Store, folder: Path, now: dt.datetime) -> None:
    """Give every waiting post a creative."""
    picture = folder / "not-a-picture.jpg"
    picture.write_bytes(b"\xff\xd8 not looked into")
    for post in store.posts.to_render(now + dt.timedelta(days=1000)):
        rendition = Rendition(picture, 1080, 1350, "0" * 64, "Alt")
        store.posts.save_creative(
            Creative(post.key, (rendition,), f"Caption of {post.event_id}", f"hash-{post.fingerprint}"), now
        )
