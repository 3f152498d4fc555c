"""What stands on a Page and what waits there: reads to know our own posts again, and clearing drafts away.

Sources: Graph API reference "Page feed" and "Page post", Pages API "Posts" (2026-09).
"""

from __future__ import annotations

import datetime as dt

from brandbot.model import Receipt
from brandbot.platforms.answers import Json, read_time, rows
from brandbot.platforms.base import Outgoing, Stale, Standing
from brandbot.platforms.captions import is_same
from brandbot.platforms.graph import Graph

_WITH_PHOTOS = "id,message,created_time,permalink_url,attachments{target{id},subattachments{target{id}}}"
_LAG = dt.timedelta(minutes=2)  # how far Meta's clock may be behind ours
_WINDOW = dt.timedelta(hours=1)  # a post that was made later is another one with the same text
_SAME_MOMENT = dt.timedelta(minutes=1)


class PageFeed:
    """The posts of one Page."""

    def __init__(self, page: str, graph: Graph) -> None:
        self._page = page
        self._graph = graph

    def find(self, outgoing: Outgoing, since: dt.datetime, until: dt.datetime) -> tuple[Receipt, ...]:
        """The live posts of that time with this caption."""
        listed = self._graph.get_all_connections(
            self._page,
            "published_posts",
            fields="id,message,created_time,permalink_url",
            since=int(since.timestamp()),
            until=int(until.timestamp()),
        )
        return tuple(
            Receipt(outgoing.post_key, str(post["id"]), str(post.get("permalink_url") or ""), made)
            for post in listed
            if is_same(outgoing.caption, post.get("message"))
            and (made := read_time(post.get("created_time")))
            and since <= made <= until
        )

    def with_photos(self, outgoing: Outgoing, photos: set[str], since: dt.datetime) -> list[Json]:
        """The newest posts that show one of these photos; where Meta tells no photos, text and time must do."""
        listed = rows(self._graph.get_connections(self._page, "published_posts", fields=_WITH_PHOTOS, limit=100))
        earliest, latest = since - _LAG, since + _WINDOW

        def is_ours(post: Json) -> bool:
            shown, made = _shown(post), read_time(post.get("created_time"))
            if shown or not made:
                return bool(shown & photos)
            return earliest <= made <= latest and is_same(outgoing.caption, post.get("message"))

        return [post for post in listed if is_ours(post)]

    def find_scheduled(self, caption: str, at: dt.datetime) -> tuple[str, ...]:
        """The posts that wait for this moment with this caption."""
        fields = "id,message,scheduled_publish_time"
        return tuple(
            str(post["id"])
            for post in self._graph.get_all_connections(self._page, "scheduled_posts", fields=fields)
            if is_same(caption, post.get("message"))
            and abs(_moment(post.get("scheduled_publish_time")) - at) < _SAME_MOMENT
        )

    def standing(self, remote_id: str, caption: str) -> Standing:
        """Whether a live post still stands."""
        try:
            answer = self._graph.get_object(remote_id, fields="message,is_published")
        except Stale:
            return Standing.GONE
        if answer.get("is_published") is False:
            return Standing.GONE
        return Standing.AS_SENT if is_same(caption, answer.get("message")) else Standing.EDITED

    def discard(self, step: str, remote_id: str) -> bool:
        """Delete an unpublished post or photo; a post that is live is left alone."""
        try:
            if step in ("draft", "handover"):
                if self._graph.get_object(remote_id, fields="is_published").get("is_published") is not False:
                    return False
                self._graph.delete_object(remote_id)
            elif step.startswith("photo."):
                self._graph.delete_object(remote_id)
        except Stale:
            return True
        return True


def _shown(post: Json) -> set[str]:
    """The ids of the photos that a listed post shows; empty where Meta does not tell."""
    attachments = post.get("attachments")
    shown = rows(attachments) if isinstance(attachments, dict) else []
    below = [row.get("subattachments") for row in shown]
    every = [*shown, *(row for part in below if isinstance(part, dict) for row in rows(part))]
    targets = [row.get("target") for row in every]
    return {str(target["id"]) for target in targets if isinstance(target, dict) and target.get("id")}


def _moment(value: object) -> dt.datetime:
    """A time that Meta gives as seconds or as text; far away where it is neither."""
    if isinstance(value, int | float):
        return dt.datetime.fromtimestamp(value, dt.UTC)
    return read_time(value) or dt.datetime.fromtimestamp(0, dt.UTC)
