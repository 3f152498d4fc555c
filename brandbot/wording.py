"""Everything a person reads, in the reader's language: sentences from the catalogue, dates, numbers, lists.

The one home of Babel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel.dates import format_date, format_time, format_timedelta
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from brandbot.errors import Message

_DAY = "EEEE, d MMMM y"  # Babel's own `full` writes "02 Desember"
_CLOCK = {"id": "'pukul' HH.mm", "en": "HH:mm"}
_JOINED_BY = {"id": ("dan", "serta"), "en": ("and", "as well as")}


@dataclass(frozen=True, slots=True)
class Wording:
    """How this reader's language says things; `en` says a Message as it stands in the code."""

    language: str = "id"

    def say(self, message: Message) -> str:
        """The sentence with its gaps filled; one that the catalogue lacks is said in English.

        An int counts something and gets its separators: ports, codes and years are passed as text.
        """
        return self.sentence(message.text).format_map(
            {name: self._filled(value) for name, value in message.fields.items()}
        )

    def sentence(self, english: str) -> str:
        """A sentence of the code as the catalogue has it, its gaps left as they are."""
        return _catalogue(self.language).get(english, english)

    def date(self, day: dt.date) -> str:
        """`Rabu, 2 Desember 2026`."""
        return self._date(day, _DAY)

    def date_short(self, day: dt.date) -> str:
        """`2 Des 2026`."""
        return self._date(day, "d MMM y")

    def day_short(self, day: dt.date) -> str:
        """`2 Des`."""
        return self._date(day, "d MMM")

    def weekday(self, day: dt.date) -> str:
        """`Rabu`."""
        return self._date(day, "EEEE")

    def month(self, day: dt.date) -> str:
        """`Desember 2026`."""
        return self._date(day, "MMMM y")

    def month_short(self, day: dt.date) -> str:
        """`Des 26`."""
        return self._date(day, "MMM yy")

    def date_range(self, first: dt.date, last: dt.date, *, short: bool = False) -> str:
        """`18–23 Januari 2027`, with the month or year said twice only where they differ; one day as a date."""
        if last <= first:
            return self.date_short(first) if short else self.date(first)
        month = "MMM" if short else "MMMM"
        if (first.year, first.month) == (last.year, last.month):
            start = "d"
        elif first.year == last.year:
            start = f"d {month}"
        else:
            start = f"d {month} y"
        return f"{self._date(first, start)}–{self._date(last, f'd {month} y')}"

    def time(self, time: dt.time, zone_label: str = "") -> str:
        """`pukul 09.00 WIB`."""
        clock = format_time(time, _CLOCK.get(self.language, "HH:mm"), locale=self.language)
        return f"{clock} {zone_label}".rstrip()

    def moment(self, moment: dt.datetime, zone_label: str = "") -> str:
        """`Rabu, 2 Desember 2026, pukul 09.00 WIB`."""
        return f"{self.date(moment)}, {self.time(moment.time(), zone_label)}"

    def moment_short(self, moment: dt.datetime) -> str:
        """`Rab 2 Des, 09.00`."""
        return f"{self._date(moment, 'EEE d MMM')}, {format_time(moment.time(), 'HH.mm', locale=self.language)}"

    def number(self, number: float) -> str:
        """`1.250`, `4,3`."""
        return str(format_decimal(number, locale=self.language))

    def percent(self, ratio: float) -> str:
        """`4,8%` of a ratio; 100% and 0% are said only of the whole and of nothing."""
        least, most = 0.001, 0.999
        if 0 < ratio < least / 2:
            return f"<{self.percent(least)}"
        shown = most if most < ratio < 1 else ratio
        return str(format_percent(shown, "#,##0.#%", locale=self.language))

    def fine_percent(self, ratio: float) -> str:
        """`0,15%`: two places, for what is always small."""
        return str(format_percent(ratio, "#,##0.##%", locale=self.language))

    def rupiah(self, amount: int) -> str:
        """`Rp4.750.000`, as Indonesian orthography writes it: no space, no cents."""
        return f"Rp{self.number(amount)}"

    def join(self, names: Sequence[str]) -> str:
        """`A, B, dan C`; `serta` joins names that hold a `dan` themselves."""
        *most, last = names or [""]
        if not most:
            return last
        word, other = _JOINED_BY.get(self.language, _JOINED_BY["en"])
        if any(f" {word} " in name for name in names):
            word = other
        comma = "," if most[1:] else ""
        return f"{', '.join(most)}{comma} {word} {last}"

    def _filled(self, value: object) -> object:
        filled: object = value
        match value:
            case Message():
                filled = self.say(value)
            case bool():
                pass
            case int() | float():
                filled = self.number(value)
            case dt.datetime():
                filled = self.moment(value)
            case dt.date():
                filled = self.date(value)
            case dt.time():
                filled = self.time(value)
            case dt.timedelta():
                filled = format_timedelta(value, threshold=2, locale=self.language)
            case list() | tuple():
                filled = self.join([str(self._filled(item)) for item in value])
        return filled

    def _date(self, day: dt.date, pattern: str) -> str:
        return format_date(day, pattern, locale=self.language)


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Sentence by English sentence, from `locale/<language>.po`; empty where there is none."""
    file = resources.files("brandbot") / "locale" / f"{language}.po"
    if not file.is_file():
        return {}
    with file.open("rb") as source:
        return {str(entry.id): str(entry.string) for entry in read_po(source) if entry.id and entry.string}
