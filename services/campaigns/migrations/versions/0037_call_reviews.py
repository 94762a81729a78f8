"""What supervisors say of calls."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"call_review",
		sa.Column("call_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("verdict", sa.String(10), nullable=False),
		sa.Column("note", sa.String(500), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("reviewed_by", sa.String(120), nullable=False),
		sa.Column("reviewed_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_review_call_id_call"),
		sa.PrimaryKeyConstraint("call_id", name="pk_call_review"),
	)
	op.create_index("ix_call_review_customer_id", "call_review", ["customer_id"])


def downgrade() -> None:
	op.drop_table("call_review")
