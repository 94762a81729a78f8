"""Audiences are compared with whom their criteria hold today"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

COMPARISON, PEOPLE = "audience_comparison", "compared_member"


def upgrade() -> None:
	now, none = sa.text("now()"), {"server_default": "0", "nullable": False}
	op.create_table(
		COMPARISON,
		sa.Column("campaign_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("state", sa.String(10), nullable=False),
		sa.Column("asked_by", sa.String(120), nullable=False),
		sa.Column("asked_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
		sa.Column("counted_at", sa.DateTime(timezone=True)),
		sa.Column("built_at", sa.DateTime(timezone=True)),
		*(sa.Column(name, sa.Integer(), **none) for name in ("stay", "leave", "enter")),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_audience_comparison_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("campaign_id", name="pk_audience_comparison"),
	)
	op.create_table(
		PEOPLE,
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("difference", sa.String(12), nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"],
			["audience_comparison.campaign_id"],
			name="fk_compared_member_campaign_id_audience_comparison",
			ondelete="CASCADE",
		),
		sa.PrimaryKeyConstraint("id", name="pk_compared_member"),
		sa.UniqueConstraint(
			"campaign_id", "customer_id", name="uq_compared_member_campaign_id_customer_id"
		),
	)
	op.create_index("ix_compared_member_customer_id", PEOPLE, ["customer_id"])


def downgrade() -> None:
	op.drop_table(PEOPLE)
	op.drop_table(COMPARISON)
