"""What may stand in schedules/*.yaml, key by key. The descriptions become docs/kunci.md and the JSON Schema."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator

from brandbot.errors import Message
from brandbot.model import Approval, Batch, Placement
from brandbot.sources.event_entries import EventEntry, EventFields
from brandbot.sources.mistakes import Wrong
from brandbot.sources.phrases import ApprovalWord, Hashtag, Id, ToneWord
from brandbot.sources.scalars import (
    Date,
    Duration,
    Moment,
    Strict,
    Text,
    Time,
    WindowText,
    YesNo,
    not_before,
    words,
)
from brandbot.sources.school import AnyChannel, KindName, OwnChannel

_DAYS = (
    ("senin", "monday"),
    ("selasa", "tuesday"),
    ("rabu", "wednesday"),
    ("kamis", "thursday"),
    ("jumat", "friday", "jum'at"),
    ("sabtu", "saturday"),
    ("minggu", "sunday", "ahad"),
)
Weekday = Annotated[int, words({name: number for number, names in enumerate(_DAYS) for name in names})]
_BATCHES = {Batch.PARTNER: ("mitra",), Batch.PROGRAMME: ("jurusan",), Batch.WEEK: ("pekan", "minggu")}
_LONGEST = dt.timedelta(days=732)  # of a recurring entry
_YEAR = dt.timedelta(days=366)  # of a period
PlacementWord = Annotated[Placement, words({placement.value: placement for placement in Placement})]

BatchWord = Annotated[Batch, words({word: one for one, names in _BATCHES.items() for word in (one.value, *names)})]


def on_weekday(day: dt.date, weekday: int) -> dt.date:
    """The day, or the first one after it that is a weekday (Monday is 0)."""
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


class RecurringEntry(EventFields):
    """The same post every week: one event per occurrence."""

    id: Id = Field(description="Tanda pengenal yang tidak pernah diubah", examples=["spmb-rabu"])
    weekday: Weekday = Field(description="Hari terbit: senin sampai minggu", examples=["rabu"])
    time: Time = Field(description="Jam terbit", examples=["18.30"])
    first: Date = Field(alias="from", description="Mulai tanggal ini", examples=["2026-12-01"])
    until: Date = Field(description="Sampai dengan tanggal ini", examples=["2027-02-05"])
    date: Date | None = Field(
        None, description="Tanggal yang tampil; tanpa kunci ini tanggal terbitnya", examples=["2026-12-01"]
    )
    end_date: Date | None = Field(None, description="Hari terakhir yang tampil", examples=["2027-02-05"])

    @field_validator("until")
    @classmethod
    def _with_a_day_between(cls, value: dt.date, info: ValidationInfo) -> dt.date:
        first, weekday = info.data.get("first"), info.data.get("weekday")
        if first and weekday is not None and not on_weekday(first, weekday) <= value <= first + _LONGEST:
            raise Wrong(Message("from and until enclose no such day, or more than two years; look at both"))
        return value

    @field_validator("end_date")
    @classmethod
    def _after_the_last(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(value, info.data.get("date") or info.data.get("until"))


class OccasionEntry(Strict):
    """A day of the calendar that the school greets."""

    id: Id = Field(description="Tanda pengenal, misalnya hari-guru", examples=["hari-guru"])
    name: Text = Field(description="Nama hari, menjadi judul", examples=["Hari Guru Nasional"])
    date: Date = Field(description="Tanggal", examples=["2026-11-25"])
    provisional: YesNo = Field(
        default=False, description="ya selama tanggal belum pasti; ditahan sampai kunci ini dihapus", examples=["ya"]
    )
    approval: ApprovalWord = Field(Approval.APPROVED, description="Persetujuan", examples=["disetujui"])
    channels: tuple[AnyChannel, ...] = Field((), description="Hanya ke kanal ini", examples=[["facebook"]])
    tone: ToneWord | None = Field(
        None,
        description="Nada bahasa: formal, santai, atau pesantren; bawaannya nada sekolah",
        examples=["formal"],
    )
    call_to_action: str = Field("", description="Ajakan di akhir keterangan", examples=["Ikuti upacara daring"])
    hashtags: tuple[Hashtag, ...] = Field((), description="Tagar tambahan", examples=[["HariGuru"]])
    publish_at: Moment | None = Field(None, description="Waktu terbit sendiri", examples=["2026-11-25 06.30"])


class PeriodEntry(Strict):
    """Days of the school year with hours of their own."""

    name: Text = Field(description="Nama masa itu, tampil pada alasan", examples=["Asesmen akhir semester"])
    first: Date = Field(alias="from", description="Hari pertama", examples=["2026-12-01"])
    last: Date = Field(alias="until", description="Hari terakhir", examples=["2026-12-09"])
    provisional: YesNo = Field(
        default=False,
        description="ya selama tanggal belum pasti; belum berlaku sampai kunci ini dihapus",
        examples=["ya"],
    )
    closed: YesNo = Field(default=False, description="ya bila tidak ada yang terbit, misalnya libur", examples=["ya"])
    quiet_hours: tuple[WindowText, ...] = Field(
        (),
        description="Jam tenang pada hari-hari itu, menggantikan yang di config.yaml",
        examples=[["17.00-20.30", "22.00-05.00"]],
    )
    wait: tuple[KindName, ...] = Field(
        (), description="Jenis kegiatan yang menunggu sampai masa itu usai", examples=[["pkl", "kunjungan"]]
    )

    @field_validator("last")
    @classmethod
    def _within_a_year(cls, last: dt.date, info: ValidationInfo) -> dt.date:
        first = info.data.get("first")
        if first and last > first + _YEAR:
            raise Wrong(Message("from and until enclose more than a year; look at both"))
        not_before(last, first)
        return last

    @model_validator(mode="after")
    def _does_something(self) -> PeriodEntry:
        if not (self.closed or self.quiet_hours or self.wait):
            raise Wrong(Message("a period says what it does: closed, quiet_hours or wait"))
        return self


class RuleEntry(Strict):
    """Which kinds go where, when and how long."""

    kinds: tuple[KindName, ...] = Field(
        min_length=1, description='Jenis kegiatan, atau "*" untuk semua yang lain', examples=[["new_partner"]]
    )
    channels: tuple[OwnChannel, ...] = Field(
        min_length=1, description="Kanal dari config.yaml", examples=[["facebook", "instagram"]]
    )
    placement: PlacementWord = Field(Placement.FEED, description="feed atau story", examples=["feed"])
    day: Annotated[int, Field(ge=-366, le=366)] = Field(
        0, description="Hari terbit terhadap tanggal kegiatan: 0 hari itu, -3 tiga hari sebelumnya", examples=["-3"]
    )
    time: Time = Field(dt.time(18, 30), description="Jam terbit, waktu sekolah", examples=["18.30"])
    delay: Duration = Field(dt.timedelta(), description="Ditunda sekian setelah waktu itu", examples=["30 min"])
    lateness: Duration | None = Field(
        None,
        description="Paling lambat terbit sekian setelah waktunya; bila tidak ditulis, menurut jenis kegiatannya",
        examples=["48 h"],
    )
    until_event_ends: YesNo = Field(
        default=False, description="ya bila tidak berguna lagi setelah kegiatan selesai", examples=["ya"]
    )

    batch: BatchWord | None = Field(
        None,
        description="Kegiatan murid sejenis dalam sepekan menjadi satu carousel: per mitra, jurusan, atau pekan",
        examples=["mitra"],
    )

    @field_validator("kinds", mode="before")
    @classmethod
    def _everything(cls, value: object) -> object:
        return [value] if value == "*" else value


class ScheduleFile(Strict):
    """A file of schedules/."""

    rules: tuple[RuleEntry, ...] = Field((), description="Aturan: jenis mana ke kanal mana dan kapan")
    occasions: tuple[OccasionEntry, ...] = Field((), description="Hari besar yang disapa")
    periods: tuple[PeriodEntry, ...] = Field((), description="Masa dengan jam sendiri: libur, ujian, Ramadan")
    recurring: tuple[RecurringEntry, ...] = Field((), description="Unggahan mingguan")
    events: tuple[EventEntry, ...] = Field((), description="Kegiatan")
