"""What the officer should be told, and what of it now. Pure: from the facts and what was told before.

A notice's key begins with its sort. Most sorts stand for something that is so at the moment: they are noted when it
begins, forgotten when it ends, and told once in between. The others (`_MOMENTS`) stand for something that happened.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brandbot.errors import Message, RateLimited, Unauthorized
from brandbot.model import Post, PostState, Problem
from brandbot.store import EVERY_CHANNEL, Noted

REMIND = dt.timedelta(hours=1)
DIGEST_AT = dt.time(7, 0)
QUIET = (dt.time(21, 0), dt.time(6, 0))
# After so long the next try; nine tries within a bit more than a day, then the log has the last word.
BACKOFF = tuple(dt.timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 480, 480))
TRIES = len(BACKOFF) + 1
_URGENT = frozenset({"needs_human", "reminder", "rest"})
_MOMENTS = frozenset({"step", "digest", "back", "doctor"})
_KEPT = dt.timedelta(days=90)
_ENDED = (
    PostState.FAILED,
    PostState.MISSED,
    PostState.REMOVED,
    PostState.PUBLISHED,
    PostState.NEEDS_HUMAN,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so.

    Posts in trouble, channels at rest with cause and reason, channels that answered again, mistakes in the files, steps
    that broke off, each with the kind of fault, and names of numbers that Meta no longer knows, each with its scope.
    """

    posts: Sequence[Post] = ()
    resting: Mapping[str, tuple[str, str]] | None = None
    answered: Collection[str] = ()
    problems: Sequence[Problem] = ()
    broken: Sequence[tuple[str, str]] = ()
    retired: Sequence[tuple[str, str]] = ()


def notices(facts: Facts, known: Mapping[str, Noted], now: dt.datetime) -> dict[str, Message]:
    """All that should be told or was, by key; `now` is in the school's zone."""
    found = {key_of(post): _of_post(post) for post in facts.posts}
    found |= _reminders(facts.posts, known, now)
    found |= {
        f"rest/{channel}": _of_rest(channel, cause, reason)
        for channel, (cause, reason) in (facts.resting or {}).items()
        if cause != RateLimited.__name__  # goes on by itself
    }
    found |= dict(_back(facts, known))
    if facts.problems:
        found[f"files/{_digest(*map(str, facts.problems))}"] = _of_files(facts.problems)
    for scope, name in facts.retired:
        found[f"metric/{scope}/{name}"] = Message(
            "Meta no longer knows the number '{name}' ({scope}); the others are read on, reports leave it out",
            name=name,
            scope=scope,
        )
    for step, kind in facts.broken:
        found[f"step/{step}/{kind}/{now.date()}"] = Message(
            "the step '{step}' broke off ({kind}); it is tried again, details are in data/log", step=step, kind=kind
        )
    return found


def ended(facts: Facts, found: Collection[str], known: Mapping[str, Noted], now: dt.datetime) -> set[str]:
    """What may be forgotten: what is so no more, and what happened long ago."""
    gone = {key for key in known if key not in found and _sort(key) not in _MOMENTS}
    # A channel whose rest is over has not answered yet: the same token may be refused again within the minute.
    gone -= {key for key in gone if _sort(key) == "rest" and key.partition("/")[2] not in facts.answered}
    return gone | {key for key, noted in known.items() if _sort(key) in _MOMENTS and now - noted.noted_at > _KEPT}


def due(known: Iterable[Noted], now: dt.datetime, last_try: dt.datetime | None) -> tuple[list[Noted], list[Noted]]:
    """What to tell now, and which of it has its time: the rest only rides along, and is not counted as tried."""
    pending = [noted for noted in known if noted.told_at is None and noted.tries < TRIES]
    if _is_quiet(now.time()):
        pending = [noted for noted in pending if _sort(noted.key) in _URGENT]
    ready = [noted for noted in pending if _has_time(noted, now, last_try)]
    return (pending, ready) if ready else ([], [])


