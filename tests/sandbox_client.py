"""A plain client of the sandbox for its tests: real HTTP, no code of brandbot's platforms."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from PIL import Image

from brandbot.sandbox import IG_ID, PAGE_ID, PAGE_TOKEN, Sandbox, start

NOW = datetime(2026, 8, 12, 11, 30, tzinfo=UTC)


class Client:
    """One session with the Page's token; every call answers the JSON body."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {PAGE_TOKEN}"
        self.now = NOW

    def call(self, method: str, path: str, *, files: Any = None, token: str = "", **values: Any) -> dict[str, Any]:
        """Any call; `token` goes before the Page's own."""
        headers = {"Authorization": f"Bearer {token}"} if token else None
        where: dict[str, Any] = {"params": values} if method == "GET" else {"data": values}
        url = f"{self.sandbox.url}v26.0/{path}"
        answer: dict[str, Any] = self.session.request(
            method, url, files=files, headers=headers, timeout=10, **where
        ).json()
        return answer

    def get(self, path: str, **values: Any) -> dict[str, Any]:
        """`GET`."""
        return self.call("GET", path, **values)

    def post(self, path: str, **values: Any) -> dict[str, Any]:
        """`POST`."""
        return self.call("POST", path, **values)

    def delete(self, path: str, **values: Any) -> dict[str, Any]:
        """`DELETE`."""
        return self.call("DELETE", path, **values)

    def walk(self, **values: float) -> None:
        """Let time pass: `hours=2`."""
        self.now += timedelta(**values)
        self.sandbox.set_clock(self.now)

    def photo(self, body: bytes | None = None, **values: Any) -> str:
        """The id of an unpublished photo."""
        files = {"source": ("gambar.jpg", body or picture(), "image/jpeg")}
        return str(self.post(f"{PAGE_ID}/photos", files=files, **{"published": "false", **values})["id"])

    def picture_url(self, body: bytes | None = None) -> str:
        """An address at which the sandbox serves this picture."""
        images = self.get(self.photo(body), fields="images")["images"]
        return str(max(images, key=lambda one: one["width"])["source"])

    def draft(self, message: str = "Halo", photos: int = 1, **values: Any) -> str:
        """The id of an unpublished post with its photos."""
        ids = [self.photo(picture(color=40 * number)) for number in range(photos)]
        attached = {f"attached_media[{n}]": json.dumps({"media_fbid": one}) for n, one in enumerate(ids)}
        return str(self.post(f"{PAGE_ID}/feed", message=message, published="false", **attached, **values)["id"])

    def published(self, message: str = "Halo", photos: int = 1) -> str:
        """The id of a live post."""
        post = self.draft(message, photos)
        self.post(post, is_published="true")
        return post

    def container(self, **values: Any) -> str:
        """The id of an Instagram container that is ready to be published."""
        container = str(self.post(f"{IG_ID}/media", **{"image_url": self.picture_url(), **values})["id"])
        self.finish(container)
        return container

    def finish(self, container: str) -> None:
        """Ask until it is finished."""
        while self.get(container, fields="status_code")["status_code"] == "IN_PROGRESS":
            pass

    def media(self, **values: Any) -> str:
        """The id of live Instagram media."""
        return str(self.post(f"{IG_ID}/media_publish", creation_id=self.container(**values))["id"])


@contextmanager
def opened() -> Iterator[Client]:
    """A fresh sandbox in memory, its clock at NOW."""
    with start(now=NOW) as sandbox:
        client = Client(sandbox)
        yield client
        client.session.close()


def picture(width: int = 1080, height: int = 1350, *, kind: str = "JPEG", color: int = 90) -> bytes:
    """A plain picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (color, 90, 120)).save(buffer, kind)
    return buffer.getvalue()


def code(answer: dict[str, Any]) -> tuple[int, int | None]:
    """Code and subcode of a refusal; fails where it is none."""
    error = answer["error"]
    assert error["fbtrace_id"]
    assert error["message"]
    return error["code"], error.get("error_subcode")
