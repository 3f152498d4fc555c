"""The page: one picture in the making, and what its elements may ask."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PIL import Image

from brandbot.drawing.colour import RGB, Role, palette
from brandbot.drawing.font import printable
from brandbot.drawing.photo import Photo
from brandbot.drawing.shapes import Box
from brandbot.model import FIELDS, Brand

MAX_BYTES = 4_000_000


@dataclass(frozen=True)
class Scene:
    """What is to be drawn: an event's texts by field, its flags and pictures. Logos are in order, school's apart."""

    brand: Brand
    fields: Mapping[str, str]
    flags: frozenset[str]
    photo: Photo | None
    focus: tuple[float, float] | None
    logos: tuple[Path, ...]
    school_logo: Path | None


@dataclass
class Page:
    """The canvas with its scene. `extents` are the boxes that the stacks turned out to take."""

    image: Image.Image
    scene: Scene
    fields: Mapping[str, str]
    extents: dict[str, Box] = field(default_factory=dict)

    @classmethod
    def blank(cls, width: int, height: int, scene: Scene) -> Page:
        """An empty page for a scene; what the typeface lacks is left out of the texts."""
        fields = {name: printable(text) for name, text in scene.fields.items()}
        return cls(Image.new("RGB", (width, height), "white"), scene, fields)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.size

    def colour(self, role: Role) -> RGB:
        """The school's colour for a role."""
        return palette(self.scene.brand.primary, self.scene.brand.accent)[role]

    def holds(self, when: tuple[str, ...]) -> bool:
        """Whether all words of a `when` are true here. "photo" and "logo" are true where there is one to draw."""
        return all(self._is(word.removeprefix("!")) is not word.startswith("!") for word in when)

    def _is(self, word: str) -> bool:
        if word in FIELDS:
            return bool(self.fields.get(word))
        facts = {"photo": self.scene.photo is not None, "logo": bool(self.scene.logos)}
        return facts.get(word, word in self.scene.flags)

    def encode(self) -> bytes:
        """The picture as JPEG: sRGB, full colour resolution, no metadata, under 4 MB; the same page, the same bytes."""
        for quality in (90, 80, 70):
            buffer = io.BytesIO()
            self.image.save(buffer, "JPEG", quality=quality, subsampling=0)
            if buffer.tell() < MAX_BYTES:
                break
        return buffer.getvalue()


class Block(Protocol):
    """Something measured that can be put anywhere: how much room it takes, and how to paint it there."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Pixels down."""

    def paint(self, page: Page, left: int, top: int) -> None:
        """Put it on the page."""
