"""A bulk action can be paused and cancelled: its states have longer names."""

from alembic import op

revision = "0027_bulk_jobs_stopped"
down_revision = "0026_customers_of_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("ALTER TABLE bulk_job ALTER state TYPE varchar(9)")


def downgrade() -> None:
	op.execute("UPDATE bulk_job SET state = 'failed' WHERE state IN ('paused', 'cancelled')")
	op.execute("ALTER TABLE bulk_job ALTER state TYPE varchar(7)")
