"""How many customers audiences share is kept, and what a campaign does with those of others"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

PAIRS, LEFT_OUT, STALE = "audience_overlap", "audience_left_out", "stale_overlap"
MEMBERS, BY_CUSTOMER = "audience_member", "ix_audience_member_customer_id"
BY_BOTH = "ix_audience_member_customer_id_audience_id"
COUNT_PAIRS = """
	INSERT INTO audience_overlap (audience_id, other_id, members)
	WITH RECURSIVE standing (customer_id, person_id) AS (
		SELECT merged_id, kept_id FROM merged_customer
		UNION ALL SELECT standing.customer_id, merged.kept_id
		FROM standing JOIN merged_customer AS merged ON merged.merged_id = standing.person_id
	), merged AS (
		SELECT customer_id, person_id FROM standing
		WHERE person_id NOT IN (SELECT merged_id FROM merged_customer)
	), place AS (
		SELECT DISTINCT audience_id, coalesce(person_id, customer_id) AS person_id
		FROM audience_member LEFT JOIN merged USING (customer_id)
	)
	SELECT first.audience_id, second.audience_id, count(*)
	FROM place AS first JOIN place AS second USING (person_id)
	WHERE first.audience_id < second.audience_id
	GROUP BY 1, 2
"""


def upgrade() -> None:
	kept = {"nullable": False, "server_default": "keep"}
	op.add_column("campaign", sa.Column("repeated", sa.String(10), **kept))
	none = {"nullable": False, "server_default": "0"}
	op.add_column("audience", sa.Column("left_out", sa.Integer(), **none))
	op.create_index(BY_BOTH, MEMBERS, ["customer_id", "audience_id"])
	op.drop_index(BY_CUSTOMER, MEMBERS)
	op.create_table(
		PAIRS,
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("audience_id", sa.BigInteger(), nullable=False),
		sa.Column("other_id", sa.BigInteger(), nullable=False),
		sa.Column("members", sa.Integer(), nullable=False),
		sa.CheckConstraint("audience_id < other_id", name="ck_audience_overlap_order"),
		sa.CheckConstraint("members >= 0", name="ck_audience_overlap_members"),
		point(PAIRS, "audience_id", "audience"),
		point(PAIRS, "other_id", "audience"),
		sa.PrimaryKeyConstraint("id", name="pk_audience_overlap"),
		sa.UniqueConstraint(
			"audience_id", "other_id", name="uq_audience_overlap_audience_id_other_id"
		),
	)
	op.create_index("ix_audience_overlap_other_id", PAIRS, ["other_id"])
	op.create_table(
		LEFT_OUT,
		sa.Column("audience_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("members", sa.Integer(), nullable=False),
		point(LEFT_OUT, "audience_id", "audience"),
		point(LEFT_OUT, "campaign_id", "campaign"),
		sa.PrimaryKeyConstraint("audience_id", "campaign_id", name="pk_audience_left_out"),
	)
	op.create_table(
		STALE,
		sa.Column("audience_id", sa.BigInteger(), autoincrement=False, nullable=False),
		point(STALE, "audience_id", "audience"),
		sa.PrimaryKeyConstraint("audience_id", name="pk_stale_overlap"),
	)
	op.execute(COUNT_PAIRS)


def point(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
	"""Return the foreign key of a column."""
	return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")


def downgrade() -> None:
	for table in (STALE, LEFT_OUT, PAIRS):
		op.drop_table(table)
	op.create_index(BY_CUSTOMER, MEMBERS, ["customer_id"])
	op.drop_index(BY_BOTH, MEMBERS)
	op.drop_column("audience", "left_out")
	op.drop_column("campaign", "repeated")
