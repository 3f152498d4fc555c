"""Approving: what waits for an approval, the sheet that shows it on a phone, and the answer by its code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brandbot.errors import Message, Refused
from brandbot.model import ApprovalNote, Consent, ConsentState, Creative, Party, Placement, Post, PostState, Verdict
from brandbot.pipeline.approval import code_of, objection, shown_hash
from brandbot.pipeline.report.typeset import typeset
from brandbot.pipeline.report.writer import ink_on
from brandbot.service import Service

AHEAD = dt.timedelta(days=7)
_OPEN = (PostState.PLANNED, PostState.STAGED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that waits for somebody's word, as it will look, and the code that approves exactly this."""

    post: Post
    creative: Creative
    code: str
    missing: Message


def waiting(service: Service, now: dt.datetime) -> tuple[Waiting, ...]:
    """What waits for approval and goes out within a week, drawn if it was not yet."""
    workspace = service.read()
    service.planning.plan(workspace, now)
    service.render(workspace, now, ahead=AHEAD)
    store = service.store
    posts = [post for post in store.posts.all() if post.state in _OPEN and post.slot <= now + AHEAD + _MARGIN]
    made = store.posts.creatives(post.key for post in posts)
    found = []
    for post in posts:
        missing = objection(post, service.publishing.approvers(post), store.approvals.of(post.key))
        if missing and post.key in made and post.expires > now:
            found.append(Waiting(post, made[post.key], code_of(shown_hash(post)), missing))
    return tuple(found)


_MARGIN = dt.timedelta(days=1)


def answer(
    service: Service,
    code: str,
    verdict: Verdict,
    now: dt.datetime,
    *,
    by: str,
    how: str,
    party: Party = Party.SCHOOL,
    reason: str = "",
) -> Post:
    """Write an answer down for the post with this code; the post. Raises Refused for a code that fits nothing.

    Saying the same again changes nothing.
    """
    wanted = code.strip().upper()
    posts = [post for post in service.store.posts.all() if post.state in _OPEN and post.content_hash]
    post = next((post for post in posts if code_of(shown_hash(post)) == wanted), None)
    if post is None:
        raise Refused(
            Message(
                "no post has the code {code}: it was changed since the sheet was made, or went out; "
                "make a new sheet with brandbot approve --sheet",
                code=wanted,
            )
        )
    content = shown_hash(post)
    said = [note for note in service.store.approvals.of(post.key) if (note.content, note.party) == (content, party)]
    if not said or said[-1].verdict is not verdict:
        note = ApprovalNote(post.key, content, party, verdict, by, how, reason, now)
        service.store.approvals.add(note)
    return post


def write_sheets(service: Service, found: Sequence[Waiting], folder: Path) -> list[Path]:
    """The sheet of each post, the long one and the PDF, for whom it may concern; the files, the long one first.

    Raises Refused where the workspace's template can't be set.
    """
    folder.mkdir(parents=True, exist_ok=True)
    template = service.config.root / "templates" / "reports" / "approval.typ"
    words, pictures = _words(service, found), _pictures(found)
    (long,) = typeset(template, words, pictures, form="png")
    (pdf,) = typeset(template, words | {"single": True}, pictures, form="pdf")
    pages = typeset(template, words | {"single": True}, pictures, form="png")
    files = [folder / "persetujuan.png", folder / "persetujuan.pdf", *(folder / f"{one.code}.png" for one in found)]
    for file, content in zip(files, (long, pdf, *pages), strict=True):
        file.write_bytes(content)
    return files


def _words(service: Service, found: Iterable[Waiting]) -> dict[str, Any]:
    brand, say = service.config.brand, service.wording.say
    return {
        "title": say(Message("Approval of posts")),
        "school": brand.school,
        "mark": brand.sample_mark,
        "primary": brand.primary,
        "on_primary": ink_on(brand.primary),
        "accent": brand.accent,
        "language": service.wording.language,
        "caption_label": say(Message("Caption")),
        "single": False,
        "posts": [_card(service, one, number) for number, one in enumerate(found)],
    }


def _card(service: Service, one: Waiting, number: int) -> dict[str, Any]:
    post, wording = one.post, service.wording
    slot = post.slot.astimezone(service.config.zone)
    facts = [
        (Message("When"), f"{wording.date(slot.date())}, {wording.time(slot.time(), service.config.zone_label)}"),
        (Message("Where"), f"{post.channel} · {post.placement}"),
        (Message("Consent"), wording.say(_consent(service, post.event_id))),
    ]
    return {
        "title": post.title,
        "facts": [[wording.say(label), value] for label, value in facts],
        "pictures": [f"{number}-{n}.jpg" for n in range(len(one.creative.renditions))],
        "tall": post.placement is Placement.STORY,
        "caption": one.creative.caption,
        "code": one.code,
        "how": wording.say(
            Message("To approve, answer with this code. Any later change gives another one: then it is asked again.")
        ),
    }


def _consent(service: Service, event_id: str) -> Message:
    event = next((event for event in service.read().events if event.id == event_id), None)
    consent = event.consent if event else Consent()
    match consent.state:
        case ConsentState.NOT_NEEDED:
            return Message("not needed: nobody can be recognised, or adults only")
        case ConsentState.COMPLETE:
            return Message("complete")
    return Message("not complete")


def _pictures(found: Iterable[Waiting]) -> dict[str, Path]:
    return dict(_named(found))


def _named(found: Iterable[Waiting]) -> Iterator[tuple[str, Path]]:
    for number, one in enumerate(found):
        for n, rendition in enumerate(one.creative.renditions):
            yield f"{number}-{n}.jpg", rendition.path
