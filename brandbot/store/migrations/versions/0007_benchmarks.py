"""Public numbers of other accounts, and how their sources stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from brandbot.store.schema import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "benchmarks",
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.Column("unseen", sa.String(), nullable=False, server_default=""),
        sa.Column("followers", sa.BigInteger()),
        sa.Column("posts", sa.BigInteger()),
        sa.Column("month", sa.Integer()),
        sa.Column("interactions", sa.Float()),
        sa.Column("sampled", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("username", "source", "day"),
    )
    op.create_table(
        "benchmark_sources",
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("trips", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("blocked_until", UtcDateTime()),
        sa.Column("asked_at", UtcDateTime()),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("benchmark_sources")
    op.drop_table("benchmarks")
