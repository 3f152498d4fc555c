"""What the tests of the platforms share: finished pictures, posts, and a wire that misbehaves as told."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from PIL import Image

from brandbot.errors import PlatformError
from brandbot.model import Placement, Reading, Rendition
from brandbot.platforms.base import Asked, Outgoing, Platform

CAPTION = "Kerja sama dengan PT Rekaan Sejahtera 🤝\n\nTerima kasih @ptrekaan! #SMKBisa #MitraIndustri"
SIZES = {Placement.FEED: (1080, 1350), Placement.STORY: (1080, 1920)}


def make_outgoing(
    folder: Path,
    placement: Placement = Placement.FEED,
    count: int = 1,
    caption: str = CAPTION,
    alt_text: str = "Dua orang berjabat tangan",
) -> Outgoing:
    """A post of plain coloured pictures; each but the first has its number in the alt text."""
    renditions = tuple(
        replace(make_rendition(folder, placement, shade), alt_text=f"{alt_text} {shade}" if shade else alt_text)
        for shade in range(count)
    )
    return Outgoing(f"EV-1/{placement}/{count}", placement, renditions, caption)


def make_rendition(folder: Path, placement: Placement = Placement.FEED, shade: int = 0) -> Rendition:
    """A finished picture on disk."""
    width, height = SIZES[placement]
    jpeg = _jpeg(width, height, shade)
    path = folder / f"{placement}-{shade}.jpg"
    path.write_bytes(jpeg)
    return Rendition(path, width, height, hashlib.sha256(jpeg).hexdigest())


@cache
def _jpeg(width: int, height: int, shade: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (30 * shade, 90, 120)).save(file, "JPEG")
    return file.getvalue()


def read_one(
    platform: Platform, remote_id: str, placement: Placement = Placement.FEED, since: dt.datetime | None = None
) -> Reading:
    """What the network tells of one post; its error is raised."""
    asked = Asked(remote_id, placement, since or dt.datetime(2026, 8, 12, tzinfo=dt.UTC))
    reading = platform.insights((asked,), {}).readings[remote_id]
    if isinstance(reading, PlatformError):
        raise reading
    return reading


@dataclass(frozen=True)
class Heard:
    """One request as it came in; `connection` counts the connections."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int


Reply = Callable[["Handler"], None]


@dataclass
class Wire:
    """A server on loopback that gives the replies it was told, then `{"id": "1", "success": true}`."""

    url: str = ""
    heard: list[Heard] = field(default_factory=list)
    replies: deque[Reply] = field(default_factory=deque)
    released: threading.Event = field(default_factory=threading.Event)
    connections: int = 0


class Handler(BaseHTTPRequestHandler):
    """Writes down what comes and answers as told."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wire: ClassVar[Wire]

    def setup(self) -> None:
        """Count the connection."""
        super().setup()
        self.wire.connections += 1
        self.connection_number = self.wire.connections

    def handle_any(self) -> None:
        """Answer one request."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.wire.heard.append(Heard(self.command, self.path, dict(self.headers.items()), body, self.connection_number))
        reply = self.wire.replies.popleft() if self.wire.replies else answer(200, {"id": "1", "success": True})
        with suppress(OSError):
            reply(self)

    do_GET = do_POST = do_DELETE = handle_any  # noqa: N815 - the standard library's names

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_args: object) -> None:
        """Say nothing: torn connections are what the tests ask for."""


@contextmanager
def open_wire() -> Iterator[Wire]:
    """A wire for one test."""
    wire = Wire()
    server = _Server(("127.0.0.1", 0), type("WireHandler", (Handler,), {"wire": wire}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    wire.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield wire
    finally:
        wire.released.set()
        server.shutdown()
        thread.join()
        server.socket.close()


def answer(status: int, content: object, headers: dict[str, str] | None = None) -> Reply:
    """A whole answer: JSON, or text as it is."""
    body = content.encode() if isinstance(content, str) else json.dumps(content).encode()

    def reply(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def error(code: int, subcode: int | None = None, status: int = 400, **more: object) -> Reply:
    """An error in Meta's shape."""
    body = {"message": "Something", "type": "OAuthException", "code": code, "fbtrace_id": "A190b100c2", **more}
    return answer(status, {"error": body | ({"error_subcode": subcode} if subcode else {})})


def reset(handler: Handler) -> None:
    """The request is read and the connection ends without an answer."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def hang(handler: Handler) -> None:
    """No answer until the test is over."""
    handler.wire.released.wait()
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """A header that never ends, a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not handler.wire.released.wait(0.01):
        handler.wfile.write(b"x")
    handler.close_connection = True


def cut(handler: Handler) -> None:
    """Half an answer."""
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"id": "1')
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)
