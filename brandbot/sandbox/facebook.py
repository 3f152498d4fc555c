"""Writing to the Page: photos, posts in their draft, scheduled and live forms, and photo stories."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from brandbot.sandbox import checks, images
from brandbot.sandbox.accounts import Page
from brandbot.sandbox.errors import GraphError, invalid, missing
from brandbot.sandbox.facebook_reads import expired
from brandbot.sandbox.graph import Call, Edges, World, changed, edge
from brandbot.sandbox.numbers import DAY
from brandbot.sandbox.store import Kind, Node

EDGES: Edges = {}
WRITE: dict[str, Any] = {"permission": "pages_manage_posts", "page_token": True}

SCHEDULE_SOONEST, SCHEDULE_LATEST = 600, 30 * DAY  # the guide's window; the reference page says 75 days
PHOTO_PARAMETERS = (
    *("url", "caption", "message", "name", "published", "temporary", "alt_text_custom", "scheduled_publish_time"),
    *("unpublished_content_type", "no_story", "place", "tags", "targeting", "feed_targeting", "backdated_time"),
)
FEED_PARAMETERS = (
    *("message", "link", "published", "scheduled_publish_time", "unpublished_content_type", "attached_media"),
    *("place", "tags", "targeting", "feed_targeting", "backdated_time", "client_mutation_id", "composer_session_id"),
)
UPDATE_PARAMETERS = ("is_published", "message", "scheduled_publish_time", "is_hidden", "backdated_time")
UNPUBLISHED_TYPES = ("SCHEDULED", "DRAFT", "PUBLISH_PENDING", "ADS_POST", "INLINE_CREATED", "PUBLISHED", "")


@edge(EDGES, "POST", "Page", "photos", takes=PHOTO_PARAMETERS, **WRITE)
def create_photo(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Take a picture by `url` or as a multipart file; published (the default) it is a post at once."""
    if bool(call.request.files) == bool(call.text("url")):
        raise invalid("Requires upload file" if not call.request.files else "Send a file or a url, not both")
    if call.flag("temporary") and call.text("scheduled_publish_time"):
        raise invalid("Temporary photos cannot be scheduled")
    body = call.request.files[0] if call.request.files else _fetched(call.text("url"))
    found = checks.page_image(body)
    published = call.flag("published", default=True)
    scheduled = _schedule(call, published=published)
    text = call.text("caption") or call.text("message") or call.text("name")
    with world.store.transaction():
        picture = world.store.add_picture(body, found.type, found.width, found.height)
        data = {
            "picture": picture.hash,
            "caption": text,
            "alt_text": call.text("alt_text_custom"),
            "temporary": call.flag("temporary"),
            "attached": False,
        }
        photo = _add(world, call, page, Kind.PHOTO, data)
        if not published and not scheduled:
            return {"id": photo.id}
        post = _add_post(world, call, page, text, [photo], scheduled=scheduled)
        if published:
            _publish(world, post, call.now)
    return {"id": photo.id, "post_id": post.id}


