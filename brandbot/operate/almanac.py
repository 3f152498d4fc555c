"""Days that move: of the Islamic calendar by hijridate, of the other faiths and the state's decisions by holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from hijridate import Gregorian, Hijri
from holidays.countries.indonesia import Indonesia

FIRST, LAST = 2003, 2049  # the school years of which everything is known
# Month and day in the calendar of Umm al-Qura; the sidang isbat may decide for a day before or after.
_ISLAMIC: Mapping[str, tuple[int, int]] = {
    "muharam": (1, 1),
    "maulid": (3, 12),
    "isra-mikraj": (7, 27),
    "ramadan": (9, 1),
    "idulfitri": (10, 1),
    "iduladha": (12, 10),
}
_OTHERS: Mapping[str, str] = {
    "Maulid Nabi Muhammad": "maulid",
    "Isra Mikraj Nabi Muhammad": "isra-mikraj",
    "Hari Raya Idul Fitri": "idulfitri",
    "Hari Raya Idul Adha": "iduladha",
    "Tahun Baru Islam": "muharam",
    "Tahun Baru Imlek": "imlek",
    "Hari Suci Nyepi": "nyepi",
    "Wafat Yesus Kristus": "wafat-yesus",
    "Wafat Isa Almasih": "wafat-yesus",
    "Kenaikan Yesus Kristus": "kenaikan",
    "Kenaikan Isa Almasih": "kenaikan",
    "Hari Raya Waisak": "waisak",
}
_ESTIMATED = " (perkiraan)"
_NEAR = dt.timedelta(days=2)
_EASTER = dt.timedelta(days=2)  # after Good Friday


def moving_days(first: dt.date, last: dt.date) -> Mapping[tuple[str, dt.date], bool]:
    """The moving days from first to last, by name and date, each with whether it is only an estimate."""
    known = _decided(first - _NEAR, last + _NEAR)
    found = {key: estimated for key, estimated in known.items() if key[0] not in _ISLAMIC}
    for name, day in _computed(first - _NEAR, last + _NEAR):
        decided = (other for one, other in known if one == name and abs(other - day) <= _NEAR)
        found[name, next(decided, day)] = True
    return {key: estimated for key, estimated in found.items() if first <= key[1] <= last}


def islamic_year(name: str, day: dt.date) -> int:
    """The Islamic year in which the day of this name falls, also where it was put a day before the computed one."""
    return _year_of(day + _NEAR if name == "muharam" else day)


def _year_of(day: dt.date) -> int:
    return Gregorian(day.year, day.month, day.day).to_hijri().year


def _computed(first: dt.date, last: dt.date) -> list[tuple[str, dt.date]]:
    years = range(_year_of(first), _year_of(last) + 1)
    days = [(name, _day(year, *at)) for year in years for name, at in _ISLAMIC.items()]
    return [(name, day) for name, day in days if first <= day <= last]


def _day(year: int, month: int, day: int) -> dt.date:
    return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())


def _decided(first: dt.date, last: dt.date) -> Mapping[tuple[str, dt.date], bool]:
    found: dict[tuple[str, dt.date], bool] = {}
    holidays = Indonesia(years=range(first.year, last.year + 1), language="id")
    for day in holidays:
        for name in holidays.get_list(day):
            known = _OTHERS.get(name.removesuffix(_ESTIMATED))
            if known:
                found[known, day] = name.endswith(_ESTIMATED)
            if known == "wafat-yesus":
                found["paskah", day + _EASTER] = name.endswith(_ESTIMATED)
    return found
