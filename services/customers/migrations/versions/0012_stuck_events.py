"""Events of the siblings that could not be handled"""

import sqlalchemy as sa
from alembic import op

revision = "0012_stuck_events"
down_revision = "0011_advisors"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
	zero = {"server_default": "0", "nullable": False}
	op.add_column("event_cursor", sa.Column("begun", sa.Integer(), **zero))
	op.add_column("event_cursor", sa.Column("unknown", sa.BigInteger(), **zero))
	op.alter_column("event_cursor", "cursor", server_default="0.0")
	op.create_table(
		"stuck_event",
		sa.Column("event_id", sa.Uuid(), nullable=False),
		sa.Column("producer", sa.String(length=30), nullable=False),
		sa.Column("cursor", sa.String(length=60), nullable=False),
		sa.Column("name", sa.String(length=60), nullable=False),
		sa.Column("subject", sa.String(length=60), nullable=True),
		sa.Column("happened_at", INSTANT, nullable=False),
		sa.Column("failures", sa.Integer(), nullable=False),
		sa.Column("error", sa.String(length=300), nullable=False),
		sa.Column("failed_at", INSTANT, nullable=True),
		sa.Column("next_try_at", INSTANT, server_default=sa.func.now(), nullable=False),
		sa.Column("dropped_at", INSTANT, nullable=True),
		sa.Column("dropped_by", sa.String(length=80), nullable=True),
		sa.Column("drop_reason", sa.String(length=300), nullable=True),
		sa.PrimaryKeyConstraint("event_id", name="pk_stuck_event"),
	)
	columns = ["producer", "next_try_at"]
	op.create_index("ix_stuck_event_producer_next_try_at", "stuck_event", columns)


def downgrade() -> None:
	op.drop_table("stuck_event")
	op.alter_column("event_cursor", "cursor", server_default=None)
	op.drop_column("event_cursor", "unknown")
	op.drop_column("event_cursor", "begun")
