"""Meta's login: what a token is good for, exchanging a short one, and the Pages that a person may manage.

Sources: Meta's "Get a long-lived token", "debug_token", "Permissions" and "Page access tokens" (2026-09).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from brandbot.errors import Message, PlatformError, Unavailable
from brandbot.platforms.answers import Json, rows
from brandbot.platforms.graph import Graph

# What each network can't do without, and what is missed in reports or by hand if it is not there.
NEEDED_BY_PAGE = ("pages_show_list", "pages_manage_posts", "pages_read_engagement")
NEEDED_BY_INSTAGRAM = ("instagram_basic", "instagram_content_publish")
WANTED = (
    "read_insights",
    "pages_read_user_content",
    "instagram_manage_insights",
    "instagram_manage_contents",
)
PUBLISHING = "CREATE_CONTENT"  # the task on a Page without which nobody publishes there
_PAGE_FIELDS = "id,name,access_token,instagram_business_account{id,username}"


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """What Meta tells of a token. `expires` and `access_ends` are None for never; `profile` is the Page it speaks for.

    `targets`: the ids for which a permission was granted; a permission that is not there holds for all.
    """

    is_valid: bool
    kind: str
    app_id: str
    profile: str
    expires: dt.datetime | None
    access_ends: dt.datetime | None
    scopes: frozenset[str]
    targets: Mapping[str, tuple[str, ...]]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PageAccount:
    """A Page with its own token. `tasks` is None where Meta does not tell them."""

    id: str
    name: str
    token: str = field(repr=False)
    tasks: frozenset[str] | None
    instagram_id: str
    instagram_name: str


def inspect(graph: Graph, token: str) -> TokenInfo:
    """What a token is good for; `graph` holds the app's own token (`id|secret`)."""
    answer = graph.get_object("debug_token", input_token=token).get("data")
    data: dict[str, Any] = answer if isinstance(answer, dict) else {}
    error = data.get("error")
    return TokenInfo(
        is_valid=data.get("is_valid") is True,
        kind=str(data.get("type", "")),
        app_id=str(data.get("app_id", "")),
        profile=str(data.get("profile_id", "")),
        expires=_moment(data.get("expires_at")),
        access_ends=_moment(data.get("data_access_expires_at")),
        scopes=frozenset(map(str, data.get("scopes") or ())),
        targets={
            str(scope.get("scope")): tuple(map(str, scope["target_ids"]))
            for scope in rows(data, "granular_scopes")
            if scope.get("target_ids")
        },
        reason=str(error.get("message", "")) if isinstance(error, dict) else "",
    )


def exchange(graph: Graph, app_id: str, app_secret: str, short: str) -> str:
    """The token of about 60 days for a short one, whose own way to Meta `graph` is."""
    answer = graph.get_object(
        "oauth/access_token",
        grant_type="fb_exchange_token",
        client_id=app_id,
        client_secret=app_secret,
        fb_exchange_token=short,
    )
    if not answer.get("access_token"):
        raise Unavailable(Message("Meta answered without a token; try again"))
    return str(answer["access_token"])


def granted(graph: Graph) -> frozenset[str]:
    """The permissions that the person behind the token gave and did not decline."""
    listed = graph.get_all_connections("me", "permissions")
    return frozenset(str(row.get("permission")) for row in listed if row.get("status") == "granted")


def pages(graph: Graph, info: TokenInfo) -> tuple[PageAccount, ...]:
    """The Pages of the person behind the token.

    The list is known to be empty for Pages of a business portfolio; then those that the permissions name are read.
    """
    listed = graph.get_all_connections("me", "accounts", fields=f"{_PAGE_FIELDS},tasks", limit=100)
    found = tuple(_page(row) for row in listed if row.get("access_token"))
    return found or tuple(_by_id(graph, info))


def page(graph: Graph, page_id: str, token: str) -> PageAccount:
    """The Page of its own token."""
    row = graph.get_object(page_id, fields="id,name,instagram_business_account{id,username}")
    return _page({**row, "access_token": token})


def _by_id(graph: Graph, info: TokenInfo) -> Iterator[PageAccount]:
    ids = dict.fromkeys(target for scope in NEEDED_BY_PAGE for target in info.targets.get(scope, ()))
    for page_id in ids:
        with suppress(PlatformError):  # one that can't be read is one that can't be chosen
            row = graph.get_object(page_id, fields=_PAGE_FIELDS)
            if row.get("access_token"):
                yield _page(row)


def _page(row: Json) -> PageAccount:
    instagram = row.get("instagram_business_account")
    instagram = instagram if isinstance(instagram, dict) else {}
    tasks = row.get("tasks")
    return PageAccount(
        id=str(row.get("id", "")),
        name=str(row.get("name", "")),
        token=str(row.get("access_token", "")),
        tasks=frozenset(map(str, tasks)) if isinstance(tasks, list) else None,
        instagram_id=str(instagram.get("id", "")),
        instagram_name=str(instagram.get("username", "")),
    )


def _moment(seconds: object) -> dt.datetime | None:
    """A time in unix seconds; 0 stands for never."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if isinstance(seconds, int) and seconds > 0 else None
