"""At what hours people answer is counted, and the queue may follow it"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

HOURS = "contact_hour"


def upgrade() -> None:
	is_off = {"nullable": False, "server_default": "false"}
	op.add_column("call_rules", sa.Column("by_best_hour", sa.Boolean(), **is_off))
	op.create_table(
		HOURS,
		sa.Column("region", sa.String(6), nullable=False),
		sa.Column("age", sa.String(10), nullable=False),
		sa.Column("hour", sa.SmallInteger(), autoincrement=False, nullable=False),
		sa.Column("calls", sa.Integer(), nullable=False),
		sa.Column("contacts", sa.Integer(), nullable=False),
		sa.Column("rate", sa.Float(), nullable=False),
		sa.Column("lift", sa.Float(), nullable=False),
		sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
		sa.PrimaryKeyConstraint("region", "age", "hour", name="pk_contact_hour"),
	)


def downgrade() -> None:
	op.drop_table(HOURS)
	op.drop_column("call_rules", "by_best_hour")
