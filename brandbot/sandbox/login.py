"""Tokens and the person behind them: checking, exchanging, `/me` and what it may do."""

from __future__ import annotations

import hmac
from typing import Any

from brandbot.sandbox.accounts import (
    APP_ID,
    APP_SECRET,
    LONG_LIFE,
    PAGES,
    SHORT_LIFE,
    SHORT_TOKEN,
    TOKENS,
    USER_ID,
    USER_TOKEN,
    Token,
    TokenKind,
    proof,
)
from brandbot.sandbox.errors import GraphError, invalid
from brandbot.sandbox.facebook_reads import page_readers
from brandbot.sandbox.fields import parse, plain, select
from brandbot.sandbox.graph import Call, Edges, World, edge

EDGES: Edges = {}
USER_NAME = "Petugas Humas Contoh"
DEAD = {
    458: "The user has not authorized application.",
    459: "The user is enrolled in a blocking, logged-in checkpoint.",
    460: "The session has been invalidated because the user changed their password.",
    463: "Session has expired.",
    464: "The session is invalid because the user has not confirmed their account.",
    467: "The access token is invalid.",
    492: "The user does not have a role on the page.",
}


def check_token(world: World, text: str, proof_sent: str) -> Token:
    """Whom this token speaks for; raises GraphError 190 for a wrong or dead one, 100 for a wrong proof."""
    token = TOKENS.get(text)
    if token is None:
        raise GraphError(190, "Invalid OAuth access token - Cannot parse access token")
    if text in world.settings.dead_tokens:
        subcode = world.settings.dead_tokens[text]
        raise GraphError(190, f"Error validating access token: {DEAD.get(subcode, DEAD[467])}", subcode=subcode)
    if not proof_sent and world.settings.require_proof:
        raise GraphError(
            100, "API calls from the server require an appsecret_proof argument", kind="GraphMethodException"
        )
    if proof_sent and not hmac.compare_digest(proof_sent.encode(), proof(text).encode()):
        raise GraphError(100, "Invalid appsecret_proof provided in the API argument", kind="GraphMethodException")
    return token


@edge(EDGES, "GET", "User")
def read_me(_world: World, call: Call, _me: Token) -> dict[str, Any]:
    """The person."""
    return select(parse(call.text("fields", "id,name")), plain(id=USER_ID, name=USER_NAME), "User")


@edge(EDGES, "GET", "User", "accounts", permission="pages_show_list")
def list_accounts(world: World, call: Call, _me: Token) -> dict[str, Any]:
    """The Pages this person may manage, each with its own token."""
    wanted = parse(call.text("fields", "access_token,category,name,id,tasks"))
    return call.page([select(wanted, page_readers(world, page, call.now), "Page") for page in PAGES.values()])


@edge(EDGES, "GET", "User", "permissions")
def list_permissions(world: World, _call: Call, _me: Token) -> dict[str, Any]:
    """What the person granted."""
    return {"data": [{"permission": name, "status": "granted"} for name in world.settings.permissions]}


def debug_token(world: World, call: Call) -> dict[str, Any]:
    """What a token is good for; asked with the app's own token or that of a person with a role on the app."""
    token = TOKENS.get(call.text("input_token"))
    if token is None:
        return {
            "data": {"error": {"code": 190, "message": "Invalid OAuth access token."}, "is_valid": False, "scopes": []}
        }
    dead = world.settings.dead_tokens.get(token.text)
    forever = token.kind is not TokenKind.USER
    life = SHORT_LIFE if token.text == SHORT_TOKEN else LONG_LIFE
    data: dict[str, Any] = {
        "app_id": APP_ID,
        "type": token.kind.value,
        "application": "brandbot sandbox",
        "data_access_expires_at": call.now + 90 * 86400,
        "expires_at": 0 if forever else call.now + life,
        "is_valid": dead is None,
        "scopes": list(world.settings.permissions),
        "granular_scopes": [{"scope": name} for name in world.settings.permissions],
        "user_id": USER_ID,
    }
    if token.kind is TokenKind.PAGE:
        data["profile_id"] = token.profile
    if dead is not None:
        data["error"] = {"code": 190, "message": DEAD.get(dead, DEAD[467]), "subcode": dead}
    return {"data": data}


def exchange(parameters: dict[str, str]) -> dict[str, Any]:
    """A short-lived token for one of 60 days (`fb_exchange_token`), or the app's own (`client_credentials`)."""
    if parameters.get("client_id") != APP_ID:
        raise GraphError(101, "Error validating application. Cannot get application info due to a system error.")
    if parameters.get("client_secret") != APP_SECRET:
        raise GraphError(1, "Error validating client secret.")
    if parameters.get("grant_type") == "client_credentials":
        return {"access_token": f"{APP_ID}|{APP_SECRET}", "token_type": "bearer"}
    if parameters.get("grant_type") != "fb_exchange_token":
        raise invalid("Invalid grant_type")
    given = TOKENS.get(parameters.get("fb_exchange_token", ""))
    if given is None or given.kind is not TokenKind.USER:
        raise GraphError(190, "Invalid OAuth access token.")
    return {"access_token": USER_TOKEN, "token_type": "bearer", "expires_in": LONG_LIFE}
