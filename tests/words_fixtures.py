"""The sample school's words: events and partners as they stand in a table, for the tests of texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from brandbot.model import Brand, Event, Figure, Partner, Person, Template, Tone

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
LABELS = {
    "new_partner": "Mitra Baru",
    "internship_placement": "PKL",
    "certification": "Sertifikasi",
    "enrolment": "SPMB",
    "occasion": "Hari Besar",
}

BRAND = Brand(
    school="SMK Terpadu Al-Huda Petak",
    short_name="SMK Al-Huda Petak",
    primary="#00602B",
    accent="#FFD400",
    website="https://smk-contoh.sch.id",
    phone="0812-0000-0000",
    place="Petak, Kab. Semarang",
    hashtags=("#SMKBisa", "#SMKHebat", "#SMKTerpaduAlHuda"),
)

HEAD = Person("H. Budi Rekaan, S.Pd.I., M.Pd., Gr.", "Kepala Sekolah")
MACHINES = Partner(
    id="mesin",
    name="CV. TEKNIK REKAAN Manufacturing",
    display_name="CV. Teknik Rekaan",
    role="Penyedia pelatihan praktik industri bagi siswa jurusan Teknik Mesin",
    instagram="@contoh.mesin",
    facebook="contoh.mesin",
)
DIGITAL = Partner(id="digital", name="CV. FIKTIF Digital", instagram="contoh.digital", may_tag=True)
FOUNDATION = Partner(
    id="lembaga",
    name="Lembaga Pelatihan dan Pengembangan Rekaan",
    display_name="LPPR",
    role="Mendukung siswa dalam membangun jiwa wirausaha",
)
GARAGE = Partner(id="bengkel", name="Bengkel Rekaan Jaya", facebook="contoh.bengkelrj", may_tag=True)
PARTNERS: Mapping[str, Partner] = {partner.id: partner for partner in (MACHINES, DIGITAL, FOUNDATION, GARAGE)}

AGREEMENT = Event(
    id="E1",
    kind="new_partner",
    title="Penandatanganan MoU dengan CV. TEKNIK REKAAN Manufacturing",
    date=dt.date(2026, 7, 29),
    time=dt.time(9),
    location="Aula sekolah",
    partners=("mesin",),
    programmes=("Teknik Mesin",),
    people=(HEAD, Person("Ketua Lembaga", "nama menyusul")),
    figures=(Figure("Kapasitas PKL per tahun", "24"),),
    call_to_action="Kenali program Teknik Mesin",
    link="https://wa.me/6281200000000",
    hashtags=("#SMKBisa", "#SMKHebat", "#LinkAndMatch", "#TeknikMesin", "#SMKKabSemarang"),
)
SIX_PUPILS = Event(
    id="E6",
    kind="internship_placement",
    title="Enam Siswa DKV Memulai PKL di CV. FIKTIF Digital",
    date=dt.date(2026, 9, 2),
    time=dt.time(8),
    location="Kantor mitra",
    partners=("digital",),
    programmes=("Desain Komunikasi Visual (dahulu Multimedia)",),
    students=("Nur 'Aini Fiktifiana", "Ma'ruf Contohwan", "M. Rizqi Al-Contohi", "Dewi Misalnya"),
    student_count=4,
    tone=Tone.CASUAL,
    hashtags=("#SMKBisa", "#DKV", "#PKLSMK"),
)
ONE_PUPIL = Event(
    id="E7",
    kind="internship_placement",
    title="Satu Siswa Terpilih PKL di Bengkel Rekaan Jaya",
    date=dt.date(2026, 9, 3),
    location="Bengkel mitra",
    partners=("bengkel",),
    programmes=("Teknik Kendaraan Ringan",),
    students=("Rekaan",),
    student_count=1,
    figures=(Figure("Siswa PKL", "1"),),
)
TEST = Event(
    id="E18",
    kind="certification",
    title="UKK Skema LSP-P1 Jejaring Tahap 1 (BNSP)",
    date=dt.date(2027, 1, 18),
    end_date=dt.date(2027, 1, 23),
    location="TUK Teknik Mesin",
    partners=("mesin", "lembaga"),
    programmes=("Teknik Mesin", "Teknik Komputer dan Jaringan"),
    student_count=96,
    figures=(Figure("Kompeten", "93 dari 96"),),
)


def template(kind: str, folder: Path | None = None) -> Template:
    """A template with words only: its look is not read here."""
    return Template(
        kind=kind,
        names=(),
        label=LABELS.get(kind, kind),
        needs=(),
        layouts={},
        folder=folder or TEMPLATES / kind,
        fingerprint="",
    )
