"""Sign-ins as rows of their own; those of before end, for nothing could tell how old they are"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
	op.create_table(
		"staff_session",
		sa.Column("family", sa.Uuid(), nullable=False),
		sa.Column("staff_id", sa.BigInteger(), nullable=False),
		sa.Column("ends_at", INSTANT, nullable=False),
		sa.Column("ended_at", INSTANT, nullable=True),
		sa.Column("created_at", INSTANT, server_default=sa.func.now(), nullable=False),
		sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_session_staff_id_staff"),
		sa.PrimaryKeyConstraint("family", name="pk_staff_session"),
	)
	op.create_index("ix_staff_session_staff_id", "staff_session", ["staff_id"])
	op.create_index("ix_staff_session_ended_at", "staff_session", ["ended_at"])
	op.execute("DELETE FROM refresh_token")
	op.drop_column("refresh_token", "staff_id")
	op.drop_column("refresh_token", "revoked_at")
	op.create_foreign_key(
		"fk_refresh_token_family_staff_session",
		"refresh_token", "staff_session", ["family"], ["family"],
	)  # fmt: skip


def downgrade() -> None:
	op.execute("DELETE FROM refresh_token")
	op.drop_constraint("fk_refresh_token_family_staff_session", "refresh_token")
	op.add_column("refresh_token", sa.Column("revoked_at", INSTANT, nullable=True))
	op.add_column("refresh_token", sa.Column("staff_id", sa.BigInteger(), nullable=False))
	op.create_foreign_key(
		"fk_refresh_token_staff_id_staff", "refresh_token", "staff", ["staff_id"], ["id"]
	)
	op.create_index("ix_refresh_token_staff_id", "refresh_token", ["staff_id"])
	op.drop_table("staff_session")
