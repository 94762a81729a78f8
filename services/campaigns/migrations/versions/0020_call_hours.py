"""Calling hours and holidays: nobody is called outside of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"call_hours",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		sa.Column("lines", JSONB(), nullable=False),
		sa.Column("on_holidays", sa.Boolean(), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_call_hours_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_call_hours"),
	)
	op.create_index("uq_call_hours_campaign_id", "call_hours", ["campaign_id"], unique=True)
	op.create_index(
		"uq_call_hours_of_all",
		"call_hours",
		[sa.text("(campaign_id IS NULL)")],
		unique=True,
		postgresql_where=sa.text("campaign_id IS NULL"),
	)
	op.create_table(
		"holiday",
		sa.Column("country", sa.String(2), nullable=False),
		sa.Column("day", sa.Date(), nullable=False),
		sa.Column("name", sa.String(80), nullable=False),
		sa.Column("is_worked", sa.Boolean(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("country", "day", name="pk_holiday"),
	)


def downgrade() -> None:
	op.drop_table("holiday")
	op.drop_table("call_hours")
