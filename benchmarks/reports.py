"""A year's report costs little more than a month's, and the page is set while one waits: PDF and PNG under a second."""

from __future__ import annotations

import dataclasses
import datetime as dt
import statistics
import sys
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from brandbot.config import Config, read_config
from brandbot.model import AccountReading, Insight, Metric, Placement, Post, PostState, Reading
from brandbot.operate.workspace import init
from brandbot.pipeline.report import Week, page_of
from brandbot.service import Service
from brandbot.store import Store
from brandbot.store.schema import posts as table

POSTS = 500  # in a year, on two channels
AGES = (1, 6, 24, 48, 72, 168, 672)  # hours
RATIO = 3.0
SECONDS = 1.0
RUNS = 9
ZONE = ZoneInfo("Asia/Jakarta")
LAST = dt.date(2027, 7, 4)  # a Sunday
NOW = dt.datetime(2027, 7, 7, 7, tzinfo=ZONE)
METRICS = (Metric.REACH, Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES)


def filled(config: Config, days: int, count: int) -> Service:
    """A service whose store has so many live posts, spread over the last days, with all their readings."""
    service = Service(config, {})
    store = service.store
    store.notes.set("begun", NOW - dt.timedelta(days=days + 7))
    partners = list(service.read().partners)
    step = dt.timedelta(days=days) / count
    end = dt.datetime.combine(LAST, dt.time(20), ZONE)
    made = [_post(config, number, end - number * step, partners[number % len(partners)]) for number in range(count)]
    store.posts.apply([(post, post.slot) for post in made], [], NOW)
    _publish(store, made)
    for number, post in enumerate(made):
        for hours in AGES:
            read_at = post.slot + dt.timedelta(hours=hours)
            if read_at <= NOW:
                values = dict.fromkeys(METRICS, 100 + (number * 7 + hours) % 900)
                store.insights.add(Insight(post.key, dt.timedelta(hours=hours), read_at, Reading(values)), None)
    for ago in range(days):
        day = LAST - dt.timedelta(days=ago)
        for channel in config.channels:
            morning = dt.datetime.combine(day, dt.time(6), ZONE)
            count_of = Reading({Metric.FOLLOWERS: 900 - ago})
            store.insights.add_account(AccountReading(channel.name, day, morning, count_of))
    return service


def _post(config: Config, number: int, slot: dt.datetime, partner: str) -> Post:
    channel = config.channels[number % len(config.channels)]
    return Post(
        key=f"EV-{number // 2:04}/{channel.name}/feed",
        event_id=f"EV-{number // 2:04}",
        kind="internship_placement",
        title=f"Kegiatan {number // 2}",
        partners=(partner,),
        channel=channel.name,
        network=channel.network,
        placement=Placement.FEED,
        slot=slot,
        expires=slot + dt.timedelta(days=2),
        fingerprint="",
    )


def _publish(store: Store, made: list[Post]) -> None:
    with store._engine.begin() as connection:  # noqa: SLF001 - five hundred posts need no network here
        for post in made:
            values = {"state": PostState.PUBLISHED, "published_at": post.slot, "permalink": "https://contoh.invalid/1"}
            connection.execute(table.update().where(table.c.key == post.key).values(values))


def medians(services: list[Service]) -> list[float]:
    """Processor seconds for a week's report in all forms but PDF and PNG, from the store to the files; turn by turn."""
    times: list[list[float]] = [[] for _ in services]
    for _ in range(RUNS + 1):
        for own, service in zip(times, services, strict=True):
            begun = time.process_time()
            service.reporting.write(service.read(), Week.of(LAST), NOW, with_pdf=False)
            own.append(time.process_time() - begun)
    return [statistics.median(own[1:]) for own in times]  # the first one loads libraries


def setting(service: Service) -> float:
    """Seconds for PDF and PNG of the page together."""
    workspace = service.read()
    report = service.reporting.weekly(workspace, Week.of(LAST), NOW)
    letterhead = service.reporting.letterhead(workspace)
    page = page_of(report, letterhead, service.wording, service.config.root / "templates")
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        page.pdf()
        page.png()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> bool:
    """Print both promises; whether they hold."""
    with tempfile.TemporaryDirectory() as name:
        init(Path(name) / "school")
        config = read_config(Path(name) / "school", {})
        schools = ((30, POSTS * 30 // 365), (365, POSTS))
        services = [
            filled(dataclasses.replace(config, store_url=f"sqlite:///{name}/{days}.sqlite"), days, count)
            for days, count in schools
        ]
        month, year = medians(services)
        page = setting(services[1])
        for service in services:
            service.close()
    for (days, count), seconds in zip(schools, (month, year), strict=True):
        print(f"{count} posts in {days} days: {seconds * 1000:.0f} ms a report (median of {RUNS})")
    print(f"a year against a month: {year / month:.2f} times (at most {RATIO})")
    print(f"PDF and PNG together: {page * 1000:.0f} ms in the median (at most {SECONDS * 1000:.0f})")
    return year <= RATIO * month and page <= SECONDS


if __name__ == "__main__":
    sys.exit(not main())
