"""The memory: the only place that knows SQL."""

from __future__ import annotations

from brandbot.store.engine import open_engine
from brandbot.store.insights import Insights
from brandbot.store.ledger import Claim, Ledger
from brandbot.store.notes import Notes
from brandbot.store.posts import Change, Posts, Stored

__all__ = ["Change", "Claim", "Insights", "Ledger", "Notes", "Posts", "Store", "Stored"]


class Store:
    """All that brandbot remembers, behind one database.

    `posts` is the plan and what became of it, `ledger` the work of publishing, `insights` what was read back,
    `notes` when things were done.
    """

    def __init__(self, url: str) -> None:
        """Open or make the store. Raises Refused where that can't be."""
        self._engine = open_engine(url)
        self.posts = Posts(self._engine)
        self.ledger = Ledger(self._engine)
        self.insights = Insights(self._engine)
        self.notes = Notes(self._engine)

    def close(self) -> None:
        """Give the files back."""
        self._engine.dispose()
