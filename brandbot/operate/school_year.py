"""`brandbot calendar`: the days of a school year, written as a calendar.yaml or held against the one that is there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brandbot.errors import Message, Mistakes, Refused
from brandbot.operate.almanac import FIRST, LAST, islamic_year, moving_days
from brandbot.operate.entries import unwritable
from brandbot.sources.occasions import Calendar, read_calendar
from brandbot.sources.written import replace_file
from brandbot.wording import Wording

FILE = "schedules/calendar.yaml"
_REPUBLIC = 1945
_IMLEK = 551  # of the year in which it falls
_RAMADAN_HOURS = ("17.00-20.30", "22.00-05.00")  # before iftar until tarawih is over; then until sahur
_FIXED: tuple[tuple[str, int, int, str], ...] = (
    ("hari-anak", 7, 23, "Hari Anak Nasional"),
    ("pramuka", 8, 14, "Hari Pramuka"),
    ("hut-ri", 8, 17, "Dirgahayu Republik Indonesia ke-{age}"),
    ("kesaktian-pancasila", 10, 1, "Hari Kesaktian Pancasila"),
    ("batik", 10, 2, "Hari Batik Nasional"),
    ("santri", 10, 22, "Hari Santri"),
    ("sumpah-pemuda", 10, 28, "Hari Sumpah Pemuda"),
    ("pahlawan", 11, 10, "Hari Pahlawan"),
    ("guru", 11, 25, "Hari Guru Nasional dan HUT PGRI ke-{age}"),
    ("ibu", 12, 22, "Hari Ibu"),
    ("natal", 12, 25, "Hari Natal"),
    ("kartini", 4, 21, "Hari Kartini"),
    ("buruh", 5, 1, "Hari Buruh Internasional"),
    ("hardiknas", 5, 2, "Hari Pendidikan Nasional"),
    ("kebangkitan", 5, 20, "Hari Kebangkitan Nasional"),
    ("lahir-pancasila", 6, 1, "Hari Lahir Pancasila"),
)
_MOVING = {
    "maulid": "Maulid Nabi Muhammad saw. {hijri} H",
    "isra-mikraj": "Isra Mikraj {hijri} H",
    "imlek": "Tahun Baru Imlek {imlek}",
    "ramadan": "Awal Ramadan {hijri} H",
    "nyepi": "Hari Suci Nyepi",
    "idulfitri": "Idulfitri {hijri} H",
    "wafat-yesus": "Wafat Yesus Kristus",
    "paskah": "Paskah",
    "kenaikan": "Kenaikan Yesus Kristus",
    "iduladha": "Iduladha {hijri} H",
    "waisak": "Hari Raya Waisak",
    "muharam": "Tahun Baru Islam {hijri} H",
}
_HASHTAGS = {
    "hut-ri": "HUTRI{age}",
    "santri": "HariSantri",
    "guru": "HariGuruNasional",
    "hardiknas": "Hardiknas{year}",
}
_HEAD = """\
# Hari besar dan masa khusus tahun ajaran {year}. Sesuaikan dengan kalender pendidikan (Kaldik) provinsi Anda:
# hapus yang tidak perlu, tambahkan hari jadi sekolah.
#
# `provisional: ya` berarti tanggalnya belum pasti (dihitung, menunggu sidang isbat atau SKB).
# Selama kunci itu ada, ucapannya ditahan dan masanya belum berlaku. Bila tanggalnya sudah pasti: betulkan, lalu hapus.

occasions:
"""
_ALSO = """\
  # Bila sekolah juga menyapanya, hapus tanda # di depannya:
  # - {{id: tni, name: HUT TNI ke-{age}, date: {first}-10-05}}
  # - {{id: tahun-baru, name: Tahun Baru {last}, date: {last}-01-01}}

# Masa dengan jamnya sendiri. `closed: ya`: tidak ada yang terbit. `wait`: jenis itu menunggu sampai masa itu usai.
# `quiet_hours`: jam tenang pada hari-hari itu, menggantikan yang di config.yaml.
# Ucapan yang jatuh pada masa `closed` juga tertahan; bila ucapan tetap dikehendaki, pakailah `wait`.
periods:
"""
_EXAMPLES = """\
  # Setiap provinsi menetapkan Kaldik sendiri. Isi tanggalnya, lalu hapus tanda # di depan:
  # - {{name: Asesmen akhir semester 1, from: {first}-12-01, until: {first}-12-09, wait: [kunjungan, pelatihan]}}
  # - {{name: Libur semester 1, from: {holiday}, until: {school}, closed: ya}}
  # - {{name: Uji kompetensi keahlian, from: {last}-01-18, until: {last}-01-30, wait: [kunjungan]}}
  # - {{name: Asesmen akhir tahun, from: {last}-06-01, until: {last}-06-09, wait: [kunjungan, pelatihan]}}
"""


@dataclass(frozen=True, slots=True)
class Day:
    """An occasion as it is written."""

    id: str
    name: str
    date: dt.date
    provisional: bool = False
    hashtag: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A period as it is written; every computed one is provisional."""

    name: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """From July to June."""

    first: int
    days: tuple[Day, ...]
    ramadans: tuple[Span, ...]

    def __str__(self) -> str:
        return f"{self.first}/{self.first + 1}"


def school_year(word: str) -> SchoolYear:
    """All days of a year that is written `2026/2027`. Raises Refused."""
    match = re.fullmatch(r"(\d{4})[/-](\d{4})", word.strip())
    if not match or int(match[2]) != int(match[1]) + 1:
        raise Refused(Message("'{year}' is no school year; write it like 2026/2027", year=word))
    year = int(match[1])
    if not FIRST <= year <= LAST:
        raise Refused(
            Message("the calendar is known from {first} to {last} only", first=str(FIRST), last=f"{LAST}/{LAST + 1}")
        )
    first, last = dt.date(year, 7, 1), dt.date(year + 1, 6, 30)
    fixed = [_fixed(year, *one) for one in _FIXED]
    days = sorted([*fixed, *_moving(first, last)], key=lambda day: (day.date, day.id))
    return SchoolYear(year, tuple(days), tuple(_ramadans(first, last)))


