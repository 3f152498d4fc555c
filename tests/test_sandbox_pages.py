"""What a visitor of the sandbox sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sandbox_client import Client, opened, picture

from brandbot.sandbox import PAGE_ID
from brandbot.sandbox.pages import indonesian_time, thousands, with_links


@pytest.fixture
def graph() -> Iterator[Client]:
    with opened() as client:
        yield client


def page(graph: Client, name: str) -> str:
    return requests.get(graph.sandbox.url + name, timeout=10).text


def fill(graph: Client) -> None:
    graph.published("Mitra baru!\n\n#SMKBisa <b>", photos=5)
    graph.published("Satu foto")
    graph.post(f"{PAGE_ID}/photo_stories", photo_id=graph.photo(picture(1080, 1920)))
    graph.media(caption="Kiriman @contoh")
    graph.media(media_type="STORIES")


def test_only_what_is_live_is_shown(graph: Client) -> None:
    graph.draft("Rahasia")
    gone = graph.published("Dihapus")
    graph.delete(gone)
    graph.published("Tampak")
    shown = page(graph, "halaman")
    assert "Tampak" in shown
    assert "Rahasia" not in shown
    assert "Dihapus" not in shown


def test_both_pages_say_that_they_are_not_real(graph: Client) -> None:
    for name, network in (("halaman", "Facebook"), ("instagram", "Instagram")):
        shown = page(graph, name)
        assert f"Sandbox di komputer ini – bukan {network} sungguhan" in shown
        assert "Belum ada kiriman" in shown


def test_text_is_escaped_and_its_tags_are_marked(graph: Client) -> None:
    fill(graph)
    shown = page(graph, "halaman")
    assert '<span class="tautan">#SMKBisa</span> &lt;b&gt;' in shown
    assert "12 Agustus 2026 pukul 18.30" in shown
    assert "+1" in shown


def test_stories_have_a_ring_until_their_day_is_over(graph: Client) -> None:
    fill(graph)
    for name in ("halaman", "instagram"):
        assert page(graph, name).count('class="lingkar baru"') == 1
    graph.walk(days=2)
    for name in ("halaman", "instagram"):
        shown = page(graph, name)
        assert 'class="lingkar baru"' not in shown
        assert shown.count('class="lingkar"') == 1


def test_every_picture_of_the_live_pages_is_served(graph: Client) -> None:
    fill(graph)
    sources = set(re.findall(r'src="([^"]+)"', page(graph, "halaman") + page(graph, "instagram")))
    assert sources
    for source in sources:
        assert graph.session.get(source.replace("&amp;", "&"), timeout=10).ok


def test_saved_pages_need_no_server(graph: Client, tmp_path: Path) -> None:
    fill(graph)
    written = graph.sandbox.save_pages(tmp_path / "halaman")
    assert [path.name for path in written] == ["halaman.html", "instagram.html"]
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert "http://" not in re.sub(r"<svg.*?</svg>", "", text)
        sources = re.findall(r'src="([^"]+)"', text)
        assert sources
        assert all((path.parent / source).is_file() for source in sources)
        assert all((path.parent / link).is_file() for link in re.findall(r'href="([^#"]+)"', text))


def test_dates_and_numbers_are_indonesian() -> None:
    assert indonesian_time(1798736400) == "1 Januari 2027 pukul 00.00"
    assert thousands(1250) == "1.250"


def test_links_keep_the_text_as_it_is() -> None:
    text = "Hubungi humas@contoh.id, @mitra.rekaan #PKL2026 https://contoh.id/a?b=1&c=2 <i>"
    marked = with_links(text)
    assert marked.striptags() == text
    assert marked.count("tautan") == 3
