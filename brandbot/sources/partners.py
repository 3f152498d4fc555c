"""partners.yaml: who the school works with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from brandbot.errors import Message
from brandbot.model import Agreement, Form, Logo, Partner, Problem, Rank
from brandbot.sources.files import AssetFile, Assets, read_text, shown
from brandbot.sources.mistakes import Wrong, alike, short, unknown
from brandbot.sources.phrases import Id
from brandbot.sources.scalars import Count, Date, Strict, Text, Written, YesNo, not_before, words
from brandbot.sources.yaml import Located, compose

RANKS: Mapping[str, Rank] = {
    "pemerintah": Rank.GOVERNMENT,
    "government": Rank.GOVERNMENT,
    "yayasan": Rank.FOUNDATION,
    "foundation": Rank.FOUNDATION,
    "mitra": Rank.PARTNER,
    "partner": Rank.PARTNER,
}
RankWord = Annotated[Rank, words(RANKS)]
FORMS: Mapping[str, Form] = {
    **{form.value: form for form in Form},
    "kurikulum": Form.CURRICULUM,
    "tefa": Form.PROJECTS,
    "proyek": Form.PROJECTS,
    "guru_tamu": Form.GUEST_TEACHERS,
    "pkl": Form.INTERNSHIP,
    "sertifikasi": Form.CERTIFICATION,
    "pelatihan_guru": Form.TEACHER_TRAINING,
    "riset": Form.RESEARCH,
    "serapan": Form.HIRING,
    "bursa_kerja": Form.HIRING,
    "beasiswa": Form.SCHOLARSHIPS,
    "peralatan": Form.EQUIPMENT,
    "hibah": Form.EQUIPMENT,
    "pelatihan_siswa": Form.STUDENT_TRAINING,
    "kewirausahaan": Form.ENTREPRENEURSHIP,
}


def parse_form(text: str) -> Form:
    """A form of cooperation. Raises Wrong; an agreement is none."""
    word = alike(text).replace(" ", "_")
    if word in {"mou", "pks"}:
        raise Wrong(
            Message("'{value}' is an agreement; write it below 'agreements', with start and end", value=short(text))
        )
    if word not in FORMS:
        raise Wrong(unknown(text, FORMS))
    return FORMS[word]


FormWord = Annotated[Form, Written(parse_form, {"type": "string", "enum": sorted(FORMS)})]


class LogoEntry(Strict):
    """A logo below the assets folder."""

    file: AssetFile = Field(description="Berkas logo di bawah assets/", examples=["logo/contoh.png"])
    on_dark: AssetFile = Field("", description="Logo untuk latar gelap", examples=["logo/contoh-putih.png"])
    min_height: Annotated[int, Field(ge=1, le=400)] = Field(
        40, description="Tinggi terkecil dalam piksel; di bawah itu namanya yang ditulis", examples=["60"]
    )
    clear: Annotated[float, Field(ge=0, le=1)] = Field(
        0.15, description="Ruang kosong di sekeliling, terhadap tinggi logo", examples=["0.25"]
    )
    alone: YesNo = Field(
        default=False, description="ya bila tidak boleh berdampingan dengan logo mitra lain", examples=["ya"]
    )


class AgreementEntry(Strict):
    """An agreement with its first and last day."""

    kind: Text = Field(description="Jenis perjanjian: MoU, PKS", examples=["PKS"])
    start: Date = Field(description="Hari pertama", examples=["2026-03-01"])
    end: Date = Field(description="Hari terakhir", examples=["2029-02-28"])
    number: str = Field("", description="Nomor surat", examples=["421.5/017/2026"])

    @field_validator("end")
    @classmethod
    def _after_the_start(cls, value: dt.date, info: ValidationInfo) -> dt.date | None:
        return not_before(value, info.data.get("start"))


class PartnerEntry(Strict):
    """One partner."""

    id: Id = Field(description="Tanda pengenal yang tidak pernah diubah", examples=["bengkel-rekaan-jaya"])
    name: Text = Field(description="Nama resmi, persis seperti akan tampil", examples=["PT Rekaan Sentosa"])
    display_name: str = Field("", description="Nama pendek yang diterima mitra", examples=["Rekaan Sentosa"])
    aliases: tuple[Text, ...] = Field((), description="Ejaan lain yang dikenali", examples=[["PT. Rekaan Sentosa"]])
    fictional: YesNo = Field(default=False, description="ya bila mitra ini rekaan", examples=["ya"])
    role: str = Field("", description="Peran mitra bagi sekolah", examples=["Tempat magang siswa"])
    sector: str = Field("", description="Bidang usaha", examples=["Otomotif"])
    city: str = Field("", description="Kota", examples=["Karawang"])
    programmes: tuple[Text, ...] = Field((), description="Jurusan yang bekerja sama", examples=[["Teknik Mesin"]])
    forms: tuple[FormWord, ...] = Field(
        (),
        description="Bentuk kerja sama (link and match 8+i): kurikulum, tefa, guru_tamu, pkl, sertifikasi, "
        "pelatihan_guru, riset, serapan; beasiswa, peralatan, pelatihan_siswa, kewirausahaan",
        examples=[["pkl", "sertifikasi"]],
    )
    internship_capacity: Count | None = Field(None, description="Tempat PKL per tahun", examples=["10"])
    agreements: tuple[AgreementEntry, ...] = Field((), description="Perjanjian")
    logo: LogoEntry | None = Field(None, description="Logo; hanya bila mitra mengizinkan")
    facebook: str = Field("", description="Nama akun Facebook", examples=["contoh.rotn"])
    instagram: str = Field("", description="Nama akun Instagram", examples=["@contoh.rotn"])
    rank: RankWord = Field(
        Rank.PARTNER, description="Urutan protokol: pemerintah, yayasan, atau mitra", examples=["pemerintah"]
    )
    may_tag: YesNo = Field(default=False, description="ya bila akun mitra boleh ditandai", examples=["ya"])
    phone: str = Field("", description="Telepon kantor mitra yang boleh tampil", examples=["0298-000000"])
    site_photos: YesNo | None = Field(
        None,
        description="ya bila foto di lokasi mitra boleh tampil; bila tidak, kegiatan berfoto ditahan sampai "
        "`consent` menyebut `;lokasi:ya`",
        examples=["tidak"],
    )
    needs_approval: YesNo = Field(
        default=False, description="ya bila mitra ingin menyetujui unggahan sebelum terbit", examples=["ya"]
    )


class PartnersFile(Strict):
    """partners.yaml."""

    partners: tuple[PartnerEntry, ...] = Field((), description="Semua mitra")


def read_partners(file: Path, root: Path) -> tuple[tuple[Partner, ...], tuple[Problem, ...]]:
    """All partners; a wrong entry costs only itself."""
    text, unreadable = read_text(file, root)
    if unreadable:
        return (), unreadable
    document = compose(text, shown(file, root))
    if not document.only_keys_of(PartnersFile):
        return (), tuple(document.problems)
    partners: list[Partner] = []
    taken: dict[str, Partner] = {}
    for entry in document.items("partners", PartnerEntry, Assets(root / "assets")):
        partner = _partner(entry)
        if again := sorted(names_of(partner) & taken.keys()):
            document.problems.append(_name_taken(again[0], partner, taken[again[0]]))
        else:
            partners.append(partner)
            taken.update(dict.fromkeys(names_of(partner), partner))
    return tuple(partners), tuple(document.problems)


def _partner(entry: Located[PartnerEntry]) -> Partner:
    value = entry.value
    plain = {name: getattr(value, name) for name in PartnerEntry.model_fields if name not in {"agreements", "logo"}}
    return Partner(
        agreements=tuple(Agreement(item.kind, item.start, item.end, item.number) for item in value.agreements),
        logo=logo_of(value.logo),
        place=entry.where(()),
        **plain,
    )


def logo_of(entry: LogoEntry | None) -> Logo | None:
    """The noun."""
    return Logo(**entry.model_dump()) if entry else None


def names_of(partner: Partner) -> set[str]:
    """Every name that an event may call it by, as names are compared."""
    return {alike(name) for name in (partner.id, partner.name, partner.display_name, *partner.aliases) if name}


def _name_taken(name: str, partner: Partner, first: Partner) -> Problem:
    message = Message(
        "'{name}' already means the partner at {place}; each has names of its own", name=name, place=str(first.place)
    )
    return Problem(partner.place, message)
