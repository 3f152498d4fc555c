"""Whether a post may go out as it is: what was approved is a hash of all that is shown. Pure.

A change of picture, text, time or channel gives another hash, so what was said before holds no longer by itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable

from brandbot.errors import Message
from brandbot.model import ApprovalNote, Party, Post, Verdict

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another when it is read out or typed
_LENGTH = 5
_WAITS = {
    Party.SCHOOL: Message("it waits for approval: brandbot approve {code}"),
    Party.PARTNER: Message("it waits for the partner's approval: brandbot approve {code} --partner"),
}


def shown_hash(post: Post) -> str:
    """The hash of what is to be approved: the post's own content, its place and its time."""
    said = "\n".join((post.key, post.content_hash, post.slot.astimezone(dt.UTC).isoformat()))
    return hashlib.sha256(said.encode()).hexdigest()


def code_of(content: str) -> str:
    """The short code by which this content is approved; another content has another one, as good as always."""
    number = int(content, 16)
    signs = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return "".join(signs)


def objection(post: Post, needed: Collection[Party], notes: Iterable[ApprovalNote]) -> Message | None:
    """Why this post may not go out as it is; None where all who are asked said yes to exactly this.

    Of several answers to the same content the latest counts.
    """
    content = shown_hash(post)
    said = {note.party: note for note in sorted(notes, key=lambda note: note.at) if note.content == content}
    for party in sorted(needed, reverse=True):  # the school first
        note = said.get(party)
        if note is None:
            return Message(_WAITS[party].text, code=code_of(content))
        if note.verdict is Verdict.REJECTED:
            return Message("it was rejected by {by}: {reason}", by=note.by, reason=note.reason)
    return None
