"""The shipped templates look as they were approved by eye; a changed one shows before, after and the difference.

BRANDBOT_UPDATE_GOLDEN=1 draws the golden pictures anew; look at them before you commit them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import CASES
from golden_fixtures import FOLDER, OUT, UPDATE, Golden, between, drawn, goldens, show, store
from picture_fixtures import folders
from PIL import Image, ImageDraw


@pytest.mark.parametrize("golden", goldens(), ids=lambda golden: golden.file)
def test_a_template_looks_as_it_was_approved(golden: Golden, tmp_path_factory: pytest.TempPathFactory) -> None:
    after, path = drawn(golden, folders(tmp_path_factory)), FOLDER / golden.file
    if UPDATE:
        store(after, path)
    assert path.exists(), f"there is no golden {path.name}: draw it with BRANDBOT_UPDATE_GOLDEN=1 and look at it"

    with Image.open(path) as file:
        before = file.convert("RGB")
    change = between(before, after)
    assert change.is_small, f"{golden.file}: {change}; see {show(before, after, OUT / golden.file)}"


def test_each_golden_belongs_to_a_picture_and_together_they_are_small() -> None:
    known = {golden.file for golden in goldens()}
    for stray in {path.name for path in FOLDER.glob("*.png")} - known if UPDATE else ():
        (FOLDER / stray).unlink()

    assert {path.name for path in FOLDER.glob("*.png")} == known
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 2_500_000


def test_all_kinds_layouts_and_schools_have_a_golden() -> None:
    assert {golden.kind for golden in goldens()} == set(CASES)
    assert {golden.layout for golden in goldens()} == {"feed", "story", "square", "link"}
    assert {golden.number for golden in goldens()} >= {1, 2, -1}
    assert len({golden.school for golden in goldens()}) == 3


def test_a_line_of_small_text_is_more_than_the_tolerance(tmp_path: Path) -> None:
    with Image.open(FOLDER / Golden("quote", "plain").file) as file:
        before = file.convert("RGB")
    after = before.copy()
    ImageDraw.Draw(after).rectangle((60, 100, 110, 106), fill="white")  # as a word of 28 px

    shown = Image.open(show(before, after, tmp_path / "shown.png"))

    assert between(before, before).is_small
    assert not between(before, after).is_small
    assert shown.size == (3 * before.width + 32, before.height)
    assert shown.getpixel((2 * before.width + 32 + 80, 103)) == (255, 255, 255)
