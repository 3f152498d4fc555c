"""The package for publishing by hand: an event's pictures, captions, alternative texts and steps, for a phone."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import Creative, Placement, Post, PostState
from brandbot.pipeline.approval import objection
from brandbot.pipeline.render import by_event
from brandbot.service import Service

AHEAD = dt.timedelta(days=7)
STEPS = "LANGKAH.txt"
_BY_HAND = (PostState.PLANNED, PostState.MISSED, PostState.FAILED, PostState.NEEDS_HUMAN)


def write_packages(service: Service, ids: Collection[str], out: Path, now: dt.datetime) -> Sequence[Path]:
    """A folder for each of these events, or for all of the next seven days; their paths.

    Only what may go out as it is: raises Refused for a named event that may not, with its reason.
    """
    workspace, store = service.read(), service.store
    service.planning.plan(workspace, now)
    service.render(workspace, now, ahead=AHEAD)
    wanted = [post for post in store.posts.all() if post.state in _BY_HAND and _is_meant(post, ids, now)]
    made = store.posts.creatives(post.key for post in wanted)
    folders = []
    for event_id, posts in by_event(wanted):
        ready = [post for post in posts if post.key in made and not _objection(service, post)]
        if ready:
            folders.append(_write(service, out / event_id, [(post, made[post.key]) for post in ready]))
    for id_ in ids:
        if not any(folder.name == id_ for folder in folders):
            raise Refused(
                Message("nothing of {event} may go out as it is; look at brandbot plan and brandbot approve", event=id_)
            )
    return folders


def _is_meant(post: Post, ids: Collection[str], now: dt.datetime) -> bool:
    return post.event_id in ids if ids else now - AHEAD <= post.slot <= now + AHEAD


def _objection(service: Service, post: Post) -> Message | None:
    return objection(post, service.publishing.approvers(post), service.store.approvals.of(post.key))


def _write(service: Service, folder: Path, ready: Sequence[tuple[Post, Creative]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    steps: list[Message] = []
    for post, creative in ready:
        pictures = [_copy(folder, post, creative, number) for number in range(len(creative.renditions))]
        steps += _steps_of(service, post, pictures, text=_caption(folder, post, creative))
    alts = dict.fromkeys(rendition.alt_text for _, creative in ready for rendition in creative.renditions)
    (folder / "teks-alternatif.txt").write_text("\n\n".join(filter(None, alts)) + "\n", encoding="utf-8")
    say = service.wording.say
    lines = dict.fromkeys(f"[ ] {say(step)}" for step in steps)
    (folder / STEPS).write_text(f"{ready[0][0].title}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _copy(folder: Path, post: Post, creative: Creative, number: int) -> str:
    """The picture beside its captions; the same picture for two channels stands there once."""
    name = "story" if post.placement is Placement.STORY else "feed"
    file = f"{name}-{number + 1}.jpg" if len(creative.renditions) > 1 else f"{name}.jpg"
    shutil.copyfile(creative.renditions[number].path, folder / file)
    return file


def _caption(folder: Path, post: Post, creative: Creative) -> str:
    """The caption's file; "" for a story, which has none."""
    if not creative.caption:
        return ""
    file = f"keterangan-{post.channel}.txt"
    (folder / file).write_text(creative.caption + "\n", encoding="utf-8")
    return file


def _steps_of(service: Service, post: Post, pictures: Sequence[str], text: str) -> list[Message]:
    slot = post.slot.astimezone(service.config.zone)
    where = Message("{channel} {placement}", channel=post.channel, placement=str(post.placement))
    one = Message("{where}, {when}: choose {pictures}", where=where, when=slot, pictures=pictures[0])
    many = Message(
        "{where}, {when}: choose {pictures} in this order", where=where, when=slot, pictures=", ".join(pictures)
    )
    first = many if len(pictures) > 1 else one
    caption = [Message("{where}: paste {file} as the caption", where=where, file=text)] if text else []
    alternative = (
        []
        if post.placement is Placement.STORY
        else [Message("{where}: write the text of teks-alternatif.txt as the alternative text", where=where)]
    )
    book = Message("{where}: afterwards brandbot mark-published {key} --link LINK", where=where, key=post.key)
    share = [Message("WhatsApp Status: send {file}", file=pictures[0])] if post.placement is Placement.STORY else []
    return [first, *caption, *alternative, book, *share]
