"""Reading Instagram: the account, containers, live media and stories, insights."""

from __future__ import annotations

from typing import Any

from brandbot.sandbox import images
from brandbot.sandbox.account_insights import account_insights, instagram_followers
from brandbot.sandbox.accounts import INSTAGRAMS, Page
from brandbot.sandbox.clock import graph_time
from brandbot.sandbox.errors import invalid, no_permission
from brandbot.sandbox.fields import ABSENT, Field, Reader, parse, plain, select
from brandbot.sandbox.graph import Call, Edges, World, changed, edge
from brandbot.sandbox.insights import check_names, expanded, media_insights, metric_names, of_node
from brandbot.sandbox.numbers import DAY
from brandbot.sandbox.others import discovered
from brandbot.sandbox.store import Kind, Node

EDGES: Edges = {}
READ: dict[str, Any] = {"permission": "instagram_basic"}
INSIGHTS: dict[str, Any] = {"permission": "instagram_manage_insights"}
ACCOUNT_METRICS = ("metric", "period", "metric_type", "breakdown", "timeframe", "since", "until")

PROCESSING_SECONDS = 20  # an image takes 2–15 s at Meta
STATUS = {
    "IN_PROGRESS": "In Progress: Media is still being processed.",
    "FINISHED": "Finished: Media has been uploaded and it is ready to be published.",
    "PUBLISHED": "Published: Media has been successfully published.",
    "EXPIRED": "Expired: Media was not published within 24 hours and has expired.",
    "ERROR": "Error: Media upload has failed with error code 2207082",
}


@edge(EDGES, "GET", "IGUser", **READ)
def read_account(world: World, call: Call, page: Page) -> dict[str, Any]:
    """The account with its counts."""
    return select(parse(call.text("fields", "id")), account_readers(world, page, call.now), "IGUser")


@edge(EDGES, "GET", Kind.CONTAINER, **READ)
def read_container(world: World, call: Call, found: Node) -> dict[str, Any]:
    """How far a container has come; every read of its status brings it on."""
    wanted = parse(call.text("fields", "id"))
    with world.store.transaction():
        container = world.store.get(found.id)
        code = status_code(world, container, call.now)
        if code == "PUBLISHED" and container.data["reads_since"] < world.settings.status_lag:
            code = "FINISHED"
        if any(field.name.startswith("status") for field in wanted):
            counter = "reads_since" if container.data["media"] else "reads"
            world.store.save(changed(container, **{counter: container.data[counter] + 1}))
    readers = plain(id=found.id, status_code=code, status=STATUS[code], copyright_check_status=ABSENT)
    return select(wanted, readers, "ShadowIGMediaBuilder")


@edge(EDGES, "GET", "IGUser", "content_publishing_limit", takes=("since",), permission="instagram_content_publish")
def read_limit(world: World, call: Call, page: Page) -> dict[str, Any]:
    """How many posts of the last 24 hours count against the quota."""
    since = call.time("since") or call.now - DAY
    if call.now - since > DAY:
        raise invalid("Param since must be within the last 24 hours")
    config = {"quota_total": world.settings.quota_total, "quota_duration": DAY}
    used = published_since(world, account_id(page), since, call.now - world.settings.quota_lag)
    wanted = parse(call.text("fields", "quota_usage"))
    return {"data": [select(wanted, plain(quota_usage=used, config=config), "IGContentPublishingLimit")]}


