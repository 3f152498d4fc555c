"""Which events a batch is made of: what went out with one goes out with no other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("posts", sa.Column("members", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("posts") as table:
        table.drop_column("members")
