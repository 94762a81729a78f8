"""What people type in the campaign wizard is kept here"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLE, NOW = "campaign_draft", sa.text("now()")


def upgrade() -> None:
	op.create_table(
		TABLE,
		sa.Column("staff_id", sa.BigInteger(), nullable=False),
		sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("document", JSONB(), nullable=False),
		sa.Column("saved_as", sa.BigInteger(), nullable=True),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["staff_id"], ["staff.id"], name="fk_campaign_draft_staff_id_staff"
		),
		sa.PrimaryKeyConstraint("staff_id", "id", name="pk_campaign_draft"),
	)
	op.create_index("ix_campaign_draft_updated_at", TABLE, ["updated_at"])


def downgrade() -> None:
	op.drop_table(TABLE)
