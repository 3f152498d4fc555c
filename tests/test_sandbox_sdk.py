"""Meta's own SDK drives the sandbox, and its tables know every parameter that the sandbox takes."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from facebook_business.adobjects.igmedia import IGMedia
from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.pagepost import PagePost
from facebook_business.adobjects.photo import Photo
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession
from sandbox_client import Client, opened

from brandbot.sandbox import APP_ID, APP_SECRET, IG_ID, PAGE_ID, PAGE_TOKEN, facebook, instagram
from brandbot.sandbox.dispatch import EDGES
from brandbot.sandbox.graph import PROTOCOL
from brandbot.sandbox.store import Kind


class Loopback(FacebookSession):  # type: ignore[misc]  # the SDK ships no types
    """The SDK's session, pointed at the sandbox."""

    def __init__(self, url: str) -> None:
        super().__init__(APP_ID, APP_SECRET, PAGE_TOKEN)
        self.GRAPH = url.rstrip("/")


@pytest.fixture
def graph() -> Iterator[Client]:
    with opened() as client:
        yield client


@pytest.fixture
def api(graph: Client) -> Iterator[FacebookAdsApi]:
    session = Loopback(graph.sandbox.url)
    yield FacebookAdsApi(session)
    session.requests.close()


def test_the_sdk_posts_photos_as_a_draft_and_publishes_it(graph: Client, api: FacebookAdsApi) -> None:
    page = Page(PAGE_ID, api=api)
    photos = [
        page.create_photo(params={"url": graph.picture_url(), "published": False, "alt_text_custom": "Jabat tangan"})
        for _ in range(2)
    ]
    attached = [{"media_fbid": photo["id"]} for photo in photos]
    post = page.create_feed(params={"message": "Halo", "published": False, "attached_media": attached})
    assert PagePost(post["id"], api=api).api_get(fields=["is_published"])["is_published"] is False
    PagePost(post["id"], api=api).api_update(params={"is_published": True})
    (listed,) = page.get_published_posts(fields=["id", "message", "permalink_url"])
    assert (listed["id"], listed["message"]) == (post["id"], "Halo")
    assert Photo(photos[0]["id"], api=api).api_get(fields=["images"])["images"]
    PagePost(post["id"], api=api).api_delete()
    assert list(page.get_published_posts()) == []


def test_the_sdk_schedules_and_lists(graph: Client, api: FacebookAdsApi) -> None:
    page = Page(PAGE_ID, api=api)
    moment = int(graph.now.timestamp()) + 3600
    values = {"message": "Nanti", "published": False, "scheduled_publish_time": str(moment)}
    post = page.create_feed(params=values | {"unpublished_content_type": "SCHEDULED"})
    assert [one["id"] for one in page.get_scheduled_posts()] == [post["id"]]


def test_the_sdk_shows_a_story_on_the_page(graph: Client, api: FacebookAdsApi) -> None:
    page = Page(PAGE_ID, api=api)
    photo = page.create_photo(params={"url": graph.picture_url(), "published": False})
    page.create_photo_story(params={"photo_id": photo["id"]})
    assert [story["status"] for story in page.get_stories()] == ["PUBLISHED"]


def test_the_sdk_publishes_to_instagram_and_reads_back(graph: Client, api: FacebookAdsApi) -> None:
    account = IGUser(IG_ID, api=api)
    container = account.create_media(params={"image_url": graph.picture_url(), "caption": "Halo", "alt_text": "Foto"})
    graph.finish(container["id"])
    media = account.create_media_publish(params={"creation_id": container["id"]})
    (listed,) = account.get_media(fields=["id", "caption", "permalink", "timestamp"])
    assert (listed["id"], listed["caption"]) == (media["id"], "Halo")
    (limit,) = account.get_content_publishing_limit(fields=["quota_usage", "config"])
    assert limit["quota_usage"] == 1
    assert account.api_get(fields=["username", "followers_count"])["followers_count"] > 0
    graph.walk(days=1)
    told = IGMedia(media["id"], api=api).get_insights(params={"metric": ["reach", "views"]})
    assert {one["name"] for one in told} == {"reach", "views"}
    IGMedia(media["id"], api=api).api_delete()
    assert list(account.get_media()) == []


