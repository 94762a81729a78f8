"""Rounds of calls: of the customers in the queues, of the calls, of the figures."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KEYS = ["campaign_id", "day", "hour", "advisor_id", "result"]
TABLES = ("call_task", "call", "call_figure")


def upgrade() -> None:
	for table in TABLES:
		number = sa.Column("round", sa.SmallInteger(), nullable=False, server_default="1")
		op.add_column(table, number)
	replace_key([*KEYS, "round"])
	op.create_index(
		"ix_call_task_done",
		"call_task",
		["campaign_id", "last_result"],
		postgresql_where=sa.text("state = 'done'"),
	)
	op.create_table(
		"call_round",
		sa.Column("campaign_id", sa.BigInteger(), sa.ForeignKey("campaign.id"), nullable=False),
		sa.Column("number", sa.SmallInteger(), nullable=False),
		sa.Column("results", postgresql.ARRAY(sa.String(20)), nullable=False),
		sa.Column("customers", sa.Integer(), nullable=False),
		sa.Column("opened_by", sa.String(200), nullable=False),
		sa.Column(
			"opened_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.PrimaryKeyConstraint("campaign_id", "number"),
	)


def downgrade() -> None:
	op.drop_table("call_round")
	op.drop_index("ix_call_task_done", "call_task")
	op.execute("""
		WITH gone AS (DELETE FROM call_figure RETURNING *)
		INSERT INTO call_figure (campaign_id, day, hour, advisor_id, result, round, calls)
		SELECT campaign_id, day, hour, advisor_id, result, 1, sum(calls) FROM gone
		GROUP BY campaign_id, day, hour, advisor_id, result
	""")
	replace_key(KEYS)
	for table in TABLES:
		op.drop_column(table, "round")


def replace_key(columns: list[str]) -> None:
	op.drop_constraint("pk_call_figure", "call_figure")
	op.create_primary_key("pk_call_figure", "call_figure", columns)
