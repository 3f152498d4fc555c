"""Plausible numbers for a school's account: pure functions of an object's id, its placement, its hour and its age.

Every count is a final value drawn from the id times one curve that saturates with age, rounded down. So reach never
exceeds views, interactions never exceed reach, and no number ever falls.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

HOUR = 3600
DAY = 24 * HOUR
START = 1767225600  # 2026-01-01, when the accounts have the follower counts they start with
ZONE = 7 * HOUR  # the readers live in Western Indonesia
GROWTH = {"facebook": 0.31, "instagram": 0.58}  # followers a day
REACH = {"facebook": (150, 700), "instagram": (210, 980)}  # the least and the span above it
STORY_SHARE = 0.24
FEED_HOURS, STORY_HOURS = 15.0, 6.0  # after this long about two thirds have come


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one post has gathered so far, or several together."""

    reach: int = 0
    views: int = 0
    likes: int = 0
    comments: int = 0
    shares: int = 0
    saves: int = 0
    clicks: int = 0
    follows: int = 0
    profile_visits: int = 0

    @property
    def interactions(self) -> int:
        """Likes, comments, shares and saves."""
        return self.likes + self.comments + self.shares + self.saves

    def plus(self, other: Numbers, sign: int = 1) -> Numbers:
        """Both together, or with sign -1 what has come since the other."""
        return Numbers(*(getattr(self, name) + sign * getattr(other, name) for name in self.__slots__))


def share(seed: str, name: str) -> float:
    """A number from 0 to 1 that is always the same for this object and purpose."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:6], "big") / 2**48


def post_numbers(seed: str, network: str, *, story: bool, published: int, now: int, pictures: int = 1) -> Numbers:
    """What a post shows at `now` (unix seconds, as `published`)."""
    age = max(0, now - published) / HOUR
    pace = STORY_HOURS if story else FEED_HOURS
    grown = 1 - math.exp(-min(age, 24 if story else 24 * 365) / pace)
    least, span = REACH[network]
    reach = (least + span * share(seed, "reach") ** 1.7) * _hour_factor(published) * (STORY_SHARE if story else 1)
    reach *= 1 + 0.04 * min(pictures - 1, 4)

    def count(name: str, low: float, high: float) -> int:
        return int(reach * (low + (high - low) * share(seed, name)) * grown)

    return Numbers(
        reach=int(reach * grown),
        views=count("views", 1.12, 1.9),
        likes=count("likes", 0.0 if story else 0.03, 0.02 if story else 0.10),
        comments=0 if story else count("comments", 0.001, 0.010),
        shares=count("shares", 0.0, 0.006 if story else 0.022),
        saves=0 if story or network == "facebook" else count("saves", 0.001, 0.014),
        clicks=count("clicks", 0.01, 0.06),
        follows=count("follows", 0.0, 0.006),
        profile_visits=count("visits", 0.008, 0.04),
    )


def _hour_factor(published: int) -> float:
    """Evenings do best, a school morning is quiet, nights quieter."""
    hour = (published + ZONE) % DAY / HOUR
    return 0.72 + 0.43 * math.exp(-(((hour - 19) / 3.2) ** 2)) + 0.16 * math.exp(-(((hour - 12) / 1.6) ** 2))


def followers(seed: str, network: str, first: int, now: int) -> int:
    """The account's followers: slow growth with a day now and then on which some leave."""
    days = (now - START) // DAY
    wobble = round(3 * share(seed, f"followers {days}")) - 1
    return max(0, int(first + GROWTH[network] * days) + wobble)


def insights_delay(seed: str, network: str) -> int:
    """Seconds until Meta has any insights of a post: at once for most, hours for some."""
    late = share(seed, "delay")
    if late > (0.35 if network == "instagram" else 0.15):
        return 0
    return HOUR * (1 + int(late * 10))


def split(total: int, seed: str, names: tuple[str, ...]) -> dict[str, int]:
    """The total in parts; the first name gets the most and the rest of rounding."""
    weights = [share(seed, name) * 0.5 / (len(names) - 1) if number else 0.0 for number, name in enumerate(names)]
    parts = {name: int(total * weight) for name, weight in zip(names, weights, strict=True)}
    parts[names[0]] = total - sum(parts.values())
    return parts
