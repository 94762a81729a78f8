"""What mail servers report of mails that did not arrive."""

import sqlalchemy as sa
from alembic import op

revision = "0016_bounces"
down_revision = "0015_conversations"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
	op.create_table(
		"bounce",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("received_id", sa.BigInteger(), nullable=True),
		sa.Column("delivery_id", sa.BigInteger(), nullable=True),
		sa.Column("customer_id", sa.BigInteger(), nullable=True),
		sa.Column("email", sa.String(320), nullable=True),
		sa.Column("address_hash", sa.LargeBinary(), nullable=True),
		sa.Column("kind", sa.String(10), nullable=False),
		sa.Column("reason", sa.String(20), nullable=True),
		sa.Column("status", sa.String(12), server_default="", nullable=False),
		sa.Column("diagnostic", sa.String(300), server_default="", nullable=False),
		sa.Column("classed_by", sa.String(120), server_default="", nullable=False),
		sa.Column("at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_bounce"),
		sa.ForeignKeyConstraint(
			["received_id"],
			["received_mail.id"],
			name="fk_bounce_received_id_received_mail",
			ondelete="SET NULL",
		),
	)
	for name, columns in {
		"at": ["at", "id"],
		"address_hash": ["address_hash", "at"],
		"customer_id": ["customer_id"],
		"delivery_id": ["delivery_id"],
		"received_id": ["received_id"],
	}.items():
		op.create_index(f"ix_bounce_{name}", "bounce", columns)


def downgrade() -> None:
	op.drop_table("bounce")
