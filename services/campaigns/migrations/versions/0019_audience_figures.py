"""The members of audiences are counted once, by gender, age and province"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLE = "audience_figure"
COUNT_MEMBERS = """
	INSERT INTO audience_figure (audience_id, gender, age, province, members)
	SELECT audience_id, gender,
		CASE WHEN age >= 65 THEN '65+' WHEN age >= 55 THEN '55-64' WHEN age >= 45 THEN '45-54'
			WHEN age >= 35 THEN '35-44' WHEN age >= 25 THEN '25-34' WHEN age >= 18 THEN '18-24'
			WHEN age >= 0 THEN '0-17' ELSE 'unknown' END,
		coalesce(province, 'none'), count(*)
	FROM audience_member GROUP BY 1, 2, 3, 4
"""


def upgrade() -> None:
	op.create_table(
		TABLE,
		sa.Column("audience_id", sa.BigInteger(), autoincrement=False, nullable=False),
		sa.Column("gender", sa.String(10), nullable=False),
		sa.Column("age", sa.String(10), nullable=False),
		sa.Column("province", sa.String(6), nullable=False),
		sa.Column("members", sa.Integer(), nullable=False),
		sa.CheckConstraint("members >= 0", name="ck_audience_figure_members"),
		sa.ForeignKeyConstraint(
			["audience_id"], ["audience.id"], name="fk_audience_figure_audience_id_audience"
		),
		sa.PrimaryKeyConstraint(
			"audience_id", "gender", "age", "province", name="pk_audience_figure"
		),
	)
	op.execute(COUNT_MEMBERS)


def downgrade() -> None:
	op.drop_table(TABLE)
