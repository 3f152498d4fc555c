"""The wire: Flask answers as graph.facebook.com does, and has a back door (`/admin`) for clock, record and faults."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from flask import Blueprint, Flask, Response, request

from brandbot.sandbox import images
from brandbot.sandbox.accounts import IG_ID, PAGE_ID
from brandbot.sandbox.batch import as_part, is_batch, parts_of, spoiled_part
from brandbot.sandbox.dispatch import answer
from brandbot.sandbox.errors import GraphError
from brandbot.sandbox.faults import Faults, Lottery, rule
from brandbot.sandbox.graph import Request, World
from brandbot.sandbox.pages import add_pages
from brandbot.sandbox.record import record
from brandbot.sandbox.spoil import JSON, spoiled

VERSION = re.compile(r"v\d+\.\d+")
NEWEST = "v26.0"
FULL, BLOCKED_MINUTES = 100, 5
VERBS = ["GET", "POST", "DELETE"]


def create_app(world: World, faults: Faults) -> Flask:
    """The application over one world."""
    app = Flask(__name__, template_folder="pages", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 16 * 1024 * 1024
    app.register_blueprint(_admin(world, faults))
    _add_pictures(app, world)
    add_pages(app, world)
    _add_graph(app, world, faults)
    app.after_request(lambda response: _dated(world, response))
    return app


def _admin(world: World, faults: Faults) -> Blueprint:
    admin = Blueprint("admin", __name__, url_prefix="/admin")

    @admin.post("/clock")
    def set_clock() -> Any:
        now = request.get_json()["now"]
        world.clock.set(datetime.fromisoformat(now) if now else None)
        return {"now": world.clock.now()}

    @admin.get("/record")
    def read_record() -> Any:
        return record(world)

    @admin.get("/requests")
    def read_requests() -> Any:
        return world.store.requests()

    @admin.post("/settings")
    def set_settings() -> Any:
        world.settings = world.settings.with_values(**request.get_json())
        return {"success": True}

    @admin.post("/faults")
    def add_fault() -> Any:
        asked = request.get_json()
        if "seed" in asked:
            faults.draw_from(Lottery(**asked))
        else:
            faults.add(rule(**asked))
        return {"success": True}

    @admin.delete("/faults")
    def clear_faults() -> Any:
        faults.clear()
        return {"success": True}

    @admin.errorhandler(ValueError)
    @admin.errorhandler(TypeError)
    @admin.errorhandler(KeyError)
    def wrong(error: Exception) -> Any:
        return {"error": f"{type(error).__name__}: {error}"}, 400

    return admin


def _add_pictures(app: Flask, world: World) -> None:
    @app.get("/cdn/<digest>.jpg")
    def picture(digest: str) -> Response:
        signature, ends = request.args.get("oh", ""), request.args.get("oe", "")
        if not images.address_holds(digest, signature, ends, world.clock.now()):
            return Response("Bad URL hash", 403, mimetype="text/plain")
        found = world.store.picture(digest)
        return Response(world.store.picture_body(digest), mimetype=found.type)


def _add_graph(app: Flask, world: World, faults: Faults) -> None:
    @app.route("/", defaults={"path": ""}, methods=VERBS)
    @app.route("/<path:path>", methods=VERBS)
    def graph(path: str) -> Response:
        asked = _asked(path)
        fault = faults.take(f"{request.method} /{path}")
        if fault and fault.when == "before":
            _log(world, asked, None)
            return spoiled(world, faults, asked, fault.action, Response("{}", mimetype="application/json"))
        response = _batch_response(world, faults, asked) if is_batch(asked) else _graph_response(world, asked)
        _log(world, asked, response.status_code)
        return spoiled(world, faults, asked, fault.action, response) if fault else response


def _asked(path: str) -> Request:
    sent = request.get_json(silent=True)
    given = sent.items() if isinstance(sent, dict) else ()
    body = {name: value if isinstance(value, str) else json.dumps(value) for name, value in given}
    files = tuple(file.read() for file in request.files.values())
    _, _, bearer = request.headers.get("Authorization", "").partition(" ")
    parameters = {**request.args.to_dict(), **request.form.to_dict(), **body}
    # As at Meta, `method` says what a POST stands for, so that a token need not stand in an address.
    method = parameters.pop("method", request.method).upper() if request.method == "POST" else request.method
    return Request(method, _parts(path), parameters, files, bearer, request.host_url)


def _log(world: World, asked: Request, status: int | None) -> None:
    """Write the call down; None stands for a fault that came before it was carried out."""
    world.store.log(world.clock.now(), asked.method, request.path, sorted(asked.parameters), status)


def _graph_response(world: World, asked: Request) -> Response:
    status = 200
    try:
        body = answer(world, asked)
    except GraphError as error:
        status = error.status
        body = {"error": error.error}
    trace = _trace_id(f"{request.path} {world.clock.now()} {status}")
    if status != 200:  # noqa: PLR2004 - OK
        body["error"]["fbtrace_id"] = trace
    response = Response(json.dumps(body), status, content_type=JSON)
    response.headers["X-App-Usage"], response.headers["X-Business-Use-Case-Usage"] = _usage(world.settings.usage)
    response.headers["X-FB-Trace-ID"] = trace
    version = request.path.split("/")[1]
    response.headers["facebook-api-version"] = version if VERSION.fullmatch(version) else NEWEST
    return response


def _batch_response(world: World, faults: Faults, asked: Request) -> Response:
    """A list with an answer for each part; a part that meets a fault has that, or null where it had no time."""
    response = Response(content_type=JSON)
    answers: list[dict[str, Any] | None] = []
    try:
        for part in parts_of(asked):
            fault = faults.take(f"{part.method} /{NEWEST}/{'/'.join(part.path)}")
            if fault:
                answers.append(spoiled_part(fault.action))
                continue
            told = _graph_response(world, part)
            answers.append(as_part(told.status_code, told.get_data(as_text=True)))
        response.set_data(json.dumps(answers))
    except GraphError as error:
        response = Response(json.dumps({"error": error.error}), error.status, content_type=JSON)
    response.headers["X-App-Usage"], response.headers["X-Business-Use-Case-Usage"] = _usage(world.settings.usage)
    return response


def _usage(percent: int) -> tuple[str, str]:
    usage = {"call_count": percent, "total_time": percent, "total_cputime": percent}
    case = usage | {"estimated_time_to_regain_access": 0 if percent < FULL else BLOCKED_MINUTES}
    cases = {PAGE_ID: [{"type": "pages", **case}], IG_ID: [{"type": "instagram", **case}]}
    return json.dumps(usage), json.dumps(cases)


def _parts(path: str) -> tuple[str, ...]:
    parts = tuple(part for part in path.split("/") if part)
    return parts[1:] if parts and VERSION.fullmatch(parts[0]) else parts


def _dated(world: World, response: Response) -> Response:
    moment = datetime.fromtimestamp(world.clock.now(), UTC)
    response.headers["Date"] = format_datetime(moment, usegmt=True)
    return response


def _trace_id(seed: str) -> str:
    return "A" + base64.urlsafe_b64encode(hashlib.sha256(seed.encode()).digest()[:16]).decode().rstrip("=")
