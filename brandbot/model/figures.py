"""Outcome figures that the school types in, each with what stands behind it. brandbot computes none of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from brandbot.model.problem import Place


class Indicator(StrEnum):
    """What a figure counts; the last three of a graduate's ways exclude each other."""

    APPLICANTS = "applicants"  # pendaftar SPMB
    CERTIFIED = "certified"  # found competent
    INTERNSHIP_PLACES = "internship_places"
    WORKING = "working"  # Bekerja
    STUDYING = "studying"  # Melanjutkan
    BUSINESS = "business"  # Wirausaha


WAYS = (Indicator.WORKING, Indicator.STUDYING, Indicator.BUSINESS)


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure: a count, or a share in percent; `base` is everybody it is about, `n` those who were asked or counted.

    `period` is a school year (`2026/2027`) or a half of one (`2026/2027-1`); `as_of` the day on which it was so, to be
    held against the same day of another year; `detail` says whose part it is (a programme, a scheme), "" for all.
    A share without its `n` is not made.
    """

    indicator: Indicator
    period: str
    source: str
    count: int | None = None
    percent: float | None = None
    base: int | None = None
    n: int | None = None
    as_of: dt.date | None = None
    detail: str = ""
    place: Place = field(default=Place(""), compare=False)

    @property
    def of(self) -> int | None:
        """How many it is a share of: those who were asked, else everybody."""
        return self.n or self.base

    @property
    def share(self) -> float | None:
        """The share from 0 to 1; None where nobody said how many it is a share of."""
        if self.percent is not None:
            return self.percent / 100
        return self.count / self.of if self.count is not None and self.of else None
