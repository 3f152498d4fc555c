"""Reports of the workspace: which week is due, its numbers from the store, its page into the folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from brandbot.config import Config
from brandbot.errors import Refused
from brandbot.logs import Log
from brandbot.model import PostState
from brandbot.pipeline.report import Letterhead, Week, weekly
from brandbot.pipeline.report.files import write_week
from brandbot.sources import Workspace
from brandbot.store import Store
from brandbot.wording import Wording

# A week is reported on Wednesday at seven: Instagram's numbers lag up to 48 hours (Meta: Instagram media insights).
SETTLED = dt.timedelta(days=2, hours=7)
_WEEKS_BACK = 52  # when a partner was last seen may be long ago
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reporting:
    """What writing reports works with."""

    config: Config
    store: Store
    wording: Wording
    log: Log
    with_pdf: bool = True

    def due(self, workspace: Workspace, now: dt.datetime) -> tuple[str, ...]:
        """Write the reports whose time has come and that are not there yet, the oldest first; their weeks."""
        begun = self.store.notes.first("begun", now).astimezone(self.config.zone).date()
        done = self.store.insights.reported("weekly")
        week, missing = Week.parse(self.last_week(now)), list[Week]()
        while week >= Week.of(begun) and str(week) not in done:
            missing.append(week)
            week = week.back()
        written = []
        for week in reversed(missing):
            try:
                self.write(workspace, week, now, with_pdf=self.with_pdf)
            except Refused as refusal:  # its template, say; the report waits until that is mended
                self.log.refused(f"report {week}", self.wording.say(refusal.message))
                break
            except Exception as error:  # noqa: BLE001 - a full disk, say: it must not stop the tick; again later
                self.log.failed("report", error)
                break
            self.store.insights.note_report("weekly", str(week), now)
            written.append(str(week))
        return tuple(written)

    def write(self, workspace: Workspace, week: Week, now: dt.datetime, *, with_pdf: bool) -> Path:
        """Gather a week's numbers and write its page in all forms; the folder."""
        zone, root = self.config.zone, self.config.root
        first, last = week.back(_WEEKS_BACK).monday, week.sunday
        midnight = dt.time()
        posts = self.store.posts.between(
            dt.datetime.combine(first, midnight, zone), dt.datetime.combine(last + _DAY, midnight, zone)
        )
        begun = self.store.notes.get("begun") or now
        posts = [post for post in posts if post.state is not PostState.MISSED or post.slot >= begun]
        report = weekly(
            week,
            now=now,
            zone=zone,
            channels=self.config.channels,
            posts=posts,
            insights=self.store.insights.of(post.key for post in posts),
            accounts=self.store.insights.accounts(first, min(last + _DAY, now.astimezone(zone).date())),
            partners=workspace.partners.values(),
        )
        labels = {kind: template.label for kind, template in workspace.templates.items()}
        letterhead = Letterhead(self.config.brand, labels, self.config.zone_label)
        creatives = self.store.posts.creatives(row.key for row in report.posts)
        pictures = {key: creative.renditions[0].path for key, creative in creatives.items()}
        folder = root / "data" / "reports"
        templates = root / "templates"
        return write_week(folder, report, letterhead, self.wording, templates, pictures=pictures, with_pdf=with_pdf)

    def last_week(self, now: dt.datetime) -> str:
        """The last ISO week whose numbers have settled."""
        return str(Week.of((now.astimezone(self.config.zone) - SETTLED).date()).back())

    def next_due(self, now: dt.datetime) -> dt.datetime:
        """When the next week is reported."""
        here = now.astimezone(self.config.zone)
        sunday = Week.of((here - SETTLED).date()).sunday
        return dt.datetime.combine(sunday + _DAY, dt.time(), self.config.zone) + SETTLED
