"""Information that is mailed to whoever asks for it in a call; interest may promise a call."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

NOW = sa.text("now()")
DESIGN, REQUEST = "information_design", "information_request"


def upgrade() -> None:
	add_designs()
	add_requests()
	op.add_column(
		"call", sa.Column("is_promise", sa.Boolean(), nullable=False, server_default="false")
	)
	op.execute("UPDATE call SET is_promise = true WHERE result = 'CALLBACK_OWN'")
	# The desk mails the information by this key from now on.
	op.execute("UPDATE own_result SET key = NULL WHERE key = 'i'")


def downgrade() -> None:
	op.drop_column("call", "is_promise")
	op.drop_table(REQUEST)
	op.drop_table(DESIGN)


def add_designs() -> None:
	op.create_table(
		DESIGN,
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		sa.Column("design_id", sa.BigInteger(), nullable=True),
		sa.Column("subject", sa.String(150), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("updated_by", sa.String(120), nullable=False),
		sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_information_design_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_information_design"),
	)
	op.create_index("uq_information_design_campaign_id", DESIGN, ["campaign_id"], unique=True)
	op.create_index(
		"uq_information_design_of_all",
		DESIGN,
		[sa.text("(campaign_id IS NULL)")],
		unique=True,
		postgresql_where=sa.text("campaign_id IS NULL"),
	)


def add_requests() -> None:
	op.create_table(
		REQUEST,
		sa.Column("id", sa.Uuid(), nullable=False),
		sa.Column("lease_token", sa.Uuid(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column("design_id", sa.BigInteger(), nullable=False),
		sa.Column("state", sa.String(10), nullable=False),
		sa.Column("reason", sa.String(30), nullable=False, server_default=""),
		sa.Column("requested_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.Column("settled_at", sa.DateTime(timezone=True)),
		sa.PrimaryKeyConstraint("id", name="pk_information_request"),
		sa.UniqueConstraint("lease_token", name="uq_information_request_lease_token"),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_information_request_campaign_id_campaign"
		),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name="fk_information_request_advisor_id_staff"
		),
	)
	op.create_index(
		"ix_information_request_customer_id_requested_at", REQUEST, ["customer_id", "requested_at"]
	)
	op.create_index("ix_information_request_campaign_id_state", REQUEST, ["campaign_id", "state"])
