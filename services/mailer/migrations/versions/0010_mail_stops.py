"""Whom a campaign mails no more."""

import sqlalchemy as sa
from alembic import op

revision = "0010_mail_stops"
down_revision = "0009_design_names"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"mail_stop",
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("reason", sa.String(20), nullable=False),
		sa.Column("others_until", sa.DateTime(timezone=True), nullable=True),
		sa.Column("since", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("campaign_id", "customer_id", name="pk_mail_stop"),
	)
	op.create_index("ix_mail_stop_customer_id", "mail_stop", ["customer_id"])


def downgrade() -> None:
	op.drop_table("mail_stop")
