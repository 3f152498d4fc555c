"""The wire to Meta's Graph API: facebook-sdk's client, made safe for publishing.

What facebook-sdk 3.1.0 lacks and this adds: any Graph version, our own host, the token in a header and nowhere else,
`appsecret_proof`, a deadline for each call as a whole, every kind of failure as one of our own errors, and the
difference between "certainly not done" and "nobody knows".
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode, urlsplit

import facebook
import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.filepost import encode_multipart_formdata
from urllib3.util import Retry

from brandbot.errors import Message, PlatformError, Refused, Unauthorized, Unavailable
from brandbot.platforms.answers import (
    Json,
    RemoteClock,
    Usage,
    decode,
    read_clock,
    read_usage,
    redact,
    rows,
)
from brandbot.platforms.verdicts import failure, unknown, unreachable
from brandbot.platforms.wire import Body, encode, is_loopback

VERSION = "v26.0"  # Graph API changelog: 2026-07-29, until at least 2028
HOST = "https://graph.facebook.com/"
_LARGEST_ANSWER = 1_000_000  # bytes
_SECRET_FIELDS = frozenset({"access_token", "input_token", "client_secret", "fb_exchange_token", "code"})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call may take, in seconds: `read` and `write` from its start to the end of its answer.

    A publishing call was seen to take minutes, so a write waits long: giving up early only makes doubt.
    """

    connect: float = 10
    read: float = 60
    write: float = 120
    backoff: float = 0.5


