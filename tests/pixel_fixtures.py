"""Contrast and places measured on a finished picture's pixels, by an own arithmetic: nothing here is the engine's.

A picture is drawn twice, the second time without its letters. Where the two JPEGs differ there is text, whatever the
engine says of it, and what the second one shows there is the ground that it is read on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from brandbot.model import Drawing, LayoutName
from brandbot.pipeline.render import Sitting

Levels = NDArray[np.float64]
Mask = NDArray[np.bool_]
SEEN = 48  # levels of 255: pixels that differ by more are painted, by less it is the JPEG
NEAR = 3  # pixels around letters, in the text's box, that count as what they are read on
WORST = 5  # per cent of the ground that may be worse
TEXT, SMALL_TEXT, SMALL = 4.5, 7.0, 36  # WCAG 1.4.3, and 1.4.6 for texts up to 36 px
JPEG = 0.97  # so much of the contrast must be left after the JPEG's rounding
COMMON = 0.12  # of the strokes' middles: a colour that so many have is one of the text's
STROKE = 3  # pixels each way in which a stroke's middle is looked for
FACE = 0.01  # of a face: so much may lie under letters
STRIP = 40  # pixels at the right edge that belong to the sample mark
# What Instagram shows of a feed in the profile's 3:4 grid, and what its buttons leave free of a story.
SHOWN: dict[LayoutName, tuple[int, int, int, int]] = {
    "feed": (34, 0, 1046, 1350),
    "slide": (34, 0, 1046, 1350),
    "closing": (34, 0, 1046, 1350),
    "story": (0, 250, 1080, 1580),
    "square": (0, 0, 1080, 1080),
    "link": (0, 0, 1200, 630),
}


@dataclass(frozen=True)
class Pair:
    """A picture and the same without letters."""

    layout: LayoutName
    drawing: Drawing
    bare: Drawing


def pairs(seat: Sitting, layout: LayoutName, day: Any) -> Iterator[Pair]:
    """All pictures of a layout, each drawn twice."""
    said, listed = seat.said(day), [*seat._listed(layout)]
    for number, picture in enumerate(listed, start=1):
        drawing = seat._draw(picture, said, number, len(listed))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("brandbot.drawing.text.paint", lambda *_: None)
            bare = seat._draw(picture, said, number, len(listed))
        yield Pair(picture.layout, drawing, bare)


def pixels(jpeg: bytes) -> NDArray[np.int16]:
    """What anybody sees who opens it: rows of red, green and blue."""
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"), dtype=np.int16)


def luminance(colours: NDArray[np.int16] | Levels) -> Levels:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = np.asarray(colours, dtype=np.float64) / 255
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return np.asarray(light @ np.array([0.2126, 0.7152, 0.0722]))


def grown(mask: Mask, by: int) -> Mask:
    """The mask and so many pixels around it."""
    for axis in (0, 1):
        wide = mask.copy()
        for step in range(1, by + 1):
            for turn in (step, -step):
                moved = np.roll(mask, turn, axis=axis)
                edge = [slice(None), slice(None)]
                edge[axis] = slice(0, step) if turn > 0 else slice(-step, None)
                moved[tuple(edge)] = False
                wide |= moved
        mask = wide
    return mask


def faults(pair: Pair) -> Iterator[str]:
    """What is wrong with a picture: what can't be read, and what stands where it must not."""
    final, bare = pixels(pair.drawing.jpeg), pixels(pair.bare.jpeg)
    painted: Mask = np.abs(final - bare).max(axis=2) > SEEN
    painted[:, -STRIP:] = False
    texts = [mark for mark in pair.drawing.marks if mark.what == "text"]
    unknown = painted.copy()
    for mark in texts:
        left, top, width, height = mark.box
        place = slice(max(top - 2, 0), top + height + 2), slice(max(left - 2, 0), left + width + 2)
        unknown[place] = False
        if not painted[place].any():
            yield f"“{mark.text}” was not painted at {mark.box}"
            continue
        reached = contrast(final, bare, painted, mark.box)
        wanted = SMALL_TEXT if (mark.size or 0) <= SMALL else TEXT
        if reached < wanted * JPEG:
            yield f"“{mark.text}” has a contrast of {reached:.2f} and needs {wanted}"
    if unknown.any():
        rows, columns = np.nonzero(unknown)
        yield f"letters that nobody measured at {columns.min()}–{columns.max()}, {rows.min()}–{rows.max()}"
    yield from _misplaced(pair, painted)


def contrast(final: NDArray[np.int16], bare: NDArray[np.int16], painted: Mask, box: Sequence[int]) -> float:
    """The contrast of a text on all but the worst twentieth of what lies under and around its letters."""
    left, top, width, height = box
    place = slice(max(top, 0), top + height), slice(max(left, 0), left + width)
    letters = painted[place]
    ground = luminance(bare[place][grown(letters, NEAR)])
    worst = []
    for colour in inks(final[place], bare[place], letters):
        own = float(luminance(colour))
        ratios = (np.maximum(ground, own) + 0.05) / (np.minimum(ground, own) + 0.05)
        worst.append(float(np.percentile(ratios, WORST)))
    return min(worst)


def inks(final: NDArray[np.int16], bare: NDArray[np.int16], letters: Mask) -> list[Levels]:
    """The colours of a text: those in the middle of its strokes, which no edge has blended."""
    change = np.abs(final - bare).sum(axis=2)
    most = change.copy()
    for axis in (0, 1):
        most = np.max([np.roll(most, step, axis=axis) for step in range(-STROKE, STROKE + 1)], axis=0)
    found = final[letters & (change == most)]
    bins, counts = np.unique(found // 32, axis=0, return_counts=True)
    common = bins[counts >= COMMON * len(found)]
    common = common if len(common) else bins[[counts.argmax()]]
    return [np.median(found[(found // 32 == one).all(axis=1)], axis=0) for one in common]


def _misplaced(pair: Pair, painted: Mask) -> Iterator[str]:
    left, top, right, bottom = SHOWN[pair.layout]
    outside = painted.copy()
    outside[top:bottom, left:right] = False
    if outside.any():
        yield "letters stand where Instagram cuts or covers the picture"
    logos = [mark for mark in pair.drawing.marks if mark.what == "logo"]
    for logo in logos:
        x, y, width, height = logo.box
        if x < left or y < top or x + width > right or y + height > bottom:
            yield f"the logo of {logo.text} stands where Instagram cuts or covers the picture"
        if painted[y : y + height, x : x + width].any():
            yield f"letters stand on the logo of {logo.text}"
    for face in (mark for mark in pair.drawing.marks if mark.what == "face"):
        x, y, width, height = (max(side, 0) for side in face.box)
        if painted[y : y + height, x : x + width].sum() > FACE * width * height:
            yield f"letters stand on the face at {face.box}"
        for logo in logos:
            across = min(x + width, logo.box[0] + logo.box[2]) - max(x, logo.box[0])
            down = min(y + height, logo.box[1] + logo.box[3]) - max(y, logo.box[1])
            if max(across, 0) * max(down, 0) > 4 * FACE * width * height:
                yield f"the logo of {logo.text} stands on the face at {face.box}"
