"""Which of Meta's names can't be used, and how many calls reading took."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from brandbot.store.schema import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "unusable_names",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("placement", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "placement", "name"),
    )
    op.create_table(
        "reading_calls",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "day"),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("reading_calls")
    op.drop_table("unusable_names")