def key_of(post: Post) -> str:
    """The same trouble of the same content is the same notice; late posts of a channel are one."""
    if post.state not in _ENDED:
        return f"late/{post.channel}"
    return f"{post.state}/{post.key}/{_digest(post.fingerprint, post.reason)}"


def _of_post(post: Post) -> Message:
    title, channel, reason = post.title, post.channel, post.reason.rstrip(".")
    match post.state:
        case PostState.FAILED:
            return Message(
                "'{title}' does not go out on {channel}: {reason}. Mend it: brandbot check",
                title=title,
                channel=channel,
                reason=reason,
            )
        case PostState.MISSED:
            return Message(
                "'{title}' was missed on {channel}: {reason}. If it still matters, write a new publish_at",
                title=title,
                channel=channel,
                reason=reason,
            )
        case PostState.REMOVED | PostState.PUBLISHED:
            return Message(
                "'{title}' on {channel}: {reason}. Look there: {link}",
                title=title,
                channel=channel,
                reason=reason,
                link=post.permalink or channel,
            )
        case PostState.NEEDS_HUMAN:
            return Message(
                "'{title}' on {channel} waits for your word: {reason}. Answer with one of: "
                "brandbot settle {key} --live LINK, --again, --drop",
                title=title,
                channel=channel,
                reason=reason,
                key=post.key,
            )
    return Message("{channel}: {reason}", channel=channel, reason=reason)


def _reminders(posts: Sequence[Post], known: Mapping[str, Noted], now: dt.datetime) -> dict[str, Message]:
    """Of what waits for a person: once after an hour, then all of it once a day."""
    waiting = [post for post in posts if post.state is PostState.NEEDS_HUMAN and key_of(post) in known]
    since = {post.key: known[key_of(post)].noted_at.astimezone(now.tzinfo) for post in waiting}
    found = {
        f"reminder/{key_of(post)}": Message(
            "'{title}' on {channel} still waits for your word: is it live? brandbot settle {key} …",
            title=post.title,
            channel=post.channel,
            key=post.key,
        )
        for post in waiting
        if now - since[post.key] >= REMIND
    }
    old = [post.title for post in waiting if since[post.key].date() < now.date()]
    if old and now.time() >= DIGEST_AT:
        found[f"digest/{now.date()}"] = Message(
            "{count} posts wait for your word, the oldest is '{title}'; see: brandbot status",
            count=len(old),
            title=old[0],
        )
    return found


def _of_rest(channel: str, cause: str, reason: str) -> Message:
    name = _named(channel)
    if cause == Unauthorized.__name__:
        return Message(
            "{channel} rests and its posts wait: {reason}. Then: brandbot connect, and start brandbot again",
            channel=name,
            reason=reason.rstrip("."),
        )
    return Message(
        "{channel} rests and its posts wait: {reason}. See: brandbot status", channel=name, reason=reason.rstrip(".")
    )


def _named(channel: str) -> Message | str:
    return Message("every channel") if channel == EVERY_CHANNEL else channel


def _back(facts: Facts, known: Mapping[str, Noted]) -> Iterator[tuple[str, Message]]:
    for key, noted in known.items():
        sort, _, channel = key.partition("/")
        if sort == "rest" and noted.told_at and channel in facts.answered:
            yield (
                f"back/{channel}/{noted.noted_at:%Y%m%d%H%M%S}",
                Message("{channel} goes on again", channel=_named(channel)),
            )


def _of_files(problems: Sequence[Problem]) -> Message:
    first = problems[0]
    return Message(
        "{count} mistakes in the files, the first: {place}: {text}. All of them: brandbot check",
        count=len(problems),
        place=str(first.place),
        text=first.message,
    )


def _has_time(noted: Noted, now: dt.datetime, last_try: dt.datetime | None) -> bool:
    if noted.tries == 0 or last_try is None or last_try > now:  # a clock that went back makes nobody wait
        return True
    return now >= last_try + BACKOFF[noted.tries - 1]


def _is_quiet(time: dt.time) -> bool:
    return time >= QUIET[0] or time < QUIET[1]


def _sort(key: str) -> str:
    return key.partition("/")[0]


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]
