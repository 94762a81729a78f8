"""Whom audiences leave out for what happened before."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

EXCLUSION = "audience_exclusion"


def upgrade() -> None:
	op.add_column("campaign", sa.Column("contacted_days", sa.Integer()))
	op.add_column(
		"campaign",
		sa.Column("exclude_high_risk", sa.Boolean(), nullable=False, server_default="false"),
	)
	op.add_column(
		"audience", sa.Column("excluded", sa.Integer(), nullable=False, server_default="0")
	)
	op.create_table(
		EXCLUSION,
		sa.Column("audience_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("reason", sa.String(12), nullable=False),
		sa.Column("members", sa.Integer(), nullable=False),
		sa.PrimaryKeyConstraint("audience_id", "reason", name="pk_audience_exclusion"),
		sa.ForeignKeyConstraint(
			["audience_id"], ["audience.id"], name="fk_audience_exclusion_audience_id_audience"
		),
	)


def downgrade() -> None:
	op.drop_table(EXCLUSION)
	op.drop_column("audience", "excluded")
	op.drop_column("campaign", "exclude_high_risk")
	op.drop_column("campaign", "contacted_days")
