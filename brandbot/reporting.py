"""Reports of the workspace: which week is due, its numbers from the store, its page into the folder and to people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brandbot.config import Config
from brandbot.delivery import Carry, Delivery
from brandbot.errors import Message, Refused
from brandbot.logs import Log
from brandbot.model import Closed, Party, Policy, Post, PostState
from brandbot.pipeline.approval import objection
from brandbot.pipeline.pillars import by_kind
from brandbot.pipeline.report import Background, Letterhead, Week, WeeklyReport, weekly
from brandbot.pipeline.report.editions import Edition, due, last_week, next_due, to_send
from brandbot.pipeline.report.files import write_week
from brandbot.pipeline.report.numbers import PostRow
from brandbot.pipeline.report.rows import followers_by_day, rows_of
from brandbot.sources import Workspace
from brandbot.store import Store
from brandbot.wording import Wording

_WEEKS_BACK = 52  # when a partner was last seen may be long ago
_WEEKS_READ = 13  # whose numbers the page needs: those of its charts, and of the four weeks before each
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reporting:
    """What writing reports works with. `carriers` bring them to their recipients."""

    config: Config
    store: Store
    wording: Wording
    log: Log
    with_pdf: bool = True
    carriers: Mapping[str, Carry] = field(default_factory=dict)

    def due(self, workspace: Workspace, now: dt.datetime) -> tuple[str, ...]:
        """Write the issues whose time has come and that are not there yet, the oldest first, and send the newest."""
        here = now.astimezone(self.config.zone)
        begun = Week.of(self.store.notes.first("begun", now).astimezone(self.config.zone).date())
        written = []
        for issue in due(here, begun, self._made()):
            try:
                self.write(workspace, issue.week, now, with_pdf=self.with_pdf)
            except Refused as refusal:  # its template, say; the report waits until that is mended
                self.log.refused(f"report {issue.week}", self.wording.say(refusal.message))
                break
            except Exception as error:  # noqa: BLE001 - a full disk, say: it must not stop the tick; again later
                self.log.failed("report", error)
                break
            self.store.reports.note(issue.edition, str(issue.week), now)
            written.append(str(issue.week))
        self.send(here)
        return tuple(written)

    def send(self, now: dt.datetime) -> int:
        """Send the newest issue to those who have not had it; to how many."""
        issue = to_send(now, self._made()) if self.carriers else None
        _, restored = self.store.notes.restored(now)
        # What was due before a backup came back may have been sent after it was made.
        if issue is None or (restored and issue.at(self.config.zone) <= restored):
            return 0
        title = self.wording.say(
            Message(
                "{school}: weekly report {week} ({edition})",
                school=self.config.brand.short_name,
                week=self.wording.date_range(issue.week.monday, issue.week.sunday, short=True),
                edition=Message("preliminary") if issue.edition is Edition.PRELIMINARY else Message("final"),
            )
        )
        try:
            return self._delivery.send(issue, title, self._folder / str(issue.week), now)
        except OSError as error:  # its folder was taken away, say
            self.log.failed("send report", error)
            return 0

    def write(self, workspace: Workspace, week: Week, now: dt.datetime, *, with_pdf: bool) -> Path:
        """Gather a week's numbers and write its page in all forms; the folder."""
        report = self.weekly(workspace, week, now)
        creatives = self.store.posts.creatives(row.key for row in report.posts)
        pictures = {key: creative.renditions[0].path for key, creative in creatives.items()}
        return write_week(
            self._folder,
            report,
            self.letterhead(workspace),
            self.wording,
            self.config.root / "templates",
            pictures=pictures,
            with_pdf=with_pdf,
        )

    def weekly(self, workspace: Workspace, week: Week, now: dt.datetime) -> WeeklyReport:
        """A week's numbers as they are known at a moment."""
        zone, midnight = self.config.zone, dt.time()
        first, last = week.back(_WEEKS_BACK).monday, week.sunday
        start, end = (dt.datetime.combine(day, midnight, zone) for day in (first, last + _DAY))
        begun = self.store.notes.get("begun") or now
        posts = [
            post
            for post in self.store.posts.between(start, end)
            if post.state is not PostState.MISSED or post.slot >= begun
        ]
        read_from = week.back(_WEEKS_READ).monday
        lately = [
            post for post in posts if post.published_at and post.published_at.astimezone(zone).date() >= read_from
        ]
        return weekly(
            week,
            now=now,
            zone=zone,
            channels=self.config.channels,
            posts=posts,
            insights=self.store.insights.of(post.key for post in lately),
            accounts=self.store.insights.accounts(read_from, min(last + _DAY, now.astimezone(zone).date())),
            partners=workspace.partners.values(),
            background=self._background(workspace, lately),
        )

    def rows(self, first: dt.date, last: dt.date, now: dt.datetime) -> Sequence[PostRow]:
        """What went out from the first to the last day, with what is known of it at a moment."""
        zone, midnight = self.config.zone, dt.time()
        start, end = (dt.datetime.combine(day, midnight, zone) for day in (first, last + _DAY))
        posts = self.store.posts.between(start, end)
        accounts = self.store.insights.accounts(first - 30 * _DAY, last)
        return rows_of(
            posts,
            self.store.insights.of(post.key for post in posts),
            followers_by_day(accounts, now),
            self._pictures(posts),
            now=now,
            zone=zone,
        )

    def letterhead(self, workspace: Workspace) -> Letterhead:
        """Whose report it is."""
        labels = {kind: template.label for kind, template in workspace.templates.items()}
        return Letterhead(self.config.brand, labels, self.config.zone_label)

    def last_week(self, now: dt.datetime) -> str:
        """The last ISO week whose numbers have settled."""
        return str(last_week(now.astimezone(self.config.zone)))

    def next_due(self, now: dt.datetime) -> dt.datetime:
        """When the next issue is written, or one that a gateway refused is sent again."""
        here = now.astimezone(self.config.zone)
        issue, retry_at = to_send(here, self._made()) if self.carriers else None, self._delivery.retry_at()
        waits = issue and retry_at and retry_at > now and self._delivery.open(issue)
        return min(next_due(here), retry_at) if waits and retry_at else next_due(here)

    @property
    def _folder(self) -> Path:
        return self.config.root / "data" / "reports"

    @property
    def _delivery(self) -> Delivery:
        return Delivery(self.store.reports, self.store.notes, self.log, self.carriers)

    def _made(self) -> dict[Edition, frozenset[str]]:
        return {edition: frozenset(self.store.reports.made(edition)) for edition in Edition}

    def _background(self, workspace: Workspace, posts: Sequence[Post]) -> Background:
        return Background(
            events=workspace.events,
            pillars=self.config.pillars,
            pillar_of=by_kind(self.config.pillars, workspace.templates.values()),
            closed=(*self.config.hours.closed, *_closed(workspace)),
            pictures=self._pictures(posts),
            asked=[(since, post.title) for post, since in self.store.posts.drawn() if self._waits(post)],
        )

    def _waits(self, post: Post) -> bool:
        """Whether the school has not said yes or no to what this post will show."""
        policy = self.config.approval.get(post.kind) or self.config.approval.get("", Policy.WORD)
        return policy is Policy.SHEET and objection(post, {Party.SCHOOL}, self.store.approvals.of(post.key)) is not None

    def _pictures(self, posts: Sequence[Post]) -> dict[str, int]:
        """How many each post shows."""
        creatives = self.store.posts.creatives(post.key for post in posts if post.published_at)
        return {key: len(creative.renditions) for key, creative in creatives.items()}


def _closed(workspace: Workspace) -> Iterator[Closed]:
    """The periods of the school year in which nothing goes out."""
    for period in workspace.periods:
        if period.is_closed and not period.provisional:
            yield Closed(period.first, period.last, period.name)
