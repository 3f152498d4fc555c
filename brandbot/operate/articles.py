"""News for the school's website: each event as an article with its cover, to be pasted into any website."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from brandbot.errors import Message, Refused
from brandbot.model import Event
from brandbot.operate.preview import day_of, named
from brandbot.pipeline.agreements import reason_expired
from brandbot.pipeline.article import article_of, to_html, to_markdown
from brandbot.pipeline.consent import reason_no_site, reason_without_consent
from brandbot.pipeline.holds import reason_to_hold
from brandbot.pipeline.render import Sitting
from brandbot.service import Service

COVER = "sampul.jpg"
CHANNEL = "website"  # what a consent for the website alone names


def write_articles(service: Service, ids: Sequence[str], out: Path) -> Sequence[Path]:
    """Write a folder for each of these events, or for all that may go out; the articles' paths.

    Raises Refused for an unknown event, and for one that is held, with its reason: a website is public, too.
    """
    workspace = service.read()
    events = [named(workspace, id_) for id_ in ids]
    for event in events:
        if reason := _reason(service, event):
            text = service.wording.say(reason)
            raise Refused(Message("{event} is held back: {reason}", event=event.id, reason=text))
    open_events = (event for event in workspace.events if not _reason(service, event))
    return [_write(service, event, out / event.id) for event in events or open_events if not event.cancelled]


def _reason(service: Service, event: Event) -> Message | None:
    workspace, day = service.read(), day_of(event, service.config)
    return (
        reason_to_hold(event, workspace.templates)
        or reason_expired(event, workspace.partners, day)
        or reason_no_site(event, workspace.partners)
        or reason_without_consent(event, workspace.register, CHANNEL, day, service.config.brand.pupils)
    )


def _write(service: Service, event: Event, folder: Path) -> Path:
    workspace, brand = service.read(), service.config.brand
    sitting, day = Sitting(service.studio(workspace), event), day_of(event, service.config)
    said = sitting.said(day)
    article = article_of(sitting.template, event, workspace.partners, said.fields, brand)
    cover = sitting.pictures("link", day)[0]
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(cover.path, folder / COVER)
    (folder / "artikel.md").write_text(to_markdown(article, COVER, cover.alt_text), encoding="utf-8")
    page = folder / "artikel.html"
    page.write_text(to_html(article, COVER, cover.alt_text), encoding="utf-8")
    return page
