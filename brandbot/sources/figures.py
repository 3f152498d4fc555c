"""figures.yaml: applicants, graduates, certifications and places, as the school counted them, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from brandbot.errors import Message
from brandbot.model import WAYS, Claim, Indicator, Place, Problem
from brandbot.sources.files import read_text, shown
from brandbot.sources.mistakes import Wrong, short
from brandbot.sources.scalars import Count, Date, Strict, Text, Written, parse_count, words
from brandbot.sources.yaml import Located, compose

FIGURES: Mapping[str, Indicator] = {
    **{one.value: one for one in Indicator},
    "pendaftar": Indicator.APPLICANTS,
    "sertifikasi": Indicator.CERTIFIED,
    "tempat_pkl": Indicator.INTERNSHIP_PLACES,
    "bekerja": Indicator.WORKING,
    "melanjutkan": Indicator.STUDYING,
    "wirausaha": Indicator.BUSINESS,
}
_PERIOD = re.compile(r"(\d{4})/(\d{4})(?:-([12]))?")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|persen)", re.IGNORECASE)
_ALL = 100.0
_ROUNDING = 0.5  # per cent that three rounded shares may be above all


@dataclass(frozen=True, slots=True)
class Amount:
    """A count or a share, as it is written."""

    count: int | None = None
    percent: float | None = None


def parse_amount(text: str) -> Amount:
    """`312`, `1.250` or `53,5 %`. Raises Wrong."""
    if match := _PERCENT.fullmatch(text):
        percent = float(match[1].replace(",", "."))
        if percent <= _ALL:
            return Amount(percent=percent)
    elif "%" not in text:
        return Amount(count=parse_count(text))
    raise Wrong(Message("'{value}' is no share; write it like 53,5 %, from 0 to 100", value=short(text)))


def parse_period(text: str) -> str:
    """`2026/2027` or `2026/2027-1`. Raises Wrong."""
    match = _PERIOD.fullmatch(text.replace(" ", ""))
    if not match or int(match[2]) != int(match[1]) + 1:
        raise Wrong(Message("'{value}' is no school year; write it like 2026/2027, or 2026/2027-1", value=short(text)))
    return match[0]


IndicatorWord = Annotated[Indicator, words(FIGURES)]
AmountText = Annotated[
    Amount, Written(parse_amount, {"type": ["integer", "string"], "examples": [312, "1.250", "53,5 %"]})
]
Period = Annotated[str, Written(parse_period, {"type": "string", "examples": ["2026/2027", "2026/2027-1"]})]


class FigureEntry(Strict):
    """One figure."""

    figure: IndicatorWord = Field(
        description="Yang dihitung: pendaftar, bekerja, melanjutkan, wirausaha, sertifikasi, atau tempat_pkl",
        examples=["bekerja"],
    )
    period: Period = Field(description="Tahun pelajaran, atau semesternya dengan -1 atau -2", examples=["2026/2027"])
    base: Count | None = Field(None, description="Jumlah semua yang dimaksud, misalnya semua lulusan", examples=["240"])
    n: Count | None = Field(None, description="Jumlah yang menjawab atau dihitung; wajib pada persen", examples=["228"])
    value: AmountText = Field(description="Angkanya: jumlah, atau persen dengan tanda %", examples=["121"])
    source: Text = Field(description="Dari mana angkanya", examples=["Penelusuran tamatan, Maret 2027"])
    as_of: Date | None = Field(
        None, description="Keadaan pada tanggal ini, untuk dibandingkan dengan tanggal sama tahun lain"
    )
    detail: str = Field("", description="Bagiannya, misalnya jurusan atau skema", examples=["Teknik Mesin"])

    @field_validator("n")
    @classmethod
    def _not_above_the_base(cls, n: int | None, info: ValidationInfo) -> int | None:
        base = info.data.get("base")
        if n is not None and base is not None and n > base:
            raise Wrong(Message("n is {n} of a base of {base}; nobody answers twice", n=n, base=base))
        return n

    @field_validator("value")
    @classmethod
    def _has_its_base(cls, value: Amount, info: ValidationInfo) -> Amount:
        if not {"n", "base"} <= info.data.keys():  # wrong themselves, which is told already
            return value
        n, base = info.data["n"], info.data["base"]
        if value.percent is not None and not n:
            raise Wrong(Message("a percentage says nothing without n; write how many were counted, like n: 228"))
        if value.count is not None and (of := n or base) is not None and value.count > of:
            raise Wrong(Message("{value} is more than those it is counted of, {of}", value=value.count, of=of))
        return value


class FiguresFile(Strict):
    """figures.yaml."""

    figures: tuple[FigureEntry, ...] = Field((), description="Semua angka hasil sekolah")


def read_figures(file: Path, root: Path) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """All figures; a wrong one costs only itself. A workspace without the file has none."""
    if not file.is_file():
        return (), ()
    text, unreadable = read_text(file, root)
    if unreadable:
        return (), unreadable
    document = compose(text, shown(file, root))
    if not document.only_keys_of(FiguresFile):
        return (), tuple(document.problems)
    claims = [_claim(entry) for entry in document.items("figures", FigureEntry)]
    return tuple(claims), (*document.problems, *_said_twice(claims), *_more_than_all(claims))


def _claim(entry: Located[FigureEntry]) -> Claim:
    value = entry.value
    return Claim(
        indicator=value.figure,
        period=value.period,
        source=value.source,
        count=value.value.count,
        percent=value.value.percent,
        base=value.base,
        n=value.n,
        as_of=value.as_of,
        detail=value.detail,
        place=entry.where(()),
    )


def _said_twice(claims: Iterable[Claim]) -> Iterator[Problem]:
    first: dict[tuple[object, ...], Place] = {}
    for claim in claims:
        key = (claim.indicator, claim.period, claim.detail.casefold(), claim.as_of)
        if key in first:
            text = Message("the same figure stands at {place}; delete one, or give it a detail", place=str(first[key]))
            yield Problem(claim.place, text)
        first.setdefault(key, claim.place)


def _more_than_all(claims: Iterable[Claim]) -> Iterator[Problem]:
    """A graduate works, studies or has a business of their own: together that is nobody more than all."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.indicator in WAYS and claim.share is not None:
            groups.setdefault((claim.period, claim.detail.casefold(), claim.as_of), []).append(claim)
    for group in groups.values():
        total = sum(claim.share or 0 for claim in group) * 100
        if total > _ALL + _ROUNDING and len({claim.indicator for claim in group}) == len(group):
            text = Message(
                "working, studying and business make {total} per cent together; nobody is counted twice",
                total=round(total, 1),
            )
            yield Problem(group[-1].place, text)
