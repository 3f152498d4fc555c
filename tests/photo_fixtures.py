"""Real photographs for the tests: those that ship in scikit-image's wheel, alone and composed into busy pictures."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Any

from PIL import Image

from brandbot.drawing.crop import FractionBox

# On the astronaut's photo, in its 512 pixels: from eyebrows to chin, and the head with its hair.
FACE = (182, 84, 84, 88)
HEAD = (152, 14, 150, 164)
SCENERY = ("coffee.png", "chelsea.png", "rocket.jpg", "brick.png", "gravel.png", "grass.png", "retina.jpg")


@cache
def photograph(name: str) -> Image.Image:
    """One of scikit-image's photographs."""
    with as_file(files("skimage.data") / name) as path, Image.open(path) as file:
        return file.convert("RGB")


@cache
def portraits() -> tuple[tuple[Image.Image, ...], tuple[Image.Image, ...]]:
    """A hundred faces from Labeled Faces in the Wild, and a hundred pieces of its pictures without one; 25 × 25."""
    import numpy as np  # noqa: PLC0415 - comes with the extra

    with as_file(files("skimage.data") / "lfw_subset.npy") as path:
        levels: Any = (np.load(path) * 255).round().astype(np.uint8)
    pieces = [Image.fromarray(piece).convert("RGB") for piece in levels]
    return tuple(pieces[:100]), tuple(pieces[100:])


@cache
def busy(width: int, height: int) -> Image.Image:
    """A picture full of things, nobody among them."""
    side = max(width, height) // 8
    image = Image.new("RGB", (width, height))
    number = 0
    for top in range(0, height, side):
        for left in range(0, width, side):
            image.paste(photograph(SCENERY[number % len(SCENERY)]).resize((side, side)), (left, top))
            number += 1 + number * 7 % 3
    return image


def astronaut_at(size: tuple[int, int], middle: tuple[float, float], head: float) -> tuple[Image.Image, FractionBox]:
    """A busy picture with the astronaut in it, her face around a point and her head `head` of the height; and her face.

    Her photo is pasted whole, so that more of her shows than her face.
    """
    image = busy(*size).copy()
    scale = head * size[1] / HEAD[3]
    person = photograph("astronaut.png").resize((round(512 * scale), round(512 * scale)), Image.Resampling.LANCZOS)
    left = round(middle[0] * size[0] - (FACE[0] + FACE[2] / 2) * scale)
    top = round(middle[1] * size[1] - (FACE[1] + FACE[3] / 2) * scale)
    image.paste(person, (left, top))
    return image, (
        (left + FACE[0] * scale) / size[0],
        (top + FACE[1] * scale) / size[1],
        FACE[2] * scale / size[0],
        FACE[3] * scale / size[1],
    )


def row_of_heads(size: tuple[int, int], centres: tuple[float, ...], head: float) -> Image.Image:
    """A busy picture with the astronaut's head at each of some places across, every second one mirrored."""
    image = busy(*size).copy()
    left, top, width, height = HEAD
    scale = head * size[1] / height
    cut = photograph("astronaut.png").crop((left - 10, top - 10, left + width + 10, top + height + 40))
    person = cut.resize((round(cut.width * scale), round(cut.height * scale)), Image.Resampling.LANCZOS)
    for number, centre in enumerate(centres):
        turned = person.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if number % 2 else person
        image.paste(turned, (round(centre * size[0] - person.width / 2), round(size[1] * 0.4 - person.height / 2)))
    return image
