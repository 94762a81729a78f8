"""The pre-flight of campaigns, and whom it leaves out."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"preflight",
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("state", sa.String(10), nullable=False),
		sa.Column("asked_by", sa.String(120), nullable=False),
		sa.Column("asked_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("built_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("totals", JSONB(), nullable=False),
		sa.Column("approved_by", sa.String(120), nullable=True),
		sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("frozen_by", sa.String(120), nullable=True),
		sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_preflight_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("campaign_id", name="pk_preflight"),
	)
	op.create_table(
		"skipped_member",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("channel", sa.String(12), nullable=False),
		sa.Column("cause", sa.String(20), nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"],
			["preflight.campaign_id"],
			name="fk_skipped_member_campaign_id_preflight",
			ondelete="CASCADE",
		),
		sa.PrimaryKeyConstraint("id", name="pk_skipped_member"),
		sa.UniqueConstraint(
			"campaign_id",
			"channel",
			"customer_id",
			name="uq_skipped_member_campaign_id_channel_customer_id",
		),
	)
	op.create_index("ix_skipped_member_customer_id", "skipped_member", ["customer_id"])


def downgrade() -> None:
	op.drop_table("skipped_member")
	op.drop_table("preflight")
