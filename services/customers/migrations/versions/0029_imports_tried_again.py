"""An import that failed by no fault of its file keeps it, and is tried again from its stage."""

from alembic import op

revision = "0029_imports_tried_again"
down_revision = "0028_duplicate_searches"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("ALTER TABLE import_job ADD retry_state varchar(9)")


def downgrade() -> None:
	op.execute("""
	DELETE FROM import_chunk WHERE import_id IN (
		SELECT id FROM import_job WHERE retry_state IS NOT NULL
	)
	""")
	op.execute("ALTER TABLE import_job DROP retry_state")
