"""Experiments on a Page: what its drafts, photos and lists do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from brandbot.errors import Message, PlatformError, Rejected
from brandbot.operate.choice import NO, UNKNOWN, YES, Question
from brandbot.operate.probe.lab import Lab
from brandbot.platforms.answers import Json
from brandbot.platforms.base import Stale
from brandbot.platforms.graph import Graph, TokenPlace

Answer = tuple[Question, str, str]
_POSTED_ALREADY = 1366051  # "these photos were already posted"
_DAY = dt.timedelta(days=1)


def tokens(lab: Lab) -> Iterator[Answer]:
    """Where a token may stand. What works is what the other experiments speak with."""
    for question, place in ((Question.IN_FORM, TokenPlace.FORM), (Question.IN_HEADER, TokenPlace.HEADER)):
        try:
            name = str(lab.ways(place).get_object("me", fields="name").get("name", ""))
        except PlatformError as error:
            yield question, UNKNOWN if error.detail.code is None else NO, str(error)
        else:
            lab.speak(place)
            yield question, YES, name


def drafts(lab: Lab) -> Iterator[Answer]:
    """Publish a draft twice, and look: is it one post, when was it made, who sees it, has it insights."""
    photo = lab.photo()
    post = lab.draft(photo)
    before = _read(lab.graph, post, "created_time")
    lab.pause(5)
    try:
        _publish(lab.graph, post)
    except Rejected as error:
        yield Question.DRAFT, NO, str(error)
        return
    if lab.wait_for(lambda: _read(lab.graph, post, "is_published") == "True") is None:
        yield Question.DRAFT, NO, post
        return
    yield Question.DRAFT, YES, post
    _publish(lab.graph, post)
    lag = lab.wait_for(lambda: any(row.get("id") == post for row in lab.posts()))
    yield Question.LIST_LAG, UNKNOWN if lag is None else str(lag), post
    yield Question.DRAFT_TWICE, *_count(lab, post)
    after = _read(lab.graph, post, "created_time")
    yield Question.DRAFT_TIME, "draft" if after == before else "publish", f"{before} → {after}"
    try:
        lab.graph.get_connections(post, "insights", metric="post_media_view")
        yield Question.DRAFT_INSIGHTS, YES, ""
    except PlatformError as error:
        yield Question.DRAFT_INSIGHTS, NO, str(error)
    yield from _seen(lab, post)
    yield from _photo_again(lab, photo)


def together(lab: Lab) -> Iterator[Answer]:
    """Publish one draft twice at the same moment."""
    post = lab.draft(lab.photo())
    ways = [lab.ways(lab.place) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda way: _said(way, post), ways))
    if lab.wait_for(lambda: any(row.get("id") == post for row in lab.posts())) is None:
        yield Question.DRAFT_TOGETHER, UNKNOWN, " | ".join(said)
        return
    answer, _ = _count(lab, post)
    yield Question.DRAFT_TOGETHER, answer, " | ".join(said)


def deleting(lab: Lab) -> Iterator[Answer]:
    """Delete a draft."""
    post = lab.draft(lab.photo())
    lab.graph.delete_object(post)
    try:
        lab.graph.get_object(post, fields="id")
        yield Question.DRAFT_DELETE, NO, post
    except Stale:
        yield Question.DRAFT_DELETE, YES, ""


def scheduled(lab: Lab) -> Iterator[Answer]:
    """Hand a post over to Meta's clock, for tomorrow."""
    at = int((lab.now + _DAY).timestamp())
    try:
        post = lab.draft(lab.photo(temporary=True), unpublished_content_type="SCHEDULED", scheduled_publish_time=at)
        listed = lab.graph.get_connections(lab.page.account_id, "scheduled_posts", fields="id").get("data") or ()
    except Rejected as error:
        yield Question.SCHEDULED, NO, str(error)
        return
    is_waiting = any(row.get("id") == post for row in listed) and _read(lab.graph, post, "is_published") == "False"
    yield Question.SCHEDULED, YES if is_waiting else NO, post


def story(lab: Lab) -> Iterator[Answer]:
    """Show a story of the Page, and look by what it is known."""
    page, photo = lab.page.account_id, lab.photo()
    made = lab.keep(str(lab.graph.commit(page, "photo_stories", proof="post_id", photo_id=photo)["post_id"]))
    rows: list[Json] = []

    def listed() -> bool:
        rows[:] = lab.graph.get_connections(page, "stories").get("data") or ()
        return any(str(row.get("post_id")) == made for row in rows)

    if lab.wait_for(listed) is None:
        yield Question.PAGE_STORY, UNKNOWN, made
        return
    found = next(row for row in rows if str(row.get("post_id")) == made)
    yield Question.PAGE_STORY, YES if str(found.get("media_id")) == photo else NO, f"{photo} {found.get('media_id')}"


def mutation_id(lab: Lab) -> Iterator[Answer]:
    """Make two drafts with one client_mutation_id."""
    marker = f"brandbot-{lab.now.timestamp():.0f}"
    first, second = (lab.draft(lab.photo(), client_mutation_id=marker) for _ in range(2))
    yield Question.MUTATION_ID, YES if first == second else NO, f"{first} {second}"


def _seen(lab: Lab, post: str) -> Iterator[Answer]:
    """What only a person can see: the app's mode lets nobody else read it, and no list tells the order on the Page."""
    link = _read(lab.graph, post, "permalink_url")
    public = lab.ask(
        Message("Open {link} in a private window, without logging in. Do you see the test post?", link=link)
    )
    if public is None:
        return
    yield Question.PUBLIC, YES if public else NO, link
    if public:
        on_top = lab.ask(Message("Now open the Page itself. Does the test post stand on top, as the newest?"))
        if on_top is not None:
            yield Question.ON_TOP, YES if on_top else NO, link


def _photo_again(lab: Lab, photo: str) -> Iterator[Answer]:
    try:
        post = lab.draft(photo)
    except PlatformError as error:
        answer = "refused" if error.detail.subcode == _POSTED_ALREADY else UNKNOWN
        yield Question.PHOTO_AGAIN, answer, str(error)
    else:
        yield Question.PHOTO_AGAIN, "taken", post


def _count(lab: Lab, post: str) -> tuple[str, str]:
    """Whether a post stands in the list once; copies would have its text."""
    rows = list(lab.posts())
    text = next((row.get("message") for row in rows if row.get("id") == post), None)
    copies = [lab.keep(str(row.get("id"))) for row in rows if text and row.get("message") == text]
    return (YES if copies == [post] else NO), " ".join(copies)


def _publish(graph: Graph, post: str) -> None:
    graph.commit(post, proof="success", is_published=True)


def _said(graph: Graph, post: str) -> str:
    try:
        _publish(graph, post)
    except PlatformError as error:
        return str(error)
    return "success"


def _read(graph: Graph, node: str, name: str) -> str:
    return str(graph.get_object(node, fields=name).get(name, ""))
