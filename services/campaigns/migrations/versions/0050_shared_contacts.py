"""The contacts that 0031 counted for one record of a person count for the others too."""

from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

# As `DayLedgerRepository.share` does it for one person. UNION: no record twice.
SHARE = """
	WITH RECURSIVE same (stands, id) AS (
		SELECT top.kept_id, top.kept_id FROM merged_customer AS top
		WHERE NOT EXISTS (SELECT FROM merged_customer AS up WHERE up.merged_id = top.kept_id)
		UNION SELECT same.stands, merged.merged_id
		FROM merged_customer AS merged JOIN same ON merged.kept_id = same.id
	)
	INSERT INTO contact_day (customer_id, day, channel, event_id)
	SELECT one.id, known.day, known.channel, known.event_id
	FROM same AS one JOIN same AS other USING (stands)
		JOIN contact_day AS known ON known.customer_id = other.id
	ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
	op.execute(SHARE)


def downgrade() -> None:
	"""Change nothing: what reached the person may stay with each record."""
