"""Reading the Page: its fields, its posts and stories, photos with their renditions, insights."""

from __future__ import annotations

from typing import Any

from brandbot.sandbox import images
from brandbot.sandbox.account_insights import page_followers, page_insights
from brandbot.sandbox.accounts import PAGES, Page
from brandbot.sandbox.clock import graph_time
from brandbot.sandbox.errors import no_permission
from brandbot.sandbox.fields import ABSENT, Field, Reader, parse, plain, select
from brandbot.sandbox.graph import Call, Edges, World, edge
from brandbot.sandbox.insights import check_names, expanded, metric_names, of_node, post_insights
from brandbot.sandbox.instagram_reads import account_readers
from brandbot.sandbox.numbers import DAY
from brandbot.sandbox.store import Kind, Node

EDGES: Edges = {}
READ: dict[str, Any] = {"permission": "pages_read_engagement"}
LIST: dict[str, Any] = {"permission": "pages_read_engagement", "page_token": True, "takes": ("since", "until")}
INSIGHTS: dict[str, Any] = {
    "permission": "read_insights",
    "page_token": True,
    "takes": ("metric", "period", "since", "until", "date_preset", "breakdown"),
}
POST_FIELDS = "created_time,message,id"


@edge(EDGES, "GET", "Page", **READ)
def read_page(world: World, call: Call, page: Page) -> dict[str, Any]:
    """The Page itself; its token is told only to the person who manages it and to itself."""
    return select(parse(call.text("fields", "name,id")), page_readers(world, page, call.now), "Page")


