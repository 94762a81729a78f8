"""Accounts that the administrator keeps: e-mail, links to choose a password, devices, who did it"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
KEY = ["at", "service", "kind", "subject", "address"]
OLD_KEY = "uq_security_event_at_service_kind_subject_address"
NEW_KEY = "uq_security_event_at_service_kind_subject_address_by_detail"


def upgrade() -> None:
	op.add_column("staff", sa.Column("email", sa.String(254), nullable=True))
	op.create_unique_constraint("uq_staff_email", "staff", ["email"])
	op.alter_column("staff", "password_hash", existing_type=sa.String(200), nullable=True)
	for name, length in (("agent", 300), ("address", 64)):
		op.add_column(
			"staff_session",
			sa.Column(name, sa.String(length), server_default="", nullable=False),
		)
	for name, length in (("by", 80), ("detail", 200)):
		op.add_column(
			"security_event",
			sa.Column(name, sa.String(length), server_default="", nullable=False),
		)
	op.drop_constraint(OLD_KEY, "security_event")
	op.create_unique_constraint(NEW_KEY, "security_event", [*KEY, "by", "detail"])
	op.create_table(
		"password_link",
		sa.Column("id", sa.Uuid(), nullable=False),
		sa.Column("staff_id", sa.BigInteger(), nullable=True),
		sa.Column("token_hash", sa.String(length=64), nullable=False),
		sa.Column("expires_at", INSTANT, nullable=False),
		sa.Column("is_mail_due", sa.Boolean(), server_default=sa.false(), nullable=False),
		sa.Column("created_at", INSTANT, server_default=sa.func.now(), nullable=False),
		sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_password_link_staff_id_staff"),
		sa.PrimaryKeyConstraint("id", name="pk_password_link"),
		sa.UniqueConstraint("token_hash", name="uq_password_link_token_hash"),
	)
	op.create_index("ix_password_link_staff_id", "password_link", ["staff_id"])


def downgrade() -> None:
	op.drop_table("password_link")
	op.drop_constraint(NEW_KEY, "security_event")
	same = " AND ".join(f"one.{name} = other.{name}" for name in KEY)
	op.execute(
		f"DELETE FROM security_event one USING security_event other WHERE {same} "
		"AND one.id > other.id"
	)
	op.drop_column("security_event", "by")
	op.drop_column("security_event", "detail")
	op.create_unique_constraint(OLD_KEY, "security_event", KEY)
	op.drop_column("staff_session", "agent")
	op.drop_column("staff_session", "address")
	op.execute("UPDATE staff SET password_hash = '' WHERE password_hash IS NULL")
	op.alter_column("staff", "password_hash", existing_type=sa.String(200), nullable=False)
	op.drop_constraint("uq_staff_email", "staff")
	op.drop_column("staff", "email")
