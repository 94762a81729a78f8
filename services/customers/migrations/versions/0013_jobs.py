"""Jobs wait apart from their lease, and count how often they were begun"""

import sqlalchemy as sa
from alembic import op

revision = "0013_jobs"
down_revision = "0012_stuck_events"
branch_labels = None
depends_on = None

TABLES = ("bulk_job", "import_job")


def upgrade() -> None:
	for table in TABLES:
		op.add_column(table, sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
		attempts = sa.Column("attempts", sa.Integer(), server_default="0", nullable=False)
		op.add_column(table, attempts)


def downgrade() -> None:
	for table in TABLES:
		op.drop_column(table, "attempts")
		op.drop_column(table, "not_before")
