"""What no text of the school may say, on sentences as schools write them."""

from __future__ import annotations

import dataclasses

import pytest
from words_fixtures import BRAND, FULL, PARTNERS, event, said, template

from brandbot.errors import Refused
from brandbot.model import Event, Figure, Network, Person, Tone
from brandbot.pipeline.article import article_of
from brandbot.pipeline.caption import caption_of
from brandbot.pipeline.claims import objections, refuse_claims

PLAIN = event("achievement", "Kegiatan", "2027-03-18")
FEES = dataclasses.replace(PLAIN, figures=(Figure("Biaya pendaftaran", "Rp150.000"),))
PUPILS = dataclasses.replace(
    PLAIN, students=("Nur 'Aini Fiktifiana", "M. Rizqi Al-Contohi", "Rekaan Jaya Misalnya"), partners=("bengkel",)
)


def found(text: str, of: Event = PLAIN, banned: tuple[str, ...] = ()) -> str:
    """The objections to a text, in a line."""
    return "; ".join(map(str, objections((text,), of, PARTNERS, dataclasses.replace(BRAND, banned=banned))))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("SMK terbaik se-Kabupaten Semarang", "terbaik se-Kabupaten"),
        ("Kami sekolah Terbaik se Jawa Tengah.", "Terbaik se Jawa"),
        ("sekolah paling terfavorit di Indonesia", "paling terfavorit di Indonesia"),
        ("SMK nomor 1 di Jawa", "nomor 1 di Jawa"),
        ("100% langsung kerja", "100% langsung kerja"),
        ("100 persen lulusan langsung bekerja", "100 persen lulusan langsung bekerja"),
        ("Lulusan kami 100 % terserap di industri", "100 % terserap"),
        ("Lulus pasti kerja!", "pasti kerja"),
        ("Dijamin langsung kerja di perusahaan besar", "Dijamin langsung kerja"),
        ("dijamin dapat kerja", "dijamin dapat kerja"),
        ("Ada garansi kerja bagi lulusan", "garansi kerja"),
        ("pasti diterima kerja", "pasti diterima kerja"),
        ("Siswa kami Juara 1 LKS", "Juara 1"),
        ("Selamat, juara II lomba las", "juara II"),
        ("Meraih juara pada lomba poster", "Meraih juara"),
        ("Juara harapan lomba poster", "Juara harapan"),
        ("80% lulusan bekerja", "80%"),
        ("Sekitar 80 persen lulusan terserap", "80 persen"),
        ("Naik 15,5 % dalam dua tahun", "15,5 %"),
        ("NISN 0051234567", "NISN 0051234567"),
        ("NISN: 005 123 4567", "NISN: 005 123 4567"),
        ("atas nama siswa 3322010101010001", "3322010101010001"),
        ("(0091234567)", "0091234567"),
        ("No. KTP 3322010101010001", "No. KTP 3322010101010001"),
    ],
)
def test_what_nobody_can_keep_or_may_know_is_named(text: str, phrase: str) -> None:
    assert f"'{phrase}'" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Semoga menjadi yang terbaik.",
        "Terbaik sejak awal semester",
        "peserta terbaik selama pelatihan",
        "Kami tidak mengaku sebagai sekolah terbaik se-Indonesia.",
        "Terima kasih atas kerja sama ini",
        "pasti kerja sama ini membawa manfaat",
        "Siswa pasti bekerja keras",
        "Tidak ada jaminan kerja dari siapa pun.",
        "Waspada tawaran dijamin kerja dengan membayar!",
        "jaminan kecelakaan kerja bagi siswa PKL",
        "100% siap belajar dan bekerja sama",
        "Lulus, ia langsung bekerja di bengkel",
        "Mental juara dilatih setiap hari",
        "Sang juara pulang",
        "Juara 1 LKS tingkat kabupaten",
        "Juara II se-Jawa Tengah",
        "juara umum O2SN Provinsi Jawa Tengah",
        "Juara 3 lomba antarkelas",
        "82,4 persen dari 142 lulusan",
        "4,3 dari skala 5, atau 86% (n = 118)",
        "beasiswa 50% bagi hafiz",
        "Diskon sampai 20 persen",
        "70% praktik, 30% teori",
        "Alkohol 70%",
        "Hubungi 0812-0000-0000 atau 081200000000",
        "https://wa.me/6281200000000",
        "Jalan Rekaan, kode pos 50772",
        "Tahun Ajaran 2026/2027, 1.250 lowongan",
        "Rekening 1234567890 atas nama sekolah",
        "daftar gratis",
    ],
)
def test_honest_sentences_pass(text: str) -> None:
    assert found(text) == ""


@pytest.mark.parametrize("text", ["Pendaftaran gratis", "tanpa biaya", "Tidak dipungut biaya", "cuma-cuma"])
def test_nothing_is_free_where_a_fee_is_named(text: str) -> None:
    assert "'Biaya pendaftaran: Rp150.000'" in found(text, FEES)
    assert found(text) == ""


