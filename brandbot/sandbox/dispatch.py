"""From a request to its handler: version, token, node, edge, parameters, permission, in the order Meta refuses."""

from __future__ import annotations

import re
from typing import Any

from brandbot.sandbox import facebook, facebook_reads, instagram, instagram_reads, login
from brandbot.sandbox.accounts import INSTAGRAMS, PAGES, Token, TokenKind
from brandbot.sandbox.errors import GraphError, invalid, missing, no_field, no_permission, page_token_needed
from brandbot.sandbox.graph import PROTOCOL, Call, Edge, Edges, Request, World
from brandbot.sandbox.store import Kind

EDGES: Edges = facebook.EDGES | facebook_reads.EDGES | instagram.EDGES | instagram_reads.EDGES | login.EDGES
ARRAY = re.compile(r"\[\d*\]$")
DEBUG_PARAMETERS = frozenset({"input_token"})


def answer(world: World, request: Request) -> Any:
    """Carry out one request; raises GraphError for everything that Meta refuses."""
    now = world.clock.now()
    facebook.publish_due(world, now)
    if request.path == ("oauth", "access_token"):
        return login.exchange(request.parameters)
    token = (world.settings.header_tokens and request.bearer) or request.parameters.get("access_token", "")
    if not token:
        raise GraphError(*_no_token(request.path))
    speaker = login.check_token(world, token, request.parameters.get("appsecret_proof", ""))
    call = Call(request, speaker, now)
    if request.path == ("debug_token",):
        _check_parameters(request, DEBUG_PARAMETERS)
        return login.debug_token(world, call)
    return _node_answer(world, call)


def _no_token(path: tuple[str, ...]) -> tuple[int, str]:
    if path[:1] == ("me",):
        return 2500, "An active access token must be used to query information about the current user."
    return 104, "An access token is required to request this resource."


def _node_answer(world: World, call: Call) -> Any:
    method, path = call.request.method, call.request.path
    if not 1 <= len(path) <= 2:  # noqa: PLR2004 - /{node} or /{node}/{edge}
        raise GraphError(2500, f"Unknown path components: /{'/'.join(path[2:])}")
    node_id, name = path[0], "".join(path[1:])
    node_type, node = _find(world, call, node_id)
    found = EDGES.get((method, node_type, name))
    if found is None:
        raise no_field(name, node_type) if name and method == "GET" else missing(method, node_id)
    _check_parameters(call.request, found.parameters)
    _check_rights(world, call.token, found, method)
    return found.handler(world, call, node)


def _find(world: World, call: Call, node_id: str) -> tuple[str, Any]:
    """The node behind an id and its type; what the token may not see does not exist."""
    if node_id == "me":
        if call.token.kind is not TokenKind.PAGE:
            return "User", call.token
        node_id = call.token.profile
    if node_id in PAGES:
        _check_owner(call, node_id, node_id)
        return "Page", PAGES[node_id]
    if node_id in INSTAGRAMS:
        _check_owner(call, node_id, node_id)
        return "IGUser", INSTAGRAMS[node_id]
    node = world.store.find(node_id)
    if node is None or node.deleted or (node.kind is Kind.PHOTO and facebook_reads.expired(node, call.now)):
        raise missing(call.request.method, node_id)
    _check_owner(call, node.owner, node_id)
    return node.kind, node


def _check_owner(call: Call, owner: str, node_id: str) -> None:
    page = INSTAGRAMS[owner].id if owner in INSTAGRAMS else owner
    if call.token.kind is TokenKind.APP or (call.token.kind is TokenKind.PAGE and call.token.profile != page):
        raise missing(call.request.method, node_id)


def _check_parameters(request: Request, taken: frozenset[str]) -> None:
    for name in request.parameters:
        if ARRAY.sub("", name) not in taken | PROTOCOL:
            raise invalid(f"Unknown parameter: {name}")


def _check_rights(world: World, token: Token, found: Edge, method: str) -> None:
    if found.page_token and token.kind is not TokenKind.PAGE:
        raise page_token_needed(writing=method != "GET")
    if found.permission and found.permission not in world.settings.permissions:
        raise no_permission(found.permission)
