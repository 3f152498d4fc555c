"""Insights of the Page and of the Instagram account: what all posts gathered in a day, and who follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brandbot.sandbox import insights
from brandbot.sandbox.accounts import Page
from brandbot.sandbox.clock import graph_time
from brandbot.sandbox.errors import GraphError, invalid
from brandbot.sandbox.graph import Call, World
from brandbot.sandbox.numbers import DAY, Numbers, followers, share, split
from brandbot.sandbox.store import Kind

ENOUGH_FOLLOWERS = 100
LONGEST = 90 * DAY
STILL_GROWING = 30 * DAY  # older posts gather nothing that shows
DAY_STARTS = 7 * 3600  # Meta's day is that of California


@dataclass(frozen=True, slots=True)
class Span:
    """One account between two moments: what its posts gathered and how its followers changed."""

    numbers: Numbers
    followers: int
    joined: int
    left: int
    visits: int


PAGE_DAY: dict[str, Callable[[Span], int]] = {
    "page_follows": lambda s: s.followers,
    "page_daily_follows": lambda s: s.joined,
    "page_fan_adds_by_paid_non_paid_unique": lambda s: s.joined,
}
PAGE_PERIODS: dict[str, Callable[[Span], int]] = {
    "page_media_view": lambda s: max(s.numbers.views, s.numbers.reach) + s.visits,
    "page_total_media_view_unique": lambda s: s.numbers.reach + s.visits // 2,
    "page_post_engagements": lambda s: s.numbers.interactions + s.numbers.clicks,
    "page_total_actions": lambda s: s.numbers.clicks // 5,
    "page_views_total": lambda s: s.visits,
    "page_daily_follows_unique": lambda s: s.joined,
    "page_daily_unfollows_unique": lambda s: s.left,
    "page_video_views": lambda _: 0,
} | {
    f"page_actions_post_reactions_{name}_total": (
        lambda s, name=name: split(s.numbers.likes, "page", insights.REACTIONS)[name]
    )
    for name in insights.REACTIONS
}
PERIODS = {"day": DAY, "week": 7 * DAY, "days_28": 28 * DAY}
TOTALS: dict[str, Callable[[Span], int]] = {
    "accounts_engaged": lambda s: s.numbers.interactions,
    "comments": lambda s: s.numbers.comments,
    "likes": lambda s: s.numbers.likes,
    "saves": lambda s: s.numbers.saves,
    "shares": lambda s: s.numbers.shares,
    "reposts": lambda s: s.numbers.shares // 4,
    "replies": lambda s: s.numbers.shares // 6,
    "total_interactions": lambda s: s.numbers.interactions,
    "views": lambda s: max(s.numbers.views, s.numbers.reach) + s.visits,
    "reach": lambda s: s.numbers.reach + s.visits // 2,
    "follows_and_unfollows": lambda s: s.joined + s.left,
    "profile_links_taps": lambda s: s.visits // 8,
    "profile_views": lambda s: s.visits,
    "website_clicks": lambda s: s.visits // 10,
}
SERIES: dict[str, Callable[[Span], int]] = {"reach": TOTALS["reach"], "follower_count": lambda s: s.joined}
LIFETIME = ("online_followers", "follower_demographics", "engaged_audience_demographics")
BREAKDOWNS: dict[str, dict[str, tuple[str, ...]]] = {
    "follows_and_unfollows": {"follow_type": ("FOLLOWER", "NON_FOLLOWER")},
    "profile_links_taps": {"contact_button_type": ("BOOK_NOW", "CALL", "DIRECTION", "EMAIL", "INSTANT_EXPERIENCE")},
    "reach": {"follow_type": ("FOLLOWER", "NON_FOLLOWER"), "media_product_type": ("POST", "STORY")},
    **{
        name: {"media_product_type": ("POST", "STORY")}
        for name in ("views", "likes", "comments", "saves", "shares", "total_interactions", "accounts_engaged")
    },
}


def page_followers(world: World, page: Page, now: int) -> int:
    """The Page's follower count."""
    first = page.followers if world.settings.followers is None else world.settings.followers
    return followers(page.id, "facebook", first, now)


def instagram_followers(world: World, page: Page, now: int) -> int:
    """The Instagram account's follower count."""
    assert page.instagram
    first = page.instagram.followers if world.settings.followers is None else world.settings.followers
    return followers(page.instagram.id, "instagram", first, now)


