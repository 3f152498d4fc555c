"""plan: events and rules become posts; what the files changed becomes changes of stored posts. Pure."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from brandbot.errors import Message
from brandbot.model import (
    Brand,
    Channel,
    Event,
    Held,
    Hours,
    Partner,
    Pillar,
    Plan,
    Policy,
    Post,
    PostState,
    Register,
    Rule,
    Spacing,
    Template,
)
from brandbot.pipeline.consent import reason_no_site
from brandbot.pipeline.duplicates import duplicates
from brandbot.pipeline.fields import phase_of
from brandbot.pipeline.holds import reason_to_hold
from brandbot.pipeline.hours import GRAVE, opening, paused
from brandbot.pipeline.lateness import MOVED, SKIPPED, ends_of, expires_of, moved, why_missed
from brandbot.pipeline.permitted import held_on, permitted
from brandbot.pipeline.slots import arrange
from brandbot.store import Change, Stored, asked

_DAY = dt.timedelta(days=1)
# Of an event's fields those that no picture and no caption shows.
_UNSEEN = frozenset({"place", "publish_at", "announce_after", "approval", "cancelled", "channels", "consent"})
_UNSEEN |= {"subjects", "not_duplicate_of"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the school has beside its events; a change of it may change pictures."""

    brand: Brand
    channels: Mapping[str, Channel]
    partners: Mapping[str, Partner]
    templates: Mapping[str, Template]
    zone: ZoneInfo
    hours: Hours
    stamps: Mapping[str, str] = field(default_factory=dict)  # by picture: changes when the file does
    approval: Mapping[str, Policy] = field(default_factory=dict)  # by kind; "" for all others
    spacing: Spacing = field(default_factory=Spacing)
    kept: Mapping[str, dt.datetime] = field(default_factory=dict)  # by post: the slot that it has in the store
    pillars: Mapping[str, Pillar] = field(default_factory=dict)  # by kind
    register: Register = field(default_factory=Register)
    today: dt.date = dt.date.min

    def policy(self, kind: str) -> Policy:
        """What a kind of event needs before it goes out."""
        return self.approval.get(kind) or self.approval.get("", Policy.WORD)


def plan(events: Iterable[Event], rules: Sequence[Rule], around: Surroundings) -> Plan:
    """A post per event × channel × placement that a rule asks for, and what is held back with its reason."""
    wanted: list[tuple[Event, tuple[Post, ...]]] = []
    held: list[Held] = []
    by_kind: dict[str, list[Rule]] = {}
    for rule in rules:
        for kind in rule.kinds:
            by_kind.setdefault(kind, []).append(rule)
    cancelled: set[str] = set()
    waits: dict[str, Message] = {}
    events = tuple(events)
    doubles = duplicates(events, around.partners, {key.rsplit("/", 2)[0] for key in around.kept})
    for event in events:
        if event.cancelled:
            cancelled.add(event.id)
            continue
        matching = by_kind.get(event.kind, []) + by_kind.get("*", [])
        reason = (
            doubles.get(event.id)
            or reason_to_hold(event, around.templates, around.policy(event.kind))
            or reason_no_site(event, around.partners)
            or (None if matching else _no_rule(event))
        )
        if reason:
            held.append(Held(event.id, reason, event.place))
            continue
        held += _by_hand(event, around.channels)
        posts, in_vain = _in_time(_posts(event, matching, around), waits)
        held += held_on(event, in_vain, {*in_vain, *(post.channel for post in posts)})
        wanted.append((event, posts))
    events_by = {event.id: event for event, _ in wanted}
    found = arrange(wanted, around.spacing, around.hours, around.kept, around.pillars)
    may, held_back = permitted(
        found.posts,
        events_by,
        around.partners,
        around.register,
        around.today,
        pupils=around.brand.pupils,
        called_back=partial(_called_back, events_by, around),
    )
    held += (Held(id_, reason, events_by[id_].place) for id_, reason in found.crowded.items())
    return Plan(may, (*held, *held_back), frozenset(cancelled), found.why, waits)


def _in_time(
    posts: Iterable[tuple[Post, Message | None]], waits: dict[str, Message]
) -> tuple[tuple[Post, ...], Mapping[str, Message]]:
    """Each post once, and by channel why there is no open hour for it; what the others wait for is noted in `waits`."""
    found: dict[str, Post] = {}
    in_vain: dict[str, Message] = {}
    for post, why in posts:
        if why and post.slot >= post.expires:
            in_vain[post.channel] = Message(
                "there is no open hour before its time runs out ({why}); write publish_at, or let it be",
                why=why,
            )
        elif post.key not in found:
            found[post.key] = post
            waits |= {post.key: why} if why else {}
    return tuple(found.values()), in_vain


def _called_back(events: Mapping[str, Event], around: Surroundings, post: Post) -> Message | None:
    """Why a post must not wait at Meta, whose clock knows no pause; brandbot's own posts are stopped at the gate."""
    if not around.channels[post.channel].hands_over(post.placement):
        return None
    grave = phase_of(events[post.event_id], around.templates[post.kind]) == GRAVE
    return paused(around.hours, post.timing, grave=grave)


def _no_rule(event: Event) -> Message:
    return Message("no rule in schedules/ says where the kind '{kind}' goes", kind=event.kind)


def _by_hand(event: Event, channels: Mapping[str, Channel]) -> Iterator[Held]:
    """Channels that an event names and that brandbot has no account for."""
    for name in event.channels:
        if name not in channels:
            reason = Message(
                "'{channel}' is not connected: send this one by hand from the preview; the other channels go out",
                channel=name,
            )
            yield Held(event.id, reason, event.place, name)


