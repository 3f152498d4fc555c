"""What `business_discovery` shows of other professional accounts: fictional ones that post every third day."""

from __future__ import annotations

from typing import Any

from brandbot.sandbox.accounts import OTHERS
from brandbot.sandbox.clock import graph_time
from brandbot.sandbox.errors import GraphError, no_permission
from brandbot.sandbox.fields import Field, plain, select
from brandbot.sandbox.graph import World
from brandbot.sandbox.numbers import DAY, HOUR, START, followers, post_numbers, share

_NEEDED = ("instagram_basic", "instagram_manage_insights", "pages_read_engagement")
_EVERY = 3 * DAY
_NO_ACCOUNT = 2207013
_MOST = 25


def discovered(world: World, wanted: Field, now: int) -> dict[str, Any]:
    """One account by its name; an unknown and a personal one answer alike."""
    if missing := [one for one in _NEEDED if one not in world.settings.permissions]:
        raise no_permission(missing[0])
    name = wanted.modifiers.get("username", "")
    if name not in OTHERS:
        raise GraphError(110, "Invalid user id", subcode=_NO_ACCOUNT, title="Cannot find User", text="Not found.")
    moments = range(START + int(share(name, "hour") * 12) * HOUR, now, _EVERY)
    readers = plain(
        id=f"1784140000099{sorted(OTHERS).index(name):04d}",
        username=name,
        name=name.replace("_", " ").title(),
        followers_count=followers(name, "instagram", OTHERS[name], now),
        follows_count=90,
        media_count=len(moments),
    )
    newest = list(reversed(moments))
    readers["media"] = lambda field: {"data": [_media(name, at, now, field) for at in newest[: _limit(field)]]}
    return select(wanted.fields, readers, "IGUser")


def _limit(field: Field) -> int:
    return min(int(field.modifiers.get("limit", _MOST)), _MOST)


def _media(name: str, at: int, now: int, wanted: Field) -> dict[str, Any]:
    """A post; every seventh hides its likes."""
    numbers = post_numbers(f"{name} {at}", "instagram", story=False, published=at, now=now)
    shown = {"like_count": numbers.likes} if at // _EVERY % 7 else {}
    readers = plain(id=str(10**13 + at), timestamp=graph_time(at), comments_count=numbers.comments, **shown)
    asked = tuple(field for field in wanted.fields if field.name in readers or field.name != "like_count")
    return select(asked, readers, "IGMedia")
