"""In which language members prefer to be addressed: customers are given to advisors by it."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.add_column("audience_member", sa.Column("language", sa.String(2), nullable=True))


def downgrade() -> None:
	op.drop_column("audience_member", "language")
