"""The tables. Times are stored as UTC; a change here needs a migration in migrations/versions/."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

metadata = MetaData()


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware datetime, kept as UTC in the database and given back as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse what has no zone: a naive time in the store is a bug of ours."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value}")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dt.datetime | None:
        """Give the zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


posts = Table(
    "posts",
    metadata,
    Column("key", String, primary_key=True),
    Column("event_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("partners", JSON, nullable=False),
    Column("members", JSON, nullable=False, server_default="[]"),  # a batch's events
    Column("channel", String, nullable=False),
    Column("network", String, nullable=False),
    Column("placement", String, nullable=False),
    Column("slot", UtcDateTime, nullable=False),
    Column("asked", String, nullable=False, server_default=""),  # slot and last moment as the files ask for them
    Column("timing", String, nullable=False, server_default="news"),
    Column("ends", UtcDateTime),  # after this it must not go out, however it was moved
    Column("expires", UtcDateTime, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("content_hash", String, nullable=False, server_default=""),
    Column("remote_id", String, nullable=False, server_default=""),
    Column("permalink", Text, nullable=False, server_default=""),
    Column("published_at", UtcDateTime),
    Column("wake_at", UtcDateTime),  # when publishing has something to do with it; NULL: never again
    Column("verify_at", UtcDateTime),  # when it is next looked at whether it is still live; NULL: never
    Column("collect_at", UtcDateTime),  # when its next reading is due; NULL: not live, or all read
    Column("owner", String, nullable=False, server_default=""),  # who works on it until lease_until
    Column("lease_until", UtcDateTime),
    Column("fence", Integer, nullable=False, server_default="0"),  # goes up with every claim and every change of files
    Column("tries", Integer, nullable=False, server_default="0"),  # failures in a row since the last good step
    Column("commits", Integer, nullable=False, server_default="0"),  # how often the visible call was sent
    Column("committed_at", UtcDateTime),  # when it was sent last
    Column("reads", Integer, nullable=False, server_default="0"),  # times a look said "not live" since then
    Column("epoch", Integer, nullable=False, server_default="0"),  # how often a person said "it is not: publish again"
    # What a look finds is asked here whether it belongs to another post already.
    Index("posts_remote", "channel", "remote_id"),
    Index("posts_wake", "state", "wake_at"),
    Index("posts_expires", "state", "expires"),
    Index("posts_collect", "collect_at"),
    Index("posts_verify", "verify_at"),
    Index("posts_lease", "lease_until"),
    Index("posts_published", "published_at"),
    Index("posts_out", "channel", "published_at"),
    Index("posts_waiting", "channel", "state", "slot"),
    Index("posts_slot", "slot"),
)

creatives = Table(
    "creatives",
    metadata,
    Column("post_key", String, ForeignKey("posts.key"), primary_key=True),
    Column("content_hash", String, nullable=False),
    Column("renditions", JSON, nullable=False),
    Column("caption", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

remote_ids = Table(
    "remote_ids",
    metadata,
    Column("post_key", String, ForeignKey("posts.key"), nullable=False),
    Column("step", String, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("post_key", "step"),
)

# What was prepared for a post and is no longer wanted; it is cleared away, and a Page's draft must be gone before
# another one may take its place.
leftovers = Table(
    "leftovers",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("post_key", String, ForeignKey("posts.key"), nullable=False),
    Column("step", String, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("wake_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Index("leftovers_wake", "wake_at"),
    Index("leftovers_post", "post_key"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("post_key", String, ForeignKey("posts.key"), nullable=False),
    Column("step", String, nullable=False),
    Column("intent_at", UtcDateTime, nullable=False),  # written before the call
    Column("content_hash", String, nullable=False, server_default=""),  # what was to be sent
    Column("sent", Boolean),  # whether anything left this machine; NULL: not known
    Column("elapsed_ms", Integer),
    Column("outcome", String),  # NULL: the answer never reached this table
    Column("status", Integer),
    Column("code", Integer),
    Column("subcode", Integer),
    Column("trace_id", String),
    Column("message", Text, nullable=False, server_default=""),
    Index("attempts_post", "post_key", "id"),
)

channel_holds = Table(
    "channel_holds",
    metadata,
    Column("channel", String, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("cause", String, nullable=False, server_default=""),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("post_key", String, ForeignKey("posts.key"), nullable=False),
    Column("content", String, nullable=False),  # the hash of what was shown when it was said
    Column("party", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("by", String, nullable=False),
    Column("how", String, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("at", UtcDateTime, nullable=False),
    Index("approvals_post", "post_key", "id"),
)

probes = Table(
    "probes",
    metadata,
    Column("account", String, nullable=False),
    Column("question", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("account", "question"),
)

notices = Table(
    "notices",
    metadata,
    Column("key", String, primary_key=True),  # the same thing is told once
    Column("text", Text, nullable=False),
    Column("noted_at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),  # NULL: still to be told
    Column("tries", Integer, nullable=False, server_default="0"),
    Index("notices_told", "told_at"),
)

readings = Table(
    "readings",
    metadata,
    Column("post_key", String, ForeignKey("posts.key"), nullable=False),
    Column("age", Integer, nullable=False),  # seconds since publishing, as in config
    Column("read_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("post_key", "age"),
)

insights = Table(
    "insights",
    metadata,
    Column("post_key", String, nullable=False),
    Column("age", Integer, nullable=False),
    Column("metric", String, nullable=False),
    Column("value", BigInteger),  # NULL: not there, and `missing` says why; never 0 for that
    Column("missing", String, nullable=False, server_default=""),
    Column("source", String, nullable=False, server_default=""),  # "": read before sources were kept
    PrimaryKeyConstraint("post_key", "age", "metric"),
)

account_readings = Table(
    "account_readings",
    metadata,
    Column("channel", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("metric", String, nullable=False),  # "" says that the day was read, whatever it told
    Column("value", BigInteger),
    Column("missing", String, nullable=False, server_default=""),
    Column("source", String, nullable=False, server_default=""),
    Column("read_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("channel", "day", "metric"),
)

# Names that a reading leaves out: of the network and version where Meta no longer knows them, of the channel where its
# token may not read them.
unusable_names = Table(
    "unusable_names",
    metadata,
    Column("scope", String, nullable=False),  # network/version, or the channel
    Column("placement", String, nullable=False),
    Column("name", String, nullable=False),
    Column("why", String, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("scope", "placement", "name"),
)

reading_calls = Table(
    "reading_calls",
    metadata,
    Column("channel", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("readings", Integer, nullable=False),
    PrimaryKeyConstraint("channel", "day"),
)

benchmarks = Table(
    "benchmarks",
    metadata,
    Column("username", String, nullable=False),
    Column("source", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("unseen", String, nullable=False, server_default=""),  # why there are no numbers
    Column("followers", BigInteger),
    Column("posts", BigInteger),
    Column("month", Integer),
    Column("interactions", Float),
    Column("sampled", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("username", "source", "day"),
)

# A source that refused is left alone: `trips` times in a row so far, until `blocked_until`.
benchmark_sources = Table(
    "benchmark_sources",
    metadata,
    Column("source", String, primary_key=True),
    Column("trips", Integer, nullable=False, server_default="0"),
    Column("blocked_until", UtcDateTime),
    Column("asked_at", UtcDateTime),
)

reports = Table(
    "reports",
    metadata,
    Column("kind", String, nullable=False),
    Column("period", String, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("kind", "period"),
)

notes = Table(
    "notes",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)
