"""Other professional accounts by Meta's own `business_discovery`, which the school's Instagram account may ask.

Source: Instagram platform "Business Discovery" (2026-09). Personal, age-gated and unknown accounts answer alike
(110/2207013). It counts against the platform's limit, so each account is asked for once a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from brandbot.errors import Rejected
from brandbot.model import BenchmarkSource, PublicNumbers, PublicPost, Unseen, summed_up
from brandbot.platforms.answers import Json, read_time, rows
from brandbot.platforms.graph import Graph

_NEWEST = 25
_NO_SUCH_ACCOUNT = 110
_FIELDS = f"followers_count,media_count,media.limit({_NEWEST}){{id,timestamp,like_count,comments_count}}"


class Discovery:
    """Asks with one professional account; `account` is its id."""

    source = BenchmarkSource.DISCOVERY

    def __init__(self, graph: Graph, account: str) -> None:
        self._graph, self._account = graph, account

    def fetch(self, username: str, now: dt.datetime) -> PublicNumbers | Unseen:
        """Look at one account."""
        try:
            answer = self._graph.get_object(
                self._account, fields=f"business_discovery.username({username}){{{_FIELDS}}}"
            )
        except Rejected as error:
            if error.detail.code == _NO_SUCH_ACCOUNT:
                return Unseen.NOT_FOUND
            raise
        found = answer.get("business_discovery")
        return _numbers(found, now) if isinstance(found, dict) else Unseen.NOT_FOUND


def _numbers(found: Json, now: dt.datetime) -> PublicNumbers:
    media = found.get("media")
    newest = tuple(_posts(rows(media) if isinstance(media, dict) else []))
    return summed_up(
        _count(found.get("followers_count")),
        _count(found.get("media_count")),
        newest,
        now,
        is_all=len(newest) == found.get("media_count"),
    )


def _posts(listed: list[Json]) -> Iterator[PublicPost]:
    for media in listed:
        if published_at := read_time(media.get("timestamp")):
            yield PublicPost(published_at, _count(media.get("like_count")), _count(media.get("comments_count")))


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
