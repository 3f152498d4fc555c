"""Other accounts: Meta's own way first, a public page only where the school accepted it, nothing else touched."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest
from builders import at
from near_meta import near_meta
from platforms_fixtures import Reply, Wire, answer, hang, open_wire, reset
from school import config_of, dry_accounts, make_school, service

from brandbot import sandbox
from brandbot.errors import Message, Mistakes, PlatformError, RateLimited, Unavailable
from brandbot.listings import status_json
from brandbot.model import BenchmarkSource, Network, PublicNumbers, PublicPost, Snapshot, Unseen, summed_up
from brandbot.operate.accounts import connect
from brandbot.operate.overview import overview_of
from brandbot.pipeline.benchmark import RESTS, Bench, benchmark_due, newest, next_look
from brandbot.platforms.base import Discovers
from brandbot.platforms.public_page import PublicPage
from brandbot.sandbox.accounts import OTHERS, PERMISSIONS
from brandbot.store import Store
from brandbot.wording import Wording

NOW = at("2026-08-12 07:00")
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
CHILD = (sys.executable, str(Path(__file__).parent / "fake_instagram_child.py"))


@dataclass
class Scripted:
    """Says of each account what it is told to; what was asked for stands in `asked`."""

    source: BenchmarkSource = BenchmarkSource.DISCOVERY
    says: deque[PublicNumbers | Unseen | PlatformError] = field(default_factory=deque)
    asked: list[str] = field(default_factory=list)

    def fetch(self, username: str, now: dt.datetime) -> PublicNumbers | Unseen:
        del now
        self.asked.append(username)
        told = self.says.popleft() if self.says else PublicNumbers(followers=100)
        if isinstance(told, PlatformError):
            raise told
        return told


@pytest.fixture
def store() -> Iterator[Store]:
    one = Store("sqlite://")
    yield one
    one.close()


@pytest.fixture
def wire() -> Iterator[Wire]:
    with open_wire() as one:
        yield one


def page(*says: PublicNumbers | Unseen) -> Scripted:
    return Scripted(BenchmarkSource.PUBLIC_PAGE, deque(says))


# Meta's own way


def test_a_professional_account_is_seen_by_metas_own_way() -> None:
    with near_meta() as meta:
        meta.world.clock.set(NOW)
        instagram = meta.platforms()[Network.INSTAGRAM]
        assert isinstance(instagram, Discovers)
        seen = instagram.discovery.fetch("bengkel_rekaan_jaya", NOW)

        assert isinstance(seen, PublicNumbers)
        assert seen.followers
        assert seen.followers > OTHERS["bengkel_rekaan_jaya"]
        assert seen.posts
        assert seen.month in (9, 10)
        assert seen.interactions
        assert 15 < seen.sampled < 25  # hidden likes are no zero
        assert meta.asked == 1


def test_an_unknown_and_a_personal_account_are_not_found() -> None:
    with near_meta() as meta:
        instagram = meta.platforms()[Network.INSTAGRAM]
        assert isinstance(instagram, Discovers)

        assert instagram.discovery.fetch("akun_pribadi", NOW) is Unseen.NOT_FOUND


def test_a_missing_permission_is_no_missing_account(store: Store) -> None:
    with near_meta() as meta:
        meta.configure(permissions=[one for one in PERMISSIONS if one != "instagram_manage_insights"])
        instagram = meta.platforms()[Network.INSTAGRAM]
        assert isinstance(instagram, Discovers)
        bench = Bench(store.benchmarks, ("bengkel_rekaan_jaya",), instagram.discovery)

        assert benchmark_due(bench, NOW.date(), NOW) == 0
        assert store.benchmarks.since(NOW.date()) == []


def test_a_page_of_facebook_asks_for_nobody() -> None:
    with near_meta() as meta:
        assert not isinstance(meta.platforms()[Network.FACEBOOK], Discovers)


@pytest.mark.parametrize("is_all", [True, False])
def test_the_posts_of_a_month_are_told_only_where_the_list_reaches_back_so_far(*, is_all: bool) -> None:
    posts = [PublicPost(NOW - n * DAY, 10 + n, 1) for n in range(5)]

    assert summed_up(50, 5, posts, NOW, is_all=is_all).month == (5 if is_all else None)
    assert summed_up(50, 5, [*posts, PublicPost(NOW - 40 * DAY, None, 1)], NOW, is_all=False).month == 5


def test_an_account_is_asked_for_once_a_day(store: Store) -> None:
    reader = Scripted(says=deque([PublicNumbers(followers=7), Unseen.NOT_FOUND]))
    bench = Bench(store.benchmarks, ("a", "b"), reader)

    assert benchmark_due(bench, NOW.date(), NOW) == 1
    assert benchmark_due(bench, NOW.date(), NOW + MINUTE) == 0
    assert benchmark_due(bench, NOW.date() + DAY, NOW + DAY) == 2
    assert reader.asked == ["a", "b", "a", "b"]


@pytest.mark.parametrize(
    "trouble", [Unavailable(Message("down")), RateLimited(Message("slow down"), wait=dt.timedelta(hours=1))]
)
def test_what_meta_cannot_answer_now_is_asked_an_hour_later(store: Store, trouble: PlatformError) -> None:
    reader = Scripted(says=deque([trouble]))
    bench = Bench(store.benchmarks, ("a", "b"), reader)

    assert benchmark_due(bench, NOW.date(), NOW) == 0
    assert benchmark_due(bench, NOW.date(), NOW + 30 * MINUTE) == 0
    assert benchmark_due(bench, NOW.date(), NOW + 61 * MINUTE) == 2


# Pages that anybody sees


def test_a_page_is_looked_at_only_where_metas_own_way_shows_nothing(store: Store) -> None:
    reader, strange = Scripted(says=deque([PublicNumbers(followers=7), Unseen.NOT_FOUND])), page()
    bench = Bench(store.benchmarks, ("a", "b"), reader, strange, ("a", "b"))

    assert benchmark_due(bench, NOW.date(), NOW) == 2
    assert strange.asked == ["b"]
    found = {one.username: one.source for one in store.benchmarks.since(NOW.date())}
    assert found == {"a": BenchmarkSource.DISCOVERY, "b": BenchmarkSource.PUBLIC_PAGE}


def test_pages_are_looked_at_half_a_minute_and_more_apart_and_ten_at_most(store: Store) -> None:
    strange = page()
    bench = Bench(store.benchmarks, (), None, strange, tuple(f"a{n}" for n in range(12)))
    now, looks = NOW, list[dt.datetime]()
    while (wake := next_look(bench, NOW.date(), now)) and len(looks) < 20:
        now = wake
        benchmark_due(bench, NOW.date(), now)
        looks.append(now)

    assert len(strange.asked) == len(set(strange.asked)) == 10
    gaps = {(later - earlier).total_seconds() for earlier, later in pairwise(looks)}
    assert min(gaps) >= 30
    assert len(gaps) > 3


def test_a_refusal_leaves_the_page_alone_for_a_day_then_three_then_seven_across_restarts(store: Store) -> None:
    strange = page(*[Unseen.REFUSED] * 4)
    bench = Bench(store.benchmarks, (), None, strange, ("a", "b"))
    now, waits = NOW, list[dt.timedelta]()
    for _ in range(4):
        benchmark_due(bench, now.date(), now)
        state = store.benchmarks.state(BenchmarkSource.PUBLIC_PAGE)
        assert state.blocked_until
        assert benchmark_due(bench, now.date(), state.blocked_until - MINUTE) == 0
        waits.append(state.blocked_until - now)
        now = state.blocked_until

    assert waits == [*RESTS, RESTS[-1]]
    assert len(strange.asked) == 4
    benchmark_due(bench, now.date(), now)
    assert store.benchmarks.state(BenchmarkSource.PUBLIC_PAGE).trips == 0


def test_a_look_that_the_process_died_in_counts(store: Store) -> None:
    class Dying(Scripted):
        def fetch(self, username: str, now: dt.datetime) -> PublicNumbers | Unseen:
            del username, now
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        benchmark_due(Bench(store.benchmarks, (), None, Dying(BenchmarkSource.PUBLIC_PAGE), ("a",)), NOW.date(), NOW)
    strange = page()
    assert benchmark_due(Bench(store.benchmarks, (), None, strange, ("a",)), NOW.date(), NOW) == 0
    assert strange.asked == []


def test_not_found_is_believed_after_three_days_on_which_another_page_was_seen() -> None:
    def snapshot(name: str, day: int, numbers: PublicNumbers | Unseen) -> Snapshot:
        at_ = NOW + day * DAY
        return Snapshot(name, BenchmarkSource.PUBLIC_PAGE, at_.date(), at_, numbers)

    gone = [snapshot("a", day, Unseen.NOT_FOUND) for day in range(3)]
    seen = [snapshot("b", day, PublicNumbers(followers=1)) for day in range(3)]
    for known, expected in (([*gone, *seen], Unseen.NOT_FOUND), (gone, Unseen.CHANGED), (gone[:2], Unseen.CHANGED)):
        told = newest(known, "a")
        assert told
        assert told.numbers is expected
    later = newest([snapshot("a", -1, PublicNumbers(followers=9)), *gone], "a")
    assert later
    assert later.numbers == PublicNumbers(followers=9)
    assert newest(seen, "a") is None


# The process that looks


def profile(**user: object) -> Reply:
    """A profile page as a logged-out visitor gets it."""
    data = {"__bbox": {"result": {"data": {"xig_user_by_username": {"pk": "77", "username": "akun", **user}}}}}
    return answer(
        200, f'<html><script type="application/json" data-sjs>{json.dumps({"require": [data]})}</script></html>'
    )


def look(wire: Wire, reply: Reply, longest: float = 60) -> PublicNumbers | Unseen:
    """What the real process makes of that answer."""
    wire.replies.append(reply)
    return PublicPage((*CHILD, wire.url), longest).fetch("akun", NOW)


def test_a_page_is_one_call_without_a_login(wire: Wire) -> None:
    seen = look(wire, profile(follower_count=1234, all_media_count=56))

    assert seen == PublicNumbers(followers=1234, posts=56)
    (heard,) = wire.heard
    assert (heard.method, heard.path, heard.headers["X-Host"]) == ("GET", "/akun/", "www.instagram.com")
    cookies = dict(one.strip().split("=", 1) for one in heard.headers["Cookie"].split(";"))
    assert (cookies["sessionid"], cookies["ds_user_id"]) == ("", "")


def test_a_page_that_lacks_a_number_costs_no_second_call(wire: Wire) -> None:
    assert look(wire, profile(full_name="Akun")) is Unseen.CHANGED
    assert len(wire.heard) == 1


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_refusal_is_told_apart_by_its_family_and_nobody_sleeps(wire: Wire, status: int) -> None:
    begun = time.monotonic()

    assert look(wire, answer(status, {"message": "Please wait a few minutes before you try again."})) is Unseen.REFUSED
    assert time.monotonic() - begun < 30


def test_being_sent_to_the_login_is_a_refusal(wire: Wire) -> None:
    reply = answer(302, "", {"Location": "https://www.instagram.com/accounts/login/?next=/akun/"})

    assert look(wire, reply) is Unseen.REFUSED


@pytest.mark.parametrize("reply", [answer(404, "gone"), answer(200, "<html>a new layout</html>")])
def test_no_such_page_and_a_new_layout_look_alike(wire: Wire, reply: Reply) -> None:
    assert look(wire, reply) is Unseen.NOT_FOUND


def test_a_broken_connection_is_no_refusal(wire: Wire) -> None:
    assert look(wire, reset) is Unseen.UNREACHABLE


def test_a_process_that_takes_too_long_is_ended(wire: Wire) -> None:
    begun = time.monotonic()

    assert look(wire, hang, longest=4) is Unseen.UNREACHABLE
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("said", ["", "no json", "[]", '{"unseen": "?"}', '{"followers": 3}'])
def test_a_process_that_says_nothing_of_ours_found_a_changed_page(said: str) -> None:
    command = (sys.executable, "-c", f"import sys; sys.stderr.write('x'); print({said!r})")

    assert PublicPage(command).fetch("akun", NOW) is Unseen.CHANGED


def test_the_process_gets_no_secret_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FB_PAGE_TOKEN", "EAAcanary")
    code = "import os, json; print(json.dumps({'followers': len(os.environ.get('FB_PAGE_TOKEN', '')), 'posts': 0}))"

    assert PublicPage((sys.executable, "-c", code)).fetch("akun", NOW) == PublicNumbers(followers=0, posts=0)


def test_nothing_that_publishes_loads_instaloader() -> None:
    code = "import sys, brandbot.service, brandbot.platforms; sys.exit('instaloader' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The service


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The sample school, which looks at two accounts and at one page."""
    folder = make_school(tmp_path / "school")
    shutil.rmtree(folder / "schedules")
    file = folder / "config.yaml"
    said = "  benchmarks: [bengkel_rekaan_jaya, '@Akun_Pribadi']\n"
    said += "  public_page: {accepted: ya, accounts: [akun_pribadi]}\n"
    file.write_text(re.sub(r"(?m)^metrics:\n", f"metrics:\n{said}", file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def test_the_service_looks_after_the_morning_and_says_what_it_saw(school: Path) -> None:
    strange = page(PublicNumbers(followers=321, posts=4))
    with sandbox.start(now=NOW) as meta:
        config = config_of(school, meta)
        with service(config, connect(config)) as running:
            running.benchmarking = replace(running.benchmarking, page=strange)
            for hour in (6, 7, 8):
                moment = NOW.replace(hour=hour)
                meta.set_clock(moment)
                running.tick(moment)
            overview = overview_of(running, NOW.replace(hour=9))

    assert strange.asked == ["akun_pribadi"]
    told = {name: one.numbers for name, one in overview.benchmarks if one}
    assert told["akun_pribadi"] == PublicNumbers(followers=321, posts=4)
    shown = json.loads(json.dumps(status_json(overview, Wording("id")), default=str))["benchmarks"]
    assert [(one["username"], one["source"]) for one in shown] == [
        ("bengkel_rekaan_jaya", "business_discovery"),
        ("akun_pribadi", "public_page"),
    ]


def test_trouble_with_benchmarks_stops_nothing_else(school: Path) -> None:
    class Broken(Scripted):
        def fetch(self, username: str, now: dt.datetime) -> PublicNumbers | Unseen:
            raise RuntimeError(username, now)

    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        running.benchmarking = replace(running.benchmarking, page=Broken(BenchmarkSource.PUBLIC_PAGE))
        running.tick(NOW)

        assert running.store.notes.get("tick") == NOW
        assert [key.split("/")[:3] for key in running.store.notices.known()] == [["step", "benchmark", "RuntimeError"]]


def test_the_service_wakes_for_the_next_page_and_not_all_night(school: Path) -> None:
    config = config_of(school)
    with service(config, dry_accounts(config)) as running:
        running.benchmarking = replace(running.benchmarking, page=page())
        assert running.benchmarking.next_due(NOW.replace(hour=1)) == NOW.replace(hour=6, minute=10)
        running.tick(NOW)
        assert running.benchmarking.next_due(NOW) is None


def test_a_risk_that_nobody_took_is_refused_with_its_sentence(school: Path) -> None:
    file = school / "config.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("accepted: ya, ", ""), encoding="utf-8")

    with pytest.raises(Mistakes) as caught:
        config_of(school)
    (problem,) = caught.value.problems
    said = Wording("id").say(problem.message)
    assert "ketentuan Meta (3.2.3) melarang pengambilan data otomatis" in said
    assert "accepted: ya" in said
