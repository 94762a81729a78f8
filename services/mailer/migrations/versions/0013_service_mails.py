"""One run for each single mail that is asked for: the same request again is the same run."""

import sqlalchemy as sa
from alembic import op

revision = "0013_service_mails"
down_revision = "0012_shared_stops"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_index(
		"uq_run_service",
		"run",
		["source_ref"],
		unique=True,
		postgresql_where=sa.text("kind = 'service'"),
	)


def downgrade() -> None:
	op.drop_index("uq_run_service", "run")
