"""Risk rules, and what they said before each call."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"risk_rules",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		sa.Column("max_age_days", sa.Integer(), nullable=True),
		sa.Column("on_high", sa.String(10), nullable=False),
		sa.Column("on_no_answer", sa.String(10), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_risk_rules_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_risk_rules"),
	)
	op.create_index("uq_risk_rules_campaign_id", "risk_rules", ["campaign_id"], unique=True)
	op.create_index(
		"uq_risk_rules_of_all",
		"risk_rules",
		[sa.text("(campaign_id IS NULL)")],
		unique=True,
		postgresql_where=sa.text("campaign_id IS NULL"),
	)
	op.add_column("call", sa.Column("risk_verdict", sa.String(12), nullable=True))
	op.add_column("call", sa.Column("risk_asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
	op.drop_column("call", "risk_asked_at")
	op.drop_column("call", "risk_verdict")
	op.drop_table("risk_rules")
