"""Why calls end as they do."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

NOW, OFFERED = sa.text("now()"), sa.text("retired_at IS NULL")


def upgrade() -> None:
	op.create_table(
		"call_reason",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("result", sa.String(20), nullable=False),
		sa.Column("own_result_id", sa.BigInteger(), nullable=True),
		sa.Column("name", sa.String(60), nullable=False),
		sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("added_by", sa.String(120), nullable=False),
		sa.Column("added_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["own_result_id"], ["own_result.id"], name="fk_call_reason_own_result_id_own_result"
		),
		sa.PrimaryKeyConstraint("id", name="pk_call_reason"),
	)
	op.create_index(
		"uq_call_reason_name",
		"call_reason",
		["result", sa.text("coalesce(own_result_id, 0)"), sa.text("lower(name)")],
		unique=True,
		postgresql_where=OFFERED,
	)
	op.add_column("call", sa.Column("reason_id", sa.BigInteger(), nullable=True))
	op.add_column("call", sa.Column("reason", sa.String(60), server_default="", nullable=False))
	op.create_foreign_key(
		"fk_call_reason_id_call_reason", "call", "call_reason", ["reason_id"], ["id"]
	)


def downgrade() -> None:
	op.drop_column("call", "reason")
	op.drop_column("call", "reason_id")
	op.drop_table("call_reason")
