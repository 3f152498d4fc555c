"""A text in a given width: shrunk, re-wrapped, said shorter; never cut and never below its floor."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from PIL import Image

from brandbot.drawing import font
from brandbot.drawing.colour import RGB
from brandbot.drawing.glyphs import paint
from brandbot.drawing.lines import Extent, Piece, Word, fill, lonely, spread, words, wrap
from brandbot.drawing.shapes import Box
from brandbot.drawing.shaping import Line, Setting, join, shape

Align = Literal["left", "center", "right"]
WIDOW = 0.84  # a text is set so much smaller to save its last word from standing alone, or a line from being a stub
STUB = 0.5  # of the longest line: a shorter one in the middle looks like a hole
STEP = 2  # pixels between two sizes that are tried
ACCENT = 0.26  # em: so far an accent may stand above the capitals, or a mark below the letters, and move no line
AIR = 0.05  # em below a line of another script, whose marks take all of their room


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `sizes` are the preferred and the smallest size in pixels; leading and tracking in em."""

    sizes: tuple[int, int]
    lines: int
    weight: int
    strong: int
    leading: float
    tracking: float
    family: str = "plus-jakarta-sans"

    def size(self, shrink: float) -> int:
        """The size at `shrink`, 0 (preferred) to 1 (floor)."""
        preferred, floor = self.sizes
        return max(floor, preferred - round((preferred - floor) * shrink / STEP) * STEP)

    def trials(self, shrink: float) -> list[int]:
        """The sizes to try, from that at `shrink` down to the floor."""
        return [*range(self.size(shrink), self.sizes[1], -STEP), self.sizes[1]]


@dataclass(frozen=True)
class SetText:
    """A text that fits: its lines and size, and how much room it takes in pixels."""

    lines: tuple[Line, ...]
    size: int
    style: Style

    @property
    def texts(self) -> tuple[str, ...]:
        """What each line says."""
        return tuple(line.text for line in self.lines)

    @property
    def width(self) -> float:
        """The longest line's ink."""
        return max((line.ink.right - line.ink.left for line in self.lines), default=0.0) * self.size

    @property
    def height(self) -> int:
        """From the top of the first line's capitals to below the last line's descenders."""
        if not self.lines:
            return 0
        return self.capitals + math.ceil(self._reach(self.lines[-1])[1] * self.size)

    @property
    def capitals(self) -> int:
        """From the top of the first line's capitals to the last baseline: what the eye centres."""
        return self.baselines[-1]

    def draw(self, image: Image.Image, box: tuple[int, int, int], align: Align, colours: tuple[RGB, RGB]) -> None:
        """Paint it; `box` is left, top and width, `colours` the plain and the strong one."""
        for line, baseline in zip(self.lines, self.baselines, strict=False):
            start = self._pen(line, box, align)
            for pen, run in line.runs:
                for glyph, x, y in run.glyphs:
                    place = (start + (pen + x) * self.size, box[1] + baseline + y * self.size)
                    font_glyph = (run.family, run.weight, glyph)
                    paint(image, font_glyph, place, self.size * run.scale, colours[run.strong])

    def ink_lines(self, box: tuple[int, int, int], align: Align) -> tuple[Box, ...]:
        """Where each line's ink will be if it is drawn so: left, top, width and height in whole pixels."""
        lines = zip(self.lines, self.baselines, strict=False)
        return tuple(self._painted(line, baseline, box, align) for line, baseline in lines)

    def ink(self, box: tuple[int, int, int], align: Align) -> Box:
        """Where all its ink will be if it is drawn so."""
        boxes = self.ink_lines(box, align)
        if not boxes:
            return box[0], box[1], 0, 0
        left, top = min(line[0] for line in boxes), min(line[1] for line in boxes)
        right, bottom = max(line[0] + line[2] for line in boxes), max(line[1] + line[3] for line in boxes)
        return left, top, right - left, bottom - top

    def _painted(self, line: Line, baseline: int, box: tuple[int, int, int], align: Align) -> Box:
        pen = self._pen(line, box, align)
        slip = 1 / 8  # a pen is rounded to a quarter of a pixel
        left = math.floor(pen + line.ink.left * self.size - slip)
        right = math.ceil(pen + line.ink.right * self.size + slip)
        top = math.floor(line.ink.top * self.size - slip)
        bottom = math.ceil(line.ink.bottom * self.size + slip)
        return left, box[1] + baseline + top, right - left, bottom - top

    def _pen(self, line: Line, box: tuple[int, int, int], align: Align) -> float:
        """Where a line's pen starts, so that its ink stands at the edge or in the middle."""
        slack = box[2] - (line.ink.right - line.ink.left) * self.size
        return box[0] + slack * {"left": 0, "center": 0.5, "right": 1}[align] - line.ink.left * self.size

    @cached_property
    def baselines(self) -> tuple[int, ...]:
        """Pixels from the top to each line's baseline; lines of another script stand apart as far as they need."""
        if not self.lines:
            return (0,)
        reaches = [self._reach(line) for line in self.lines]
        pen = reaches[0][0]
        found = [pen]
        for (_, depth), (rise, _) in pairwise(reaches):
            pen += max(self.style.leading, depth + rise)
            found.append(pen)
        return tuple(round(baseline * self.size) for baseline in found)

    def _reach(self, line: Line) -> tuple[float, float]:
        """Em that a line reaches above and below its baseline: as its family's letters do, or as it really does."""
        usual = font.metrics(self.style.family)
        rise, depth = max(usual.cap_height, -line.ink.top), max(usual.descent, line.ink.bottom)
        if any(run.family != self.style.family for _, run in line.runs):
            return rise, depth + AIR
        return (
            rise if rise > usual.cap_height + ACCENT else usual.cap_height,
            depth if depth > usual.descent + ACCENT else usual.descent,
        )


