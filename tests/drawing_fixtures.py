"""Scenes and templates for the drawing tests, with pictures made on the spot."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from brandbot.drawing import ELEMENTS, Photo, Scene, draw
from brandbot.model import Brand, Element, Layout

TEMPLATES = Path(__file__).parent.parent / "templates"
BRAND = Brand(
    school="SMK Terpadu Contoh Rekaan",
    short_name="SMK Contoh",
    primary="#0B4F3A",
    accent="#FFC20E",
    handle="@smk.contoh.rekaan",
    website="smk-contoh.sch.id",
    phone="0812-0000-0000",
    sample_mark="DATA CONTOH",
)


def leaves(node: Any) -> Any:
    """All scalars as the text that was written, as brandbot reads YAML."""
    if isinstance(node, dict):
        return {key: leaves(value) for key, value in node.items()}
    return [leaves(value) for value in node] if isinstance(node, list) else str(node)


@cache
def layouts(kind: str) -> Mapping[str, Layout]:
    """The layouts of a shipped template."""
    content = leaves(YAML(typ="safe").load((TEMPLATES / kind / "template.yaml").read_text(encoding="utf-8")))
    return {
        name: Layout(int(layout["size"][0]), int(layout["size"][1]), tuple(map(element, layout["elements"])))
        for name, layout in content["layouts"].items()
    }


def element(entry: Any) -> Element:
    """One entry of a template as its element."""
    ((word, options),) = entry.items()
    made: Element = TypeAdapter(ELEMENTS[word]).validate_python(options)
    return made


def people(width: int = 1600, height: int = 1200) -> Image.Image:
    """A picture with a light room and five heads."""
    image = Image.linear_gradient("L").resize((width, height)).point(lambda value: 235 - value // 4).convert("RGB")
    pen = ImageDraw.Draw(image)
    for number in range(5):
        x, y, r = (number + 1) * width // 6, height * 5 // 12 + number % 2 * 30, height // 14
        pen.rounded_rectangle((x - 2 * r, y + r, x + 2 * r, height), radius=r, fill=(30 + 40 * number, 90, 120))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(196, 142 - 8 * number, 104))
    return image


@cache
def logo_folder() -> Path:
    """A folder with a square, a wide, a round and a pale logo."""
    folder = Path(tempfile.mkdtemp(prefix="brandbot-logos-"))
    square = Image.new("RGBA", (400, 400))
    ImageDraw.Draw(square).polygon([(200, 10), (380, 90), (340, 320), (200, 390), (60, 320), (20, 90)], fill="#0B4F3A")
    square.save(folder / "square.png")
    wide = Image.new("RGB", (640, 180), "white")
    ImageDraw.Draw(wide).rectangle((20, 40, 600, 140), fill="#B01E28")
    wide.save(folder / "wide.jpg")
    round_ = Image.new("RGBA", (300, 300))
    ImageDraw.Draw(round_).ellipse((0, 0, 299, 299), fill="#2A3FA0")
    round_.save(folder / "round.webp", lossless=True)
    pale = Image.new("RGBA", (400, 120))
    ImageDraw.Draw(pale).rectangle((0, 0, 399, 119), fill="white")
    pale.save(folder / "pale.png")
    return folder


def scene(
    *,
    photo: bool = False,
    logos: tuple[str, ...] = (),
    brand: Brand = BRAND,
    flags: frozenset[str] = frozenset(),
    **fields: str,
) -> Scene:
    """A scene with the brand's own fields filled in."""
    known = {
        "school": brand.school,
        "school_short": brand.short_name,
        "handle": brand.handle,
        "website": brand.website,
        "phone": brand.phone,
    }
    return Scene(
        brand=brand,
        fields={**known, "partners": fields.get("partner", ""), **fields},
        flags=flags | ({"many_partners"} if len(logos) > 1 else frozenset()),
        photo=Photo(people()) if photo else None,
        focus=None,
        logos=tuple(logo_folder() / name for name in logos),
        school_logo=logo_folder() / "square.png",
    )


LONG = "Lembaga Pelatihan dan Pengembangan Kewirausahaan"
THREE = ("wide.jpg", "square.png", "round.webp")

# What the sample year throws at each kind: long names, many logos, one pupil, nothing, ranges across years.
MANY = {
    "flags": frozenset({"many_partners"}),
    "partner": "PT REKAAN TEKNIK PRESISI Manufacturing",
    "partner_short": "Rekaan Presisi",
    "partners": "PT REKAAN TEKNIK PRESISI Manufacturing, CV. CONTOH Digital, dan REKAAN NETWORK",
}

