"""What no text of the school may say: promises that nobody can keep, figures without their base, pupils' data.

Pure: texts and the event in, objections out, each with what to write instead. Exaggeration and
uncertain promises are no way to offer anything (UU 8/1999 art. 9(1) j and k); a child's data is specific data (UU
27/2022 art. 4). Few false alarms matter more than catching every trick: a person approves each post besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brandbot.errors import Message, Refused
from brandbot.model import Brand, Event, NamePolicy, Partner
from brandbot.pipeline.fields import partners_of
from brandbot.pipeline.privacy import Known, private_data
from brandbot.pipeline.pupils import first_name, shown_name


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


_BEST = _pattern(
    r"""\b (?: paling\s+ )? (?: ter(?:baik|unggul|favorit|hebat) | (?:nomor|no\.?)\s*(?:satu|1) ) \s+
    (?: se(?:-\s?|\s+)\w+
    | (?:se|di\s+)(?:kabupaten|kecamatan|kota|provinsi|jawa|indonesia|nusantara|asia|dunia)\w* )"""
)
_WORK = (
    r"""(?: (?:men|di)?dapat(?:kan)?\s+ | diterima\s+ )? (?:di|be)?kerja \b (?! \s*(?:sama|keras|lapangan|praktik) )"""
)
_WHOLE = r"(?: 100\s*(?:%|persen) | seratus\s+persen )"
_JOB = _pattern(
    rf"""{_WHOLE}\s+ (?:lulusan(?:nya)?\s+)? (?:langsung\s+|pasti\s+|dijamin\s+|ter)? (?:{_WORK}|serap)
    | \b (?:pasti|dijamin|jaminan|garansi|auto) \s+ (?:langsung\s+)? {_WORK}"""
)
_FREE = _pattern(r"\b (?: gratis | cuma-cuma | (?:tanpa|tidak)\s+(?:di)?pungut(?:an)?\s+biaya | tanpa\s+biaya ) \b")
_FEE = _pattern(r"\b (?: biaya | spp | iuran | infak | uang\s+\w+ | tarif | harga | tiket ) \b")
_NOTHING = _pattern(r"\s* (?: (?:rp\.?\s*)? 0 (?:[.,]0+)? | gratis | tidak\s+ada | - ) \s*")
_WON = _pattern(
    r"""\b (?: juara\s+(?: [1-9] | i{1,3} | umum | harapan | favorit | pertama | kedua | ketiga | satu | dua | tiga )
    | (?:meraih|menjadi|sebagai|merebut|menyabet|gelar)\s+juara | menjuarai ) \b"""
)
_LEVEL = _pattern(
    r"""\b (?: kecamatan | kabupaten | kota | karesidenan | wilayah | regional | provinsi | nasional | internasional
    | asean | asia | dunia | tingkat | se-\w+ | antar\w+ ) \b | \bkab\."""
)
_PERCENT = _pattern(r"(?<![\d.,]) \d{1,3} (?:[.,]\d+)? \s* (?: % | persen\b )")
_BASE = _pattern(r"\b dari \s+ (?:total\s+)? \d | \b n \s* = \s* \d")
_RATE_BEFORE = _pattern(
    r"""(?: diskon | potongan | keringanan | beasiswa | subsidi | bunga | pajak | ppn | bobot | alkohol | kelembap\w+
    | baterai )
    \W+ (?:\w+\W+){0,3} $"""
)
_RATE_AFTER = _pattern(r"^\W* (?: praktik | teori | alkohol | katun | halal | bobot | siap | asli | karya )")
_DENIED = _pattern(
    r"\b (?: tidak | tak | belum | bukan | tanpa | jangan | hindari | waspada\w* ) \b [^.,:;!?\n]{0,40} $"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʿʾ`\u00b4", "'"))


@dataclass(frozen=True, slots=True)
class _Case:
    """One text in front of the judge, with what surrounds it."""

    text: str
    event: Event
    brand: Brand
    others: Sequence[str]
    known: Known

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where the pattern stands and is not denied (`tidak ada jaminan kerja`)."""
        for match in pattern.finditer(self.text):
            if not _DENIED.search(self.text[: match.start()]):
                yield match


def refuse_claims(texts: Iterable[str], event: Event, partners: Mapping[str, Partner], brand: Brand) -> None:
    """Raise Refused with the first objection to what is said of this event."""
    for objection in objections(texts, event, partners, brand):
        raise Refused(Message("{event}: {objection}", event=event.id, objection=objection))


