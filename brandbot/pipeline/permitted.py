"""Which posts may be seen on the day that they were given: by agreements, consent of each person, mourning. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from brandbot.errors import Message
from brandbot.model import Event, Held, NamePolicy, Partner, Post, Register
from brandbot.pipeline.agreements import reason_expired
from brandbot.pipeline.consent import day_of, reason_without_consent


def permitted(
    posts: Sequence[Post],
    events: Mapping[str, Event],
    partners: Mapping[str, Partner],
    register: Register,
    today: dt.date,
    *,
    pupils: NamePolicy = NamePolicy.FIRST,
    called_back: Callable[[Post], Message | None] = lambda _post: None,
) -> tuple[tuple[Post, ...], tuple[Held, ...]]:
    """The posts that may, and what holds the others: on one channel, or the whole event where it is one reason.

    `called_back` says why a post that Meta's clock would put up must not be left with it.
    """
    reasons: dict[str, dict[str, Message]] = {}
    kept: list[Post] = []
    channels: dict[str, set[str]] = {}
    for post in posts:
        event, day = events[post.event_id], day_of(post, today)
        reason = (
            reason_expired(event, partners, day)
            or reason_without_consent(event, register, post.channel, day, pupils)
            or called_back(post)
        )
        channels.setdefault(event.id, set()).add(post.channel)
        if reason:
            reasons.setdefault(event.id, {})[post.channel] = reason
        else:
            kept.append(post)
    held = [one for id_, why in reasons.items() for one in held_on(events[id_], why, channels[id_])]
    return tuple(kept), tuple(held)


def held_on(event: Event, why: Mapping[str, Message], channels: Iterable[str]) -> list[Held]:
    """What is held of an event by these reasons of its channels; one where it is the same reason on all of them."""
    if why.keys() == set(channels) and len(set(why.values())) == 1:
        return [Held(event.id, next(iter(why.values())), event.place)]
    return [Held(event.id, reason, event.place, channel) for channel, reason in why.items()]
