"""What an event may say, key by key, in YAML and in a table's columns. The descriptions become docs/kunci.md."""

from __future__ import annotations

import datetime as dt

from pydantic import Field, ValidationInfo, field_validator, model_validator

from brandbot.model import Approval, Blur, Consent
from brandbot.sources.files import AssetFile
from brandbot.sources.phrases import ApprovalWord, BlurText, ConsentText, Hashtag, Id, Link, ToneWord, split_person
from brandbot.sources.scalars import (
    Count,
    Date,
    Fraction,
    Moment,
    Strict,
    Text,
    Time,
    YesNo,
    not_before,
)
from brandbot.sources.school import AnyChannel, KindName, PartnerName


class PersonEntry(Strict):
    """An adult who is named; `Nama, gelar (Jabatan)` in one text is taken as well."""

    name: Text = Field(description="Nama dengan gelar, persis seperti akan tampil", examples=["Suyadi Contoh, S.T."])
    role: str = Field("", description="Jabatan atau peran", examples=["Guru Pembimbing"])

    @model_validator(mode="before")
    @classmethod
    def _from_one_text(cls, data: object) -> object:
        return split_person(data) if isinstance(data, str) else data


class FigureEntry(Strict):
    """A number worth showing."""

    label: Text = Field(description="Apa yang dihitung", examples=["Kompeten"])
    value: Text = Field(description="Angkanya, persis seperti akan tampil", examples=["93 dari 96"])


class EventFields(Strict):
    """What events and recurring posts share."""

    kind: KindName = Field(
        description="Jenis kegiatan: nama folder di templates/ atau sebutannya, misalnya pkl", examples=["pkl"]
    )
    title: Text = Field(description="Judul yang tampil pada gambar", examples=["Enam Siswa DKV Memulai PKL"])
    location: str = Field("", description="Tempat kegiatan", examples=["Aula sekolah"])
    partners: tuple[PartnerName, ...] = Field(
        (), description="Mitra: id, nama, atau alias dari partners.yaml", examples=[["bengkel-rekaan-jaya"]]
    )
    programmes: tuple[Text, ...] = Field((), description="Jurusan yang terlibat", examples=[["Teknik Mesin"]])
    people: tuple[PersonEntry, ...] = Field((), description="Orang dewasa yang disebut")
    students: tuple[Text, ...] = Field(
        (),
        description="Nama murid; yang tampil menurut names.pupils di config.yaml, bawaannya nama depan",
        examples=[["Bagas Fiktif Pamungkas"]],
    )
    student_count: Count | None = Field(None, description="Jumlah murid", examples=["32"])
    figures: tuple[FigureEntry, ...] = Field((), description="Angka yang ditonjolkan")
    source: str = Field("", description="Sumber angka dan tahunnya", examples=["Tracer study 2026, lulusan 2025"])
    points: tuple[Text, ...] = Field(
        (),
        description="Butir singkat: fakta, materi, barang; pada profil jurusan satu butir satu slide",
        examples=[["Alat: mesin bubut dan CNC"]],
    )
    quote: str = Field(
        "",
        description="Kutipan orang pertama pada `people`, tanpa tanda kutip",
        examples=["Tepat waktu itu keterampilan pertama."],
    )
    phase: str = Field(
        "", description="Tahap kegiatan, misalnya mou atau pks; tanpa kunci ini dibaca dari judul", examples=["pks"]
    )
    photos: tuple[AssetFile, ...] = Field(
        (), description="Foto di bawah assets/; lebih dari satu menjadi carousel", examples=[["foto/pkl-01.jpg"]]
    )
    focus: tuple[Fraction, Fraction] | None = Field(
        None,
        description="Titik foto pertama yang harus terlihat: bagian dari lebar dan tinggi, 0 sampai 1",
        examples=[[0.5, 0.3]],
    )
    consent: ConsentText = Field(
        Consent(),
        description="Izin foto: tidak_perlu, lengkap, belum, sebagian:29/32, atau dewasa:ya; "
        "tambahkan ;lokasi:belum bila tempat mitra belum mengizinkan",
        examples=["lengkap"],
    )
    subjects: tuple[Text, ...] = Field(
        (),
        description="Siapa saja yang tampak di foto: kunci atau nama dari tabel di consent/; izinnya dibaca di sana",
        examples=[["2627-014", "2627-020"]],
    )
    blur: BlurText = Field(
        Blur(),
        description="Yang diburamkan: wajah, atau kotak [kiri, atas, lebar, tinggi] pada foto pertama, 0 sampai 1",
        examples=["wajah"],
    )
    channels: tuple[AnyChannel, ...] = Field(
        (), description="Hanya ke kanal ini; tanpa kunci ini ke semua kanal pada aturan", examples=[["instagram"]]
    )
    approval: ApprovalWord = Field(
        Approval.DRAFT,
        description="Persetujuan: draf, menunggu, disetujui, ditolak; hanya yang disetujui terbit",
        examples=["disetujui"],
    )
    tone: ToneWord | None = Field(
        None,
        description="Nada bahasa: formal, santai, atau pesantren; bawaannya nada sekolah",
        examples=["santai"],
    )
    call_to_action: str = Field("", description="Ajakan di akhir keterangan", examples=["Daftar sekarang"])
    link: Link = Field("", description="Tautan lengkap", examples=["https://smk-contoh.sch.id"])
    hashtags: tuple[Hashtag, ...] = Field(
        (), description="Tagar, tanpa tanda # atau dalam tanda kutip", examples=[["SMKBisa", "PKLSMK"]]
    )
    cancelled: YesNo = Field(default=False, description="ya bila kegiatan dibatalkan", examples=["ya"])
    not_duplicate_of: tuple[Id, ...] = Field(
        (),
        description="Id kegiatan lain yang mirip (mitra, tanggal, dan jenis sama) padahal memang berbeda",
        examples=[["EV-2627-001"]],
    )


class EventEntry(EventFields):
    """One event: something to announce."""

    id: Id = Field(description="Tanda pengenal yang tidak pernah diubah", examples=["EV-2627-001"])
    date: Date = Field(description="Tanggal; hari lebih dulu dari bulan", examples=["2026-07-29"])
    end_date: Date | None = Field(None, description="Hari terakhir, bila lebih dari sehari", examples=["2026-07-31"])
    time: Time | None = Field(None, description="Jam mulai, waktu sekolah", examples=["09.00"])
    publish_at: Moment | None = Field(
        None, description="Waktu terbit sendiri, menggantikan waktu pada aturan", examples=["2026-07-29 18.30"]
    )

    announce_after: Moment | None = Field(
        None, description="Embargo: tidak ada yang terbit sebelum waktu ini", examples=["2026-07-30 08.00"]
    )

    @field_validator("end_date")
    @classmethod
    def _after_the_first(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(value, info.data.get("date"))
