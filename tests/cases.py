"""Events for looking at: each kind in every shape that school life gives it, in three schools. All are fictional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from brandbot.drawing import ELEMENTS
from brandbot.model import Brand, Consent, ConsentState, Event, Figure, Logo, Person, Tone
from brandbot.pipeline.render import Sitting, Studio
from brandbot.sources import Workspace, read_workspace
from brandbot.wording import Wording

ROOT = Path(__file__).parent.parent
WIB = ZoneInfo("Asia/Jakarta")
HEAD = Person("H. Budi Rekaan, S.Pd.I., M.Pd., Gr.", "Kepala Sekolah")
TWELVE = (
    "multi-jaya-teknik",
    "presiden-digital",
    "alta-network",
    "lppk",
    "rekaan-otomotif",
    "rekaan-sentosa",
    "bengkel-rekaan-jaya",
    "hotel-contoh",
    "rs-fiktif",
    "koperasi-misalnya",
    "garmen-fiktif",
    "politeknik-fiktif",
)
ROWS = "tests/data/photos/barisan.jpg"  # the whole year in three rows, more than twice as wide as high
SCHOOLS: Mapping[str, Brand] = {
    "terpadu": Brand(
        school="SMK Terpadu Contoh Rekaan",
        short_name="SMKT Contoh",
        primary="#0B4F3A",
        accent="#FFC20E",
        logo=Logo("assets/logo/sekolah.png", on_dark="assets/logo/sekolah-putih.png"),
        handle="@smkt.contoh",
        website="smk-contoh.sch.id",
        phone="0812-0000-0000",
        place="Kabupaten Semarang",
        sample_mark="DATA CONTOH",
    ),
    "negeri": Brand(
        school="SMK Negeri 1 Rekaan Jaya",
        short_name="SMKN 1 Rekaan",
        primary="#12327A",
        accent="#F26B1F",
        logo=Logo("tests/data/schools/negeri.png"),
        handle="@smkn1.rekaan",
        website="smkn1rekaan.sch.id",
        phone="0813-0000-0000",
        place="Kota Rekaan",
        sample_mark="DATA CONTOH",
        typeface="archivo",
        corners="sharp",
        motif="lines",
    ),
    "pesantren": Brand(
        school="SMK Pesantren Nurul Misal",
        short_name="SMK Nurul Misal",
        primary="#5B1F3A",
        accent="#E3B778",
        logo=Logo("tests/data/schools/pesantren.png"),
        handle="@smk.nurulmisal",
        website="nurulmisal.sch.id",
        phone="0814-0000-0000",
        place="Kabupaten Misal",
        sample_mark="DATA CONTOH",
        typeface="lora",
        corners="arch",
        motif="rings",
        tone=Tone.PESANTREN,
    ),
}


def event(kind: str, title: str, photos: str = "", **known: object) -> Event:
    """An event of a kind; `photos` are names in assets/foto, with spaces between, or paths."""
    first = Event(
        id=f"X-{kind}",
        kind=kind,
        title=title,
        date=dt.date(2027, 1, 14),
        photos=tuple(name if "/" in name else f"assets/foto/{name}.jpg" for name in photos.split()),
        consent=Consent(ConsentState.COMPLETE),
    )
    return replace(first, **known)  # type: ignore[arg-type] # an event's own fields


TM, TKJ, ALL = ("Teknik Mesin",), ("Teknik Komputer dan Jaringan",), ("Semua jurusan",)

CASES: Mapping[str, Mapping[str, Event]] = {
    "new_partner": {
        "mou": event(
            "new_partner",
            "Penandatanganan MoU dengan PT Rekaan Otomotif Nusantara, Tbk.",
            "mou-mjt-01",
            partners=("rekaan-otomotif",),
            programmes=TM,
            people=(HEAD,),
        ),
        "pks-long": event("new_partner", "Perjanjian Kerja Sama (PKS)", "pks-lppk", partners=("lppk",), programmes=ALL),
        "renewal-plain": event("new_partner", "Perpanjangan Kerja Sama", partners=("alta-network",), programmes=TKJ),
        "logo-plain": event(
            "new_partner", "Penandatanganan MoU", partners=("hotel-contoh",), programmes=("Perhotelan",)
        ),
        "many": event("new_partner", "Penandatanganan MoU Bersama", "pks-lppk", partners=TWELVE[4:8]),
        "many-plain": event("new_partner", "Penandatanganan MoU Bersama", partners=TWELVE[4:10]),
        "rows": event("new_partner", "Penandatanganan MoU", ROWS, partners=("lppk",), programmes=ALL),
    },
    "internship_placement": {
        "departure": event(
            "internship_placement",
            "Pelepasan dan Penempatan Siswa PKL TKJ di ALTA NETWORK",
            "lepas-01",
            end_date=dt.date(2027, 6, 27),
            partners=("alta-network",),
            programmes=TKJ,
            student_count=32,
            figures=(Figure("Siswa PKL", "32"),),
        ),
        "carousel": event(
            "internship_placement",
            "Pembekalan PKL Kelas XII Tahun Ajaran 2026/2027",
            "pembekalan-01 pembekalan-02 pembekalan-03",
            partners=("rekaan-otomotif", "hotel-contoh", "garmen-fiktif"),
            student_count=128,
            figures=(Figure("Peserta PKL", "128"),),
        ),
        "pupil": event(
            "internship_placement",
            "Satu Siswa Terpilih PKL di Bengkel Rekaan Jaya",
            "pkl-tkr",
            partners=("bengkel-rekaan-jaya",),
            students=("Rekaan Contohwan",),
            student_count=1,
        ),
        "return-plain": event(
            "internship_placement",
            "Penarikan Siswa PKL dan Serah Terima Sertifikat Industri",
            partners=("rekaan-otomotif",),
            student_count=126,
            figures=(Figure("Siswa menuntaskan PKL", "126 dari 128"),),
        ),
        "monitoring": event(
            "internship_placement",
            "Monitoring PKL oleh Guru Pembimbing di CV. MULTI JAYA TEKNIK Manufacturing",
            "monitoring-mjt",
            partners=("multi-jaya-teknik",),
        ),
        "pupil-plain": event(
            "internship_placement",
            "Siswa Terpilih PKL",
            partners=("lppk",),
            students=("Nur 'Aini Fiktif",),
            student_count=1,
        ),
        "rows": event(
            "internship_placement",
            "Pelepasan Siswa PKL Kelas XII",
            ROWS,
            partners=("rekaan-otomotif", "hotel-contoh"),
            student_count=128,
        ),
    },
    "certification": {
        "photo": event(
            "certification",
            "UKK Skema LSP-P1 Jejaring Tahap 1 (Fiktif)",
            "ukk1-01",
            end_date=dt.date(2027, 1, 18),
            partners=("lsp-rekaan",),
            figures=(Figure("Kompeten", "93 dari 96"),),
        ),
        "plain": event(
            "certification", "Pelatihan dan Sertifikasi Daring Jaringan Dasar", figures=(Figure("Lulus", "24 dari 24"),)
        ),
        "uncounted": event(
            "certification", "UKK Tahap 2 Setelah Idulfitri", "ukk2", partners=("lsp-rekaan", "presiden-digital")
        ),
        "rows": event("certification", "UKK Skema Jejaring", ROWS, figures=(Figure("Kompeten", "138 dari 142"),)),
    },
    "tracer_study": {
        "one": event(
            "tracer_study",
            "Hasil Tracer Study Lulusan 2025",
            figures=(Figure("bekerja, melanjutkan, atau berwirausaha", "117 dari 142"),),
            source="Tracer study 2026: lulusan 2025, n = 142",
        ),
        "bmw": event(
            "tracer_study",
            "Ke Mana Lulusan 2025?",
            figures=(
                Figure("Bekerja", "68 dari 142"),
                Figure("Melanjutkan", "31 dari 142"),
                Figure("Wirausaha", "18 dari 142"),
            ),
            source="Tracer study 2026: lulusan 2025, n = 142",
        ),
    },
    "industry_training": {
        "photo": event(
            "industry_training",
            "Pelatihan CNC dan K3 bagi Siswa",
            "cnc",
            end_date=dt.date(2027, 1, 16),
            partners=("multi-jaya-teknik",),
            people=(Person("Suyadi Contoh, S.T.", "Instruktur"),),
            points=("Membaca gambar kerja", "Mengoperasikan mesin CNC", "Keselamatan kerja (K3)"),
        ),
        "plain": event(
            "industry_training", "Pelatihan Jaringan Serat Optik untuk Kelas XI", partners=("lppk",), programmes=TKJ
        ),
        "portrait": event(
            "industry_training", "Belajar Mengelas dari Alumni", "alumni-03", partners=("bengkel-rekaan-jaya",)
        ),
        "points-plain": event(
            "industry_training",
            "Pelatihan CNC dan K3 bagi Siswa",
            partners=("rekaan-otomotif",),
            points=("Membaca gambar kerja", "Mengoperasikan mesin CNC", "Keselamatan kerja (K3)"),
        ),
        "long": event(
            "industry_training",
            "Pelatihan Pengelasan SMAW dan Keselamatan Kerja bagi Siswa Kelas XI Teknik Mesin Angkatan 2027",
            "cnc",
            partners=TWELVE,
        ),
        "rows": event(
            "industry_training", "Kelas Industri Otomotif", ROWS, partners=("rekaan-otomotif",), programmes=TM
        ),
    },
    "teacher_training": {
        "photo": event(
            "teacher_training",
            "Guru Produktif Magang Industri di CV. PRESIDEN Digital",
            "guru-magang",
            end_date=dt.date(2027, 1, 16),
            partners=("presiden-digital",),
            people=(Person("Hj. Fiktif Nurhayati, S.Sn., M.Ds., Gr."), Person("Wahyu Contoh, S.Kom.")),
        ),
        "plain": event(
            "teacher_training", "Guru Magang di Industri Otomotif", partners=("rekaan-otomotif",), people=(HEAD,)
        ),
    },
    "curriculum": {
        "photo": event(
            "curriculum",
            "Lokakarya Sinkronisasi Kurikulum bersama Mitra Industri",
            "sinkron",
            partners=TWELVE[4:7],
            figures=(Figure("modul diselaraskan", "9"),),
        ),
        "plain": event(
            "curriculum", "Sinkronisasi Kurikulum", partners=TWELVE[:4], figures=(Figure("modul diselaraskan", "9"),)
        ),
    },
    "teaching_factory": {
        "photo": event(
            "teaching_factory",
            "Gelar Karya Teaching Factory dan Bazar Wirausaha Siswa",
            "bazar",
            partners=("lppk",),
            figures=(Figure("Omzet bazar", "Rp4.750.000"),),
        ),
        "plain": event(
            "teaching_factory", "Pesanan Pertama: 40 Meja Lipat untuk Koperasi", partners=("koperasi-misalnya",)
        ),
    },
    "facility": {
        "photo": event(
            "facility",
            "Serah Terima Hibah Perangkat Jaringan dari ALTA NETWORK",
            "hibah",
            partners=("alta-network",),
            programmes=TKJ,
            figures=(Figure("perangkat", "15 unit"),),
        ),
        "plain": event("facility", "Peresmian Bengkel Las", partners=("rekaan-otomotif",)),
    },
    "visit": {
        "monev": event(
            "visit",
            "Monitoring dan Evaluasi Kemitraan Semester 1",
            partners=TWELVE[:4],
            figures=(
                Figure("Kepuasan siswa", "4,3 (n=118)"),
                Figure("Kepuasan guru", "4,1 (n=14)"),
                Figure("Kepuasan mitra (skala 5)", "4,5 (n=9)"),
            ),
        ),
        "photo": event("visit", "Kunjungan Industri Kelas XI", "tjkt-02", partners=("rekaan-otomotif",)),
    },
    "exhibition": {
        "photo": event(
            "exhibition",
            "Pameran Pendidikan dan Expo SMK",
            "expo-01 expo-02",
            end_date=dt.date(2027, 1, 16),
            time=dt.time(9),
            location="Alun-alun Rekaan",
            partners=TWELVE[:4],
            points=("Coba praktik di stan jurusan", "Konsultasi pendaftaran SPMB"),
            call_to_action="Kunjungi stan kami",
        ),
        "plain": event("exhibition", "Expo SMK", time=dt.time(9), location="Alun-alun Rekaan"),
        "recap": event(
            "exhibition",
            "Terima Kasih, Pengunjung Expo SMK",
            "expo-02",
            partners=TWELVE[4:8],
            figures=(Figure("pengunjung", "1.200"),),
        ),
        "rows": event("exhibition", "Expo SMK", ROWS, time=dt.time(9), location="Alun-alun Rekaan"),
    },
    "job_fair": {
        "wall": event(
            "job_fair",
            "Bursa Kerja (Job Fair) BKK 2027",
            "jobfair",
            end_date=dt.date(2027, 1, 15),
            time=dt.time(8),
            location="Aula sekolah",
            partners=TWELVE,
            figures=(Figure("lowongan", "1.250"),),
            points=("Terbuka untuk alumni dan umum", "Bawa CV, ijazah atau SKL, dan pas foto"),
            call_to_action="Daftar gratis",
            link="https://wa.me/6281200000000",
        ),
        "one": event(
            "job_fair",
            "Rekrutmen Kampus PT Rekaan Otomotif Nusantara",
            time=dt.time(8),
            location="Aula sekolah",
            partners=("rekaan-otomotif",),
            figures=(Figure("lowongan", "40"),),
            call_to_action="Daftar melalui BKK",
            link="https://wa.me/6281200000000",
        ),
    },
    "graduate_hired": {
        "photo": event(
            "graduate_hired",
            "Alumnus Teknik Mesin Diterima di CV. MULTI JAYA TEKNIK Manufacturing",
            "alumni-01",
            partners=("multi-jaya-teknik",),
            programmes=TM,
            people=(Person("Ahmad Ma'ruf Contoh", "Alumnus Teknik Mesin 2026"),),
            quote="Datang tepat waktu itu keterampilan pertama yang dilihat.",
        ),
        "group": event(
            "graduate_hired",
            "Keberangkatan Alumni Program Magang Jepang (技能実習)",
            "jepang",
            partners=("lpk-fiktif",),
            people=(Person("Tiga alumni 2026"),),
        ),
        "plain": event(
            "graduate_hired",
            "Alumna Diterima Bekerja",
            people=(Person("Rr. Ayu Misalnya Fiktifningrum, S.Kom.", "Alumna 2022"),),
        ),
        "unquoted": event(
            "graduate_hired",
            "Alumna Diterima di Hotel Contoh Asri",
            "alumni-01",
            partners=("hotel-contoh",),
            people=(Person("Rr. Ayu Misalnya Fiktifningrum, S.Kom.", "Alumna Teknik Komputer dan Jaringan 2022"),),
        ),
        "quote-plain": event(
            "graduate_hired",
            "Alumnus Diterima Bekerja",
            partners=("lppk",),
            people=(Person("Joko Rekaan", "Alumnus 2019"),),
            quote="Datang tepat waktu itu keterampilan pertama yang dilihat.",
        ),
        "rows": event("graduate_hired", "142 Alumni Diterima Bekerja", ROWS, people=(Person("Alumni 2026"),)),
    },
    "graduate_studying": {
        "photo": event(
            "graduate_studying",
            "Alumna TKJ Lanjut Kuliah Sambil Bekerja",
            "assets/foto/alumni-02.png",
            partners=("politeknik-fiktif",),
            people=(Person("Ayu Misalnya", "Alumna TKJ 2022"),),
            quote="Pagi bekerja, malam kuliah: bekal dari sekolah terpakai keduanya.",
        ),
        "plain": event("graduate_studying", "Alumna Kuliah", people=(Person("Ayu Misalnya", "Alumna TKJ 2022"),)),
    },
    "graduate_entrepreneur": {
        "photo": event(
            "graduate_entrepreneur",
            "Alumnus Membuka Bengkel Las dan Menerima Siswa PKL",
            "alumni-03",
            partners=("bengkel-rekaan-jaya",),
            people=(Person("Joko Rekaan", "Pemilik; alumnus 2019"),),
            quote="Dulu saya diterima PKL, sekarang giliran saya membuka pintu.",
        ),
        "plain": event(
            "graduate_entrepreneur",
            "Alumnus Membuka Bengkel",
            people=(Person("Joko Rekaan", "Alumnus 2019"),),
            quote="Modal pertama saya adalah kepercayaan pelanggan bengkel PKL.",
        ),
    },
    "achievement": {
        "photo": event(
            "achievement",
            "Juara 2 LKS Tingkat Provinsi Bidang Teknik Jaringan",
            "tjkt-01",
            students=("Bagas Fiktif",),
            student_count=1,
        ),
        "plain": event("achievement", "Juara 1 LKS Tingkat Kabupaten Bidang Mesin CNC", programmes=TM),
        "rows": event("achievement", "Juara Umum LKS Tingkat Kabupaten", ROWS),
    },
    "enrolment": {
        "open": event(
            "enrolment",
            "SPMB 2027/2028 Gelombang 1 Dibuka",
            "spmb",
            end_date=dt.date(2027, 2, 5),
            figures=(Figure("Kuota", "144"),),
            points=("Praktik dan PKL bersama mitra industri", "Sertifikat kompetensi", "Beasiswa 20 kursi"),
            call_to_action="Daftar sekarang",
            link="https://spmb.smk-contoh.sch.id",
        ),
        "countdown-plain": event(
            "enrolment",
            "3 Hari Lagi! Gelombang 1 Ditutup",
            end_date=dt.date(2027, 1, 17),
            call_to_action="Daftar sebelum 17 Januari",
            link="https://spmb.smk-contoh.sch.id",
        ),
        "result-plain": event(
            "enrolment",
            "Pengumuman Hasil SPMB dan Jadwal MPLS",
            call_to_action="Cek hasil",
            link="https://spmb.smk-contoh.sch.id",
        ),
        "partners": event(
            "enrolment",
            "SPMB Gelombang 2 Dibuka",
            "spmb2",
            partners=TWELVE[4:9],
            call_to_action="Daftar sekarang",
            link="https://spmb.smk-contoh.sch.id",
        ),
        "rows": event("enrolment", "SPMB 2027/2028 Gelombang 1 Dibuka", ROWS, call_to_action="Daftar sekarang"),
    },
    "program_profile": {
        "photo": event(
            "program_profile",
            "Kenali Jurusan TJKT: Belajar Apa, Kerja di Mana?",
            "tjkt-01 tjkt-02 tjkt-03 tjkt-04",
            programmes=TKJ,
            points=(
                "Yang dipelajari: merancang, memasang, dan merawat jaringan komputer",
                "Alat praktik: router, switch, serat optik, dan server",
                "Tempat PKL: penyedia internet dan kantor layanan TI",
                "Peluang kerja: teknisi jaringan, admin sistem, atau usaha sendiri",
            ),
            call_to_action="Tanya admin",
            link="https://wa.me/6281200000000",
        ),
        "plain": event(
            "program_profile",
            "Kenali Jurusan TJKT",
            programmes=TKJ,
            points=("Merancang dan merawat jaringan", "Peluang kerja: teknisi jaringan atau usaha sendiri"),
        ),
    },
    "observance": {
        "national": event("observance", "Hari Guru Nasional"),
        "feast": event("observance", "Selamat Hari Raya Idulfitri 1448 H"),
        "holy": event("observance", "Maulid Nabi Muhammad saw. 1448 H"),
        "independence": event("observance", "Dirgahayu Republik Indonesia ke-81"),
        "solemn": event("observance", "Hari Kesaktian Pancasila"),
        "photo": event("observance", "Hari Pendidikan Nasional", "lepas-01"),
        "other": event("observance", "Hari Kesehatan Sedunia"),
        "rows": event("observance", "Hari Sumpah Pemuda", ROWS),
    },
    "quote": {
        "photo": event(
            "quote",
            "Kutipan Mitra",
            "alumni-01",
            people=(Person("Suyadi Contoh, S.T.", "Kepala Produksi, Rekaan Otomotif"),),
            partners=("rekaan-otomotif",),
            quote="Yang kami cari bukan sekadar bisa, tetapi disiplin dan mau belajar.",
        ),
        "plain": event(
            "quote", "Kutipan", people=(HEAD,), quote="Disiplin adalah ijazah yang tidak pernah kedaluwarsa."
        ),
    },
    "farewell": {
        "carousel": event(
            "farewell",
            "Pelepasan Siswa Kelas XII Angkatan 2027",
            "lepas-02 lepas-03 lepas-04 lepas-05",
            student_count=142,
            location="Aula sekolah",
        ),
        "plain": event("farewell", "Purnatugas Bapak Contoh Rekaan"),
        "rows": event("farewell", "Foto Bersama Angkatan 2027", ROWS, student_count=142, location="Aula sekolah"),
        "condolence": event(
            "farewell",
            "Turut Berdukacita atas Wafatnya Bapak Drs. Fiktif Rekaan, M.Pd.",
            people=(Person("Drs. Fiktif Rekaan, M.Pd.", "Guru Teknik Mesin 1998–2024"),),
            location="Desa Contoh RT 1",
        ),
    },
    "correction": {
        "plain": event(
            "correction",
            "Ralat Jadwal SPMB Gelombang 1",
            points=("Tertulis: ditutup 15 Februari 2027", "Yang benar: ditutup 5 Februari 2027"),
        ),
    },
}


@cache
def workspace() -> Workspace:
    """The shipped templates and the sample school's partners."""
    return read_workspace(ROOT, ["facebook", "instagram"], WIB, ELEMENTS)


def sitting(case: Event, folder: Path, school: str = "terpadu") -> Sitting:
    """The event in a school's studio; finished pictures and working copies go into `folder`."""
    known = workspace()
    partners = {
        id_: replace(partner, logo=replace(partner.logo, file=f"assets/{partner.logo.file}") if partner.logo else None)
        for id_, partner in known.partners.items()
    }
    return Sitting(
        Studio(
            assets=ROOT,
            folder=folder / "pictures",
            photos=folder / "photos",
            brand=SCHOOLS[school],
            partners=partners,
            templates=known.templates,
            wording=Wording("id"),
            zone=WIB,
            zone_label="WIB",
        ),
        case,
    )
