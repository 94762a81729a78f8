"""Pauses of advisors, and goals of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"advisor_pause",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column("code", sa.String(10), nullable=False),
		sa.Column("started_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name="fk_advisor_pause_advisor_id_staff"
		),
		sa.PrimaryKeyConstraint("id", name="pk_advisor_pause"),
	)
	op.create_index(
		"uq_advisor_pause_open",
		"advisor_pause",
		["advisor_id"],
		unique=True,
		postgresql_where=sa.text("ended_at IS NULL"),
	)
	op.create_index(
		"ix_advisor_pause_advisor_id_started_at", "advisor_pause", ["advisor_id", "started_at"]
	)
	op.create_table(
		"day_goals",
		sa.Column("id", sa.BigInteger(), nullable=False),
		sa.Column("calls", sa.Integer(), nullable=False),
		sa.Column("sales", sa.Integer(), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.CheckConstraint("id = 1", name="ck_day_goals_one"),
		sa.PrimaryKeyConstraint("id", name="pk_day_goals"),
	)


def downgrade() -> None:
	op.drop_table("day_goals")
	op.drop_table("advisor_pause")
