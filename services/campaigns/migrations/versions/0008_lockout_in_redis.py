"""Failures to sign in are counted in Redis, by address and name, not at the account"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.drop_column("staff", "failures")
	op.drop_column("staff", "locked_until")


def downgrade() -> None:
	op.add_column("staff", sa.Column("failures", sa.Integer(), server_default="0", nullable=False))
	op.add_column("staff", sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True))
