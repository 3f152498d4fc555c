"""The Page and the Instagram profile as a visitor sees them: live at `/halaman` and `/instagram`, or saved as files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from flask import Flask, request
from markupsafe import Markup, escape

from brandbot.sandbox import images
from brandbot.sandbox.account_insights import instagram_followers, page_followers
from brandbot.sandbox.accounts import SCHOOL, Page
from brandbot.sandbox.facebook import publish_due
from brandbot.sandbox.graph import World
from brandbot.sandbox.insights import of_node
from brandbot.sandbox.instagram_reads import is_story
from brandbot.sandbox.numbers import DAY
from brandbot.sandbox.record import pictures
from brandbot.sandbox.store import Kind, Node

WIB = timezone(timedelta(hours=7), "WIB")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
TAG_OR_LINK = re.compile(r"(?:#|(?<!\w)@)\w[\w.]*|https?://\S+")
RINGS = 14  # stories in the row above the posts, old ones included
PATHS = {"halaman": "halaman", "instagram": "instagram"}
FILES = {"halaman": "halaman.html", "instagram": "instagram.html"}

PictureUrl = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One post or story on a page. `pictures` are addresses; `live` is false for a story whose day is over."""

    anchor: str
    date: str
    text: Markup
    pictures: list[str]
    likes: int
    comments: int
    shares: int
    live: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a page shows."""

    page: Page
    followers: int
    posts: list[Shown]
    stories: list[Shown]


def add_pages(app: Flask, world: World) -> None:
    """Serve both pages, with pictures at signed addresses as in the API."""
    app.jinja_env.filters["ribuan"] = thousands

    def at_cdn(digest: str) -> str:
        return images.address(request.host_url, digest, world.clock.now())

    @app.get("/halaman")
    def facebook() -> str:
        return render(app, world, "halaman", at_cdn, PATHS)

    @app.get("/instagram")
    def instagram() -> str:
        return render(app, world, "instagram", at_cdn, PATHS)


def render(app: Flask, world: World, name: str, picture_url: PictureUrl, links: dict[str, str]) -> str:
    """One page as HTML; `picture_url` says where the picture of a hash is, `links` where the pages are."""
    publish_due(world, world.clock.now())
    profile = facebook_profile if name == "halaman" else instagram_profile
    template = app.jinja_env.get_template(FILES[name])
    return template.render(profile=profile(world, picture_url), links=links, name=name)


def save(app: Flask, world: World, folder: Path) -> list[Path]:
    """Write both pages as files that need no server, their pictures in `gambar` beside them."""
    beside = folder / "gambar"
    beside.mkdir(parents=True, exist_ok=True)
    wanted: set[str] = set()

    def in_folder(digest: str) -> str:
        wanted.add(digest)
        return f"gambar/{digest}.jpg"

    written = []
    for name, file_name in FILES.items():
        written.append(folder / file_name)
        written[-1].write_text(render(app, world, name, in_folder, FILES), encoding="utf-8")
    for digest in wanted:
        (beside / f"{digest}.jpg").write_bytes(world.store.picture_body(digest))
    return written


def facebook_profile(world: World, picture_url: PictureUrl) -> Profile:
    """The school's Page."""
    now = world.clock.now()
    is_seen = world.settings.app_live  # what an app in development posts, a visitor does not see
    posts = world.store.live(SCHOOL.id, Kind.POST, until=now) if is_seen else []
    stories = world.store.live(SCHOOL.id, Kind.STORY, until=now)[:RINGS] if is_seen else []
    return Profile(
        SCHOOL,
        page_followers(world, SCHOOL, now),
        [_shown(world, post, "p", post.data["message"], picture_url) for post in posts],
        [_shown(world, story, "s", "", picture_url) for story in stories],
    )


def instagram_profile(world: World, picture_url: PictureUrl) -> Profile:
    """The school's Instagram account."""
    now = world.clock.now()
    assert SCHOOL.instagram
    media = world.store.live(SCHOOL.instagram.id, Kind.MEDIA, until=now)
    shown = {one.id: _shown(world, one, "m", one.data["caption"], picture_url) for one in media}
    return Profile(
        SCHOOL,
        instagram_followers(world, SCHOOL, now),
        [shown[one.id] for one in media if not is_story(one)],
        [shown[one.id] for one in media if is_story(one)][:RINGS],
    )


def _shown(world: World, node: Node, letter: str, text: str, picture_url: PictureUrl) -> Shown:
    now, published = world.clock.now(), node.published or node.created
    numbers = of_node(node, now)
    return Shown(
        anchor=f"{letter}{node.serial}",
        date=indonesian_time(published),
        text=with_links(text),
        pictures=[picture_url(digest) for digest in pictures(world, node)],
        likes=numbers.likes,
        comments=numbers.comments,
        shares=numbers.shares,
        live=now - published < DAY,
    )


def indonesian_time(seconds: int) -> str:
    """`12 Agustus 2026 pukul 18.30` in Western Indonesian time."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(WIB)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year} pukul {moment:%H.%M}"


def thousands(count: int) -> str:
    """`1.250`."""
    return f"{count:,}".replace(",", ".")


def with_links(text: str) -> Markup:
    """The text, safe for HTML, with hashtags, names and addresses in the colour of links."""
    parts, at = [], 0
    for found in TAG_OR_LINK.finditer(text):
        parts += [escape(text[at : found.start()]), Markup('<span class="tautan">{}</span>').format(found.group())]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])
