"""collect: metrics of live posts at the configured ages, followers of each channel once a day. Only reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from brandbot.errors import Message, PlatformError, RateLimited, Rejected, Unauthorized
from brandbot.model import AccountReading, Insight, Metric, Missing, Network, Placement, Post, Reading
from brandbot.pipeline.ages import Turn, again, ages_for, explained, stands, turn
from brandbot.platforms.base import Answered, Asked, Load, Name, Platform, Stale
from brandbot.store import Insights, Ledger, ReadingNotes, Unusable

AGAIN = dt.timedelta(hours=1)
_AT_ONCE = 50
_HALF = 50  # percent of the calls that Meta allows: the other half is for publishing
_LATER = dt.timedelta(minutes=15)
_FORGOTTEN = dt.timedelta(days=30)  # a name that Meta did not know is tried once more
_DENIED = dt.timedelta(days=1)  # a permission may have been granted
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Collector:
    """What collecting works with. `ages` ascend; `version` is that of Meta's API, `zone` the school's."""

    insights: Insights
    ledger: Ledger
    notes: ReadingNotes
    platforms: Mapping[str, Platform]
    ages: tuple[dt.timedelta, ...]
    say: Callable[[Message], str]
    version: str = ""
    zone: dt.tzinfo = dt.UTC


def collect_due(collector: Collector, now: dt.datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Read every post whose age has come; how many readings were added."""
    added = 0
    asked: set[str] = set()  # channels: the first call of a pass tells how much is used up now
    while due := collector.insights.due(now, _AT_ONCE):
        for channel in dict.fromkeys(post.channel for post in due):
            if stopping():
                return added
            posts = [post for post in due if post.channel == channel]
            if channel in asked and _yields(collector, posts, now):
                continue
            asked.add(channel)
            added += _collect(collector, channel, posts, now)
    return added


def _yields(collector: Collector, posts: Sequence[Post], now: dt.datetime) -> bool:
    """Whether metrics leave the rest of the account's calls to publishing, for a while."""
    platform = collector.platforms.get(posts[0].channel)
    load = platform.load() if platform else Load()
    if load.percent < _HALF and not load.rest:
        return False
    for post in posts:
        collector.insights.postpone(post.key, now + max(load.rest, _LATER))
    return True


def _collect(collector: Collector, channel: str, posts: Sequence[Post], now: dt.datetime) -> int:
    """Read a channel's posts together; how many readings were added."""
    platform = collector.platforms.get(channel)
    turns = dict(_turns(collector, posts, now, is_connected=platform is not None))
    if platform is None or not turns:
        return 0
    before = platform.load().calls
    read: Mapping[str, Reading | PlatformError] = {}
    try:
        for post, _ in turns.values():
            _complete(collector, platform, post)
        read = _ask(collector, platform, [post for post, _ in turns.values()], now)
    except PlatformError as error:
        read = dict.fromkeys(turns, error)
    added = sum(_keep(collector, *turns[remote_id], reading, now) for remote_id, reading in read.items())
    collector.notes.count(channel, now.astimezone(collector.zone).date(), platform.load().calls - before, added)
    return added


def _turns(
    collector: Collector, posts: Sequence[Post], now: dt.datetime, *, is_connected: bool
) -> Iterator[tuple[str, tuple[Post, Turn]]]:
    """The posts that are to be read now, by their remote id; the others wait for their time, or for nothing."""
    for post in posts:
        ages = ages_for(post.placement, collector.ages)
        found = turn(post.published_at or now, ages, collector.insights.ages_read(post.key), now)
        if is_connected and found.age is not None and post.remote_id:
            yield post.remote_id, (post, found)
        else:  # a channel that is no longer in the config is read no more
            collector.insights.postpone(post.key, found.next_at if is_connected else None)


