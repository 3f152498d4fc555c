"""The report's standing words."""

from __future__ import annotations

from collections.abc import Mapping

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
    "best": Message("Best"),
    "weakest": Message("Weakest"),
    "stopped": Message("Did not go out"),
    "steps": Message("Next steps"),
    "post": Message("Post"),
    "where": Message("Where"),
    "reach": Message("Reach"),
    "interactions": Message("Interactions"),
    "rate": Message("Engagement"),
    "provisional": Message("provisional"),
    "none": Message("Nothing was posted this week."),
    "no_steps": Message("Nothing is open. Carry on."),
}
DEFINITIONS = (
    Message("Reach: accounts that saw a post, at 72 hours; the sum over posts counts some accounts more than once."),
    Message("Engagement: likes, comments, shares and saves ÷ reach; for a week the sum ÷ the sum."),
    Message("Provisional: read before 48 hours and not ranked. A post with several partners counts for each of them."),
    Message("The numbers are Meta's."),
)
