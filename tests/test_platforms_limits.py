"""What a placement takes is checked before anything is sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from platforms_fixtures import make_outgoing

from brandbot.model import Network, Placement
from brandbot.platforms import PLATFORMS
from brandbot.platforms.base import Outgoing
from brandbot.platforms.limits import LIMITS, check

INSTAGRAM = LIMITS[Network.INSTAGRAM, Placement.FEED]


def resized(outgoing: Outgoing, width: int, height: int) -> Outgoing:
    renditions = tuple(replace(one, width=width, height=height) for one in outgoing.renditions)
    return replace(outgoing, renditions=renditions)


@pytest.mark.parametrize("network", Network)
@pytest.mark.parametrize("placement", Placement)
def test_what_brandbot_draws_is_taken_everywhere(tmp_path: Path, network: Network, placement: Placement) -> None:
    assert check(make_outgoing(tmp_path, placement), LIMITS[network, placement]) is None


@pytest.mark.parametrize(("width", "height"), [(1080, 1350), (1080, 1080), (1080, 566), (1910, 1000)])
def test_instagram_takes_4_to_5_up_to_1_91_to_1(tmp_path: Path, width: int, height: int) -> None:
    assert check(resized(make_outgoing(tmp_path), width, height), INSTAGRAM) is None


@pytest.mark.parametrize(("width", "height"), [(1080, 1351), (1080, 1440), (1080, 1920), (1920, 1000)])
def test_other_ratios_are_refused_with_both_ends(tmp_path: Path, width: int, height: int) -> None:
    message = check(resized(make_outgoing(tmp_path), width, height), INSTAGRAM)

    assert str(message) == (
        f"The picture feed-0.jpg is {width}×{height}; its width must be 0.8 to 1.91 times its height"
    )


def test_a_page_takes_any_ratio(tmp_path: Path) -> None:
    limits = LIMITS[Network.FACEBOOK, Placement.FEED]

    assert check(resized(make_outgoing(tmp_path), 100, 1000), limits) is None


@pytest.mark.parametrize(("count", "is_taken"), [(0, False), (1, True), (10, True), (11, False)])
def test_a_carousel_has_ten_pictures_at_most(tmp_path: Path, *, count: int, is_taken: bool) -> None:
    assert (check(make_outgoing(tmp_path, count=count), INSTAGRAM) is None) is is_taken


def test_a_story_has_one_picture(tmp_path: Path) -> None:
    limits = LIMITS[Network.INSTAGRAM, Placement.STORY]

    assert str(check(make_outgoing(tmp_path, Placement.STORY, 2), limits)) == "The post has 2 pictures; use 1 to 1"


@pytest.mark.parametrize(("size", "is_taken"), [(4_000_000, True), (4_000_001, False)])
def test_facebook_takes_four_megabytes(tmp_path: Path, *, size: int, is_taken: bool) -> None:
    outgoing = make_outgoing(tmp_path)
    outgoing.renditions[0].path.write_bytes(b"x" * size)

    assert (check(outgoing, LIMITS[Network.FACEBOOK, Placement.FEED]) is None) is is_taken


def test_a_picture_that_is_gone_is_told(tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path)
    outgoing.renditions[0].path.unlink()

    assert "feed-0.jpg can't be read" in str(check(outgoing, INSTAGRAM))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"caption": "x" * 2200}, None),
        ({"caption": "x" * 2201}, "has 2201 characters; shorten it to 2200"),
        ({"caption": "#a " * 30}, None),
        ({"caption": "#a #b #c # ## 3# " * 11}, "has 33 hashtags; use at most 30"),
        ({"alt_text": "x" * 1000}, None),
        ({"alt_text": "x" * 1001}, "alt text has 1001 characters; shorten it to 1000"),
    ],
)
def test_texts_have_instagrams_length(tmp_path: Path, changes: dict[str, Any], words: str | None) -> None:
    message = check(make_outgoing(tmp_path, **changes), INSTAGRAM)

    assert (message is None) if words is None else words in str(message)


def test_a_story_shows_no_text_so_none_is_too_long(tmp_path: Path) -> None:
    outgoing = make_outgoing(tmp_path, Placement.STORY, caption="x" * 9999, alt_text="x" * 9999)

    assert check(outgoing, LIMITS[Network.INSTAGRAM, Placement.STORY]) is None


def test_every_network_has_its_platform_and_its_limits() -> None:
    assert set(PLATFORMS) == set(Network)
    assert set(LIMITS) == {(network, placement) for network in Network for placement in Placement}
