"""What a merge changed in a call that waited"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_table(
		"call_fold",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("task_id", sa.BigInteger(), nullable=False),
		sa.Column("merged_id", sa.BigInteger(), nullable=False),
		sa.Column("kept_id", sa.BigInteger(), nullable=False),
		sa.Column("before", JSONB(), nullable=False),
		sa.Column("after", JSONB(), nullable=False),
		sa.Column(
			"folded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
		),
		sa.PrimaryKeyConstraint("id", name="pk_call_fold"),
		sa.ForeignKeyConstraint(
			["task_id"], ["call_task.id"], name="fk_call_fold_task_id_call_task"
		),
	)
	for column in ("task_id", "merged_id", "kept_id"):
		op.create_index(f"ix_call_fold_{column}", "call_fold", [column])


def downgrade() -> None:
	op.drop_table("call_fold")
