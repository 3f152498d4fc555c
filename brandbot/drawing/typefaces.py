"""The typefaces: which fonts a brand's choice means, and which draw the scripts that those lack. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from brandbot.model.creative import Typeface

Face = Literal["text", "display"]


@dataclass(frozen=True, slots=True)
class Family:
    """A font in a package: variable, or one weight for all.

    `fallbacks` are families for what it lacks, in order. A fallback is asked only for characters of the ranges that it
    `serves`, and drawn `scale` times as large, so that it looks as large as the letters around it.
    """

    package: str
    file: str
    fallbacks: tuple[str, ...] = ()
    serves: tuple[tuple[int, int], ...] = ()
    scale: float = 1.0


_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_EAST_ASIAN = (
    (0x1100, 0x11FF),  # Hangul letters
    (0x2E80, 0x303F),  # radicals, punctuation
    (0x3040, 0x31FF),  # kana, bopomofo
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFF01, 0xFFEE),  # full width
    (0x20000, 0x323AF),
)

FAMILIES: Mapping[str, Family] = {
    "plus-jakarta-sans": Family(
        "fontpkg_plus_jakarta_sans",
        "files/PlusJakartaSans[wght].ttf",
        ("noto-sans-arabic", "noto-sans-cjk"),
        serves=((0x0000, 0x2BFF),),
    ),
    "archivo": Family("fontpkg_archivo", "files/Archivo[wdth,wght].ttf", ("noto-sans-arabic", "noto-sans-cjk")),
    "lora": Family("fontpkg_lora", "files/Lora[wght].ttf", ("amiri", "noto-sans-cjk", "plus-jakarta-sans")),
    "noto-sans-arabic": Family("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf", serves=_ARABIC),
    "amiri": Family("fontpkg_amiri", "files/Amiri-Bold.ttf", serves=_ARABIC, scale=1.15),
    "noto-sans-cjk": Family("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf", serves=_EAST_ASIAN, scale=0.95),
}

# Per choice: what sets running text, and what sets headlines.
TYPEFACES: Mapping[Typeface, Mapping[Face, str]] = {
    "plus-jakarta-sans": {"text": "plus-jakarta-sans", "display": "plus-jakarta-sans"},
    "archivo": {"text": "archivo", "display": "archivo"},
    "lora": {"text": "plus-jakarta-sans", "display": "lora"},
}
