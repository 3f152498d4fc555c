"""The service: builds the parts, runs the steps, owns the clock. `tick` is the whole product on one screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from brandbot.benchmarking import Benchmarking
from brandbot.checking import check
from brandbot.config import Config
from brandbot.delivery import Carry
from brandbot.drawing import ELEMENTS
from brandbot.errors import Refused
from brandbot.inbox import Inbox
from brandbot.logs import Log, masked
from brandbot.model import Post, Problem
from brandbot.pipeline.collect import Collector, collect_accounts, collect_due
from brandbot.pipeline.publish import Patience
from brandbot.pipeline.render import Sitting, Studio, by_event
from brandbot.pipeline.report import Week
from brandbot.pipeline.tell import Teller, tell
from brandbot.planning import Planning
from brandbot.platforms.base import Platform
from brandbot.publishing import Publishing
from brandbot.reporting import Reporting
from brandbot.sources import Workspace, read_workspace, stamps
from brandbot.store import Store
from brandbot.timetable import Timetable
from brandbot.wording import Wording

IN_MEMORY = "sqlite://"  # the store of a dry run, which takes nothing in either
RENDER_AHEAD = dt.timedelta(hours=24)  # so that a person can look before it goes out
ACCOUNTS_AT = dt.time(6, 0)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """What one pass did."""

    planned: int = 0
    rendered: int = 0
    published: int = 0
    readings: int = 0
    reports: tuple[str, ...] = ()
    missed: int = 0
    changed_outside: int = 0


class Service:
    """One workspace at work. `platforms` are its channels' accounts by channel name."""

    def __init__(
        self,
        config: Config,
        platforms: Mapping[str, Platform],
        *,
        patience: Patience | None = None,
        owner: str = "service",
        log: Log | None = None,
        stopping: Callable[[], bool] = lambda: False,
        with_pdf: bool = True,
        send: Callable[[str, str], bool] | None = None,
        carriers: Mapping[str, Carry] | None = None,
    ) -> None:
        self.config = config
        self._with_pdf = with_pdf
        self._send = send
        self._carriers = carriers or {}
        self.wording = Wording(config.language)
        self.timetable = Timetable(config.hours, lambda: self._workspace or self.read())  # each tick reads anew
        self.stopping = stopping
        self.log = log or Log.silent()
        self._platforms = platforms
        self._owner = owner
        self._patience = patience or Patience()
        self._stamps: Mapping[str, str] = {}
        self._workspace: Workspace | None = None

    def close(self) -> None:
        """Give the store back."""
        if "store" in self.__dict__:
            self.store.close()

    @cached_property
    def store(self) -> Store:
        """The memory; opened when it is first asked for, so that looking at files leaves no trace."""
        return Store(self.config.store_url, self.config.root)

    @cached_property
    def reporting(self) -> Reporting:
        """What writes the reports."""
        return Reporting(self.config, self.store, self.wording, self.log, self._with_pdf, self._carriers)

    @cached_property
    def planning(self) -> Planning:
        """What turns files into posts."""
        return Planning(
            self.config,
            self.timetable,
            lambda: self.store,
            lambda: self._stamps,
            self.wording.say,
            self._ahead,
        )

    def _ahead(self, post: Post) -> dt.timedelta:
        return self.publishing.ahead(post)

    @cached_property
    def benchmarking(self) -> Benchmarking:
        """What looks at other accounts."""
        return Benchmarking(self.config, self.store, self._platforms, self.log, self.stopping)

    @cached_property
    def publishing(self) -> Publishing:
        """What posts go out by."""
        return Publishing(
            self.config,
            self.store,
            self._platforms,
            self.wording,
            self.log,
            self._owner,
            self.planning.is_wanted,
            lambda: self.read().partners,
            self.timetable,
            self.stopping,
            self._patience,
        )

    @cached_property
    def _collector(self) -> Collector:
        store, config = self.store, self.config
        settings = (config.metric_ages, self.wording.say, config.graph_version, config.zone)
        return Collector(store.insights, store.ledger, store.reading, self._platforms, *settings)

    @cached_property
    def _teller(self) -> Teller:
        config, store = self.config, self.store
        title, clean = f"brandbot · {config.brand.short_name}", partial(masked, secrets=config.secrets.values())
        return Teller(store.notices, store.notes, self.log, config.zone, title, self.wording.say, clean, self._send)

    def tick(self, now: dt.datetime) -> Tick:
        """One pass over the line, then tell its officer what there is to tell, also where the line broke off."""
        try:
            return self._work(now)
        finally:
            self.tell(now)

    def tell(self, now: dt.datetime) -> int:
        """Tell the officer what is new and due; how many things. Stops nothing else."""
        problems = self._workspace.mistakes if self._workspace else ()
        try:
            return tell(self._teller, problems, self.log.take_failures(), now)
        except Exception as error:  # noqa: BLE001 - see above
            self.log.failed("tell", error)
            return 0

    def _work(self, now: dt.datetime) -> Tick:
        """Read, plan, render, publish, collect, report."""
        workspace = self.read()
        trust = self.publishing.trust(now)
        if trust.reason:  # by a wrong clock nothing is decided: what is due stays due
            return Tick()
        if self.config.store_url != IN_MEMORY and Inbox(self.config.root, self.wording, self.log).take_in(
            workspace, now
        ):
            workspace = self.read()
        planned = self.planning.plan(workspace, now)
        rendered = self.render(workspace, now)
        missed = published = changed = 0
        if trust.holds:  # else nobody could be asked, and nothing could be sent
            missed = self.publishing.settle_overdue(now)
            published = self.publishing.publish(now)
            changed = self.publishing.verify(now)
        readings = self.collect(now)
        reports = self.reporting.due(workspace, now)
        self.store.notes.set("tick", now)
        done = Tick(planned, rendered, published, readings, reports, missed, changed)
        if done != Tick():
            self.log.done("tick", done)
        return done

    def greet(self) -> None:
        """Ask every account whom its token speaks for. Raises a PlatformError where one does not answer to it."""
        for channel in self.config.channels:
            self._platforms[channel.name].account()

    def read(self) -> Workspace:
        """The workspace's files, read again only when one of them changed."""
        if self._workspace is None or stamps(self.config.root, self._workspace) != self._stamps:
            names = [channel.name for channel in self.config.channels]
            self._workspace = read_workspace(self.config.root, names, self.config.zone, ELEMENTS)
            self._stamps = stamps(self.config.root, self._workspace)
            self._workspace = self.planning.batched(self._workspace)
            for problem in self._workspace.problems:
                self.log.problem(self.wording, problem)
        return self._workspace

    def check(self) -> tuple[Problem, ...]:
        """Every mistake and notice in the person's files: also captions and photos, which `read` leaves unopened."""
        return check(self.read(), self.config.root)

    def render(self, workspace: Workspace, now: dt.datetime, ahead: dt.timedelta = RENDER_AHEAD) -> int:
        """Make the creatives of posts that go out soon; how many."""
        events = {event.id: event for event in workspace.events}
        made = 0
        for event_id, posts in by_event(self.store.posts.to_render(now + ahead)):
            event = events.get(event_id)
            if event is None or event.kind not in workspace.templates:
                continue  # its file can't be read at the moment
            sitting = Sitting(self.studio(workspace), event)
            for post in posts:
                try:
                    self.store.posts.save_creative(sitting.creative(post), now)
                    made += 1
                except Refused as refusal:
                    self.store.posts.fail(post.key, self.wording.say(refusal.message))
                    self.log.refused(post.key, self.wording.say(refusal.message))
                except Exception as error:  # noqa: BLE001 - a full disk, say: it must not stop the others; again later
                    self.log.failed("render", error)
            self.log.noticed(event_id, map(self.wording.say, sitting.notices))
        return made

    def collect(self, now: dt.datetime) -> int:
        """Read what is due: followers of the day, metrics of posts; how many readings."""
        here = now.astimezone(self.config.zone)
        readings = 0
        if here.time() >= ACCOUNTS_AT:
            channels = [channel.name for channel in self.config.channels]
            readings = len(collect_accounts(self._collector, channels, here.date(), now))
        readings += collect_due(self._collector, now, self.stopping)
        self.benchmarking.run(now)
        return readings

    def report(self, week: str, now: dt.datetime) -> Path:
        """Write the report of one ISO week (`2026-W49`) as it is known at `now`; its folder."""
        return self.reporting.write(self.read(), Week.parse(week), now, with_pdf=True)

    def studio(self, workspace: Workspace) -> Studio:
        """Where this workspace's pictures are made."""
        root = self.config.root
        return Studio(
            assets=root / "assets",
            folder=root / "data" / "renders",
            photos=root / "data" / "photos",
            brand=self.config.brand,
            partners=workspace.partners,
            templates=workspace.templates,
            wording=Wording("id"),  # the templates speak Indonesian, whatever brandbot speaks to its officer
            zone=self.config.zone,
            zone_label=self.config.zone_label,
        )

    def next_wake(self, now: dt.datetime) -> dt.datetime:
        """The next moment at which a tick has something to do, always after `now`."""
        here = now.astimezone(self.config.zone)
        morning = dt.datetime.combine(here.date(), ACCOUNTS_AT, self.config.zone)
        if morning <= here:
            morning += _DAY
        parts = (self.reporting, self.benchmarking)
        times = [self.store.posts.next_wake(now), morning, *(part.next_due(now) for part in parts)]
        return max(min(time for time in times if time), now + dt.timedelta(seconds=1))
