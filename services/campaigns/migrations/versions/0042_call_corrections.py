"""Corrections of calls, and what a correction has to know of a call."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.add_column("call", sa.Column("promised_at", sa.DateTime(timezone=True), nullable=True))
	op.add_column(
		"call",
		sa.Column("found_state", sa.String(10), server_default="pending", nullable=False),
	)
	op.create_table(
		"call_rest",
		sa.Column("call_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("task_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("waited_until", sa.DateTime(timezone=True), nullable=True),
		sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_rest_call_id_call"),
		sa.ForeignKeyConstraint(
			["task_id"], ["call_task.id"], name="fk_call_rest_task_id_call_task"
		),
		sa.PrimaryKeyConstraint("call_id", "task_id", name="pk_call_rest"),
	)
	op.create_index("ix_call_rest_task_id", "call_rest", ["task_id"])
	op.create_table(
		"call_correction",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("call_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("result", sa.String(20), nullable=False),
		sa.Column("note", sa.String(1000), nullable=False),
		sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("amount", sa.Numeric(14, 2), nullable=True),
		sa.Column("why", sa.String(300), nullable=False),
		sa.Column("corrected_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_correction_call_id_call"),
		sa.PrimaryKeyConstraint("id", name="pk_call_correction"),
	)
	op.create_index("ix_call_correction_call_id", "call_correction", ["call_id"])
	op.create_index("ix_call_correction_customer_id", "call_correction", ["customer_id"])


def downgrade() -> None:
	op.drop_table("call_correction")
	op.drop_table("call_rest")
	op.drop_column("call", "found_state")
	op.drop_column("call", "promised_at")
