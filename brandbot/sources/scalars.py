"""How a person writes dates, times, durations, counts and yes or no: text becomes values.

A day goes before its month always: `03/04/2026` is 3 April.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo
from pydantic_core import CoreSchema, PydanticKnownError
from pydantic_core.core_schema import no_info_plain_validator_function, with_info_plain_validator_function

from brandbot.errors import Message
from brandbot.model import Window
from brandbot.sources.mistakes import Wrong, short, unknown

T = TypeVar("T")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([/.-])(\d{1,2})\5(\d{4})")
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]00)?")
_MOMENT = re.compile(r"(\S+?)(?:[T ]+)(\d{1,2}[.:]\d{2}(?:[.:]00)?)\s*(Z|[+-]\d{2}:?\d{2})?")
_DURATION = re.compile(r"(\d+)\s*([a-z]+)", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_UNITS: Mapping[str, dt.timedelta] = {
    **dict.fromkeys(("min", "menit", "m"), dt.timedelta(minutes=1)),
    **dict.fromkeys(("h", "jam"), dt.timedelta(hours=1)),
    **dict.fromkeys(("d", "hari"), dt.timedelta(days=1)),
    **dict.fromkeys(("w", "minggu"), dt.timedelta(weeks=1)),
}
_YES = frozenset({"yes", "true", "ya", "y", "on", "1"})
_NO = frozenset({"no", "false", "tidak", "t", "n", "off", "0"})
_YEARS = range(1900, 2101)
_LONGEST = dt.timedelta(days=3660)


class Strict(BaseModel):
    """What every file's model shares: no unknown keys, no change after reading, no spaces around texts."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def parse_date(text: str) -> dt.date:
    """`2026-07-29` or `29/07/2026`. Raises Wrong."""
    match = _DATE.fullmatch(text)
    if match:
        year, month, day = int(match[1] or match[7]), int(match[2] or match[6]), int(match[3] or match[4])
        if year in _YEARS and month in range(1, 13) and 0 < day <= calendar.monthrange(year, month)[1]:
            return dt.date(year, month, day)
        raise Wrong(Message("there is no day '{value}' near our time; look at the calendar", value=short(text)))
    raise Wrong(Message("'{value}' is no date; write it like 2026-07-29 or 29/07/2026", value=short(text)))


