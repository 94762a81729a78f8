"""Customers that turned out to be one person"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_table(
		"merged_customer",
		sa.Column("merged_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("kept_id", sa.BigInteger(), nullable=False),
		sa.Column(
			"merged_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
		),
		sa.PrimaryKeyConstraint("merged_id", name="pk_merged_customer"),
	)
	op.create_index("ix_merged_customer_kept_id", "merged_customer", ["kept_id"])


def downgrade() -> None:
	op.drop_table("merged_customer")
