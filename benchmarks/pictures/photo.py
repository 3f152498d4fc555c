"""A photo as a phone makes it, and the floor: what decoding, cutting and encoding it costs where nothing is drawn."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

ORIENTATION = 0x0112  # EXIF tag
LYING = 6  # to be turned by 90 degrees clockwise
SIZE = (4032, 3024)  # pixels as they lie in the file: 12 megapixels
GRAIN = 7  # of the sensor; makes a file of about 3.6 MB


def write_photo(path: Path) -> None:
    """Write a photo of 12 megapixels, 4:2:0, lying on its side: a yard, a building, people, and a sensor's grain."""
    width, height = SIZE[1], SIZE[0]
    sky = Image.linear_gradient("L").resize((width, height), Image.Resampling.BICUBIC)
    image = Image.merge(
        "RGB", (sky.point(lambda v: 150 - v // 3), sky.point(lambda v: 180 - v // 3), sky.point(lambda v: 205 - v // 2))
    )
    pen = ImageDraw.Draw(image)
    for number in range(40):
        left, top = number % 8 * 378 + 30, number // 8 * 330 + 500
        pen.rectangle(
            (left, top, left + 300, top + 250), fill=(90 + number * 3, 100 + number * 2, 110 + number % 7 * 9)
        )
    for number in range(60):
        left, top = number * 1187 % width - 120, 2300 + number * 743 % 1500
        tone = 40 + number * 37 % 120
        pen.rounded_rectangle(
            (left, top + 180, left + 260, top + 900), 110, fill=(tone, 60 + number * 53 % 110, 150 - tone // 2)
        )
        pen.ellipse(
            (left + 50, top, left + 210, top + 210),
            fill=(196 - number % 5 * 18, 150 - number % 5 * 16, 120 - number % 5 * 14),
        )
    grain = Image.effect_noise((width, height), GRAIN)
    image = ImageChops.add(image, Image.merge("RGB", (grain,) * 3), offset=-128)
    exif = Image.Exif()
    exif[ORIENTATION] = LYING
    image.transpose(Image.Transpose.ROTATE_90).save(path, quality=90, subsampling=2, exif=exif)


def floor(path: Path, page: tuple[int, int], frame: tuple[int, int, int, int]) -> bytes:
    """The photo, cut for a frame of the page (left, top, width, height) and put there, as JPEG: nothing is drawn.

    It is written without a look at the engine, but takes its filter, quality and colour resolution.
    """
    left, top, width, height = frame
    with Image.open(path) as file:
        turned = file.getexif().get(ORIENTATION) == LYING
        assert turned
        # It lies on its side: at least the frame's height across and its width down, so that nothing is enlarged.
        across = max(height, round(width * file.width / file.height))
        file.draft("RGB", (across, round(across * file.height / file.width)))
        wide, high = file.size
        cut = min(wide / height, high / width)
        x, y = (wide - cut * height) / 2, (high - cut * width) / 2
        box = (x, y, x + cut * height, y + cut * width)
        small = file.resize((height, width), Image.Resampling.HAMMING, box=box)
    picture = small.transpose(Image.Transpose.ROTATE_270)
    if picture.size != page:
        ground = Image.new("RGB", page)
        ground.paste(picture, (left, top))
        picture = ground
    return encoded(picture)


def encoded(picture: Image.Image) -> bytes:
    """A picture as JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90, subsampling=0)
    return buffer.getvalue()
