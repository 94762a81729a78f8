"""Holds that are remembered, one at a time for each advisor"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Whoever held several customers keeps the newest; the others go back to the queue.
FREE_DOUBLES = """
	UPDATE call_task SET state = 'pending', lease_token = NULL, leased_until = NULL
	WHERE state = 'leased' AND EXISTS (
		SELECT FROM call_task AS newer
		WHERE newer.advisor_id = call_task.advisor_id AND newer.state = 'leased'
			AND (newer.leased_until, newer.id) > (call_task.leased_until, call_task.id))
"""
REMEMBER_HOLDS = """
	INSERT INTO call_lease (token, task_id, advisor_id)
	SELECT lease_token, id, advisor_id FROM call_task WHERE lease_token IS NOT NULL
	UNION ALL
	SELECT call.lease_token, call.task_id, call.advisor_id FROM call
"""


def upgrade() -> None:
	op.create_table(
		"call_lease",
		sa.Column("token", sa.Uuid(), nullable=False),
		sa.Column("task_id", sa.BigInteger(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column(
			"taken_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
		),
		sa.PrimaryKeyConstraint("token", name="pk_call_lease"),
		sa.ForeignKeyConstraint(
			["task_id"], ["call_task.id"], name="fk_call_lease_task_id_call_task"
		),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name="fk_call_lease_advisor_id_staff"
		),
	)
	op.create_index("ix_call_lease_task_id_taken_at", "call_lease", ["task_id", "taken_at"])
	op.create_index("ix_call_lease_taken_at", "call_lease", ["taken_at"])
	op.execute(FREE_DOUBLES)
	op.execute(REMEMBER_HOLDS)
	op.create_index(
		"uq_call_task_leased_advisor",
		"call_task",
		["advisor_id"],
		unique=True,
		postgresql_where=sa.text("state = 'leased'"),
	)
	op.create_index("ix_call_task_id", "call", ["task_id"])
	op.add_column("call", sa.Column("late_note", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
	op.drop_column("call", "late_note")
	op.drop_index("ix_call_task_id", "call")
	op.drop_index("uq_call_task_leased_advisor", "call_task")
	op.drop_table("call_lease")
