"""A picture with nothing on it, to try whether pictures arrive."""

from __future__ import annotations

import io

from PIL import Image


def plain(width: int, height: int, colour: str) -> bytes:
    """A JPEG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", quality=85)
    return out.getvalue()
