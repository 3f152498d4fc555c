"""The bytes that were approved, and no others."""

from __future__ import annotations

import hashlib

from brandbot.errors import Message, Rejected
from brandbot.model import Rendition


def read_picture(rendition: Rendition) -> bytes:
    """Read a finished picture; raise `Rejected` where it is gone or is no longer the one that was approved."""
    try:
        jpeg = rendition.path.read_bytes()
    except OSError:
        jpeg = b""
    if hashlib.sha256(jpeg).hexdigest() != rendition.sha256:
        raise Rejected(
            Message(
                "The picture {name} is missing or was changed after it was made: make a new preview and approve it",
                name=rendition.path.name,
            )
        )
    return jpeg
