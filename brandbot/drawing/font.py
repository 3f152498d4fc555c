"""The fonts: read from their packages, asked what they can draw, and how high their letters stand.

All lengths are in em: multiply by the size in pixels.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources, util

import uharfbuzz

from brandbot.drawing.typefaces import FAMILIES, TYPEFACES, Face
from brandbot.model.creative import Typeface

EM = 1 << 16  # units that HarfBuzz counts in: so fine that a variable font's widths are not rounded
MARKS = 3  # on one letter; more than any language has is a prank
# What stands in for apostrophes, hyphens and spaces that a typeface lacks.
_LOOKALIKES = {
    "\u02bc": "’",
    "\u02bf": "‘",
    "\u02be": "’",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "–",
    "\u2007": "\u00a0",
    "\u202f": "\u00a0",
}
# Controls, zero widths, directions, variation selectors and tags: they say nothing in a picture, or turn names round.
INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SPACE = re.compile(r"[^\S\u00a0]+")
_EMOJI = re.compile("[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Metrics:
    """How high a family's capitals stand above the baseline, and how deep its letters hang below it."""

    cap_height: float
    descent: float


def family(typeface: Typeface, face: Face = "text") -> str:
    """The family that sets this face of a brand's typeface."""
    return TYPEFACES[typeface][face]


@cache
def is_there(name: str) -> bool:
    """Whether a family's package is installed: the largest fonts are an extra."""
    return util.find_spec(FAMILIES[name].package) is not None


@cache
def _face(name: str) -> uharfbuzz.Face:
    chosen = FAMILIES[name]
    return uharfbuzz.Face(uharfbuzz.Blob((resources.files(chosen.package) / chosen.file).read_bytes()))


@cache
def font(name: str, weight: int) -> uharfbuzz.Font:
    """A family in a weight, or in the nearest that it has. It counts in EM."""
    made = uharfbuzz.Font(_face(name))
    made.scale = (EM, EM)
    made.set_variations({"wght": weight})
    return made


@cache
def metrics(name: str) -> Metrics:
    """A family's heights: the capitals' from its OS/2 table, the depth from its letters themselves."""
    regular = font(name, 700)
    depths = (extents(name, 700, regular.get_nominal_glyph(ord(letter))) for letter in "gpqy")
    cap_height = regular.get_metric_position(uharfbuzz.OTMetricsTag.CAP_HEIGHT) / EM
    return Metrics(cap_height, max(box[3] for box in depths if box))


@lru_cache(maxsize=4096)
def extents(name: str, weight: int, glyph: int) -> tuple[float, float, float, float] | None:
    """A glyph's ink from its pen and the baseline, down counting up: left, top, right, bottom. None if it has none."""
    box = font(name, weight).get_glyph_extents(glyph)
    if box is None or not box.width:
        return None
    left, top = box.x_bearing / EM, -box.y_bearing / EM
    return left, top, left + box.width / EM, top - box.height / EM


def clusters(text: str) -> list[str]:
    """The text cut into letters, each with the marks on it."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.category(character)[0] == "M":
            found[-1] += character
        else:
            found.append(character)
    return found


def _draws(name: str, cluster: str) -> bool:
    return all(font(name, 400).get_nominal_glyph(ord(character)) is not None for character in cluster)


@lru_cache(maxsize=4096)
def serving(cluster: str, name: str) -> str | None:
    """Which family draws a letter with its marks where `name` is wanted: itself or a fallback; None if none can."""
    first = ord(cluster[0])
    for candidate in (name, *FAMILIES[name].fallbacks):
        serves = candidate == name or any(low <= first <= high for low, high in FAMILIES[candidate].serves)
        if serves and is_there(candidate) and _draws(candidate, cluster):
            return candidate
    return None


def printable(text: str, typeface: Typeface = "plus-jakarta-sans") -> tuple[str, str]:
    """The text as it can be drawn, and the characters that no typeface here can draw; brackets left empty go too.

    Emoji go without being reported: by rule they stay in captions. So do the marks that no language puts on a letter.
    """
    text = _SPACE.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip(" ")
    if text.isascii():
        return text, ""
    drawn = [(cluster, _drawable(cluster, typeface)) for cluster in clusters(text)]
    lacking = dict.fromkeys(cluster[0] for cluster, known in drawn if known is None and not _EMOJI.match(cluster))
    marked = "".join("\0" if known is None else known for _, known in drawn)
    marked = re.sub(r"[(\[“\"]\0[\0 ]*[)\]”\"]", "\0", marked)
    told = re.sub(r" ?\0+(?=[ ,.;:!?)]|$)|\0+", "", marked)
    return re.sub(" {2,}", " ", told).strip(" "), "".join(lacking)


@lru_cache(maxsize=4096)
def _drawable(cluster: str, typeface: Typeface) -> str | None:
    """The letter with no more marks than it may have, or the nearest to it that every face of the typeface can draw."""
    whole = cluster[: MARKS + 1]
    plain = unicodedata.normalize("NFKC", whole)
    tries = [whole, _LOOKALIKES.get(whole[0], ""), plain if plain.isalnum() else "", whole[0]]
    names = set(TYPEFACES[typeface].values())
    for known in filter(None, tries):
        if all(serving(letter, name) for letter in clusters(known) for name in names):
            return known
    return None
