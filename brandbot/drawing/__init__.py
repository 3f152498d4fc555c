"""The picture engine, on Pillow: a template's layout and an event's scene become a JPEG."""

from __future__ import annotations

from brandbot.drawing.engine import ELEMENTS, draw
from brandbot.drawing.page import Scene
from brandbot.drawing.photo import Photo, open_photo

__all__ = ["ELEMENTS", "Photo", "Scene", "draw", "open_photo"]
