"""Who answered a mail of a campaign, and whether that holds its mails back"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.add_column(
		"call_rules",
		sa.Column("answer_stops_mail", sa.Boolean(), nullable=False, server_default="true"),
	)
	op.create_table(
		"mail_answer",
		sa.Column("campaign_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
		sa.PrimaryKeyConstraint("campaign_id", "customer_id", name="pk_mail_answer"),
	)
	op.create_index("ix_mail_answer_customer_id", "mail_answer", ["customer_id"])


def downgrade() -> None:
	op.drop_table("mail_answer")
	op.drop_column("call_rules", "answer_stops_mail")