def _ask(
    collector: Collector, platform: Platform, posts: Sequence[Post], now: dt.datetime
) -> Mapping[str, Reading | PlatformError]:
    """What the network tells of these posts; what it no longer knows is remembered for the next time."""
    scopes = {why: _scope(collector, posts[0], why) for why in (Missing.UNKNOWN_METRIC, Missing.NO_PERMISSION)}
    known = [name for name in collector.notes.unusable() if name.scope in scopes.values()]
    left_out = {Name(one.placement, one.name): one.why for one in known if not _is_worth_a_try(one, now)}
    asked = tuple(Asked(post.remote_id, post.placement, post.published_at or now) for post in posts)
    answered = platform.insights(asked, left_out)
    for why, scope in scopes.items():
        learned = {(name.placement, name.text): why for name, one in answered.unusable.items() if one is why}
        collector.notes.learn(scope, learned, now)
    tried = [one for one in known if Name(one.placement, one.name) not in {*left_out, *answered.unusable}]
    for one in tried if _is_whole(answered) else ():
        if one.placement in {post.placement for post in posts}:
            collector.notes.forget(one.scope, [(one.placement, one.name)])
    return answered.readings


def _scope(collector: Collector, post: Post, why: Missing) -> str:
    """For whom a name can't be used: a permission is that of the channel's token."""
    return post.channel if why is Missing.NO_PERMISSION else f"{post.network}/{collector.version}"


def _is_worth_a_try(name: Unusable, now: dt.datetime) -> bool:
    return now - name.asked_at >= (_DENIED if name.why is Missing.NO_PERMISSION else _FORGOTTEN)


def _is_whole(answered: Answered) -> bool:
    """Whether every post was answered, and one with numbers: else nothing was learned of a name that was tried."""
    told = [one for one in answered.readings.values() if isinstance(one, Reading)]
    return len(told) == len(answered.readings) and any(one.values for one in told)


def _keep(collector: Collector, post: Post, turn: Turn, reading: Reading | PlatformError, now: dt.datetime) -> bool:
    """Append what was read, or say when it is tried again."""
    if isinstance(reading, Rejected | Stale):  # the network will not tell more
        reading = Reading({})
    wait = reading.wait if isinstance(reading, RateLimited) else dt.timedelta()
    next_try = again(turn, now, wait)
    is_certain = isinstance(reading, Reading) and not (
        _says_gone(reading) and stands(turn, post.published_at, next_try)
    )
    if not isinstance(reading, Reading) or turn.age is None or not is_certain:
        collector.insights.postpone(post.key, next_try)
        return False
    if Missing.WITHHELD in reading.missing.values():
        reading = explained(reading, post.network, turn.age, _followers(collector, post, now))
    return collector.insights.add(Insight(post.key, turn.age, now, reading), turn.next_at)


def _says_gone(reading: Reading) -> bool:
    """Meta says so at times of what is there: it is believed when it was said until the last."""
    return bool(reading.missing) and set(reading.missing.values()) == {Missing.GONE}


def _followers(collector: Collector, post: Post, now: dt.datetime) -> int | None:
    """How many followed a Page by its last reading; an Instagram post has its numbers without any."""
    if post.network is not Network.FACEBOOK:
        return None
    today = now.astimezone(collector.zone).date()
    counts = [
        account.reading.values.get(Metric.FOLLOWERS)
        for account in collector.insights.accounts(today - _DAY, today)
        if account.channel == post.channel
    ]
    return next((count for count in reversed(counts) if count is not None), None)


def _complete(collector: Collector, platform: Platform, post: Post) -> None:
    """Ask again for a permalink that could not be read when the post went live; stories of a Page have none."""
    if post.permalink or (post.network is Network.FACEBOOK and post.placement is Placement.STORY):
        return
    with suppress(Rejected, Stale):  # gone, which its metrics will tell
        if link := platform.permalink(post.remote_id, post.placement):
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
        platform = collector.platforms[channel]
        before = platform.load().calls
        try:
            reading = platform.followers()
        except Unauthorized as error:  # found out here, hours before a post needs it
            collector.ledger.hold_channel(channel, now + AGAIN, collector.say(error.message), type(error).__name__)
            continue
        except PlatformError:
            continue
        finally:
            collector.notes.count(channel, day, platform.load().calls - before, 0)
        collector.insights.add_account(AccountReading(channel, day, now, reading))
        read.append(channel)
    return tuple(read)