def parse_time(text: str) -> dt.time:
    """`09.00` or `9:00`. Raises Wrong."""
    match = _TIME.fullmatch(text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:  # noqa: PLR2004 - hours and minutes
        return dt.time(int(match[1]), int(match[2]))
    raise Wrong(Message("'{value}' is no time of day; write it like 09.00 or 18.30", value=short(text)))


def parse_moment(text: str) -> dt.datetime:
    """`2026-07-29 18.30` or ISO 8601 with an offset; without one it is the school's time. Raises Wrong."""
    match = _MOMENT.fullmatch(text)
    if not match:
        raise Wrong(Message("'{value}' is no date with a time; write it like 2026-07-29 18.30", value=short(text)))
    day, time = parse_date(match[1]), parse_time(match[2])
    return dt.datetime.combine(day, time, _offset(match[3]) if match[3] else None)


def _offset(text: str) -> dt.timezone:
    hours, minutes = (0, 0) if text == "Z" else (int(text[1:3]), int(text[-2:]))
    offset = dt.timedelta(hours=hours, minutes=minutes)
    if offset >= dt.timedelta(days=1):
        raise Wrong(Message("'{value}' is no time zone; write it like +07:00", value=text))
    return dt.timezone(-offset if text.startswith("-") else offset)


def parse_duration(text: str) -> dt.timedelta:
    """`30 min`, `48 h`, `7 d`, or in Indonesian. Raises Wrong."""
    match = _DURATION.fullmatch(text)
    unit = _UNITS.get(match[2].lower()) if match else None
    if not (match and unit and len(match[1]) < 6 and int(match[1]) * unit <= _LONGEST):  # noqa: PLR2004 - digits
        raise Wrong(Message("'{value}' is no length of time; write it like 30 min, 48 h or 7 d", value=short(text)))
    return int(match[1]) * unit


def parse_window(text: str) -> Window:
    """`21.00-05.00`. Raises Wrong."""
    start, dash, end = text.partition("-")
    if not dash:
        raise Wrong(Message("'{value}' is no span of hours; write it like 21.00-05.00", value=short(text)))
    return Window(parse_time(start.strip()), parse_time(end.strip()))


def parse_count(text: str) -> int:
    """`32` or `1.250`. Raises Wrong."""
    if _COUNT.fullmatch(text) and len(text) < 12:  # noqa: PLR2004 - digits enough for all people
        return int(text.replace(".", ""))
    raise Wrong(Message("'{value}' is no whole number; write digits, like 32 or 1.250", value=short(text)))


def parse_yes_no(text: str) -> bool:
    """`ya` or `tidak`. Raises Wrong."""
    word = text.casefold()
    if word not in _YES | _NO:
        raise Wrong(Message("'{value}' is neither yes nor no; write ya or tidak", value=short(text)))
    return word in _YES


def parse_fraction(text: str) -> float:
    """`0.4` or `0,4`, from 0 to 1. Raises Wrong."""
    if not re.fullmatch(r"0|1|[01][.,]\d{1,6}", text) or float(text.replace(",", ".")) > 1:
        raise Wrong(Message("'{value}' is no fraction; write it like 0.4, from 0 to 1", value=short(text)))
    return float(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Written:
    """An annotation: how the value is written in a file, and what an editor is told about it."""

    parse: Callable[[Any], object]
    schema: Mapping[str, object] = field(compare=False)

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        return no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, _core: object, _handler: object) -> dict[str, object]:
        return dict(self.schema)

    def _read(self, value: object) -> object:
        return self.parse(one_text(value))


@dataclass(frozen=True, slots=True)
class WrittenAnyhow(Written):
    """The same for a value that may be a list as well."""

    def _read(self, value: object) -> object:
        return self.parse(value)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """An annotation: a word that is looked up in what is known already, the context of the validation.

    Without a context it stays as written.
    """

    find: Callable[[Any, str], object]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        return with_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, _core: object, _handler: object) -> dict[str, object]:
        return {"type": "string"}

    def _read(self, value: object, info: ValidationInfo[Any]) -> object:
        text = one_text(value)
        return text if info.context is None else self.find(info.context, text)


def one_text(value: object) -> str:
    """The text of a single value that is not empty. Raises Wrong, or what pydantic says of an empty text."""
    if not isinstance(value, str):
        raise Wrong(Message("one value stands here, not a list and no keys"))
    if not value.strip():
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value.strip()


def words(choices: Mapping[str, T]) -> Written:
    """One word of a table, whatever its case."""

    def choose(text: str) -> T:
        word = text.casefold()
        if word not in choices:
            raise Wrong(unknown(text, choices))
        return choices[word]

    return Written(choose, {"type": "string", "enum": sorted(choices)})


def not_before(last: dt.date | None, first: dt.date | None) -> dt.date | None:
    """The last day, where it is not before the first. Raises Wrong."""
    if last and first and last < first:
        raise Wrong(Message("the last day is before the first; look at both dates"))
    return last


def _like(*examples: str) -> Mapping[str, object]:
    return {"type": "string", "examples": list(examples)}


Date = Annotated[dt.date, Written(parse_date, _like("2026-07-29", "29/07/2026"))]
Time = Annotated[dt.time, Written(parse_time, _like("09.00", "18:30"))]
WindowText = Annotated[Window, Written(parse_window, {"type": "string", "examples": ["21.00-05.00"]})]
Moment = Annotated[dt.datetime, Written(parse_moment, _like("2026-07-29 18.30", "2026-07-29T18:30+07:00"))]
Duration = Annotated[dt.timedelta, Written(parse_duration, _like("30 min", "48 h", "7 d"))]
Count = Annotated[int, Written(parse_count, {"type": ["integer", "string"], "examples": [32, "1.250"]})]
YesNo = Annotated[bool, Written(parse_yes_no, {"type": ["boolean", "string"], "examples": ["ya", "tidak"]})]
Fraction = Annotated[float, Written(parse_fraction, {"type": ["number", "string"], "examples": [0.4]})]
Text = Annotated[str, Field(min_length=1)]
