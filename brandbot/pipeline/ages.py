"""At which ages a post is read, until when a reading counts for its age, and why a number is missing. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from brandbot.model import Missing, Network, Placement, Reading

STORY_LIFE = dt.timedelta(hours=23)  # a story's metrics end with it after 24 h (Meta: Instagram media insights)
# Until when an empty answer may still become one: Instagram says up to 48 hours, a Page's numbers follow within a day.
SETTLED: Mapping[Network, dt.timedelta] = {
    Network.INSTAGRAM: dt.timedelta(hours=48),
    Network.FACEBOOK: dt.timedelta(hours=24),
}
ENOUGH_FOLLOWERS = 100  # "Page Insights": Pages with fewer have none
_LEAST_SLACK = dt.timedelta(hours=1)
_TOGETHER = dt.timedelta(minutes=5)
_AGAIN = dt.timedelta(hours=1)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What to do with a post now: read it for `age` (None: nothing), and when it is due for the next."""

    age: dt.timedelta | None
    next_at: dt.datetime | None


def ages_for(placement: Placement, ages: tuple[dt.timedelta, ...]) -> tuple[dt.timedelta, ...]:
    """The ages at which a post of this placement can be read; a story is read a last time before it vanishes."""
    if placement is Placement.FEED:
        return ages
    return tuple(sorted({min(age, STORY_LIFE) for age in ages}))


def slack(age: dt.timedelta) -> dt.timedelta:
    """How late a reading still stands for this age: a quarter of it, and an hour at least.

    Numbers grow with age, so a later one must not pass for it.
    """
    return max(_LEAST_SLACK, age / 4)


def turn(
    published_at: dt.datetime, ages: tuple[dt.timedelta, ...], read: Collection[dt.timedelta], now: dt.datetime
) -> Turn:
    """Which age a post is to be read for now. Ages that were slept through are never made up for."""
    open_ages = [age for age in ages if age not in read]
    due = [age for age in open_ages if published_at + age <= now]
    later = next((published_at + age for age in open_ages if published_at + age > now), None)
    can_be_had = bool(due) and now <= published_at + due[-1] + slack(due[-1])
    return Turn(due[-1] if can_be_had else None, together(later) if later else None)


def stands(turn: Turn, published_at: dt.datetime | None, moment: dt.datetime) -> bool:
    """Whether a reading at that moment would still stand for the age that it is this post's turn for."""
    if turn.age is None or published_at is None:
        return False
    in_time = moment <= published_at + turn.age + slack(turn.age)
    return in_time and (turn.next_at is None or moment < turn.next_at)


def together(moment: dt.datetime) -> dt.datetime:
    """The next full five minutes, so that posts of about the same time are read by one call."""
    over = dt.timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond) % _TOGETHER
    return moment + (_TOGETHER - over if over else over)


def again(turn: Turn, now: dt.datetime, wait: dt.timedelta = dt.timedelta()) -> dt.datetime:
    """When to try a reading that failed again: soon enough to stand for its age, never before `wait` is over."""
    pause = min(_AGAIN, slack(turn.age or _AGAIN) / _TRIES)
    soon = min(now + pause, turn.next_at or now + pause)
    return max(soon, now + wait)


def explained(reading: Reading, network: Network, age: dt.timedelta, followers: int | None) -> Reading:
    """The same, where Meta gave no reason with the one that its rules tell."""
    if network is Network.FACEBOOK and followers is not None and followers < ENOUGH_FOLLOWERS:
        why = Missing.TOO_FEW_FOLLOWERS
    else:
        why = Missing.NOT_YET if age < SETTLED[network] else Missing.WITHHELD
    told = {metric: why if given is Missing.WITHHELD else given for metric, given in reading.missing.items()}
    return replace(reading, missing=told)
