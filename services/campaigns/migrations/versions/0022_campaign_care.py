"""Who looks after a campaign, and whether it is archived."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.add_column("campaign", sa.Column("owner", sa.String(120), nullable=True))
	op.execute("UPDATE campaign SET owner = created_by")
	op.alter_column("campaign", "owner", nullable=False)
	op.add_column("campaign", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
	op.drop_column("campaign", "archived_at")
	op.drop_column("campaign", "owner")
