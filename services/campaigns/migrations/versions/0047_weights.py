"""By what campaigns win customers whom others want too: priority, and what a sale is worth."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
	normal = sa.Column("priority", sa.String(6), nullable=False, server_default="normal")
	op.add_column("campaign", normal)
	op.add_column("campaign", sa.Column("sale_value", sa.Numeric(14, 2), nullable=True))


def downgrade() -> None:
	op.drop_column("campaign", "sale_value")
	op.drop_column("campaign", "priority")
