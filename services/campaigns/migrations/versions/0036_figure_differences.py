"""Figures that were found wrong when they were counted again."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"figure_difference",
		sa.Column("figures", sa.String(30), nullable=False),
		sa.Column("rows", sa.Integer(), nullable=False),
		sa.Column("found_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("figures", name="pk_figure_difference"),
	)


def downgrade() -> None:
	op.drop_table("figure_difference")
