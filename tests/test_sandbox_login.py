"""Tokens at the sandbox."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from sandbox_client import Client, code, opened

from brandbot.sandbox import (
    APP_ID,
    APP_SECRET,
    COOPERATIVE_TOKEN,
    EXPIRED_TOKEN,
    FOREIGN_TOKEN,
    GUEST_TOKEN,
    IG_ID,
    LONELY_TOKEN,
    OTHER_PAGE_ID,
    PAGE_ID,
    PAGE_TOKEN,
    PARTIAL_TOKEN,
    SHORT_TOKEN,
    UNLISTED_TOKEN,
    USER_ID,
    USER_TOKEN,
)

APP_TOKEN = f"{APP_ID}|{APP_SECRET}"


@pytest.fixture
def graph() -> Iterator[Client]:
    with opened() as client:
        yield client


def bare(graph: Client, path: str, **values: str) -> Any:
    return requests.get(f"{graph.sandbox.url}{path}", params=values, timeout=10).json()


def exchange(graph: Client, **values: str) -> Any:
    known = {"grant_type": "fb_exchange_token", "client_id": APP_ID, "client_secret": APP_SECRET}
    return bare(graph, "v26.0/oauth/access_token", **(known | {"fb_exchange_token": SHORT_TOKEN} | values))


def test_a_token_is_taken_from_header_query_or_form(graph: Client) -> None:
    assert bare(graph, f"v26.0/{PAGE_ID}", access_token=PAGE_TOKEN)["id"] == PAGE_ID
    assert bare(graph, PAGE_ID, access_token=PAGE_TOKEN)["id"] == PAGE_ID
    form = {"access_token": PAGE_TOKEN, "message": "Halo"}
    assert "id" in requests.post(f"{graph.sandbox.url}v26.0/{PAGE_ID}/feed", data=form, timeout=10).json()
    body = {"access_token": PAGE_TOKEN, "message": "Halo", "published": False}
    assert "id" in requests.post(f"{graph.sandbox.url}v26.0/{PAGE_ID}/feed", json=body, timeout=10).json()


def test_a_body_that_is_no_object_is_no_parameter(graph: Client) -> None:
    answer = graph.session.post(f"{graph.sandbox.url}v26.0/{PAGE_ID}/feed", json=["message"], timeout=10).json()
    assert code(answer)[0] == 100


def test_without_a_token_nothing_is_told(graph: Client) -> None:
    assert code(bare(graph, f"v26.0/{PAGE_ID}")) == (104, None)
    assert code(bare(graph, "v26.0/me")) == (2500, None)


def test_a_wrong_or_dead_token_is_190(graph: Client) -> None:
    assert code(graph.get("me", token="EAAB-salah")) == (190, None)
    for subcode in (458, 460, 463, 999):
        graph.sandbox.configure(dead_tokens={PAGE_TOKEN: subcode})
        assert code(graph.get(PAGE_ID)) == (190, subcode)
    graph.sandbox.configure(dead_tokens={})
    assert graph.get(PAGE_ID)["id"] == PAGE_ID


def test_a_proof_is_checked_and_may_be_required(graph: Client) -> None:
    right = hmac.new(APP_SECRET.encode(), PAGE_TOKEN.encode(), hashlib.sha256).hexdigest()
    assert graph.get(PAGE_ID, appsecret_proof=right)["id"] == PAGE_ID
    assert code(graph.get(PAGE_ID, appsecret_proof="0" * 64))[0] == 100
    graph.sandbox.configure(require_proof=True)
    assert code(graph.get(PAGE_ID))[0] == 100


def test_a_person_finds_the_pages_and_their_tokens(graph: Client) -> None:
    assert graph.get("me", token=USER_TOKEN)["id"] == USER_ID
    pages = graph.get("me/accounts", fields="id,name,access_token,tasks", token=USER_TOKEN)["data"]
    assert [page["id"] for page in pages] == [PAGE_ID, OTHER_PAGE_ID]
    assert pages[0]["access_token"] == PAGE_TOKEN
    assert "CREATE_CONTENT" in pages[0]["tasks"]


def test_what_was_granted_is_told_and_may_lack_something(graph: Client) -> None:
    graph.sandbox.configure(permissions=("pages_show_list",))
    granted = graph.get("me/permissions", token=USER_TOKEN)["data"]
    assert granted == [{"permission": "pages_show_list", "status": "granted"}]


def test_a_short_token_becomes_a_long_one(graph: Client) -> None:
    answer = exchange(graph)
    assert (answer["access_token"], answer["token_type"], answer["expires_in"]) == (USER_TOKEN, "bearer", 5183944)
    assert exchange(graph, grant_type="client_credentials")["access_token"] == APP_TOKEN


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"client_id": "1"}, 101),
        ({"client_secret": "salah"}, 1),
        ({"grant_type": "sandi"}, 100),
        ({"fb_exchange_token": "salah"}, 190),
        ({"fb_exchange_token": PAGE_TOKEN}, 190),
    ],
)
def test_a_wrong_exchange_is_refused(graph: Client, values: dict[str, str], expected: int) -> None:
    assert code(exchange(graph, **values))[0] == expected


def debug(graph: Client, token: str) -> dict[str, Any]:
    answer: dict[str, Any] = graph.get("debug_token", input_token=token, token=APP_TOKEN)["data"]
    return answer


def test_a_token_tells_what_it_is_good_for(graph: Client) -> None:
    page = debug(graph, PAGE_TOKEN)
    assert (page["is_valid"], page["type"], page["expires_at"], page["profile_id"]) == (True, "PAGE", 0, PAGE_ID)
    now = int(graph.now.timestamp())
    assert debug(graph, USER_TOKEN)["expires_at"] == now + 5183944
    assert debug(graph, SHORT_TOKEN)["expires_at"] == now + 3600
    assert debug(graph, PAGE_TOKEN)["data_access_expires_at"] == now + 90 * 86400
    graph.sandbox.configure(dead_tokens={PAGE_TOKEN: 463})
    assert debug(graph, PAGE_TOKEN)["error"]["subcode"] == 463
    assert debug(graph, "salah")["is_valid"] is False
    assert code(graph.get("debug_token", input_tokens=PAGE_TOKEN, token=APP_TOKEN))[0] == 100


def test_the_apps_own_token_sees_no_page(graph: Client) -> None:
    assert code(graph.get(PAGE_ID, token=APP_TOKEN)) == (100, 33)


def test_tokens_of_the_sandbox_cannot_be_taken_for_real_ones() -> None:
    assert all(token.startswith("SANDBOX-") for token in (PAGE_TOKEN, USER_TOKEN, SHORT_TOKEN))


def pages_of(graph: Client, token: str) -> list[tuple[str, bool]]:
    """The Pages that a person's list tells, and whether they may publish there."""
    listed = graph.get("me/accounts", fields="id,tasks", token=token)["data"]
    return [(page["id"], "CREATE_CONTENT" in page["tasks"]) for page in listed]


