"""Consent as a person works with it: who is missing for what comes, and what happens when somebody takes it back."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import ConsentState, Event, Post, PostState, Register, known_as
from brandbot.operate.answers import Answers
from brandbot.operate.audit import note
from brandbot.operate.preview import day_of
from brandbot.pipeline.consent import consent_of, is_about
from brandbot.service import Service
from brandbot.sources.consent import FOLDER

WITHDRAWN = "dicabut.csv"
_HEAD = ("orang", "dicabut", "cara")
_MAYBE_LIVE = (PostState.UNKNOWN, PostState.NEEDS_HUMAN)
_GONE = (PostState.WITHDRAWN, PostState.REMOVED, PostState.DROPPED)


@dataclass(frozen=True, slots=True)
class Missing:
    """Whose consent an event lacks on its day: by the register, and `count` of those who are only counted."""

    event_id: str
    title: str
    day: dt.date
    photo: tuple[str, ...]
    name: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of the posts that show or name a person: keys, and of the last kind (key, link, why)."""

    held: tuple[str, ...]
    taken_down: tuple[str, ...]
    by_hand: tuple[tuple[str, str, str], ...]


def missing(service: Service, now: dt.datetime) -> tuple[Missing, ...]:
    """All events from today on that lack consent, by day."""
    today = now.astimezone(service.config.zone).date()
    coming = (
        event for event in service.read().events if not event.cancelled and day_of(event, service.config) >= today
    )
    found = (_missing(service, event) for event in coming)
    return tuple(sorted((one for one in found if one.photo or one.name or one.count), key=lambda one: one.day))


def _missing(service: Service, event: Event) -> Missing:
    register, day = service.read().register, day_of(event, service.config)
    channels = event.channels or tuple(channel.name for channel in service.config.channels)
    policy = service.config.brand.pupils
    lacks = [consent_of(event, register, channel, day, policy) for channel in channels]
    photo = {one for lack in lacks for one in lack.photo}
    name = {one for lack in lacks for one in (*lack.name, *lack.full)}
    return Missing(event.id, event.title, day, tuple(sorted(photo)), tuple(sorted(name)), _uncounted(event))


def _uncounted(event: Event) -> int:
    consent = event.consent
    if consent.state is not ConsentState.PARTIAL or not event.photos:
        return 0
    return max(0, (consent.needed or 0) - (consent.given or 0) - len(event.subjects))


def withdraw(answers: Answers, person: str, actor: str, now: dt.datetime) -> Withdrawal:
    """Take a person's consent back: write it down, hold what is to come, take down what is live.

    Raises Refused where two are called so, or the register can't be written.
    """
    service = answers.service
    root, today = service.config.root, now.astimezone(service.config.zone).date()
    people = service.read().register.people(person)
    if len(people) > 1:
        keys = sorted(people)
        raise Refused(Message("'{person}' may be {keys}; say which by its key", person=person, keys=keys))
    key = next(iter(people), person)
    _write_down(root / FOLDER / WITHDRAWN, key, actor, today)
    note(root, now, actor, "consent withdrawn", key)
    workspace = service.read()
    service.planning.plan(workspace, now)
    events = {event.id: event for event in workspace.events if is_about(event, workspace.register, key)}
    posts = [post for post in service.store.posts.all() if post.event_id in events]
    affected = [post for post in posts if _concerns(events[post.event_id], workspace.register, key, post, today)]
    held = tuple(post.key for post in affected if post.state is PostState.HELD)
    out = [_take_down(answers, post) for post in affected if post.state in (PostState.PUBLISHED, *_MAYBE_LIVE)]
    for post_key, _, why in out:
        note(root, now, actor, "by hand" if why else "taken down", post_key)
    for post_key in held:
        note(root, now, actor, "held", post_key)
    down = tuple(post_key for post_key, _, why in out if not why)
    return Withdrawal(held, down, tuple(one for one in out if one[2]))


def _write_down(file: Path, person: str, actor: str, today: dt.date) -> None:
    """A row of its own: the school's own table may be open in Excel, and is never rewritten."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        is_new = not file.exists()
        with file.open("a", encoding="utf-8-sig" if is_new else "utf-8", newline="") as table:
            rows = csv.writer(table, delimiter=";")
            if is_new:
                rows.writerow(_HEAD)
            rows.writerow((person, f"{today:%Y-%m-%d}", f"brandbot consent withdraw ({actor})"))
    except OSError as error:
        raise Refused(Message("{file} can't be written ({error})", file=str(file), error=str(error))) from error


def _concerns(event: Event, register: Register, person: str, post: Post, today: dt.date) -> bool:
    """Whether the post shows or names the person, and not only blurred."""
    words = register.words(person)
    lacks = consent_of(event, register, post.channel, today)
    return any(known_as(one) in words for one in (*lacks.photo, *lacks.name))


def _take_down(answers: Answers, post: Post) -> tuple[str, str, str]:
    """The post's key, its link, and why only a person can take it down; "" where it is down."""
    if post.state in _MAYBE_LIVE:
        why = Message("it may be live: look, then answer with brandbot settle")
        return post.key, post.permalink, answers.service.wording.say(why)
    try:
        answers.withdraw(post.key)
    except Refused as refusal:
        return post.key, post.permalink, answers.service.wording.say(refusal.message)
    return post.key, post.permalink, ""


def lines_of(done: Withdrawal) -> Iterator[Message]:
    """What happened, and what is left to do by hand."""
    yield Message(
        "Written down. {held} posts are held, {down} were taken down, {by_hand} are left to you.",
        held=len(done.held),
        down=len(done.taken_down),
        by_hand=len(done.by_hand),
    )
    for key, link, why in done.by_hand:
        yield Message("{key}: {link} – {why}", key=key, link=link, why=why)
    if done.by_hand:
        yield Message(
            "Open each link as the account's owner, choose the three dots, then Delete; ask those who shared it to "
            "delete it too, and book it: brandbot withdraw POST"
        )
    if done.held:
        yield Message("Mend the held events (another photo, blur, no photo, no name), then have them approved again.")
