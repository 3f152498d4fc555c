"""The proof on pixels: what was drawn is measured, and a picture that nobody could read is not handed on.

A text is measured against what lies behind it, before it is painted. The pixels are taken to linear light in eight
bits, every second one each way: within 2 % of the exact contrast where it matters, in microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PIL import Image

from brandbot.drawing.colour import (
    BLACK,
    MARGIN,
    RGB,
    SMALL,
    SMALL_TEXT,
    STEPS,
    TEXT,
    WHITE,
    linear,
    luminance,
    mix,
)
from brandbot.drawing.shapes import Box
from brandbot.drawing.unfit import Unfit
from brandbot.errors import Message
from brandbot.model import Mark

Ground = Sequence[tuple[float, float]]  # luminances with their shares
WORST = 0.05  # so much of what is behind a text may be worse
TOUCH = 0.04  # of a face: so much may lie under a text
CUT = (0.15, 0.9)  # of a face: below it is free, above it is hidden as a whole; between it is cut in two
TIP = 0.14  # of a size: so far the tips of two texts may reach into each other
FEW = 48  # colours: a plain ground, or one with a faint pattern
SEEN = 36  # pixels: smaller faces are a crowd's
_LIGHT = [round(linear(value) * 255) for value in range(256)] * 3
_WEIGHTS = (0.2126, 0.7152, 0.0722, 0.0)


def behind(image: Image.Image, box: Box) -> Ground:
    """What lies in a box of a picture, by luminance."""
    return ground(sample(image, box))


def sample(image: Image.Image, box: Box) -> Image.Image:
    """Every second pixel each way of what of a box lies on the picture."""
    left, top = min(max(box[0], 0), image.width - 2), min(max(box[1], 0), image.height - 2)
    right, bottom = min(box[0] + box[2], image.width), min(box[1] + box[3], image.height)
    right, bottom = max(right, left + 2), max(bottom, top + 2)
    size = ((right - left) // 2, (bottom - top) // 2)
    return image.resize(size, Image.Resampling.NEAREST, box=(left, top, right, bottom))


def ground(pixels: Image.Image) -> Ground:
    """The luminances of a picture, with their shares; exact where it is of few colours."""
    whole = pixels.width * pixels.height
    few = pixels.getcolors(FEW)
    if few is not None:
        return [(luminance(colour), count / whole) for count, colour in few]  # type: ignore[arg-type] # RGB has three
    counts = pixels.point(_LIGHT).convert("L", _WEIGHTS).histogram()
    return [(level / 255, count / whole) for level, count in enumerate(counts) if count]


def contrast_on(ground: Ground, colour: RGB) -> float:
    """The contrast of a colour on all but the worst twentieth of a ground."""
    own = luminance(colour) + 0.05
    ratios = sorted((max(own, light + 0.05) / min(own, light + 0.05), share) for light, share in ground)
    seen = 0.0
    for ratio, share in ratios:
        seen += share
        if seen > WORST:
            return ratio
    return ratios[-1][0]


def needed(size: int) -> float:
    """The contrast that a text of this size in pixels needs."""
    return SMALL_TEXT if size <= SMALL else TEXT


def legible(colour: RGB, grounds: Sequence[Ground], ratio: float) -> tuple[RGB, float]:
    """The colour, moved towards white or black where the ground asks for it, and its contrast there."""

    def measured(tried: RGB) -> float:
        return min(contrast_on(ground, tried) for ground in grounds)

    best = (colour, measured(colour))
    if best[1] >= ratio:
        return best
    for end in sorted((WHITE, BLACK), key=measured, reverse=True):
        for step in range(1, STEPS // 2 + 1):
            moved = mix(colour, end, step * 2 / STEPS)
            reached = measured(moved)
            if reached >= ratio * MARGIN:
                return moved, reached
            best = max(best, (moved, reached), key=lambda pair: pair[1])
    return best


@dataclass
class Proof:
    """What was measured on a picture so far. `safe` is where texts and logos stay; `hidden` the share of each face."""

    safe: Box
    marks: list[Mark] = field(default_factory=list)
    hidden: dict[Box, float] = field(default_factory=dict)

    def text(self, said: str, boxes: Sequence[Box], size: int, contrast: float) -> None:
        """Note a text. Raises Unfit where it cannot be read, or stands where it must not."""
        box = around(boxes)
        self._inside(said, box)
        for mark in self.marks:
            if mark.what in ("logo", "text") and any(overlap(_core(one, size), mark.box) for one in boxes):
                raise _together(said, mark.text)
        self._clear(said, boxes)
        if contrast < needed(size):
            raise Unfit(
                Message(
                    "“{text}” has a contrast of {contrast} on what lies behind it and needs {needed}: "
                    "choose another photo or another colour",
                    text=said,
                    contrast=f"{contrast:.1f}",
                    needed=needed(size),
                )
            )
        self.marks.append(Mark("text", box, said, round(contrast, 2), size))

    def logo(self, name: str, box: Box) -> None:
        """Note a logo. Raises Unfit where it stands where it must not."""
        self._inside(name, box)
        self._clear(name, [box])
        for mark in self.marks:
            if mark.what in ("logo", "text") and overlap(box, mark.box):
                raise _together(name, mark.text)
        self.marks.append(Mark("logo", box, name))

    def photo(self, box: Box, faces: Iterable[Box]) -> None:
        """Note a photo and the faces that show; those of a crowd are too small to count."""
        self.marks.append(Mark("photo", box))
        self.hidden.update((face, 0.0) for face in faces if min(face[2:]) >= SEEN)

    def cover(self, box: Box, mask: Image.Image | None = None) -> None:
        """Note that something opaque was painted there, through a mask where there is one."""
        for face in self.hidden:
            self.hidden[face] += _share(face, box, mask)
        for mark in self.marks:
            if mark.what == "text" and _share(mark.box, box, mask) > TOUCH:
                raise Unfit(
                    Message("“{text}” is covered by a surface: move one of them in the template", text=mark.text)
                )

    def finish(self) -> tuple[Mark, ...]:
        """All marks. Raises Unfit where a face is cut by a card."""
        for face, share in self.hidden.items():
            if CUT[0] < share < CUT[1]:
                raise Unfit(Message("A card covers part of a face: set `focus` in the event, or choose another photo"))
            if share <= CUT[0]:
                self.marks.append(Mark("face", face))
        return tuple(self.marks)

    def _inside(self, name: str, box: Box) -> None:
        left, top, width, height = self.safe
        if box[0] < left - 1 or box[1] < top - 1:
            outside = True
        else:
            outside = box[0] + box[2] > left + width + 1 or box[1] + box[3] > top + height + 1
        if outside:
            raise Unfit(Message("“{text}” stands outside the safe area: move it inwards in the template", text=name))

    def _clear(self, said: str, boxes: Sequence[Box]) -> None:
        for face, share in self.hidden.items():
            if share < CUT[1] and any(overlap(face, box) > TOUCH * face[2] * face[3] for box in boxes):
                raise Unfit(
                    Message("“{text}” stands on a face: set `focus` in the event, or choose another photo", text=said)
                )


def _share(box: Box, cover: Box, mask: Image.Image | None) -> float:
    """How much of a box something covers, 0 to 1."""
    shared: float = overlap(box, cover)
    if shared and mask is not None:
        left, top = box[0] - cover[0], box[1] - cover[1]
        part = mask.crop((left, top, left + box[2], top + box[3]))
        shared = sum(level * count for level, count in enumerate(part.histogram())) / 255
    return shared / (box[2] * box[3])


def _core(box: Box, size: int) -> Box:
    """A line's box without the tips of accents and descenders, which may reach into a neighbour's."""
    tip = round(size * TIP)
    return box[0], box[1] + tip, box[2], max(box[3] - 2 * tip, 1)


def _together(one: str, other: str) -> Unfit:
    return Unfit(Message("“{text}” and “{other}” overlap: move one of them in the template", text=one, other=other))


def overlap(one: Box, other: Box) -> int:
    """How many pixels two boxes share."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(across, 0) * max(down, 0)


def around(boxes: Sequence[Box]) -> Box:
    """The box that holds them all."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top
