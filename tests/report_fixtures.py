"""A school's autumn in numbers, for the tests of the weekly report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from brandbot.model import (
    AccountReading,
    Agreement,
    Brand,
    Channel,
    Insight,
    Metric,
    Network,
    Partner,
    Placement,
    Post,
    PostState,
    Reading,
)
from brandbot.pipeline.report import Background, Letterhead, Week, WeeklyReport, weekly

ZONE = ZoneInfo("Asia/Jakarta")
WEEK = Week(dt.date(2026, 11, 16))
FINAL = dt.datetime(2026, 11, 25, 7, tzinfo=ZONE)
CHANNELS = (Channel("fb", Network.FACEBOOK, "1"), Channel("ig", Network.INSTAGRAM, "2"))
PARTNERS = (
    Partner(id="mesin", name="CV. TEKNIK REKAAN Manufacturing"),
    Partner(id="digital", name="CV. FIKTIF Digital"),
    Partner(
        id="hotel",
        name="Hotel Contoh Asri",
        agreements=(Agreement("MoU", dt.date(2025, 1, 1), dt.date(2026, 12, 31)),),
    ),
)
LETTERHEAD = Letterhead(
    Brand(school="SMK Rekaan Bangsa", short_name="SMK Rekaan", primary="#00602B", accent="#FFD400"),
    {"internship_placement": "PKL", "certification": "Sertifikasi", "new_partner": "Mitra Baru"},
    "WIB",
)
HOURS = dt.timedelta(hours=1)


def at(day: int, hour: int = 18, minute: int = 30, month: int = 11) -> dt.datetime:
    """A moment of November 2026 at the school."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def post(
    event: str,
    slot: dt.datetime,
    channel: str = "fb",
    *,
    placement: Placement = Placement.FEED,
    state: PostState = PostState.PUBLISHED,
    partners: Sequence[str] = ("mesin",),
    kind: str = "internship_placement",
    reason: str = "",
) -> Post:
    """A post that went live at its slot."""
    live = state is PostState.PUBLISHED
    key = f"{event}-{channel}-{placement}"
    return Post(
        key=key,
        event_id=event,
        kind=kind,
        title=f"Kegiatan {event}",
        partners=tuple(partners),
        channel=channel,
        network=Network.FACEBOOK if channel == "fb" else Network.INSTAGRAM,
        placement=placement,
        slot=slot,
        expires=slot + dt.timedelta(days=2),
        fingerprint="",
        state=state,
        reason=reason,
        permalink=f"https://contoh.invalid/{key}" if live else "",
        published_at=slot if live else None,
    )


def reading(of: Post, hours: int = 72, reach: int | None = None, likes: int | None = None, **more: int) -> Insight:
    """What was read of a post at an age."""
    values = {Metric.REACH: reach, Metric.LIKES: likes, **{Metric(name): value for name, value in more.items()}}
    known = {metric: value for metric, value in values.items() if value is not None}
    assert of.published_at
    return Insight(of.key, hours * HOURS, of.published_at + hours * HOURS, Reading(known))


def followers(counts: Mapping[dt.date, int], channel: str = "fb") -> Iterable[AccountReading]:
    """One count a day."""
    for day, count in counts.items():
        read_at = dt.datetime.combine(day, dt.time(6), ZONE)
        yield AccountReading(channel, day, read_at, Reading({Metric.FOLLOWERS: count}))


def report(
    posts: Iterable[Post] = (),
    insights: Iterable[Insight] = (),
    accounts: Iterable[AccountReading] = (),
    *,
    now: dt.datetime = FINAL,
    partners: Sequence[Partner] = PARTNERS,
    channels: Sequence[Channel] = CHANNELS,
    week: Week = WEEK,
    background: Background | None = None,
) -> WeeklyReport:
    """The report of the week of 16 November 2026."""
    return weekly(
        week,
        now=now,
        zone=ZONE,
        channels=channels,
        posts=posts,
        insights=insights,
        accounts=accounts,
        partners=partners,
        background=background,
    )


def autumn() -> WeeklyReport:
    """A week like any other: three events on both networks, one held, four weeks before it."""
    posts, insights = [], []
    plan = [
        ("a", 26, 10, ("mesin",), 410, 300),
        ("b", 5, 11, ("digital",), 380, 290),
        ("c", 10, 11, ("mesin",), 690, 520),
        ("d", 12, 11, ("mesin", "digital"), 500, 410),
        ("Pelepasan PKL", 17, 11, ("mesin",), 1240, 980),
        ("Penandatanganan PKS", 19, 11, ("digital",), 860, 540),
        ("Uji Kompetensi", 20, 11, ("mesin", "digital"), 1105, None),
    ]
    for name, day, month, partners, on_facebook, on_instagram in plan:
        for channel, reach in (("fb", on_facebook), ("ig", on_instagram)):
            kind = {"Penandatanganan PKS": "new_partner", "Uji Kompetensi": "certification"}.get(
                name, "internship_placement"
            )
            live = post(name, at(day, month=month), channel, partners=partners, kind=kind)
            posts.append(live)
            likes = None if reach is None else reach // (17 if channel == "ig" else 29) + day
            insights.append(reading(live, 72, reach, likes, comments=3, shares=2))
    posts.append(post("Pelepasan PKL", at(17, 19), "ig", placement=Placement.STORY))
    insights.append(reading(posts[-1], 23, 410))
    reason = "izin foto baru 29 dari 32"
    posts += [post("Kunjungan Industri", at(21), c, state=PostState.HELD, reason=reason) for c in ("fb", "ig")]
    days = [dt.date(2026, 10, 20) + dt.timedelta(days=n) for n in range(36)]
    accounts = [
        *followers({day: 812 + n * 2 for n, day in enumerate(days)}),
        *followers({day: 640 + n * n // 9 for n, day in enumerate(days)}, "ig"),
    ]
    return report(posts, insights, accounts)
