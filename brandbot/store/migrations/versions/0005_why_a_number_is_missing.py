"""Why a number is missing and where it was read stand beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for a number that is not there."""
    with op.batch_alter_table("insights") as batch_op:
        batch_op.alter_column("value", existing_type=sa.BigInteger(), nullable=True)
    for table in ("insights", "account_readings"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("missing", sa.String(), nullable=False, server_default=""))
            batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take it back, with the numbers that are not there."""
    op.execute("delete from insights where value is null")
    op.execute("delete from account_readings where value is null and metric <> ''")
    for table in ("insights", "account_readings"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("source")
            batch_op.drop_column("missing")
    with op.batch_alter_table("insights") as batch_op:
        batch_op.alter_column("value", existing_type=sa.BigInteger(), nullable=False)
