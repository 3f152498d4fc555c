"""Sending the weekly report to those who are named in config.yaml: each edition to each of them once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brandbot.logs import Log
from brandbot.pipeline.report.editions import RETRY, Issue
from brandbot.store import Notes, Reports

# Gives title, text and files to one recipient's gateway. Whether it took them; None where no answer came in time.
Carry = Callable[[str, str, Sequence[Path]], bool | None]
_TRIED = "report_tried"
_FILES = ("report.pdf", "report.png")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What sending works with. `carriers` are by recipient, as config.yaml names them."""

    reports: Reports
    notes: Notes
    log: Log
    carriers: Mapping[str, Carry]

    def send(self, issue: Issue, title: str, folder: Path, now: dt.datetime) -> int:
        """Send an issue to all who have not had it; to how many it went. A gateway that refuses is asked again later.

        The word that it was sent is kept before it is: after a crash, or without an answer, it may have arrived, and
        nobody gets it twice.
        """
        if not self.open(issue) or now < (self.retry_at() or now):
            return 0
        files = [folder / name for name in _FILES if (folder / name).exists()]
        text = (folder / "whatsapp.txt").read_text(encoding="utf-8")
        sent = 0
        for recipient in self.open(issue):
            kind = _kind(issue, recipient)
            self.reports.note(kind, str(issue.week), now)
            took = self.carriers[recipient](title, text, files)
            if took is False:
                self.reports.forget(kind, str(issue.week))
                self.notes.set(_TRIED, now)
            sent += took is True
            self.log.sent(str(issue.week), recipient, {True: "taken", None: "no answer", False: "refused"}[took])
        return sent

    def open(self, issue: Issue) -> Sequence[str]:
        """Who has not had it."""
        return [name for name in self.carriers if str(issue.week) not in self.reports.made(_kind(issue, name))]

    def retry_at(self) -> dt.datetime | None:
        """When a gateway that refused may be asked again; None where none did."""
        tried = self.notes.get(_TRIED)
        return tried + RETRY if tried else None


def _kind(issue: Issue, recipient: str) -> str:
    return f"sent/{issue.edition}/{recipient}"
