"""Reviews wait apart from their lease"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.add_column("risk_review", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
	op.execute("""
		UPDATE risk_review SET not_before = leased_until, leased_until = NULL, lease_token = NULL
		WHERE state = 'waiting'
	""")


def downgrade() -> None:
	op.execute("UPDATE risk_review SET leased_until = not_before WHERE state = 'waiting'")
	op.drop_column("risk_review", "not_before")
