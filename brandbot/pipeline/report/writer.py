"""Says one report's numbers in one language: the same words on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Brand
from brandbot.pipeline.report.labels import MISSING, NETWORKS
from brandbot.pipeline.report.numbers import LEAST_REACH, Base, ChannelWeek, Finding, PostRow, WeeklyReport
from brandbot.wording import Wording

MOST_LINES = 10  # posts on the page; the CSV has them all
MOST_NAMES = 6
_EXACT = 100  # a mean below it is said to one place after the comma


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose report it is, and how it says kinds and times. `labels` names kinds: `internship_placement` is `PKL`."""

    brand: Brand
    labels: Mapping[str, str]
    zone_label: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts one report into one language."""

    report: WeeklyReport
    letterhead: Letterhead
    wording: Wording

    @property
    def period(self) -> str:
        """`16–22 November 2026`."""
        return self.wording.date_range(self.report.week.monday, self.report.week.sunday)

    def name(self, channel: ChannelWeek) -> str:
        """The network's name; the channel's too where the school has several there."""
        network = NETWORKS[channel.network]
        many = sum(other.network is channel.network for other in self.report.channels) > 1
        return f"{network} ({channel.channel})" if many else network

    def number(self, value: float | None) -> str:
        """A number as the language writes it; a mean below a hundred to one place after the comma."""
        return number(self.wording, value)

    def percent(self, ratio: float | None) -> str:
        """A ratio as the language writes it."""
        return self.wording.say(MISSING) if ratio is None else self.wording.percent(ratio)

    def signed(self, value: float | None) -> str:
        """A change of followers."""
        return f"+{self.number(value)}" if value and value > 0 else self.number(value)

    def over(self, base: Base) -> str:
        """A rate, as `118 dari 2.105` where its base is too small for a percentage; "" without a base."""
        return over(self.wording, base)

    def rate(self, row: PostRow) -> str:
        """One post's: in percent from a reach of 100 on, by followers with a star, "–" where nothing is known."""
        if row.rate_by_followers is not None:
            return f"{self.percent(row.rate_by_followers)}*"
        if row.rate is None:
            return "–"
        if (row.reach or 0) >= LEAST_REACH:
            return self.percent(row.rate)
        return self.wording.say(Message("{part} of {whole}", part=row.interactions, whole=row.reach))

    def named(self, finding: Finding | None) -> str:
        """`Pelepasan PKL, Instagram (4,8%)`; "" for none."""
        if finding is None:
            return ""
        return f"{finding.row.title}, {NETWORKS[finding.row.network]} ({self.rate(finding.row)})"

    def reached(self, channel: ChannelWeek) -> Message:
        """`Facebook 3.205 (rata-rata 4 pekan 660)`."""
        name, reach = self.name(channel), channel.reach
        if reach.now is None:
            return Message("{name} {reach}", name=name, reach=MISSING)
        if reach.usual is None:
            return Message("{name} {reach}", name=name, reach=self.number(reach.now))
        return Message(
            "{name} {reach} (4-week average {usual})",
            name=name,
            reach=self.number(reach.now),
            usual=self.number(reach.usual),
        )

    def unseen(self, most: int = MOST_NAMES) -> str:
        """Who has not been shown for more than 30 days; "" where all have."""
        unseen = self.few([row.name for row in self.report.partners if row.is_unseen], Message("{count} others"), most)
        return (
            self.wording.say(Message("Not shown for more than 30 days: {partners}", partners=unseen)) if unseen else ""
        )

    def few(self, names: Sequence[str], others: Message, most: int = MOST_NAMES) -> list[str]:
        """The first names, and how many `others` there are."""
        if len(names) <= most:
            return list(names)
        more = Message(others.text, count=len(names) - most + 1)
        return [*names[: most - 1], self.wording.say(more)]

    def more(self) -> str:
        """How many posts the page leaves out; "" for none."""
        more = len(self.report.posts) - MOST_LINES
        return self.wording.say(Message("and {count} more; the CSV has them all", count=more)) if more > 0 else ""


def frame(letterhead: Letterhead, wording: Wording) -> dict[str, str]:
    """What every page begins with: its language, whose it is, and the school's colours."""
    brand = letterhead.brand
    return {
        "language": wording.language,
        "school": brand.school,
        "mark": brand.sample_mark,
        "primary": brand.primary,
        "accent": brand.accent,
        "on_primary": ink_on(brand.primary),
        "heading_ink": readable(brand.primary),
    }


def number(wording: Wording, value: float | None) -> str:
    """A number as the language writes it; a mean below a hundred to one place after the comma."""
    if value is None:
        return wording.say(MISSING)
    return wording.number(round(value, 1) if abs(value) < _EXACT else round(value))


def over(wording: Wording, base: Base) -> str:
    """A rate, as `118 dari 2.105` where its base is too small for a percentage; "" without a base."""
    if base.rate is None:
        return ""
    if base.is_large:
        return wording.percent(base.rate)
    return wording.say(Message("{part} of {whole}", part=base.interactions, whole=base.reach))


def share(value: float | None, top: float) -> int:
    """A bar's length in percent of the longest."""
    return round(100 * value / top) if value and value > 0 < top else 0


def ink_on(colour: str) -> str:
    """White, or near-black where white would fall short of 4.5:1 on the colour (WCAG 2.2, contrast minimum)."""
    return "#ffffff" if contrast(colour, "#ffffff") >= 4.5 else "#111827"  # noqa: PLR2004 - WCAG's number


def readable(colour: str) -> str:
    """The colour where small text in it can be read on white, else near-black."""
    return colour if contrast(colour, "#ffffff") >= 4.5 else "#1b2230"  # noqa: PLR2004 - WCAG's number


def contrast(one: str, other: str) -> float:
    """How far apart two colours are, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's curve
