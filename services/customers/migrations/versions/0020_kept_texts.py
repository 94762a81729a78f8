"""Reasons are kept as texts with their parameters, which take more room than their words."""

import sqlalchemy as sa
from alembic import op

revision = "0020_kept_texts"
down_revision = "0019_promotions"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.alter_column("import_rejection", "reason", type_=sa.Text())


def downgrade() -> None:
	op.alter_column(
		"import_rejection",
		"reason",
		type_=sa.String(240),
		postgresql_using="left(reason, 240)",
	)
