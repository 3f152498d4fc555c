"""tell: what the officer should know goes to the log and through the gateway, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.logs import Log
from brandbot.model import Post, PostState, Problem
from brandbot.pipeline import notices
from brandbot.pipeline.notices import TRIES, Facts
from brandbot.store import EVERY_CHANNEL, Noted, Notes, Notices

_LINES = 10
_SINCE = dt.timedelta(days=7)
_TRIED = "notices_tried"


@dataclass(frozen=True, slots=True)
class Teller:
    """What telling works with.

    `send` gives title and text to the gateway and says whether it took them; without one the log is all there is.
    `clean` masks secrets.
    """

    notices: Notices
    notes: Notes
    log: Log
    zone: dt.tzinfo
    title: str
    say: Callable[[Message], str]
    clean: Callable[[str], str]
    send: Callable[[str, str], bool] | None = None


def tell(teller: Teller, problems: Sequence[Problem], broken: Sequence[tuple[str, str]], now: dt.datetime) -> int:
    """Note what is new and tell what is due, all in one message; how many notices were told."""
    now = now.astimezone(teller.zone)
    _note(teller, problems, broken, now)
    known = teller.notices.known().values()
    pending, ready = notices.due(known, now, teller.notes.get(_TRIED))
    if not pending:
        return 0
    keys = [noted.key for noted in pending]
    if teller.send is None or teller.send(teller.title, _text(teller, pending)):
        teller.notices.told(keys, now)
        for noted in pending:
            teller.log.told(noted.key, noted.text)
        return len(keys)
    teller.notices.refused([noted.key for noted in ready])
    teller.notes.set(_TRIED, now)
    for noted in ready:
        if noted.tries + 1 == TRIES:
            teller.log.gave_up(noted.key, noted.text)
    return 0


def _note(teller: Teller, problems: Sequence[Problem], broken: Sequence[tuple[str, str]], now: dt.datetime) -> None:
    known, resting = teller.notices.known(), teller.notices.resting(now)
    begun = teller.notes.first("begun", now)
    rested = {key.partition("/")[2]: noted.noted_at for key, noted in known.items() if key.startswith("rest/")}
    facts = Facts(
        # What was over before brandbot was set up here is no news.
        posts=[post for post in teller.notices.troubled(now - _SINCE, now) if not _was_before(post, begun)],
        resting=resting,
        answered=[
            channel
            for channel, since in rested.items()
            if channel not in resting and (channel == EVERY_CHANNEL or teller.notices.has_answered(channel, since))
        ],
        problems=problems,
        broken=broken,
        retired=teller.notices.retired(),
    )
    found = notices.notices(facts, known, now)
    new = {key: teller.clean(teller.say(text)) for key, text in found.items() if key not in known}
    teller.notices.note(new, notices.ended(facts, found, known, now), now)


def _was_before(post: Post, begun: dt.datetime) -> bool:
    return post.state is PostState.MISSED and post.slot < begun


def _text(teller: Teller, pending: Sequence[Noted]) -> str:
    lines = [f"• {noted.text}" for noted in pending[:_LINES]]
    if more := len(pending) - len(lines):
        lines.append(teller.say(Message("… and {count} more: brandbot status", count=more)))
    return "\n".join(lines)
