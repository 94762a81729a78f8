"""Indexes that rest while a first file comes in."""

from alembic import op

revision = "0010_resting_indexes"
down_revision = "0009_lists"


def upgrade() -> None:
	op.execute(
		"CREATE TABLE resting_index ("
		" name varchar(63) CONSTRAINT pk_resting_index PRIMARY KEY, definition text NOT NULL)"
	)


def downgrade() -> None:
	op.execute("DROP TABLE resting_index")
