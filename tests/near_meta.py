"""The sandbox without sockets: its WSGI door in this process, and the real Graph client and adapters before it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, cast
from unittest.mock import patch
from urllib.parse import urlsplit

import requests

from brandbot.model import Channel, Network
from brandbot.platforms import PLATFORMS
from brandbot.platforms.base import Platform
from brandbot.platforms.graph import Graph, _Answer, _carry
from brandbot.platforms.hosting import PageHosting
from brandbot.sandbox import APP_SECRET, IG_ID, PAGE_ID, PAGE_TOKEN, checks, images
from brandbot.sandbox.app import create_app
from brandbot.sandbox.clock import Clock
from brandbot.sandbox.faults import Faults, rule
from brandbot.sandbox.graph import World
from brandbot.sandbox.record import record
from brandbot.sandbox.store import Store

URL = "http://127.0.0.1:9/"  # nobody listens there: what is not carried in this process fails
CHANNELS = {
    network: Channel(str(network), network, account)
    for network, account in ((Network.FACEBOOK, PAGE_ID), (Network.INSTAGRAM, IG_ID))
}


class NearMeta:
    """One sandbox in memory. `asked` counts its calls; `after_call` is told of each when it has been carried out."""

    def __init__(self) -> None:
        self.store = Store(None)
        self.world, self.faults = World(self.store, Clock()), Faults()
        self.app: Any = create_app(self.world, self.faults)
        self.asked = 0
        self.after_call: Callable[[], None] = lambda: None

    def platforms(self) -> Mapping[str, Platform]:
        """The school's accounts as a process that starts connects them."""
        graph = _NearGraph(_Line(self))
        hosting = PageHosting(graph, PAGE_ID)
        return {channel.name: PLATFORMS[network](channel, graph, hosting) for network, channel in CHANNELS.items()}

    def fault(self, **values: Any) -> None:
        """Let something go wrong; as `Sandbox.fault`."""
        self.faults.add(rule(**values))

    def configure(self, **settings: Any) -> None:
        """Change how Meta behaves; as `Sandbox.configure`."""
        self.world.settings = self.world.settings.with_values(**settings)

    def live(self) -> list[dict[str, Any]]:
        """What everybody can see."""
        return [row for row in record(self.world) if row["is_published"] and not row["deleted"]]

    def fetch(self, url: str) -> bytes:
        """What stands at an address of this sandbox."""
        digest = urlsplit(url).path.removeprefix("/cdn/").removesuffix(".jpg")
        if not url.startswith(URL) or not self.store.rows("SELECT 1 FROM picture WHERE hash = ?", digest):
            raise images.Unfetched("The media could not be fetched from this URI")
        return self.store.picture_body(digest)


@contextmanager
def near_meta() -> Iterator[NearMeta]:
    """A sandbox that takes its pictures without sockets, too."""
    meta = NearMeta()
    with patch.object(checks, "fetch", meta.fetch):
        yield meta
    meta.store.close()


class _Line(requests.adapters.BaseAdapter):
    """Carries a request to the sandbox; what ends a connection there fails here."""

    def __init__(self, meta: NearMeta) -> None:
        super().__init__()
        self._meta = meta
        self._cut = False
        self.socket = self  # what waitress has behind `client_disconnected`

    def send(self, request: requests.PreparedRequest, *_args: Any, **_values: Any) -> requests.Response:
        self._cut = False
        head: list[Any] = []
        body = b"".join(self._meta.app(self._environ(request), lambda *parts: head.extend(parts)))
        self._meta.asked += 1
        self._meta.after_call()
        headers = dict(head[1])
        if self._cut or len(body) < int(headers["Content-Length"]):
            raise requests.ConnectionError("Connection aborted.")
        response = requests.Response()
        response.status_code = int(head[0].split()[0])
        response.headers.update(headers)
        response.raw = io.BytesIO(body)
        return response

    def close(self) -> None:
        """Nothing is held open."""

    def client_disconnected(self) -> bool:
        """Whoever waits here has waited long enough: what hangs or drips need not wait for a deadline."""
        return True

    def shutdown(self, _how: int) -> None:
        """The sandbox hangs up."""
        self._cut = True

    def _environ(self, request: requests.PreparedRequest) -> dict[str, Any]:
        address = urlsplit(request.url or "")
        body = cast("Any", request.body)
        content = body.read() if body else b""
        return {
            "REQUEST_METHOD": request.method,
            "PATH_INFO": address.path,
            "QUERY_STRING": address.query,
            "SERVER_NAME": address.hostname,
            "SERVER_PORT": str(address.port),
            "HTTP_HOST": address.netloc,
            "HTTP_AUTHORIZATION": request.headers.get("Authorization", ""),
            "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(content),
            "waitress.client_disconnected": self.client_disconnected,
        }


class _NearGraph(Graph):
    """The Graph client on such a line, without the thread that keeps the deadline: nothing is waited for here."""

    def __init__(self, line: _Line) -> None:
        self._line = line
        super().__init__(PAGE_TOKEN, app_secret=APP_SECRET, base_url=URL)

    def _new_session(self, tries: int) -> requests.Session:
        del tries
        session = requests.Session()
        session.trust_env = False
        session.mount("http://", self._line)
        return session

    def _exchange(self, request: requests.Request, seconds: float, **_kind: bool) -> _Answer | str:
        outcome: Future[_Answer | str] = Future()
        _carry(outcome, self.session, request, (seconds, seconds))
        return outcome.result()
