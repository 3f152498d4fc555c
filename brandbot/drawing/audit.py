"""The audit made visible: a finished picture with the boxes and figures that were measured on it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from PIL import Image, ImageDraw

from brandbot.drawing.colour import BLACK, RGB, WHITE
from brandbot.drawing.text import Style, set_text
from brandbot.model import Mark

_COLOURS: Mapping[str, RGB] = {
    "text": (0, 170, 90),
    "logo": (0, 110, 230),
    "face": (230, 0, 140),
    "photo": (120, 120, 120),
}
LABEL = Style((20, 20), 1, 700, 700, 1.0, 0.0)
PAD = 5  # pixels around a label
EDGE = 3  # pixels of a frame, outside what it frames


def overlay(jpeg: bytes, marks: Sequence[Mark]) -> bytes:
    """The picture as JPEG with a frame around each mark, and beside a text its contrast and its size in pixels."""
    image = Image.open(io.BytesIO(jpeg)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for mark in sorted(marks, key=lambda mark: mark.what != "photo"):
        left, top, width, height = mark.box
        colour = _COLOURS[mark.what]
        frame = (left - EDGE, top - EDGE, left + width - 1 + EDGE, top + height - 1 + EDGE)
        pen.rectangle(frame, outline=colour, width=EDGE)
        figures = [] if mark.contrast is None else [f"{mark.contrast:.1f}:1"]
        figures += [] if mark.size is None else [f"{mark.size} px"]
        label = set_text((" · ".join(figures) or mark.what,), {}, LABEL, image.width)
        if label is not None:
            across, down = round(label.width) + 2 * PAD, label.height + 2 * PAD
            x, y = min(left - EDGE, image.width - across), max(top - down - EDGE, 0)
            pen.rectangle((x, y, x + across - 1, y + down - 1), fill=colour)
            ink = WHITE if mark.what != "text" else BLACK
            label.draw(image, (x + PAD, y + PAD, across), "left", (ink, ink))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0)
    return out.getvalue()
