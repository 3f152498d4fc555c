"""The creative: what goes out, and the brand it is made in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from brandbot.model.consent import NamePolicy
from brandbot.model.event import Tone
from brandbot.model.template import Area


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo file below the assets folder, the one for dark grounds where there is one, and its owner's rules.

    It is never drawn lower than `min_height` pixels, keeps `clear` of its height free around it, and where `alone`
    is set no other partner's logo stands beside it.
    """

    file: str
    on_dark: str = ""
    min_height: int = 40
    clear: float = 0.15
    alone: bool = False


Typeface = Literal["plus-jakarta-sans", "archivo", "lora"]
Corners = Literal["leaf", "soft", "sharp", "arch"]
Motif = Literal["star", "rings", "dots", "lines", "waves"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What every creative of the school shares. Colours are `#rrggbb`; `banned` are phrases that no caption may use.

    `pupils` says how they are named.
    """

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
    typeface: Typeface = "plus-jakarta-sans"
    corners: Corners = "leaf"
    motif: Motif = "star"
    tone: Tone = Tone.FORMAL
    banned: tuple[str, ...] = ()
    pupils: NamePolicy = NamePolicy.FIRST


@dataclass(frozen=True, slots=True)
class Mark:
    """What was measured on a finished picture: a box in pixels, and for a text its contrast and size.

    `what` is "text", "logo", "face" or "photo".
    """

    what: str
    box: Area
    text: str = ""
    contrast: float | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """One finished picture in memory: JPEG bytes, sRGB, its size in pixels, which variant it is and what was measured.

    `left_out` are characters that no typeface here can draw.
    """

    jpeg: bytes
    width: int
    height: int
    variant: str = ""
    marks: tuple[Mark, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One finished picture on disk, and its description for those who do not see it."""

    path: Path
    width: int
    height: int
    sha256: str
    alt_text: str = ""


@dataclass(frozen=True, slots=True)
class Creative:
    """The finished images with their alt texts and the caption for one post; `content_hash` is what gets approved."""

    post_key: str
    renditions: tuple[Rendition, ...]
    caption: str
    content_hash: str
