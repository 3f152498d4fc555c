"""The memory: the only place that knows SQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from brandbot.store import copies
from brandbot.store.approvals import Approvals
from brandbot.store.benchmarks import Benchmarks, SourceState
from brandbot.store.channels import EVERY_CHANNEL, LATE_ALLOWED, Facts, Out
from brandbot.store.claiming import Claim
from brandbot.store.engine import check, open_engine
from brandbot.store.insights import Insights
from brandbot.store.ledger import Attempt, Ledger
from brandbot.store.leftovers import DRAFTS, Leftover, Leftovers
from brandbot.store.newest import newest
from brandbot.store.notes import RESTORED, Notes
from brandbot.store.notices import Noted, Notices
from brandbot.store.outcomes import Outcomes
from brandbot.store.posts import Change, Posts, Stored, asked
from brandbot.store.probes import Probed, Probes
from brandbot.store.reading import Calls, ReadingNotes, Unusable
from brandbot.store.reports import Reports

__all__ = [
    "DRAFTS",
    "EVERY_CHANNEL",
    "LATE_ALLOWED",
    "RESTORED",
    "Approvals",
    "Attempt",
    "Benchmarks",
    "Calls",
    "Change",
    "Claim",
    "Facts",
    "Insights",
    "Ledger",
    "Leftover",
    "Leftovers",
    "Noted",
    "Notes",
    "Notices",
    "Out",
    "Outcomes",
    "Posts",
    "Probed",
    "Probes",
    "ReadingNotes",
    "Reports",
    "SourceState",
    "Store",
    "Stored",
    "Unusable",
    "asked",
]


class Store:
    """All that brandbot remembers, behind one database.

    `posts` is the plan and what became of it, `ledger` the work of publishing, `insights` what was read back, `reading`
    what was learned about reading, `benchmarks` what other accounts show, `outcomes` what became of single posts beside
    that line, `leftovers` what is still to be cleared away on the networks, `notes` when things were done, `probes`
    what was found out about the accounts, `notices` what the officer is told, `reports` which were made and sent. Files
    are kept by their path below `root`.
    """

    def __init__(self, url: str, root: Path = Path()) -> None:
        """Open or make the store. Raises Refused where that can't be."""
        self._engine = open_engine(url)
        self.posts = Posts(self._engine, root)
        self.ledger = Ledger(self._engine, root)
        self.leftovers = Leftovers(self._engine)
        self.outcomes = Outcomes(self._engine, root)
        self.insights = Insights(self._engine)
        self.reading = ReadingNotes(self._engine)
        self.benchmarks = Benchmarks(self._engine)
        self.approvals = Approvals(self._engine)
        self.notes = Notes(self._engine)
        self.probes = Probes(self._engine)
        self.reports = Reports(self._engine)
        self.notices = Notices(self._engine)

    def check(self) -> None:
        """Look whether the file is whole. Raises Refused, with the cure, where it is damaged."""
        check(self._engine)

    def newest(self) -> dt.datetime | None:
        """When anything was last done."""
        return newest(self._engine)

    def copy_to(self, target: Path) -> None:
        """Write a SQLite store's content as of now into a new file, while others go on."""
        copies.copy_to(self._engine, target)

    def pictures(self, since: dt.datetime) -> list[str]:
        """The finished pictures of posts that are open or as young as that: paths below the workspace."""
        return copies.pictures(self._engine, since)

    def close(self) -> None:
        """Give the files back."""
        self._engine.dispose()
