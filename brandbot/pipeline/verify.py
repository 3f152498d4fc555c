"""verify: some time after publishing, see whether a post still stands, and as it was sent. Only reads.

Meta removes posts after the fact, and people with a role on the Page edit or delete them. Neither is put right
behind their back: the officer is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from brandbot.errors import Message, PlatformError
from brandbot.model import Creative, Placement, Post
from brandbot.platforms.base import Outgoing, Platform, Standing
from brandbot.store import Ledger, Outcomes

_BATCH = 50
_AGAIN = dt.timedelta(minutes=10)  # a read that says "gone" was seen for posts that are there
_WINDOW = dt.timedelta(hours=1)
_STORY_LIFE = dt.timedelta(hours=23)
GONE = Message("it is no longer on the network, and brandbot did not take it down")
MAYBE_GONE = Message("the network says that it is gone; it is looked at once more")
EDITED = Message("its text was changed on the network; what stands there is not what was approved")


@dataclass(frozen=True, slots=True)
class Verifier:
    """What verifying works with. `ages` ascend."""

    outcomes: Outcomes
    ledger: Ledger
    platforms: Mapping[str, Platform]
    ages: tuple[dt.timedelta, ...]
    say: Callable[[Message], str]


def verify_due(verifier: Verifier, now: dt.datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Look at every post whose time for it has come; how many stand no longer, or not as they were sent."""
    found = 0
    for post, creative in verifier.outcomes.to_verify(now, _BATCH):
        if stopping():
            break
        found += _verify(verifier, post, creative, now)
    return found


def _verify(verifier: Verifier, post: Post, creative: Creative, now: dt.datetime) -> bool:
    platform = verifier.platforms.get(post.channel)
    if platform is None:
        verifier.outcomes.verify_again(post.key, None, post.reason)
        return False
    try:
        if not post.remote_id:
            return _bind(verifier, platform, post, creative, now)
        since = post.published_at or now
        standing = platform.standing(post.remote_id, post.placement, creative.caption, since)
    except PlatformError:
        verifier.outcomes.verify_again(post.key, now + _AGAIN, post.reason)
        return False
    if standing is Standing.GONE:
        return _gone(verifier, post, now)
    reason = verifier.say(EDITED) if standing is Standing.EDITED else ""
    verifier.outcomes.verify_again(post.key, _next(verifier, post, now), reason)
    return bool(reason) and reason != post.reason


def _gone(verifier: Verifier, post: Post, now: dt.datetime) -> bool:
    """Believed only when it was said twice."""
    maybe = verifier.say(MAYBE_GONE)
    if post.reason != maybe:
        verifier.outcomes.verify_again(post.key, now + _AGAIN, maybe)
        return False
    verifier.outcomes.removed(post.key, verifier.say(GONE))
    return True


def _bind(verifier: Verifier, platform: Platform, post: Post, creative: Creative, now: dt.datetime) -> bool:
    """A live post whose id could not be read: look for it by its caption, and only take what is nobody else's."""
    at = post.published_at or now
    outgoing = Outgoing(post.key, post.placement, creative.renditions, creative.caption)
    found = platform.find(outgoing, at - _WINDOW, at + _WINDOW)
    ours = [one for one in found if not verifier.ledger.is_bound(post.channel, one.remote_id)]
    if len(ours) == 1:
        verifier.ledger.bind(post.key, ours[0].remote_id, ours[0].permalink)
    verifier.outcomes.verify_again(post.key, _next(verifier, post, now), post.reason)
    return False


def _next(verifier: Verifier, post: Post, now: dt.datetime) -> dt.datetime | None:
    """When to look the next time; a story is gone by itself after a day."""
    at = post.published_at or now
    ages = [age for age in verifier.ages if post.placement is Placement.FEED or age < _STORY_LIFE]
    return next((at + age for age in ages if at + age > now), None)
