"""What goes wrong at Meta, by name: each was seen by somebody, before the request was carried out or after it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

When = Literal["before", "after"]
# What is done to the answer: a way of its own, or another answer with `status`, `body` and `headers`.
Action = str | dict[str, Any]

# reset: the connection ends without an answer · hang: no answer until the caller hangs up or the faults are cleared
# drip: a byte now and then · truncate: half an answer · container-error, container-expired: the answer stays, but the
# container that the request made or named is done for · status-only: a container's answer lacks its `status_code`
WAYS = ("reset", "hang", "drip", "truncate", "container-error", "container-expired", "status-only")

_SAYINGS: Mapping[tuple[int, int | None], tuple[int, str]] = {
    (1, None): (500, "An unknown error occurred"),
    (2, None): (500, "An unexpected error has occurred. Please retry your request later."),
    (4, None): (403, "(#4) Application request limit reached"),
    (17, None): (400, "(#17) User request limit reached"),
    (32, None): (400, "(#32) Page request limit reached"),
    (613, None): (400, "(#613) Calls to this api have exceeded the rate limit."),
    (190, 463): (401, "Error validating access token: Session has expired."),
    (368, 1390008): (400, "The action attempted has been deemed abusive or is otherwise disallowed"),
    (4, 2207051): (403, "Action is blocked: we restrict certain activity to protect our community."),
    (9004, 2207052): (400, "Only photo or video can be accepted as media type."),
}
_GATEWAY = "<!DOCTYPE html><html><title>Facebook | Error</title><body>Sorry, something went wrong.</body></html>"
_USED_UP = {"call_count": 100, "total_time": 100, "total_cputime": 100}
_REGAIN = {"0": [{"type": "instagram", **_USED_UP, "estimated_time_to_regain_access": 5}]}


def refusal(code: int, subcode: int | None = None) -> Action:
    """Meta's answer with this code."""
    status, message = _SAYINGS[code, subcode]
    error: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A4gMishap190"}
    if subcode is not None:
        error["error_subcode"] = subcode
    if status >= 500:  # noqa: PLR2004 - server errors
        error["is_transient"] = True
    return {"status": status, "body": {"error": error}}


TRANSIENT = refusal(2)
SLOW_DOWN: Action = {
    "status": 429,
    "body": {"error": {"message": "Too many requests", "type": "OAuthException", "code": 80002}},
    "headers": {"X-App-Usage": json.dumps(_USED_UP), "X-Business-Use-Case-Usage": json.dumps(_REGAIN)},
}


def _mishaps() -> Iterator[tuple[str, When, Action]]:
    yield "did-it-then-500", "after", TRANSIENT
    yield "did-it-then-reset", "after", "reset"
    yield "reset-before", "before", "reset"
    yield "hang-before", "before", "hang"
    yield "hang-after", "after", "hang"
    yield "drip", "after", "drip"
    yield "truncate", "after", "truncate"
    whens: tuple[When, When] = ("before", "after")
    for when in whens:
        yield f"html-502-{when}", when, {"status": 502, "body": _GATEWAY}
        yield f"429-{when}", when, SLOW_DOWN
        for code, subcode in _SAYINGS:
            yield f"code-{subcode if code in (4, 9004) and subcode else code}-{when}", when, refusal(code, subcode)
    for way in ("container-error", "container-expired", "status-only"):
        yield way, "after", way


MISHAPS: Mapping[str, tuple[When, Action]] = {name: (when, action) for name, when, action in _mishaps()}
