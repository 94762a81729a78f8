"""An erasure is a job: who is at it, whether it failed, since when it may be tried again."""

from alembic import op

revision = "0030_erasures_as_jobs"
down_revision = "0029_imports_tried_again"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("""
	ALTER TABLE erasure
		ADD state varchar(7) NOT NULL DEFAULT 'queued',
		ADD error text,
		ADD lease_token uuid,
		ADD leased_until timestamptz,
		ADD not_before timestamptz,
		ADD attempts integer NOT NULL DEFAULT 0
	""")
	op.execute("UPDATE erasure SET state = 'done' WHERE finished_at IS NOT NULL")


def downgrade() -> None:
	op.execute("""
	ALTER TABLE erasure DROP state, DROP error, DROP lease_token, DROP leased_until,
		DROP not_before, DROP attempts
	""")