def set_text(
    wordings: Sequence[str], fields: Mapping[str, str], style: Style, width: int, shrink: float = 0.0
) -> SetText | None:
    """Fit the first wording that can be fitted into `width` pixels, at the largest size that serves from `shrink` on.

    Words break at hyphens, and loose phrases break at all, only where no size would serve otherwise.
    None if nothing serves.
    """
    for wording in filter(None, wordings):
        fitted = _fit(fill(wording, fields), style, width, shrink)
        if fitted is not None:
            return fitted
    return None


def _fit(pieces: tuple[Piece, ...], style: Style, width: int, shrink: float) -> SetText | None:
    tiers = (words(pieces), words(pieces, within=True), words(pieces, loose=False, within=True))
    fitted = (_largest(parts, style, width, shrink) for parts in dict.fromkeys(tiers))
    return next(filter(None, fitted), None)


def _largest(parts: tuple[Word, ...], style: Style, width: int, shrink: float) -> SetText | None:
    """The words in the largest size that serves; a little smaller where that mends how the lines break."""
    shaped = shape(parts, Setting(style.family, style.weight, style.strong, style.tracking))
    extents = [word.extent for word in shaped]
    best, fewest, most = None, 0, 0
    for size in style.trials(shrink):
        if size < most * WIDOW:
            break
        cuts = wrap(parts, extents, width / size, style.lines)
        if cuts is None:
            continue
        most = max(most, size)
        lines = [*pairwise(cuts)]
        flaws = _flaws(parts, lines, extents)
        if best is None or flaws < fewest:
            best, fewest = SetText(tuple(join(shaped[start:end]) for start, end in lines), size, style), flaws
        if not flaws:
            break
    return best


def _flaws(parts: Sequence[Word], lines: Sequence[tuple[int, int]], extents: Sequence[Extent]) -> int:
    """How badly lines break: a last word that stands alone, and less so a stub between the first and the last."""
    if len(lines) < 2:  # noqa: PLR2004 - a line alone looks as it looks
        return 0
    width_of = spread(extents)
    widths = [width_of(start, end) for start, end in lines]
    alone, stub = lonely(parts[lines[-1][0] :]), min(widths[1:-1], default=math.inf) < STUB * max(widths)
    return 2 * alone + stub