def page_insights(world: World, call: Call, page: Page) -> dict[str, Any]:
    """`GET /{page}/insights`; empty for a Page with fewer than 100 followers."""
    names = insights.metric_names(call.text("metric"))
    period = call.text("period") or "day"
    if not names:
        raise GraphError(3001, "(#3001) Invalid query", subcode=1504028, title="No metric", text="Specify a metric.")
    if not set(names) <= PAGE_DAY.keys() | PAGE_PERIODS.keys():
        raise invalid("The value must be a valid insights metric")
    if period not in PERIODS or (period != "day" and not set(names) <= PAGE_PERIODS.keys()):
        raise invalid("The period is not valid for this metric")
    since, until = _window(call, default=2 * DAY)
    if page_followers(world, page, call.now) < ENOUGH_FOLLOWERS:
        return {"data": []}
    ends = [end for end in range(_day(since) + DAY, _day(until) + 1, DAY) if end <= call.now]
    spans = {end: _span(world, page, "facebook", end - PERIODS[period], end) for end in ends}
    table = PAGE_DAY | PAGE_PERIODS
    answers = []
    for name in names:
        values = [{"value": table[name](span), "end_time": graph_time(end)} for end, span in spans.items()]
        answers.append(insights.head(page.id, name, period) | {"values": values})
    return {"data": answers}


def account_insights(world: World, call: Call, page: Page) -> dict[str, Any]:
    """`GET /{ig}/insights`: totals of a time, a series by day, or lifetime sets (always withheld here)."""
    assert page.instagram
    names = insights.metric_names(call.text("metric"))
    period = call.text("period")
    if not names:
        raise invalid("The parameter metric is required")
    if period == "lifetime" and set(names) <= set(LIFETIME):
        return {"data": []}
    total = call.text("metric_type") == "total_value"
    table = TOTALS if total else SERIES
    _check_account_metrics(names, table, period, call.text("breakdown"))
    since, until = _window(call, default=DAY)
    few = instagram_followers(world, page, call.now) < ENOUGH_FOLLOWERS
    shown = [name for name in names if not (few and name in ("follower_count", "follows_and_unfollows"))]
    if _day(since) == _day(until):
        return {"data": []}
    if total:
        span = _span(world, page, "instagram", since, min(until, call.now))
        return {"data": [_total(page.instagram.id, name, table[name](span), call.text("breakdown")) for name in shown]}
    starts = range(_day(since), _day(until), DAY)
    spans = {start: _span(world, page, "instagram", start, start + DAY) for start in starts}
    answers = []
    for name in shown:
        values = [{"value": table[name](span), "end_time": graph_time(start)} for start, span in spans.items()]
        answers.append(insights.head(page.instagram.id, name, "day") | {"values": values})
    return {"data": answers}


def _check_account_metrics(names: list[str], table: dict[str, Any], period: str, breakdown: str) -> None:
    for number, name in enumerate(names):
        if name not in table:
            if name in TOTALS:
                raise invalid(f"The metric {name} should be specified with parameter metric_type=total_value")
            known = ", ".join(sorted(TOTALS.keys() | SERIES.keys() | set(LIFETIME)))
            raise invalid(f"metric[{number}] must be one of the following values: {known}")
        if breakdown and breakdown not in BREAKDOWNS.get(name, {}):
            raise GraphError(1, "An unknown error has occurred.", status=500)
    if period != "day":
        raise invalid("The period is not valid for this metric")


def _total(owner: str, name: str, value: int, breakdown: str) -> dict[str, Any]:
    shape = (
        insights.total_value(value, breakdown, split(value, owner, BREAKDOWNS[name][breakdown])) if breakdown else None
    )
    return insights.head(owner, name, "day") | {"total_value": shape or {"value": value}}


def _window(call: Call, *, default: int) -> tuple[int, int]:
    until = call.time("until") or call.now
    since = call.time("since") or until - default
    if since > until or until - since > LONGEST:
        raise invalid("There cannot be more than 90 days between since and until")
    return since, until


def _day(moment: int) -> int:
    return (moment - DAY_STARTS) // DAY * DAY + DAY_STARTS


def _span(world: World, page: Page, network: str, start: int, end: int) -> Span:
    kinds = (Kind.POST, Kind.STORY) if network == "facebook" else (Kind.MEDIA,)
    owner = page.id if network == "facebook" else page.instagram.id if page.instagram else ""
    numbers = Numbers()
    for kind in kinds:
        for node in world.store.live(owner, kind, start - STILL_GROWING, end):
            at_end = insights.of_node(node, end)
            at_start = insights.of_node(node, max(start, node.published or 0))
            numbers = numbers.plus(at_end).plus(at_start, -1)
    count = page_followers if network == "facebook" else instagram_followers
    days = max(1, (end - start) // DAY)
    left = int(days * 0.3 + share(owner, f"left {start}"))
    joined = max(0, count(world, page, end) - count(world, page, start) + left)
    visits = int(days * (6 + 22 * share(owner, f"visits {start // DAY}")))
    return Span(numbers, count(world, page, end), joined, left, visits)
