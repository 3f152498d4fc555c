"""Words and lines: where a text may break, and where it should. Pure: it is told how wide words are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

NBSP = "\u00a0"

_DEGREE = r"(?:(?:[A-Z][A-Za-z]{0,4}\.)+(?:[A-Z][A-Za-z]{0,4}\.?)*,?|(?:MBA|MM|MSc|MA|PhD|Gr),?)"
_MONTH = (
    "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|"
    "January|February|March|May|June|July|August|October|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec"
)
_NO_UNIT = "dan|atau|di|ke|dari|pada|untuk|yang|oleh|bersama|and|or|of|to|for|at|in|on|by|with"
# Spaces that never break: between degrees, in a date, a time, a sum, and between a number and what it counts.
_BOUND = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<=\.,)[ ](?={_DEGREE}(?:[\s)]|$))",
        r"(?<![^\s(,])(?:[A-Z]\.[ ])+(?=[A-Z][a-z]{0,3}\.)",  # degrees typed as "S. Pd. I."
        r"(?<=[A-Z][a-z]\.)[ ](?=I\.)",
        rf"(?<![^\s(–-])\d{{1,2}}(?:[–-]\d{{1,2}})?[ ](?:(?:{_MONTH})\b)(?:[ ]\d{{4}})?",
        r"(?<!\S)(?:[Pp]ukul|[Kk]elas|Gelombang|Tahap|Rp|Jam|jam|SMKN|SMPN|SMAN|No\.|at)[ ](?=[\dIVX])",
        r"(?<!\S)\d{1,2}[.:]\d{2}(?:[–-]\d{1,2}[.:]\d{2})?[ ](?=WIB|WITA|WIT)",
        r"(?<![^\s(])n[ ]=[ ](?=\d)",  # how many were asked
        # but "Gelombang 1 dibuka" may break after its 1
        rf"(?<![^ (])(?:Rp|±|>|<|\+)?\d[\d.,]*%?\+?[ ](?=[A-Za-z%])(?!(?:{_NO_UNIT})\b)",
    )
)
# Spaces that break only where a text does not fit otherwise: after a title or legal form, between parts of a phrase.
_LOOSE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])(?:H|Hj|K\.H|KH|Drs|Dra|Ir|Prof|Dr|dr|R|Rr|M|PT|CV|UD|SMKN?|SMPN?|SMAN?|Jl|No)\.?[ ](?=\S)",
        r"(?<=\w),?[ ](?=Tbk\b)",  # "Nusantara, Tbk."
        r"(?<!\S)(?:\d[\d.,]*[ ])?(?:dari|of)[ ](?=\d)",
        r"(?<!\S)\+?\d{2,}(?:[ ]\d{2,})+",  # a telephone number
        r"\([^()\s]{1,8}[ ][^()\s]{1,8}\)",  # "(Job Fair)"
    )
)
_RANGE = re.compile(r"(?:(?<=\d{4})|(?<=[a-z]))–(?=\d)")  # "2026–5 Februari", "Oktober–1 November"
# Chinese and Japanese have no spaces: a line may end anywhere but before a closing and after an opening sign.
_CJK = "\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af"
_OPENING = "\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b"
_CLOSING = (
    "\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u30fb\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_IDEOGRAPHS = re.compile(f"(?<=[{_CJK}])(?<![{_OPENING}])(?=[{_CJK}])(?![{_CLOSING}])")
# Where a long word breaks of itself: after a hyphen or slash between letters, and between the parts of an address.
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-–/](?=[^\W\d_]{2})")
_ADDRESS = re.compile(r"(?<!\S)@?[\w+-]+(?:[.@/_][\w+-]+)*[.@/_][A-Za-z][\w-]*/?(?!\S)")
_JOINT = re.compile(r"(?<=[\w-]{2})[.@/_](?=[\w-]{2})")
# A line that ends with one of these reads on badly.
_WEAK = frozenset(
    ["di", "ke", "dari", "dan", "atau", "yang", "untuk", "dengan", "oleh", "pada", "bersama", "bagi", "to", "of", "and"]
)
# One that begins with a degree has left a name behind.
_TAIL = re.compile(_DEGREE)


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
class Extent:
    """How much room a word takes, in em: its pen's way, and the space before it where it is not a line's first.

    `lead` and `trail` are what its ink stays behind its pen's way at either end; below 0 where it sticks out.
    """

    width: float
    space: float
    lead: float = 0.0
    trail: float = 0.0


def gaps(template: str) -> tuple[str, ...]:
    """The fields that a text names in `{…}`, in order."""
    return tuple(re.findall(r"\{(\w+)\}", template))


def fill(template: str, fields: Mapping[str, str]) -> tuple[Piece, ...]:
    """Put the fields into the gaps; `*…*` in the template is strong. Stars and braces in a field are just text."""
    template = re.sub(r"[^\S\u00a0]+", " ", template)
    filled = (re.sub(r"\{(\w+)\}", lambda gap: fields.get(gap[1], ""), part) for part in template.split("*"))
    return tuple(Piece(text, strong=bool(index % 2)) for index, text in enumerate(filled) if text)


def glue(text: str, *, loose: bool = True) -> str:
    """The text with a no-break space wherever a line must not end, or with `loose` should not; as long as it was."""
    if not loose:
        text = text.replace(NBSP, " ")
    for pattern in (*_BOUND, *_LOOSE) if loose else _BOUND:
        text = pattern.sub(lambda found: found[0].replace(" ", NBSP), text)
    return text


@lru_cache(maxsize=1024)
def words(pieces: tuple[Piece, ...], *, loose: bool = True, within: bool = False) -> tuple[Word, ...]:
    """Cut where a line may end: at spaces, after the dash of a range of dates, between ideographs.

    `loose` keeps together what should be; `within` cuts at the hyphens of long words and the dots of addresses too.
    """
    text = glue("".join(piece.text for piece in pieces), loose=loose)
    strong = [piece.strong for piece in pieces for _ in piece.text]
    cuts = {found.end() for pattern in (_RANGE, _IDEOGRAPHS) for found in pattern.finditer(text)}
    if within:
        cuts |= {found.end() for found in _HYPHEN.finditer(text)}
        cuts |= {
            found.start() + joint.end() for found in _ADDRESS.finditer(text) for joint in _JOINT.finditer(found[0])
        }
    found: list[Word] = []
    start = 0
    for end in sorted({*cuts, *(place for place, character in enumerate(text) if character == " "), len(text)}):
        while text[start:end].startswith(" "):
            start += 1
        if start < end:
            parts = groupby(range(start, end), key=lambda place: strong[place])
            cut = tuple(Piece("".join(text[place] for place in places), weight) for weight, places in parts)
            found.append(Word(cut, joined=start > 0 and text[start - 1] != " "))
            start = end
    return tuple(found)


Spread = Callable[[int, int], float]


def spread(extents: Sequence[Extent]) -> Spread:
    """How wide the ink of the words from one to before another is side by side, in em."""
    pens = list(accumulate((extent.space + extent.width for extent in extents), initial=0.0))

    def between(start: int, end: int) -> float:
        first = extents[start]
        return pens[end] - pens[start] - first.space - first.lead - extents[end - 1].trail

    return between


def lonely(parts: Sequence[Word]) -> bool:
    """Whether these words look like one: there is no space in them."""
    return all(word.joined for word in parts[1:]) and not any(NBSP in str(word) for word in parts)


def wrap(parts: Sequence[Word], extents: Sequence[Extent], room: float, most: int) -> tuple[int, ...] | None:
    """Where to cut words into the fewest lines that hold them, as even as can be: the first word of each, and the end.

    None if a word is wider than `room` em, or more than `most` lines are needed. No line of one word at the end, none
    that ends in a preposition and none that ends within a word, where the words allow it.
    """
    width_of = spread(extents)
    fewest = _fewest(len(extents), width_of, room, most)
    if fewest is None or fewest <= 1:
        return None if fewest is None else (0, len(parts)) if parts else (0,)
    target = min(room, width_of(0, len(parts)) / fewest)

    def cost(start: int, end: int) -> float | None:
        width = width_of(start, end)
        if width > room + 1e-9:  # the same sum in another order may differ in the last bit
            return None
        ragged = ((target - width) / room) ** 2
        if end == len(parts):
            return ragged + (0.15 if lonely(parts[start:end]) else 0.0)
        weak = 0.02 if str(parts[end - 1]).lower() in _WEAK else 0.0
        return ragged + weak + (0.05 if parts[end].joined or _TAIL.match(str(parts[end])) else 0.0)

    return _cheapest(len(parts), fewest, cost)


def _fewest(count: int, width_of: Spread, room: float, most: int) -> int | None:
    """How many lines are needed when each is filled; None if more than `most`, or if a word is too wide."""
    lines, start = min(1, count), 0
    for end in range(1, count + 1):
        if width_of(start, end) > room:
            lines, start = lines + (end - 1 > start), end - 1
            if lines > most or width_of(start, end) > room:
                return None
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