def test_each_person_has_pages_and_tasks_of_their_own(graph: Client) -> None:
    assert pages_of(graph, GUEST_TOKEN) == [(PAGE_ID, False)]
    assert pages_of(graph, COOPERATIVE_TOKEN) == [(OTHER_PAGE_ID, True)]
    assert pages_of(graph, LONELY_TOKEN) == pages_of(graph, UNLISTED_TOKEN) == []
    assert len({graph.get("me", token=token)["id"] for token in (SHORT_TOKEN, GUEST_TOKEN, LONELY_TOKEN)}) == 3


def test_a_page_that_the_list_leaves_out_stands_among_the_tokens_scopes(graph: Client) -> None:
    scopes = {one["scope"]: one.get("target_ids") for one in debug(graph, UNLISTED_TOKEN)["granular_scopes"]}

    assert scopes["pages_show_list"] == [PAGE_ID]
    assert scopes["instagram_basic"] is None
    assert "access_token" in graph.get(PAGE_ID, fields="access_token", token=UNLISTED_TOKEN)


def test_what_was_declined_is_told_and_not_in_the_token(graph: Client) -> None:
    granted = graph.get("me/permissions", token=PARTIAL_TOKEN)["data"]

    assert {"permission": "instagram_content_publish", "status": "declined"} in granted
    assert "instagram_content_publish" not in debug(graph, PARTIAL_TOKEN)["scopes"]


