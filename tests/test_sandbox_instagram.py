"""The sandbox as an Instagram account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from sandbox_client import Client, code, opened, picture

from brandbot.sandbox import IG_ID, PAGE_ID


@pytest.fixture
def graph() -> Iterator[Client]:
    with opened() as client:
        yield client


def live(graph: Client) -> list[dict[str, Any]]:
    return [row for row in graph.sandbox.record() if row["kind"] == "media" and not row["deleted"]]


def test_a_container_is_finished_after_a_few_polls_and_published_once(graph: Client) -> None:
    container = graph.post(f"{IG_ID}/media", image_url=graph.picture_url(), caption="Halo #SMK")["id"]
    assert code(graph.post(f"{IG_ID}/media_publish", creation_id=container)) == (9007, 2207027)
    assert graph.get(container, fields="status_code,status")["status_code"] == "IN_PROGRESS"
    graph.finish(container)
    media = graph.post(f"{IG_ID}/media_publish", creation_id=container)["id"]
    assert graph.get(container, fields="status_code")["status_code"] == "PUBLISHED"
    assert [(row["id"], row["container"], row["text"]) for row in live(graph)] == [(media, container, "Halo #SMK")]


def test_a_container_is_finished_by_time_too(graph: Client) -> None:
    container = graph.post(f"{IG_ID}/media", image_url=graph.picture_url())["id"]
    graph.walk(minutes=1)
    assert graph.get(container, fields="status_code")["status_code"] == "FINISHED"


def test_reading_only_the_id_brings_nothing_on(graph: Client) -> None:
    graph.sandbox.configure(container_polls=1)
    container = graph.post(f"{IG_ID}/media", image_url=graph.picture_url())["id"]
    assert graph.get(container) == {"id": container}
    assert graph.get(container, fields="status_code")["status_code"] == "IN_PROGRESS"
    assert graph.get(container, fields="status_code")["status_code"] == "FINISHED"


@pytest.mark.parametrize(("behaviour", "copies"), [("error", 1), ("same_id", 1), ("duplicate", 2)])
def test_a_second_publish_does_what_the_setting_says(graph: Client, behaviour: str, copies: int) -> None:
    graph.sandbox.configure(second_publish=behaviour)
    container = graph.container()
    first = graph.post(f"{IG_ID}/media_publish", creation_id=container)
    second = graph.post(f"{IG_ID}/media_publish", creation_id=container)
    assert len(live(graph)) == copies
    if behaviour == "error":
        assert code(second) == (24, 2207008)
    else:
        assert (second == first) == (behaviour == "same_id")
    (row,) = [one for one in graph.sandbox.record() if one["kind"] == "container"]
    assert row["publish_calls"] == 2


def test_the_status_may_lag_after_publishing(graph: Client) -> None:
    graph.sandbox.configure(status_lag=2)
    container = graph.container()
    graph.post(f"{IG_ID}/media_publish", creation_id=container)
    seen = [graph.get(container, fields="status_code")["status_code"] for _ in range(3)]
    assert seen == ["FINISHED", "FINISHED", "PUBLISHED"]


def test_a_container_expires_after_a_day(graph: Client) -> None:
    container = graph.container()
    graph.walk(hours=24)
    assert graph.get(container, fields="status_code,status")["status"].startswith("Expired")
    assert code(graph.post(f"{IG_ID}/media_publish", creation_id=container)) == (24, 2207008)
    assert live(graph) == []


def test_an_unknown_container_is_refused(graph: Client) -> None:
    assert code(graph.post(f"{IG_ID}/media_publish", creation_id="17900000000000001")) == (24, 2207006)
    assert code(graph.get("17900000000000001", fields="status_code")) == (100, 33)


def children(graph: Client, count: int) -> list[str]:
    url = graph.picture_url()
    ids = [
        str(graph.post(f"{IG_ID}/media", image_url=url, is_carousel_item="true", alt_text="Foto")["id"])
        for _ in range(count)
    ]
    for child in ids:
        graph.finish(child)
    return ids


def test_a_carousel_counts_as_one_post_with_its_pictures(graph: Client) -> None:
    ids = children(graph, 3)
    media = graph.media(media_type="CAROUSEL", children=",".join(ids), caption="Tiga foto")
    answer = graph.get(media, fields="media_type,children{id,media_url},caption")
    assert (answer["media_type"], len(answer["children"]["data"])) == ("CAROUSEL_ALBUM", 3)
    assert len(graph.get(f"{media}/children")["data"]) == 3
    assert graph.get(f"{IG_ID}/content_publishing_limit")["data"] == [{"quota_usage": 1}]
    assert [row["images"] for row in live(graph)] == [3]


def test_a_carousel_takes_no_child_that_has_ended(graph: Client) -> None:
    first, second = children(graph, 2)
    graph.sandbox.fault(match=f"GET .*{second}", name="container-error")
    graph.get(second, fields="status")
    refused = graph.post(f"{IG_ID}/media", media_type="CAROUSEL", children=f"{first},{second}")
    assert code(refused) == (24, 2207008)


def test_what_went_out_shows_late_where_the_lists_and_the_quota_lag(graph: Client) -> None:
    graph.sandbox.configure(list_lag=60, quota_lag=90)
    media = graph.media(caption="Nanti")
    seen = []
    for _ in range(3):
        listed = [one["id"] for one in graph.get(f"{IG_ID}/media")["data"]]
        (limit,) = graph.get(f"{IG_ID}/content_publishing_limit", fields="quota_usage")["data"]
        seen.append((listed, limit["quota_usage"]))
        graph.walk(seconds=60)
    assert seen == [([], 0), ([media], 0), ([media], 1)]


def test_a_carousel_takes_two_to_ten_finished_children(graph: Client) -> None:
    ids = children(graph, 11)
    media = f"{IG_ID}/media"
    assert code(graph.post(media, media_type="CAROUSEL", children=ids[0])) == (100, 2207028)
    assert code(graph.post(media, media_type="CAROUSEL", children=",".join(ids))) == (100, 2207028)
    unfinished = graph.post(media, image_url=graph.picture_url(), is_carousel_item="true")["id"]
    assert code(graph.post(media, media_type="CAROUSEL", children=f"{ids[0]},{unfinished}")) == (9007, 2207027)
    single = graph.container()
    assert code(graph.post(media, media_type="CAROUSEL", children=f'["{ids[0]}","{single}"]')) == (100, 33)
    assert code(graph.post(f"{IG_ID}/media_publish", creation_id=ids[0])) == (24, 2207008)


@pytest.mark.parametrize("name", ["caption", "location_id", "is_ai_generated"])
def test_a_carousel_child_has_no_caption_place_or_disclosure(graph: Client, name: str) -> None:
    values = {"image_url": graph.picture_url(), "is_carousel_item": "true", name: "1"}
    assert code(graph.post(f"{IG_ID}/media", **values))[0] == 100


def test_a_story_may_be_tall_and_leaves_the_list_after_a_day(graph: Client) -> None:
    story = graph.media(media_type="STORIES", image_url=graph.picture_url(picture(1080, 1920)))
    post = graph.media(caption="Kiriman")
    assert [one["id"] for one in graph.get(f"{IG_ID}/stories")["data"]] == [story]
    assert [one["id"] for one in graph.get(f"{IG_ID}/media")["data"]] == [post]
    assert graph.get(story, fields="media_product_type,caption")["media_product_type"] == "STORY"
    graph.walk(hours=24)
    assert graph.get(f"{IG_ID}/stories")["data"] == []


@pytest.mark.parametrize(
    ("size", "taken"),
    [((1080, 1350), True), ((1910, 1000), True), ((1080, 1440), False), ((1080, 1920), False), ((2000, 1000), False)],
)
def test_the_feed_takes_ratios_from_four_fifths_to_1_91(graph: Client, size: tuple[int, int], *, taken: bool) -> None:
    answer = graph.post(f"{IG_ID}/media", image_url=graph.picture_url(picture(*size)))
    assert ("id" in answer) is taken
    if not taken:
        assert code(answer) == (36003, 2207009)


def test_only_jpeg_is_taken(graph: Client) -> None:
    for kind in ("PNG", "GIF"):
        answer = graph.post(f"{IG_ID}/media", image_url=graph.picture_url(picture(kind=kind)))
        assert code(answer) == (36001, 2207005)


def test_a_jpeg_over_eight_mebibytes_is_refused(graph: Client) -> None:
    body = picture()
    padded = body[:2] + (b"\xff\xfe\xff\xff" + bytes(65533)) * 130 + body[2:]
    assert code(graph.post(f"{IG_ID}/media", image_url=graph.picture_url(padded))) == (36000, 2207004)


@pytest.mark.parametrize("path", ["halaman", "cdn/tidakada.jpg?oh=x&oe=1"])
def test_an_address_that_is_no_picture_is_refused(graph: Client, path: str) -> None:
    answer = graph.post(f"{IG_ID}/media", image_url=graph.sandbox.url + path)
    assert code(answer) == (9004, 2207052)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/a.jpg", "file:///etc/hosts", "https://contoh.id/é.jpg", "http://["]
)
def test_an_address_that_cannot_be_fetched_is_refused(graph: Client, url: str) -> None:
    assert code(graph.post(f"{IG_ID}/media", image_url=url)) == (9004, 2207052)


@pytest.mark.parametrize(
    ("caption", "subcode"),
    [("x" * 2201, 2207010), (" ".join(f"#tag{n}" for n in range(31)), 2207010), ("@nama " * 21, 2207040)],
)
def test_a_caption_that_is_too_full_is_refused(graph: Client, caption: str, subcode: int) -> None:
    assert code(graph.post(f"{IG_ID}/media", image_url="http://127.0.0.1:9/a.jpg", caption=caption))[1] == subcode


def test_a_caption_of_2200_characters_with_30_hashtags_is_taken(graph: Client) -> None:
    tags = " ".join(f"#tag{n}" for n in range(30))
    caption = tags + "x" * (2200 - len(tags))
    assert graph.get(graph.media(caption=caption), fields="caption")["caption"] == caption


def test_other_wrong_input_is_refused(graph: Client) -> None:
    media = f"{IG_ID}/media"
    assert code(graph.post(media, media_type="REELS", video_url="http://127.0.0.1:9/a.mp4"))[0] == 100
    assert code(graph.post(media, media_type="VIDEO")) == (100, 2207023)
    assert code(graph.post(media, caption="tanpa gambar")) == (100, 2207023)
    assert code(graph.post(media, image_url=graph.picture_url(), alt_text="x" * 1001))[0] == 100


def test_the_publishing_limit_holds_for_a_rolling_day(graph: Client) -> None:
    graph.sandbox.configure(quota_total=2)
    first = graph.media()
    graph.media()
    graph.delete(first)
    waiting = graph.container()
    assert code(graph.post(f"{IG_ID}/media_publish", creation_id=waiting)) == (9, 2207042)
    limit = graph.get(f"{IG_ID}/content_publishing_limit", fields="config,quota_usage")["data"]
    assert limit == [{"config": {"quota_total": 2, "quota_duration": 86400}, "quota_usage": 2}]
    assert code(graph.get(f"{IG_ID}/content_publishing_limit", since="1"))[0] == 100
    graph.walk(hours=24)
    assert graph.get(f"{IG_ID}/content_publishing_limit")["data"] == [{"quota_usage": 0}]


@pytest.mark.no_cover  # 400 times the same lines
def test_400_containers_a_day_are_enough(graph: Client) -> None:
    url = graph.picture_url()
    for _ in range(400):
        assert "id" in graph.post(f"{IG_ID}/media", image_url=url)
    assert code(graph.post(f"{IG_ID}/media", image_url=url)) == (9, 2207042)


def test_live_media_tell_permalink_time_and_picture(graph: Client) -> None:
    body = picture(1080, 1080)
    media = graph.media(image_url=graph.picture_url(body), caption="Persegi", alt_text="Sebuah persegi")
    answer = graph.get(media, fields="permalink,timestamp,media_url,username,alt_text,owner,shortcode")
    assert answer["timestamp"] == "2026-08-12T11:30:00+0000"
    assert answer["alt_text"] == "Sebuah persegi"
    assert requests.get(answer["media_url"], timeout=10).content == body
    page = requests.get(answer["permalink"], timeout=10).text
    assert f'id="{answer["permalink"].partition("#")[2]}"' in page


def test_instagram_keeps_its_own_copy_of_the_picture(graph: Client) -> None:
    photo = graph.photo()
    source = max(graph.get(photo, fields="images")["images"], key=lambda one: one["width"])["source"]
    media = graph.media(image_url=source)
    graph.delete(photo)
    assert requests.get(graph.get(media, fields="media_url")["media_url"], timeout=10).ok


def test_deleted_media_are_gone(graph: Client) -> None:
    media = graph.media()
    assert graph.delete(media) == {"success": True, "deleted_id": media}
    assert code(graph.get(media)) == (100, 33)
    assert graph.get(f"{IG_ID}/media")["data"] == []


def test_the_account_tells_its_counts_and_its_page(graph: Client) -> None:
    graph.media()
    graph.media(media_type="STORIES")
    answer = graph.get(IG_ID, fields="username,followers_count,media_count,name")
    assert answer["media_count"] == 1
    assert 400 < answer["followers_count"] < 1000
    linked = graph.get(PAGE_ID, fields="instagram_business_account{username},followers_count,fan_count")
    assert linked["instagram_business_account"] == {"username": answer["username"], "id": IG_ID}
    assert linked["fan_count"] <= linked["followers_count"]
