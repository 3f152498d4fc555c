"""An address for a rendered file: Instagram fetches its pictures and takes no upload."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

import fsspec

from brandbot.errors import Message, PlatformError, Unavailable
from brandbot.model import Rendition
from brandbot.platforms.answers import new_id, rows
from brandbot.platforms.base import Stale
from brandbot.platforms.graph import Graph
from brandbot.platforms.pictures import read_picture

_KEPT = dt.timedelta(hours=48)  # a container lives for 24
_NAME = re.compile(r"brandbot-(\d+)-[\w-]{32}\.jpg$", re.ASCII)
_SECRETS = {"s3": ("key", "secret")}  # what fsspec's file systems call user and password, where not just so


class Hosting(Protocol):
    """A place where Meta can fetch a picture for some minutes. Every method raises only `PlatformError`s."""

    def put(self, rendition: Rendition) -> str:
        """Store the picture invisibly; its id there."""

    def url(self, remote_id: str) -> str:
        """The public address of a stored picture, good for some minutes from now."""

    def remove(self, remote_id: str) -> None:
        """Clear the picture away."""


class PageHosting:
    """An unpublished photo of the school's own Page; Meta deletes it by itself after about 24 hours.

    Widely used and documented nowhere for Instagram: docs/assumptions.md.
    """

    def __init__(self, graph: Graph, page_id: str) -> None:
        self._graph = graph
        self._page_id = page_id

    def put(self, rendition: Rendition) -> str:
        """Upload as a temporary photo that no one sees."""
        album = f"{self._page_id}/photos"
        return new_id(self._graph.put_photo(read_picture(rendition), album, published=False, temporary=True))

    def url(self, remote_id: str) -> str:
        """The address of the largest rendering; its signed query must stay as it is."""
        images = rows(self._graph.get_object(remote_id, fields="images"), "images")
        found = [image for image in images if image.get("source")]
        if not found:
            raise Unavailable(Message("Facebook has no address for the picture yet; it will be tried again"))
        largest = max(found, key=lambda image: (image.get("width") or 0) * (image.get("height") or 0))
        return str(largest["source"])

    def remove(self, remote_id: str) -> None:
        """Delete the photo; one that is gone is fine."""
        with suppress(Stale):
            self._graph.delete_object(remote_id)


class FolderHosting:
    """A place of the school's own that fsspec can write, with the address under which the world sees it.

    Names are unguessable and begin with the time, by which those that a crash left behind are cleared away.
    """

    def __init__(
        self,
        place: str,
        url: str,
        *,
        user: str = "",
        password: str = "",
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        scheme = place.partition("://")[0] if "://" in place else "file"
        names = _SECRETS.get(scheme, ("username", "password"))
        self._place = place
        self._url = url.rstrip("/")
        self._options: dict[str, Any] = {k: v for k, v in zip(names, (user, password), strict=True) if v}
        if scheme == "ftps":  # fsspec knows it as an option
            self._place, self._options["tls"] = f"ftp{place.removeprefix('ftps')}", True
        self._clock = clock

    def put(self, rendition: Rendition) -> str:
        """Write the picture under a name that nobody can guess."""
        picture = read_picture(rendition)
        now = self._clock()
        name = f"brandbot-{int(now.timestamp())}-{secrets.token_urlsafe(24)}.jpg"
        with self._opened() as (system, folder):
            system.makedirs(folder, exist_ok=True)
            system.pipe_file(f"{folder}/{name}", picture)
            self._sweep(system, folder, now)
        return name

    def url(self, remote_id: str) -> str:
        """The address below the folder's own."""
        return f"{self._url}/{remote_id}"

    def remove(self, remote_id: str) -> None:
        """Delete the file; one that is gone is fine."""
        with self._opened() as (system, folder), suppress(FileNotFoundError):
            system.rm_file(f"{folder}/{remote_id}")

    def _sweep(self, system: Any, folder: str, now: dt.datetime) -> None:
        """Delete what is older than any container lives; what can't be deleted now is tried with the next picture."""
        oldest = (now - _KEPT).timestamp()
        with suppress(Exception):
            for path in system.ls(folder, detail=False):
                match = _NAME.search(str(path))
                if match and int(match[1]) < oldest:
                    system.rm_file(str(path))

    @contextmanager
    def _opened(self) -> Iterator[tuple[Any, str]]:
        """The file system and the folder in it, connected anew: a connection kept for hours is dead by then.

        What fails is told by its name only: its text may hold the password.
        """
        try:
            system, folder = fsspec.url_to_fs(self._place, skip_instance_cache=True, **self._options)
            yield system, folder.rstrip("/")
        except PlatformError:
            raise
        except ImportError as error:
            raise Unavailable(
                Message("writing to {place} needs one more package: install brandbot[hosting]", place=self._place)
            ) from error
        except Exception as error:  # noqa: BLE001 - every file system has errors of its own
            raise Unavailable(
                Message(
                    "the pictures' folder {place} can't be used ({reason}); check it in config.yaml",
                    place=self._place,
                    reason=type(error).__name__,
                )
            ) from None
