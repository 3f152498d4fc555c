"""What a call to Graph is here, what it may read and change, and how a handler is entered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from brandbot.sandbox.accounts import Token
from brandbot.sandbox.clock import Clock, parse_time
from brandbot.sandbox.errors import invalid
from brandbot.sandbox.settings import Settings
from brandbot.sandbox.store import Node, Store

PAGE_LIMIT, MAX_LIMIT = 25, 100
PROTOCOL = frozenset(
    {"access_token", "appsecret_proof", "fields", "limit", "after", "before", "locale", "pretty", "format", "summary"}
)


class World:
    """Everything behind the wire."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.settings = Settings()


@dataclass(frozen=True, slots=True)
class Request:
    """What came over the wire: path without the version, parameters of query and body together as text.

    `bearer` is the token of the Authorization header, `base` the sandbox's own address.
    """

    method: str
    path: tuple[str, ...]
    parameters: dict[str, str]
    files: tuple[bytes, ...]
    bearer: str
    base: str


@dataclass(frozen=True, slots=True)
class Call:
    """One request whose token is known, at one moment in unix seconds."""

    request: Request
    token: Token
    now: int

    @property
    def base(self) -> str:
        """The sandbox's own address."""
        return self.request.base

    def text(self, name: str, default: str = "") -> str:
        """A parameter as sent."""
        return self.request.parameters.get(name, default)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean the way Graph reads it: true, 1, True."""
        value = self.text(name).lower()
        if value not in ("", "true", "false", "1", "0"):
            raise invalid(f"Param {name} must be a boolean")
        return value in ("true", "1") if value else default

    def time(self, name: str) -> int | None:
        """A moment in unix seconds; None where it was not sent."""
        value = self.text(name)
        if not value:
            return None
        moment = parse_time(value)
        if moment is None:
            raise invalid(f"Param {name} must be a valid timestamp")
        return moment

    def json(self, name: str) -> Any:
        """A parameter that holds JSON."""
        try:
            return json.loads(self.text(name))
        except ValueError as error:
            raise invalid(f"Param {name} must be valid JSON") from error

    def page(self, answers: list[dict[str, Any]]) -> dict[str, Any]:
        """One page of a list, with cursors; the call's `after` and `limit` say which."""
        limit = self.text("limit") or str(PAGE_LIMIT)
        if not limit.isdecimal() or not 1 <= int(limit) <= MAX_LIMIT:
            raise invalid(f"Param limit must be a number from 1 to {MAX_LIMIT}")
        ids = [str(one.get("id", number)) for number, one in enumerate(answers)]
        after = self.text("after")
        start = ids.index(after) + 1 if after in ids else 0
        shown = answers[start : start + int(limit)]
        if not shown:
            return {"data": []}
        last = start + len(shown) - 1
        paging: dict[str, Any] = {"cursors": {"before": ids[start], "after": ids[last]}}
        if last + 1 < len(answers):
            query = self.request.parameters | {"access_token": self.token.text, "limit": limit, "after": ids[last]}
            paging["next"] = f"{self.base}{'/'.join(self.request.path)}?{urlencode(query)}"
        return {"data": shown, "paging": paging}


Handler = Callable[[World, Call, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Edge:
    """One handler with what it takes: parameter names, permission, and whether only the Page's own token will do."""

    handler: Handler
    parameters: frozenset[str]
    permission: str
    page_token: bool


Edges = dict[tuple[str, str, str], Edge]


def edge(
    edges: Edges,
    method: str,
    node_type: str,
    name: str = "",
    *,
    takes: Iterable[str] = (),
    permission: str = "",
    page_token: bool = False,
) -> Callable[[Handler], Handler]:
    """Enter the handler of `METHOD /{node}/name`; without a name it is the node itself."""

    def enter(handler: Handler) -> Handler:
        edges[method, node_type, name] = Edge(handler, frozenset(takes), permission, page_token)
        return handler

    return enter


def changed(node: Node, **data: Any) -> Node:
    """The node with these values in its data."""
    return replace(node, data=node.data | data)
