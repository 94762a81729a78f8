"""When the clock of the suite last sent each of its ticks"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_table(
		"beat_tick",
		sa.Column("task", sa.String(length=80), nullable=False),
		sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
		sa.PrimaryKeyConstraint("task", name="pk_beat_tick"),
	)


def downgrade() -> None:
	op.drop_table("beat_tick")
