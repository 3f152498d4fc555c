"""A platform that goes through every step and publishes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from brandbot.model import Channel, Missing, Network, Placement, Reading, Receipt
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
    Standing,
    Step,
    StepKind,
)
from brandbot.platforms.limits import LIMITS
from brandbot.platforms.pictures import read_picture


class DryRun:
    """One channel's stand-in. What "went live" is known to this object only."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.live: list[Outgoing] = []

    @property
    def network(self) -> Network:
        """Whose platform it stands for."""
        return self._channel.network

    def limits(self, placement: Placement) -> Limits:
        """What the real placement takes."""
        return LIMITS[self.network, placement]

    def account(self) -> Account:
        """The channel itself."""
        return Account(self._channel.account_id, self._channel.name)

    def steps(self, outgoing: Outgoing) -> tuple[Step, ...]:
        """A step for each picture, then the commit."""
        pictures = (Step(f"picture.{i}", StepKind.PREPARE) for i in range(len(outgoing.renditions)))
        return (*pictures, Step("commit", StepKind.COMMIT, repeatable=True))

    def run(self, step: Step, outgoing: Outgoing, done: Mapping[str, str]) -> Done | Pending:  # noqa: ARG002 - the protocol's shape
        """Check the picture, or note the post."""
        if step.kind is StepKind.PREPARE:
            read_picture(outgoing.renditions[int(step.name.partition(".")[2])])
        elif not self._is_live(outgoing):
            self.live.append(outgoing)
        return Done(f"dry-run-{outgoing.post_key}")

    def look(self, outgoing: Outgoing, done: Mapping[str, str], since: dt.datetime) -> Liveness:  # noqa: ARG002 - the protocol's shape
        """Whether the commit was reached."""
        return Liveness.LIVE if self._is_live(outgoing) else Liveness.NOT_LIVE

    def receipt(self, outgoing: Outgoing, done: Mapping[str, str], at: dt.datetime) -> Receipt:  # noqa: ARG002 - the protocol's shape
        """A receipt without an address."""
        return Receipt(outgoing.post_key, f"dry-run-{outgoing.post_key}", "", at)

    def find(self, outgoing: Outgoing, since: dt.datetime, until: dt.datetime) -> tuple[Receipt, ...]:  # noqa: ARG002 - the protocol's shape
        """None: nothing is live."""
        return ()

    def find_handed(self, outgoing: Outgoing) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's shape
        """None."""
        return ()

    def standing(self, remote_id: str, placement: Placement, caption: str, since: dt.datetime) -> Standing:  # noqa: ARG002 - the protocol's shape
        """As it would have been sent."""
        return Standing.AS_SENT

    def discard(self, step: str, remote_id: str) -> bool:  # noqa: ARG002 - the protocol's shape
        """Nothing was prepared."""
        return True

    def withdraw(self, remote_id: str, placement: Placement) -> None:
        """Nothing is live."""

    def load(self) -> Load:
        """No call was made."""
        return Load()

    def clock(self) -> dt.datetime | None:
        """Nobody's."""
        return None

    def permalink(self, remote_id: str, placement: Placement) -> str:  # noqa: ARG002 - the protocol's shape
        """None: nothing is live."""
        return ""

    def insights(self, asked: tuple[Asked, ...], unusable: Mapping[Name, Missing]) -> Answered:  # noqa: ARG002 - the protocol's shape
        """None: nobody saw it."""
        return Answered({one.remote_id: Reading({}) for one in asked})

    def followers(self) -> Reading:
        """None: nobody was asked."""
        return Reading({})

    def _is_live(self, outgoing: Outgoing) -> bool:
        return any(one.post_key == outgoing.post_key for one in self.live)
