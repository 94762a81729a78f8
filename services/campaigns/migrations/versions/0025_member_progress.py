"""How far campaigns came with their members is counted with the audience; calls by hour"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COUNTERS = (
	"mailed", "mails", "called", "attempts", "contacted", "interested", "sold", "promised", "kept",
)  # fmt: skip
REACHED = "'SALE', 'INTERESTED', 'CALLBACK_OWN', 'NOT_INTERESTED', 'DO_NOT_CALL'"
# What was called so far is counted; which calls kept a promise nobody wrote down.
COUNT_PROGRESS = f"""
	INSERT INTO member_progress (audience_id, customer_id, attempts, contacted, interested, sold)
	SELECT audience.id, call.customer_id, count(*) FILTER (WHERE call.result <> 'SKIPPED'),
		bool_or(call.result IN ({REACHED})), bool_or(call.result IN ('SALE', 'INTERESTED')),
		bool_or(call.result = 'SALE')
	FROM call JOIN audience ON audience.campaign_id = call.campaign_id GROUP BY 1, 2
"""
# Hours are those of the installation's usual zone: what had another was of no earlier release.
COUNT_CALLS = """
	INSERT INTO call_figure (campaign_id, day, hour, advisor_id, result, calls)
	SELECT campaign_id, CAST(recorded_at AT TIME ZONE 'America/Guayaquil' AS date),
		extract(hour FROM recorded_at AT TIME ZONE 'America/Guayaquil')::smallint, advisor_id,
		result, count(*)
	FROM call GROUP BY 1, 2, 3, 4, 5
