"""What advisors say in a call."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"call_script",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		sa.Column("body", sa.Text(), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_call_script_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_call_script"),
	)
	op.create_index("uq_call_script_campaign_id", "call_script", ["campaign_id"], unique=True)
	op.create_index(
		"uq_call_script_of_all",
		"call_script",
		[sa.text("(campaign_id IS NULL)")],
		unique=True,
		postgresql_where=sa.text("campaign_id IS NULL"),
	)


def downgrade() -> None:
	op.drop_table("call_script")
