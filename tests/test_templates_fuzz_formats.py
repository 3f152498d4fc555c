"""Stories, squares and link covers filled with texts as nobody should type them; see test_templates_fuzz.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import CASES
from fuzz_fixtures import EVENTS, Tally, fuzzed

TALLY = Tally()  # of all kinds together, for the last test of this file


@pytest.mark.no_cover  # the lines that it comes to are those of test_drawing_templates.py
@pytest.mark.parametrize("kind", CASES)
def test_every_text_is_set_whole_in_its_place_or_refused_by_name(kind: str, tmp_path: Path) -> None:
    tally = fuzzed(kind, ("story", "square", "link"), 2, tmp_path)
    TALLY.add(tally)

    assert not tally.wrong, f"{len(tally.wrong)} faults; {tally}\n" + "\n".join(tally.wrong[:20])
    assert tally.pictures > len(tally.refused)


def test_many_texts_were_set_and_some_were_refused() -> None:
    print(TALLY)  # noqa: T201 - `pytest -rP` shows the counts

    assert TALLY.rendered >= 55 * EVENTS, TALLY
    assert len(TALLY.distinct) >= 41 * EVENTS, TALLY
    assert TALLY.refused, TALLY
