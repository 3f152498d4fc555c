"""A text in a given width: shrunk, re-wrapped, said shorter; never cut and never below its floor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from brandbot.drawing import font
from brandbot.drawing.colour import RGB
from brandbot.drawing.lines import Line, Word, fill, words, wrap

Align = Literal["left", "center", "right"]
WIDOW = 0.84  # a text is set so much smaller to save its last word from standing alone
STEP = 2  # pixels between two sizes that are tried


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `sizes` are the preferred and the smallest size in pixels; tracking in em."""

    sizes: tuple[int, int]
    lines: int
    weight: int
    strong: int
    leading: float
    tracking: float

    def size(self, shrink: float) -> int:
        """The size at `shrink`, 0 (preferred) to 1 (floor)."""
        preferred, floor = self.sizes
        return max(floor, preferred - round((preferred - floor) * shrink / STEP) * STEP)


@dataclass(frozen=True, slots=True)
class SetText:
    """A text that fits: its lines and size, and how much room it takes in pixels."""

    lines: tuple[Line, ...]
    size: int
    style: Style

    @property
    def width(self) -> float:
        """The longest line."""
        return max((line.width for line in self.lines), default=0.0) * self.size

    @property
    def height(self) -> int:
        """From the top of the first line's capitals to below the last line's descenders."""
        return self.capitals + round(font.DESCENT * self.size) if self.lines else 0

    @property
    def capitals(self) -> int:
        """From the top of the first line's capitals to the last baseline: what the eye centres."""
        return round((font.CAP_HEIGHT + (len(self.lines) - 1) * self.style.leading) * self.size)

    def draw(self, image: Image.Image, box: tuple[int, int, int], align: Align, colours: tuple[RGB, RGB]) -> None:
        """Paint it; `box` is left, top and width, `colours` the plain and the strong one."""
        left, top, width = box
        for number, line in enumerate(self.lines):
            slack = width - line.width * self.size
            pen = left + slack * {"left": 0, "center": 0.5, "right": 1}[align]
            if align == "left":
                pen -= self._hang(line) * self.size
            baseline = round(top + (font.CAP_HEIGHT + number * self.style.leading) * self.size)
            for index, word in enumerate(line.words):
                pen += (font.SPACE + self.style.tracking) * self.size if index and not word.joined else 0.0
                for piece in word.pieces:
                    weight = self.style.strong if piece.strong else self.style.weight
                    shaped = font.shape(piece.text, weight, self.style.tracking)
                    font.draw_word(image, (pen, baseline), shaped, self.size, colours[piece.strong])
                    pen += shaped.width * self.size

    def _hang(self, line: Line) -> float:
        first = line.words[0].pieces[0]
        return font.bearing(first.text[0], self.style.strong if first.strong else self.style.weight)


def set_text(
    wordings: Sequence[str], fields: Mapping[str, str], style: Style, width: int, shrink: float = 0.0
) -> SetText | None:
    """Fit the first wording that can be fitted into `width` pixels, at the largest size that serves from `shrink` on.

    A space that should not break breaks only where no size would serve otherwise. None if nothing serves.
    """
    for wording in filter(None, wordings):
        pieces = fill(wording, fields)
        for parts in dict.fromkeys((words(pieces), words(pieces, glued=False))):
            fitted = _fit(parts, style, width, shrink)
            if fitted is not None:
                return fitted
    return None


def _fit(parts: tuple[Word, ...], style: Style, width: int, shrink: float) -> SetText | None:
    widths = [_width(word, style) for word in parts]
    widowed: SetText | None = None
    for size in range(style.size(shrink), style.sizes[1] - 1, -STEP):
        if widowed is not None and size < widowed.size * WIDOW:
            break
        lines = wrap(parts, widths, font.SPACE + style.tracking, width / size)
        if lines is not None and len(lines) <= style.lines:
            fitted = SetText(lines, size, style)
            if len(lines) <= 1 or len(lines[-1].words) > 1:
                return fitted
            widowed = widowed or fitted
    return widowed


def _width(word: Word, style: Style) -> float:
    weights = (style.weight, style.strong)
    return sum(font.shape(piece.text, weights[piece.strong], style.tracking).width for piece in word.pieces)
