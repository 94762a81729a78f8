"""Money: rates, fixed costs, what each day did and sold, the budget's watch, sales of calls."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"cost_rate",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("kind", sa.String(10), nullable=False),
		sa.Column("amount", sa.Numeric(12, 4), nullable=False),
		sa.Column("valid_from", sa.Date(), nullable=False),
		sa.Column("set_by", sa.String(120), nullable=False),
		sa.Column("set_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.Column("withdrawn_by", sa.String(120), nullable=True),
		sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
		sa.CheckConstraint("amount >= 0", name="ck_cost_rate_amount"),
		sa.PrimaryKeyConstraint("id", name="pk_cost_rate"),
	)
	op.create_index(
		"uq_cost_rate_kind_valid_from",
		"cost_rate",
		["kind", "valid_from"],
		unique=True,
		postgresql_where=sa.text("withdrawn_at IS NULL"),
	)
	op.create_table(
		"fixed_cost",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("name", sa.String(120), nullable=False),
		sa.Column("amount", sa.Numeric(14, 2), nullable=False),
		sa.Column("day", sa.Date(), nullable=False),
		sa.Column("added_by", sa.String(120), nullable=False),
		sa.Column("added_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.CheckConstraint("amount > 0", name="ck_fixed_cost_amount"),
		_refer_to_campaign("fixed_cost"),
		sa.PrimaryKeyConstraint("id", name="pk_fixed_cost"),
	)
	op.create_index("ix_fixed_cost_campaign_id_day", "fixed_cost", ["campaign_id", "day"])
	op.create_table(
		"campaign_day",
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("day", sa.Date(), nullable=False),
		_count("mails"),
		_count("attempts"),
		sa.Column("seconds", sa.BigInteger(), server_default="0", nullable=False),
		_count("sales"),
		_count("unpriced_sales"),
		sa.Column("revenue", sa.Numeric(14, 2), server_default="0", nullable=False),
		_refer_to_campaign("campaign_day"),
		sa.PrimaryKeyConstraint("campaign_id", "day", name="pk_campaign_day"),
	)
	op.create_table(
		"budget_watch",
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("stop_percent", sa.Integer(), nullable=False),
		sa.Column("pauses_itself", sa.Boolean(), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("level", sa.String(10), nullable=False),
		sa.CheckConstraint("stop_percent BETWEEN 10 AND 500", name="ck_budget_watch_stop_percent"),
		_refer_to_campaign("budget_watch"),
		sa.PrimaryKeyConstraint("campaign_id", name="pk_budget_watch"),
	)
	op.add_column("call", sa.Column("seconds", sa.Integer(), server_default="0", nullable=False))
	op.create_table(
		"call_sale",
		sa.Column("call_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("item_id", sa.BigInteger(), nullable=True),
		sa.Column("item_name", sa.String(200), nullable=False),
		sa.Column("quantity", sa.Integer(), nullable=False),
		sa.Column("unit_price", sa.Numeric(14, 2), nullable=False),
		sa.CheckConstraint("quantity > 0", name="ck_call_sale_quantity"),
		sa.CheckConstraint("unit_price >= 0", name="ck_call_sale_unit_price"),
		sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_sale_call_id_call"),
		sa.PrimaryKeyConstraint("call_id", name="pk_call_sale"),
	)
	op.create_index("ix_call_sale_customer_id", "call_sale", ["customer_id"])
	# The calls of before had no sale with an amount, and nobody measured how long they took.
	op.execute("""
		INSERT INTO campaign_day (campaign_id, day, attempts, sales, unpriced_sales)
		SELECT campaign_id, (recorded_at AT TIME ZONE 'America/Guayaquil')::date,
			count(*) FILTER (WHERE result <> 'SKIPPED'),
			count(*) FILTER (WHERE result = 'SALE'), count(*) FILTER (WHERE result = 'SALE')
		FROM call GROUP BY 1, 2
	""")


def downgrade() -> None:
	op.drop_table("call_sale")
	op.drop_column("call", "seconds")
	for table in ("budget_watch", "campaign_day", "fixed_cost", "cost_rate"):
		op.drop_table(table)


def _count(name: str) -> sa.Column[int]:
	return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def _refer_to_campaign(table: str) -> sa.ForeignKeyConstraint:
	name = f"fk_{table}_campaign_id_campaign"
	return sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=name)
