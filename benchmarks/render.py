"""How much drawing costs: one feed picture from a 12 MP photo against the floor, the same photo with nothing drawn.

The floor decodes with draft, cuts, resizes, turns and encodes as the engine does, and nothing else. Both run in turn,
figures are medians of CPU time, and the ratio is what counts. Exits 1 above the gate.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw

from brandbot.drawing import ELEMENTS, Scene, draw, open_photo
from brandbot.model import Brand, Layout

GATE = 2.0
ROUNDS = 15
SIZE = (1080, 1350)
WHITE = {"color": "on_primary", "stack": "band"}
LAYOUT = Layout(
    *SIZE,
    tuple(
        ELEMENTS[word](**options)
        for word, options in (
            ("fill", {"box": (0, 0, 1080, 1350), "color": "primary"}),
            ("photo", {"box": (0, 0, 1080, 1350)}),
            ("scrim", {"under": "band"}),
            ("stack", {"name": "band", "box": (72, 480, 936, 720), "anchor": "bottom"}),
            ("badge", {"text": "{kind}", "stack": "band"}),
            ("text", {"text": "{title}", "size": (104, 72), "lines": 4, "weight": 800, "gap": 36, **WHITE}),
            ("text", {"text": "{date}", "gap": 24, **WHITE}),
            ("footer", {"box": (72, 1258, 936, 60), "color": "soft_on_primary"}),
        )
    ),
)
BRAND = Brand(school="SMK Contoh Rekaan", short_name="SMK Contoh", primary="#0B4F3A", accent="#FFC20E")
TITLES = (
    "Pelepasan dan Penempatan Siswa PKL di Rekaan Network",
    "Uji Sertifikasi Multimedia bersama PT Contoh Fiktif",
    "Penarikan Siswa PKL dan Serah Terima Sertifikat Industri",
    "Lokakarya Sinkronisasi Kurikulum bersama Mitra Industri",
)


def photo(path: Path) -> None:
    """Write a 12 MP photo as a phone does: lying on its side, with the EXIF orientation to turn it."""
    image = Image.effect_noise((1008, 756), 40).resize((4032, 3024), Image.Resampling.BICUBIC).convert("RGB")
    pen = ImageDraw.Draw(image)
    for number in range(300):
        x, y, size = number * 1187 % 4032, number * 743 % 3024, 40 + number * 97 % 360
        colour = (number * 53 % 256, number * 101 % 256, number * 29 % 256)
        pen.ellipse((x, y, x + size, y + size), fill=colour)
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(path, quality=90, exif=exif)


def floor(path: Path) -> bytes:
    """Decode, cut, resize, turn and encode."""
    width, height = SIZE
    with Image.open(path) as file:
        file.draft("RGB", (height, round(height * file.height / file.width)))
        across, down = file.size
        cut = min(across / height, down / width)
        left, top = (across - cut * height) / 2, (down - cut * width) / 2
        box = (left, top, left + cut * height, top + cut * width)
        picture = file.resize((height, width), Image.Resampling.HAMMING, box=box).transpose(Image.Transpose.ROTATE_270)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90, subsampling=0)
    return buffer.getvalue()


def picture(path: Path, number: int) -> bytes:
    """Draw one feed picture, photo file to JPEG."""
    fields = {
        "kind": "Praktik Kerja Lapangan",
        "title": TITLES[number % len(TITLES)],
        "date": f"{number % 28 + 1} September 2026",
        "handle": "@smk.contoh.rekaan",
        "website": "smk-contoh.sch.id",
    }
    scene = Scene(BRAND, fields, frozenset(), open_photo(path), None, (), None)
    return draw(LAYOUT, scene).jpeg


def timed(work: Callable[[], bytes]) -> float:
    """CPU milliseconds of one call."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> int:
    """Measure and judge."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        photo(path)
        drawn, bare = [], []
        for number in range(ROUNDS + len(TITLES)):
            pair = timed(partial(picture, path, number)), timed(partial(floor, path))
            if number >= len(TITLES):  # each title once to warm the glyphs
                drawn.append(pair[0])
                bare.append(pair[1])
    render, least = statistics.median(drawn), statistics.median(bare)
    ratio = render / least
    print(f"render: {render:.1f} ms, floor {least:.1f} ms: {ratio:.2f} × (gate {GATE})")
    return int(ratio > GATE)


if __name__ == "__main__":
    sys.exit(main())