"""
AGE = """CASE WHEN age >= 65 THEN '65+' WHEN age >= 55 THEN '55-64' WHEN age >= 45 THEN '45-54'
	WHEN age >= 35 THEN '35-44' WHEN age >= 25 THEN '25-34' WHEN age >= 18 THEN '18-24'
	WHEN age >= 0 THEN '0-17' ELSE 'unknown' END"""
INCOME = """CASE WHEN income >= 3856 THEN '8+sbu' WHEN income >= 2410 THEN '5-8sbu'
	WHEN income >= 1446 THEN '3-5sbu' WHEN income >= 964 THEN '2-3sbu'
	WHEN income >= 482 THEN '1-2sbu' WHEN income >= 0 THEN '0-1sbu' ELSE 'unknown' END"""
PROVINCE = "coalesce(province, 'none')"
KEYS = {
	"audience_figure": {"gender": "gender", "age": AGE, "province": PROVINCE},
	"income_figure": {"gender": "gender", "income": INCOME, "province": PROVINCE},
	"place_figure": {"province": PROVINCE, "canton": "coalesce(canton, 'none')"},
}  # fmt: skip


def write_count(table: str) -> str:
	keys = KEYS[table]
	places = ", ".join(map(str, range(1, len(keys) + 2)))
	return f"""
		INSERT INTO {table} (audience_id, {", ".join(keys)}, members, called, attempts, contacted,
			interested, sold)
		SELECT member.audience_id, {", ".join(keys.values())}, count(*),
			count(*) FILTER (WHERE done.attempts > 0), coalesce(sum(done.attempts), 0),
			count(*) FILTER (WHERE done.contacted), count(*) FILTER (WHERE done.interested),
			count(*) FILTER (WHERE done.sold)
		FROM audience_member AS member
		LEFT JOIN member_progress AS done
			ON (done.audience_id, done.customer_id) = (member.audience_id, member.customer_id)
		GROUP BY {places}
	"""


def upgrade() -> None:
	op.create_table(
		"member_progress",
		sa.Column("audience_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
		*(
			sa.Column(name, sa.Integer(), server_default="0", nullable=False)
			for name in ("mails", "attempts")
		),
		*(
			sa.Column(name, sa.Boolean(), server_default="false", nullable=False)
			for name in ("contacted", "interested", "sold")
		),
		*(
			sa.Column(name, sa.Integer(), server_default="0", nullable=False)
			for name in ("promised", "kept")
		),
		sa.PrimaryKeyConstraint("audience_id", "customer_id", name="pk_member_progress"),
	)
	op.create_index("ix_member_progress_customer_id", "member_progress", ["customer_id"])
	op.create_index(
		"ix_member_progress_called",
		"member_progress",
		["audience_id", "customer_id"],
		postgresql_where=sa.text("attempts > 0"),
	)
	op.create_table(
		"accepted_mails",
		sa.Column("event_id", sa.Uuid(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("run_id", sa.BigInteger(), nullable=False),
		sa.Column("mails", sa.Integer(), server_default="0", nullable=False),
		sa.Column("customer_ids", sa.ARRAY(sa.BigInteger()), nullable=True),
		sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
		sa.Column("is_paid", sa.Boolean(), server_default="false", nullable=False),
		sa.PrimaryKeyConstraint("event_id", name="pk_accepted_mails"),
	)
	op.create_index(
		"ix_accepted_mails_waiting",
		"accepted_mails",
		["campaign_id"],
		postgresql_where=sa.text("customer_ids IS NOT NULL"),
	)
	op.create_index(
		"ix_accepted_mails_unpaid",
		"accepted_mails",
		["event_id"],
		postgresql_where=sa.text("NOT is_paid"),
	)
	op.create_table(
		"call_figure",
		sa.Column("campaign_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("day", sa.Date(), nullable=False),
		sa.Column("hour", sa.SmallInteger(), autoincrement=False, nullable=False),
		sa.Column("advisor_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("result", sa.String(20), nullable=False),
		sa.Column("calls", sa.Integer(), nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_call_figure_campaign_id_campaign"
		),
		sa.ForeignKeyConstraint(
			["advisor_id"], ["staff.id"], name="fk_call_figure_advisor_id_staff"
		),
		sa.PrimaryKeyConstraint(
			"campaign_id", "day", "hour", "advisor_id", "result", name="pk_call_figure"
		),
	)
	op.add_column("call", sa.Column("kept_promise", sa.Boolean(), nullable=True))
	op.create_index(
		"ix_call_task_promised",
		"call_task",
		["campaign_id", "next_attempt_at"],
		postgresql_where=sa.text("is_callback AND state = 'pending'"),
	)
	_make_figures()
	for statement in (COUNT_PROGRESS, COUNT_CALLS, *map(write_count, KEYS)):
		op.execute(statement)


def _make_figures() -> None:
	op.execute("DELETE FROM audience_figure")
	for name in COUNTERS:
		op.add_column(
			"audience_figure", sa.Column(name, sa.Integer(), server_default="0", nullable=False)
		)
	_make_table("income_figure", gender=10, income=10, province=6)
	_make_table("place_figure", province=6, canton=4)


def _make_table(table: str, **keys: int) -> None:
	op.create_table(
		table,
		sa.Column("audience_id", sa.BigInteger(), autoincrement=False, nullable=False),
		*(sa.Column(key, sa.String(size), nullable=False) for key, size in keys.items()),
		sa.Column("members", sa.Integer(), nullable=False),
		*(sa.Column(name, sa.Integer(), server_default="0", nullable=False) for name in COUNTERS),
		sa.CheckConstraint("members >= 0", name=f"ck_{table}_members"),
		sa.ForeignKeyConstraint(
			["audience_id"], ["audience.id"], name=f"fk_{table}_audience_id_audience"
		),
		sa.PrimaryKeyConstraint("audience_id", *keys, name=f"pk_{table}"),
	)


def downgrade() -> None:
	for table in ("place_figure", "income_figure"):
		op.drop_table(table)
	for name in COUNTERS:
		op.drop_column("audience_figure", name)
	op.drop_index("ix_call_task_promised", "call_task")
	op.drop_column("call", "kept_promise")
	for table in ("call_figure", "accepted_mails", "member_progress"):
		op.drop_table(table)
