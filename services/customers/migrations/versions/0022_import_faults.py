"""Several faults of one row, each with what its cell said; cells left out of rows that came in."""

from alembic import op

revision = "0022_import_faults"
down_revision = "0021_views_of_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("""
	ALTER TABLE import_rejection
		ADD ordinal smallint NOT NULL DEFAULT 0,
		ADD value varchar(120),
		ADD is_warning boolean NOT NULL DEFAULT false,
		DROP CONSTRAINT pk_import_rejection,
		ADD CONSTRAINT pk_import_rejection PRIMARY KEY (import_id, line, ordinal)
	""")


def downgrade() -> None:
	op.execute("DELETE FROM import_rejection WHERE ordinal > 0 OR is_warning")
	op.execute("""
	ALTER TABLE import_rejection
		DROP CONSTRAINT pk_import_rejection,
		DROP ordinal, DROP value, DROP is_warning,
		ADD CONSTRAINT pk_import_rejection PRIMARY KEY (import_id, line)
	""")
