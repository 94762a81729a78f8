"""Staff, campaigns, audiences, desk and feed"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.create_table(
		"audience_member",
		sa.Column("audience_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("kind", sa.String(length=10), nullable=False),
		sa.Column("id_type", sa.String(length=10), nullable=True),
		sa.Column("id_number", sa.String(length=20), nullable=True),
		sa.Column("name", sa.String(length=160), nullable=True),
		sa.Column("gender", sa.String(length=10), nullable=False),
		sa.Column("age", sa.SmallInteger(), nullable=True),
		sa.Column("income", sa.Numeric(precision=14, scale=2), nullable=True),
		sa.Column("province", sa.String(length=6), nullable=True),
		sa.Column("canton", sa.String(length=4), nullable=True),
		sa.Column("email", sa.String(length=254), nullable=True),
		sa.Column("phone", sa.String(length=20), nullable=True),
		sa.Column("may_email", sa.Boolean(), nullable=False),
		sa.Column("may_phone", sa.Boolean(), nullable=False),
		sa.Column("synthetic", sa.Boolean(), nullable=False),
		sa.PrimaryKeyConstraint("audience_id", "customer_id", name=op.f("pk_audience_member")),
	)
	op.create_index(
		"ix_audience_member_customer_id", "audience_member", ["customer_id"], unique=False
	)
	op.create_table(
		"campaign",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("name", sa.String(length=120), nullable=False),
		sa.Column("objective", sa.String(length=500), nullable=False),
		sa.Column("budget", sa.Numeric(precision=14, scale=2), nullable=True),
		sa.Column("starts_on", sa.Date(), nullable=False),
		sa.Column("ends_on", sa.Date(), nullable=False),
		sa.Column("criteria", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
		sa.Column("design_id", sa.BigInteger(), nullable=True),
		sa.Column("subject", sa.String(length=150), nullable=True),
		sa.Column("monthly_mailing", sa.Boolean(), nullable=False),
		sa.Column("monthly_day", sa.Integer(), nullable=False),
		sa.Column("monthly_hour", sa.Integer(), nullable=False),
		sa.Column("phase", sa.String(length=20), nullable=False),
		sa.Column("version", sa.Integer(), nullable=False),
		sa.Column("first_executed_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("in_execution_since", sa.DateTime(timezone=True), nullable=True),
		sa.Column("created_by", sa.String(length=120), nullable=False),
		sa.Column(
			"created_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.Column(
			"updated_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_campaign_dates")),
		sa.CheckConstraint("monthly_day BETWEEN 0 AND 28", name=op.f("ck_campaign_monthly_day")),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
	)
	op.create_index(op.f("ix_campaign_name"), "campaign", ["name"], unique=False)
	op.create_index("ix_campaign_phase_id", "campaign", ["phase", "id"], unique=False)
	op.create_table(
		"event",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("event_id", sa.Uuid(), nullable=False),
		sa.Column(
			"transaction_id",
			sa.BigInteger(),
			server_default=sa.text("pg_current_xact_id()::text::bigint"),
			nullable=False,
		),
		sa.Column("name", sa.String(length=60), nullable=False),
		sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
		sa.Column(
			"happened_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
		sa.UniqueConstraint("event_id", name=op.f("uq_event_event_id")),
	)
	op.create_index("ix_event_feed", "event", ["transaction_id", "id"], unique=False)
	op.create_table(
		"event_cursor",
		sa.Column("producer", sa.String(length=30), nullable=False),
		sa.Column("cursor", sa.String(length=60), nullable=False),
		sa.Column(
			"updated_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.PrimaryKeyConstraint("producer", name=op.f("pk_event_cursor")),
	)
	op.create_table(
		"idempotency",
		sa.Column("key", sa.String(length=240), nullable=False),
		sa.Column("request_hash", sa.String(length=64), nullable=False),
		sa.Column("body", sa.Text(), nullable=False),
		sa.Column(
			"created_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency")),
	)
	op.create_table(
		"objection",
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("channel", sa.String(length=10), nullable=False),
		sa.Column("source", sa.String(length=40), nullable=False),
		sa.Column(
			"objected_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.PrimaryKeyConstraint("customer_id", "channel", name=op.f("pk_objection")),
	)
	op.create_table(
		"staff",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("username", sa.String(length=120), nullable=False),
		sa.Column("name", sa.String(length=120), nullable=False),
		sa.Column("password_hash", sa.String(length=200), nullable=False),
		sa.Column("roles", postgresql.ARRAY(sa.String(length=30)), nullable=False),
		sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
		sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
		sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column(
			"created_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
		sa.UniqueConstraint("username", name=op.f("uq_staff_username")),
	)
	op.create_table(
		"assignment",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column("asked", sa.Integer(), nullable=False),
		sa.Column("assigned", sa.Integer(), nullable=False),
		sa.Column("assigned_by", sa.String(length=120), nullable=False),
		sa.Column(
			"assigned_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name=op.f("fk_assignment_advisor_id_staff")
		),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name=op.f("fk_assignment_campaign_id_campaign")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
	)
	op.create_index(op.f("ix_assignment_advisor_id"), "assignment", ["advisor_id"], unique=False)
	op.create_index(op.f("ix_assignment_campaign_id"), "assignment", ["campaign_id"], unique=False)
	op.create_table(
		"audience",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("state", sa.String(length=20), nullable=False),
		sa.Column("as_of", sa.Date(), nullable=True),
		sa.Column("members", sa.Integer(), nullable=False),
		sa.Column("reachable_email", sa.Integer(), nullable=False),
		sa.Column("reachable_phone", sa.Integer(), nullable=False),
		sa.Column("error", sa.String(length=300), nullable=True),
		sa.Column("attempts", sa.Integer(), nullable=False),
		sa.Column("requested_by", sa.String(length=120), nullable=False),
		sa.Column(
			"requested_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.Column("built_at", sa.DateTime(timezone=True), nullable=True),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name=op.f("fk_audience_campaign_id_campaign")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_audience")),
		sa.UniqueConstraint("campaign_id", name=op.f("uq_audience_campaign_id")),
	)
	op.create_table(
		"phase_change",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("previous", sa.String(length=20), nullable=True),
		sa.Column("phase", sa.String(length=20), nullable=False),
		sa.Column("reason", sa.String(length=300), nullable=False),
		sa.Column("moved_by", sa.String(length=120), nullable=False),
		sa.Column(
			"moved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
		),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name=op.f("fk_phase_change_campaign_id_campaign")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_change")),
	)
	op.create_index(
		op.f("ix_phase_change_campaign_id"), "phase_change", ["campaign_id"], unique=False
	)
	op.create_table(
		"refresh_token",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("staff_id", sa.BigInteger(), nullable=False),
		sa.Column("family", sa.Uuid(), nullable=False),
		sa.Column("token_hash", sa.String(length=64), nullable=False),
		sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
		sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column(
			"created_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.ForeignKeyConstraint(
			["staff_id"], ["staff.id"], name=op.f("fk_refresh_token_staff_id_staff")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_refresh_token")),
		sa.UniqueConstraint("token_hash", name=op.f("uq_refresh_token_token_hash")),
	)
	op.create_index(op.f("ix_refresh_token_family"), "refresh_token", ["family"], unique=False)
	op.create_index(op.f("ix_refresh_token_staff_id"), "refresh_token", ["staff_id"], unique=False)
	op.create_table(
		"call_task",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("assignment_id", sa.BigInteger(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("audience_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column("state", sa.String(length=10), server_default="pending", nullable=False),
		sa.Column("lease_token", sa.Uuid(), nullable=True),
		sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
		sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
		sa.Column("is_callback", sa.Boolean(), server_default="false", nullable=False),
		sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column("last_result", sa.String(length=20), nullable=True),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name=op.f("fk_call_task_advisor_id_staff")
		),
		sa.ForeignKeyConstraint(
			["assignment_id"], ["assignment.id"], name=op.f("fk_call_task_assignment_id_assignment")
		),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name=op.f("fk_call_task_campaign_id_campaign")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_call_task")),
		sa.UniqueConstraint(
			"campaign_id", "customer_id", name=op.f("uq_call_task_campaign_id_customer_id")
		),
		sa.UniqueConstraint("lease_token", name=op.f("uq_call_task_lease_token")),
	)
	op.create_index(
		"ix_call_task_advisor_id_state", "call_task", ["advisor_id", "state"], unique=False
	)
	op.create_index("ix_call_task_customer_id", "call_task", ["customer_id"], unique=False)
	op.create_index(
		"uq_call_task_leased_customer",
		"call_task",
		["customer_id"],
		unique=True,
		postgresql_where=sa.text("state = 'leased'"),
	)
	op.create_table(
		"call",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("task_id", sa.BigInteger(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column("lease_token", sa.Uuid(), nullable=False),
		sa.Column("result", sa.String(length=20), nullable=False),
		sa.Column("note", sa.String(length=1000), nullable=False),
		sa.Column("risk_level", sa.String(length=10), nullable=True),
		sa.Column("risk_reason", sa.String(length=300), nullable=False),
		sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
		sa.Column(
			"recorded_at",
			sa.DateTime(timezone=True),
			server_default=sa.text("now()"),
			nullable=False,
		),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name=op.f("fk_call_advisor_id_staff")
		),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name=op.f("fk_call_campaign_id_campaign")
		),
		sa.ForeignKeyConstraint(
			["task_id"], ["call_task.id"], name=op.f("fk_call_task_id_call_task")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
		sa.UniqueConstraint("lease_token", name=op.f("uq_call_lease_token")),
	)
	op.create_index(
		"ix_call_advisor_id_recorded_at", "call", ["advisor_id", "recorded_at"], unique=False
	)
	op.create_index(
		"ix_call_campaign_id_recorded_at", "call", ["campaign_id", "recorded_at"], unique=False
	)
	op.create_index(
		"ix_call_customer_id_recorded_at", "call", ["customer_id", "recorded_at"], unique=False
	)
	op.create_table(
		"risk_check",
		sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
		sa.Column("task_id", sa.BigInteger(), nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=False),
		sa.Column("lease_token", sa.Uuid(), nullable=False),
		sa.Column("status", sa.String(length=20), nullable=False),
		sa.Column("level", sa.String(length=10), nullable=False),
		sa.Column("score", sa.Integer(), nullable=True),
		sa.Column("as_of", sa.Date(), nullable=True),
		sa.Column("source", sa.String(length=60), nullable=True),
		sa.Column(
			"asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
		),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name=op.f("fk_risk_check_advisor_id_staff")
		),
		sa.ForeignKeyConstraint(
			["task_id"], ["call_task.id"], name=op.f("fk_risk_check_task_id_call_task")
		),
		sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_check")),
	)
	op.create_index(op.f("ix_risk_check_customer_id"), "risk_check", ["customer_id"], unique=False)
	op.create_index(op.f("ix_risk_check_lease_token"), "risk_check", ["lease_token"], unique=False)


def downgrade() -> None:
	op.drop_index(op.f("ix_risk_check_lease_token"), table_name="risk_check")
	op.drop_index(op.f("ix_risk_check_customer_id"), table_name="risk_check")
	op.drop_table("risk_check")
	op.drop_index("ix_call_customer_id_recorded_at", table_name="call")
	op.drop_index("ix_call_campaign_id_recorded_at", table_name="call")
	op.drop_index("ix_call_advisor_id_recorded_at", table_name="call")
	op.drop_table("call")
	op.drop_index(
		"uq_call_task_leased_customer",
		table_name="call_task",
		postgresql_where=sa.text("state = 'leased'"),
	)
	op.drop_index("ix_call_task_customer_id", table_name="call_task")
	op.drop_index("ix_call_task_advisor_id_state", table_name="call_task")
	op.drop_table("call_task")
	op.drop_index(op.f("ix_refresh_token_staff_id"), table_name="refresh_token")
	op.drop_index(op.f("ix_refresh_token_family"), table_name="refresh_token")
	op.drop_table("refresh_token")
	op.drop_index(op.f("ix_phase_change_campaign_id"), table_name="phase_change")
	op.drop_table("phase_change")
	op.drop_table("audience")
	op.drop_index(op.f("ix_assignment_campaign_id"), table_name="assignment")
	op.drop_index(op.f("ix_assignment_advisor_id"), table_name="assignment")
	op.drop_table("assignment")
	op.drop_table("staff")
	op.drop_table("objection")
	op.drop_table("idempotency")
	op.drop_table("event_cursor")
	op.drop_index("ix_event_feed", table_name="event")
	op.drop_table("event")
	op.drop_index("ix_campaign_phase_id", table_name="campaign")
	op.drop_index(op.f("ix_campaign_name"), table_name="campaign")
	op.drop_table("campaign")
	op.drop_index("ix_audience_member_customer_id", table_name="audience_member")
	op.drop_table("audience_member")
