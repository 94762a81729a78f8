"""Calls asked of the dialler, with what it reported."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLE = "dial_attempt"


def upgrade() -> None:
	op.create_table(
		TABLE,
		sa.Column("id", sa.Uuid(), nullable=False),
		sa.Column("lease_token", sa.Uuid(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column("state", sa.String(10), nullable=False),
		sa.Column("outcome", sa.String(10)),
		sa.Column("seconds", sa.Integer(), nullable=False, server_default="0"),
		sa.Column(
			"asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
		),
		sa.Column("reported_at", sa.DateTime(timezone=True)),
		sa.PrimaryKeyConstraint("id", name="pk_dial_attempt"),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name="fk_dial_attempt_advisor_id_staff"
		),
	)
	op.create_index("ix_dial_attempt_lease_token_asked_at", TABLE, ["lease_token", "asked_at"])
	op.create_index("ix_dial_attempt_customer_id", TABLE, ["customer_id"])
	op.create_index("ix_dial_attempt_asked_at", TABLE, ["asked_at"])


def downgrade() -> None:
	op.drop_table(TABLE)
