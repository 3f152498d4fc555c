"""What may stand in config.yaml, key by key. The descriptions become docs/kunci.md and the JSON Schema."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationInfo, field_validator

from brandbot.errors import Message
from brandbot.model import Corners, Motif, NamePolicy, Network, Policy, Sequence, Tone, Typeface, Window
from brandbot.sources.measuring import MetricsEntry
from brandbot.sources.mistakes import Wrong, nearest, short
from brandbot.sources.partners import LogoEntry
from brandbot.sources.phrases import Hashtag, Id, NameWord, ToneWord
from brandbot.sources.scalars import Date, Duration, Strict, Text, WindowText, Written, not_before, words


def _zone(text: str) -> ZoneInfo:
    if text not in available_timezones():
        near = nearest(text, available_timezones()) or "Asia/Jakarta"
        raise Wrong(Message("'{value}' is no time zone; write it like {near}", value=short(text), near=near))
    return ZoneInfo(text)


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise Wrong(Message("'{value}' is no colour; write six digits, like \"#0B4F3A\"", value=short(text)))
    return text


def _secret_name(text: str) -> str:
    """A name in .env. What is no name may be the secret itself, so it is never repeated."""
    if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", text):
        raise Wrong(
            Message("the secret itself belongs into .env; here stands its name there, like FB_PAGE_TOKEN (capitals)")
        )
    return text


def _account_id(text: str) -> str:
    if not re.fullmatch(r"\d{1,32}", text):
        raise Wrong(Message("'{value}' is no account id; it has digits only", value=short(text)))
    return text


def _address(text: str) -> str:
    """Where the world finds what is put into the folder. Meta fetches over HTTPS and reads plain letters only."""
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w.~/%-]*)?", text, re.ASCII):
        raise Wrong(
            Message("'{value}' is no public address; write it like https://smk-contoh.sch.id/foto", value=short(text))
        )
    return text


def _place(text: str) -> str:
    """A place that fsspec can write. A password in it would stand in the open, so it is refused, unrepeated."""
    if "@" in text.partition("://")[2].partition("/")[0]:
        raise Wrong(Message("user and password do not belong into this address; name them in .env"))
    return text


def _version(text: str) -> str:
    if not re.fullmatch(r"v\d{1,3}\.\d", text):
        raise Wrong(Message("'{value}' is no version of Meta's API; write it like v26.0", value=short(text)))
    return text


Zone = Annotated[ZoneInfo, Written(_zone, {"type": "string", "examples": ["Asia/Jakarta"]})]
Colour = Annotated[str, Written(_colour, {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})]
SecretName = Annotated[str, Written(_secret_name, {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"})]
AccountId = Annotated[str, Written(_account_id, {"type": ["string", "integer"]})]
Version = Annotated[str, Written(_version, {"type": "string", "examples": ["v26.0"]})]
Language = Annotated[str, words({"id": "id", "en": "en"})]
SequenceWord = Annotated[Sequence, words({one.value: one for one in (Sequence.DRAFT, Sequence.SCHEDULED)})]
FolderPlace = Annotated[
    str, Written(_place, {"type": "string", "examples": ["sftp://smk-contoh.sch.id/public/brandbot"]})
]
Address = Annotated[str, Written(_address, {"type": "string", "format": "uri"})]
PolicyWord = Annotated[Policy, words({policy.value: policy for policy in Policy})]
NetworkWord = Annotated[Network, words({network.value: network for network in Network})]


class SchoolEntry(Strict):
    """Who the school is."""

    name: Text = Field(description="Nama sekolah lengkap", examples=["SMK Contoh Rekaan"])
    short_name: Text = Field(description="Nama pendek untuk ruang sempit", examples=["SMK Rekaan"])
    place: str = Field("", description="Kota atau kabupaten", examples=["Kabupaten Semarang"])
    time_zone: Zone = Field(description="Zona waktu sekolah", examples=["Asia/Jakarta"])
    zone_label: str = Field("", description="Singkatan zona waktu; biasanya tahu sendiri", examples=["WIB"])
    handle: str = Field("", description="Nama akun yang tampil pada gambar", examples=["@smkt.contoh"])
    website: str = Field("", description="Situs sekolah", examples=["smk-contoh.sch.id"])
    phone: str = Field("", description="Nomor telepon yang tampil", examples=["0812-0000-0000"])
    partner_word: Text = Field("Mitra Industri", description="Sebutan mitra dalam laporan", examples=["DUDIKA"])


class BrandEntry(Strict):
    """How the school looks."""

    primary: Colour = Field(description="Warna utama, dalam tanda kutip", examples=["#0B4F3A"])
    accent: Colour = Field(description="Warna aksen, dalam tanda kutip", examples=["#FFC20E"])
    logo: LogoEntry | None = Field(None, description="Logo sekolah")
    typeface: Typeface = Field(
        "plus-jakarta-sans", description="Huruf: plus-jakarta-sans, archivo, atau lora", examples=["archivo"]
    )
    corners: Corners = Field("leaf", description="Bentuk sudut: leaf, soft, sharp, atau arch", examples=["soft"])
    motif: Motif = Field("star", description="Motif latar: star, rings, dots, lines, atau waves", examples=["lines"])
    tone: ToneWord = Field(
        Tone.FORMAL, description="Nada bahasa sekolah: formal, santai, atau pesantren", examples=["santai"]
    )
    banned: tuple[Text, ...] = Field(
        (), description="Ungkapan yang tidak boleh ada pada keterangan", examples=[["nomor satu"]]
    )
    hashtags: tuple[Hashtag, ...] = Field((), description="Tagar pada setiap unggahan", examples=[["SMKBisa"]])
    sample_mark: str = Field("", description="Tulisan kecil pada setiap gambar contoh", examples=["DATA CONTOH"])


class ChannelEntry(Strict):
    """An account to publish to."""

    network: NetworkWord = Field(description="facebook atau instagram", examples=["facebook"])
    account_id: AccountId = Field(description="Nomor Halaman atau akun Instagram", examples=["900000000000101"])
    token: SecretName = Field(description="Nama token di .env, bukan tokennya", examples=["FB_PAGE_TOKEN"])
    publish: SequenceWord | None = Field(
        None,
        description="Hanya Facebook: `draft` diterbitkan brandbot, `scheduled` dititipkan pada Meta untuk PC yang mati "
        "pada malam hari; kosong berarti menurut hasil `brandbot doctor --probe`",
        examples=["scheduled"],
    )


class GraphEntry(Strict):
    """How Meta's API is called."""

    version: Version = Field("v26.0", description="Versi API Meta", examples=["v26.0"])
    app_secret: SecretName = Field("", description="Nama rahasia aplikasi di .env", examples=["FB_APP_SECRET"])
    app_id: AccountId = Field(
        "", description="Nomor aplikasi Meta; diisi oleh `brandbot connect`", examples=["900000000000001"]
    )
    hosting: str = Field(
        "",
        description="Yang memberi alamat gambar untuk Instagram: nama kanal Facebook, atau `folder`",
        examples=["facebook"],
    )


