"""What had been settled with one record of a person holds for the others, as it does since 0011."""

from alembic import op

revision = "0012_shared_stops"
down_revision = "0011_pressure"
branch_labels = None
depends_on = None

# As `MailStopRepository.share` does it for one person. UNION: no record twice.
SHARE = """
	WITH RECURSIVE same (stands, id) AS (
		SELECT top.kept_id, top.kept_id FROM merged_customer AS top
		WHERE NOT EXISTS (SELECT FROM merged_customer AS up WHERE up.merged_id = top.kept_id)
		UNION SELECT same.stands, merged.merged_id
		FROM merged_customer AS merged JOIN same ON merged.kept_id = same.id
	)
	INSERT INTO mail_stop AS kept (campaign_id, customer_id, reason, others_until, since)
	SELECT stop.campaign_id, one.id, (array_agg(stop.reason ORDER BY stop.since DESC))[1],
		max(stop.others_until), min(stop.since)
	FROM same AS one JOIN same AS other USING (stands)
		JOIN mail_stop AS stop ON stop.customer_id = other.id
	GROUP BY stop.campaign_id, one.id
	ON CONFLICT (campaign_id, customer_id) DO UPDATE
		SET others_until = greatest(kept.others_until, excluded.others_until)
"""


def upgrade() -> None:
	op.execute(SHARE)


def downgrade() -> None:
	"""Change nothing: what holds for the person may stay with each record."""
