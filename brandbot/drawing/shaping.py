"""Words as glyphs: HarfBuzz places them, each stretch in the font that has it and in the direction it is read.

A paragraph is shaped as a whole and then cut into its words, so that a pair is kerned across a space and a change of
colour as well. All lengths are in em, from the pen to the right and from the baseline down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

import uharfbuzz
from bidi import algorithm

from brandbot.drawing.font import EM, INVISIBLE, clusters, extents, font, serving
from brandbot.drawing.lines import NBSP, Extent, Word
from brandbot.drawing.typefaces import FAMILIES

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SPACED = {"liga": False, "clig": False}  # what a browser turns off where letters are spaced: one glyph for several


class Ink(NamedTuple):
    """The box that is painted."""

    left: float
    top: float
    right: float
    bottom: float


class Setting(NamedTuple):
    """In what a paragraph is set: family, weights of plain and of strong text, and em between letters."""

    family: str
    weight: int
    strong: int
    tracking: float


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font in one direction: each one's number with its place from the run's pen, left to right.

    `scale` is how much larger than the text they are; `level` is Unicode's embedding level: odd is right to left.
    """

    family: str
    weight: int
    scale: float
    strong: bool
    level: int
    glyphs: tuple[tuple[int, float, float], ...]
    width: float
    ink: Ink | None


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """A word's runs in reading order, those of the space before it, and how much room they take."""

    word: Word
    runs: tuple[Run, ...]
    space: tuple[Run, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says; its runs from left to right, each with its pen; and the ink of them all."""

    text: str
    runs: tuple[tuple[float, Run], ...]
    ink: Ink


class _Letter(NamedTuple):
    """A character of a paragraph: the number of its word, whether it is the space before it, and how it is set."""

    character: str
    word: int
    is_space: bool
    strong: bool
    family: str


class _Way(NamedTuple):
    """How a stretch is set: one font, one direction."""

    family: str
    weight: int
    scale: float
    level: int

    @property
    def backwards(self) -> bool:
        return self.level % 2 == 1


class _Glyph(NamedTuple):
    """A glyph: the place of its character, its number in the font, how far it is moved right and down, its advance."""

    place: int
    number: int
    right: float
    down: float
    advance: float


@lru_cache(maxsize=256)
def shape(words: tuple[Word, ...], setting: Setting) -> tuple[ShapedWord, ...]:
    """Shape a paragraph. A character that no font has is left out; font.printable tells which."""
    letters = tuple(_letters(words, setting.family))
    text = "".join(letter.character for letter in letters)
    levels = _levels(text)
    runs: list[tuple[list[Run], list[Run]]] = [([], []) for _ in words]  # of the word, of the space before it

    def way(place: int) -> _Way:
        letter = letters[place]
        scale = FAMILIES[letter.family].scale if letter.family != setting.family else 1.0
        return _Way(letter.family, setting.strong if letter.strong else setting.weight, scale, levels[place])

    for alike, places in groupby(range(len(text)), key=way):
        glyphs = _glyphs(text, [*places], alike, setting.tracking)
        groups = [(key, [*group]) for key, group in groupby(glyphs, key=lambda glyph: letters[glyph.place][1:4])]
        for (word, is_space, strong), group in reversed(groups) if alike.backwards else groups:
            runs[word][is_space].append(_run(group, alike, strong=strong))
    return _measured(words, runs, turns=any(levels))


def _letters(words: tuple[Word, ...], family: str) -> Iterator[_Letter]:
    for number, word in enumerate(words):
        if number and not word.joined:
            yield _Letter(" ", number, is_space=True, strong=word.pieces[0].strong, family=family)
        for piece in word.pieces:
            for cluster in clusters(INVISIBLE.sub("", piece.text)):
                known = family if cluster == NBSP else serving(cluster, family)
                if known is not None:
                    for character in cluster:
                        yield _Letter(character, number, is_space=False, strong=piece.strong, family=known)


def _levels(text: str) -> list[int]:
    """Unicode's embedding level of each character; the first strong one says how the paragraph runs."""
    if not _RIGHT_TO_LEFT.search(text):
        return [0] * len(text)
    base = algorithm.get_base_level(text)
    storage = algorithm.get_empty_storage()
    storage.update(base_level=base, base_dir="LR"[base])
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [character["level"] for character in storage["chars"]]


def _glyphs(text: str, places: Sequence[int], way: _Way, tracking: float) -> list[_Glyph]:
    """The glyphs of a stretch, from left to right. Joined letters are not set apart."""
    apart = 0.0 if way.backwards else tracking
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text, places[0], len(places))
    buffer.direction = "rtl" if way.backwards else "ltr"
    buffer.language = "id"
    buffer.flags = uharfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    buffer.guess_segment_properties()
    uharfbuzz.shape(font(way.family, way.weight), buffer, _SPACED if apart else {})
    infos = buffer.glyph_infos
    following = [info.cluster for info in infos[1:]] + [-1]
    glyphs = []
    for info, place, after in zip(infos, buffer.glyph_positions, following, strict=True):
        advance = place.x_advance / EM + (apart if after != info.cluster else 0.0)
        glyphs.append(_Glyph(info.cluster, info.codepoint, place.x_offset / EM, -place.y_offset / EM, advance))
    return glyphs