@edge(EDGES, "GET", "Page", "published_posts", **LIST)
@edge(EDGES, "GET", "Page", "posts", **LIST)
@edge(EDGES, "GET", "Page", "feed", **LIST)
def list_posts(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Live posts, newest first."""
    until = min(call.time("until") or call.now, call.now - world.settings.list_lag)
    posts = world.store.live(page.id, Kind.POST, call.time("since") or 0, until)
    wanted = parse(call.text("fields", POST_FIELDS))
    return call.page([select(wanted, _post_readers(world, call, post), "Post") for post in posts])


@edge(EDGES, "GET", "Page", "scheduled_posts", **LIST)
def list_scheduled(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Posts that wait for Meta's clock, the next first."""
    posts = [post for post in world.store.nodes(page.id, Kind.POST) if post.scheduled and not post.deleted]
    ordered = sorted(posts, key=lambda post: post.scheduled or 0)
    wanted = parse(call.text("fields", POST_FIELDS))
    return call.page([select(wanted, _post_readers(world, call, post), "Post") for post in ordered])


@edge(EDGES, "GET", "Page", "stories", **LIST | {"takes": ("since", "until", "status")})
def list_stories(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Stories of the last 24 hours as PUBLISHED and older ones as ARCHIVED."""
    until = min(call.time("until") or call.now, call.now - world.settings.list_lag)
    answers = [
        {
            "post_id": story.id,
            "status": "PUBLISHED" if call.now - (story.published or 0) < DAY else "ARCHIVED",
            "creation_time": str(story.published),
            "media_type": "photo",
            "media_id": story.data["photos"][0],
            "url": f"{call.base}halaman#s{story.serial}",
        }
        for story in world.store.live(page.id, Kind.STORY, call.time("since") or 0, until)
    ]
    status = call.text("status").upper()
    return call.page([answer for answer in answers if status in ("", answer["status"])])


@edge(EDGES, "GET", "Page", "insights", **INSIGHTS)
def read_page_insights(world: World, call: Call, page: Page) -> dict[str, Any]:
    """What all posts gathered by day, and who follows."""
    return page_insights(world, call, page)


@edge(EDGES, "GET", Kind.POST, **READ)
def read_post(world: World, call: Call, post: Node) -> dict[str, Any]:
    """One post, live or not."""
    return select(parse(call.text("fields", POST_FIELDS)), _post_readers(world, call, post), "Post")


@edge(EDGES, "GET", Kind.POST, "insights", **INSIGHTS)
def read_post_insights(world: World, call: Call, post: Node) -> dict[str, Any]:
    """What a post gathered so far."""
    names = metric_names(call.text("metric"))
    check_names(names, world.settings.retired)
    return post_insights(post, call.now, names, call.text("breakdown"))


@edge(EDGES, "GET", Kind.PHOTO, **READ)
def read_photo(world: World, call: Call, photo: Node) -> dict[str, Any]:
    """One photo; `images` are its renditions in no promised order, each at an address that serves the bytes."""
    picture = world.store.picture(photo.data["picture"])
    small = world.store.add_picture(images.THUMBNAIL, "image/jpeg", *images.THUMBNAIL_SIZE)
    renditions = [
        {"height": one.height, "source": images.address(call.base, one.hash, call.now), "width": one.width}
        for one in (small, picture)
    ]
    readers = plain(
        id=photo.id,
        images=renditions,
        name=photo.data["caption"] or ABSENT,
        alt_text=photo.data["alt_text"] or "May be an image of text",
        alt_text_custom=photo.data["alt_text"] or ABSENT,
        created_time=graph_time(photo.created),
        updated_time=graph_time(photo.created),
        width=picture.width,
        height=picture.height,
        picture=renditions[0]["source"],
        source=renditions[1]["source"],
        link=f"{call.base}halaman#f{photo.serial}",
        page_story_id=f"{photo.owner}_{photo.id}",  # told even while no post exists (probe of 2026-09-05)
    )
    return select(parse(call.text("fields", "created_time,id,name")), readers, "Photo")


def expired(photo: Node, now: int) -> bool:
    """Whether Meta has thrown this unpublished photo away: 24 hours, unless a post holds it."""
    return photo.published is None and not photo.data["attached"] and now - photo.created > DAY


def page_readers(world: World, page: Page, now: int) -> dict[str, Reader]:
    """What may be asked of a Page."""
    count = page_followers(world, page, now)
    readers = plain(
        id=page.id,
        name=page.name,
        username=page.username,
        about=page.about,
        category="School",
        link=f"https://www.facebook.com/{page.id}",
        access_token=page.token,
        is_published=True,
        followers_count=count,
        fan_count=max(0, count - 9),
        tasks=["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"],
    )
    readers["instagram_business_account"] = lambda field: (
        select(field.fields, account_readers(world, page, now), "IGUser") if page.instagram else ABSENT
    )
    return readers


def _post_readers(world: World, call: Call, post: Node) -> dict[str, Reader]:
    shown = graph_time(post.published or post.created)
    readers = plain(
        id=post.id,
        message=post.data["message"] or ABSENT,
        created_time=shown,
        updated_time=shown,
        is_published=post.published is not None,
        is_hidden=False,
        scheduled_publish_time=post.scheduled or ABSENT,
        permalink_url=f"{call.base}halaman#p{post.serial}",
        status_type="added_photos" if post.data["photos"] else "mobile_status_update",
        **{"from": {"id": post.owner, "name": PAGES[post.owner].name}},
    )
    photos = _photo_attachments(world, call, post)
    readers["attachments"] = lambda field: _attachments(call, post, photos, field)
    readers["full_picture"] = lambda _: photos[0]["media"]["image"]["src"] if photos else ABSENT

    def nested(field: Field) -> Any:
        if "read_insights" not in world.settings.permissions:
            raise no_permission("read_insights")
        check_names(expanded(field), world.settings.retired)
        return post_insights(post, call.now, expanded(field))

    readers["insights"] = nested
    return readers | _count_readers(world, post, call.now)


def _count_readers(world: World, post: Node, now: int) -> dict[str, Reader]:
    """Counts as fields; all but `shares` need a permission, or the whole request fails."""
    numbers = of_node(post, now)

    def summary(count: int) -> Reader:
        def read(_field: Field) -> Any:
            if "pages_read_user_content" not in world.settings.permissions:
                raise no_permission("pages_read_user_content")
            return {"data": [], "summary": {"total_count": count}}

        return read

    shares = {"count": numbers.shares} if numbers.shares else ABSENT
    counts = {"reactions": numbers.likes, "likes": numbers.likes, "comments": numbers.comments}
    return plain(shares=shares) | {name: summary(count) for name, count in counts.items()}


def _attachments(call: Call, post: Node, photos: list[dict[str, Any]], wanted: Field) -> Any:
    if not photos:
        return ABSENT
    readers = plain(**photos[0], subattachments=ABSENT, title=ABSENT, description=ABSENT)
    if len(photos) > 1:
        target = {"id": post.id.partition("_")[2], "url": f"{call.base}halaman#p{post.serial}"}
        readers |= plain(media_type="album", type="album", target=target, subattachments={"data": photos})
    every = tuple(Field(name) for name in readers)
    return {"data": [select(wanted.fields or every, readers, "StoryAttachment")]}


def _photo_attachments(world: World, call: Call, post: Node) -> list[dict[str, Any]]:
    attached = []
    for photo_id in post.data["photos"]:
        photo = world.store.get(photo_id)
        picture = world.store.picture(photo.data["picture"])
        link = f"{call.base}halaman#f{photo.serial}"
        source = images.address(call.base, picture.hash, call.now)
        media = {"image": {"height": picture.height, "src": source, "width": picture.width}}
        target = {"id": photo.id, "url": link}
        attached.append({"media": media, "media_type": "photo", "target": target, "type": "photo", "url": link})
    return attached
