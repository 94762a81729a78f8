"""Why a comparison or a pre-flight cannot be counted."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

TABLES = ("audience_comparison", "preflight")


def upgrade() -> None:
	for table in TABLES:
		op.add_column(table, sa.Column("error", sa.Text(), nullable=True))


def downgrade() -> None:
	for table in TABLES:
		op.execute(f"UPDATE {table} SET state = 'counting' WHERE state = 'failed'")
		op.drop_column(table, "error")
