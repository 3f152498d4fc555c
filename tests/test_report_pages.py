"""The week's page in all its forms: self-contained, one page, the same numbers everywhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from report_fixtures import CHANNELS, LETTERHEAD, at, autumn, followers, post, reading, report

from brandbot.errors import Refused
from brandbot.model import Channel, Closed, Network, Partner, PostState
from brandbot.pipeline.report import Background, WeeklyReport, csv_text, page_of, whatsapp
from brandbot.pipeline.report.writer import Writer, ink_on
from brandbot.wording import Wording

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
ID = Wording()
NUMBERS = ["3.205", "1.930", "5,6%", "134 dari 1.520", "878", "761", "1.240", "10,2%"]
VOID = {"meta", "img", "br", "rect", "link"}


class Tags(HTMLParser):
    """Checks that tags close in order, and gathers addresses and text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sources: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.sources += [value or "" for name, value in attrs if name in {"src", "srcset", "data"} or tag == "link"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID, (tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def html(of: WeeklyReport, templates: Path = TEMPLATES, thumbnails: dict[str, str] | None = None) -> str:
    return page_of(of, LETTERHEAD, ID, templates).html(thumbnails)


def pdf(of: WeeklyReport, templates: Path = TEMPLATES, thumbnails: dict[str, Path] | None = None) -> bytes:
    return page_of(of, LETTERHEAD, ID, templates).pdf(thumbnails)


def page(of: WeeklyReport, thumbnails: dict[str, str] | None = None) -> Tags:
    """The report's HTML, checked for being well-formed."""
    tags = Tags()
    tags.feed(html(of, thumbnails=thumbnails))
    tags.close()
    assert tags.open == []
    return tags


def full_week() -> WeeklyReport:
    """More of everything than the page can hold."""
    long = "Penandatanganan Perjanjian Kerja Sama dan Serah Terima Sertifikat Industri Angkatan"
    partners = [Partner(id=f"p{n}", name=f"PT Rekaan Nusantara Sejahtera Abadi {n}, Tbk.") for n in range(18)]
    posts = [
        post(f"{long} {n}", at(16 + n % 7), name, partners=[f"p{n}", f"p{n + 1}"])
        for n in range(8)
        for name in ("fb", "ig")
    ]
    stopped = [
        post(f"{long} {n}", at(18), state=PostState.HELD, reason="izin foto baru 29 dari 32") for n in range(20, 26)
    ]
    insights = [reading(live, 72, 1000 + n * 37, 30 + n) for n, live in enumerate(posts)]
    return report([*posts, *stopped], insights, partners=partners)


def test_the_page_is_well_formed_and_needs_nothing_else() -> None:
    of = autumn()
    picture = "data:image/jpeg;base64,AAAA"
    tags = page(of, {of.posts[0].key: picture})

    assert tags.sources[0] == picture
    assert {source.partition(",")[0] for source in tags.sources[1:]} == {"data:image/svg+xml;base64"}
    assert "@import" not in tags.text
    assert "url(" not in tags.text


@pytest.mark.parametrize("number", NUMBERS)
def test_the_page_says_the_numbers(number: str) -> None:
    assert number in page(autumn()).text


def test_what_people_typed_is_shown_and_never_run() -> None:
    text = html(report([post("<script>alert(1)</script>", at(17))]))

    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_the_headings_are_those_of_the_research() -> None:
    text = page(autumn()).text

    assert text.index("Ringkas") < text.index("Sajian") < text.index("Simpulan")


@pytest.mark.parametrize("of", [autumn(), report(), full_week()], ids=["usual", "silent", "full"])
def test_the_pdf_is_one_a4_page(of: WeeklyReport) -> None:
    (sheet,) = PdfReader(io.BytesIO(pdf(of))).pages

    assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]


def test_the_pdf_says_the_numbers() -> None:
    (sheet,) = PdfReader(io.BytesIO(pdf(autumn()))).pages
    text = " ".join(sheet.extract_text().split())

    assert [number for number in NUMBERS if number not in text] == []


def test_the_pdf_is_the_same_every_time(tmp_path: Path) -> None:
    of = autumn()
    picture = tmp_path / "kecil.jpg"
    picture.write_bytes(tiny_jpeg())
    pictures = {of.posts[0].key: picture}

    assert pdf(of, thumbnails=pictures) == pdf(of, thumbnails=pictures)
    assert len(pdf(of, thumbnails=pictures)) > len(pdf(of))


def test_a_missing_or_broken_page_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"weekly\.html\.j2 is missing"):
        html(report(), tmp_path)
    with pytest.raises(Refused, match=r"weekly\.typ can't be read"):
        pdf(report(), tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "weekly.typ").write_text("#sheet.oops", encoding="utf-8")
    with pytest.raises(Refused, match=r"weekly\.typ can't be set: .*unknown variable"):
        pdf(report(), tmp_path)


def test_missing_is_said_with_its_reason() -> None:
    unread, withheld = post("a", at(17)), post("b", at(18), "ig")
    text = page(report([unread, withheld], [reading(withheld, 72, None, 7)])).text

    assert "belum tersedia: belum tersedia" not in text
    assert "belum tersedia: belum dibaca" in text
    assert "belum tersedia: tidak diberikan Meta" in text
    assert "tidak dibaca pekan ini" in text


def test_a_silent_week_gets_a_page_that_says_why() -> None:
    silent = page(report()).text
    stopped = page(report([post("a", at(17), state=PostState.MISSED, reason="komputer mati")])).text

    assert "tidak ada unggahan, dan tidak ada yang direncanakan" in silent
    assert "tidak ada unggahan; 1 unggahan tertahan atau terlewat" in stopped
    assert "Kegiatan a (Facebook): terlewat, komputer mati" in stopped