@edge(EDGES, "GET", "IGUser", "media", takes=("since", "until"), **READ)
def list_media(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Live posts without stories, newest first."""
    until = min(call.time("until") or call.now, call.now - world.settings.list_lag)
    found = world.store.live(account_id(page), Kind.MEDIA, call.time("since") or 0, until)
    return _listed(world, call, [media for media in found if not is_story(media)])


@edge(EDGES, "GET", "IGUser", "stories", **READ)
def list_stories(world: World, call: Call, page: Page) -> dict[str, Any]:
    """Stories of the last 24 hours, newest first."""
    until = call.now - world.settings.list_lag
    found = world.store.live(account_id(page), Kind.MEDIA, call.now - DAY + 1, until)
    return _listed(world, call, [media for media in found if is_story(media)])


@edge(EDGES, "GET", "IGUser", "insights", takes=ACCOUNT_METRICS, **INSIGHTS)
def read_account_insights(world: World, call: Call, page: Page) -> dict[str, Any]:
    """What all media gathered, and who follows."""
    return account_insights(world, call, page)


@edge(EDGES, "GET", Kind.MEDIA, **READ)
def read_media(world: World, call: Call, media: Node) -> dict[str, Any]:
    """One live post or story."""
    return select(parse(call.text("fields", "id")), _media_readers(world, call, media), "Media")


@edge(EDGES, "GET", Kind.MEDIA, "children", **READ)
def list_children(_world: World, call: Call, media: Node) -> dict[str, Any]:
    """The pictures of a carousel."""
    return _children(call, media, parse(call.text("fields", "id")))


@edge(EDGES, "GET", Kind.MEDIA, "insights", takes=("metric", "period", "breakdown"), **INSIGHTS)
def read_media_insights(world: World, call: Call, media: Node) -> dict[str, Any]:
    """What a post or story gathered so far."""
    names = metric_names(call.text("metric"))
    check_names(names, world.settings.retired)
    return media_insights(media, call.now, names, call.text("breakdown"))


def account_readers(world: World, page: Page, now: int) -> dict[str, Reader]:
    """What may be asked of the account."""
    assert page.instagram
    account = page.instagram
    readers = plain(
        id=account.id,
        ig_id=account.id.removeprefix("17841400000"),
        username=account.username,
        name=page.name,
        biography=account.biography,
        followers_count=instagram_followers(world, page, now),
        follows_count=64,
        website=ABSENT,
        profile_picture_url=ABSENT,
    )
    readers["business_discovery"] = lambda field: discovered(world, field, now)
    readers["media_count"] = lambda _: sum(
        not is_story(media) for media in world.store.live(account.id, Kind.MEDIA, until=now)
    )
    return readers


def account_id(page: Page) -> str:
    """The Instagram account of a Page that has one."""
    assert page.instagram
    return page.instagram.id


def is_story(media: Node) -> bool:
    """Whether it is gone from the profile after a day."""
    return bool(media.data["media_type"] == "STORIES")


def published_since(world: World, account: str, since: int, until: int) -> int:
    """How many posts and stories went out, deleted ones too: what the quota counts."""
    return world.store.made_since(account, Kind.MEDIA, since, until)


def status_code(world: World, container: Node, now: int) -> str:
    """Meta's word for how far a container is. Polls and time both bring it on, so that a walked clock works too."""
    if container.data["media"]:
        return "PUBLISHED"
    if "fate" in container.data:
        return str(container.data["fate"])
    if now - container.created >= DAY:
        return "EXPIRED"
    polls = world.settings.container_polls
    needed = 1 + container.serial % 2 if polls is None else polls
    processed = container.data["reads"] >= needed or now - container.created >= PROCESSING_SECONDS
    return "FINISHED" if processed else "IN_PROGRESS"


def _listed(world: World, call: Call, found: list[Node]) -> dict[str, Any]:
    wanted = parse(call.text("fields", "id"))
    return call.page([select(wanted, _media_readers(world, call, media), "Media") for media in found])


def _media_readers(world: World, call: Call, media: Node) -> dict[str, Reader]:
    data, carousel = media.data, media.data["media_type"] == "CAROUSEL"
    account = INSTAGRAMS[media.owner].instagram
    assert account
    numbers = of_node(media, call.now)
    counts = plain(
        like_count=numbers.likes,
        comments_count=numbers.comments,
        saved_count=numbers.saves,
        shares_count=numbers.shares,
        reposts_count=numbers.shares // 4,
        total_like_count=numbers.likes,
        total_comments_count=numbers.comments,
    )
    readers = counts | plain(
        id=media.id,
        caption=data["caption"] or ABSENT,
        media_type="CAROUSEL_ALBUM" if carousel else "IMAGE",
        media_product_type="STORY" if is_story(media) else "FEED",
        media_url=images.address(call.base, data["pictures"][0], call.now),
        permalink=f"{call.base}instagram#m{media.serial}",
        timestamp=graph_time(media.published or media.created),
        username=account.username,
        owner={"id": media.owner},
        shortcode=f"SB{media.serial:09d}",
        is_comment_enabled=True,
        is_ai_generated=False,
        alt_text=data["alt_text"] or ABSENT,
    )
    readers["children"] = lambda field: _children(call, media, field.fields or (Field("id"),)) if carousel else ABSENT

    def nested(field: Field) -> Any:
        if "instagram_manage_insights" not in world.settings.permissions:
            raise no_permission("instagram_manage_insights")
        check_names(expanded(field), world.settings.retired)
        return media_insights(media, call.now, expanded(field))

    readers["insights"] = nested
    return readers


def _children(call: Call, media: Node, wanted: tuple[Field, ...]) -> dict[str, Any]:
    answers = []
    for number, digest in enumerate(media.data["pictures"]):
        readers = plain(
            id=str(int(media.id) + 1 + number),
            media_url=images.address(call.base, digest, call.now),
            media_type="IMAGE",
            permalink=f"{call.base}instagram#m{media.serial}",
            timestamp=graph_time(media.published or media.created),
            username=ABSENT,
        )
        answers.append(select(wanted, readers, "Media"))
    return {"data": answers}
