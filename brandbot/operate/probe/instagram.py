"""Experiments on the Instagram account: where its pictures may come from, and what a container does."""

from __future__ import annotations

from collections.abc import Iterator

from brandbot.errors import PlatformError, Rejected, Unavailable
from brandbot.operate.choice import NO, UNKNOWN, YES, Question
from brandbot.operate.probe.lab import Lab
from brandbot.operate.probe.page import Answer
from brandbot.platforms.answers import new_id, rows
from brandbot.platforms.hosting import Hosting, PageHosting


def hostings(lab: Lab) -> Iterator[Answer]:
    """Let Instagram take a picture from each place that there is."""
    yield Question.PAGE_HOSTING, *_taken(lab, PageHosting(lab.graph, lab.page.account_id))
    if lab.own_folder:
        yield Question.FOLDER_HOSTING, *_taken(lab, lab.own_folder)


def container_twice(lab: Lab) -> Iterator[Answer]:
    """Publish a story's container twice: a story is gone by itself after a day, whatever comes of it."""
    assert lab.instagram
    account, hosting = lab.instagram.account_id, lab.own_folder or PageHosting(lab.graph, lab.page.account_id)
    hosted = hosting.put(lab.picture(1080, 1920))
    try:
        made = lab.graph.put_object(account, "media", media_type="STORIES", image_url=hosting.url(hosted))
        container = new_id(made)
        if lab.wait_for(lambda: _status(lab, container) == "FINISHED") is None:
            yield Question.CONTAINER_TWICE, UNKNOWN, _status(lab, container)
            return
        used = _quota(lab, account)
        first = _publish(lab, account, container)
        counted = _quota(lab, account) == used + 1
        yield Question.QUOTA, YES if counted else NO, f"{used} + 1"
        lag = lab.wait_for(lambda: _status(lab, container) == "PUBLISHED")
        yield Question.STATUS_LAG, UNKNOWN if lag is None else str(lag), container
        lag = lab.wait_for(lambda: first in _stories(lab, account))
        yield Question.MEDIA_LAG, UNKNOWN if lag is None else str(lag), first
        yield Question.CONTAINER_TWICE, *_second(lab, account, container, first)
    finally:
        hosting.remove(hosted)


def _taken(lab: Lab, hosting: Hosting) -> tuple[str, str]:
    """Whether a container gets its picture from there."""
    assert lab.instagram
    hosted = hosting.put(lab.picture())
    try:
        address = hosting.url(hosted)
        container = new_id(lab.graph.put_object(lab.instagram.account_id, "media", image_url=address))
        lag = lab.wait_for(lambda: _status(lab, container) != "IN_PROGRESS")
        status = _status(lab, container)
    except (Rejected, Unavailable) as error:
        return (NO if error.detail.code is not None else UNKNOWN), str(error)
    finally:
        hosting.remove(hosted)
    if lag is None:
        return UNKNOWN, status
    return (YES if status == "FINISHED" else NO), status


def _second(lab: Lab, account: str, container: str, first: str) -> tuple[str, str]:
    try:
        second = _publish(lab, account, container)
    except PlatformError as error:
        return "error", str(error)
    return ("same" if second == first else "duplicate"), second


def _publish(lab: Lab, account: str, container: str) -> str:
    answer = lab.graph.commit(account, "media_publish", proof="id", creation_id=container)
    return lab.keep(str(answer["id"]))


def _status(lab: Lab, container: str) -> str:
    return str(lab.graph.get_object(container, fields="status_code").get("status_code", ""))


def _stories(lab: Lab, account: str) -> list[str]:
    return [str(row.get("id")) for row in rows(lab.graph.get_connections(account, "stories", fields="id"))]


def _quota(lab: Lab, account: str) -> int:
    told = rows(lab.graph.get_connections(account, "content_publishing_limit", fields="quota_usage"))
    used = told[0].get("quota_usage") if told else None
    return used if isinstance(used, int) else -1
