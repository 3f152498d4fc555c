"""Links to the school's own site say where a visitor came from, and the QR code on a finished picture can be read."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cases import CASES
from picture_fixtures import DAY, folders, seated

from brandbot.model import Event, LayoutName, NamePolicy, Tone
from brandbot.pipeline.fields import printed
from brandbot.pipeline.links import LONGEST, for_scanning, tracked
from brandbot.pipeline.words import WEBSITE, words_of

cv2 = pytest.importorskip("cv2", reason="the faces extra brings the decoder")
OWN = "smk-contoh.sch.id"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            "https://smk-contoh.sch.id",
            "https://smk-contoh.sch.id?utm_source=facebook&utm_medium=social&utm_campaign=ev-1",
        ),
        (
            "https://spmb.smk-contoh.sch.id/daftar?jalur=1#atas",
            "https://spmb.smk-contoh.sch.id/daftar?jalur=1&utm_source=facebook&utm_medium=social&utm_campaign=ev-1#atas",
        ),
        (
            "https://www.smk-contoh.sch.id/",
            "https://www.smk-contoh.sch.id/?utm_source=facebook&utm_medium=social&utm_campaign=ev-1",
        ),
        ("https://smk-contoh.sch.id?utm_source=brosur", "https://smk-contoh.sch.id?utm_source=brosur"),
        ("https://wa.me/6281200000000", "https://wa.me/6281200000000"),
        ("https://bukan-smk-contoh.sch.id", "https://bukan-smk-contoh.sch.id"),
        ("https://smk-contoh.sch.id.example.org", "https://smk-contoh.sch.id.example.org"),
        ("", ""),
    ],
)
def test_only_links_to_the_schools_own_site_say_where_a_visitor_came_from(link: str, expected: str) -> None:
    for website in (OWN, f"https://www.{OWN}/"):
        assert tracked(link, website, "facebook", "social", "EV-1") == expected
    assert tracked(link, "", "facebook", "social", "EV-1") == link


def test_a_campaign_has_plain_signs_only() -> None:
    found = tracked(f"https://{OWN}", OWN, "facebook", "social", "spmb-gelombang-1@2027-W01")

    assert found.endswith("utm_campaign=spmb-gelombang-1-2027-w01")
    assert "%" not in found


def test_a_code_that_would_be_too_fine_goes_without() -> None:
    long = f"https://{OWN}/{'a' * LONGEST}"

    assert for_scanning(long, OWN, "EV-1") == long
    assert "utm_medium=qr" in for_scanning(f"https://{OWN}/spmb", OWN, "EV-1")


def enrolment(name: str = "open") -> Event:
    """Enrolment with a link to the school's own site."""
    return dataclasses.replace(CASES["enrolment"][name], link=f"https://{OWN}/spmb", tone=Tone.FORMAL)


@pytest.mark.parametrize("name", ["open", "countdown-plain", "result-plain", "partners"])
@pytest.mark.parametrize("layout", ["feed", "story"])
def test_the_code_on_a_finished_enrolment_picture_leads_to_the_page_and_says_so(
    layout: LayoutName, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seat = seated(enrolment(name), folders(tmp_path_factory))
    picture = seat.pictures(layout, DAY)[0]
    text, corners, _ = cv2.QRCodeDetector().detectAndDecode(cv2.imread(str(picture.path)))

    assert corners is not None, "there is no code that can be found"
    address = urlsplit(text)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"https://{OWN}/spmb"
    assert parse_qs(address.query)["utm_medium"] == ["qr"]
    assert parse_qs(address.query)["utm_campaign"] == [enrolment().id.lower()]


@pytest.mark.parametrize("scale", [0.5, 0.75])
def test_the_code_is_read_from_a_picture_that_the_network_made_smaller(
    scale: float, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seat = seated(enrolment(), folders(tmp_path_factory))
    large = cv2.imread(str(seat.pictures("feed", DAY)[0].path))
    small = tmp_path / "small.jpg"
    cv2.imwrite(str(small), cv2.resize(large, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), [1, 75])
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(cv2.imread(str(small)))

    assert printed(text).startswith(f"{OWN}/spmb")


def test_captions_on_facebook_carry_their_source_and_articles_do_not(tmp_path_factory: pytest.TempPathFactory) -> None:
    event = enrolment()
    seat = seated(event, folders(tmp_path_factory))
    said = seat.said(DAY)
    urls = {
        network: words_of(
            event, {}, said.fields, seat.template, network=network, tone=Tone.FORMAL, pupils=NamePolicy.FIRST
        )["url"]
        for network in ("facebook", WEBSITE)
    }

    assert "utm_source=facebook" in urls["facebook"]
    assert urls[WEBSITE] == event.link
