"""Pictures on the wire: what the bytes are, signed addresses as of a CDN, and fetching an `image_url`."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import urllib.error
import urllib.request
from dataclasses import dataclass

from brandbot.sandbox.accounts import APP_SECRET

CRAWLER = "facebookexternalhit/1.1"
FETCH_SECONDS = 10
MAX_FETCH = 9 * 1024 * 1024  # one byte over Instagram's limit would do; the rest need not come
ADDRESS_DAYS = 4

THUMBNAIL_SIZE = (96, 120)
THUMBNAIL = base64.b64decode(  # a plain grey JPEG
    b"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8"
    b"ybqmx5moq6T/wAALCAB4AGABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/ALoAAAAA"
    b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP/2Q=="
)

JPEG_MARK = 0xFF
JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


@dataclass(frozen=True, slots=True)
class Format:
    """What image bytes turned out to be; `type` is the MIME type."""

    type: str
    width: int
    height: int


def inspect(body: bytes) -> Format | None:
    """Read type and size from the header of a JPEG, PNG or GIF; None for anything else or a torn file."""
    try:
        if body[:2] == b"\xff\xd8":
            return _jpeg(body)
        if body[:8] == b"\x89PNG\r\n\x1a\n":
            return Format("image/png", *struct.unpack(">II", body[16:24]))
        if body[:6] in (b"GIF87a", b"GIF89a"):
            return Format("image/gif", *struct.unpack("<HH", body[6:10]))
    except (struct.error, IndexError):
        return None
    return None


def _jpeg(body: bytes) -> Format | None:
    at = 2
    while body[at] == JPEG_MARK:
        marker = body[at + 1]
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            whole = body.rstrip(b"\x00")[-2:] == b"\xff\xd9"
            return Format("image/jpeg", width, height) if whole else None
        at += 2 if marker in JPEG_BARE else 2 + struct.unpack(">H", body[at + 2 : at + 4])[0]
    return None


def address(base: str, digest: str, now: int) -> str:
    """A signed address that works for some days, as Meta's CDN gives them out."""
    ends = f"{now + ADDRESS_DAYS * 86400:x}"
    return f"{base}cdn/{digest}.jpg?stp=dst-jpg&oh={_signature(digest, ends)}&oe={ends}"


def address_holds(digest: str, signature: str, ends: str, now: int) -> bool:
    """Whether this is an address of ours, untouched and not yet expired."""
    if not hmac.compare_digest(signature.encode(), _signature(digest, ends).encode()):
        return False
    return int(ends, 16) >= now


def _signature(digest: str, ends: str) -> str:
    made = hmac.new(APP_SECRET.encode(), f"{digest}/{ends}".encode(), hashlib.sha256).digest()
    return "00_" + base64.urlsafe_b64encode(made[:18]).decode()


class Unfetched(Exception):
    """The address gave no bytes; the text says why."""


def fetch(url: str) -> bytes:
    """Get an `image_url` the way Meta's crawler does: no login, no proxy, http(s) only."""
    if not url.isascii() or not url.startswith(("http://", "https://")):
        raise Unfetched("The media URI doesn't meet our requirements.")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.addheaders = [("User-Agent", CRAWLER)]
    try:
        with opener.open(url, timeout=FETCH_SECONDS) as answer:
            return bytes(answer.read(MAX_FETCH))
    except urllib.error.HTTPError as error:
        error.close()
        raise Unfetched(f"The media could not be fetched from this URI: HTTP {error.code}") from error
    except (OSError, ValueError) as error:
        raise Unfetched(f"The media could not be fetched from this URI: {type(error).__name__}") from error
