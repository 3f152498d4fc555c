"""partners.yaml: who the school works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import Field

from brandbot.errors import Message
from brandbot.model import Agreement, Logo, Partner, Place, Problem
from brandbot.sources.files import checked_asset, read_text, shown
from brandbot.sources.mistakes import Wrong, alike
from brandbot.sources.phrases import Id
from brandbot.sources.scalars import Count, Date, Strict, Text, YesNo
from brandbot.sources.yaml import Located, compose


class LogoEntry(Strict):
    """A logo below the assets folder."""

    file: Text = Field(description="Berkas logo di bawah assets/", examples=["logo/contoh.png"])
    on_dark: str = Field("", description="Logo untuk latar gelap", examples=["logo/contoh-putih.png"])


class AgreementEntry(Strict):
    """An agreement with its first and last day."""

    kind: Text = Field(description="Jenis perjanjian: MoU, PKS", examples=["PKS"])
    start: Date = Field(description="Hari pertama", examples=["2026-03-01"])
    end: Date = Field(description="Hari terakhir", examples=["2029-02-28"])


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
    forms: tuple[Text, ...] = Field((), description="Bentuk kerja sama", examples=[["pkl", "sertifikasi"]])
    internship_capacity: Count | None = Field(None, description="Tempat PKL per tahun", examples=["10"])
    agreements: tuple[AgreementEntry, ...] = Field((), description="Perjanjian")
    logo: LogoEntry | None = Field(None, description="Logo; hanya bila mitra mengizinkan")
    facebook: str = Field("", description="Nama akun Facebook", examples=["contoh.rotn"])
    instagram: str = Field("", description="Nama akun Instagram", examples=["@contoh.rotn"])
    may_tag: YesNo = Field(default=False, description="ya bila akun mitra boleh ditandai", examples=["ya"])


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
    for entry in document.items("partners", PartnerEntry):
        wrong = [*_name_taken(entry, taken), *_wrong_days(entry), *_missing_logo(entry, root / "assets")]
        document.problems += wrong
        if not wrong:
            partner = _partner(entry)
            partners.append(partner)
            taken.update(dict.fromkeys(names_of(entry.value), partner))
    return tuple(partners), tuple(document.problems)


def _partner(entry: Located[PartnerEntry]) -> Partner:
    value = entry.value
    plain = {name: getattr(value, name) for name in PartnerEntry.model_fields if name not in {"agreements", "logo"}}
    return Partner(
        agreements=tuple(Agreement(item.kind, item.start, item.end) for item in value.agreements),
        logo=logo_of(value.logo),
        place=entry.where(()),
        **plain,
    )


def logo_of(entry: LogoEntry | None) -> Logo | None:
    """The noun."""
    return Logo(entry.file, entry.on_dark) if entry else None


def names_of(partner: Partner | PartnerEntry) -> set[str]:
    """Every name that an event may call it by, as names are compared."""
    return {alike(name) for name in (partner.id, partner.name, partner.display_name, *partner.aliases) if name}


def _name_taken(entry: Located[PartnerEntry], taken: dict[str, Partner]) -> list[Problem]:
    for name in sorted(names_of(entry.value) & taken.keys()):
        message = Message(
            "'{name}' already means the partner at {place}; each has names of its own",
            name=name,
            place=str(taken[name].place),
        )
        return [Problem(entry.where(()), message)]
    return []


def _wrong_days(entry: Located[PartnerEntry]) -> list[Problem]:
    message = Message("the last day is before the first; look at both dates")
    return [
        Problem(entry.where(("agreements", number, "end")), message)
        for number, item in enumerate(entry.value.agreements)
        if item.end < item.start
    ]


def _missing_logo(entry: Located[PartnerEntry], assets: Path) -> Iterator[Problem]:
    if entry.value.logo:
        yield from logo_problems(entry.value.logo, lambda key: entry.where(("logo", key)), assets)


def logo_problems(logo: LogoEntry, where: Callable[[str], Place], assets: Path) -> Iterator[Problem]:
    """What is wrong with a logo's files."""
    for key, name in (("file", logo.file), ("on_dark", logo.on_dark)):
        try:
            if name:
                checked_asset(name, assets)
        except Wrong as wrong:
            yield Problem(where(key), wrong.message)
