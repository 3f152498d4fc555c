"""Writing to Instagram: containers, publishing them once, deleting what is live."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from brandbot.sandbox import checks
from brandbot.sandbox.accounts import Page
from brandbot.sandbox.errors import GraphError, invalid, missing
from brandbot.sandbox.graph import Call, Edges, World, changed, edge
from brandbot.sandbox.instagram_reads import account_id, published_since, status_code
from brandbot.sandbox.numbers import DAY
from brandbot.sandbox.store import Kind, Node

EDGES: Edges = {}
WRITE: dict[str, Any] = {"permission": "instagram_content_publish"}

CAROUSEL = range(2, 11)
MEDIA_PARAMETERS = (
    *("image_url", "caption", "media_type", "children", "is_carousel_item", "alt_text", "user_tags", "location_id"),
    *("collaborators", "is_ai_generated", "is_comment_prompt_used", "is_paid_partnership", "product_tags"),
)
NOT_FOR_CHILDREN = ("caption", "location_id", "is_ai_generated")


@edge(EDGES, "POST", "IGUser", "media", takes=MEDIA_PARAMETERS, **WRITE)
def create_container(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Prepare an image, a carousel child, a carousel or a story; Meta fetches `image_url` at once."""
    account, kind = account_id(page), call.text("media_type") or "IMAGE"
    checks.caption(call.text("caption"))
    if len(call.text("alt_text")) > checks.MAX_ALT_TEXT:
        raise invalid(f"Param alt_text must have at most {checks.MAX_ALT_TEXT} characters")
    if kind == "CAROUSEL":
        data: dict[str, Any] = {"children": _children(world, call, account)}
    elif kind in ("IMAGE", "STORIES"):
        data = {"picture": _picture(world, call, story=kind == "STORIES")}
    else:
        raise invalid("Unknown media type", subcode=2207023, title="Unknown media type", text=f"{kind} is not known.")
    data |= {
        "media_type": kind,
        "caption": "" if kind == "STORIES" else call.text("caption"),
        "alt_text": call.text("alt_text"),
        "child": call.flag("is_carousel_item"),
        "reads": 0,
        "reads_since": 0,
        "publish_calls": 0,
        "media": [],
    }
    with world.store.transaction():
        if world.store.made_since(account, Kind.CONTAINER, call.now - DAY, call.now) >= world.settings.container_total:
            raise _limit_reached("You created too many containers in 24 hours.")
        return {"id": _add(world, call, account, Kind.CONTAINER, data).id}


@edge(EDGES, "POST", "IGUser", "media_publish", takes=("creation_id",), **WRITE)
def publish(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Make a finished container visible; `Settings.second_publish` says what a second time does."""
    container_id = call.text("creation_id")
    with world.store.transaction():
        container = world.store.find(container_id)
        if not container or container.kind is not Kind.CONTAINER or container.owner != account_id(page):
            raise GraphError(24, "The requested resource does not exist", subcode=2207006, title="Media not found")
        _check_ready(world, container, call.now)
        container = world.store.save(changed(container, publish_calls=container.data["publish_calls"] + 1))
        earlier, second = container.data["media"], world.settings.second_publish
        if not earlier or second == "duplicate":
            return {"id": _publish(world, call, container).id}
    if second == "same_id":
        return {"id": earlier[0]}
    raise _builder_gone(container_id)  # outside the transaction, so that the count stays


@edge(EDGES, "DELETE", Kind.MEDIA, permission="instagram_manage_contents")
def delete(world: World, _call: Call, media: Node) -> dict[str, Any]:
    """Take it away (Facebook Login only, as here)."""
    world.store.save(replace(media, deleted=True))
    return {"success": True, "deleted_id": media.id}


def _picture(world: World, call: Call, *, story: bool) -> str:
    if not call.text("image_url"):
        raise invalid("The parameter image_url is required", subcode=2207023)
    given = [name for name in NOT_FOR_CHILDREN if call.text(name)]
    if call.flag("is_carousel_item") and given:
        raise invalid(f"Param {given[0]} is not allowed for a carousel item")
    if not world.settings.page_pictures and call.text("image_url").startswith(f"{call.base}cdn/"):
        raise GraphError(
            9004,
            "Only photo or video can be accepted as media type.",
            subcode=2207052,
            title="Media",
            text="Not fetched",
        )
    body, found = checks.instagram_image(call.text("image_url"), story=story)
    return world.store.add_picture(body, found.type, found.width, found.height).hash


def _children(world: World, call: Call, account: str) -> list[str]:
    text = call.text("children")
    ids = [one.strip(' "') for one in text.strip("[]").split(",") if one.strip()]  # a list, as text or as JSON
    if len(ids) not in CAROUSEL:
        raise invalid(
            "Invalid parameter",
            subcode=2207028,
            title="Carousel size",
            text="A carousel needs at least 2 and at most 10 images.",
        )
    for child_id in ids:
        child = world.store.find(child_id)
        if not child or child.kind is not Kind.CONTAINER or child.owner != account or not child.data["child"]:
            raise missing("POST", child_id)
        if (code := status_code(world, child, call.now)) != "FINISHED":
            raise _not_ready() if code == "IN_PROGRESS" else _builder_gone(child_id)
    return ids


def _check_ready(world: World, container: Node, now: int) -> None:
    code = status_code(world, container, now)
    if code == "IN_PROGRESS":
        raise _not_ready()
    if code in ("EXPIRED", "ERROR") or container.data["child"]:
        raise _builder_gone(container.id)


def _publish(world: World, call: Call, container: Node) -> Node:
    if published_since(world, container.owner, call.now - DAY, call.now) >= world.settings.quota_total:
        raise _limit_reached("You reached the maximum number of posts that can be published by the API in 24 hours.")
    children = [world.store.get(child_id) for child_id in container.data.get("children", ())]
    data = {
        "container": container.id,
        "media_type": container.data["media_type"],
        "caption": container.data["caption"],
        "alt_text": container.data["alt_text"],
        "pictures": [source.data["picture"] for source in children or [container]],
    }
    media = _add(world, call, container.owner, Kind.MEDIA, data)
    world.store.save(changed(container, media=[*container.data["media"], media.id]))
    return world.store.save(replace(media, published=call.now))


def _limit_reached(text: str) -> GraphError:
    message = "(#9) Application request limit reached"
    return GraphError(9, message, subcode=2207042, title="Publishing limit reached", text=text, status=403)


def _not_ready() -> GraphError:
    text = "The media is not ready for publishing, please wait for a moment."
    return GraphError(9007, "Media ID is not available", subcode=2207027, title="Media not ready", text=text)


def _builder_gone(container_id: str) -> GraphError:
    text = f"The media builder with creation id = {container_id} does not exist or has been expired."
    message = "The requested resource does not exist"
    return GraphError(24, message, subcode=2207008, title="Media builder not found", text=text)


def _add(world: World, call: Call, account: str, kind: Kind, data: dict[str, Any]) -> Node:
    number = 17900000000000000 + world.store.next_serial() * 104729
    return world.store.add(Node(id=str(number), kind=kind, owner=account, created=call.now, data=data))
