"""Looks at risk beyond the desk, and reviews of many people"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
	_widen_checks()
	_create_reviews()
	_create_items()


def _widen_checks() -> None:
	op.alter_column("risk_check", "advisor_id", new_column_name="staff_id")
	op.drop_constraint("fk_risk_check_advisor_id_staff", "risk_check", type_="foreignkey")
	op.create_foreign_key(
		"fk_risk_check_staff_id_staff", "risk_check", "staff", ["staff_id"], ["id"]
	)
	for name in ("task_id", "customer_id", "lease_token"):
		op.alter_column("risk_check", name, nullable=True)
	# Until now every look was made at the desk, at a customer whose number the snapshot holds.
	_add_filled("kind", sa.String(length=20), "desk")
	_add_filled("purpose", sa.String(length=40), "telemarketing")
	_add_filled("subject", sa.String(length=80), "****")
	op.add_column("risk_check", sa.Column("subject_key", sa.String(length=64), nullable=True))
	op.add_column("risk_check", sa.Column("warning", sa.String(length=30), nullable=True))
	op.add_column("risk_check", sa.Column("reason", sa.String(length=20), nullable=True))
	op.add_column(
		"risk_check", sa.Column("matches", sa.Integer(), server_default="0", nullable=False)
	)
	op.alter_column("risk_check", "asked_at", server_default=None)
	looked_at = sa.Column(
		"looked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
	)
	op.add_column("risk_check", looked_at)
	op.execute("UPDATE risk_check SET looked_at = asked_at")
	op.create_index(op.f("ix_risk_check_subject_key"), "risk_check", ["subject_key"])
	op.create_index("ix_risk_check_staff_id_id", "risk_check", ["staff_id", "id"])


def _add_filled(name: str, kind: sa.types.TypeEngine[str], value: str) -> None:
	"""Add a column that the rows of today get a value for, and those of tomorrow must bring."""
	op.add_column("risk_check", sa.Column(name, kind, server_default=value, nullable=False))
	op.alter_column("risk_check", name, server_default=None)


def _create_reviews() -> None:
	op.create_table(
		"risk_review",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("kind", sa.String(length=10), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		sa.Column("assignment_id", sa.BigInteger(), nullable=True),
		sa.Column("file_name", sa.String(length=200), nullable=True),
		sa.Column("purpose", sa.String(length=40), nullable=False),
		sa.Column("state", sa.String(length=10), server_default="queued", nullable=False),
		*(
			sa.Column(name, sa.Integer(), server_default="0", nullable=False)
			for name in ("total", "done", "rejected", "attempts")
		),
		sa.Column("error", sa.String(length=300), nullable=True),
		sa.Column("requested_by", sa.BigInteger(), nullable=False),
		sa.Column("lease_token", sa.Uuid(), nullable=True),
		sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
		sa.Column(
			"created_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
		sa.ForeignKeyConstraint(
			["assignment_id"],
			["assignment.id"],
			name=op.f("fk_risk_review_assignment_id_assignment"),
		),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name=op.f("fk_risk_review_campaign_id_campaign")
		),
		sa.ForeignKeyConstraint(
			["requested_by"], ["staff.id"], name=op.f("fk_risk_review_requested_by_staff")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_review")),
	)
	op.create_index("ix_risk_review_campaign_id_id", "risk_review", ["campaign_id", "id"])


def _create_items() -> None:
	op.create_table(
		"risk_review_item",
		sa.Column("review_id", sa.BigInteger(), nullable=False),
		sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=True),
		sa.Column("id_type", sa.String(length=10), nullable=True),
		sa.Column("id_number", sa.String(length=20), nullable=True),
		sa.Column("masked_id", sa.String(length=20), server_default="****", nullable=False),
		sa.Column("subject_key", sa.String(length=64), nullable=True),
		sa.Column("status", sa.String(length=20), nullable=True),
		sa.Column("level", sa.String(length=10), server_default="UNKNOWN", nullable=False),
		sa.Column("score", sa.Integer(), nullable=True),
		sa.Column("as_of", sa.Date(), nullable=True),
		sa.Column("source", sa.String(length=60), nullable=True),
		sa.Column("warning", sa.String(length=30), nullable=True),
		sa.Column("error", sa.String(length=200), nullable=True),
		sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
		sa.ForeignKeyConstraint(
			["review_id"],
			["risk_review.id"],
			name=op.f("fk_risk_review_item_review_id_risk_review"),
			ondelete="CASCADE",
		),
		sa.PrimaryKeyConstraint("review_id", "line", name=op.f("pk_risk_review_item")),
	)
	op.create_index(
		"ix_risk_review_item_customer_id_asked_at",
		"risk_review_item",
		["customer_id", "asked_at"],
		postgresql_where=sa.text("customer_id IS NOT NULL"),
	)
	op.create_index("ix_risk_review_item_subject_key", "risk_review_item", ["subject_key"])


def downgrade() -> None:
	op.drop_table("risk_review_item")
	op.drop_table("risk_review")
	op.execute("DELETE FROM risk_check WHERE kind <> 'desk'")
	op.drop_index("ix_risk_check_staff_id_id", table_name="risk_check")
	op.drop_index(op.f("ix_risk_check_subject_key"), table_name="risk_check")
	added = (
		"looked_at",
		"matches",
		"reason",
		"warning",
		"subject_key",
		"subject",
		"purpose",
		"kind",
	)
	for name in added:
		op.drop_column("risk_check", name)
	op.alter_column("risk_check", "asked_at", server_default=sa.text("now()"))
	for name in ("task_id", "customer_id", "lease_token"):
		op.alter_column("risk_check", name, nullable=False)
	op.drop_constraint("fk_risk_check_staff_id_staff", "risk_check", type_="foreignkey")
	op.alter_column("risk_check", "staff_id", new_column_name="advisor_id")
	op.create_foreign_key(
		"fk_risk_check_advisor_id_staff", "risk_check", "staff", ["advisor_id"], ["id"]
	)
