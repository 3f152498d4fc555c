"""The sample year: exactly the expected posts, each once, on both networks, however the ticks fall.

Its first eight weeks are walked here, all of it by `make slow`.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from school import at, config_of, dry_accounts, live, make_school, service

from brandbot import sandbox
from brandbot.demo import END, START, run_demo
from brandbot.errors import Refused
from brandbot.model import Insight, Post, PostState
from brandbot.store import Store
from brandbot.wording import Wording

EXPECTED = Path(__file__).parent / "data" / "expected_posts.csv"
UPDATE = os.environ.get("BRANDBOT_UPDATE_GOLDEN") == "1"
WEEK = dt.timedelta(days=7)
SUMMER = dt.date(2026, 8, 23)


@dataclass(frozen=True)
class Year:
    """What is left when the sample year is over, or its beginning."""

    until: dt.date
    folder: Path
    posts: list[Post]
    insights: list[Insight]
    record: list[dict[str, object]]
    reports: list[str]


ALL = pytest.param(END, marks=[pytest.mark.slow, pytest.mark.xdist_group("year")])  # one worker walks it, once


@pytest.fixture(scope="session", params=[SUMMER, ALL], ids=str)
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year as `brandbot demo` walks it, from wake to wake over real HTTP."""
    folder, until = tmp_path_factory.mktemp("year") / "demo", request.param
    run_demo(folder, Wording("id"), until=until)
    store = Store(config_of(folder / "sekolah").store_url)
    posts = list(store.posts.all())
    insights = list(store.insights.of(post.key for post in posts))
    reports = sorted(store.reports.made("weekly"))
    store.close()
    with sandbox.start(folder / "sandbox.sqlite") as meta:
        record = meta.record()
    return Year(until, folder, posts, insights, record, reports)


def rows(posts: list[Post]) -> list[dict[str, str]]:
    return [
        {"key": post.key, "slot": post.slot.astimezone(at("2026-07-01").tzinfo).isoformat(), "state": str(post.state)}
        for post in posts
    ]


def test_the_year_publishes_exactly_the_expected_posts(year: Year) -> None:
    zone = at("2026-07-01").tzinfo
    found = rows([post for post in year.posts if post.slot.astimezone(zone).date() < year.until])
    if UPDATE and year.until == END:
        EXPECTED.parent.mkdir(exist_ok=True)
        with EXPECTED.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["key", "slot", "state"], lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        assert [row for row in csv.DictReader(file) if row["slot"] < year.until.isoformat()] == found


def test_each_published_post_is_live_exactly_once_in_the_networks_own_record(year: Year) -> None:
    published = [post for post in year.posts if post.state is PostState.PUBLISHED]
    seen = [str(row["id"]) for row in year.record if row["is_published"] and row["kind"] in ("post", "story", "media")]

    assert Counter(post.remote_id for post in published) == Counter(seen)
    assert {post.network for post in published} == {"facebook", "instagram"}


def test_every_post_went_out_in_its_minute_and_has_a_link(year: Year) -> None:
    published = [post for post in year.posts if post.state is PostState.PUBLISHED]

    late = {post.key: post.published_at - post.slot for post in published if post.published_at}
    assert {key for key, wait in late.items() if not dt.timedelta() <= wait < dt.timedelta(minutes=2)} == set()
    assert [post.key for post in published if post.placement == "feed" and not post.permalink] == []


def test_nothing_that_is_held_went_out(year: Year) -> None:
    text = "\n".join(post.key for post in year.posts)

    for held in ("EV-2627-005", "EV-2627-008", "EV-2627-017", "EV-2627-031"):
        assert held not in text


def test_every_post_of_the_feed_was_read_at_each_age(year: Year) -> None:
    ages = {dt.timedelta(hours=hours) for hours in (1, 6, 24, 48, 72, 7 * 24, 28 * 24)}
    read: dict[str, set[dt.timedelta]] = {}
    for insight in year.insights:
        read.setdefault(insight.post_key, set()).add(insight.age)
    early = [
        post
        for post in year.posts
        if post.placement == "feed" and post.published_at and post.published_at.date() < year.until - 4 * WEEK
    ]

    assert early
    assert {post.key for post in early if read.get(post.key) != ages} == set()


