"""The sandbox: plain values in, bounded text out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from brandbot.errors import Refused
from brandbot.pipeline import jinja, jinja_sandbox


def rendered(folder: Path, text: str, *, pages: bool = False, **values: object) -> str:
    """The text of a template written for this test."""
    root = folder / "templates"
    root.mkdir(exist_ok=True)
    (root / "x.j2").write_text(text, encoding="utf-8")
    return jinja.render(root, "x.j2", values, pages=pages)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 200000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'a' + 'b' }}",
        "{{ 'a'.ljust(999999999) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ ''.__class__ }}",
        "{{ 'a'|center(999999999) }}",
        "{{ 'a'|indent(999999999) }}",
        "{{ range(10) }}",
        "{{ cycler }}",
        "{{ 'aaaa'|replace('a', big) }}",
        "{{ a ~ a }}",
        "{% set a = 'x' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40 + "{{ a }}",
        "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}",
        "{% include 'y.j2' %}",
        "{{ 1 / 0 }}",
    ],
)
def test_nothing_can_grow_out_of_bounds_or_reach_out(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused):
        rendered(tmp_path, text, a="a", big="b" * jinja_sandbox.MAX_OUTPUT)


@pytest.mark.no_cover  # all these rounds go through the same line
@pytest.mark.parametrize(
    "text",
    [
        "{% for a in many %}{% for b in many %}{% for c in many %}{% set x = 1 %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{% set a = f(n - 1) %}{% set b = f(n - 1) %}{% endif %}{% endmacro %}{{ f(60) }}",
    ],
)
def test_what_goes_round_without_a_word_ends_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(jinja_sandbox, "MAX_STEPS", 20_000)  # a tenth, to be quick

    with pytest.raises(Refused, match="rounds"):
        rendered(tmp_path, text, many=list(range(2000)))


@pytest.mark.no_cover  # as many
def test_rounds_are_counted_anew_for_each_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jinja_sandbox, "MAX_STEPS", 20_000)
    text = "{% for a in many %}{% for b in many %}{% endfor %}{% endfor %}ok"
    for _ in range(3):
        assert rendered(tmp_path, text, many=list(range(100))) == "ok"


def test_an_objects_methods_are_never_called(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not safely callable"):
        rendered(tmp_path, "{{ day.today() }}", day=dt.date(2026, 1, 1))


def test_numbers_can_be_added_and_macros_called(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{% macro f(x) %}<{{ x + 1 }}>{% endmacro %}{{ f(2) }}") == "<3>"


def test_pages_escape_and_captions_do_not(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ a }}", a="<b>") == "<b>"
    assert rendered(tmp_path / "..", "{{ a }}", a="<b>", pages=True) == "&lt;b&gt;"


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"the template gone\.j2 is missing"):
        jinja.render(tmp_path, "gone.j2", {})


def test_no_template_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("secret", encoding="utf-8")

    with pytest.raises(Refused, match="is missing"):
        rendered(tmp_path, "{% include '../secret.j2' %}")


def test_a_syntax_error_says_its_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"^templates/x\.j2:2: "):
        rendered(tmp_path, "a\n{% if %}")


def test_a_syntax_error_in_an_imported_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "y.j2").write_text("\n\n{% if %}", encoding="utf-8")

    with pytest.raises(Refused, match=r"^templates/y\.j2:3: "):
        rendered(tmp_path, '{% from "y.j2" import z %}')


def test_a_template_in_another_encoding_or_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="longer than"):
        rendered(tmp_path, "x" * (jinja_sandbox.MAX_TEMPLATE + 1))
    (tmp_path / "templates" / "y.j2").write_bytes("{# \u2013 #}".encode("utf-16"))
    with pytest.raises(Refused, match="save the file as UTF-8"):
        jinja.render(tmp_path / "templates", "y.j2", {})
    (problem,) = jinja.check(tmp_path / "templates", "y.j2", {}, shown="y.j2")
    assert str(problem).startswith("y.j2:1:1: the template can't be read: not UTF-8")


def test_an_edited_template_is_read_again(tmp_path: Path) -> None:
    assert rendered(tmp_path, "lama") == "lama"
    assert rendered(tmp_path, "baru sekali") == "baru sekali"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Aula sekolah", "aula sekolah"),
        ("Semua jurusan", "semua jurusan"),
        ("Gedung Serbaguna", "Gedung Serbaguna"),
        ("TUK sekolah", "TUK sekolah"),
        ("Ungaran", "Ungaran"),
        ("", ""),
    ],
)
def test_only_common_phrases_lose_their_capital_inside_a_sentence(phrase: str, expected: str) -> None:
    assert jinja_sandbox.inline(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("satu lagi", "Satu lagi"), ("32 siswa", "32 siswa"), ("kelas XII", "Kelas XII"), ("", "")],
)
def test_a_sentence_begins_with_a_capital_and_stays_as_typed(phrase: str, expected: str) -> None:
    assert jinja_sandbox.sentence(phrase) == expected


def test_a_line_has_one_space_between_words_and_keeps_those_that_must_not_break() -> None:
    assert jinja_sandbox.line("  a\n  b \t c Dr.\u00a0D ") == "a b c Dr.\u00a0D"


def test_the_parts_of_a_cut_list_are_checked_as_well(tmp_path: Path) -> None:
    (tmp_path / "x.j2").write_text("{% for figure in figures[1:] %}{{ figure.label }}{{ figure.lable }}{% endfor %}")
    shape = {"figures": frozenset({"label"}), "figure": frozenset[str]()}

    (problem,) = jinja.check(tmp_path, "x.j2", shape, shown="x.j2")

    assert "there is no 'lable'; did you mean 'label'?" in str(problem)


def test_words_that_a_template_names_itself_are_known_in_its_blocks(tmp_path: Path) -> None:
    (tmp_path / "y.j2").write_text("{% macro where(x) %}{% endmacro %}")
    text = (
        '{% from "y.j2" import where as place %}{% set one %}1{% endset %}{% macro own(x) %}{{ x }}{% endmacro %}'
        "{% block a %}{{ one }}{{ own(2) }}{{ place(3) }}{% endblock %}"
    )
    (tmp_path / "x.j2").write_text(text)

    assert list(jinja.check(tmp_path, "x.j2", {}, shown="x.j2", bases=("gone.j2",))) == []
