"""Contact pressure: policies, the days on which people were reached, and how long a no rests."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NOW = sa.text("now()")
# Until now every «no le interesa» rested for as long as this.
REST = """
	UPDATE call SET rests_until = recorded_at + interval '90 days' WHERE result = 'NOT_INTERESTED'
"""
# Mails of before are not known here, and count no more after 30 days anyway.
ANSWERED = """
	INSERT INTO contact_day (customer_id, day, channel, event_id)
	SELECT customer_id, (recorded_at AT TIME ZONE 'America/Guayaquil')::date, 'call',
		gen_random_uuid()
	FROM call WHERE recorded_at > now() - interval '30 days' AND result IN
		('SALE', 'INTERESTED', 'CALLBACK_OWN', 'NOT_INTERESTED', 'DO_NOT_CALL')
"""


def upgrade() -> None:
	op.create_table(
		"pressure_policy",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		sa.Column("limits", JSONB(), nullable=False),
		sa.Column("quiet_days", sa.Integer(), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_pressure_policy_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_pressure_policy"),
	)
	op.create_index(
		"uq_pressure_policy_campaign_id", "pressure_policy", ["campaign_id"], unique=True
	)
	op.create_index(
		"uq_pressure_policy_of_all",
		"pressure_policy",
		[sa.text("(campaign_id IS NULL)")],
		unique=True,
		postgresql_where=sa.text("campaign_id IS NULL"),
	)
	op.create_table(
		"contact_day",
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("day", sa.Date(), nullable=False),
		sa.Column("channel", sa.String(12), nullable=False),
		sa.Column("event_id", sa.Uuid(), nullable=False),
		sa.PrimaryKeyConstraint("customer_id", "day", "channel", "event_id", name="pk_contact_day"),
	)
	op.create_index("ix_contact_day_day", "contact_day", ["day"], postgresql_using="brin")
	op.add_column("call", sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True))
	op.execute(REST)
	op.execute(ANSWERED)


def downgrade() -> None:
	op.drop_column("call", "rests_until")
	op.drop_table("contact_day")
	op.drop_table("pressure_policy")
