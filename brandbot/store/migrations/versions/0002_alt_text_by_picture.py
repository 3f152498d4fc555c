"""Each picture carries its own alt text, beside its path in `renditions`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the one text for all pictures; what waits is drawn anew with the next change of its event."""
    with op.batch_alter_table("creatives", schema=None) as batch_op:
        batch_op.drop_column("alt_text")


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("creatives", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alt_text", sa.Text(), nullable=False, server_default=""))
