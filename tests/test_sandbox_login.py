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
    OTHER_PAGE_ID,
    PAGE_ID,
    PAGE_TOKEN,
    SHORT_TOKEN,
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
