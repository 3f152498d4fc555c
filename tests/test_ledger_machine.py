"""The ledger under any order of what workers, files and deaths do: hypothesis looks for one that breaks it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from faultsim import post_of
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, invariant, multiple, rule
from ledger_fixtures import CASE, HOUR, LEASE, MINUTE, SLOT, draw, receipt_of

from brandbot.model import Post, PostState
from brandbot.store import Change, Claim, Store
from brandbot.store.claiming import WORKING

CHANNELS = ("facebook", "instagram")
KEYS = ("A", "B", "C", "D")
RELEASED = (PostState.PLANNED, PostState.STAGED, PostState.UNKNOWN, PostState.FAILED, PostState.NEEDS_HUMAN)


class Workers(RuleBasedStateMachine):
    """Some workers with claims of different age, on four posts of two channels."""

    claims = Bundle("claims")

    @initialize()
    def begin(self) -> None:
        """Four posts that are due."""
        self.store = Store("sqlite://")
        self.now = SLOT
        self.posts: dict[str, Post] = {}
        self.held: dict[str, tuple[Claim, dt.datetime]] = {}  # by key: the claim that holds, and until when
        self.fences: dict[str, int] = {}
        self.published: dict[str, str] = {}
        self.commits = dict.fromkeys(KEYS, 0)
        for number, key in enumerate(KEYS):
            post = replace(post_of(CASE), key=key, event_id=key, channel=CHANNELS[number % 2])
            self.posts[key] = post
            self.store.posts.apply([(post, SLOT)], (), SLOT)
            draw(self.store, key)

    def teardown(self) -> None:
        """Give the memory back."""
        self.store.close()

    def holds(self, claim: Claim) -> bool:
        """Whether this claim is the last word on its post."""
        return self.fences.get(claim.post.key) == claim.fence

    def let_go(self, key: str) -> None:
        """Nobody holds this post any more."""
        self.held.pop(key, None)

    @rule(target=claims, owner=st.sampled_from("xyz"), lease=st.sampled_from([MINUTE, LEASE]))
    def claim(self, owner: str, lease: dt.timedelta) -> Claim | MultipleResults[Claim]:
        """A worker asks for work: never on a channel on which somebody is at work."""
        found = self.store.ledger.claim(self.now, owner, lease)
        if found is None:
            return multiple()
        busy = {self.posts[key].channel for key, (_, until) in self.held.items() if until > self.now}
        assert found.post.channel not in busy
        assert found.fence > self.fences.get(found.post.key, 0)
        assert found.post.key not in self.published
        assert found.commits == self.commits[found.post.key]
        self.fences[found.post.key] = found.fence
        self.held[found.post.key] = found, self.now + lease
        return found

    @rule(claim=claims, step=st.sampled_from(["photo.0", "draft"]))
    def prepare(self, claim: Claim, step: str) -> None:
        """An invisible step; a stale claim may neither begin nor keep it."""
        attempt = self.store.ledger.intend(claim, step, self.now)
        assert (attempt is not None) == self.holds(claim)
        if attempt is not None:
            assert self.store.ledger.answer(claim, attempt, step, f"{step} of {claim.fence}", self.now)

    @rule(claim=claims)
    def commit(self, claim: Claim) -> None:
        """The visible step; only by who holds a post that is still on its way."""
        is_open = self.state_of(claim.post.key) in WORKING
        attempt = self.store.ledger.intend_commit(claim, "commit", self.now, self.now + MINUTE)
        assert (attempt is not None) == (self.holds(claim) and is_open)
        self.commits[claim.post.key] += attempt is not None

    @rule(claim=claims, state=st.sampled_from(RELEASED), aside=st.booleans())
    def release(self, claim: Claim, state: PostState, *, aside: bool) -> None:
        """A worker lets go, perhaps one that holds nothing any more."""
        before = self.state_of(claim.post.key)
        aside_at = self.now if aside else None
        done = self.store.ledger.release(claim, state, self.now + MINUTE, aside_at=aside_at)
        if not self.holds(claim):
            assert not done
        if not done:
            assert self.state_of(claim.post.key) is before
        elif self.holds(claim):
            self.let_go(claim.post.key)

    @rule(claim=claims)
    def publish(self, claim: Claim) -> None:
        """The proof; a stale claim has none."""
        if claim.post.key in self.published:
            return
        done = self.store.ledger.publish(claim, receipt_of(claim.post.key, f"1_{claim.fence}"), None)
        assert done == self.holds(claim)
        if done:
            self.published[claim.post.key] = f"1_{claim.fence}"
            self.let_go(claim.post.key)

    @rule(key=st.sampled_from(KEYS), state=st.sampled_from([PostState.PLANNED, PostState.CANCELLED]))
    def files(self, key: str, state: PostState) -> None:
        """The files change a post: what may be live or is live is left alone, all else is taken from its worker."""
        before = self.state_of(key)
        change = Change(key, state, post=replace(self.posts[key], title=str(self.now)), wake_at=self.now)
        self.store.posts.apply((), [change], self.now)
        if before in (PostState.UNKNOWN, PostState.PUBLISHED, PostState.NEEDS_HUMAN):
            assert self.state_of(key) is before
        else:
            assert self.state_of(key) is state
            self.fences[key] = self.fences.get(key, 0) + 1
            self.let_go(key)

    @rule()
    def die(self) -> None:
        """The process dies and its follower ends all leases."""
        self.store.ledger.free_all()
        for key in [*self.held]:
            self.fences[key] += 1
            self.let_go(key)

    @rule(minutes=st.sampled_from([1, 3, 10, 70]))
    def wait(self, minutes: int) -> None:
        """Time passes; leases end."""
        self.now += minutes * MINUTE

    @rule(channel=st.sampled_from(CHANNELS))
    def rest(self, channel: str) -> None:
        """A channel rests."""
        self.store.ledger.hold_channel(channel, self.now + HOUR, "slow down")

    @invariant()
    def what_is_published_stays(self) -> None:
        """State and proof of a published post never change."""
        for post in self.store.posts.all():
            if post.key in self.published:
                assert (post.state, post.remote_id) == (PostState.PUBLISHED, self.published[post.key])

    def state_of(self, key: str) -> PostState:
        """The post as it stands."""
        return next(post.state for post in self.store.posts.all() if post.key == key)


TestWorkers = pytest.mark.no_cover(Workers.TestCase)  # thousands of steps, each through the lines of all others
TestWorkers.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
