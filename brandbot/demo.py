"""The demo: the sample school's year in the sandbox, on this machine only; and the sandbox by itself."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from brandbot import clock, sandbox
from brandbot.config import Config, read_config
from brandbot.errors import Message, Refused
from brandbot.listings import STATES
from brandbot.model import Creative, Placement, Post
from brandbot.operate.accounts import connect
from brandbot.operate.sheet import Card, Link, write_sheet
from brandbot.operate.workspace import init
from brandbot.service import Service
from brandbot.wording import Wording

START, END = dt.date(2026, 7, 13), dt.date(2027, 7, 9)  # the sample's school year 2026/2027
_MARK = ".brandbot-demo"
_PDF_WEEKS = 4


def sandbox_env() -> str:
    """What a workspace's .env holds to speak to the sandbox. None of it opens anything on the real network."""
    return f"FB_PAGE_TOKEN={sandbox.PAGE_TOKEN}\nFB_APP_SECRET={sandbox.APP_SECRET}\n"


def run_demo(folder: Path, wording: Wording, *, until: dt.date = END) -> None:
    """Walk the clock through the sample year, or its beginning, and say where to look."""
    console = Console(highlight=False)
    folder = folder.absolute()
    school = _make_room(folder)
    with sandbox.start(folder / "sandbox.sqlite") as meta:
        config = read_config(school, {"BRANDBOT_GRAPH_URL": meta.url})
        service = Service(config, connect(config), with_pdf=False)
        try:
            with Progress(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()) as bar:
                task = bar.add_task(wording.say(Message("The school year")), total=(until - START).days)
                walk(
                    service,
                    meta.set_clock,
                    lambda now: bar.update(task, completed=(now.date() - START).days),
                    until=until,
                )
                bar.update(task, completed=(until - START).days)
                task = bar.add_task(wording.say(Message("Reports as PDF")), total=_PDF_WEEKS)
                weeks, end = _best_weeks(service), dt.datetime.combine(until, dt.time(), config.zone)
                for week in weeks:
                    service.report(week, end)
                    bar.advance(task)
            meta.save_pages(folder)
            page = _write_index(folder, service, weeks)
        finally:
            service.close()
    for text, path in (
        (Message("All pictures"), page),
        (Message("The Page"), folder / "halaman.html"),
        (Message("The Instagram account"), folder / "instagram.html"),
        (Message("The weekly reports"), school / "data" / "reports"),
        (Message("The workspace, yours to try"), school),
    ):
        console.print(f"{wording.say(text)}: {path}", soft_wrap=True)


def walk(
    service: Service,
    set_clock: Callable[[dt.datetime], None],
    tell: Callable[[dt.datetime], None] = lambda _now: None,
    *,
    until: dt.date = END,
) -> None:
    """Tick from wake to wake through the year, the sandbox's clock with ours."""
    now = dt.datetime.combine(START, dt.time(6, 0), service.config.zone)
    end = dt.datetime.combine(until, dt.time(), service.config.zone)
    while now < end:
        set_clock(now)
        service.tick(now)
        tell(now.astimezone(service.config.zone))
        now = service.next_wake(now)


def tell_sandbox(url: str, now: dt.datetime) -> None:
    """Give a sandbox on this machine the time that `--at` plays, so that both live in the same moment."""
    address = urlsplit(url)
    if address.hostname not in ("127.0.0.1", "localhost", "::1"):
        return
    body = json.dumps({"now": now.isoformat()}).encode()
    request = Request(f"{url.rstrip('/')}/admin/clock", body, {"Content-Type": "application/json"})  # noqa: S310 - loopback
    with suppress(OSError), urlopen(request, timeout=5):  # noqa: S310 - that none answers is told by the run itself
        pass


def serve_sandbox(root: Path, port: int) -> None:
    """Serve the sandbox until a stop signal; its memory stays beside the workspace's."""
    stop = threading.Event()
    clock.stop_on_signals(stop)
    database = root / "data" / "sandbox.sqlite"
    database.parent.mkdir(parents=True, exist_ok=True)
    try:
        meta = sandbox.start(database, port=port)
    except OSError as error:
        raise Refused(
            Message(
                "port {port} is taken, perhaps by a sandbox in another window; end that one or use --port {next}",
                port=str(port),
                next=str(port + 1),
            )
        ) from error
    with meta:
        console = Console(highlight=False)
        console.print(f"BRANDBOT_GRAPH_URL={meta.url}", soft_wrap=True)
        console.print(sandbox_env(), end="", soft_wrap=True)
        console.print(f"{meta.url}halaman\n{meta.url}instagram", soft_wrap=True)
        while not stop.wait(1):
            pass


def _make_room(folder: Path) -> Path:
    """A fresh sample workspace below `folder`. Only a former demo is cleared away."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / _MARK).exists():
            raise Refused(Message("the folder {folder} is not empty; name a new one", folder=str(folder)))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    school = folder / "sekolah"
    init(school)
    (school / ".env").write_text(sandbox_env(), encoding="utf-8")
    (school / ".env").chmod(0o600)
    return school


def _best_weeks(service: Service) -> list[str]:
    """The weeks with the most posts: the reports worth printing."""
    counts: dict[str, int] = {}
    for post in service.store.posts.all():
        if post.published_at:
            year, week, _ = post.published_at.astimezone(service.config.zone).isocalendar()
            name = f"{year}-W{week:02}"
            counts[name] = counts.get(name, 0) + 1
    return sorted(sorted(counts, key=lambda week: (-counts[week], week))[:_PDF_WEEKS])


def _write_index(folder: Path, service: Service, weeks: list[str]) -> Path:
    """The contact sheet: a card for each picture, however many channels it went to."""
    groups: dict[tuple[str, str], list[Post]] = {}
    for post in service.store.posts.all():
        groups.setdefault((post.event_id, post.placement), []).append(post)
    creatives = service.store.posts.creatives(post.key for posts in groups.values() for post in posts)
    cards = [_card(posts, creatives, service) for posts in groups.values()]
    reports = [Link(service.wording.say(Message("Report {week}", week=week)), _report_of(week)) for week in weeks]
    pages = [Link("Facebook", "halaman.html"), Link("Instagram", "instagram.html")]
    title = service.wording.say(Message("All pictures"))
    return write_sheet(folder, service.config.brand, title, cards, [*pages, *reports])


def _card(posts: list[Post], creatives: Mapping[str, Creative], service: Service) -> Card:
    first, wording = posts[0], service.wording
    made = [creatives[post.key] for post in posts if post.key in creatives]
    texts = [f"— {post.channel} —\n{creatives[post.key].caption}" for post in posts if post.key in creatives]
    return Card(
        title=first.title,
        when=_when(first, service.config, wording),
        where=f"{' + '.join(post.channel for post in posts)} · {first.placement}",
        caption="" if first.placement is Placement.STORY else "\n\n".join(texts),
        renditions=made[0].renditions if made else (),
        state=wording.say(STATES[first.state]),
        problem=first.reason,
    )


def _report_of(week: str) -> str:
    return f"sekolah/data/reports/{week}/report.html"


def _when(post: Post, config: Config, wording: Wording) -> str:
    slot = post.slot.astimezone(config.zone)
    return f"{wording.date(slot.date())}, {wording.time(slot.time(), config.zone_label)}"
