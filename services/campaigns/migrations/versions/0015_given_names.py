"""Given names apart, by which mails greet."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("ALTER TABLE audience_member ADD given_names varchar(80)")


def downgrade() -> None:
	op.execute("ALTER TABLE audience_member DROP given_names")
