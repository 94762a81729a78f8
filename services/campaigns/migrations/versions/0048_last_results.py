"""Own results after which a campaign calls no more, though others of their kind are retried."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
	is_last = sa.Column("is_last", sa.Boolean(), nullable=False, server_default=sa.false())
	op.add_column("own_result", is_last)


def downgrade() -> None:
	op.drop_column("own_result", "is_last")
