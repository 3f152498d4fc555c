"""The article: news that a school's website can show as it is."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from words_fixtures import AGREEMENT, BRAND, FULL, PARTNERS, TEST, event, said, template

from brandbot.errors import Refused
from brandbot.model import Event, Figure, Person, Tone
from brandbot.pipeline.article import Article, article_of, to_html, to_markdown

SHORT = {"observance", "correction"}  # a greeting and a correction are no news


def article(of: Event) -> Article:
    """The event's article at the sample school."""
    return article_of(template(of.kind), of, PARTNERS, said(of), BRAND)


def whole(of: Event) -> str:
    """All its text."""
    found = article(of)
    return "\n\n".join((found.title, found.lead, *found.paragraphs))


@pytest.mark.parametrize("full", FULL, ids=lambda full: f"{full.kind}-{full.phase}")
def test_an_article_has_120_to_200_words_of_news(full: Event) -> None:
    found = article(full)

    least = 70 if full.kind in SHORT or full.phase == "condolence" else 120
    assert least <= found.words <= 200, found.words
    assert found.lead.startswith("Petak, Kab. Semarang – ")
    assert found.paragraphs[-1].startswith("SMK Terpadu Al-Huda Petak adalah sekolah menengah kejuruan")


@pytest.mark.parametrize("full", FULL, ids=lambda full: f"{full.kind}-{full.phase}")
def test_the_first_paragraph_says_who_and_when(full: Event) -> None:
    lead = article(full).lead

    assert "SMK Terpadu Al-Huda Petak" in lead
    assert said(full)["date"] in lead


@pytest.mark.parametrize("full", FULL, ids=lambda full: f"{full.kind}-{full.phase}")
def test_an_article_is_formal_and_speaks_to_nobody(full: Event) -> None:
    formal = whole(dataclasses.replace(full, tone=Tone.PESANTREN))

    assert formal == whole(dataclasses.replace(full, tone=Tone.CASUAL))
    assert not re.search(r"Ayah Bunda|Bapak/Ibu|kalian|komentar|tautan di bio|Alhamdulillah|#|, ya\b", formal)
    assert not re.search("[\U0001f300-\U0001faff\u2600-\u27bf]", formal)


@pytest.mark.parametrize("full", FULL, ids=lambda full: f"{full.kind}-{full.phase}")
def test_an_article_stays_tidy_whatever_is_missing(full: Event) -> None:
    bare = Event(id="x", kind=full.kind, title=full.title, date=full.date, phase=full.phase)
    missing = [
        {"partners": ()},
        {"programmes": ()},
        {"people": ()},
        {"location": ""},
        {"figures": (), "student_count": 1},
    ]
    if full.kind == "tracer_study":
        missing, bare = missing[:4], full
    for one in (bare, *(dataclasses.replace(full, **less) for less in missing)):  # type: ignore[arg-type]  # by name
        text = whole(one)
        flaws = re.findall(
            r"  | [.,;!]|\n\n\n|,,|\.\.|:\.|;\.|, \.|[!?]\.|\( ?\)|\(,|None|\bdan dan\b|\bdi di\b|:\s*\n"
            r"|\b(?:di|dan|dengan|oleh|kepada|bagi|dari|pada|dalam)(?:[.,;:]|\n|$)",
            text,
        )
        assert flaws == [], text


def test_figures_carry_their_base() -> None:
    study = next(one for one in FULL if one.kind == "tracer_study")

    assert "Bekerja: 81 dari 142 (57 persen)." in whole(study)
    assert "Sumber: tracer study Oktober" in whole(study)
    assert "Sebanyak 93 dari 96 siswa" in whole(TEST)


def test_a_quote_stands_with_who_said_it() -> None:
    quoted = dataclasses.replace(AGREEMENT, quote="Kami percaya.", people=(Person("Rina Contoh, M.T.", "Direktur"),))

    assert '"Kami percaya," kata Direktur.' in article(quoted).paragraphs


def test_an_article_may_claim_no_more_than_a_caption() -> None:
    with pytest.raises(Refused, match="pasti kerja"):
        article(dataclasses.replace(AGREEMENT, figures=(Figure("Lulusan", "pasti kerja"),)))


class Reader(HTMLParser):
    """What a browser makes of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.found = "", list[tuple[str, dict[str, str | None]]]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = Article(
    'Judul <b>"tebal"</b> & [tautan](x)',
    "Kota – *bintang* `kode` <script>alert(1)</script> https://contoh.sch.id/a?b=1&c=2.",
    ("- bukan daftar", "1. bukan daftar", "# bukan judul", "situs smk-contoh.sch.id, dan surel a@contoh.sch.id"),
)


def test_html_shows_the_text_and_nothing_else() -> None:
    read = Reader(to_html(HOSTILE, cover='a".jpg', alt="Poster <x>"))

    assert [tag for tag, _ in read.found] == ["article", "h1", "figure", "img", "p", "a", "p", "p", "p", "p", "a"]
    assert read.found[3][1] == {"src": 'a".jpg', "alt": "Poster <x>"}
    assert HOSTILE.title in read.text
    assert all(text in read.text for text in (HOSTILE.lead, *HOSTILE.paragraphs))


def test_addresses_can_be_pressed_and_end_before_the_full_stop() -> None:
    links = [attrs["href"] for tag, attrs in Reader(to_html(HOSTILE)).found if tag == "a"]

    assert links == ["https://contoh.sch.id/a?b=1&c=2", "https://smk-contoh.sch.id"]


def test_an_address_that_would_run_code_stays_text() -> None:
    html = to_html(article(dataclasses.replace(AGREEMENT, link="javascript:alert(1)")))

    assert "javascript:alert(1)" in html
    assert [attrs["href"] for tag, attrs in Reader(html).found if tag == "a"] == ["https://smk-contoh.sch.id"]


def test_markdown_takes_signs_for_signs() -> None:
    assert to_markdown(HOSTILE, cover="sampul.jpg", alt="Poster [x]").split("\n\n") == [
        r'# Judul \<b\>"tebal"\</b\> \& \[tautan\](x)',
        r"![Poster \[x\]](<sampul.jpg>)",
        r"Kota – \*bintang\* \`kode\` \<script\>alert(1)\</script\> <https://contoh.sch.id/a?b=1&c=2>.",
        r"\- bukan daftar",
        r"1\. bukan daftar",
        r"\# bukan judul",
        "situs [smk-contoh.sch.id](<https://smk-contoh.sch.id>), dan surel a@contoh.sch.id\n",
    ]


def test_without_a_cover_there_is_no_picture() -> None:
    assert "<img" not in to_html(HOSTILE)
    assert "![" not in to_markdown(HOSTILE)


def test_a_school_that_tells_little_of_itself_gets_no_gaps() -> None:
    unknown = dataclasses.replace(BRAND, place="", website="", phone="")
    bare = event("new_partner", "Kerja Sama", "2026-08-12", partners=("mesin",))
    fields = {**said(bare), "place": "", "website": "", "phone": ""}
    found = article_of(template(bare.kind), bare, PARTNERS, fields, unknown)

    assert found.lead.startswith("SMK Terpadu Al-Huda Petak dan CV. TEKNIK")
    assert found.paragraphs[-1].endswith("di dunia kerja.")
