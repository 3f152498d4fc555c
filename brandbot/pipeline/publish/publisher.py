"""What publishing works with, and how patient it is."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from brandbot.errors import Message
from brandbot.logs import Log
from brandbot.model import CatchUp, Hours, Party, Post, Sequence
from brandbot.platforms.base import Platform
from brandbot.store import Ledger

_MINUTE = dt.timedelta(minutes=1)
_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what. Settings, so that tests need not wait."""

    lease: dt.timedelta = 5 * _MINUTE
    backoff: tuple[dt.timedelta, ...] = tuple(m * _MINUTE for m in (1, 2, 5, 10, 20))
    # Reading back may lag behind the call: three looks over more than three minutes before "not live" is believed.
    settle: tuple[dt.timedelta, ...] = tuple(dt.timedelta(seconds=s) for s in (20, 60, 120))
    doubt: dt.timedelta = 30 * _MINUTE
    channel_rest: dt.timedelta = _HOUR
    # Whether a post is still live and as it was sent (reliability: Meta removes after the fact, people edit).
    verify: tuple[dt.timedelta, ...] = (5 * _MINUTE, _HOUR, 24 * _HOUR)
    # Meta schedules from 10 minutes to 30 days ahead (Pages API, "Posts"); a margin for the calls before it.
    handover_least: dt.timedelta = 12 * _MINUTE
    handover_grace: dt.timedelta = 2 * _MINUTE  # after the slot, before Meta is asked whether it did it
    handover_help: dt.timedelta = 5 * _MINUTE  # after the slot: then it is published from here


@dataclass(frozen=True, slots=True)
class Publisher:
    """Everything publishing works with.

    `first_reading` is the age at which a post's metrics are first read; `wanted` tells whether the files still ask for
    a post: a doubtful one that is not live, and was called off meanwhile, is not sent again. `failed` is told of faults
    that nobody foresaw; without it they are raised. `sequences` says by channel how its posts become visible,
    `approvers` whose approval of exactly what will be shown a post needs, `is_grave` what a pause does not hold up.
    `restored` is the moment of the backup that the store was brought back from, `restored_seen` when that was noticed.
    """

    ledger: Ledger
    platforms: Mapping[str, Platform]
    owner: str
    say: Callable[[Message], str]
    first_reading: dt.timedelta
    hours: Hours
    catch_up: CatchUp = field(default_factory=CatchUp)
    patience: Patience = field(default_factory=Patience)
    sequences: Mapping[str, Sequence] = field(default_factory=dict)
    restored: dt.datetime | None = None
    restored_seen: dt.datetime | None = None
    approvers: Callable[[Post], Collection[Party]] = lambda _post: ()
    is_grave: Callable[[Post], bool] = lambda _post: False
    wanted: Callable[[str], bool] = lambda _key: True
    failed: Callable[[BaseException], None] | None = None
    log: Log = field(default_factory=Log.silent)
    stopwatch: Callable[[], float] = time.monotonic  # seconds, for the length of calls only
