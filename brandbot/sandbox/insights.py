"""Insights of posts, media and accounts: which metrics live, in which shape they come, and when they stay away.

Names and rules are those of reference pages of September 2026 (platform insights, IG media and IG user insights).
A metric that is dead or belongs elsewhere fails the whole call, as at Meta.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from brandbot.sandbox.errors import GraphError, invalid
from brandbot.sandbox.fields import Field
from brandbot.sandbox.numbers import DAY, Numbers, insights_delay, post_numbers, split
from brandbot.sandbox.store import Kind, Node

Value = int | dict[str, int]
Metrics = dict[str, Callable[[Numbers, str], Value]]

REACTIONS = ("like", "love", "wow", "haha", "sorry", "anger")
FEW_VIEWERS = 5
COMMON: Metrics = {
    "views": lambda n, _: n.views,
    "reach": lambda n, _: n.reach,
    "shares": lambda n, _: n.shares,
    "total_interactions": lambda n, _: n.interactions,
    "reposts": lambda n, _: n.shares // 4,
    "follows": lambda n, _: n.follows,
    "profile_visits": lambda n, _: n.profile_visits,
    "profile_activity": lambda n, _: n.profile_visits // 3,
    "total_views": lambda n, _: n.views,
}
FEED_METRICS: Metrics = COMMON | {
    "likes": lambda n, _: n.likes,
    "comments": lambda n, _: n.comments,
    "saved": lambda n, _: n.saves,
    "total_likes": lambda n, _: n.likes,
    "total_comments": lambda n, _: n.comments,
}
STORY_METRICS: Metrics = COMMON | {
    "replies": lambda n, _: n.shares // 2,
    "navigation": lambda n, _: n.views + n.clicks,
    "link_clicks": lambda n, _: n.clicks // 4,
}
MEDIA_BREAKDOWNS = {
    "navigation": ("story_navigation_action_type", ("TAP_FORWARD", "TAP_BACK", "TAP_EXIT", "SWIPE_FORWARD")),
    "profile_activity": ("action_type", ("BIO_LINK_CLICKED", "CALL", "DIRECTION", "EMAIL", "OTHER")),
}
POST_METRICS: Metrics = {
    "post_media_view": lambda n, _: n.views,
    "post_total_media_view_unique": lambda n, _: n.reach,
    "post_clicks": lambda n, _: n.clicks,
    "post_clicks_by_type": lambda n, seed: split(n.clicks, seed, ("photo view", "other clicks", "link clicks")),
    "post_reactions_by_type_total": lambda n, seed: {
        name: count for name, count in split(n.likes, seed, REACTIONS).items() if count
    },
    "post_activity_by_action_type": lambda n, _: {
        name: count for name, count in (("like", n.likes), ("comment", n.comments), ("share", n.shares)) if count
    },
    "post_video_views": lambda _n, _: 0,
} | {
    f"post_reactions_{name}_total": (lambda n, seed, name=name: split(n.likes, seed, REACTIONS)[name])
    for name in REACTIONS
}
POST_BREAKDOWNS = {
    "post_media_view": {"is_from_ads": ("0", "1"), "is_from_followers": ("1", "0")},
}


def of_node(node: Node, now: int) -> Numbers:
    """What a post, a story or media has gathered; nothing before it is live."""
    return post_numbers(
        node.id,
        "instagram" if node.kind is Kind.MEDIA else "facebook",
        story=node.kind is Kind.STORY or node.data.get("media_type") == "STORIES",
        published=now if node.published is None else node.published,
        now=now,
        pictures=len(node.data["pictures" if node.kind is Kind.MEDIA else "photos"]),
    )


def check_names(names: list[str], retired: tuple[str, ...]) -> None:
    """Refuse names that were retired here."""
    if gone := [name for name in names if name in retired]:
        raise invalid(f"The value must be a valid insights metric: {', '.join(gone)}")


def post_insights(post: Node, now: int, names: list[str], breakdown: str = "") -> dict[str, Any]:
    """`GET /{post}/insights`; one name that does not live fails the call."""
    if not names:
        raise GraphError(3001, "(#3001) Invalid query", subcode=1504028, title="No metric", text="Specify a metric.")
    if not set(names) <= POST_METRICS.keys():
        raise invalid("The value must be a valid insights metric")
    if breakdown and any(breakdown not in POST_BREAKDOWNS.get(name, ()) for name in names):
        raise GraphError(1, "An unknown error has occurred.", status=500)
    if post.published is None or now - post.published < insights_delay(post.id, "facebook"):
        return {"data": []}
    numbers = of_node(post, now)
    answers = []
    for name in names:
        answer = head(post.id, name, "lifetime")
        value = POST_METRICS[name](numbers, post.id)
        if breakdown:
            assert isinstance(value, int)
            answer["values"] = [
                {"value": part, breakdown: key}
                for key, part in split(value, post.id, POST_BREAKDOWNS[name][breakdown]).items()
            ]
        else:
            answer["values"] = [{"value": value}]
        answers.append(answer)
    return {"data": answers}


def media_insights(media: Node, now: int, names: list[str], breakdown: str = "") -> dict[str, Any]:
    """`GET /{media}/insights`; empty where Meta has nothing yet, code 10 for a story that hardly anybody saw."""
    story = media.data["media_type"] == "STORIES"
    table = STORY_METRICS if story else FEED_METRICS
    if not names:
        raise invalid("The parameter metric is required")
    for number, name in enumerate(names):
        if name == "facebook_views":
            raise invalid("The media was not shared to Facebook")
        if name not in table:
            raise invalid(f"metric[{number}] must be one of the following values: {', '.join(sorted(table))}")
        if breakdown and MEDIA_BREAKDOWNS.get(name, ("",))[0] != breakdown:
            raise GraphError(1, "An unknown error has occurred.", status=500)
    age = now - (media.published or media.created)
    numbers = of_node(media, now)
    if story and age <= DAY and numbers.reach < FEW_VIEWERS:
        raise GraphError(10, "(#10) Not enough viewers for the media to show insights")
    if age < insights_delay(media.id, "instagram") or (story and age > DAY):
        return {"data": []}
    return {"data": [_media_metric(media.id, name, table[name](numbers, media.id), breakdown) for name in names]}


def _media_metric(media_id: str, name: str, value: Value, breakdown: str) -> dict[str, Any]:
    answer = head(media_id, name, "lifetime")
    if breakdown and isinstance(value, int):
        parts = split(value, media_id, MEDIA_BREAKDOWNS[name][1])
        return answer | {"total_value": total_value(value, breakdown, parts)}
    return answer | {"values": [{"value": value}]}


def total_value(value: int, breakdown: str, parts: dict[str, int]) -> dict[str, Any]:
    """The shape of a value with its breakdown."""
    results = [{"dimension_values": [name], "value": part} for name, part in parts.items()]
    return {"value": value, "breakdowns": [{"dimension_keys": [breakdown], "results": results}]}


def metric_names(text: str) -> list[str]:
    """`metric=a,b` or a JSON list, each once."""
    return list(dict.fromkeys(name for name in text.strip("[]").replace('"', "").replace(" ", "").split(",") if name))


def expanded(field: Field) -> list[str]:
    """The names in `insights.metric(a,b)`."""
    return metric_names(field.modifiers.get("metric", ""))


def head(owner: str, name: str, period: str) -> dict[str, Any]:
    """What stands over the values of one metric."""
    title = name.replace("_", " ").capitalize()
    told = {"name": name, "period": period, "title": title, "description": title}
    return told | {"id": f"{owner}/insights/{name}/{period}"}
