"""Small copies of finished pictures, for reports."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image


def thumbnail(path: Path, width: int) -> bytes:
    """A JPEG of this width in pixels; the height follows."""
    with Image.open(path, formats=("JPEG",)) as image:
        image.draft("RGB", (width * 2, width * 2))
        size = (width, round(image.height * width / image.width))
        small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, subsampling=0)
    return out.getvalue()
