"""The ledger of attempts, what is looked at after publishing, what was probed and what was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from brandbot.store.schema import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables."""
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verify_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("asked", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("timing", sa.String(), nullable=False, server_default="news"))
        batch_op.add_column(sa.Column("ends", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("epoch", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("posts_verify", ["verify_at"])
        batch_op.create_index("posts_lease", ["lease_until"])
        batch_op.create_index("posts_out", ["channel", "published_at"])
        batch_op.create_index("posts_waiting", ["channel", "state", "slot"])
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content_hash", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("sent", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("elapsed_ms", sa.Integer(), nullable=True))
    with op.batch_alter_table("channel_holds", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cause", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "leftovers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("post_key", sa.String(), sa.ForeignKey("posts.key"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("wake_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
    )
    op.create_index("leftovers_wake", "leftovers", ["wake_at"])
    op.create_index("leftovers_post", "leftovers", ["post_key"])
    op.create_table(
        "probes",
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account", "question"),
    )
    op.create_table(
        "notices",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("notices_told", "notices", ["told_at"])


def downgrade() -> None:
    """Take them back."""
    for table in ("notices", "probes", "leftovers"):
        op.drop_table(table)
    with op.batch_alter_table("channel_holds", schema=None) as batch_op:
        batch_op.drop_column("cause")
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        for name in ("elapsed_ms", "sent", "content_hash"):
            batch_op.drop_column(name)
    with op.batch_alter_table("posts", schema=None) as batch_op:
        for name in ("posts_waiting", "posts_out", "posts_lease", "posts_verify"):
            batch_op.drop_index(name)
        for name in ("ends", "timing", "asked", "epoch", "verify_at"):
            batch_op.drop_column(name)