class FolderEntry(Strict):
    """A place of one's own where Instagram fetches pictures."""

    place: FolderPlace = Field(
        description="Tempat gambar ditulis: folder, atau alamat ftp://, sftp://, s3://",
        examples=["sftp://smk-contoh.sch.id/public/brandbot"],
    )
    url: Address = Field(
        description="Alamat umum tempat itu, diawali https://", examples=["https://smk-contoh.sch.id/brandbot"]
    )
    user: SecretName = Field("", description="Nama pengguna, sebagai nama di .env", examples=["HOSTING_USER"])
    password: SecretName = Field("", description="Kata sandinya, sebagai nama di .env", examples=["HOSTING_PASSWORD"])


class ClosedEntry(Strict):
    """Days on which nothing goes out."""

    first: Date = Field(alias="from", description="Hari pertama", examples=["2027-03-08"])
    last: Date | None = Field(None, alias="to", description="Hari terakhir; bila tidak ditulis, sehari saja")
    reason: Text = Field(description="Alasannya", examples=["Nyepi"])

    @field_validator("last")
    @classmethod
    def _in_order(cls, last: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(last, info.data.get("first"))


class PublishingEntry(Strict):
    """When nothing goes out, and how late posts catch up."""

    quiet_hours: tuple[WindowText, ...] = Field(
        (Window(dt.time(21), dt.time(5)),),
        description="Jam tenang: tidak ada yang terbit; unggahan menunggu sampai usai",
        examples=[["21.00-05.00"]],
    )
    friday_prayer: WindowText | None = Field(
        Window(dt.time(11, 30), dt.time(13)),
        description="Waktu salat Jumat, juga tenang; kosongkan dengan jam yang sama, 12.00-12.00",
        examples=["11.30-13.00"],
    )
    closed: tuple[ClosedEntry, ...] = Field((), description="Hari tanpa unggahan: Nyepi, pekan ujian, dan lainnya")
    pause: str = Field("", description="Alasan menunda semua unggahan sekarang juga", examples=["masa berkabung"])
    events_per_day: Annotated[int, Field(ge=1, le=24)] = Field(
        1, description="Kegiatan dalam sehari per kanal; yang lain pindah ke hari berikutnya", examples=["1"]
    )
    apart: Duration = Field(
        dt.timedelta(hours=3), description="Jarak antara dua kegiatan pada satu kanal", examples=["3 h"]
    )
    late_spacing: Duration = Field(
        dt.timedelta(minutes=20), description="Jarak antara unggahan yang menyusul", examples=["20 min"]
    )
    late_per_day: Annotated[int, Field(ge=0, le=50)] = Field(
        2, description="Kegiatan yang boleh menyusul dalam sehari per kanal", examples=["2"]
    )
    handover_ahead: Duration = Field(
        dt.timedelta(hours=24),
        description="Pada kanal dengan `publish: scheduled`, unggahan diserahkan kepada Meta sekian sebelum terbit",
        examples=["24 h"],
    )
    late_unasked: Annotated[int, Field(ge=0, le=500)] = Field(
        3, description="Lebih dari sekian yang terlambat menunggu `brandbot settle --late`", examples=["3"]
    )


class ApprovalEntry(Strict):
    """What has to be approved, and how."""

    policy: PolicyWord = Field(
        Policy.WORD,
        description="word: cukup kata `approval` pada kegiatan; sheet: setiap unggahan disetujui sebagaimana akan "
        "tampil, dengan kodenya; none: boleh terbit tanpa persetujuan",
        examples=["sheet"],
    )
    kinds: Mapping[Id, PolicyWord] = Field(
        {}, description="Lain untuk jenis kegiatan tertentu", examples=[{"new_partner": "sheet"}]
    )


class NamesEntry(Strict):
    """How people are named."""

    pupils: NameWord = Field(
        NamePolicy.FIRST,
        description="Nama murid: first (nama depan), initial (nama depan dan inisial nama berikutnya), none (tanpa "
        "nama), atau full (nama lengkap; hanya bila setiap murid yang disebut mengizinkannya dengan lingkup nama di "
        "consent/). Juga: depan, inisial, tanpa, lengkap",
        examples=["initial"],
    )


class PillarEntry(Strict):
    """A part of what the school tells."""

    kinds: tuple[Text, ...] = Field(min_length=1, description="Jenis kegiatan", examples=[["mitra_baru", "kunjungan"]])
    share: Annotated[int, Field(ge=0, le=100)] = Field(description="Bagian yang dituju, persen", examples=["30"])


class ConfigFile(Strict):
    """config.yaml."""

    language: Language = Field("id", description="Bahasa: id atau en", examples=["id"])
    school: SchoolEntry = Field(description="Sekolah")
    brand: BrandEntry = Field(description="Warna, logo, tagar")
    channels: Mapping[Id, ChannelEntry] = Field(
        min_length=1, description="Akun tujuan, masing-masing dengan nama pilihan Anda"
    )
    graph: GraphEntry = Field(GraphEntry.model_validate({}), description="Sambungan ke Meta")
    publishing: PublishingEntry = Field(
        PublishingEntry.model_validate({}), description="Waktu tenang dan unggahan yang menyusul"
    )
    folder: FolderEntry | None = Field(None, description="Tempat gambar sendiri, bila `graph.hosting: folder`")
    approval: ApprovalEntry = Field(ApprovalEntry.model_validate({}), description="Persetujuan")
    names: NamesEntry = Field(NamesEntry.model_validate({}), description="Penyebutan orang")
    pillars: Mapping[Text, PillarEntry] = Field({}, description="Pilar konten, masing-masing dengan nama pilihan Anda")
    metrics: MetricsEntry = Field(MetricsEntry.model_validate({}), description="Pembacaan angka")
    notices: tuple[SecretName, ...] = Field(
        (),
        description="Nama alamat pemberitahuan di .env (Telegram, surel, dan lainnya), bukan alamatnya",
        examples=[["NOTICE_URL"]],
    )
    reports: Mapping[Text, SecretName] = Field(
        {},
        description="Penerima laporan pekan, masing-masing dengan nama alamatnya di .env, bukan alamatnya",
        examples=[{"Kepala Sekolah": "REPORT_PRINCIPAL_URL"}],
    )
    store: Text = Field(
        "sqlite:///data/brandbot.sqlite",
        description="Tempat catatan brandbot; lewat sqlite:/// berkas di folder ini",
        examples=["sqlite:///data/brandbot.sqlite"],
    )
    stage_ahead: Duration = Field(
        dt.timedelta(minutes=30), description="Disiapkan di Meta sekian sebelum terbit", examples=["30 min"]
    )

    @field_validator("pillars")
    @classmethod
    def _at_most_all(cls, pillars: Mapping[str, PillarEntry]) -> Mapping[str, PillarEntry]:
        total = sum(pillar.share for pillar in pillars.values())
        if total > 100:  # noqa: PLR2004 - per cent
            raise Wrong(Message("the shares of the pillars make {total} per cent; 100 are possible", total=total))
        return pillars
