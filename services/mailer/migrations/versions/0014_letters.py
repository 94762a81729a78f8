"""Mails that are written by hand: their text is their own, not a design's."""

import sqlalchemy as sa
from alembic import op

revision = "0014_letters"
down_revision = "0013_service_mails"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_table(
		"letter",
		sa.Column("run_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=True),
		sa.Column("email", sa.String(320), nullable=False),
		sa.Column("content", sa.LargeBinary(), nullable=False),
		sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_letter_run_id_run"),
		sa.PrimaryKeyConstraint("run_id", name="pk_letter"),
	)
	op.create_index("ix_letter_customer_id", "letter", ["customer_id"])
	op.alter_column("run", "design_version_id", nullable=True)


def downgrade() -> None:
	op.drop_table("letter")
	op.execute(
		"DELETE FROM delivery WHERE run_id IN (SELECT id FROM run WHERE design_version_id IS NULL)"
	)
	op.execute("DELETE FROM run WHERE design_version_id IS NULL")
	op.alter_column("run", "design_version_id", nullable=False)