def test_a_token_that_ended_opens_nothing_and_cant_be_exchanged(graph: Client) -> None:
    assert code(graph.get("me", token=EXPIRED_TOKEN)) == (190, 463)
    assert debug(graph, EXPIRED_TOKEN)["is_valid"] is False
    assert code(exchange(graph, fb_exchange_token=EXPIRED_TOKEN))[0] == 190


def test_an_app_learns_nothing_of_another_apps_token(graph: Client) -> None:
    assert code(graph.get("debug_token", input_token=FOREIGN_TOKEN, token=APP_TOKEN))[0] == 100
    assert code(exchange(graph, fb_exchange_token=FOREIGN_TOKEN))[0] == 190


def test_each_short_token_becomes_the_long_one_of_the_same_person(graph: Client) -> None:
    for short in (SHORT_TOKEN, GUEST_TOKEN, PARTIAL_TOKEN, COOPERATIVE_TOKEN, UNLISTED_TOKEN, LONELY_TOKEN):
        long = exchange(graph, fb_exchange_token=short)["access_token"]
        assert long != short
        assert graph.get("me", token=long)["id"] == graph.get("me", token=short)["id"]
        assert debug(graph, long)["expires_at"] > debug(graph, short)["expires_at"]


def test_a_post_says_what_it_stands_for_so_that_no_secret_stands_in_an_address(graph: Client) -> None:
    form = {"method": "get", "input_token": PAGE_TOKEN, "access_token": APP_TOKEN}
    answer = requests.post(f"{graph.sandbox.url}v26.0/debug_token", data=form, timeout=10).json()

    assert answer["data"]["profile_id"] == PAGE_ID


def test_a_meta_that_reads_no_header_takes_the_token_from_the_form(graph: Client) -> None:
    graph.sandbox.configure(header_tokens=False)

    assert code(graph.get(PAGE_ID)) == (104, None)
    form = {"method": "get", "access_token": PAGE_TOKEN}
    assert requests.post(f"{graph.sandbox.url}v26.0/{PAGE_ID}", data=form, timeout=10).json()["id"] == PAGE_ID


def test_what_an_app_in_development_posts_is_seen_by_nobody_until_it_is_live(graph: Client) -> None:
    graph.sandbox.configure(app_live=False)
    post = graph.published("Hanya untuk peran")
    page = f"{graph.sandbox.url}halaman"

    assert graph.get(post, fields="is_published")["is_published"] is True
    assert "Hanya untuk peran" not in requests.get(page, timeout=10).text
    graph.sandbox.configure(app_live=True)
    assert "Hanya untuk peran" in requests.get(page, timeout=10).text


def test_where_drafts_do_not_work_their_publishing_is_refused(graph: Client) -> None:
    draft = graph.draft()
    graph.sandbox.configure(drafts=False)

    assert code(graph.post(draft, is_published="true"))[0] == 100
    assert graph.get(draft, fields="is_published")["is_published"] is False


def test_a_mutation_id_makes_one_post_only_where_meta_looks_at_it(graph: Client) -> None:
    first, second = (graph.draft(client_mutation_id="a") for _ in range(2))
    assert first != second

    graph.sandbox.configure(mutation_ids=True)
    first, second = (graph.draft(client_mutation_id="b") for _ in range(2))
    assert first == second


def test_instagram_may_refuse_the_address_of_a_pages_photo(graph: Client) -> None:
    graph.sandbox.configure(page_pictures=False)

    assert code(graph.post(f"{IG_ID}/media", image_url=graph.picture_url())) == (9004, 2207052)