def _fixed(year: int, id_: str, month: int, day: int, name: str) -> Day:
    date = dt.date(year + (month < 7), month, day)  # noqa: PLR2004 - July
    gaps = {"age": date.year - _REPUBLIC, "year": date.year}
    return Day(id_, name.format(**gaps), date, hashtag=_HASHTAGS.get(id_, "").format(**gaps))


def _moving(first: dt.date, last: dt.date) -> Iterator[Day]:
    """An Islamic day that a calendar year has twice takes its Islamic year into the later one's id."""
    known = moving_days(first.replace(month=1, day=1), last)
    for (id_, day), unsure in known.items():
        hijri = islamic_year(id_, day)
        is_second = any(one == id_ and other.year == day.year and other < day for one, other in known)
        if day >= first:
            name = _MOVING[id_].format(hijri=hijri, imlek=day.year + _IMLEK)
            yield Day(f"{id_}-{hijri}" if is_second else id_, name, day, provisional=unsure)


def _ramadans(first: dt.date, last: dt.date) -> Iterator[Span]:
    """From its first day until the day before Idulfitri, where any of it falls into the year."""
    month = dt.timedelta(days=31)
    found = moving_days(first - month, last + month)
    for day in sorted(day for id_, day in found if id_ == "ramadan"):
        ends = [eid - dt.timedelta(days=1) for id_, eid in found if id_ == "idulfitri" and day < eid <= day + month]
        if ends and first <= ends[0] and day <= last:
            yield Span(f"Ramadan {islamic_year('ramadan', day)} H", day, ends[0])


def as_text(year: SchoolYear, wording: Wording) -> str:
    """The year as the text of a calendar.yaml."""
    first, last = year.first, year.first + 1
    holiday = dt.date(first, 12, 19) + dt.timedelta(days=(-dt.date(first, 12, 19).weekday()) % 7)
    gaps = {
        "first": first,
        "last": last,
        "age": first - _REPUBLIC,
        "holiday": holiday,
        "school": holiday + dt.timedelta(days=12),
    }
    lines = [_HEAD.format(year=year)]
    for day in year.days:
        if day.id == "guru":
            lines.append("  # Tema dan logo Hari Guru ditetapkan surat edaran kementerian setiap November.\n")
        lines.append(_line(day, wording))
    lines.append(_ALSO.format(**gaps))
    lines += (_period(span) for span in year.ramadans)
    return "".join([*lines, _EXAMPLES.format(**gaps)])


def _line(day: Day, wording: Wording) -> str:
    unsure = ", provisional: ya" if day.provisional else ""
    hashtags = f", hashtags: [{day.hashtag}]" if day.hashtag else ""
    return (
        f"  - {{id: {day.id}, name: {day.name}, date: {day.date}{unsure}{hashtags}}}  # {wording.weekday(day.date)}\n"
    )


def _period(span: Span) -> str:
    hours = ", ".join(_RAMADAN_HOURS)
    return (
        f"  - name: {span.name}\n    from: {span.first}\n    until: {span.last}\n    provisional: ya\n"
        f"    quiet_hours: [{hours}]  # menjelang berbuka sampai usai tarawih, lalu malam sampai sesudah sahur\n"
    )


def write_calendar(year: SchoolYear, file: Path, shown: str) -> Sequence[Message] | None:
    """Write the file, and None; what differs where there is one already. Raises Refused or Mistakes."""
    if file.exists():
        calendar, problems = read_calendar(file, shown)
        if problems:
            raise Mistakes(problems)
        return tuple(differences(year, calendar))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, as_text(year, Wording("id")).encode())  # a person's file, which speaks Indonesian
    except OSError as error:
        raise unwritable(file, error) from error
    return None


def differences(year: SchoolYear, calendar: Calendar) -> Iterator[Message]:
    """What the file says otherwise, day by day; a date that was confirmed is no difference."""
    first, last = dt.date(year.first, 7, 1), dt.date(year.first + 1, 6, 30)
    there = [one for one in calendar.occasions if first <= one.date <= last]
    for day in year.days:
        same = [one for one in there if one.id == day.id]
        nearest = min(same, key=lambda one: abs(one.date - day.date), default=None)
        if nearest is None:
            yield Message("{name} is missing: {date}", name=day.name, date=day.date)
        elif nearest.date != day.date:
            yield Message(
                "{name} stands on {there}, computed is {date}", name=day.name, there=nearest.date, date=day.date
            )
        elif nearest.name != day.name:
            yield Message("'{there}' is called '{name}' here", there=nearest.name, name=day.name)
    known = {day.id for day in year.days}
    for one in there:
        if one.id not in known:
            yield Message("{name} on {date} stands in your file only", name=one.name, date=one.date)
    yield from _other_spans(year, calendar)


def _other_spans(year: SchoolYear, calendar: Calendar) -> Iterator[Message]:
    there = {one.name: (one.first, one.last) for one in calendar.periods}
    for span in year.ramadans:
        if span.name not in there:
            yield Message("{name} is missing: {first} to {last}", name=span.name, first=span.first, last=span.last)
        elif there[span.name] != (span.first, span.last):
            yield Message(
                "{name} stands from {there} to {end}, computed is {first} to {last}",
                name=span.name,
                there=there[span.name][0],
                end=there[span.name][1],
                first=span.first,
                last=span.last,
            )
