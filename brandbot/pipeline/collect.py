"""collect: metrics of live posts at the configured ages, followers of each channel once a day. Only reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from brandbot.errors import Message, PlatformError, Rejected, Unauthorized
from brandbot.model import AccountReading, Insight, Placement, Post, Reading
from brandbot.platforms.base import Load, Platform, Stale
from brandbot.store import Insights, Ledger

STORY_LIFE = dt.timedelta(hours=23)  # a story's metrics end with it after 24 h (Meta: Instagram media insights)
AGAIN = dt.timedelta(hours=1)
_BATCH = 50
_HALF = 50  # percent of the calls that Meta allows: the other half is for publishing
_LATER = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Collector:
    """What collecting works with. `ages` ascend."""

    insights: Insights
    ledger: Ledger
    platforms: Mapping[str, Platform]
    ages: tuple[dt.timedelta, ...]
    say: Callable[[Message], str]


def ages_for(placement: Placement, ages: tuple[dt.timedelta, ...]) -> tuple[dt.timedelta, ...]:
    """The ages at which a post of this placement can be read; a story is read a last time before it vanishes."""
    if placement is Placement.FEED:
        return ages
    return tuple(sorted({min(age, STORY_LIFE) for age in ages}))


def collect_due(collector: Collector, now: dt.datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Read every post whose age has come; how many readings were added."""
    added = 0
    asked: set[str] = set()  # channels: the first call of a pass tells how much is used up now
    while due := collector.insights.due(now, _BATCH):
        for post in due:
            if stopping():
                return added
            if post.channel in asked and _yields(collector, post, now):
                continue
            asked.add(post.channel)
            added += _collect(collector, post, now)
    return added


def _yields(collector: Collector, post: Post, now: dt.datetime) -> bool:
    """Whether metrics leave the rest of the account's calls to publishing, for a while."""
    platform = collector.platforms.get(post.channel)
    load = platform.load() if platform else Load()
    if load.percent < _HALF and not load.rest:
        return False
    collector.insights.postpone(post.key, now + max(load.rest, _LATER))
    return True


def _collect(collector: Collector, post: Post, now: dt.datetime) -> bool:
    """Read one post. Ages that were slept through are skipped: a late reading must not pass for an early one."""
    published_at = post.published_at or now
    read = collector.insights.ages_read(post.key)
    ages = [age for age in ages_for(post.placement, collector.ages) if age not in read]
    due = [age for age in ages if published_at + age <= now]
    later = next((published_at + age for age in ages if published_at + age > now), None)
    platform = collector.platforms.get(post.channel)
    if platform is None:  # the channel is no longer in the config
        collector.insights.postpone(post.key, None)
        return False
    if not due or not post.remote_id:
        collector.insights.postpone(post.key, later)
        return False
    try:
        _complete(collector, platform, post)
        reading = platform.insights(post.remote_id, post.placement)
    except (Rejected, Stale):  # gone, or too old to be read: the network will not tell more
        reading = Reading({})
    except PlatformError:
        collector.insights.postpone(post.key, min(now + AGAIN, later or now + AGAIN))
        return False
    collector.insights.add(Insight(post.key, due[-1], now, reading), later)
    return True


def _complete(collector: Collector, platform: Platform, post: Post) -> None:
    """Ask again for a permalink that could not be read when the post went live."""
    if not post.permalink and (link := platform.permalink(post.remote_id, post.placement)):
        collector.ledger.bind(post.key, post.remote_id, link)


def collect_accounts(
    collector: Collector, channels: Collection[str], day: dt.date, now: dt.datetime
) -> tuple[str, ...]:
    """Read each channel's followers once for this day of the school's calendar; the channels that were read."""
    done = {reading.channel for reading in collector.insights.accounts(day, day)} | collector.ledger.holds(now).keys()
    read: list[str] = []
    for channel in channels:
        if channel in done:
            continue
        try:
            values = collector.platforms[channel].followers()
        except Unauthorized as error:  # found out here, hours before a post needs it
            collector.ledger.hold_channel(channel, now + AGAIN, collector.say(error.message), type(error).__name__)
            continue
        except PlatformError:
            continue
        collector.insights.add_account(AccountReading(channel, day, now, Reading(values)))
        read.append(channel)
    return tuple(read)