CASES: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "new_partner": {
        "many": {**MANY, "photo": True, "date": "Rabu, 29 Juli 2026"},
        "many_plain": {**MANY, "logos": THREE, "date": "Rabu, 29 Juli 2026", "programmes": "Semua jurusan"},
        "photo": {
            "photo": True,
            "logos": ("wide.jpg",),
            "partner": "PT REKAAN TEKNIK PRESISI Manufacturing",
            "partner_short": "Rekaan Presisi",
            "date": "Rabu, 29 Juli 2026",
            "programmes": "Teknik Mesin",
        },
        "long": {"photo": True, "partner": LONG, "partner_short": "LPPK", "date": "Rabu, 12 Agustus 2026"},
        "plain": {
            "logos": ("wide.jpg",),
            "partner": "REKAAN NETWORK",
            "partner_short": "Rekaan Network",
            "date": "Rabu, 9 September 2026",
            "programmes": "Teknik Komputer dan Jaringan",
        },
        "long_plain": {
            "partner": LONG,
            "partner_short": "LPPK",
            "date": "Rabu, 12 Agustus 2026",
            "programmes": "Semua",
        },
    },
    "internship_placement": {
        "many": {
            **MANY,
            "photo": True,
            "title": "Pembekalan PKL Kelas XII Tahun Ajaran 2026/2027",
            "date": "Kamis, 20 Agustus 2026",
            "student_count": "128",
            "figure_label": "Peserta PKL",
        },
        "photo": {
            "photo": True,
            "logos": THREE,
            "title": "Pembekalan PKL Kelas XII Tahun Ajaran 2026/2027",
            "date": "1 September 2026–27 Februari 2027",
            "partner": "REKAAN NETWORK",
            "partner_short": "Rekaan Network",
            "student_count": "128",
            "figure": "128",
            "figure_label": "Peserta PKL",
        },
        "pupil": {
            "photo": True,
            "title": "Satu Siswa Terpilih PKL di Bengkel Rekaan Jaya",
            "date": "Kamis, 3 September 2026",
            "partner": "Bengkel Rekaan Jaya",
            "partner_short": "Bengkel Rekaan Jaya",
            "student": "Rekaan",
            "student_count": "1",
        },
        "plain": {
            "logos": THREE,
            "title": "Penarikan Siswa PKL dan Serah Terima Sertifikat Industri",
            "date": "Sabtu, 27 Februari 2027",
            "partner": LONG,
            "partner_short": "LPPK",
            "student_count": "126",
            "figure": "126 dari 128",
            "figure_part": "126",
            "figure_whole": "128",
            "figure_label": "Siswa menuntaskan PKL",
        },
        "uncounted": {
            "title": "Monitoring PKL oleh Guru Pembimbing",
            "date": "Kamis, 15 Oktober 2026",
            "partner": LONG,
            "partner_short": "LPPK",
        },
    },
    "certification": {
        "many": {
            **MANY,
            "photo": True,
            "logos": ("round.webp", "wide.jpg"),
            "title": "UKK Tahap 2 Setelah Idulfitri",
            "date": "5–9 April 2027",
            "figure_part": "32",
            "figure_whole": "32",
            "figure_label": "Kompeten",
        },
        "photo": {
            "photo": True,
            "logos": ("round.webp",),
            "title": "UKK Skema LSP-P1 Jejaring Tahap 1 (Fiktif)",
            "date": "18–23 Januari 2027",
            "partner": "LSP-P1 SMK Rekaan 1",
            "partner_short": "LSP-P1 Rekaan",
            "figure": "93 dari 96",
            "figure_part": "93",
            "figure_whole": "96",
            "figure_label": "Kompeten",
        },
        "nobody": {
            "title": "Pelatihan dan Sertifikasi Daring Jaringan Dasar",
            "date": "Kamis, 26 November 2026",
            "figure": "0 dari 24",
            "figure_part": "0",
            "figure_whole": "24",
            "figure_label": "Lulus",
        },
        "uncounted": {
            "title": "UKK Tahap 2 Setelah Idulfitri",
            "date": "5–9 April 2027",
            "partner": LONG,
            "partner_short": "LPPK",
        },
    },
    "enrolment": {
        "photo": {
            "photo": True,
            "logos": THREE,
            "title": "SPMB 2027/2028 Gelombang 1 Dibuka",
            "date": "1 Desember 2026–5 Februari 2027",
            "figure": "144",
            "figure_label": "Kuota",
            "call_to_action": "Daftar sekarang",
            "link": "spmb.smk-contoh.sch.id",
        },
        "free": {
            "photo": True,
            "title": "SPMB Gelombang 2 dan Beasiswa 20 Kursi",
            "date": "12 April–25 Juni 2027",
            "figure": "Rp0",
            "figure_label": "Biaya pendaftaran",
            "call_to_action": "Daftar sekarang",
            "link": "spmb.smk-contoh.sch.id",
        },
        "plain": {
            "title": "3 Hari Lagi! Gelombang 1 Ditutup 5 Februari",
            "date": "2–5 Februari 2027",
            "call_to_action": "Daftar sebelum 5 Februari",
            "link": "spmb.smk-contoh.sch.id",
        },
    },
    "occasion": {
        "plain": {"title": "Hari Guru Nasional", "date": "Rabu, 25 November 2026"},
        "long": {"title": "Hari Kesaktian Pancasila", "date": "Kamis, 1 Oktober 2026"},
    },
}
LABELS = {"new_partner": "Mitra Baru", "internship_placement": "Praktik Kerja Lapangan", "certification": "Sertifikasi"}


def case(kind: str, name: str, **changes: Any) -> Scene:
    """A scene of CASES."""
    return scene(**{"kind": LABELS.get(kind, "SPMB"), **CASES[kind][name], **changes})


if __name__ == "__main__":  # another process draws, and says what came out
    print(hashlib.sha256(draw(layouts("new_partner")["feed"], case("new_partner", "photo")).jpeg).hexdigest())  # noqa: T201 - its answer
