"""Given names apart, by which mails greet."""

from alembic import op

revision = "0023_given_names"
down_revision = "0022_import_faults"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("ALTER TABLE customer ADD given_names varchar(80)")


def downgrade() -> None:
	op.execute("ALTER TABLE customer DROP given_names")
