"""An import keeps what it changed, so that it can be taken back."""

from alembic import op

revision = "0031_import_changes"
down_revision = "0030_erasures_as_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("""
	CREATE TABLE import_change (
		import_id bigint NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
		customer_id bigint NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
		before jsonb NOT NULL DEFAULT '{}',
		after jsonb NOT NULL DEFAULT '{}',
		added jsonb NOT NULL DEFAULT '[]',
		undone_at timestamptz,
		conflicts varchar(40)[] NOT NULL DEFAULT '{}',
		PRIMARY KEY (import_id, customer_id)
	)
	""")
	op.execute("CREATE INDEX ix_import_change_customer_id ON import_change (customer_id)")


def downgrade() -> None:
	op.execute("DROP TABLE import_change")
	op.execute("UPDATE import_job SET state = 'done' WHERE state IN ('undoing', 'undone')")
