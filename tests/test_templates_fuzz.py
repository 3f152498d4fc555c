"""All feeds, with their slides and closings, filled with texts as nobody should type them: set whole or refused.

test_templates_fuzz_formats.py has the other layouts; together they set more than 5,000 texts in `make proofs`, and a
third of them here.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import CASES
from fuzz_fixtures import EVENTS, Tally, fuzzed, letters, unclear

TALLY = Tally()  # of all kinds together, for the last test of this file


@pytest.mark.no_cover  # the lines that it comes to are those of test_drawing_templates.py
@pytest.mark.parametrize("kind", CASES)
def test_every_text_is_set_whole_in_its_place_or_refused_by_name(kind: str, tmp_path: Path) -> None:
    tally = fuzzed(kind, ("feed",), 1, tmp_path)
    TALLY.add(tally)

    assert not tally.wrong, f"{len(tally.wrong)} faults; {tally}\n" + "\n".join(tally.wrong[:20])
    assert tally.pictures > len(tally.refused)


def test_many_texts_were_set_and_some_were_refused() -> None:
    print(TALLY)  # noqa: T201 - `pytest -rP` shows the counts

    assert TALLY.rendered >= 83 * EVENTS, TALLY
    assert len(TALLY.distinct) >= 55 * EVENTS, TALLY
    assert TALLY.refused, TALLY


def test_the_check_of_a_refusal_sees_what_is_missing() -> None:
    said = "“Uji Kompetensi” is too long for the picture, even in its smallest size: shorten title"

    assert not [*unclear(said, ["Uji Kompetensi"])]
    assert [*unclear(said, ["Kunjungan"])]
    assert [*unclear(said.replace("Uji Kompetensi", ""), ["Uji Kompetensi"])]
    assert [*unclear("“Uji Kompetensi” stands on a face", ["Uji Kompetensi"])]
    gone = "nothing of “🎉” can be drawn: write title in Latin letters"
    assert not [*unclear(gone, ["🎉"])]
    assert [*unclear(gone, ["ꦱ"])]


def test_the_check_of_a_text_sees_a_letter_that_is_missing() -> None:
    assert letters("M. Ma’ruf, S.Kom. 🎉") == letters("m ma ruf skom")
    assert letters("Rekaan") != letters("Rekan")
    assert letters("Rekaan 技能", "技能") == letters("Rekaan")
