"""What stands on an Instagram account: reads to know our own posts again, and how many may still go out.

Sources: Instagram platform "IG User media", "Content publishing limit" (2026-09).
"""

from __future__ import annotations

import datetime as dt

from brandbot.errors import Message, RateLimited
from brandbot.model import Placement, Receipt
from brandbot.platforms.answers import Json, read_time, rows
from brandbot.platforms.base import Outgoing, Stale, Standing
from brandbot.platforms.captions import is_same
from brandbot.platforms.graph import Graph
from brandbot.platforms.verdicts import QUOTA_PAUSE

_LAG = dt.timedelta(minutes=2)  # how far Meta's clock may be behind ours
_WINDOW = dt.timedelta(hours=1)  # a media that was made later is another post with the same caption


class MediaFeed:
    """The media of one account."""

    def __init__(self, account: str, graph: Graph) -> None:
        self._id = account
        self._graph = graph

    def ours(self, outgoing: Outgoing, since: dt.datetime) -> list[Json]:
        """Media of the time after the commit was sent that have our caption; stories have none to compare."""
        return self.listed(outgoing, since - _LAG, since + _WINDOW)

    def listed(self, outgoing: Outgoing, earliest: dt.datetime, latest: dt.datetime) -> list[Json]:
        """Media of that time with this caption."""
        fields = "id,caption,timestamp,permalink"
        if outgoing.placement is Placement.STORY:
            found = self._graph.get_all_connections(self._id, "stories", fields=fields)
        else:
            found = self._graph.get_all_connections(
                self._id, "media", fields=fields, since=int(earliest.timestamp()), until=int(latest.timestamp())
            )
        return [
            media
            for media in found
            if (made := read_time(media.get("timestamp")))
            and earliest <= made <= latest
            and (outgoing.placement is Placement.STORY or is_same(outgoing.caption, media.get("caption")))
        ]

    def find(self, outgoing: Outgoing, since: dt.datetime, until: dt.datetime) -> tuple[Receipt, ...]:
        """Live posts with this caption; no stories."""
        if outgoing.placement is Placement.STORY:
            return ()
        return tuple(
            Receipt(outgoing.post_key, str(media["id"]), str(media.get("permalink") or ""), made)
            for media in self.listed(outgoing, since, until)
            if (made := read_time(media.get("timestamp")))
        )

    def standing(self, remote_id: str, placement: Placement, caption: str) -> Standing:
        """Whether a live post still stands; captions can be edited in the app."""
        try:
            answer = self._graph.get_object(remote_id, fields="caption")
        except Stale:
            return Standing.GONE
        is_same_text = placement is Placement.STORY or is_same(caption, answer.get("caption"))
        return Standing.AS_SENT if is_same_text else Standing.EDITED

    def used(self) -> int:
        """How many posts of the last 24 hours count against the account's quota.

        Raises RateLimited where none is left: before a commit, so that nothing is in doubt.
        """
        limit = self._graph.get_connections(self._id, "content_publishing_limit", fields="config,quota_usage")
        answer = (rows(limit) or [{}])[0]
        used, total = answer.get("quota_usage"), (answer.get("config") or {}).get("quota_total")
        if isinstance(used, int) and isinstance(total, int) and used >= total:
            text = Message(
                "the account has used up its {count} posts for 24 hours; it goes on when the first is a day old",
                count=total,
            )
            raise RateLimited(text, wait=QUOTA_PAUSE)
        return used if isinstance(used, int) else 0
