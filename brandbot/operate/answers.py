"""What a person says of single posts: it is live, publish it again, drop it, take it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from brandbot.errors import Message, PlatformError, Refused, Rejected
from brandbot.model import Post, PostState, Receipt
from brandbot.pipeline.lateness import lateness_of
from brandbot.platforms.base import Outgoing, Platform
from brandbot.service import Service
from brandbot.store import LATE_ALLOWED

_BACK = dt.timedelta(days=3)  # how far back a post is looked for by its caption
_DAY = dt.timedelta(days=1)
OPEN = (PostState.NEEDS_HUMAN, PostState.MISSED, PostState.FAILED)
_FOUND = Message(
    "there is a post with this very text already: {link}. If that is it: brandbot settle {key} --live {link}; "
    "if not, take it down first"
)


@dataclass(frozen=True, slots=True)
class Answers:
    """A person's word on posts of one service; `platforms` are its accounts by channel."""

    service: Service
    platforms: Mapping[str, Platform]

    def live(self, key: str, link: str, now: dt.datetime) -> None:
        """It is live at this address: book it, so that it is measured and reported. Raises Refused."""
        post = self.post(key)
        self._check(post, (*OPEN, PostState.PLANNED, PostState.STAGED, PostState.HELD))
        receipt = self._receipt_of(post, link, now)
        if receipt.remote_id and self.service.store.ledger.is_bound(post.channel, receipt.remote_id):
            raise Refused(Message("{link} is known as another post already; look at its address once more", link=link))
        first = min(self.service.config.metric_ages, default=_DAY)
        self.service.store.outcomes.live(receipt, receipt.published_at + first, now)

    def again(self, key: str, now: dt.datetime) -> None:
        """It is not live and should go out now. Raises Refused where a look finds it after all."""
        post = self.post(key)
        self._check(post, OPEN)
        for found in self._find(post, now):
            raise Refused(Message(_FOUND.text, link=found.permalink or found.remote_id, key=key))
        limit = lateness_of(post.timing, post.placement).limit or _DAY
        self.service.store.outcomes.again(key, now, now + limit)

    def drop(self, key: str) -> None:
        """It does not go out. Raises Refused."""
        self._check(self.post(key), OPEN)
        self.service.store.outcomes.dropped(key, self.service.wording.say(Message("a person decided so")))

    def let_late_out(self, now: dt.datetime) -> None:
        """For a day late posts need no further word."""
        self.service.store.notes.set(LATE_ALLOWED, now)
        self.service.store.ledger.wake_late(now)

    def withdraw(self, key: str) -> str:
        """Take a live post down; what happened, in a sentence. Raises Refused where only a person can do it."""
        post = self.post(key)
        self._check(post, (PostState.PUBLISHED, PostState.REMOVED))
        say, outcomes = self.service.wording.say, self.service.store.outcomes
        if not post.remote_id:
            raise Refused(Message("the network never told the id of {key}; delete it in the app", key=key))
        try:
            self._platform(post).withdraw(post.remote_id, post.placement)
        except Rejected as error:
            raise Refused(error.message) from error
        except PlatformError as error:
            raise Refused(Message("it may still be there ({why}); try again", why=str(error))) from error
        outcomes.withdrawn(key, say(Message("taken down on a person's word")))
        return say(Message("{key} is taken down.", key=key))

    def keys_of(self, word: str) -> tuple[str, ...]:
        """A post's key as it is, or the live posts of an event by its id. Raises Refused where there is none."""
        posts = self.service.store.posts.all()
        live = tuple(post.key for post in posts if post.event_id == word and post.state is PostState.PUBLISHED)
        if any(post.key == word for post in posts):
            return (word,)
        if not live:
            raise Refused(Message("there is no post '{key}'; brandbot status --json has all keys", key=word))
        return live

    def post(self, key: str) -> Post:
        """The post with this key. Raises Refused where there is none."""
        found = self.service.store.posts.get(key)
        if found is None:
            raise Refused(Message("there is no post '{key}'; brandbot status --json has all keys", key=key))
        return found

    def _check(self, post: Post, states: tuple[PostState, ...]) -> None:
        if post.state not in states:
            raise Refused(
                Message(
                    "{key} is '{state}': there is nothing to answer; look at brandbot status",
                    key=post.key,
                    state=str(post.state),
                )
            )

    def _platform(self, post: Post) -> Platform:
        if post.channel not in self.platforms:
            text = Message(
                "the account of {channel} can't be asked: its token or channel is missing", channel=post.channel
            )
            raise Refused(text)
        return self.platforms[post.channel]

    def _find(self, post: Post, now: dt.datetime) -> tuple[Receipt, ...]:
        """Posts that show this very text and belong to nobody. Raises Refused where the network can't be asked."""
        creative = self.service.store.posts.creatives([post.key]).get(post.key)
        if creative is None:
            return ()
        outgoing = Outgoing(post.key, post.placement, creative.renditions, creative.caption)
        since = max(post.slot, now - _BACK) - _DAY
        try:
            found = self._platform(post).find(outgoing, since, now + _DAY)
        except PlatformError as error:
            raise Refused(Message("the network can't be asked now ({why}); try again", why=str(error))) from error
        return tuple(one for one in found if not self.service.store.ledger.is_bound(post.channel, one.remote_id))

    def _receipt_of(self, post: Post, link: str, now: dt.datetime) -> Receipt:
        """What the network knows of the post at this address; without its id there are no metrics."""
        found = self._find(post, now) if post.channel in self.platforms else ()
        same = [one for one in found if one.permalink.rstrip("/") == link.rstrip("/")]
        return same[0] if same else Receipt(post.key, "", link, post.published_at or min(post.slot, now))