def test_every_week_has_its_report(year: Year) -> None:
    assert len(year.reports) == (year.until - START).days // 7
    for week in year.reports:
        files = {path.name for path in (year.folder / "sekolah" / "data" / "reports" / week).iterdir()}
        assert {"report.html", "report.json", "report.csv", "whatsapp.txt"} <= files
    assert len(list((year.folder / "sekolah" / "data" / "reports").glob("*/report.pdf"))) == 4


def test_the_demo_leaves_a_contact_sheet_whose_pictures_and_links_are_there(year: Year) -> None:
    page = (year.folder / "index.html").read_text(encoding="utf-8")
    wanted = re.findall(r'(?:src|href)="([^"#]+)"', page)

    assert len(wanted) > (60 if year.until == END else 15)
    assert [name for name in wanted if not (year.folder / name).exists()] == []
    assert (year.folder / "halaman.html").exists()
    assert (year.folder / "instagram.html").exists()


def test_a_second_demo_clears_the_first_away_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(Refused, match="not empty"):
        run_demo(tmp_path, Wording("id"))
    assert (tmp_path / "letter.txt").exists()


AUTUMN = (at("2026-09-01 06:00"), at("2026-09-05 06:00"))


def run(folder: Path, moments: Iterator[dt.datetime], *, restart: bool = False) -> tuple[list[str], list[str]]:
    """Tick at these moments; the keys in the store and those that went live."""
    config = config_of(folder)
    accounts = dry_accounts(config)
    if restart:
        for moment in moments:
            with service(config, accounts) as running:
                running.tick(moment)
    else:
        with service(config, accounts) as running:
            for moment in moments:
                running.tick(moment)
    with service(config, accounts) as running:
        keys = [post.key for post in running.store.posts.all()]
    return keys, live(accounts)


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to copy; its drawn pictures are shared."""
    return make_school(tmp_path_factory.mktemp("schools") / "school")


def copy(school: Path, folder: Path) -> Path:
    return Path(shutil.copytree(school, folder))


def by_wake(folder: Path) -> tuple[list[str], list[str]]:
    """Tick slot by slot, as the service does."""
    config = config_of(folder)
    accounts = dry_accounts(config)
    with service(config, accounts) as running:
        now = AUTUMN[0]
        while now < AUTUMN[1]:
            running.tick(now)
            now = running.next_wake(now)
        return [post.key for post in running.store.posts.all()], live(accounts)


def minutes() -> Iterator[dt.datetime]:
    """Each minute from half an hour before a slot to half an hour after it, and once a day else."""
    day = AUTUMN[0]
    while day < AUTUMN[1]:
        yield day
        evening = day.replace(hour=18, minute=0)
        yield from (
            evening + dt.timedelta(minutes=n) for n in range(100)
        )  # a story at half past seven is no use the next morning
        day += dt.timedelta(days=1)


def gaps(seed: int) -> Iterator[dt.datetime]:
    """Moments as a PC has them that is switched on and off: minutes to days apart."""
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    now = AUTUMN[0]
    while now < AUTUMN[1]:
        yield now
        now += dt.timedelta(minutes=chance.choice([1, 7, 45, 600, 1500, 2000]))


@pytest.mark.slow
def test_slot_by_slot_minute_by_minute_and_with_gaps_the_same_posts_come_out(school: Path, tmp_path: Path) -> None:
    keys, went_live = by_wake(copy(school, tmp_path / "a"))
    assert went_live
    assert len(went_live) == len(set(went_live))

    by_minute_keys, by_minute_live = run(copy(school, tmp_path / "b"), minutes())
    assert (by_minute_keys, by_minute_live) == (keys, went_live)

    for seed in range(2):
        gap_keys, gap_live = run(copy(school, tmp_path / f"c{seed}"), gaps(seed), restart=True)
        assert gap_keys == keys
        assert len(gap_live) == len(set(gap_live))
        assert set(gap_live) <= set(went_live)
