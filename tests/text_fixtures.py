"""Texts as people type them, and as they should not: names, titles and partners of 1 to 120 characters, by seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

LONGEST = 120
FIRST = ("Budi", "Siti", "Nur 'Aini", "Ma’ruf", "Dwi", "I Gusti Ayu", "Fauzi", "Zulkifli", "X", "Ngabehi", "Øystein")
LAST = ("Rekaan", "Contohwati", "Fiktifiana", "bin Contoh", "Mas Fiktif", "Žižek-Rekaan", "D’Contoh", "Nguyễn Rekaan")
TITLES = ("H. ", "Hj. ", "Prof. Dr. ", "Drs. ", "Ir. ", "dr. ", "R. ", "K.H. ", "Kak ", "")
DEGREES = (", S.Kom.", ", M.Kom.", ", S.Pd.I., M.Pd.", ", Ph.D.", ", Gr.", " S. Kom., M. M.", ", Lc., M.A.", "", "")
FORMS = ("PT ", "CV. ", "PT. ", "UD ", "Koperasi ", "Dinas ", "SMKN 1 ", "")
THINGS = (
    "Teknik Rekaan", "FIKTIF DIGITAL NUSANTARA", "Lembaga Pelatihan dan Pengembangan Kewirausahaan", "Bengkel Contoh",
    "“Rekaan; Sentosa” (Persero) Tbk", "Contoh & Fiktif", "A", "PT/CV Rekaan-Fiktif", "Karya\u00a0Contoh",
    "e-Rekaan.id",
)  # fmt: skip
VERBS = ("Penandatanganan MoU", "PELEPASAN SISWA PKL", "Uji Kompetensi Keahlian", "Kunjungan Industri", "Job Fair")
FACTS = (
    "24 tempat magang", "Rp4.750.000", "Rp 50 juta", "18–23 Januari 2027", "pukul 19.30 WIB", "93 dari 96 siswa",
    "1 Desember 2026–5 Februari 2027", "96,9 %", "+62 812 0000 0000", "spmb.smk-contoh.sch.id", "@smk.contoh", "No. 5",
    "humas@smk-contoh-rekaan.sch.id", "2026/2027", "Gelombang 1 dibuka", "anak-anak", "dan/atau", "S.Kom",
)  # fmt: skip
LONG_WORDS = ("Pertanggungjawabannya", "Ketidakberpihakan", "PENGADMINISTRASIAN", "Llanfairpwllgwyngyll", "W", "iiii")
ARABIC = ("بِسْمِ اللهِ الرَّحْمٰنِ الرَّحِيْمِ", "شركة ريكان", "رمضان ١٤٤٨", "ﷺ", "المتعلّم", "(مسجد)", "السلام عليكم،")
EAST_ASIAN = ("技能実習", "株式会社レカーン", "东京大学", "한국 기업", "「見本」。", "\uff33\uff2d\uff2b")
UNKNOWN = ("ꦱꦼꦏꦺꦴꦭꦃ", "ᬧᬸᬮᬶ", "โรงเรียน", "\ue000", "𓀀", "(ꦏ)", "\u25cc\u0a3c")
EMOJI = ("🎉", "👩🏽‍🏫", "🇮🇩", "1️⃣", "✅", "❤️", "👨‍👩‍👧‍👦")
HIDDEN = (
    "\u200b",
    "\u202e",
    "\u200f",
    "\u2066",
    "\ufeff",
    "\u00ad",
    "\u200d",
    "\u0007",
    "\u2060",
    "\u2028",
    "\t",
    "\n",
)
MARKED = ("Z\u0301\u0300\u0302\u0303\u0304algo", "e\u0301" + "\u0336" * 50, "Cafe\u0301", "n\u0303", "\u0301", "ḥāfiẓ")


def texts(count: int, seed: int = 0) -> Iterator[str]:
    """So many texts, the same for the same seed: a third are plain, the rest have everything thrown in."""
    chance = random.Random(seed)  # noqa: S311 - it draws test data
    for number in range(count):
        text = chance.choice((_person, _partner, _title))(chance)
        if number % 3:
            text = _spoilt(chance, text)
        yield text[: chance.choice((LONGEST, LONGEST, chance.randint(1, LONGEST)))] or "A"


def _person(chance: random.Random) -> str:
    degrees = "".join(chance.choice(DEGREES) for _ in range(chance.randint(0, 4)))
    return chance.choice(TITLES) + " ".join((chance.choice(FIRST), chance.choice(LAST))) + degrees


def _partner(chance: random.Random) -> str:
    name = chance.choice(FORMS) + " ".join(chance.choice(THINGS) for _ in range(chance.randint(1, 3)))
    return name.upper() if chance.random() < 0.2 else name


def _title(chance: random.Random) -> str:
    parts = [chance.choice(VERBS), *(chance.choice((*FACTS, *THINGS)) for _ in range(chance.randint(0, 4)))]
    return " ".join(parts)


def _spoilt(chance: random.Random, text: str) -> str:
    thrown: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(LONG_WORDS) * chance.randint(1, 4),
        lambda: " ".join(chance.choice(ARABIC) for _ in range(chance.randint(1, 4))),
        lambda: chance.choice(EAST_ASIAN) * chance.randint(1, 3),
        lambda: chance.choice(UNKNOWN),
        lambda: "".join(chance.choice(EMOJI) for _ in range(chance.randint(1, 3))),
        lambda: chance.choice(HIDDEN) * chance.randint(1, 3),
        lambda: chance.choice(MARKED),
        lambda: chr(chance.randint(32, 0x24F)),
        lambda: chr(chance.choice((chance.randint(0x250, 0xD7FF), chance.randint(0xE000, 0x3FFFF)))),
    )  # fmt: skip
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(text))
        joint = chance.choice(("", " ", "\u00a0"))
        text = text[:place] + joint + chance.choice(thrown)() + joint + text[place:]
    return text