@pytest.mark.parametrize("value", ["Rp0", "0", "gratis", "Tidak ada", "-"])
def test_a_fee_of_nothing_is_free(value: str) -> None:
    assert found("Pendaftaran gratis", dataclasses.replace(FEES, figures=(Figure("Biaya pendaftaran", value),))) == ""


def test_a_job_fair_is_free_whatever_it_costs_to_run() -> None:
    assert found("Daftar gratis", dataclasses.replace(FEES, kind="job_fair")) == ""


def test_the_title_may_name_the_level() -> None:
    titled = dataclasses.replace(PLAIN, title="Juara 1 LKS Tingkat Provinsi")

    assert found("Juara 1 di bidang web", titled) == ""


@pytest.mark.parametrize(
    "more",
    [
        {"student_count": 96},
        {"figures": (Figure("Kompeten", "93 dari 96"),)},
        {"figures": (Figure("Kepuasan", "4,3 (n=118)"),)},
        {"source": "tracer study, n = 142"},
    ],
)
def test_a_percentage_passes_where_the_event_has_its_base(more: dict[str, object]) -> None:
    assert found("96,9 persen", dataclasses.replace(PLAIN, **more)) == ""  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Selamat kepada Nur 'Aini Fiktifiana", "Nur"),
        ("Selamat kepada Nur ’Aini", "Nur"),
        ("M. Rizqi Al-Contohi juara kelas", "M. Rizqi"),
        ("Rekaan Jaya Misalnya", "Rekaan"),
    ],
)
def test_of_a_pupil_only_the_first_name_is_said(text: str, name: str) -> None:
    assert found(text, PUPILS) == f"a pupil's full name; write only '{name}'"


@pytest.mark.parametrize("text", ["Nur dan M. Rizqi di Bengkel Rekaan Jaya", "Misalnya Nur belajar las", "Nurhayati"])
def test_first_names_and_a_partner_s_name_are_no_full_names(text: str) -> None:
    assert found(text, PUPILS) == ""


def test_an_adult_of_the_same_name_is_named_whole() -> None:
    father = dataclasses.replace(PUPILS, people=(Person("Nur 'Aini Fiktifiana", "Alumna 2019"),))

    assert found("Hadir Nur 'Aini Fiktifiana (Alumna 2019)", father) == ""


def test_the_school_s_own_list_is_kept_whatever_the_case_and_the_spaces() -> None:
    assert "'sekolah juara'" in found("Kami SEKOLAH\nJuara kalian", banned=("sekolah juara",))
    assert found("Kami sekolah juaranya", banned=("sekolah juara", "")) == ""


def test_a_tracer_study_needs_count_year_and_definition() -> None:
    study = next(one for one in FULL if one.kind == "tracer_study")

    assert found("Bekerja", study) == ""
    assert "needs its definition" in found("Bekerja", dataclasses.replace(study, source=""))
    assert "needs its count" in found("Bekerja", dataclasses.replace(study, figures=(Figure("Bekerja", "117"),)))
    timeless = dataclasses.replace(study, title="Hasil Tracer Study", source="semua lulusan ditanya")
    assert "needs its year" in found("Bekerja", timeless)


def test_an_objection_is_said_once_and_names_its_event() -> None:
    texts = ("pasti kerja", "pasti kerja")

    assert len(objections(texts, PLAIN, PARTNERS, BRAND)) == 1
    with pytest.raises(Refused, match=r"^achievement-2027-03-18: 'pasti kerja' promises"):
        refuse_claims(texts, PLAIN, PARTNERS, BRAND)
    refuse_claims(("Baik.",), PLAIN, PARTNERS, BRAND)


@pytest.mark.parametrize("full", FULL, ids=lambda full: f"{full.kind}-{full.phase}")
def test_no_caption_or_article_of_the_sample_school_raises_an_alarm(full: Event) -> None:
    for tone in Tone:
        one = dataclasses.replace(full, tone=tone)
        for network in Network:
            caption_of(template(full.kind), one, PARTNERS, said(one), network, BRAND)
    article_of(template(full.kind), full, PARTNERS, said(full), BRAND)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hubungi Bagas 0857-1234-5678", "private phone"),
        ("Rumahnya di Jl. Melati No. 17", "address"),
        ("Siswa: Ahmad Fauzi, Siti Aminah, Budi Santoso", "full names"),
    ],
)
def test_what_tells_a_child_from_others_is_refused(text: str, said: str) -> None:
    assert said in found(text)


def test_the_school_s_and_its_partners_phones_and_the_event_s_place_are_no_alarm() -> None:
    there = dataclasses.replace(PLAIN, location="Aula, Jl. Melati No. 17")
    shops = {"bengkel": dataclasses.replace(PARTNERS["bengkel"], phone="0857-1234-5678")}

    assert found("Di Jl. Melati No. 17, tanya 0812-0000-0000", there) == ""
    assert objections(("Bengkel: +62 857 1234 5678",), PLAIN, shops, BRAND) == ()
