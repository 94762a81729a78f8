"""Reasons are kept as texts with their parameters, which take more room than their words."""

import sqlalchemy as sa
from alembic import op

revision = "0007_kept_texts"
down_revision = "0006_address_keys"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.alter_column("run", "state_reason", type_=sa.Text())


def downgrade() -> None:
	op.alter_column(
		"run",
		"state_reason",
		type_=sa.String(300),
		postgresql_using="left(state_reason, 300)",
	)
