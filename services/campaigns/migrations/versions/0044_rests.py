"""Who rests is found by an index; a call that is given back takes along what put it off."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

NAME = "fk_call_rest_task_id_call_task"


def upgrade() -> None:
	op.create_index(
		"ix_call_rests_until",
		"call",
		["rests_until"],
		postgresql_where=sa.text("rests_until IS NOT NULL"),
	)
	replace_key("CASCADE")


def downgrade() -> None:
	replace_key(None)
	op.drop_index("ix_call_rests_until", "call")


def replace_key(ondelete: str | None) -> None:
	op.drop_constraint(NAME, "call_rest")
	op.create_foreign_key(NAME, "call_rest", "call_task", ["task_id"], ["id"], ondelete=ondelete)
