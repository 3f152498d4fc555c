"""What a partner is handed: what was shown, and nothing that is the school's own business."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from report_fixtures import FINAL, LETTERHEAD, PARTNERS, ZONE, at, post, reading

from brandbot.model import Agreement, Insight, Partner, Placement, Post, PostState
from brandbot.pipeline.report.partner import PartnerSheet, partner_sheet
from brandbot.pipeline.report.partner_page import MOST_SHOWN, partner_pdf, partner_words
from brandbot.pipeline.report.rows import rows_of
from brandbot.wording import Wording

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
ID = Wording()
MESIN = PARTNERS[0]
SINCE, UNTIL = dt.date(2026, 9, 1), dt.date(2026, 11, 25)


def sheet(posts: list[Post], insights: list[Insight], partner: Partner = MESIN) -> PartnerSheet:
    rows = rows_of(posts, insights, {}, {}, now=FINAL, zone=ZONE)
    return partner_sheet(partner, rows, SINCE, UNTIL, FINAL)


def words(of: PartnerSheet) -> str:
    return json.dumps(partner_words(of, LETTERHEAD, ID, {}), ensure_ascii=False)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_sheet_has_the_partners_posts_in_their_time_and_no_others() -> None:
    mine, other, old = post("a", at(17)), post("b", at(17), partners=("digital",)), post("c", at(1, month=8))
    found = sheet([mine, other, old], [reading(mine, 72, 500, 40)])

    assert [shown.title for shown in found.shown] == ["Kegiatan a"]
    assert [(one.network, one.posts, one.reach, one.interactions) for one in found.networks] == [
        ("facebook", 1, 500, 40)
    ]
    assert found.best is not None


def test_nothing_internal_is_on_the_sheet() -> None:
    shared = post("a", at(17), partners=("mesin", "digital"))
    held = post("b", at(18), state=PostState.HELD, reason="izin foto baru 29 dari 32")
    gone = dataclasses.replace(post("c", at(19)), state=PostState.WITHDRAWN)
    told = words(sheet([shared, held, gone], [reading(shared, 72, 500, 40), reading(gone, 72, 700, 40)]))

    assert "digital" not in told.casefold()
    assert "izin" not in told
    assert '"Kegiatan b"' not in told
    assert '"Kegiatan c"' not in told
    assert "persetujuan" not in told


def test_networks_are_not_added_up() -> None:
    posts = [post("a", at(17), channel) for channel in ("fb", "ig")]
    found = sheet(posts, [reading(posts[0], 72, 500, 40), reading(posts[1], 72, 300, 20)])

    assert [one.reach for one in found.networks] == [500, 300]
    assert "800" not in words(found)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (dt.date(2026, 12, 31), "perpanjangan PKS"),
        (dt.date(2026, 10, 31), "perjanjian baru"),
        (dt.date(2029, 1, 1), "dengan senang hati"),
    ],
    ids=["ends soon", "is over", "runs on"],
)
def test_the_next_step_follows_the_agreement(end: dt.date, said: str) -> None:
    partner = dataclasses.replace(MESIN, agreements=(Agreement("PKS", dt.date(2024, 1, 1), end),))

    assert said in words(sheet([post("a", at(17))], [], partner))


def test_a_partner_who_was_not_shown_is_thanked_and_asked_for_a_date() -> None:
    told = words(sheet([], []))

    assert "belum ada unggahan" in told
    assert "mohon kabari kami tanggalnya" in told


def test_links_lead_to_the_posts_and_the_numbers_are_on_the_pdf() -> None:
    live = post("Pelepasan PKL", at(17))
    pdf = partner_pdf(sheet([live], [reading(live, 72, 1240, 64)]), LETTERHEAD, ID, TEMPLATES, {})
    links = [
        note.get_object()["/A"]["/URI"] for page in PdfReader(io.BytesIO(pdf)).pages for note in page.get("/Annots", ())
    ]

    assert live.permalink in links
    assert "jangkauan 1.240" in text_of(pdf)
    assert "64 interaksi" in text_of(pdf)


@pytest.mark.parametrize("count", [0, 1, MOST_SHOWN, 40])
def test_the_sheet_has_one_or_two_pages_however_much_was_shown(count: int) -> None:
    long = "Penandatanganan Perjanjian Kerja Sama dan Serah Terima Sertifikat Industri Angkatan"
    partner = Partner(id="mesin", name="Lembaga Pelatihan dan Pengembangan Kewirausahaan Nusantara Sejahtera, Tbk.")
    posts = [
        post(f"{long} {n}", at(1 + n % 25, 10 + n // 25), channel, placement=placement)
        for n in range(count)
        for channel in ("fb", "ig")
        for placement in (Placement.FEED, Placement.STORY)
    ]
    insights = [reading(live, 72, 1000 + n, 30) for n, live in enumerate(posts)]
    pages = PdfReader(io.BytesIO(partner_pdf(sheet(posts, insights, partner), LETTERHEAD, ID, TEMPLATES, {}))).pages

    assert 1 <= len(pages) <= 2
