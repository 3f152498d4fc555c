"""Words and lines: where a text may break, and where it should. Pure; widths come from a function."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

NBSP = "\u00a0"
CUT = "\u200b"  # where a line may end without a space

_DEGREE = r"(?:[A-Z][A-Za-z]{0,4}\.)+(?:[A-Z][A-Za-z]{0,4}\.?)*,?"
_MONTH = (
    "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|"
    "January|February|March|May|June|July|August|October|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec"
)
# Spaces that never break: between degrees, after a title or legal form, inside a date, time, sum or count.
_GLUED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<=\.,)[ ](?={_DEGREE}(?:\s|$))",
        r"(?<![\w.])(?:H|Hj|K\.H|KH|Drs|Dra|Ir|Prof|Dr|dr|R|Rr|M|PT|CV|UD|SMKN?|SMPN?|SMAN?|Jl|No)\.?[ ](?=\S)",
        rf"(?<![^\s{CUT}])\d{{1,2}}(?:[–-]\d{{1,2}})?[ ](?:(?:{_MONTH})\b)(?:[ ]\d{{4}})?",
        r"(?<!\S)(?:pukul|kelas|Kelas|Gelombang|Tahap|Rp|at)[ ](?=[\dIVX])",
        r"(?<!\S)\d{1,2}[.:]\d{2}[ ](?=WIB|WITA|WIT)",
        r"(?<![^ ])\d[\d.,]*%?[ ](?=[a-zA-Z])(?!dan\b|and\b|di\b)",  # but "Gelombang 1 dibuka" may break after its 1
        r"(?<!\S)(?:\d[\d.,]*[ ])?(?:dari|of)[ ](?=\d)",
    )
)
_RANGE = re.compile(r"(?:(?<=\d{4})|(?<=[a-z]))–(?=\d)")  # "2026–5 Februari", "Oktober–1 November"
# A line that ends with one of these reads on badly.
_WEAK = frozenset(
    ["di", "ke", "dari", "dan", "atau", "yang", "untuk", "dengan", "oleh", "pada", "bersama", "bagi", "to", "of", "and"]
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What stays together on a line; it may change its weight inside. A joined one follows without a space."""

    pieces: tuple[Piece, ...]
    joined: bool = False

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side, and their width in em."""

    words: tuple[Word, ...]
    width: float


def gaps(template: str) -> tuple[str, ...]:
    """The fields that a text names in `{…}`, in order."""
    return tuple(re.findall(r"\{(\w+)\}", template))


def fill(template: str, fields: Mapping[str, str]) -> tuple[Piece, ...]:
    """Put the fields into the gaps; `*…*` in the template is strong. Stars and braces in a field are just text."""
    filled = (re.sub(r"\{(\w+)\}", lambda gap: fields.get(gap[1], ""), part) for part in template.split("*"))
    return tuple(Piece(text, strong=bool(index % 2)) for index, text in enumerate(filled) if text)


def glue(text: str) -> str:
    """The text with a no-break space wherever a line must not end; as long as it was."""
    for pattern in _GLUED:
        text = pattern.sub(lambda found: found[0].replace(" ", NBSP), text)
    return text


def words(pieces: Sequence[Piece], *, glued: bool = True) -> tuple[Word, ...]:
    """Cut where a line may end: at spaces, and after the dash of a range of dates."""
    pieces = [Piece(_RANGE.sub(f"–{CUT}", piece.text), piece.strong) for piece in pieces]
    whole = "".join(piece.text for piece in pieces)
    whole = glue(whole) if glued else whole.replace(NBSP, " ")
    found: list[Word] = []
    current: list[Piece] = []
    joined, start = False, 0
    for piece in pieces:
        for part in re.split(f"([ {CUT}])", whole[start : start + len(piece.text)]):
            if part in {" ", CUT}:
                found.append(Word(tuple(current), joined))
                current, joined = [], part == CUT
            elif part:
                current.append(Piece(part, piece.strong))
        start += len(piece.text)
    return tuple(word for word in (*found, Word(tuple(current), joined)) if word.pieces)


def spread(parts: Sequence[Word], widths: Sequence[float], space: float) -> float:
    """How wide the words are side by side."""
    return sum(widths) + space * sum(not word.joined for word in parts[1:])


def wrap(parts: Sequence[Word], widths: Sequence[float], space: float, room: float) -> tuple[Line, ...] | None:
    """The fewest lines that hold the words, as even as can be; None if a word is wider than `room`.

    No line of one word at the end and no line ending in a preposition, where the words allow it.
    """
    if not parts or max(widths) > room:
        return () if not parts else None
    fewest = _greedy(parts, widths, space, room)
    target = min(room, (sum(widths) + space * (len(parts) - fewest)) / fewest)

    def cost(start: int, end: int) -> float | None:
        width = spread(parts[start:end], widths[start:end], space)
        if width > room + 1e-9:  # the same sum in another order may differ in the last bit
            return None
        ragged = ((target - width) / room) ** 2
        widow = 0.15 if end == len(parts) and end - start == 1 and fewest > 1 else 0.0
        weak = 0.02 if end < len(parts) and str(parts[end - 1]).lower() in _WEAK else 0.0
        return ragged + widow + weak

    cuts = _cheapest(len(parts), fewest, cost)
    return tuple(
        Line(tuple(parts[start:end]), spread(parts[start:end], widths[start:end], space))
        for start, end in pairwise(cuts)
    )


def _greedy(parts: Sequence[Word], widths: Sequence[float], space: float, room: float) -> int:
    lines, pen = 1, 0.0
    for index, (word, width) in enumerate(zip(parts, widths, strict=True)):
        step = width + (space if index and not word.joined else 0.0)
        if pen + step > room:
            lines, pen = lines + 1, width
        else:
            pen += step
    return lines


def _cheapest(count: int, lines: int, cost: Callable[[int, int], float | None]) -> tuple[int, ...]:
    """Where to cut `count` words into exactly `lines` lines at the least cost."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in range(lines):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (spent, cuts) in best.items():
            for end in range(start + 1, count + 1):
                price = cost(start, end)
                if price is None:
                    break
                if end not in following or spent + price < following[end][0]:
                    following[end] = (spent + price, (*cuts, end))
        best = following
    return best[count][1]
