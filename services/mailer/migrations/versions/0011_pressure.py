"""How often people may be mailed, and when they were reached otherwise."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011_pressure"
down_revision = "0010_mail_stops"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_table(
		"pressure_limits",
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("limits", JSONB(), nullable=True),
		sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
		sa.PrimaryKeyConstraint("campaign_id", name="pk_pressure_limits"),
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
	op.create_index("ix_delivery_customer_id_updated_at", "delivery", ["customer_id", "updated_at"])
	op.drop_index("ix_delivery_customer_id", "delivery")


def downgrade() -> None:
	op.create_index("ix_delivery_customer_id", "delivery", ["customer_id"])
	op.drop_index("ix_delivery_customer_id_updated_at", "delivery")
	op.drop_table("contact_day")
	op.drop_table("pressure_limits")
