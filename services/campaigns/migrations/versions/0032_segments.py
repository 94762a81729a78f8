"""Which saved segment a campaign took its criteria from."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.add_column("campaign", sa.Column("segment_id", sa.BigInteger()))


def downgrade() -> None:
	op.drop_column("campaign", "segment_id")
