"""Many reads in one call: `POST /` with `batch`, each part answered by itself (Graph API, "Batch requests")."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from brandbot.sandbox.errors import GraphError, invalid
from brandbot.sandbox.graph import Request
from brandbot.sandbox.mishaps import Action

MOST = 50
_SHARED = ("access_token", "appsecret_proof")  # stand beside the batch, for all parts
_NAMES = frozenset({"batch", "include_headers", *_SHARED})


def is_batch(asked: Request) -> bool:
    """Whether a request is one."""
    return asked.method == "POST" and not asked.path and "batch" in asked.parameters


def parts_of(asked: Request) -> list[Request]:
    """The requests in it. A part that writes is refused: of one without an answer nobody knows what it did."""
    if unknown := asked.parameters.keys() - _NAMES:
        raise invalid(f"Unknown parameter: {min(unknown)}")
    try:
        given = json.loads(asked.parameters["batch"])
    except ValueError as error:
        raise invalid("batch parameter must be a JSON array") from error
    if not isinstance(given, list) or not given:
        raise invalid("batch parameter must be a JSON array")
    if len(given) > MOST:
        raise GraphError(1, f"Too many requests in batch message. Maximum batch size is {MOST}")
    return [_part(asked, one) for one in given]


def as_part(status: int, body: str) -> dict[str, Any]:
    """How one answer stands in the list."""
    return {"code": status, "body": body}


def spoiled_part(action: Action) -> dict[str, Any] | None:
    """What stands there instead where a fault hit a part: null for one that got no answer."""
    if not isinstance(action, dict):
        return None
    body = action.get("body", {})
    return as_part(action.get("status", 500), body if isinstance(body, str) else json.dumps(body))


def _part(asked: Request, one: Any) -> Request:
    match one:
        case {"method": "GET", "relative_url": str(url)}:
            address = urlsplit(url)
            shared = {name: asked.parameters[name] for name in _SHARED if name in asked.parameters}
            path = tuple(part for part in address.path.split("/") if part)
            return replace(asked, method="GET", path=path, parameters=dict(parse_qsl(address.query)) | shared)
    raise invalid("a part of a batch needs method GET and relative_url")