def test_reach_is_neither_people_nor_summed_over_networks() -> None:
    for text in (page(autumn()).text, whatsapp(autumn(), LETTERHEAD, ID)):
        assert "5.135" not in text  # 3.205 + 1.930
        assert not re.search(r"\d orang", text)


def test_a_page_that_is_full_says_how_many_posts_it_leaves_out() -> None:
    text = page(full_week()).text

    assert "dan 6 lainnya; semuanya ada di berkas CSV" in text
    assert "dan 3 lainnya" in text
    assert " mitra lain" in text


def test_small_bases_are_shown_without_a_percentage() -> None:
    posts = [post(f"{n}", at(16 - 7 * (n % 2)), "fb") for n in range(4)]
    few = page(report(posts, [reading(live, 72, 500, 9) for live in posts])).text

    assert "1.000 → 1.000" in few
    assert not re.search(r"(?:naik|turun) \d", few)


@pytest.mark.parametrize(("now", "said"), [(150, "naik 50%"), (50, "turun 50%")])
def test_a_large_enough_base_is_compared_in_percent(now: int, said: str) -> None:
    posts = [post(f"{n}", at(16 - 7 * (n % 2)), "fb") for n in range(6)]
    insights = [reading(live, 72, 100 if n % 2 else now, 9) for n, live in enumerate(posts)]

    assert said in page(report(posts, insights)).text


def test_provisional_numbers_are_marked() -> None:
    live = post("a", at(21))

    text = page(report([live], [reading(live, 24, 500, 9)], now=at(23, 7))).text

    assert "sementara" in text
    assert "Sementara" in text


def test_two_channels_of_a_network_are_told_apart() -> None:
    channels = (*CHANNELS, Channel("alumni", Network.FACEBOOK, "3"))

    text = page(report([post("a", at(17))], channels=channels)).text

    assert "Facebook (alumni)" in text
    assert "Instagram (" not in text


def test_the_csv_opens_in_an_indonesian_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(autumn(), LETTERHEAD, ID)), delimiter=";"))

    assert rows[1][:4] == ["2026-11-17", "18:30", "PKL", "Kegiatan Pelepasan PKL"]
    assert ["Facebook", "Jumlah jangkauan unggahan", "3205", "1190", "660"] in rows
    assert ["Facebook", "Unggahan", "3", "2", "1,3"] in rows
    assert ["Hotel Contoh Asri", "0", "0", "", "", "", "2026-12-31"] in rows
    assert ["Kegiatan Kunjungan Industri", "fb", "tertahan", "izin foto baru 29 dari 32"] in rows


def test_an_english_csv_takes_commas() -> None:
    assert csv_text(autumn(), LETTERHEAD, Wording("en")).startswith("Date,Time,Kind,")


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    posts = [post(text, at(17), state=PostState.HELD, reason=text)]
    rows = csv.reader(
        io.StringIO(csv_text(report(posts, partners=[Partner(id="a", name=text)]), LETTERHEAD, ID)), delimiter=";"
    )
    cells = [cell for row in rows for cell in row]

    assert f"'{text}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


@pytest.mark.parametrize("of", [autumn(), report(), full_week()], ids=["usual", "silent", "full"])
def test_whatsapp_gets_six_lines(of: WeeklyReport) -> None:
    lines = whatsapp(of, LETTERHEAD, ID).split("\n")

    assert len(lines) == 6
    assert lines[0] == "*SMK Rekaan, pekan 16–22 November 2026*"


def test_a_chat_is_told_that_a_week_is_preliminary_and_why_it_is_silent() -> None:
    closed = Background(closed=[Closed(at(16).date(), at(20).date(), "Libur semester")])
    text = whatsapp(report(now=at(23, 7), background=closed), LETTERHEAD, ID)

    assert text.startswith("*SMK Rekaan, pekan 16–22 November 2026* (sementara)\n")
    assert "Unggahan: tidak ada (Libur semester)" in text


def test_all_forms_say_the_same() -> None:
    text = whatsapp(autumn(), LETTERHEAD, ID)

    assert "Facebook 3.205 dan Instagram 1.930" in text
    assert "Kegiatan Penandatanganan PKS, Instagram (10,2%)" in text
    assert "Terbaik: belum tersedia" in whatsapp(report(), LETTERHEAD, ID)
    assert "semua tampil dalam 30 hari terakhir" in whatsapp(report(partners=()), LETTERHEAD, ID)


@pytest.mark.parametrize(("reach", "said"), [(500, "jangkauan Facebook 500;"), (None, "Facebook belum tersedia;")])
def test_the_first_weeks_sentence_compares_with_nothing(reach: int | None, said: str) -> None:
    live = post("a", at(17))

    assert said in page(report([live], [reading(live, 72, reach, 9)])).text


def test_a_first_count_of_followers_has_nothing_to_be_compared_with() -> None:
    text = page(report(accounts=followers({dt.date(2026, 11, 22): 112}))).text

    assert "112" in text
    assert "belum ada pembanding: pekan lalu tidak dibaca" in text


def test_lost_followers_have_no_plus() -> None:
    writer = Writer(report(), LETTERHEAD, ID)

    assert [writer.signed(value) for value in (-3, 0, 12, None)] == ["-3", "0", "+12", "belum tersedia"]


@pytest.mark.parametrize(("colour", "ink"), [("#00602B", "#ffffff"), ("#FFD400", "#111827"), ("#F58220", "#111827")])
def test_text_on_the_schools_colour_can_be_read(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink


def tiny_jpeg() -> bytes:
    """A picture of one school colour."""
    out = io.BytesIO()
    Image.new("RGB", (16, 20), "#00602B").save(out, "JPEG")
    return out.getvalue()
