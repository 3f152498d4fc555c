"""What tells a child from all others: numbers of identity, private phones, addresses, lists of full names.

Pure: a text in, the phrases out that must not be shown. `tests/test_privacy.py` measures it on labelled captions.
What is known (the school's and its partners' phones, places and people) is no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Brand, Event, Partner
from brandbot.pipeline.given_names import GIVEN_NAMES
from brandbot.pipeline.pupils import shown_names


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


_LABELLED = _pattern(
    r"""(?: \b (?: n\.?i\.?s\.?n? | n\.?i\.?k | no\.?\s*(?:ktp|kk) | nomor\s+induk(?:\s+siswa)?\s+nasional
      | no\.?\s+induk\s+nasional | nomor\s+induk\s+kependudukan | (?:nomor\s+)?kartu\s+keluarga ) (?![a-z]) \.?
    ) [\s:=.(/-]{0,4} \d [\d\ .-]{3,} \d"""
)
_NISN = re.compile(r"(?<![\w/.+-])00\d[ .-]?\d{3}[ .-]?\d{4}(?![\w/-])")
_NIK = re.compile(r"(?<![\w/.+-])[1-9]\d(?:[ .-]?\d{2}){2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{4}(?![\w/-])")
_MOBILE = re.compile(
    r"(?<![\d.,+A-Za-z-])(?:\(?\+?62\)?[ .-]{0,2}|\+?62|\(?0)(?:(?<=62)|(?<=[ .)-])|(?<=0))"
    r"8 ?[1-9](?:[ .()/-]{0,2}\d){7,10}(?!\d)"
)
_STREET = _pattern(
    r"""\b (?:jl|jln|jalan) \b \.?\s+ (?! (?:sehat|santai|tol|keluar|kaki|terus|baru)\b )
    (?: (?-i:[A-Z])[\w'.]* [\s/]+ | \d{1,2} \s+ (?=no\b|rt\b|gang\b) ){1,5}
    (?: (?:gang|gg|blok|km) \.?\s+ \w+ \s+ ){0,2} (?: no\.?\s* | nomor\s+ )? \d{1,3} (?-i:[A-Z])? \b
    (?! \s*(?: km\b | jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des|peserta|orang|[%\d] ) )"""
)
_NEIGHBOURS = _pattern(r"\b rt \W{0,2} \d{1,3} \s* (?: / \s* (?:rw\W{0,2})? | ,?\s* rw \W{0,2} ) \d{1,3} \b")
_HOME = _pattern(
    r"""\b (?: alamat(?:nya)? | beralamat | tinggal | rumah(?:nya)?(?!\s+duka) | kediaman | (?:ber)?domisili | berasal
      | asal (?!\s+(?:mula|usul|sekolah)) ) \b
    [^.!?\n]{0,40}? \b (?: dusun | dsn | desa | ds | dukuh | kampung | perum\w* | komplek\w* | kelurahan ) \b
    \.?\s+ (?-i:[A-Z])\w*
    | \b warga \s+ (?:desa|ds) \b \.?\s+ (?-i:[A-Z])\w+ ,?\s+ kec(?:amatan)? \b \.?\s+ (?-i:[A-Z])\w+"""
)
_HAMLET = _pattern(
    r"""\b (?:dusun|dsn|dukuh) \b \.?\s+ (?-i:[A-Z])\w+ ,?\s+ (?:desa|ds|kelurahan) \b \.?\s+ (?-i:[A-Z])\w+
    | \b (?:perum(?:ahan)?|komplek\w*) \b [^.!?\n]{0,30} \b blok \s+ \w+"""
)
_ADDRESSES = (_STREET, _NEIGHBOURS, _HOME, _HAMLET)

_NAME = r"(?:[A-Z]\.|I(?=[ ])|[A-Z]['’A-Za-z]+|['’][A-Z][a-z]+)"
_ITEM = rf"{_NAME}(?:[ ](?:bin[ ]|binti[ ])?{_NAME}){{1,4}}"
_AFTER = r"(?:[ ]*\([^()\n]{1,25}\)|[ ]*[–:-][ ]*[\w ]{1,12}(?=\n|$))?"
_BETWEEN = (
    r"(?:,[ ]*(?:dan[ ]|serta[ ])?|;[ ]*|[ ]*[|/][ ]*|[ ]dan[ ]|[ ]\d{1,2}[.)][ ]*"
    r"|\n[ ]*(?:\d{1,2}[.)]?[ ]*|[-•*–][ ]*)?)"
)
_LIST = re.compile(rf"(?<!\w){_ITEM}{_AFTER}(?:{_BETWEEN}{_ITEM}{_AFTER}){{2,}}")
_ITEMS = re.compile(_ITEM)
_PUPILS = _pattern(
    r"\b (?: siswa|siswi|murid|peserta|kelas|daftar|nama\w* | lolos|lulus\w*|diterima|alumni | osis ) \b"
)
_CLASS = re.compile(r"\b(?:X|XI|XII)\b")
_NEAR = 80  # characters before a list in which a word for pupils counts
_LEAST = 3  # names: fewer are told one by one, with first names
# In an item with one of these no pupil is named: offices, firms, subjects, places, grown-ups.
_NOBODY = frozenset(
    """
    bapak ibu pak bu kepala dinas dr ir hj h drs dra prof ustaz ustazah kiai kyai gus nyai raden cut ki gubernur bupati
    pt cv ud bank koperasi hotel rsu rs universitas politeknik institut sekolah smk sma smp mts sd yayasan lembaga unit
    teknik tata desain manajemen akuntansi bengkel laboratorium ruang mesin kota kabupaten kecamatan provinsi jawa
    pondok pesantren masjid musala gereja pura wihara candi museum taman pantai gunung pasar stasiun terminal
    toko warung kedai nasi soto es kue sate teh kopi
    hari lomba juara tim kelas program mitra industri kerja siswa murid guru karya jaringan komputer digital nasional
    """.split()  # noqa: SIM905 - words are read more easily than a list of them
)


@dataclass(frozen=True, slots=True)
class Known:
    """What may stand in a text of this event: phones as digits, places and names as they are compared."""

    phones: frozenset[str]
    places: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, event: Event, brand: Brand, partners: Sequence[Partner]) -> Known:
        """What the school and the register of its partners say."""
        phones = (brand.phone, *(partner.phone for partner in partners))
        places = (event.location, brand.place, *(partner.city for partner in partners))
        people = (person.name for person in event.people)
        pupils = shown_names(event.students, brand.pupils)  # what the school shows of them is no alarm, and no more
        names = (brand.school, *event.programmes, *people, *pupils, *(partner.name for partner in partners))
        return cls(frozenset(map(_digits, phones)), tuple(map(_plain, places)), tuple(map(_plain, names)))


def private_data(text: str, known: Known) -> Iterator[Message]:
    """Every phrase that is nobody's business, with what to do about it."""
    for phrase in _numbers(text):
        yield Message("'{phrase}' looks like a NISN, NIS or NIK; take it out", phrase=phrase)
    for match in _MOBILE.finditer(text):
        if _digits(match[0]) not in known.phones:
            yield Message(
                "'{phrase}' looks like a private phone; write the school's, or the partner's into partners.yaml",
                phrase=match[0].strip(),
            )
    for match in (match for pattern in _ADDRESSES for match in pattern.finditer(text)):
        if not any(_plain(match[0]) in place for place in known.places):
            yield Message(
                "'{phrase}' looks like somebody's address; take it out, or write the event's place into its location",
                phrase=" ".join(match[0].split()),
            )
    for names in _lists(text, known):
        yield Message("a list of full names ('{first}' …); write first names, or how many there are", first=names[0])


def _numbers(text: str) -> Iterator[str]:
    for match in _LABELLED.finditer(text):
        yield match[0].strip()
    rest = _LABELLED.sub(" ", text)
    yield from (match[0] for match in _NISN.finditer(rest))
    yield from (match[0] for match in _NIK.finditer(rest) if _is_nik(re.sub(r"\D", "", match[0])))


def _is_nik(digits: str) -> bool:
    """A province, and a day (of women plus 40) and month of birth where they stand."""
    day, month = int(digits[6:8]), int(digits[8:10])
    return 11 <= int(digits[:2]) <= 97 and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12  # noqa: PLR2004


def _lists(text: str, known: Known) -> Iterator[list[str]]:
    for match in _LIST.finditer(text):
        items = [item for item in _ITEMS.findall(match[0]) if _may_be_pupil(item, known)]
        sure = sum(any(token in GIVEN_NAMES for token in _plain(item).split()) for item in items)
        is_class = _CLASS.search(match[0])
        near = is_class or _PUPILS.search(text[max(0, match.start() - _NEAR) : match.start()])
        if len(items) >= _LEAST and sure >= (0 if is_class else 1 if near else (len(items) + 1) // 2):
            yield items


def _may_be_pupil(item: str, known: Known) -> bool:
    plain = _plain(item)
    return not _NOBODY.intersection(plain.replace(".", "").split()) and not any(plain in name for name in known.names)


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return f"0{digits[2:]}" if digits.startswith("62") else digits


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w./]+", " ", text.casefold()).split())
