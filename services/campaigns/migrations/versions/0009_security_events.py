"""What an administrator must hear of, as all services tell it"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
	op.create_table(
		"security_event",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("at", INSTANT, nullable=False),
		sa.Column("service", sa.String(length=20), nullable=False),
		sa.Column("kind", sa.String(length=30), nullable=False),
		sa.Column("subject", sa.String(length=80), nullable=False),
		sa.Column("address", sa.String(length=64), nullable=False),
		sa.Column("times", sa.Integer(), nullable=False),
		sa.Column("last_at", INSTANT, nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_security_event"),
		sa.UniqueConstraint(
			"at", "service", "kind", "subject", "address",
			name="uq_security_event_at_service_kind_subject_address",
		),
	)  # fmt: skip


def downgrade() -> None:
	op.drop_table("security_event")
