"""Meta's login, held against the sandbox and against answers that it never gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from platforms_fixtures import Wire, answer, open_wire

from brandbot import sandbox
from brandbot.errors import PlatformError, Unauthorized, Unavailable
from brandbot.platforms.graph import Graph
from brandbot.platforms.tokens import exchange, granted, inspect, pages

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
APP_TOKEN = f"{sandbox.APP_ID}|{sandbox.APP_SECRET}"


@pytest.fixture
def meta() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(now=NOW) as running:
        yield running


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as one:
        yield one


def way(meta: sandbox.Sandbox, token: str) -> Graph:
    return Graph(token, app_secret=sandbox.APP_SECRET, base_url=meta.url)


def test_a_page_token_tells_its_page_and_never_ends(meta: sandbox.Sandbox) -> None:
    info = inspect(way(meta, APP_TOKEN), sandbox.PAGE_TOKEN)

    assert (info.is_valid, info.kind, info.profile, info.expires) == (True, "PAGE", sandbox.PAGE_ID, None)
    assert info.app_id == sandbox.APP_ID
    assert info.access_ends == NOW + dt.timedelta(days=90)
    assert "pages_manage_posts" in info.scopes


def test_a_persons_token_ends(meta: sandbox.Sandbox) -> None:
    assert inspect(way(meta, APP_TOKEN), sandbox.SHORT_TOKEN).expires == NOW + dt.timedelta(hours=1)


def test_a_token_that_ended_says_why(meta: sandbox.Sandbox) -> None:
    info = inspect(way(meta, APP_TOKEN), sandbox.EXPIRED_TOKEN)

    assert (info.is_valid, "expired" in info.reason) == (False, True)
    assert inspect(way(meta, APP_TOKEN), "EAAB-unknown").is_valid is False


def test_no_address_holds_a_secret(meta: sandbox.Sandbox) -> None:
    inspect(way(meta, APP_TOKEN), sandbox.PAGE_TOKEN)
    exchange(way(meta, sandbox.SHORT_TOKEN), sandbox.APP_ID, sandbox.APP_SECRET, sandbox.SHORT_TOKEN)

    assert [(one["method"], one["path"]) for one in meta.requests()] == [
        ("GET", "/v26.0/debug_token"),
        ("GET", "/v26.0/oauth/access_token"),
    ]


def test_a_short_token_becomes_one_of_sixty_days(meta: sandbox.Sandbox) -> None:
    short = way(meta, sandbox.SHORT_TOKEN)

    assert exchange(short, sandbox.APP_ID, sandbox.APP_SECRET, sandbox.SHORT_TOKEN) == sandbox.USER_TOKEN
    with pytest.raises(PlatformError):
        exchange(short, sandbox.APP_ID, "salah", sandbox.SHORT_TOKEN)


def test_an_exchange_without_a_token_is_tried_again(wire: Wire) -> None:
    wire.replies.append(answer(200, {"token_type": "bearer"}))

    with pytest.raises(Unavailable):
        exchange(Graph("short", base_url=wire.url), "1", "2", "short")


def test_what_was_declined_is_not_granted(meta: sandbox.Sandbox) -> None:
    assert "instagram_content_publish" in granted(way(meta, sandbox.SHORT_TOKEN))
    assert "instagram_content_publish" not in granted(way(meta, sandbox.PARTIAL_TOKEN))


def test_pages_come_with_token_tasks_and_instagram_account(meta: sandbox.Sandbox) -> None:
    info = inspect(way(meta, APP_TOKEN), sandbox.USER_TOKEN)
    school, cooperative = pages(way(meta, sandbox.USER_TOKEN), info)

    assert (school.id, school.token, school.instagram_id) == (sandbox.PAGE_ID, sandbox.PAGE_TOKEN, sandbox.IG_ID)
    assert school.tasks is not None
    assert "CREATE_CONTENT" in school.tasks
    assert (cooperative.instagram_id, cooperative.instagram_name) == ("", "")
    assert sandbox.PAGE_TOKEN not in repr(school)


def test_a_page_that_the_list_leaves_out_is_read_by_its_id(meta: sandbox.Sandbox) -> None:
    info = inspect(way(meta, APP_TOKEN), sandbox.UNLISTED_TOKEN)
    [school] = pages(way(meta, sandbox.UNLISTED_TOKEN), info)

    assert (school.id, school.token, school.tasks) == (sandbox.PAGE_ID, sandbox.PAGE_TOKEN, None)


def test_a_page_that_cant_be_read_is_left_out(meta: sandbox.Sandbox) -> None:
    info = inspect(way(meta, APP_TOKEN), sandbox.UNLISTED_TOKEN)
    meta.fault(match=f"GET /v26.0/{sandbox.PAGE_ID}", action={"status": 400, "body": {"error": {"code": 100}}})

    assert pages(way(meta, sandbox.UNLISTED_TOKEN), info) == ()


def test_a_page_whose_token_is_withheld_is_left_out(wire: Wire) -> None:
    wire.replies.extend([answer(200, {"data": [{"id": "7", "name": "X"}]}), answer(200, {"id": "7", "name": "X"})])
    told = {"granular_scopes": [{"scope": "pages_show_list", "target_ids": [7]}, {"scope": "other"}]}
    wire.replies.appendleft(answer(200, {"data": told}))
    graph = Graph("token", base_url=wire.url)

    assert pages(graph, inspect(graph, "token")) == ()


@pytest.mark.parametrize("body", [{}, {"data": []}, {"data": {"error": "no", "expires_at": "soon"}}])
def test_an_answer_that_tells_nothing_makes_no_valid_token(wire: Wire, body: dict[str, object]) -> None:
    wire.replies.append(answer(200, body))
    info = inspect(Graph("token", base_url=wire.url), "other")

    assert (info.is_valid, info.kind, info.expires, info.scopes) == (False, "", None, frozenset())


def test_a_wrong_app_secret_is_refused(meta: sandbox.Sandbox) -> None:
    with pytest.raises(Unauthorized):
        inspect(Graph(f"{sandbox.APP_ID}|salah", base_url=meta.url), sandbox.PAGE_TOKEN)
