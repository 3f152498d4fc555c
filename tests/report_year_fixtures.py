"""The sample school's year as posts and readings, without a network: the same on every run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from school import WIB, at, config_of, make_school

from brandbot.config import Config
from brandbot.model import AccountReading, Closed, Insight, Metric, Network, Placement, Post, PostState, Reading
from brandbot.pipeline.pillars import by_kind
from brandbot.pipeline.report import Background, Week, WeeklyReport, weekly
from brandbot.service import IN_MEMORY, Service
from brandbot.sources import Workspace

AGES = (1, 24, 72, 168)  # hours
HOLIDAY = Closed(dt.date(2026, 12, 21), dt.date(2027, 1, 2), "Libur semester 1")


@dataclass(frozen=True)
class SampleYear:
    """All that a report is made of."""

    config: Config
    workspace: Workspace
    posts: Sequence[Post]
    insights: Sequence[Insight]
    accounts: Sequence[AccountReading]

    def report(self, week: Week, now: dt.datetime, *, posts: Sequence[Post] | None = None) -> WeeklyReport:
        """One week as it was known at a moment."""
        return weekly(
            week,
            now=now,
            zone=WIB,
            channels=self.config.channels,
            posts=self.posts if posts is None else posts,
            insights=self.insights,
            accounts=self.accounts,
            partners=self.workspace.partners.values(),
            background=Background(
                events=self.workspace.events,
                pillars=self.config.pillars,
                pillar_of=by_kind(self.config.pillars, self.workspace.templates.values()),
                closed=(HOLIDAY,),
            ),
        )


def sample_year(folder: Path) -> SampleYear:
    """The plan of the sample workspace, gone out as planned, except on the school's holiday."""
    config = dataclasses.replace(config_of(make_school(folder)), store_url=IN_MEMORY)
    service = Service(config, {})
    workspace = service.read()
    planned = service.planning.wanted(workspace, at("2026-07-13 06:00")).posts
    service.close()
    posts = [_gone_out(post) for post in planned if not _is_holiday(post)]
    days = [dt.date(2026, 7, 13) + dt.timedelta(days=n) for n in range(362)]
    accounts = [
        AccountReading(
            channel.name,
            day,
            dt.datetime.combine(day, dt.time(6), WIB),
            Reading({Metric.FOLLOWERS: 500 + place * 200 + n // 2}),
        )
        for place, channel in enumerate(config.channels)
        for n, day in enumerate(days)
    ]
    return SampleYear(config, workspace, posts, [one for post in posts for one in _readings(post)], accounts)


def _is_holiday(post: Post) -> bool:
    return HOLIDAY.first <= post.slot.astimezone(WIB).date() <= HOLIDAY.last


def _gone_out(post: Post) -> Post:
    if post.state is not PostState.PLANNED:
        return post
    address = f"https://contoh.invalid/{post.key}"
    return dataclasses.replace(post, state=PostState.PUBLISHED, published_at=post.slot, permalink=address)


def _readings(post: Post) -> list[Insight]:
    """Numbers that grow with age; a Page's story has none, and of some posts Meta keeps the reach to itself."""
    if post.published_at is None or (post.network is Network.FACEBOOK and post.placement is Placement.STORY):
        return []
    seed = int.from_bytes(hashlib.sha256(post.key.encode()).digest()[:4])
    ages = (20,) if post.placement is Placement.STORY else AGES
    found = []
    for hours in ages:
        reach = (60 + seed % 700) * (hours + 30) // (hours + 60)
        values = {Metric.REACH: reach, Metric.LIKES: reach // (9 + seed % 11), Metric.COMMENTS: seed % 5}
        if seed % 6 == 0:
            del values[Metric.REACH]
        age = dt.timedelta(hours=hours)
        found.append(Insight(post.key, age, post.published_at + age, Reading(values)))
    return found
