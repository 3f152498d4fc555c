"""Who approved which content of a post."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from brandbot.store.schema import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "approvals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("post_key", sa.String(), sa.ForeignKey("posts.key"), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("approvals_post", "approvals", ["post_key", "id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("approvals")
