"""The sandbox as a Page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import requests
from sandbox_client import NOW, Client, code, opened, picture

from brandbot.sandbox import OTHER_PAGE_ID, OTHER_PAGE_TOKEN, PAGE_ID, USER_TOKEN


@pytest.fixture
def graph() -> Iterator[Client]:
    with opened() as client:
        yield client


def live(graph: Client) -> list[dict[str, Any]]:
    return [row for row in graph.sandbox.record() if row["is_published"] and not row["deleted"]]


def later(hours: float) -> str:
    return str(int((NOW + timedelta(hours=hours)).timestamp()))


def test_a_post_of_unpublished_photos_goes_live_by_one_flag(graph: Client) -> None:
    post = graph.draft("Mitra baru", photos=2)
    assert graph.get(post, fields="is_published")["is_published"] is False
    assert live(graph) == []
    assert graph.post(post, is_published="true") == {"success": True}
    assert [(row["id"], row["images"], row["text"]) for row in live(graph)] == [(post, 2, "Mitra baru")]


def test_publishing_twice_is_a_success_and_one_post(graph: Client) -> None:
    post = graph.published()
    assert graph.post(post, is_published="true") == {"success": True}
    assert [(row["id"], row["publish_calls"]) for row in live(graph)] == [(post, 2)]


def test_publishing_at_the_same_moment_is_one_post(graph: Client) -> None:
    post = graph.draft(photos=2)
    url = f"{graph.sandbox.url}v26.0/{post}"
    headers = dict(graph.session.headers)

    def publish(_: int) -> Any:
        return requests.post(url, data={"is_published": "true"}, headers=headers, timeout=10).json()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(publish, range(6))) == [{"success": True}] * 6
    assert [row["publish_calls"] for row in live(graph)] == [6]


def test_a_published_photo_is_a_post_at_once(graph: Client) -> None:
    answer = graph.post(f"{PAGE_ID}/photos", files={"source": picture()}, caption="Langsung")
    assert [row["id"] for row in live(graph)] == [answer["post_id"]]
    assert graph.get(answer["id"], fields="name")["name"] == "Langsung"


def test_a_photo_comes_by_url_too(graph: Client) -> None:
    url = graph.picture_url(picture(800, 800))
    photo = graph.post(f"{PAGE_ID}/photos", url=url, published="false", alt_text_custom="Jabat tangan")["id"]
    answer = graph.get(photo, fields="width,height,alt_text_custom,page_story_id")
    assert (answer["width"], answer["height"], answer["alt_text_custom"]) == (800, 800, "Jabat tangan")
    assert answer["page_story_id"].startswith(PAGE_ID)


def test_the_largest_rendition_serves_the_very_bytes(graph: Client) -> None:
    body = picture(1080, 1080)
    url = graph.picture_url(body)
    answer = requests.get(url, timeout=10)
    assert (answer.content, answer.headers["Content-Type"]) == (body, "image/jpeg")


def test_an_address_with_a_touched_signature_serves_nothing(graph: Client) -> None:
    url = graph.picture_url()
    assert requests.get(url.partition("?")[0], timeout=10).status_code == 403
    assert requests.get(url.replace("oe=", "oe=1"), timeout=10).status_code == 403


def test_an_address_expires(graph: Client) -> None:
    url = graph.picture_url()
    graph.walk(days=5)
    assert requests.get(url, timeout=10).status_code == 403


def test_an_unpublished_photo_is_gone_after_a_day_unless_a_post_holds_it(graph: Client) -> None:
    loose, draft = graph.photo(), graph.draft()
    graph.walk(hours=25)
    assert code(graph.get(loose)) == (100, 33)
    assert graph.post(draft, is_published="true") == {"success": True}


def test_a_photo_that_was_posted_is_refused_in_another_post(graph: Client) -> None:
    photo = graph.photo()
    attached = json.dumps([{"media_fbid": photo}])
    first = graph.post(f"{PAGE_ID}/feed", attached_media=attached, published="false")["id"]
    second = graph.post(f"{PAGE_ID}/feed", attached_media=attached, published="false")["id"]
    graph.post(first, is_published="true")
    assert code(graph.post(second, is_published="true")) == (100, 1366051)
    assert code(graph.post(f"{PAGE_ID}/feed", attached_media=attached)) == (100, 1366051)
    assert code(graph.post(f"{PAGE_ID}/photo_stories", photo_id=photo)) == (100, 1366051)


def test_the_order_of_photos_is_kept_in_attachments(graph: Client) -> None:
    photos = [graph.photo(picture(color=value)) for value in (10, 200, 100)]
    attached = {f"attached_media[{n}]": json.dumps({"media_fbid": one}) for n, one in enumerate(photos)}
    post = graph.post(f"{PAGE_ID}/feed", message="Urut", **attached)["id"]
    fields = "attachments{media_type,subattachments,target,title},full_picture"
    (attachment,) = graph.get(post, fields=fields)["attachments"]["data"]
    assert attachment["media_type"] == "album"
    assert [one["target"]["id"] for one in attachment["subattachments"]["data"]] == photos


def test_one_photo_is_attached_as_itself_and_none_is_not_told(graph: Client) -> None:
    post = graph.published()
    (attachment,) = graph.get(post, fields="attachments")["attachments"]["data"]
    assert attachment["media_type"] == "photo"
    text = graph.post(f"{PAGE_ID}/feed", message="Hanya teks")["id"]
    assert graph.get(text, fields="attachments,full_picture,message") == {"message": "Hanya teks", "id": text}


def test_published_posts_lists_live_ones_newest_first(graph: Client) -> None:
    first = graph.published("satu")
    graph.walk(hours=1)
    second = graph.published("dua")
    graph.draft("tidak tampak")
    listed = graph.get(f"{PAGE_ID}/published_posts", fields="id,message,created_time,permalink_url,from")["data"]
    assert [one["id"] for one in listed] == [second, first]
    assert listed[0]["created_time"] == "2026-08-12T12:30:00+0000"
    since = str(int(NOW.timestamp()) + 60)
    assert [one["id"] for one in graph.get(f"{PAGE_ID}/published_posts", since=since)["data"]] == [second]
    assert graph.get(f"{PAGE_ID}/published_posts", until="2026-08-12T11:00:00+0000") == {"data": []}


def test_paging_walks_the_whole_list_once(graph: Client) -> None:
    made = {graph.published(f"nomor {number}") for number in range(5)}
    answer = graph.get(f"{PAGE_ID}/published_posts", limit=2, fields="id")
    seen = [one["id"] for one in answer["data"]]
    while "next" in answer["paging"]:
        answer = requests.get(answer["paging"]["next"], timeout=10).json()
        seen += [one["id"] for one in answer["data"]]
    assert (len(seen), set(seen)) == (5, made)


def test_the_permalink_shows_the_post(graph: Client) -> None:
    post = graph.published("Terlihat di halaman")
    link = graph.get(post, fields="permalink_url")["permalink_url"]
    page = requests.get(link, timeout=10).text
    assert f'id="{link.partition("#")[2]}"' in page
    assert "Terlihat di halaman" in page


def test_a_scheduled_post_goes_out_by_metas_clock(graph: Client) -> None:
    photo = graph.photo(temporary="true")
    post = graph.post(
        f"{PAGE_ID}/feed",
        message="Nanti",
        published="false",
        scheduled_publish_time=later(2),
        unpublished_content_type="SCHEDULED",
        attached_media=json.dumps([{"media_fbid": photo}]),
    )["id"]
    assert [one["id"] for one in graph.get(f"{PAGE_ID}/scheduled_posts")["data"]] == [post]
    graph.post(post, scheduled_publish_time=later(3), message="Nanti sekali")
    graph.walk(hours=2.5)
    assert graph.get(post, fields="is_published,scheduled_publish_time")["scheduled_publish_time"] == int(later(3))
    graph.walk(hours=2)
    assert graph.get(post, fields="created_time,is_published,message") == {
        "created_time": "2026-08-12T14:30:00+0000",
        "is_published": True,
        "message": "Nanti sekali",
        "id": post,
    }
    assert graph.get(f"{PAGE_ID}/scheduled_posts")["data"] == []
    assert code(graph.post(post, scheduled_publish_time=later(9)))[0] == 100


def test_a_scheduled_post_whose_photo_went_out_elsewhere_stays_a_draft(graph: Client) -> None:
    attached = json.dumps([{"media_fbid": graph.photo(temporary="true")}])
    values = {"published": "false", "scheduled_publish_time": later(2), "attached_media": attached}
    waiting = graph.post(f"{PAGE_ID}/feed", **values)["id"]
    graph.post(f"{PAGE_ID}/feed", attached_media=attached)
    graph.walk(hours=3)
    assert graph.get(waiting, fields="is_published,scheduled_publish_time") == {"is_published": False, "id": waiting}


def test_a_photo_can_be_scheduled_itself(graph: Client) -> None:
    photo = graph.post(
        f"{PAGE_ID}/photos", files={"source": picture()}, published="false", scheduled_publish_time=later(2)
    )
    graph.walk(hours=3)
    assert [row["id"] for row in live(graph)] == [photo["post_id"]]


@pytest.mark.parametrize(
    "values",
    [
        {"scheduled_publish_time": later(0.1), "published": "false"},
        {"scheduled_publish_time": later(31 * 24), "published": "false"},
        {"scheduled_publish_time": later(2)},
        {"scheduled_publish_time": "besok", "published": "false"},
        {"unpublished_content_type": "SCHEDULED", "published": "false"},
        {"unpublished_content_type": "NANTI", "published": "false"},
        {"published": "mungkin"},
    ],
)
def test_a_schedule_that_meta_refuses_is_refused(graph: Client, values: dict[str, str]) -> None:
    assert code(graph.post(f"{PAGE_ID}/feed", message="Halo", **values))[0] == 100


def test_photos_of_a_scheduled_post_must_be_temporary(graph: Client) -> None:
    attached = json.dumps([{"media_fbid": graph.photo()}])
    values = {"published": "false", "scheduled_publish_time": later(2), "attached_media": attached}
    assert code(graph.post(f"{PAGE_ID}/feed", **values))[0] == 100
    answer = graph.post(
        f"{PAGE_ID}/photos", files={"source": picture()}, temporary="true", scheduled_publish_time=later(2)
    )
    assert code(answer)[0] == 100


def test_a_story_lives_a_day_and_is_archived(graph: Client) -> None:
    answer = graph.post(f"{PAGE_ID}/photo_stories", photo_id=graph.photo(picture(1080, 1920)))
    assert answer["success"] is True
    (story,) = graph.get(f"{PAGE_ID}/stories")["data"]
    assert (story["post_id"], story["status"]) == (answer["post_id"], "PUBLISHED")
    graph.walk(hours=25)
    assert graph.get(f"{PAGE_ID}/stories", status="PUBLISHED")["data"] == []
    assert graph.get(f"{PAGE_ID}/stories")["data"][0]["status"] == "ARCHIVED"
    assert code(graph.get(answer["post_id"])) == (100, 33)


def test_a_deleted_post_is_gone_with_its_photos(graph: Client) -> None:
    post = graph.published()
    assert graph.delete(post) == {"success": True}
    assert code(graph.get(post)) == (100, 33)
    assert code(graph.post(post, is_published="true")) == (100, 33)
    assert graph.get(f"{PAGE_ID}/published_posts")["data"] == []
    assert live(graph) == []


def test_a_published_post_stays_published(graph: Client) -> None:
    post = graph.published()
    assert code(graph.post(post, is_published="false"))[0] == 100
    draft = graph.draft()
    assert graph.post(draft, is_published="false", message="Baru") == {"success": True}
    assert graph.get(draft)["message"] == "Baru"


def test_a_picture_that_meta_refuses_is_refused(graph: Client) -> None:
    photos = f"{PAGE_ID}/photos"
    assert code(graph.post(photos, files={"source": b"bukan gambar"})) == (324, 2069019)
    assert code(graph.post(photos, files={"source": picture()[:-2]})) == (324, 2069019)
    assert code(graph.post(photos, files={"source": picture(kind="PNG") + bytes(4 * 2**20)})) == (1, 1366046)
    assert code(graph.post(photos, url="http://127.0.0.1:9/tidak-ada.jpg"))[0] == 324
    assert code(graph.post(photos, published="false"))[0] == 100
    assert code(graph.post(photos, url="http://127.0.0.1:9/a.jpg", files={"source": picture()}))[0] == 100


def test_a_png_or_gif_is_taken_on_the_page(graph: Client) -> None:
    for kind in ("PNG", "GIF"):
        assert graph.get(graph.photo(picture(kind=kind)), fields="width")["width"] == 1080


def test_an_empty_or_endless_post_is_refused(graph: Client) -> None:
    assert code(graph.post(f"{PAGE_ID}/feed"))[0] == 100
    assert code(graph.post(f"{PAGE_ID}/feed", message="x" * 63207))[0] == 100


@pytest.mark.parametrize("media", ["[1]", '{"media_fbid"', '[{"id": "1"}]', "7"])
def test_attached_media_that_is_no_list_of_photos_is_refused(graph: Client, media: str) -> None:
    assert code(graph.post(f"{PAGE_ID}/feed", attached_media=media))[0] == 100


def test_an_unknown_parameter_fails_the_call(graph: Client) -> None:
    assert code(graph.post(f"{PAGE_ID}/feed", message="Halo", mesage="Halo"))[0] == 100
    assert live(graph) == []


def test_a_limit_outside_one_to_a_hundred_is_refused(graph: Client) -> None:
    for limit in ("0", "101", "banyak"):
        assert code(graph.get(f"{PAGE_ID}/published_posts", limit=limit))[0] == 100


def test_a_post_takes_only_photos_that_are_there(graph: Client) -> None:
    gone = graph.photo()
    graph.delete(gone)
    for photo in (gone, graph.draft(), "404"):
        assert code(graph.post(f"{PAGE_ID}/feed", attached_media=json.dumps([{"media_fbid": photo}]))) == (100, 33)


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd8ab", b"GIF89a", b""])
def test_a_torn_picture_is_refused(graph: Client, body: bytes) -> None:
    answer = graph.post(f"{PAGE_ID}/photos", files={"source": ("gambar.jpg", body)}, published="false")
    assert code(answer)[0] == 324


def test_an_unknown_field_edge_node_or_path_is_refused(graph: Client) -> None:
    assert code(graph.get(PAGE_ID, fields="name,nama")) == (100, None)
    assert code(graph.get(f"{PAGE_ID}/kiriman")) == (100, None)
    assert code(graph.post(f"{PAGE_ID}/kiriman")) == (100, 33)
    assert code(graph.get("404")) == (100, 33)
    assert code(graph.get(f"{PAGE_ID}/feed/x")) == (2500, None)


@pytest.mark.parametrize("fields", ["id,", "id{", "id}", "id.limit", "id.limit(2", "a-b", ",id", "attachments{target"])
def test_broken_field_syntax_is_refused_or_read_leniently_but_never_crashes(graph: Client, fields: str) -> None:
    answer = graph.get(PAGE_ID, fields=fields)
    assert answer == {"id": PAGE_ID} or code(answer)[0] == 100


def test_a_persons_token_cannot_write_or_list_for_the_page(graph: Client) -> None:
    photos = graph.post(f"{PAGE_ID}/photos", files={"source": picture()}, published="false", token=USER_TOKEN)
    assert code(photos)[0] == 200
    assert code(graph.get(f"{PAGE_ID}/published_posts", token=USER_TOKEN)) == (190, 2069032)
    assert graph.get(PAGE_ID, fields="name", token=USER_TOKEN)["id"] == PAGE_ID


def test_one_pages_token_does_not_see_the_other(graph: Client) -> None:
    post = graph.published()
    assert code(graph.get(post, token=OTHER_PAGE_TOKEN)) == (100, 33)
    assert code(graph.post(f"{PAGE_ID}/feed", message="x", token=OTHER_PAGE_TOKEN)) == (100, 33)
    assert graph.get("me", fields="name", token=OTHER_PAGE_TOKEN)["id"] == OTHER_PAGE_ID
    assert "instagram_business_account" not in graph.get(
        OTHER_PAGE_ID, fields="instagram_business_account", token=OTHER_PAGE_TOKEN
    )


def test_a_missing_permission_stops_the_call(graph: Client) -> None:
    post = graph.published()
    graph.sandbox.configure(permissions=("pages_read_engagement",))
    assert code(graph.post(f"{PAGE_ID}/feed", message="x"))[0] == 10
    assert code(graph.get(post, fields="id,shares,reactions.summary(total_count).limit(0)"))[0] == 10
    assert graph.get(post, fields="id,shares")["id"] == post


def test_counts_come_as_fields_where_the_permission_is(graph: Client) -> None:
    post = graph.published()
    graph.walk(days=3)
    answer = graph.get(post, fields="shares,reactions.summary(total_count).limit(0),comments.summary(true).limit(0)")
    assert answer["reactions"]["summary"]["total_count"] > 0
    assert answer["reactions"]["data"] == []


def test_a_new_post_may_stand_in_lists_only_later(graph: Client) -> None:
    graph.sandbox.configure(list_lag=60)
    post = graph.published()
    assert graph.get(f"{PAGE_ID}/published_posts")["data"] == []
    assert graph.get(post, fields="is_published")["is_published"] is True
    graph.walk(minutes=2)
    assert len(graph.get(f"{PAGE_ID}/published_posts")["data"]) == 1


def test_the_mutation_id_is_taken_and_does_not_dedupe(graph: Client) -> None:
    for _ in range(2):
        answer = graph.post(f"{PAGE_ID}/feed", message="Sama", client_mutation_id="satu")
        assert answer["post_supports_client_mutation_id"] is True
    assert len(live(graph)) == 2
