"""The sandbox's own record: everything that is there, live or invisible, for tests and the demo to count."""

from __future__ import annotations

from typing import Any

from brandbot.sandbox.facebook import publish_due
from brandbot.sandbox.graph import World
from brandbot.sandbox.store import Kind, Node

PLACES = {
    Kind.PHOTO: ("facebook", "photo", ""),
    Kind.POST: ("facebook", "post", "feed"),
    Kind.STORY: ("facebook", "story", "story"),
    Kind.CONTAINER: ("instagram", "container", ""),
    Kind.MEDIA: ("instagram", "media", "feed"),
}
VISIBLE = frozenset({Kind.POST, Kind.STORY, Kind.MEDIA})


def record(world: World) -> list[dict[str, Any]]:
    """All nodes in the order they were made.

    Times are unix seconds, `pictures` the first 32 digits of the sha256 of the bytes. Photos and containers are listed
    too, and never are `is_published`: what they are in is.
    """
    publish_due(world, world.clock.now())
    return [_row(world, node) for node in world.store.nodes()]


def _row(world: World, node: Node) -> dict[str, Any]:
    network, kind, placement = PLACES[node.kind]
    data = node.data
    return {
        "network": network,
        "kind": kind,
        "placement": "story" if data.get("media_type") == "STORIES" else placement,
        "account": node.owner,
        "id": node.id,
        "text": data.get("message", data.get("caption", "")),
        "images": len(pictures(world, node)),
        "pictures": pictures(world, node),
        "created_at": node.created,
        "published_at": node.published,
        "scheduled_at": node.scheduled,
        "is_published": node.kind in VISIBLE and node.published is not None,
        "deleted": node.deleted,
        "publish_calls": data.get("publish_calls", 0),
        "parts": data.get("photos") or data.get("children") or [],
        "container": data.get("container", ""),
    }


def pictures(world: World, node: Node) -> list[str]:
    """The hashes of a node's pictures, in order."""
    data = node.data
    if "pictures" in data:
        return list(data["pictures"])
    if "picture" in data:
        return [data["picture"]]
    parts = [world.store.find(part) for part in (*data.get("photos", ()), *data.get("children", ()))]
    return [part.data["picture"] for part in parts if part]
