"""An address for a rendered file: Instagram fetches its pictures and takes no upload."""

from __future__ import annotations

from contextlib import suppress
from typing import Protocol

from brandbot.errors import Message, Unavailable
from brandbot.model import Rendition
from brandbot.platforms.answers import new_id, rows
from brandbot.platforms.base import Stale
from brandbot.platforms.graph import Graph
from brandbot.platforms.pictures import read_picture


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
