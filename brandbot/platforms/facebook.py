"""A Facebook Page: photos unpublished → post unpublished → `is_published=true`, which may be sent twice.

Where the network shall put it up by its own clock, the unpublished post carries the moment; the flag then only helps.
Where drafts do not work, the post itself follows the photos and is looked for by them after a doubt.

Sources: Graph API reference "Page photos", "Page feed" and "Post insights", Pages API "Stories" (2026-09).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from brandbot.errors import PlatformError
from brandbot.model import Channel, Metric, Missing, Network, Placement, Reading, Receipt, Sequence
from brandbot.platforms.answers import Json, new_id, read_time
from brandbot.platforms.base import (
    Account,
    Answered,
    Asked,
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
from brandbot.platforms.graph import Graph
from brandbot.platforms.limits import LIMITS
from brandbot.platforms.metrics import Reader, Wanted, read_followers
from brandbot.platforms.page_feed import PageFeed
from brandbot.platforms.pictures import read_picture
from brandbot.platforms.takedown import take_down

# Meta's metrics of a Page post, and what they are here; see `Wanted`.
INSIGHTS: Mapping[str, Metric] = {
    "post_total_media_view_unique": Metric.REACH,
    "post_media_view": Metric.VIEWS,
    "post_reactions_by_type_total": Metric.LIKES,
    "post_activity_by_action_type.comment": Metric.COMMENTS,
    "post_activity_by_action_type.share": Metric.SHARES,
    "post_clicks": Metric.CLICKS,
}
# Fields of the post that count up to the minute, without a reaction's or comment's author or text; all but `shares`
# need pages_read_user_content. Insights tell the same, a little later.
COUNTS: Mapping[str, tuple[Metric, tuple[str, ...]]] = {
    "reactions.summary(total_count).limit(0)": (Metric.LIKES, ("reactions", "summary", "total_count")),
    "comments.summary(true).limit(0)": (Metric.COMMENTS, ("comments", "summary", "total_count")),
    "shares": (Metric.SHARES, ("shares", "count")),
}
# Meta has no metrics of a Page's photo stories.
WANTED: Mapping[Placement, Wanted] = {Placement.FEED: Wanted(INSIGHTS, COUNTS), Placement.STORY: Wanted()}
_LAG = dt.timedelta(minutes=2)  # how far Meta's clock may be behind ours


class Facebook:
    """One Page."""

    network = Network.FACEBOOK

    def __init__(self, channel: Channel, graph: Graph) -> None:
        self._page = channel.account_id
        self._is_direct = channel.sequence is Sequence.DIRECT
        self._graph = graph
        self._feed = PageFeed(channel.account_id, graph)
        self._reader = Reader(graph, channel.account_id, "published_posts", WANTED)

    def limits(self, placement: Placement) -> Limits:
        """What the placement takes."""
        return LIMITS[self.network, placement]

    def account(self) -> Account:
        """Ask whom the token speaks for."""
        answer = self._graph.get_object("me", fields="id,name")
        return Account(new_id(answer), str(answer.get("name", "")))

    def steps(self, outgoing: Outgoing) -> tuple[Step, ...]:
        """The way to a post; a story, or a Page without drafts, has a commit that is not repeatable."""
        photos = tuple(Step(f"photo.{i}", StepKind.PREPARE) for i in range(len(outgoing.renditions)))
        if outgoing.placement is Placement.STORY or self._is_direct:
            return (*photos, Step("commit", StepKind.COMMIT))
        draft = Step("handover", StepKind.HANDOVER) if outgoing.hand_over else Step("draft", StepKind.PREPARE)
        return (*photos, draft, Step("commit", StepKind.COMMIT, repeatable=True))

    def run(self, step: Step, outgoing: Outgoing, done: Mapping[str, str]) -> Done | Pending:
        """Carry out one step."""
        name, _, index = step.name.partition(".")
        if name == "photo":
            return self._photo(outgoing, int(index))
        if name in ("draft", "handover"):
            return self._draft(outgoing, done)
        if outgoing.placement is Placement.STORY:
            photo = done["photo.0"]
            answer = self._graph.commit(self._page, "photo_stories", proof="post_id", photo_id=photo)
            return Done(str(answer["post_id"]))
        if not _draft_of(done):
            return Done(str(self._graph.commit(self._page, "feed", proof="id", **_content(outgoing, done))["id"]))
        self._graph.commit(_draft_of(done), proof="success", is_published=True)
        return Done(_draft_of(done))

    def look(self, outgoing: Outgoing, done: Mapping[str, str], since: dt.datetime) -> Liveness:
        """Read the post's own flag; without a draft there is none, and it is looked for by its photos."""
        if outgoing.placement is Placement.STORY:
            return self._look_for_story(done, since)
        if not _draft_of(done):
            found = len(self._feed.with_photos(outgoing, _photos_of(done), since))
            return {0: Liveness.NOT_LIVE, 1: Liveness.LIVE}.get(found, Liveness.UNSURE)
        try:
            answer = self._graph.get_object(_draft_of(done), fields="is_published")
        except Stale:  # deleted by somebody, before or after it went out: not ours to decide
            return Liveness.UNSURE
        match answer.get("is_published"):
            case True:
                return Liveness.LIVE
            case False:
                return Liveness.NOT_LIVE
        return Liveness.UNSURE

    def receipt(self, outgoing: Outgoing, done: Mapping[str, str], at: dt.datetime) -> Receipt:
        """Read the proof that it is live."""
        remote_id, answer = done.get("commit") or _draft_of(done), Json()
        with suppress(PlatformError):
            if outgoing.placement is Placement.STORY:
                answer = self._story(done, at)
            elif remote_id:
                answer = self._post(remote_id)
            else:
                found = self._feed.with_photos(outgoing, _photos_of(done), at)
                answer = found[0] if len(found) == 1 else answer
        created = read_time(answer.get("created_time"))  # may be that of the draft
        permalink = str(answer.get("permalink_url") or answer.get("url") or "")
        remote_id = remote_id or str(answer.get("post_id") or answer.get("id") or "")
        return Receipt(outgoing.post_key, remote_id, permalink, max(at, created or at))

    def find(self, outgoing: Outgoing, since: dt.datetime, until: dt.datetime) -> tuple[Receipt, ...]:
        """Live posts with this caption."""
        return () if outgoing.placement is Placement.STORY else self._feed.find(outgoing, since, until)

    def find_handed(self, outgoing: Outgoing) -> tuple[str, ...]:
        """What waits for Meta's clock."""
        return self._feed.find_scheduled(outgoing.caption, outgoing.hand_over) if outgoing.hand_over else ()

    def standing(self, remote_id: str, placement: Placement, caption: str, since: dt.datetime) -> Standing:
        """Read whether a live post still stands."""
        if placement is Placement.FEED:
            return self._feed.standing(remote_id, caption)
        ids = [str(story.get("post_id")) for story in self._stories(since)]  # a story can't be read by its id
        return Standing.AS_SENT if remote_id in ids else Standing.GONE

    def discard(self, step: str, remote_id: str) -> bool:
        """Delete a draft or an unused photo."""
        return self._feed.discard(step, remote_id)

    def withdraw(self, remote_id: str, placement: Placement) -> None:  # noqa: ARG002 - stories are deleted alike
        """Delete a live post."""
        take_down(self._graph, remote_id)

    def load(self) -> Load:
        """The usage headers of the last answer."""
        return Load(self._graph.usage.percent, self._graph.usage.regain, self._graph.calls)

    def clock(self) -> dt.datetime | None:
        """Meta's clock."""
        return self._graph.clock.now() if self._graph.clock else None

    def permalink(self, remote_id: str, placement: Placement) -> str:
        """Read the post's address."""
        if placement is Placement.STORY:
            return ""
        return str(self._post(remote_id).get("permalink_url") or "")

    def insights(self, asked: tuple[Asked, ...], unusable: Mapping[Name, Missing]) -> Answered:
        """Read the metrics of posts."""
        return self._reader.read(asked, unusable)

    def followers(self) -> Reading:
        """Read the Page's follower count."""
        return read_followers(self._graph, self._page)

    def _photo(self, outgoing: Outgoing, index: int) -> Done:
        answer = self._graph.put_photo(
            read_picture(outgoing.renditions[index]),
            f"{self._page}/photos",
            published=False,
            temporary=True if outgoing.hand_over else None,  # else Meta takes it into no scheduled post
            alt_text_custom=outgoing.renditions[index].alt_text or None,
        )
        return Done(new_id(answer))

    def _draft(self, outgoing: Outgoing, done: Mapping[str, str]) -> Done:
        """The post, invisible: only so the commit has an id."""
        data = _content(outgoing, done) | {"published": False}
        if outgoing.hand_over is None:
            return Done(new_id(self._graph.put_object(self._page, "feed", **data)))
        data |= {"unpublished_content_type": "SCHEDULED"}
        data |= {"scheduled_publish_time": int(outgoing.hand_over.timestamp())}
        return Done(str(self._graph.commit(self._page, "feed", proof="id", **data)["id"]))

    def _look_for_story(self, done: Mapping[str, str], since: dt.datetime) -> Liveness:
        photos = [story.get("media_id") for story in self._stories(since)]
        if done["photo.0"] in map(str, photos):
            return Liveness.LIVE
        return Liveness.NOT_LIVE if all(photos) else Liveness.UNSURE

    def _story(self, done: Mapping[str, str], since: dt.datetime) -> Json:
        """The live story that shows our photo; empty where the Page has none."""
        ours = (story for story in self._stories(since) if str(story.get("media_id")) == done["photo.0"])
        return next(ours, {})

    def _stories(self, since: dt.datetime) -> Iterator[Json]:
        return self._graph.get_all_connections(self._page, "stories", since=int((since - _LAG).timestamp()))

    def _post(self, remote_id: str) -> Json:
        post: Json = self._graph.get_object(remote_id, fields="permalink_url,created_time")
        return post


def _draft_of(done: Mapping[str, str]) -> str:
    """The id of the post before it was published, however it waits; "" where there is none."""
    return done.get("handover") or done.get("draft", "")


def _content(outgoing: Outgoing, done: Mapping[str, str]) -> dict[str, Any]:
    """Text and photos of a post, in order; attached even where there is just one, so that the answer is the post's."""
    media = [{"media_fbid": done[f"photo.{i}"]} for i in range(len(outgoing.renditions))]
    return {"message": outgoing.caption, "attached_media": media}


def _photos_of(done: Mapping[str, str]) -> set[str]:
    return {photo for step, photo in done.items() if step.startswith("photo.")}
