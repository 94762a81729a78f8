"""Calling rules, callbacks that are anybody's, and how often a phone was called."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"call_rules",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		sa.Column("attempts_a_day", sa.Integer(), nullable=False),
		sa.Column("attempts_in_all", sa.Integer(), nullable=False),
		sa.Column("misses_in_a_row", sa.Integer(), nullable=False),
		sa.Column("callbacks_a_day", sa.Integer(), nullable=False),
		sa.Column("pass_minutes", sa.Integer(), nullable=True),
		sa.Column("retries", JSONB(), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_call_rules_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_call_rules"),
	)
	op.create_index("uq_call_rules_campaign_id", "call_rules", ["campaign_id"], unique=True)
	op.create_index(
		"uq_call_rules_of_all",
		"call_rules",
		[sa.text("(campaign_id IS NULL)")],
		unique=True,
		postgresql_where=sa.text("campaign_id IS NULL"),
	)
	for table in ("call", "call_task"):
		flag = sa.Column("is_anybodys", sa.Boolean(), server_default="false", nullable=False)
		op.add_column(table, flag)
	op.add_column("call_task", sa.Column("passed_from", sa.BigInteger(), nullable=True))
	op.add_column("call_task", sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True))
	op.create_foreign_key(
		"fk_call_task_passed_from_staff", "call_task", "staff", ["passed_from"], ["id"]
	)
	op.create_index(
		"ix_call_task_passed_from_passed_at",
		"call_task",
		["passed_from", "passed_at"],
		postgresql_where=sa.text("passed_from IS NOT NULL"),
	)
	op.create_table(
		"phone_attempt",
		sa.Column("phone", sa.String(20), nullable=False),
		sa.Column("attempts", sa.Integer(), nullable=False),
		sa.Column("recent", ARRAY(sa.DateTime(timezone=True)), nullable=False),
		sa.PrimaryKeyConstraint("phone", name="pk_phone_attempt"),
	)


def downgrade() -> None:
	op.drop_table("phone_attempt")
	op.drop_index("ix_call_task_passed_from_passed_at", "call_task")
	op.drop_column("call_task", "passed_at")
	op.drop_column("call_task", "passed_from")
	op.drop_column("call_task", "is_anybodys")
	op.drop_column("call", "is_anybodys")
	op.drop_table("call_rules")
