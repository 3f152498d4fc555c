"""Every case in every layout, measured on the pixels of its JPEG: it can be read, and nothing stands where it must not.

test_templates_pixels_hard.py has the other schools and photos that make it hard.
"""

from __future__ import annotations

import numpy as np
import pytest
from cases import CASES
from picture_fixtures import DAY, EVERY, LAYOUTS, folders, seated
from pixel_fixtures import contrast, faults, luminance, pairs

from brandbot.errors import Refused


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_what_is_handed_on_can_be_read_and_stands_clear(
    kind: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seat, wrong, measured = seated(CASES[kind][name], folders(tmp_path_factory)), [], 0
    for layout in LAYOUTS:
        try:
            for pair in pairs(seat, layout, DAY):
                measured += 1
                called = f"{pair.layout} ({pair.drawing.variant})"
                wrong += [f"{called}: {fault}" for fault in faults(pair)]
        except Refused:  # test_drawing_templates.py says that none is
            continue

    assert not wrong, "\n".join(wrong)
    assert measured


def test_luminance_is_as_wcag_has_it() -> None:
    colours = np.array([(255, 255, 255), (0, 0, 0), (119, 119, 119), (255, 0, 0)])

    white, black, grey, red = luminance(colours)

    assert (white, black) == (pytest.approx(1), 0)
    assert (white + 0.05) / (grey + 0.05) == pytest.approx(4.48, abs=0.01)  # #777777 on white, which just fails
    assert (white + 0.05) / (red + 0.05) == pytest.approx(4.0, abs=0.01)


@pytest.mark.parametrize(("patch", "least", "most"), [(0, 20, 21), (12, 20, 21), (80, 1, 1.1)])
def test_the_measure_sees_a_patch_that_swallows_a_twentieth_of_a_text(patch: int, least: float, most: float) -> None:
    ground = np.zeros((60, 400, 3), dtype=np.int16)
    ground[:, :patch] = 255
    final, painted = ground.copy(), np.zeros((60, 400), dtype=np.bool_)
    for left in range(4, 400, 12):
        final[10:51, left : left + 6] = 255
        painted[10:51, left : left + 6] = True

    assert least <= contrast(final, ground, painted, (0, 5, 400, 50)) <= most
