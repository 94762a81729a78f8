"""An advisor's line is read in its order: the next customer is found without the others."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_index(
		"ix_call_task_line",
		"call_task",
		["advisor_id", "is_callback", sa.text("next_attempt_at NULLS FIRST"), "id"],
		postgresql_where=sa.text("state = 'pending'"),
	)


def downgrade() -> None:
	op.drop_index("ix_call_task_line", "call_task")