def objections(
    texts: Iterable[str], event: Event, partners: Mapping[str, Partner], brand: Brand
) -> tuple[Message, ...]:
    """Every phrase that may not go out, with what to write instead; texts are captions or what a picture says."""
    hosts = partners_of(event, partners)
    others = [brand.school, *(host.name for host in hosts), *(person.name for person in event.people)]
    known = Known.of(event, brand, [*partners.values()])
    cases = [_Case(text.translate(_APOSTROPHES), event, brand, others, known) for text in texts]
    found = [message for case in cases for rule in _RULES for message in rule(case)]
    return tuple(dict.fromkeys(found))


def _best(case: _Case) -> Iterator[Message]:
    for match in case.found(_BEST):
        yield Message("'{phrase}' can't be proven; name the award, who gave it and the year", phrase=match[0])


def _jobs(case: _Case) -> Iterator[Message]:
    for match in case.found(_JOB):
        yield Message(
            "'{phrase}' promises what no school can promise; write how many of how many graduates, of which year",
            phrase=match[0],
        )


def _free(case: _Case) -> Iterator[Message]:
    figures = (figure for figure in case.event.figures if _FEE.search(figure.label))
    fees = [figure for figure in figures if not _NOTHING.fullmatch(figure.value)]
    if not fees or case.event.kind == "job_fair":
        return
    for match in case.found(_FREE):
        yield Message(
            "'{phrase}' does not go with '{label}: {value}'; write the fee, or what exactly is free",
            phrase=match[0],
            label=fees[0].label,
            value=fees[0].value,
        )


def _champions(case: _Case) -> Iterator[Message]:
    event = case.event
    said = " ".join((case.text, event.title, event.location, *event.points))
    if _LEVEL.search(said):
        return
    for match in case.found(_WON):
        yield Message("'{phrase}' lacks its level; write kabupaten, provinsi, nasional …", phrase=match[0])


def _percentages(case: _Case) -> Iterator[Message]:
    event = case.event
    typed = " ".join((case.text, event.source, *(f"{figure.label} {figure.value}" for figure in event.figures)))
    if event.student_count or _BASE.search(typed):
        return
    for match in case.found(_PERCENT):
        before, after = case.text[: match.start()], case.text[match.end() :]
        if not (_RATE_BEFORE.search(before) or _RATE_AFTER.search(after)):
            yield Message("'{phrase}' of how many? write the count too, such as 93 dari 96", phrase=match[0])


def _absorption(case: _Case) -> Iterator[Message]:
    """A tracer study is told with year, count and definition, or not at all."""
    event = case.event
    if event.kind != "tracer_study":
        return
    typed = " ".join((event.title, event.source, *(figure.label for figure in event.figures)))
    if not any(_BASE.search(figure.value) for figure in event.figures):
        yield Message("a tracer study needs its count; write the figure as 117 dari 142")
    if not _YEAR.search(typed):
        yield Message("a tracer study needs its year; write in the title which year's graduates were asked")
    if not event.source:
        yield Message("a tracer study needs its definition; write in 'source' who was asked, when, and what counts")


def _pupils(case: _Case) -> Iterator[Message]:
    """More of a pupil's name than the policy shows: two names side by side, other than `M. Rizqi`, or any at all."""
    policy, text = case.brand.pupils, case.text
    for other in case.others:
        text = text.replace(other.translate(_APOSTROPHES), "")
    for student in () if policy is NamePolicy.FULL else case.event.students:
        name = student.translate(_APOSTROPHES)
        shown = first_name(name)
        may = {shown, shown_name(name, policy)}
        pairs = (pair for pair in map(" ".join, pairwise(name.split())) if pair not in may)
        if any(_stands(pair, text) for pair in pairs):
            allowed = shown_name(student, policy) or first_name(student)
            yield Message("a pupil's full name; write only '{name}'", name=allowed)
        elif policy is NamePolicy.NONE and _stands(shown, text):
            yield Message(
                "a pupil's name ('{name}'), and names.pupils in config.yaml says none; say it without", name=shown
            )


def _stands(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _private(case: _Case) -> Iterator[Message]:
    yield from private_data(case.text, case.known)


def _banned(case: _Case) -> Iterator[Message]:
    text = " ".join(case.text.casefold().split())
    for phrase in case.brand.banned:
        wanted = re.escape(" ".join(phrase.translate(_APOSTROPHES).casefold().split()))
        if wanted and re.search(rf"(?<!\w){wanted}(?!\w)", text):
            yield Message("'{phrase}' is on the school's own list of phrases to avoid; say it otherwise", phrase=phrase)


_RULES: Sequence[Callable[[_Case], Iterator[Message]]] = (
    _best,
    _jobs,
    _free,
    _champions,
    _percentages,
    _absorption,
    _pupils,
    _private,
    _banned,
)
