"""Members of audiences keep what of them met the criteria."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.add_column("audience_member", sa.Column("matched", JSONB()))


def downgrade() -> None:
	op.drop_column("audience_member", "matched")
