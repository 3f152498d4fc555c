"""An Instagram professional account: container → FINISHED → `media_publish`, read back through the container.

Sources: Instagram platform "Content publishing", "IG Container", "IG Media", "Media insights" (2026-09).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress

from brandbot.errors import Message, PlatformError, RateLimited
from brandbot.model import Channel, Metric, Missing, Network, Placement, Reading, Receipt
from brandbot.platforms.answers import Json, new_id, read_time, redact
from brandbot.platforms.base import (
    Account,
    Answered,
    Asked,
    BenchmarkReader,
    Done,
    Limits,
    Liveness,
    Load,
    Name,
    Outgoing,
    Pending,
    Stale,
    Standing,
    Step,
    StepKind,
)
from brandbot.platforms.discovery import Discovery
from brandbot.platforms.graph import Graph
from brandbot.platforms.hosting import Hosting
from brandbot.platforms.limits import LIMITS
from brandbot.platforms.media_feed import MediaFeed
from brandbot.platforms.metrics import Reader, Wanted, read_followers
from brandbot.platforms.takedown import take_down

# Meta's metrics of a media, and what they are here. A metric that the placement lacks would fail the whole call.
INSIGHTS: Mapping[Placement, Mapping[str, Metric]] = {
    Placement.FEED: {
        "reach": Metric.REACH,
        "views": Metric.VIEWS,
        "likes": Metric.LIKES,
        "comments": Metric.COMMENTS,
        "shares": Metric.SHARES,
        "saved": Metric.SAVES,
    },
    Placement.STORY: {
        "reach": Metric.REACH,
        "views": Metric.VIEWS,
        "shares": Metric.SHARES,
    },
}
# Counts that stand on the media: they need no permission for insights, and are absent where the owner hides them
# ("IG Media"; saves and shares since 2026-04-22).
COUNTS: Mapping[str, tuple[Metric, tuple[str, ...]]] = {
    "like_count": (Metric.LIKES, ("like_count",)),
    "comments_count": (Metric.COMMENTS, ("comments_count",)),
    "shares_count": (Metric.SHARES, ("shares_count",)),
    "saved_count": (Metric.SAVES, ("saved_count",)),
}
WANTED: Mapping[Placement, Wanted] = {
    Placement.FEED: Wanted(INSIGHTS[Placement.FEED], COUNTS),
    Placement.STORY: Wanted(INSIGHTS[Placement.STORY]),
}
_POLL = dt.timedelta(seconds=5)  # pictures take 2 to 15 seconds


class Instagram:
    """One account."""

    network = Network.INSTAGRAM

    def __init__(self, channel: Channel, graph: Graph, hosting: Hosting) -> None:
        self._id = channel.account_id
        self._graph = graph
        self._hosting = hosting
        self._feed = MediaFeed(channel.account_id, graph)
        self.discovery: BenchmarkReader = Discovery(graph, channel.account_id)
        self._reader = Reader(graph, channel.account_id, "media", WANTED)

    def limits(self, placement: Placement) -> Limits:
        """What the placement takes."""
        return LIMITS[self.network, placement]

    def account(self) -> Account:
        """Read the account with its token: that it answers is the proof, the token itself is the Page's."""
        answer = self._graph.get_object(self._id, fields="id,username")
        return Account(new_id(answer), str(answer.get("username", "")))

    def steps(self, outgoing: Outgoing) -> tuple[Step, ...]:
        """The way to a post: pictures get an address, containers are made and waited for, then one is published."""
        count = len(outgoing.renditions)
        return (
            *_each("host", StepKind.PREPARE, count),
            *(_each("child", StepKind.PREPARE, count) if count > 1 else ()),
            *(_each("child_ready", StepKind.WAIT, count) if count > 1 else ()),
            Step("container", StepKind.PREPARE),
            Step("ready", StepKind.WAIT),
            Step("quota", StepKind.CHECK),
            Step("commit", StepKind.COMMIT),
            *_each("unhost", StepKind.TIDY, count),
        )

    def run(self, step: Step, outgoing: Outgoing, done: Mapping[str, str]) -> Done | Pending:
        """Carry out one step."""
        name, _, index = step.name.partition(".")
        answer: Done | Pending
        match name:
            case "host":
                answer = Done(self._hosting.put(outgoing.renditions[int(index)]))
            case "child":
                answer = self._child(outgoing, int(index), done[f"host.{index}"])
            case "child_ready":
                answer = self._ready(done[f"child.{index}"])
            case "container":
                answer = self._container(outgoing, done)
            case "ready":
                answer = self._ready(done["container"])
            case "quota":
                answer = Done(str(self._feed.used()))
            case "commit":
                answer = self._commit(done["container"])
            case _:
                self._hosting.remove(done[f"host.{index}"])
                answer = Done("")
        return answer

    def look(self, outgoing: Outgoing, done: Mapping[str, str], since: dt.datetime) -> Liveness:
        """Read the container's status, and where it doesn't say PUBLISHED the list of media and the quota too.

        A container that has expired or failed is no proof by itself: it may have been published before.
        """
        try:
            status, text = self._status(done["container"])
        except Stale:  # seen for containers that are there
            return Liveness.UNSURE
        if status == "PUBLISHED":
            return Liveness.LIVE
        is_story = outgoing.placement is Placement.STORY  # no caption to be known by
        if ours := () if is_story else self._feed.ours(outgoing, since):
            return Liveness.LIVE if len(ours) == 1 else Liveness.UNSURE
        if self._went_up(done):
            return Liveness.UNSURE
        if status in ("EXPIRED", "ERROR") and not is_story:
            raise _gone(text)
        return Liveness.NOT_LIVE if status == "FINISHED" else Liveness.UNSURE

    def _went_up(self, done: Mapping[str, str]) -> bool:
        """Whether the quota tells of a post that nothing else shows yet."""
        try:
            return "quota" in done and self._feed.used() > int(done["quota"])
        except RateLimited:
            return True

    def receipt(self, outgoing: Outgoing, done: Mapping[str, str], at: dt.datetime) -> Receipt:
        """Read the proof that it is live. A container's id is not its media's, so that is looked for if need be."""
        media = Json()
        with suppress(PlatformError):
            media = self._media(done["commit"]) if "commit" in done else self._find(outgoing, at)
        remote_id = done.get("commit") or str(media.get("id") or "")
        permalink = str(media.get("permalink") or "")
        return Receipt(outgoing.post_key, remote_id, permalink, read_time(media.get("timestamp")) or at)

    def find(self, outgoing: Outgoing, since: dt.datetime, until: dt.datetime) -> tuple[Receipt, ...]:
        """Live posts with this caption."""
        return self._feed.find(outgoing, since, until)

    def find_handed(self, outgoing: Outgoing) -> tuple[str, ...]:  # noqa: ARG002 - Instagram puts nothing up by itself
        """None."""
        return ()

    def standing(self, remote_id: str, placement: Placement, caption: str, since: dt.datetime) -> Standing:  # noqa: ARG002 - each is read by its id
        """Read whether a live post still stands."""
        return self._feed.standing(remote_id, placement, caption)

    def discard(self, step: str, remote_id: str) -> bool:
        """Clear a hosted picture away; containers vanish by themselves after a day."""
        if step.startswith("host."):
            self._hosting.remove(remote_id)
        return True

    def withdraw(self, remote_id: str, placement: Placement) -> None:  # noqa: ARG002 - all kinds are deleted alike
        """Delete a live post; needs instagram_manage_contents."""
        take_down(self._graph, remote_id)

    def load(self) -> Load:
        """The usage headers of the last answer."""
        return Load(self._graph.usage.percent, self._graph.usage.regain, self._graph.calls)

    def clock(self) -> dt.datetime | None:
        """Meta's clock."""
        return self._graph.clock.now() if self._graph.clock else None

    def permalink(self, remote_id: str, placement: Placement) -> str:  # noqa: ARG002 - stories have one as well
        """Read the post's address."""
        return str(self._media(remote_id).get("permalink") or "")

    def insights(self, asked: tuple[Asked, ...], unusable: Mapping[Name, Missing]) -> Answered:
        """Read the metrics of posts; a story without enough viewers, or past its day, has none."""
        return self._reader.read(asked, unusable)

    def followers(self) -> Reading:
        """Read the account's follower count."""
        return read_followers(self._graph, self._id)

    def _child(self, outgoing: Outgoing, index: int, hosted: str) -> Done:
        image_url, alt_text = self._hosting.url(hosted), outgoing.renditions[index].alt_text or None
        return self._create(image_url=image_url, alt_text=alt_text, is_carousel_item=True)

    def _container(self, outgoing: Outgoing, done: Mapping[str, str]) -> Done:
        count = len(outgoing.renditions)
        if count > 1:
            children = ",".join(done[f"child.{i}"] for i in range(count))
            return self._create(media_type="CAROUSEL", children=children, caption=outgoing.caption)
        image_url = self._hosting.url(done["host.0"])
        if outgoing.placement is Placement.STORY:
            return self._create(media_type="STORIES", image_url=image_url)
        alt_text = outgoing.renditions[0].alt_text or None
        return self._create(image_url=image_url, caption=outgoing.caption, alt_text=alt_text)

    def _commit(self, container: str) -> Done:
        answer = self._graph.commit(self._id, "media_publish", proof="id", creation_id=container)
        return Done(str(answer["id"]))

    def _create(self, **data: object) -> Done:
        return Done(new_id(self._graph.put_object(self._id, "media", **data)))

    def _ready(self, container: str) -> Done | Pending:
        status, text = self._status(container)
        if status in ("FINISHED", "PUBLISHED"):
            return Done(container)
        if status in ("ERROR", "EXPIRED"):
            raise _gone(text)
        return Pending(_POLL)

    def _status(self, container: str) -> tuple[str, str]:
        """The container's `status_code` and Meta's words; where the code is missing, its word stands in the text."""
        answer = self._graph.get_object(container, fields="status_code,status")
        text = str(answer.get("status") or "")
        return str(answer.get("status_code") or text.partition(":")[0].strip().upper()), text

    def _media(self, remote_id: str) -> Json:
        media: Json = self._graph.get_object(remote_id, fields="permalink,timestamp")
        return media

    def _find(self, outgoing: Outgoing, since: dt.datetime) -> Json:
        """The media that is ours; empty where there is none, or more than one: never just the newest."""
        ours = self._feed.ours(outgoing, since)
        return ours[0] if len(ours) == 1 else {}


def _each(name: str, kind: StepKind, count: int) -> tuple[Step, ...]:
    return tuple(Step(f"{name}.{i}", kind) for i in range(count))


def _gone(text: str) -> Stale:
    said = redact(text)
    return Stale(Message("Instagram can't use what was prepared; it will be prepared again ({answer})", answer=said))
