"""What the tests of reading share: posts that are live in a sandbox without sockets, and a school that reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from builders import WIB, at
from near_meta import CHANNELS, NearMeta
from sandbox_client import picture

from brandbot.model import Missing, Network, Placement, Post, Receipt
from brandbot.pipeline.collect import Collector, collect_accounts, collect_due
from brandbot.platforms.base import Answered, Asked, Name, Platform
from brandbot.sandbox import IG_ID, PAGE_ID
from brandbot.sandbox.store import Kind, Node
from brandbot.store import Store

NOW = dt.datetime(2026, 8, 12, 11, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
AGES = tuple(HOUR * hours for hours in (1, 6, 24, 48, 72, 7 * 24, 28 * 24))
SLOT = at("2026-08-12 18:30")


def put_up(meta: NearMeta, network: Network, placement: Placement, number: int, when: dt.datetime) -> str:
    """Let a post be live on the network since then; its id."""
    moment, serial = int(when.timestamp()), str(10**9 + number)
    if network is Network.FACEBOOK:
        data: dict[str, object] = {"message": "Halo", "photos": [], "attached": True}
        node = Node(f"{PAGE_ID}_{serial}", Kind.POST, PAGE_ID, moment, moment, data=data)
    else:
        kind = "STORIES" if placement is Placement.STORY else "IMAGE"
        photo = meta.store.add_picture(picture(100, 125), "image/jpeg", 100, 125).hash
        data = {"media_type": kind, "caption": "Halo", "alt_text": "", "pictures": [photo]}
        node = Node(serial, Kind.MEDIA, IG_ID, moment, moment, data=data)
    meta.store.add(node)
    return node.id


class Account:
    """One network's account in the sandbox, with posts that went up a day apart."""

    def __init__(self, meta: NearMeta, network: Network) -> None:
        self.meta, self.network = meta, network
        self.platform: Platform = meta.platforms()[network]
        self.posts: list[Asked] = []

    def has(self, count: int, placement: Placement = Placement.FEED, apart: dt.timedelta = DAY) -> Account:
        """Put posts up, the newest two days ago."""
        for number in range(count):
            at = NOW - 2 * DAY - number * apart
            remote_id = put_up(self.meta, self.network, placement, len(self.posts), at)
            self.posts.append(Asked(remote_id, placement, at))
        self.meta.world.clock.set(NOW)
        return self

    def read(self, unusable: Mapping[Name, Missing] | None = None) -> Answered:
        """Read them all."""
        return self.platform.insights(tuple(self.posts), unusable or {})

    @property
    def asked(self) -> int:
        """The HTTP calls so far."""
        return self.meta.asked


class School:
    """A school whose posts are live, and the collector that reads them, from wake to wake."""

    def __init__(self, meta: NearMeta, ages: tuple[dt.timedelta, ...] = AGES) -> None:
        self.meta, self.ages = meta, ages
        self.store = Store("sqlite://")
        self.numbers = 0

    def has(self, network: Network, slots: Iterable[dt.datetime], placement: Placement = Placement.FEED) -> School:
        """Posts that went up at these moments."""
        for slot in slots:
            self.numbers += 1
            post = Post(
                key=f"EV-{self.numbers}/{network}/{placement}",
                event_id=f"EV-{self.numbers}",
                kind="new_partner",
                title="MoU dengan PT Rekaan",
                partners=("pt-rekaan",),
                channel=CHANNELS[network].name,
                network=network,
                placement=placement,
                slot=slot,
                expires=slot + DAY,
                fingerprint="1",
            )
            self.store.posts.apply([(post, slot)], (), slot)
            remote_id = put_up(self.meta, network, placement, self.numbers, slot)
            receipt = Receipt(post.key, remote_id, "https://example.org/1", slot)
            assert self.store.outcomes.live(receipt, slot + min(self.ages), None)
        return self

    def collector(self) -> Collector:
        """What a process that starts works with."""
        parts, platforms = self.store, self.meta.platforms()
        return Collector(parts.insights, parts.ledger, parts.reading, platforms, self.ages, str, "v26.0", WIB)

    def read(self, collector: Collector, now: dt.datetime) -> dt.datetime | None:
        """One pass; when the next has something to do."""
        self.meta.world.clock.set(now)
        collect_accounts(collector, [channel.name for channel in CHANNELS.values()], now.astimezone(WIB).date(), now)
        collect_due(collector, now)
        return self.store.posts.next_wake(now)
