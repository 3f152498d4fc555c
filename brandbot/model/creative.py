"""The creative: what goes out, and the brand it is made in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo file below the assets folder, and the one for dark grounds where there is one."""

    file: str
    on_dark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What every creative of the school shares. Colours are `#rrggbb`."""

    school: str
    short_name: str
    primary: str
    accent: str
    logo: Logo | None = None
    handle: str = ""
    website: str = ""
    phone: str = ""
    place: str = ""
    hashtags: tuple[str, ...] = ()
    sample_mark: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One finished picture in memory: JPEG bytes, sRGB, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """One finished picture on disk."""

    path: Path
    width: int
    height: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Creative:
    """The finished images with caption and alt text for one post; `content_hash` is what gets approved."""

    post_key: str
    renditions: tuple[Rendition, ...]
    caption: str
    alt_text: str
    content_hash: str
