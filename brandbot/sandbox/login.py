"""Tokens and the person behind them: checking, exchanging, `/me` and what it may do."""

from __future__ import annotations

import hmac
from typing import Any

from brandbot.sandbox.accounts import (
    APP_ID,
    APP_SECRET,
    LONG_LIFE,
    PAGES,
    PERSONS,
    SHORT_LIFE,
    TOKENS,
    USER_ID,
    Person,
    Token,
    TokenKind,
    proof,
)
from brandbot.sandbox.errors import GraphError, invalid
from brandbot.sandbox.facebook_reads import page_readers
from brandbot.sandbox.fields import parse, plain, select
from brandbot.sandbox.graph import Call, Edges, World, edge
from brandbot.sandbox.numbers import DAY

EDGES: Edges = {}
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
    subcode = _dead(world, token)
    if subcode is not None:
        raise GraphError(190, f"Error validating access token: {DEAD.get(subcode, DEAD[467])}", subcode=subcode)
    if not proof_sent and world.settings.require_proof:
        raise GraphError(
            100, "API calls from the server require an appsecret_proof argument", kind="GraphMethodException"
        )
    if proof_sent and not hmac.compare_digest(proof_sent.encode(), proof(text).encode()):
        raise GraphError(100, "Invalid appsecret_proof provided in the API argument", kind="GraphMethodException")
    return token


@edge(EDGES, "GET", "User")
def read_me(_world: World, call: Call, me: Token) -> dict[str, Any]:
    """The person."""
    person = PERSONS[me.profile]
    return select(parse(call.text("fields", "id,name")), plain(id=person.id, name=person.name), "User")


@edge(EDGES, "GET", "User", "accounts", permission="pages_show_list")
def list_accounts(world: World, call: Call, me: Token) -> dict[str, Any]:
    """The Pages this person may manage, each with its own token."""
    person = PERSONS[me.profile]
    wanted = parse(call.text("fields", "access_token,category,name,id,tasks"))
    listed = person.pages.items() if person.is_listed else ()
    return call.page(
        [
            select(wanted, page_readers(world, PAGES[page], call.now) | plain(tasks=list(tasks)), "Page")
            for page, tasks in listed
        ]
    )


@edge(EDGES, "GET", "User", "permissions")
def list_permissions(world: World, _call: Call, me: Token) -> dict[str, Any]:
    """What the person granted, and what they declined in the dialog."""
    declined = PERSONS[me.profile].declined
    granted = [name for name in world.settings.permissions if name not in declined]
    return {
        "data": [
            *({"permission": name, "status": "granted"} for name in granted),
            *({"permission": name, "status": "declined"} for name in declined),
        ]
    }


def debug_token(world: World, call: Call) -> dict[str, Any]:
    """What a token is good for; asked with the app's own token or that of a person with a role on the app."""
    token = TOKENS.get(call.text("input_token"))
    if token is None:
        return {
            "data": {"error": {"code": 190, "message": "Invalid OAuth access token."}, "is_valid": False, "scopes": []}
        }
    if token.app != call.token.app:
        raise GraphError(100, "(#100) The App_id in the input_token did not match the Viewing App")
    dead = _dead(world, token)
    person = PERSONS.get(token.profile, PERSONS[USER_ID])
    scopes = [name for name in world.settings.permissions if name not in person.declined]
    data: dict[str, Any] = {
        "app_id": token.app,
        "type": token.kind.value,
        "application": "brandbot sandbox",
        "data_access_expires_at": call.now + world.settings.access_days * DAY,
        "expires_at": _ends(token, call.now),
        "is_valid": dead is None,
        "scopes": scopes,
        "granular_scopes": [_granular(name, person) for name in scopes],
        "user_id": person.id,
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
    if given is None or not given.long:
        raise GraphError(190, "Invalid OAuth access token.")
    return {"access_token": given.long, "token_type": "bearer", "expires_in": LONG_LIFE}


def _dead(world: World, token: Token) -> int | None:
    """The subcode of a token that no longer opens anything."""
    return world.settings.dead_tokens.get(token.text, token.dead)


def _ends(token: Token, now: int) -> int:
    """When the token ends; 0 is never."""
    if token.kind is not TokenKind.USER:
        return 0
    return now + (LONG_LIFE if token.text == token.long else SHORT_LIFE)


def _granular(scope: str, person: Person) -> dict[str, Any]:
    """A permission with the Pages that it was granted for; without them it holds for all."""
    narrowed = scope.startswith("pages_") and not person.is_listed
    return {"scope": scope} | ({"target_ids": list(person.pages)} if narrowed else {})
