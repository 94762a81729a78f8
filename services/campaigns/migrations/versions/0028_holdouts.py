"""Some members of an audience are never contacted, to know what a campaign changes"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

HELD = "holdout_member"
SOLD = "ix_call_sold_recorded_at"


def upgrade() -> None:
	none = {"nullable": False, "server_default": "0"}
	op.add_column("campaign", sa.Column("holdout_percent", sa.Integer(), **none))
	op.add_column("audience", sa.Column("held_out", sa.Integer(), **none))
	op.add_column("audience", sa.Column("holdout_seed", sa.String(32)))
	op.create_table(
		HELD,
		sa.Column("audience_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.PrimaryKeyConstraint("audience_id", "customer_id", name="pk_holdout_member"),
	)
	op.create_index("ix_holdout_member_customer_id", HELD, ["customer_id"])
	is_sale = sa.text("result = 'SALE'")
	op.create_index(SOLD, "call", ["recorded_at"], postgresql_where=is_sale)


def downgrade() -> None:
	op.drop_index(SOLD, "call")
	op.drop_table(HELD)
	op.drop_column("audience", "holdout_seed")
	op.drop_column("audience", "held_out")
	op.drop_column("campaign", "holdout_percent")
