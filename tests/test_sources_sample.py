"""The sample workspace has no mistake, and docs/kunci.md says what the models say."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import indent
from typing import get_args

import pytest
from sources_fixtures import WIB

from brandbot.drawing import ELEMENTS
from brandbot.drawing.colour import Role
from brandbot.drawing.forms import Kind
from brandbot.drawing.icons import Icon
from brandbot.drawing.options import Token
from brandbot.model import Approval, Motif, Placement
from brandbot.sources import Workspace, read_workspace
from brandbot.sources.element_reference import element_reference
from brandbot.sources.element_words import AREAS, COLOURS, CORNERS, EXAMPLES, ICONS, MOTIFS, SHAPES
from brandbot.sources.looks import read_house, read_look
from brandbot.sources.reference import key_reference
from brandbot.wording import Wording

ROOT = Path(__file__).parents[1]
REAL = ("multi-jaya-teknik", "presiden-digital", "alta-network", "lppk")


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return read_workspace(ROOT, ("facebook", "instagram"), WIB, ELEMENTS)


def test_the_sample_has_no_mistake(sample: Workspace) -> None:
    assert [str(problem) for problem in sample.problems] == []


def test_of_real_partners_the_sample_says_only_what_the_paper_says(sample: Workspace) -> None:
    for partner in (sample.partners[name] for name in REAL):
        assert not partner.fictional
        assert partner.role
        assert (partner.logo, partner.internship_capacity, partner.agreements) == (None, None, ())
        assert (partner.facebook, partner.instagram, partner.may_tag, partner.sector) == ("", "", False, "")


def test_every_other_partner_is_fictional(sample: Workspace) -> None:
    assert all(partner.fictional for name, partner in sample.partners.items() if name not in REAL)


def test_the_sample_shows_what_is_held_back(sample: Workspace) -> None:
    assert {event.approval for event in sample.events} == set(Approval)
    assert any(not event.consent.is_complete for event in sample.events)


def test_every_event_of_the_sample_has_a_template(sample: Workspace) -> None:
    assert {event.kind for event in sample.events} <= sample.templates.keys()


def test_the_samples_rules_lead_to_feed_and_story(sample: Workspace) -> None:
    stories = {kind for rule in sample.rules if rule.placement is Placement.STORY for kind in rule.kinds}

    assert stories == {"internship_placement", "enrolment"}
    assert sample.templates.keys() <= {kind for rule in sample.rules for kind in rule.kinds}


def test_the_page_of_all_keys_is_what_the_models_say() -> None:
    page = ROOT / "docs" / "kunci.md"
    said = key_reference() + element_reference(ELEMENTS, Wording())
    if os.environ.get("BRANDBOT_UPDATE_GOLDEN"):
        page.write_text(said, encoding="utf-8", newline="\n")

    assert page.read_text(encoding="utf-8") == said, "run: make golden"


def test_every_word_that_an_element_takes_is_explained() -> None:
    house, _ = read_house(ROOT, ELEMENTS)
    assert house
    canvas, _ = house.canvases["feed"]

    assert COLOURS.keys() == {*get_args(Role)}
    assert CORNERS.keys() == {*get_args(Token)}
    assert MOTIFS.keys() == {*get_args(Motif)}
    assert ICONS.keys() == {*get_args(Icon)}
    assert SHAPES.keys() == {*get_args(Kind)}
    assert AREAS.keys() == canvas.areas.keys()
    assert EXAMPLES.keys() == ELEMENTS.keys()


@pytest.mark.parametrize("word", ELEMENTS)
def test_the_example_of_an_element_is_one_that_a_look_may_write(word: str, tmp_path: Path) -> None:
    house, _ = read_house(ROOT, ELEMENTS)
    assert house
    lines = EXAMPLES[word].strip()
    look = tmp_path / "look.yaml"
    look.write_text(
        f"layouts:\n  feed:\n    - name: contoh\n      elements:\n{indent(lines, ' ' * 8)}\n", encoding="utf-8"
    )

    found, problems = read_look(look, tmp_path, ELEMENTS, house)

    assert problems == ()
    assert found
    assert ELEMENTS[word] in {type(element) for element in found.layouts["feed"].variants[0].elements}