class TokenPlace(StrEnum):
    """Where a call carries its token: both are in use, and which of them Meta takes is found out by a probe."""

    HEADER = "header"
    FORM = "form"  # then every call is a POST, whose field `method` says what it stands for


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Graph(facebook.GraphAPI):  # type: ignore[misc]  # facebook-sdk ships no types
    """One token's way to Graph. Every call raises only `PlatformError`s.

    A write is sent once over a connection of its own; a read is tried again on 502, 503, 504 and connection trouble.
    `usage` and `clock` are what the last answer's headers told, `calls` how many were made.
    """

    def __init__(
        self,
        token: str,
        *,
        version: str = VERSION,
        app_secret: str = "",
        base_url: str = HOST,
        patience: Patience = Patience(),
        token_place: TokenPlace = TokenPlace.HEADER,
    ) -> None:
        """Raise `Refused` where the token would travel in the clear."""
        super().__init__()
        address = urlsplit(base_url)
        self.is_local = is_loopback(address.hostname or "")
        if not address.hostname or (address.scheme != "https" and not (self.is_local and address.scheme == "http")):
            shown = redact(base_url, (token.strip(), app_secret))
            raise Refused(Message("{url} is no address for Meta's API: it must begin with https://", url=shown))
        self.version = f"v{version.removeprefix('v')}"
        self.base_url = base_url.rstrip("/") + "/"
        self.usage = Usage()
        self.calls = 0  # as Meta counts them
        self.clock: RemoteClock | None = None
        self._token, self._patience, self._place = token.strip(), patience, token_place
        proof = hmac.new(app_secret.encode(), self._token.encode(), hashlib.sha256).hexdigest() if app_secret else ""
        self._proof = {"appsecret_proof": proof} if proof else {}
        self._secrets = (self._token, app_secret, proof)
        self.session = self._new_session(tries=3)

    def __repr__(self) -> str:
        return f"Graph({self.base_url}{self.version})"

    def put_object(self, parent_object: str, connection_name: str = "", **data: object) -> Json:
        """Make something invisible below an object; without a connection change the object itself."""
        return self.request(self._path(parent_object, connection_name), post_args=data)

    def put_photo(self, image: bytes, album_path: str, **data: object) -> Json:
        """Send JPEG bytes to `{page}/photos`."""
        files = {"source": ("post.jpg", image, "image/jpeg")}
        return self.request(self._path(album_path), post_args=data, files=files)

    def commit(self, parent_object: str, connection_name: str = "", *, proof: str, **data: object) -> Json:
        """Make the one call that a post becomes visible by; `proof` is the field that a real success answers.

        Raise `OutcomeUnknown` for everything that is neither that nor a sure refusal.
        """
        answer = self.request(self._path(parent_object, connection_name), post_args=data, commit=True)
        if not answer.get(proof):
            raise unknown(f"HTTP 200, no {proof}")
        return answer

    def batch(self, paths: Sequence[str]) -> list[Json | PlatformError]:
        """Make up to 50 reads in one call; each succeeds or fails by itself. Never for a write.

        Meta counts each as a call (Graph API, "Batch requests"); one that it had no time for answers null.
        """
        asked = [{"method": "GET", "relative_url": path} for path in paths]
        self.calls += len(asked) - 1
        form = {"batch": asked, "include_headers": False, "access_token": self._token}
        answer = self.request(self._path(""), post_args=form, batch=True)
        told: list[object] = answer["data"] if isinstance(answer.get("data"), list) else []
        told += [None] * (len(paths) - len(told))
        return [self._part(part) for part in told[: len(paths)]]

    def _part(self, part: object) -> Json | PlatformError:
        """One answer of a batch."""
        match part:
            case {"code": int(status), "body": str(body)}:
                answer = decode(body.encode())
                return failure(status, answer, self.usage, secrets=self._secrets) or dict(answer)
        return Unavailable(Message("Meta had no time for a part of what was asked; it will be tried again"))

    def get_all_connections(self, id: str, connection_name: str, **args: object) -> Iterator[Json]:  # noqa: A002 - facebook-sdk's name
        """Walk through all pages of a list by cursor; Meta's `next` addresses hold the token and are not used."""
        while True:
            page: Json = self.get_connections(id, connection_name, **args)
            yield from rows(page)
            match page.get("paging"):
                case {"next": _, "cursors": {"after": after}} if after != args.get("after"):
                    args["after"] = after
                case _:
                    return

    def request(
        self,
        path: str,
        args: Mapping[str, object] | None = None,
        post_args: Mapping[str, object] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        method: str | None = None,
        *,
        commit: bool = False,
        batch: bool = False,
    ) -> Json:
        """Make one call; all others come through here. `batch`: a POST of reads, whose answers stand under `data`.

        A read that holds a secret goes as a POST which says that it stands
        for a GET: addresses are written down everywhere on the way.
        """
        if not self._token.isascii() or not self._token.isprintable() or not self._token or " " in self._token:
            raise Unauthorized(Message("The access token is empty or has characters that no token has: copy it again"))
        method = "POST" if post_args is not None else method or "GET"
        values = encode(args) | encode(post_args) | self._proof
        is_read = batch or method == "GET"
        seconds = self._patience.read if is_read else self._patience.write
        request, body = self._request(method, path, values, files, seconds)
        self.calls += 1
        got = self._exchange(request, seconds, is_read=is_read)
        if isinstance(got, str):
            may_have_arrived = body is None or body.was_read
            where = redact(self.base_url, self._secrets)
            lost = unreachable(where, got, is_local=self.is_local, sent=may_have_arrived)
            raise unknown(got) if commit and may_have_arrived else lost
        self.usage = read_usage(got.headers) or self.usage
        self.clock = read_clock(got.headers) or self.clock
        answer = decode(got.body)
        answer = {"data": answer} if batch and isinstance(answer, list) else answer
        secrets = (*self._secrets, *(values[name] for name in _SECRET_FIELDS & values.keys()))
        if error := failure(got.status, answer, self.usage, commit=commit, secrets=secrets):
            raise error
        return dict(answer)

    def _request(
        self,
        method: str,
        path: str,
        values: dict[str, str],
        files: Mapping[str, tuple[str, bytes, str]] | None,
        seconds: float,
    ) -> tuple[requests.Request, Body | None]:
        """The call as it travels, and its body where it has one."""
        in_form = self._place is TokenPlace.FORM
        if method != "POST" and (in_form or _SECRET_FIELDS & values.keys()):
            values, method = values | {"method": method.lower()}, "POST"
        request = requests.Request(method, self.base_url + path, auth=_Bearer("" if in_form else self._token))
        if method != "POST":
            request.params = values
            return request, None
        content, request.headers["Content-Type"] = _form(
            values | ({"access_token": self._token} if in_form else {}), files
        )
        request.data = body = Body(content, time.monotonic() + seconds)
        return request, body

    def _path(self, *parts: str) -> str:
        return "/".join((self.version, *(part for part in parts if part)))

    def _new_session(self, tries: int) -> requests.Session:
        session = requests.Session()
        session.trust_env = not self.is_local  # no proxy stands between us and this machine
        retries = Retry(
            total=tries - 1,
            status_forcelist=(502, 503, 504),
            allowed_methods=None,  # a session that tries more than once is for reads, of which some are a POST
            backoff_factor=self._patience.backoff,
            respect_retry_after_header=False,
            raise_on_status=False,
        )
        session.mount("https://", HTTPAdapter(max_retries=retries))
        session.mount("http://", HTTPAdapter(max_retries=retries))
        return session

    def _exchange(self, request: requests.Request, seconds: float, *, is_read: bool) -> _Answer | str:
        """Send and receive within the deadline, which holds for name lookup, sending and a dripping answer alike.

        Text is the reason why no answer came. A late call is left to its thread and can send nothing any more.
        """
        session = self.session if is_read else self._new_session(tries=1)
        timeout = (min(self._patience.connect, seconds), seconds)
        outcome: Future[_Answer | str] = Future()
        threading.Thread(target=_carry, args=(outcome, session, request, timeout), daemon=True).start()
        try:
            return outcome.result(seconds)
        except TimeoutError:
            self.session = self._new_session(tries=3)  # the late call keeps the old one
            return f"no answer within {seconds:g} s"
        finally:
            if not is_read:
                session.close()


class _Bearer(requests.auth.AuthBase):
    """Set as `auth`, also where the token is elsewhere, so that a .netrc file can't put something in its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _carry(
    outcome: Future[_Answer | str], session: requests.Session, request: requests.Request, timeout: tuple[float, float]
) -> None:
    """Make the call in a thread; a failure is told by its name only, since its text may hold the token."""
    try:
        prepared = session.prepare_request(request)
        settings = session.merge_environment_settings(prepared.url, {}, stream=True, verify=None, cert=None)
        with session.send(prepared, timeout=timeout, allow_redirects=False, **settings) as response:
            body = bytearray()
            for chunk in response.iter_content(65536):
                body += chunk
                if len(body) > _LARGEST_ANSWER:
                    outcome.set_result("too long an answer")
                    return
            outcome.set_result(_Answer(response.status_code, dict(response.headers), bytes(body)))
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        outcome.set_result(type(error).__name__)
    except BaseException as error:  # noqa: BLE001 - a mistake of ours: it is raised again where the call was made
        outcome.set_exception(error)


def _form(data: dict[str, str], files: Mapping[str, tuple[str, bytes, str]] | None) -> tuple[bytes, str]:
    """A body and its content type."""
    if files:
        return encode_multipart_formdata({**data, **files})
    return urlencode(data).encode(), "application/x-www-form-urlencoded"
