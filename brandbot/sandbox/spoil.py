"""What a fault makes of an answer."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from flask import Response, request

from brandbot.sandbox.faults import Faults
from brandbot.sandbox.graph import Request, World, changed
from brandbot.sandbox.mishaps import TRANSIENT, Action
from brandbot.sandbox.store import Kind

JSON = "application/json; charset=UTF-8"
DRIP_SECONDS = 0.2  # between two bytes


def spoiled(world: World, faults: Faults, asked: Request, action: Action, response: Response) -> Response:
    """The answer that is sent instead."""
    if isinstance(action, dict):
        return _another(action)
    if action in ("container-error", "container-expired"):
        _end_container(world, asked, response, action.removeprefix("container-").upper())
    elif action == "status-only":
        body = json.loads(response.get_data())
        body.pop("status_code", None)
        response.set_data(json.dumps(body))
    elif action == "drip":
        return _torn(response, _dripping(response.get_data(), faults, _is_gone()))
    elif action == "truncate":
        body = response.get_data()
        return _torn(response, body[: len(body) // 2])
    else:
        if action == "hang":
            faults.hang(_is_gone())
        _hang_up()
    return response


def _another(action: dict[str, Any]) -> Response:
    assert isinstance(TRANSIENT, dict)
    body = action.get("body", TRANSIENT["body"])
    text = body if isinstance(body, str) else json.dumps(body)
    kind = "text/html" if isinstance(body, str) else JSON
    return Response(text, action.get("status", 500), content_type=kind, headers=action.get("headers"))


def _end_container(world: World, asked: Request, response: Response, fate: str) -> None:
    """The container that this request made or named is done for; what it published stays."""
    made = json.loads(response.get_data())
    for node_id in (str(made.get("id", "")), asked.parameters.get("creation_id", "")):
        node = world.store.find(node_id)
        if node and node.kind is Kind.CONTAINER:
            world.store.save(changed(node, fate=fate))


def _torn(response: Response, body: bytes | Iterator[bytes]) -> Response:
    """An answer that promises all bytes and gives these."""
    torn = Response(body, response.status, content_type=response.content_type)
    torn.headers["Content-Length"] = str(len(response.get_data()))
    return torn


def _dripping(body: bytes, faults: Faults, is_gone: Callable[[], bool]) -> Iterator[bytes]:
    for number in range(len(body)):
        if faults.hang(is_gone, DRIP_SECONDS):
            return
        yield body[number : number + 1]


def _is_gone() -> Callable[[], bool]:
    """Whether the caller has hung up; waitress knows."""
    is_gone: Callable[[], bool] = request.environ["waitress.client_disconnected"]
    return is_gone


def _hang_up() -> None:
    """End the connection: waitress gives an application none to close; the channel behind this method has it."""
    channel = request.environ["waitress.client_disconnected"].__self__
    line = channel.socket  # None where the caller hung up first
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
