"""The company's own results of a call."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NOW, OFFERED = sa.text("now()"), sa.text("retired_at IS NULL")


def upgrade() -> None:
	op.create_table(
		"own_result",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("name", sa.String(40), nullable=False),
		sa.Column("like", sa.String(20), nullable=False),
		sa.Column("key", sa.String(1), nullable=True),
		sa.Column("least_note", sa.Integer(), nullable=False),
		sa.Column("retry_minutes", sa.Integer(), nullable=True),
		sa.Column("most_a_day", sa.Integer(), nullable=True),
		sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_own_result"),
	)
	op.create_index(
		"uq_own_result_name",
		"own_result",
		[sa.text("lower(name)")],
		unique=True,
		postgresql_where=OFFERED,
	)
	op.create_index(
		"uq_own_result_key", "own_result", ["key"], unique=True, postgresql_where=OFFERED
	)
	op.add_column("call", sa.Column("own_result_id", sa.BigInteger(), nullable=True))
	op.create_foreign_key(
		"fk_call_own_result_id_own_result", "call", "own_result", ["own_result_id"], ["id"]
	)


def downgrade() -> None:
	op.drop_column("call", "own_result_id")
	op.drop_table("own_result")
