"""The report's standing words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brandbot.errors import Message
from brandbot.model import Network, Placement, PostState

NETWORKS: Mapping[Network, str] = {Network.FACEBOOK: "Facebook", Network.INSTAGRAM: "Instagram"}
PLACEMENTS: Mapping[Placement, Message] = {Placement.FEED: Message("feed"), Placement.STORY: Message("story")}
STATES: Mapping[PostState, Message] = {
    PostState.HELD: Message("held"),
    PostState.MISSED: Message("missed"),
    PostState.FAILED: Message("failed"),
    PostState.NEEDS_HUMAN: Message("to be checked"),
    PostState.UNKNOWN: Message("to be checked"),
}
MISSING = Message("not available yet")
HEADINGS: Mapping[str, Message] = {
    "report": Message("Weekly report"),
    "brief": Message("In brief"),
    "display": Message("What happened"),
    "conclusion": Message("What it means"),
    "posts": Message("Posts"),
    "partners": Message("Partners shown in the last 30 days"),
    "pillars": Message("Content by pillar, 90 days"),
    "target": Message("target"),
    "best": Message("Best"),
    "weakest": Message("Weakest"),
    "stopped": Message("Did not go out"),
    "missed": Message("What was missed"),
    "steps": Message("To be decided"),
    "post": Message("Post"),
    "where": Message("Where"),
    "reach": Message("Reach"),
    "interactions": Message("Interactions"),
    "rate": Message("Engagement"),
    "provisional": Message("provisional"),
    "now": Message("this week"),
    "before": Message("last week"),
    "usual": Message("4 weeks"),
    "trend": Message("Reach by week"),
    "week": Message("Week"),
    "band": Message("4 weeks before"),
    "numbers": Message("The chart as numbers"),
    "gone": Message("taken down"),
    "none": Message("Nothing was posted this week."),
    "no_steps": Message("Nothing is open. Carry on."),
    "definitions": Message("What the numbers mean"),
}
# Printed under the figure that each explains.
DEFINED: Mapping[str, Message] = {
    "posts": Message("went out, of those planned"),
    "reach": Message("sum of posts' reach at 72 hours; not people"),
    "rate": Message("interactions ÷ reach, sum ÷ sum"),
    "followers": Message("at the week's end; change since the week before"),
    "table": Message(
        "Reach: accounts that saw the post, at 72 hours. Interactions: likes, comments, shares, saves. "
        "Engagement: interactions ÷ reach; * by followers; the reach is missing. Below 100 reach: no percentage."
    ),
    "trend": Message("Line: sum of posts' reach by week. Band: lowest to highest of the four weeks before."),
    "pillars": Message("Events shown, of all in 90 days. Below 3 events: no percentage."),
    "partners": Message("A post with several partners counts for each. Reach: sum of posts' reach, not people."),
    "findings": Message(
        "Ranked by engagement at 48 to 72 hours; feed only, from 100 reach on. Facts stand beside a number; "
        "no cause is claimed."
    ),
}
DEFINITIONS = (
    Message("Provisional: read before 48 hours and not ranked."),
    Message("Facebook and Instagram are never added up."),
    Message("4 weeks: the mean of the four weeks before; for engagement their sum ÷ sum. That is the yardstick."),
    Message("Percentages only from 3 posts and 100 reach on; of single posts from 100 reach on."),
    Message("The numbers are Meta's."),
)


@dataclass(frozen=True, slots=True)
class Outside:
    """What others measured, by another method and of far larger accounts: never a target."""

    source: str
    year: str
    network: Network
    percent: float
    method: Message


_BY_FOLLOWERS = Message("interactions per post ÷ followers")
BENCHMARKS = (
    Outside("Socialinsider", "2026", Network.FACEBOOK, 0.0015, _BY_FOLLOWERS),
    Outside("Socialinsider", "2026", Network.INSTAGRAM, 0.0048, _BY_FOLLOWERS),
)
