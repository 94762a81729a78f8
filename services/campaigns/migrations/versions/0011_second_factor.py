"""Second factors and their recovery codes; sign-ins found by their end, to forget old ones"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
	created = sa.Column("created_at", INSTANT, server_default=sa.func.now(), nullable=False)
	op.create_table(
		"second_factor",
		sa.Column("staff_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("sealed_secret", sa.Text(), nullable=False),
		sa.Column("confirmed_at", INSTANT, nullable=True),
		sa.Column("last_step", sa.BigInteger(), nullable=True),
		created.copy(),
		sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_second_factor_staff_id_staff"),
		sa.PrimaryKeyConstraint("staff_id", name="pk_second_factor"),
	)
	op.create_table(
		"recovery_code",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("staff_id", sa.BigInteger(), nullable=False),
		sa.Column("code_hash", sa.String(length=64), nullable=False),
		sa.Column("used_at", INSTANT, nullable=True),
		created.copy(),
		sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_recovery_code_staff_id_staff"),
		sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
		sa.UniqueConstraint("code_hash", name="uq_recovery_code_code_hash"),
	)
	op.create_index("ix_recovery_code_staff_id", "recovery_code", ["staff_id"])
	op.create_index("ix_staff_session_ends_at", "staff_session", ["ends_at"])


def downgrade() -> None:
	op.drop_index("ix_staff_session_ends_at", "staff_session")
	op.drop_table("recovery_code")
	op.drop_table("second_factor")
