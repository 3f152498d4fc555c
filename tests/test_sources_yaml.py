"""YAML: every value stays what the person wrote, every mistake says where it stands."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from brandbot.sources.scalars import Count, Date, Duration, Fraction, Moment, Strict, Text, Time, YesNo
from brandbot.sources.yaml import compose, read_yaml


class Person(Strict):
    """An item of a list."""

    name: Text = Field(examples=["Budi Rekaan"])
    role: str = ""


class Sheet(Strict):
    """Every sort of value."""

    title: str = ""
    day: Date | None = Field(None, examples=["2026-07-29"])
    time: Time | None = None
    at: Moment | None = None
    wait: Duration | None = None
    count: Count | None = None
    sure: YesNo | None = None
    focus: tuple[Fraction, Fraction] | None = Field(None, examples=[[0.5, 0.3]])
    number: int = Field(0, ge=1, le=9)
    people: tuple[Person, ...] = Field((), examples=[[{"name": "Budi Rekaan"}]])
    tags: tuple[Text, ...] = ()
    no: str = ""
    on: str = ""


def sheet(text: str) -> Sheet:
    found, problems = read_yaml(text, "a.yaml", Sheet)
    assert problems == ()
    assert found
    return found


def problems(text: str) -> list[str]:
    found, told = read_yaml(text, "a.yaml", Sheet)
    assert found is None
    return [str(problem) for problem in told]


@pytest.mark.parametrize("text", ["10:30", "0123456", "no", "on", "1.250", "0x1F", "1e3", "2026-07-29", "Null Rekaan"])
def test_a_text_stays_what_the_person_wrote(text: str) -> None:
    assert sheet(f"title: {text}").title == text


def test_keys_that_older_yaml_reads_as_yes_and_no_stay_words() -> None:
    assert (sheet("no: ya\non: tidak").no, sheet("no: ya\non: tidak").on) == ("ya", "tidak")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(["{0:%Y-%m-%d}", "{0:%d/%m/%Y}"]))
def test_a_date_is_read_with_the_day_before_the_month(day: dt.date, form: str) -> None:
    written = form.format(day) if day.year >= 1000 else str(day)
    assert sheet(f"day: {written}").day == day


@given(st.times())
def test_a_time_is_read_with_a_dot_or_a_colon(time: dt.time) -> None:
    expected = dt.time(time.hour, time.minute)
    for written in (f"{time:%H.%M}", f"{time.hour}:{time:%M}", f"{time:%H:%M}:00"):
        assert sheet(f"time: {written}").time == expected


@pytest.mark.parametrize(
    ("written", "hours"),
    [("48 h", 48), ("48 jam", 48), ("90min", 1.5), ("90 menit", 1.5), ("7 d", 168), ("7 hari", 168), ("2 minggu", 336)],
)
def test_a_length_of_time_is_read_in_both_languages(written: str, hours: float) -> None:
    assert sheet(f"wait: {written}").wait == dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    "written", ["2026-07-29T18:30+07:00", "2026-07-29 18.30 +0700", "29/07/2026 18:30:00+07:00", "2026-07-29T18:30Z"]
)
def test_a_moment_keeps_the_offset_that_is_written(written: str) -> None:
    hours = 0 if written.endswith("Z") else 7
    zone = dt.timezone(dt.timedelta(hours=hours))
    assert sheet(f"at: {written}").at == dt.datetime(2026, 7, 29, 18, 30, tzinfo=zone)


def test_a_moment_without_an_offset_has_no_zone_yet() -> None:
    assert sheet("at: 2026-07-29 18.30").at == dt.datetime(2026, 7, 29, 18, 30)  # noqa: DTZ001 - what is tested


def test_west_of_greenwich_is_read_too() -> None:
    moment = sheet("at: 2026-07-29T18:30-03:30").at
    assert moment
    assert moment.utcoffset() == -dt.timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(
    ("word", "value"), [("ya", True), ("Yes", True), ("true", True), ("TIDAK", False), ("no", False), ("false", False)]
)
def test_yes_and_no_are_read_where_they_are_wanted(word: str, value: bool) -> None:  # noqa: FBT001 - a table's column
    assert sheet(f"sure: {word}").sure is value


def test_a_count_may_carry_the_dot_of_thousands() -> None:
    assert (sheet("count: 1.250").count, sheet("count: 32").count) == (1250, 32)


def test_a_fraction_is_read_with_a_dot_or_a_comma() -> None:
    assert sheet("focus: [0.5, '0,25']").focus == (0.5, 0.25)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("day: 2026-11-31", "a.yaml:1:6: there is no day '2026-11-31' near our time; look at the calendar"),
        ("day: 1026-11-30", "a.yaml:1:6: there is no day '1026-11-30' near our time; look at the calendar"),
        ("day: Senin", "a.yaml:1:6: 'Senin' is no date; write it like 2026-07-29 or 29/07/2026"),
        ("day: 46349", "a.yaml:1:6: '46349' is no date; write it like 2026-07-29 or 29/07/2026"),
        ("day: ''", "a.yaml:1:6: 'day' is empty; write it like 2026-07-29"),
        ("time: 24.00", "a.yaml:1:7: '24.00' is no time of day; write it like 09.00 or 18.30"),
        ("time: 9 pagi", "a.yaml:1:7: '9 pagi' is no time of day; write it like 09.00 or 18.30"),
        ("at: 2026-07-29", "a.yaml:1:5: '2026-07-29' is no date with a time; write it like 2026-07-29 18.30"),
        ("at: 2026-07-29 18.30+99:00", "a.yaml:1:5: '+99:00' is no time zone; write it like +07:00"),
        ("wait: 48", "a.yaml:1:7: '48' is no length of time; write it like 30 min, 48 h or 7 d"),
        ("wait: 99999 h", "a.yaml:1:7: '99999 h' is no length of time; write it like 30 min, 48 h or 7 d"),
        ("wait: 3 windu", "a.yaml:1:7: '3 windu' is no length of time; write it like 30 min, 48 h or 7 d"),
        ("count: 1.5", "a.yaml:1:8: '1.5' is no whole number; write digits, like 32 or 1.250"),
        ("sure: mungkin", "a.yaml:1:7: 'mungkin' is neither yes nor no; write ya or tidak"),
        ("sure: [ya]", "a.yaml:1:7: one value stands here, not a list and no keys"),
        ("focus: [0.5, 2]", "a.yaml:1:14: '2' is no fraction; write it like 0.4, from 0 to 1"),
        ("focus: [0.5]", "a.yaml:1:8: 'focus' has too few values; write it like [0.5, 0.3]"),
        ("focus: [0,5, 0,3]", "a.yaml:1:8: 'focus' has too many values; write it like [0.5, 0.3]"),
        ("number: satu", "a.yaml:1:9: 'satu' is no number; write digits"),
        ("number: 0", "a.yaml:1:9: '0' is too small; it must be at least 1"),
        ("number: 10", "a.yaml:1:9: '10' is too large; it must be at most 9"),
        ("title: [a, b]", "a.yaml:1:8: 'title' takes one text here, not a list and no keys"),
        ("tags: pkl", "a.yaml:1:7: 'tags' takes a list, even of one: [pkl]"),
        ("people: [Budi]", "a.yaml:1:10: 'people' takes keys of its own here, each as 'key: value'"),
        ("people: [{role: Guru}]", "a.yaml:1:10: 'name' is missing; write name: Budi Rekaan"),
        ("people: [{name: ' '}]", "a.yaml:1:17: 'name' is empty; write it like Budi Rekaan"),
        (
            "people: [{name: Budi, rloe: Guru}]",
            "a.yaml:1:23: there is no key 'rloe' here; did you mean 'role'?",
        ),
        (
            "people: [{name: Budi, xyz: Guru}]",
            "a.yaml:1:23: there is no key 'xyz' here; the keys are: ['name', 'role']",
        ),
        ("tilte: x", "a.yaml:1:1: there is no key 'tilte' here; did you mean 'title'?"),
    ],
)
def test_a_wrong_value_is_told_with_what_to_write_instead(line: str, told: str) -> None:
    assert problems(line) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.yaml:1:1: the file is empty; write something or delete it"),
        ("# nothing yet\n", "a.yaml:1:1: the file is empty; write something or delete it"),
        ("title:\n\tday: x", "a.yaml:2:1: a tab stands here; begin lines with spaces only"),
        ("title: a\ntitle: b", "a.yaml:2:1: the key 'title' stands in line 1 already; keep one of the two"),
        ("title: @smk", "a.yaml:1:8: a value that begins with '@', '%', '`', '*', '&' or '!' needs quotes"),
        ("title: *smk", "a.yaml:1:8: a value that begins with '@', '%', '`', '*', '&' or '!' needs quotes"),
        ("title: !smk x", "a.yaml:1:8: a value that begins with '!' needs quotes"),
        ("title: !!python/object/apply:os.system [x]", "a.yaml:1:8: a value that begins with '!' needs quotes"),
        (
            "title: Kunjungan: PT",
            "a.yaml:1:17: a text that holds ': ' needs quotes; or this line stands too far to the right",
        ),
        ("title: 'open", "a.yaml:1:8: the quotation mark that opens here is never closed"),
        ('title: "C:\\Users"', "a.yaml:1:13: a text with '\\' needs single quotes instead of double ones"),
        (
            "tags: [a, b",
            (
                "a.yaml:1:7: the bracket that opens here is not closed; close it, and put texts that begin with '#' "
                "in quotes"
            ),
        ),
        ("title: {{ x }}", "a.yaml:1:9: a text that begins with '{' or '[' needs quotes"),
        ("title: |x", "a.yaml:1:9: a value that begins with '|' or '>' needs quotes"),
        ("tags: - a", "a.yaml:1:7: a list begins on a line of its own: put '- ' on the next line"),
        ("title: a\n---\ntitle: b", "a.yaml:2:1: '---' begins a second document; take that line away"),
        ("title: a\x07b", "a.yaml:1:9: a character stands here that no text holds; take it away"),
        ("- title", "a.yaml:1:1: the file must begin with keys, each as 'key: value'"),
        ("title", "a.yaml:1:1: the file must begin with keys, each as 'key: value'"),
        ("tags: &a [*a]", "a.yaml:1:7: '*' repeats a part inside itself; write the values out"),
        ("title: ? ", "a.yaml:1:8: this line can't be read; look at its spaces, colons, brackets and quotation marks"),
    ],
)
def test_a_file_that_is_no_yaml_is_told_in_plain_words(text: str, told: str) -> None:
    assert problems(text) == [told]


@pytest.mark.parametrize("text", ["tags: #smk", "tags:", "tags: ~", "tags:\n  - #smk", "title: #smk"])
def test_an_empty_value_hints_at_quotes(text: str) -> None:
    assert [told.partition(": ")[2] for told in problems(text)] == [
        "nothing stands here; write a value (one that begins with '#' needs quotes) or take the line away"
    ]


@pytest.mark.parametrize("text", ["title: Juara #SMKBisa", "tags:\n  - SMKBisa  #SMKHebat"])
def test_a_text_that_a_hashtag_would_cut_off_is_told(text: str) -> None:
    [told] = problems(text)

    assert "nothing from '#' on is read" in told
    assert told.startswith(f"a.yaml:{text.count(chr(10)) + 1}:")


def test_a_remark_after_a_value_is_no_mistake() -> None:
    assert sheet("title: Juara  # sebuah catatan").title == "Juara"


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for last, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]")

    assert [told.partition(": ")[2] for told in problems("\n".join(lines))] == [
        "too much is nested or repeated by '*' here; write the values out"
    ]


@pytest.mark.parametrize("depth", [30, 3000])
def test_deep_nesting_is_refused(depth: int) -> None:
    assert "too much is nested" in problems("title: " + "[" * depth + "]" * depth)[0]


def test_an_alias_that_repeats_little_is_allowed() -> None:
    assert sheet("tags: &t [a, b]\npeople: []\ntitle: x").tags == ("a", "b")


def test_all_mistakes_are_told_together_in_the_order_of_the_file() -> None:
    assert [told.partition(" ")[0] for told in problems("day: x\ntitle: [a]\npeople: [{}]\nzzz: 1\ncount: y")] == [
        "a.yaml:1:6:",
        "a.yaml:2:8:",
        "a.yaml:3:10:",
        "a.yaml:4:1:",
        "a.yaml:5:8:",
    ]


def test_a_long_value_is_repeated_in_part_only() -> None:
    assert len(problems(f"count: {'x' * 5000}")[0]) < 200


def test_a_bad_item_costs_only_itself() -> None:
    document = compose("people:\n  - {name: A}\n  - {nam: B}\n  - {name: C}\n  - {name: }\n  - \n", "a.yaml")

    assert [item.value.name for item in document.items("people", Person)] == ["A", "C"]
    assert [problem.place.line for problem in document.problems] == [5, 6, 3, 3]


def test_an_item_knows_where_each_of_its_values_stands() -> None:
    document = compose("people:\n  - name: A\n    role: B\n", "a.yaml")
    [item] = document.items("people", Person)

    assert (str(item.where(())), str(item.where(("role",))), str(item.where(("title",)))) == (
        "a.yaml:2:5",
        "a.yaml:3:11",
        "a.yaml:2:5",
    )


def test_a_list_that_is_none_is_told() -> None:
    document = compose("people: {name: A}", "a.yaml")

    assert list(document.items("people", Person)) == []
    assert str(document.problems[0]) == "a.yaml:1:9: 'people' takes a list; begin each item with '- '"


@pytest.mark.no_cover
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_text_at_all_makes_the_reader_fall_over(text: str) -> None:
    found, told = read_yaml(text, "a.yaml", Sheet)

    assert (found is None) == bool(told)


@given(
    st.lists(st.sampled_from(["title: x", "- a", "  ", ": ", "[", "{", "'", '"', "&a ", "*a", "#", "\n", "\t", "!t "]))
)
def test_no_mixture_of_signs_makes_the_reader_fall_over(parts: list[str]) -> None:
    found, told = read_yaml("".join(parts), "a.yaml", Sheet)

    assert (found is None) == bool(told)
