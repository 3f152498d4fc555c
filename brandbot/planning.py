"""Planning of the workspace: what its files ask for, and the store brought in line with that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from brandbot.config import Config
from brandbot.errors import Message
from brandbot.model import Plan, Post, PostState
from brandbot.pipeline.batching import batched
from brandbot.pipeline.pillars import by_kind
from brandbot.pipeline.plan import Surroundings, changes, plan
from brandbot.sources import Workspace
from brandbot.store import Store
from brandbot.timetable import Timetable


@dataclass(slots=True)
class Planning:
    """What planning works with. `store` opens it when it is first needed, `stamps` tell when a picture changed."""

    config: Config
    timetable: Timetable
    store: Callable[[], Store]
    stamps: Callable[[], Mapping[str, str]]
    say: Callable[[Message], str]
    ahead: Callable[[Post], dt.timedelta]
    _planned: tuple[Workspace, dt.date] | None = None  # consent may end with a day
    _cancelled: frozenset[str] = frozenset()
    _keys: frozenset[str] | None = None  # what the files ask for; None while they can't all be read

    def batched(self, workspace: Workspace) -> Workspace:
        """The workspace with its events brought together where a rule wants that; else the store stays unopened."""
        if not any(rule.batch for rule in workspace.rules):
            return workspace
        around, out = self.around(workspace, dt.date.min), self.store().posts.out()
        return replace(workspace, events=batched(workspace.events, workspace.rules, around, out))

    def wanted(self, workspace: Workspace, now: dt.datetime) -> Plan:
        """What the files ask for; of the store only which posts there are, with their slots."""
        return plan(workspace.events, workspace.rules, self.around(workspace, self._day(now)))

    def plan(self, workspace: Workspace, now: dt.datetime) -> int:
        """Bring the store in line with the files; how many posts were added or changed."""
        today = self._day(now)
        if self._planned and self._planned[0] is workspace and self._planned[1] == today:
            return 0
        posts, wanted = self.store().posts, self.wanted(workspace, now)
        new, changed = changes(
            posts.movable(),
            wanted,
            posts.keys,
            self.say,
            ahead=self.ahead,
            now=now,
            # A file that can't be read is not a file that was emptied: nothing is called off because of it.
            complete=not workspace.mistakes,
        )
        posts.apply(new, changed, now)
        # A post in doubt can't be changed yet: plan again until it is settled.
        self._planned = None if posts.counts().get(PostState.UNKNOWN) else (workspace, today)
        self._keys = None if workspace.mistakes else frozenset(post.key for post in wanted.posts)
        self._cancelled = wanted.cancelled
        return len(new) + len(changed)

    def is_wanted(self, key: str) -> bool:
        """Whether the files still ask for a post; while they can't all be read, whether it was not called off."""
        if self._keys is None:
            return key.rsplit("/", 2)[0] not in self._cancelled
        return key in self._keys

    def around(self, workspace: Workspace, today: dt.date) -> Surroundings:
        """What the school has beside its events."""
        config = self.config
        return Surroundings(
            config.brand,
            {channel.name: channel for channel in config.channels},
            workspace.partners,
            workspace.templates,
            config.zone,
            self.timetable.hours(),
            self.stamps(),
            config.approval,
            config.spacing,
            self.store().posts.given(),
            by_kind(config.pillars, workspace.templates.values()),
            workspace.register,
            today,
        )

    def _day(self, now: dt.datetime) -> dt.date:
        return now.astimezone(self.config.zone).date()
