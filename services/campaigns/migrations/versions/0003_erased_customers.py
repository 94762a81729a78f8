"""Customers whose data were erased"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_table(
		"erased_customer",
		sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("erasure_id", sa.BigInteger(), nullable=False),
		sa.Column(
			"erased_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
		),
		sa.PrimaryKeyConstraint("customer_id", name="pk_erased_customer"),
	)


def downgrade() -> None:
	op.drop_table("erased_customer")
