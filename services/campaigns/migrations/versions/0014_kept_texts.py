"""Reasons are kept as texts with their parameters, which take more room than their words."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.alter_column("audience", "error", type_=sa.Text())
	op.alter_column("risk_review", "error", type_=sa.Text())
	op.alter_column("risk_review_item", "error", type_=sa.Text())


def downgrade() -> None:
	op.alter_column(
		"audience",
		"error",
		type_=sa.String(300),
		postgresql_using="left(error, 300)",
	)
	op.alter_column(
		"risk_review",
		"error",
		type_=sa.String(300),
		postgresql_using="left(error, 300)",
	)
	op.alter_column(
		"risk_review_item",
		"error",
		type_=sa.String(200),
		postgresql_using="left(error, 200)",
	)