def _run(glyphs: Sequence[_Glyph], way: _Way, *, strong: bool) -> Run:
    placed, boxes, pen = [], [], 0.0
    for glyph in glyphs:
        box = extents(way.family, way.weight, glyph.number)
        if box is not None and glyph.number:
            x, y = (pen + glyph.right) * way.scale, glyph.down * way.scale
            left, top, right, bottom = (side * way.scale for side in box)
            placed.append((glyph.number, x, y))
            boxes.append(Ink(x + left, y + top, x + right, y + bottom))
        pen += glyph.advance
    return Run(way.family, way.weight, way.scale, strong, way.level, tuple(placed), pen * way.scale, _union(boxes))


def _measured(
    words: tuple[Word, ...], runs: Sequence[tuple[list[Run], list[Run]]], *, turns: bool
) -> tuple[ShapedWord, ...]:
    """Words with their extents; where the order turns, whatever may stand at a line's end counts as sticking out."""
    over = 0.0
    for run in chain.from_iterable(own for own, _ in runs) if turns else ():
        if run.ink is not None:
            over = max(over, -run.ink.left, run.ink.right - run.width)
    measured = []
    for word, (own, space) in zip(words, runs, strict=True):
        width = sum(run.width for run in own)
        ink = _union(_inks(_pens(own)))
        ends = (-over, -over) if turns or ink is None else (ink.left, width - ink.right)
        extent = Extent(width, sum(run.width for run in space), *ends)
        measured.append(ShapedWord(word, tuple(own), tuple(space), extent))
    return tuple(measured)


def join(words: Sequence[ShapedWord]) -> Line:
    """Set words side by side, in the order in which they are seen."""
    runs = [*words[0].runs]
    text = str(words[0].word)
    for word in words[1:]:
        runs += (*word.space, *word.runs)
        text += str(word.word) if word.word.joined else f" {word.word}"
    placed = _pens(_turned(runs))
    return Line(text.replace(NBSP, " "), placed, _union(_inks(placed)) or Ink(0.0, 0.0, 0.0, 0.0))


def _turned(runs: list[Run]) -> list[Run]:
    """Unicode's rule L2: from the highest level down to 1, what is at that level or above is turned round."""
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        turned: list[Run] = []
        for high, group in groupby(runs, key=lambda run: run.level >= level):
            turned += [*group][:: -1 if high else 1]
        runs = turned
    return runs


def _pens(runs: Sequence[Run]) -> tuple[tuple[float, Run], ...]:
    placed, pen = [], 0.0
    for run in runs:
        placed.append((pen, run))
        pen += run.width
    return tuple(placed)


def _inks(runs: Sequence[tuple[float, Run]]) -> list[Ink]:
    return [Ink(pen + ink.left, ink.top, pen + ink.right, ink.bottom) for pen, run in runs if (ink := run.ink)]


def _union(boxes: Sequence[Ink]) -> Ink | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Ink(min(lefts), min(tops), max(rights), max(bottoms))
