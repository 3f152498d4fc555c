"""The picture engine, on Pillow: a template's layout and an event's scene become a JPEG."""

from __future__ import annotations

from brandbot.drawing.audit import overlay
from brandbot.drawing.engine import ELEMENTS, draw
from brandbot.drawing.options import explained
from brandbot.drawing.photo import Photo, open_photo
from brandbot.drawing.plain import plain
from brandbot.drawing.scene import Emblem, Scene
from brandbot.drawing.workcopy import open_prepared, prepare

__all__ = [
    "ELEMENTS",
    "Emblem",
    "Photo",
    "Scene",
    "draw",
    "explained",
    "open_photo",
    "open_prepared",
    "overlay",
    "plain",
    "prepare",
]
