"""What reading costs: calls per post and per day of a school that posts once a day, counted as Meta counts them.

Held against what it would be with a call for a post's counts and one for its insights each, which the reading took
before. And a pass over many posts that are due at once takes no longer per post than one over few.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from near_meta import near_meta
from reading_fixtures import AGES, DAY, HOUR, SLOT, School

from brandbot.model import Network, Placement

SECOND = dt.timedelta(seconds=1)
DAYS, AFTER = 56, 29
SINGLY = {Network.FACEBOOK: 2 * len(AGES), Network.INSTAGRAM: len(AGES)}  # calls per post of the feed, read by itself
STORY = {Network.FACEBOOK: 0, Network.INSTAGRAM: 3}  # a Page's stories have no numbers
GATE = 0.75  # of the calls that reading singly takes
LONGER = 2.0


def walk(school: School) -> int:
    """From wake to wake until all is read; the calls that went over the wire."""
    collector, now, end = school.collector(), SLOT + HOUR, SLOT + (DAYS + AFTER) * DAY
    while now < end:
        wake = school.read(collector, now)
        if wake is None:
            break
        now = max(wake, now + SECOND)
    return school.meta.asked


def calls(network: Network, *, stories: bool) -> bool:
    """Print what a network's posts cost; whether it is as few as promised."""
    with near_meta() as meta:
        slots = [SLOT + n * DAY + n * 7 % 50 * SECOND for n in range(DAYS)]  # a commit takes its seconds
        school = School(meta).has(network, slots)
        if stories:
            school.has(network, slots, Placement.STORY)
        wire = walk(school)
        told = [one for one in school.store.reading.calls(SLOT.date()) if one.channel == str(network)]
        posts, readings = school.numbers, sum(one.readings for one in told)
        for_posts = sum(one.calls for one in told) - len(told)  # one a day is for the followers
        steady = [one.calls for one in told if SLOT.date() + 28 * DAY <= one.day < SLOT.date() + DAYS * DAY]
    singly = DAYS * (SINGLY[network] + STORY[network] * stories)
    what = f"{network}, a post{' and a story' if stories else ''} a day"
    print(
        f"{what}: {for_posts / posts:.2f} calls per post ({readings} readings, singly {singly / posts:.1f}), "
        f"{sum(steady) / len(steady):.2f} calls per day with followers, {wire} over the wire"
    )
    return for_posts <= GATE * singly


def seconds(count: int) -> float:
    """How long one pass over so many posts that are due takes, per post."""
    with near_meta() as meta:
        school = School(meta, ages=AGES[2:3]).has(Network.INSTAGRAM, [SLOT + n * HOUR / 10 for n in range(count)])
        collector, start = school.collector(), time.perf_counter()
        school.read(collector, SLOT + DAY + HOUR * count / 10)
        return (time.perf_counter() - start) / count


def main() -> bool:
    """Print calls and time; whether both hold."""
    few = [calls(network, stories=stories) for network in Network for stories in (False, True)]
    ratio = seconds(40) / seconds(4)
    print(f"one pass over 40 posts / over 4, per post: {ratio:.2f}x (at most {LONGER:g}x)")
    return all(few) and ratio <= LONGER


if __name__ == "__main__":
    sys.exit(not main())