def test_the_sdk_publishes_a_carousel_and_a_story(graph: Client, api: FacebookAdsApi) -> None:
    account = IGUser(IG_ID, api=api)
    url = graph.picture_url()
    children = [account.create_media(params={"image_url": url, "is_carousel_item": True})["id"] for _ in range(3)]
    graph.walk(minutes=1)
    values = {"media_type": "CAROUSEL", "children": children, "caption": "Tiga"}
    carousel = account.create_media(params=values)["id"]
    story = account.create_media(params={"media_type": "STORIES", "image_url": url})["id"]
    graph.walk(minutes=1)
    for container in (carousel, story):
        account.create_media_publish(params={"creation_id": container})
    assert [one["media_type"] for one in account.get_media(fields=["media_type"])] == ["CAROUSEL_ALBUM"]
    assert len(account.get_stories()) == 1


def test_the_sdk_understands_a_refusal(graph: Client, api: FacebookAdsApi) -> None:
    with pytest.raises(FacebookRequestError) as refused:
        IGUser(IG_ID, api=api).create_media(params={"image_url": graph.sandbox.url + "halaman"})
    error = refused.value
    assert (error.http_status(), error.api_error_code(), error.api_error_subcode()) == (400, 9004, 2207052)
    assert error.api_error_type() == "OAuthException"
    assert error.body()["error"]["fbtrace_id"]


# What the sandbox takes, and the method of the SDK whose table lists it.
TABLES: dict[tuple[str, str, str], Any] = {
    ("POST", "Page", "photos"): Page.create_photo,
    ("POST", "Page", "feed"): Page.create_feed,
    ("POST", "Page", "photo_stories"): Page.create_photo_story,
    ("GET", "Page", "stories"): Page.get_stories,
    ("GET", "Page", "insights"): Page.get_insights,
    ("POST", Kind.POST, ""): PagePost.api_update,
    ("GET", Kind.POST, "insights"): PagePost.get_insights,
    ("POST", "IGUser", "media"): IGUser.create_media,
    ("POST", "IGUser", "media_publish"): IGUser.create_media_publish,
    ("GET", "IGUser", "content_publishing_limit"): IGUser.get_content_publishing_limit,
    ("GET", "IGUser", "media"): IGUser.get_media,
    ("GET", "IGUser", "insights"): IGUser.get_insights,
    ("GET", Kind.MEDIA, "insights"): IGMedia.get_insights,
}
# Documented by Meta's pages where the SDK's table is short.
BEYOND = {
    ("GET", "Page", "insights"): {"breakdown", "metric"},
    ("GET", Kind.POST, "insights"): {"breakdown", "metric"},
    ("GET", "Page", "published_posts"): {"since", "until"},
    ("GET", "Page", "posts"): {"since", "until"},
    ("GET", "Page", "feed"): {"since", "until"},
    ("GET", "Page", "scheduled_posts"): {"since", "until"},
}


def known(method: Any) -> set[str]:
    table = re.search(r"param_types = \{(.*?)\n        \}", inspect.getsource(method), re.DOTALL)
    assert table
    return set(re.findall(r"'(\w+)':", table.group(1)))


@pytest.mark.parametrize("edge", EDGES, ids=" ".join)
def test_every_parameter_is_in_the_sdks_tables(edge: tuple[str, str, str]) -> None:
    listed = known(TABLES[edge]) if edge in TABLES else set()
    assert EDGES[edge].parameters <= listed | BEYOND.get(edge, set())


def test_the_sandbox_takes_what_the_tables_name_for_our_posts() -> None:
    assert {"attached_media", "message", "published"} <= set(facebook.FEED_PARAMETERS) & known(Page.create_feed)
    assert {"image_url", "caption", "alt_text"} <= set(instagram.MEDIA_PARAMETERS) & known(IGUser.create_media)
    assert not PROTOCOL & known(Page.create_photo)


def test_a_batch_answers_each_read_by_itself(graph: Client) -> None:
    parts = [{"method": "GET", "relative_url": url} for url in (f"{PAGE_ID}?fields=name", "7", "me/nothing")]
    answers: Any = graph.post("", batch=json.dumps(parts))

    assert [one["code"] for one in answers] == [200, 400, 400]
    assert json.loads(answers[0]["body"])["name"]


def test_a_batch_takes_no_writes_and_at_most_fifty_parts(graph: Client) -> None:
    write = [{"method": "POST", "relative_url": f"{PAGE_ID}/feed"}]
    many = [{"method": "GET", "relative_url": PAGE_ID}] * 51

    assert graph.post("", batch=json.dumps(write))["error"]["code"] == 100
    assert graph.post("", batch=json.dumps(many))["error"]["code"] == 1
    assert graph.post("", batch="{")["error"]["code"] == 100