@edge(EDGES, "POST", "Page", "feed", takes=FEED_PARAMETERS, **WRITE)
def create_post(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Make a post of a message and unpublished photos: live, a draft (`published=false`) or scheduled."""
    message, wanted = call.text("message"), _attached(call)
    if not (message or wanted or call.text("link")):
        raise invalid("Invalid parameter", title="Post is empty", text="Please enter a message or attach a photo.")
    if len(message) > checks.MAX_MESSAGE:
        raise invalid("Invalid parameter", title="Message too long", text="The message is too long.")
    published = call.flag("published", default=True)
    scheduled = _schedule(call, published=published)
    if earlier := _same_mutation(world, call, page):
        return {"id": earlier, "post_supports_client_mutation_id": True}
    with world.store.transaction():
        photos = [_unused_photo(world, call, page, photo_id) for photo_id in wanted]
        if scheduled and not all(photo.data["temporary"] for photo in photos):
            raise invalid("Photos of a scheduled post must be uploaded with temporary=true")
        post = _add_post(world, call, page, message, photos, scheduled=scheduled)
        if published:
            _publish(world, post, call.now)
    answer: dict[str, Any] = {"id": post.id}
    if call.text("client_mutation_id"):
        answer["post_supports_client_mutation_id"] = True
    return answer


@edge(EDGES, "POST", "Page", "photo_stories", takes=("photo_id",), **WRITE)
def create_story(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Show an unpublished photo as a story for 24 hours."""
    with world.store.transaction():
        photo = _unused_photo(world, call, page, call.text("photo_id"))
        world.store.save(replace(changed(photo, attached=True), published=call.now))
        data = {"photos": [photo.id], "publish_calls": 1}
        story = _add(world, call, page, Kind.STORY, data)
        world.store.save(replace(story, published=call.now))
    return {"success": True, "post_id": story.id}


@edge(EDGES, "POST", Kind.POST, takes=UPDATE_PARAMETERS, **WRITE)
def update_post(world: World, call: Call, found: Node) -> dict[str, Any]:
    """Publish a draft (again: success, nothing happens), move a scheduled post, or edit its message."""
    with world.store.transaction():
        post = world.store.get(found.id)  # again: another request may have published it meanwhile
        if "message" in call.request.parameters:
            post = world.store.save(changed(post, message=call.text("message")))
        if "scheduled_publish_time" in call.request.parameters:
            if post.published is not None:
                raise invalid("This post has already been published")
            post = world.store.save(replace(post, scheduled=_schedule(call, published=False)))
        if call.flag("is_published"):
            if not world.settings.drafts:
                raise invalid("This post can't be published")
            _publish(world, post, call.now)
        elif call.text("is_published") and post.published is not None:
            raise invalid("Published posts cannot be unpublished")
    return {"success": True}


@edge(EDGES, "DELETE", Kind.POST, **WRITE)
@edge(EDGES, "DELETE", Kind.STORY, **WRITE)
@edge(EDGES, "DELETE", Kind.PHOTO, **WRITE)
def delete(world: World, _call: Call, found: Node) -> dict[str, Any]:
    """Take it away; the photos of a post go with it."""
    with world.store.transaction():
        for node_id in (found.id, *found.data.get("photos", ())):
            world.store.save(replace(world.store.get(node_id), deleted=True))
    return {"success": True}


def publish_due(world: World, now: int) -> None:
    """What was left to Meta's clock goes out when its time has come; what can't go out any more stays a draft."""
    if not world.store.due(now):
        return
    with world.store.transaction():
        for post in world.store.due(now):
            if _photos_posted(world, post):
                world.store.save(replace(post, scheduled=None))
            else:
                _publish(world, post, post.scheduled or now)


def _same_mutation(world: World, call: Call, page: Page) -> str:
    """The post that was made with this client_mutation_id, where Meta looks at it at all."""
    wanted = call.text("client_mutation_id")
    if not wanted or not world.settings.mutation_ids:
        return ""
    posts = world.store.nodes(page.id, Kind.POST)
    return next((post.id for post in posts if post.data.get("mutation") == wanted), "")


def _fetched(url: str) -> bytes:
    try:
        return images.fetch(url)
    except images.Unfetched as error:
        raise GraphError(324, "(#324) Missing or invalid image file", title="Invalid image", text=f"{error}") from error


def _attached(call: Call) -> list[str]:
    named = {name for name in call.request.parameters if re.fullmatch(r"attached_media\[\d+\]", name)}
    in_order = sorted(named, key=lambda name: int(name[15:-1]))
    media = [call.json(name) for name in in_order]
    if call.text("attached_media"):
        listed = call.json("attached_media")
        media += listed if isinstance(listed, list) else [listed]
    if not all(isinstance(one, dict) and "media_fbid" in one for one in media):
        raise invalid("Param attached_media must be a list of objects with media_fbid")
    return [str(one["media_fbid"]) for one in media]


def _schedule(call: Call, *, published: bool) -> int | None:
    if call.text("unpublished_content_type") not in UNPUBLISHED_TYPES:
        raise invalid("Param unpublished_content_type must be one of {SCHEDULED, DRAFT, ADS_POST, ...}")
    moment = call.time("scheduled_publish_time")
    if moment is None:
        if call.text("unpublished_content_type") == "SCHEDULED":
            raise invalid("You must specify a scheduled publish time")
        return None
    if published:
        raise invalid("Cannot specify a scheduled publish time on a published post")
    if not SCHEDULE_SOONEST <= moment - call.now <= SCHEDULE_LATEST:
        raise invalid("The specified scheduled publish time is invalid.", subcode=1363085)
    return moment


def _unused_photo(world: World, call: Call, page: Page, photo_id: str) -> Node:
    photo = world.store.find(photo_id)
    if not photo or photo.kind != Kind.PHOTO or photo.owner != page.id or photo.deleted or expired(photo, call.now):
        raise missing("POST", photo_id)
    if photo.published is not None:
        raise _already_posted()
    return photo


def _already_posted() -> GraphError:
    text = "These photos were already posted."
    return invalid("Invalid parameter", subcode=1366051, title="Photos already posted", text=text)


def _add(world: World, call: Call, page: Page, kind: Kind, data: dict[str, Any]) -> Node:
    number = 122100000000000000 + world.store.next_serial() * 7919
    node_id = f"{page.id}_{number}" if kind is Kind.POST else str(number)
    return world.store.add(Node(id=node_id, kind=kind, owner=page.id, created=call.now, data=data))


def _add_post(
    world: World, call: Call, page: Page, message: str, photos: list[Node], *, scheduled: int | None = None
) -> Node:
    for photo in photos:
        world.store.save(changed(photo, attached=True))
    data = {"message": message, "photos": [photo.id for photo in photos], "publish_calls": 0}
    data["mutation"] = call.text("client_mutation_id")
    post = _add(world, call, page, Kind.POST, data)
    return world.store.save(replace(post, scheduled=scheduled))


def _publish(world: World, post: Node, now: int) -> Node:
    counted = changed(post, publish_calls=post.data["publish_calls"] + 1)
    if post.published is not None:
        return world.store.save(counted)
    if _photos_posted(world, post):
        raise _already_posted()
    for photo_id in post.data["photos"]:
        world.store.save(replace(world.store.get(photo_id), published=now))
    return world.store.save(replace(counted, published=now, scheduled=None))


def _photos_posted(world: World, post: Node) -> bool:
    """Whether one of its photos went out elsewhere, or stands in it twice."""
    photos = post.data["photos"]
    return len(set(photos)) < len(photos) or any(world.store.get(one).published is not None for one in photos)
