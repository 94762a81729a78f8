"""Audiences have a lease; reviews wait apart from theirs"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
	op.add_column("audience", sa.Column("lease_token", sa.Uuid(), nullable=True))
	op.add_column("audience", sa.Column("leased_until", INSTANT, nullable=True))
	op.add_column("audience", sa.Column("not_before", INSTANT, nullable=True))
	op.alter_column("audience", "attempts", server_default="0")
	op.add_column("risk_review", sa.Column("not_before", INSTANT, nullable=True))
	op.execute("""
		UPDATE risk_review SET not_before = leased_until, leased_until = NULL, lease_token = NULL
		WHERE state = 'waiting'
	""")


def downgrade() -> None:
	op.execute("UPDATE risk_review SET leased_until = not_before WHERE state = 'waiting'")
	op.drop_column("risk_review", "not_before")
	op.alter_column("audience", "attempts", server_default=None)
	op.drop_column("audience", "not_before")
	op.drop_column("audience", "leased_until")
	op.drop_column("audience", "lease_token")
