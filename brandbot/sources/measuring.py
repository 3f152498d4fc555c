"""The section `metrics` of config.yaml: when numbers are read, and whose beside the school's own."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from brandbot.errors import Message
from brandbot.sources.mistakes import Wrong, short
from brandbot.sources.scalars import Duration, Strict, Written, YesNo


def _username(text: str) -> str:
    name = text.removeprefix("@").lower()
    if not re.fullmatch(r"[a-z0-9_.]{1,30}", name, re.ASCII):
        raise Wrong(Message("'{value}' is no Instagram name; write it like akun_rekaan", value=short(text)))
    return name


Username = Annotated[str, Written(_username, {"type": "string", "examples": ["smk_tetangga_rekaan"]})]


class PublicPageEntry(Strict):
    """Profile pages that are read as a stranger sees them."""

    accepted: YesNo = Field(
        default=False, description="ya bila sekolah menanggung risiko di bawah ini; tanpa itu tidak ada yang dibaca"
    )
    accounts: tuple[Username, ...] = Field(
        (),
        max_length=10,
        description="Akun Instagram yang tidak terlihat lewat API Meta. **Berisiko**: ketentuan Meta (3.2.3) melarang "
        "pengambilan data otomatis, juga tanpa masuk akun. brandbot tidak pernah masuk akun untuk ini, dan membaca "
        "satu halaman per akun sehari",
        examples=[["akun_rekaan"]],
    )

    @field_validator("accounts")
    @classmethod
    def _only_where_accepted(cls, accounts: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if accounts and info.data.get("accepted") is False:
            raise Wrong(
                Message(
                    "Meta's terms (3.2.3) forbid automated collection, logged in or not; if the school takes that "
                    "risk, write accepted: ya beside it, else take the accounts away"
                )
            )
        return accounts


class MetricsEntry(Strict):
    """When metrics are read."""

    ages: tuple[Duration, ...] = Field(
        tuple(dt.timedelta(hours=hours) for hours in (1, 6, 24, 48, 72, 168, 672)),
        description="Umur unggahan saat angkanya dibaca",
        examples=[["1 h", "6 h", "24 h", "48 h", "72 h", "7 d", "28 d"]],
    )
    benchmarks: tuple[Username, ...] = Field(
        (),
        max_length=25,
        description="Akun Instagram profesional lain (mitra, sekolah tetangga) yang angka umumnya dibaca sekali sehari",
        examples=[["smk_tetangga_rekaan"]],
    )
    public_page: PublicPageEntry = Field(
        PublicPageEntry.model_validate({}), description="Halaman profil umum; tidak dibaca bila tidak diisi"
    )
