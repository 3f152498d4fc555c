"""What people read: dates, numbers and lists as Indonesian writes them, and a catalogue without holes."""

from __future__ import annotations

import ast
import datetime as dt
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandbot.drawing import ELEMENTS
from brandbot.errors import Message
from brandbot.sources.element_reference import sentences
from brandbot.wording import Wording, _catalogue

ID, EN = Wording(), Wording("en")
PACKAGE = Path(__file__).resolve().parents[1] / "brandbot"


def test_a_date_names_its_weekday_and_has_no_leading_zero() -> None:
    assert ID.date(dt.date(2026, 12, 2)) == "Rabu, 2 Desember 2026"
    assert EN.date(dt.date(2026, 12, 2)) == "Wednesday, 2 December 2026"
    assert ID.date_short(dt.date(2026, 12, 2)) == "2 Des 2026"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2027-01-18", "2027-01-23", "18–23 Januari 2027"),
        ("2026-10-30", "2026-11-01", "30 Oktober–1 November 2026"),
        ("2026-09-01", "2027-02-27", "1 September 2026–27 Februari 2027"),
        ("2026-12-02", "2026-12-02", "Rabu, 2 Desember 2026"),
    ],
)
def test_a_range_says_month_and_year_twice_only_where_they_differ(first: str, last: str, expected: str) -> None:
    assert ID.date_range(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == expected


def test_a_short_range_fits_a_tight_space() -> None:
    assert ID.date_range(dt.date(2026, 10, 30), dt.date(2026, 11, 1), short=True) == "30 Okt–1 Nov 2026"
    assert ID.date_range(dt.date(2026, 10, 30), dt.date(2026, 10, 30), short=True) == "30 Okt 2026"


def test_times_are_written_with_a_dot_and_the_zone() -> None:
    assert ID.time(dt.time(9), "WIB") == "pukul 09.00 WIB"
    assert EN.time(dt.time(19, 30)) == "19:30"
    noon = dt.datetime(2026, 12, 2, 12, 15, tzinfo=dt.UTC)
    assert ID.moment(noon, "WIB") == "Rabu, 2 Desember 2026, pukul 12.15 WIB"
    assert ID.moment_short(noon) == "Rab 2 Des, 12.15"


def test_numbers_take_a_dot_for_thousands_and_a_comma_for_tenths() -> None:
    assert (ID.number(1250), ID.number(4.3), EN.number(1250)) == ("1.250", "4,3", "1,250")
    assert ID.rupiah(4_750_000) == "Rp4.750.000"


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(0.048, "4,8%"), (93 / 96, "96,9%"), (1, "100%"), (0, "0%"), (0.9999, "99,9%"), (0.0001, "<0,1%"), (1.2, "120%")],
)
def test_a_percentage_has_one_place_at_most(ratio: float, expected: str) -> None:
    assert ID.percent(ratio) == expected


@given(st.integers(1, 100_000), st.integers(0, 100_000))
def test_only_the_whole_is_a_hundred_percent_and_only_nothing_is_none(whole: int, part: int) -> None:
    part = min(part, whole)

    assert (ID.percent(part / whole) == "100%") == (part == whole)
    assert (ID.percent(part / whole) == "0%") == (part == 0)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A dan B"),
        (["A", "B", "C"], "A, B, dan C"),
        (["Mesin", "Komputer dan Jaringan"], "Mesin serta Komputer dan Jaringan"),
        (["Bandana", "Sedan"], "Bandana dan Sedan"),
    ],
)
def test_lists_are_joined_so_that_each_name_can_be_told_apart(names: list[str], expected: str) -> None:
    assert ID.join(names) == expected


def test_gaps_are_filled_in_the_readers_language() -> None:
    message = Message(
        "{a}|{b}|{c}|{d}|{e}|{f}|{g}|{h}",
        a=1250,
        b=dt.date(2026, 12, 2),
        c=dt.time(9),
        d=dt.timedelta(hours=3),
        e=["x", "y"],
        f=Message("not available yet"),
        g=True,
        h=dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC),
    )

    assert ID.say(message) == (
        "1.250|Rabu, 2 Desember 2026|pukul 09.00|3 jam|x dan y|belum tersedia|True|Rabu, 2 Desember 2026, pukul 09.00"
    )


def test_english_says_the_sentence_of_the_code() -> None:
    assert EN.say(Message("{count} posts", count=2000)) == "2,000 posts"


def test_a_sentence_that_the_catalogue_lacks_is_said_in_english() -> None:
    untranslated = "Nobody wrote this one {down}"

    assert ID.say(Message(untranslated, down=3)) == "Nobody wrote this one 3"


def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    said = {str(call.args[0].value) for call in message_calls() if isinstance(call.args[0], ast.Constant)}
    said |= {sentence for element in ELEMENTS.values() for sentence in sentences(element)}

    assert sorted(said - _catalogue("id").keys()) == [], "add these to brandbot/locale/id.po"
    assert sorted(_catalogue("id").keys() - said) == [], "nobody says these any more"


def test_a_sentence_keeps_its_gaps_where_they_are_part_of_what_it_explains() -> None:
    english = "A word that says the kind instead, as `{sign}`; where it names none that exists, `kind` is drawn."

    assert "`{sign}`" in ID.sentence(english) != english
    assert EN.sentence(english) == english


def test_every_sentence_is_a_literal_and_has_the_gaps_that_are_filled() -> None:
    """A Message without values is a sentence of a table, filled by `Message(sentence.text, …)`."""
    for call in message_calls():
        sentence, named = call.args[0], {keyword.arg for keyword in call.keywords}
        if isinstance(sentence, ast.Attribute) and sentence.attr == "text":
            continue
        assert isinstance(sentence, ast.Constant), ast.unparse(call)
        assert not named or None in named or gaps(sentence.value) == named, ast.unparse(call)


def test_translations_have_the_same_gaps() -> None:
    for english, indonesian in _catalogue("id").items():
        assert gaps(english) == gaps(indonesian), english


def message_calls() -> Iterator[ast.Call]:
    """Every `Message(…)` in the package."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Message":
                yield node


def gaps(text: object) -> set[str]:
    """The names in braces; a gap with a format or conversion is refused: what fills it was made text before."""
    parts = [part for part in string.Formatter().parse(str(text)) if part[1] is not None]
    assert not any(spec or conversion for _, _, spec, conversion in parts), text
    return {str(name) for _, name, _, _ in parts}