def _posts(event: Event, rules: Sequence[Rule], around: Surroundings) -> Iterator[tuple[Post, Message | None]]:
    """The event's posts, each with what closed hours or days it waits for."""
    print_ = fingerprint(event, around)
    timing = around.templates[event.kind].timing
    for rule in rules:
        asked = _slot(event, rule, around.zone)
        slot, why = opening(around.hours, asked, event.kind, same_hour=True)
        for name in rule.channels:
            channel = around.channels.get(name)
            if channel is None or (event.channels and name not in event.channels):
                continue
            post = Post(
                key=f"{event.id}/{name}/{rule.placement}",
                event_id=event.id,
                members=event.members,
                kind=event.kind,
                title=event.title,
                partners=event.partners,
                channel=name,
                network=channel.network,
                placement=rule.placement,
                slot=slot,
                expires=expires_of(event, rule, timing, slot, around.zone, asked=asked),
                fingerprint=print_,
                timing=timing,
                ends=ends_of(event, rule, around.zone),
            )
            yield post, why


def _slot(event: Event, rule: Rule, zone: ZoneInfo) -> dt.datetime:
    day = dt.datetime.combine(event.date + dt.timedelta(days=rule.day), rule.time, zone)
    slot = (event.publish_at or day).astimezone(zone)
    if event.announce_after and slot < event.announce_after:
        free = event.announce_after.astimezone(zone)
        slot = dt.datetime.combine(free.date() + (free.time() > rule.time) * _DAY, rule.time, zone)
    return slot + rule.delay


def fingerprint(event: Event, around: Surroundings) -> str:
    """Changes whenever something that shows in a picture or caption of this event changes."""
    shown = {field.name: getattr(event, field.name) for field in dataclasses.fields(event) if field.name not in _UNSEEN}
    partners = [around.partners[partner] for partner in event.partners if partner in around.partners]
    template = around.templates[event.kind].fingerprint
    pictures = [*event.photos, *(partner.logo.file for partner in partners if partner.logo)]
    stamps = [around.stamps.get(picture, "") for picture in pictures]
    text = json.dumps([shown, partners, around.brand, template, stamps], default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in dataclasses.fields(value) if field.name != "place"]
    return str(value)


def changes(
    stored: Iterable[Stored],
    wanted: Plan,
    known: Callable[[], Collection[str]],
    say: Callable[[Message], str],
    *,
    ahead: Callable[[Post], dt.timedelta],
    now: dt.datetime,
    complete: bool = True,
) -> tuple[list[tuple[Post, dt.datetime]], list[Change]]:
    """What must be added to the store, and changed in it, so that it says what the files say.

    `stored` are the posts that files may still change, `known` gives the keys of all there are. A new post whose time
    has run out is added as missed, so that it is seen and never posted. Unless the files were read `complete`, what
    they do not mention stays as it is. `ahead` says how long before its slot a post is first worked on.
    """
    left = {post.key: post for post in stored}
    new: list[Post] = []
    changed: list[Change] = []
    for post in wanted.posts:
        before = left.pop(post.key, None)
        if before is None:
            new.append(post)
        elif change := _change(before, post, ahead, now, say(SKIPPED)):
            changed.append(change)
    held = {(held.event_id, held.channel): say(held.reason) for held in wanted.held}
    for before in left.values():
        reason = held.get((before.event_id, "")) or held.get((before.event_id, before.channel), "")
        is_gone = complete or reason or before.event_id in wanted.cancelled
        if is_gone and (change := _withdraw(before, reason)):
            changed.append(change)
    ended = known() if new else frozenset()
    fresh = [late(post, say(SKIPPED), now) for post in new if post.key not in ended]
    return [(post, post.slot - ahead(post)) for post in fresh], changed


def settle_overdue(
    overdue: Iterable[tuple[Post, bool]],
    hours: Hours,
    say: Callable[[Message], str],
    *,
    ahead: Callable[[Post], dt.timedelta],
    now: dt.datetime,
) -> list[Change]:
    """What becomes of waiting posts whose time ran out, each with whether it was moved before: moved, or missed."""
    found: list[Change] = []
    for post, was_moved in overdue:
        later = None if was_moved else moved(post, hours, now)
        if later is None:
            found.append(Change(post.key, PostState.MISSED, say(why_missed(post))))
        else:
            reason = say(Message(MOVED.text, moment=later.slot.astimezone(hours.zone)))
            at = later.slot - ahead(later)
            found.append(Change(post.key, PostState.PLANNED, reason, later, at, afresh=True, moved=True))
    return found


def late(post: Post, reason: str, now: dt.datetime) -> Post:
    """The post, missed where its time has run out."""
    return dataclasses.replace(post, state=PostState.MISSED, reason=reason) if post.expires <= now else post


def _change(
    before: Stored, post: Post, ahead: Callable[[Post], dt.timedelta], now: dt.datetime, late: str
) -> Change | None:
    """What becomes of a stored post that the files still want."""
    other_time = before.asked != asked(post)
    edited = before.fingerprint != post.fingerprint
    back = before.state in (PostState.HELD, PostState.CANCELLED)
    ended = before.state in (PostState.MISSED, PostState.FAILED)
    if not (other_time or edited or back):
        return None
    if post.expires <= now:
        return None if ended else Change(post.key, PostState.MISSED, late, post)
    if ended and not (edited or (other_time and before.state is PostState.MISSED)):
        return None
    return Change(post.key, PostState.PLANNED, "", post, post.slot - ahead(post), afresh=True)


def _withdraw(before: Stored, reason: str) -> Change | None:
    """What becomes of a stored post that the files no longer ask for, or hold for a reason."""
    if before.state in (PostState.MISSED, PostState.FAILED):
        return None
    state = PostState.HELD if reason else PostState.CANCELLED
    return None if (before.state, before.reason) == (state, reason) else Change(before.key, state, reason)
