"""Compares what was added up by day with the calls that it was added up from."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from campaigns.desk.domain import ATTEMPTS, SALES

# Every call is read: once a day, by the worker.
FIND_DIFFERENCES = text("""
	WITH made AS (
		SELECT call.campaign_id, (call.recorded_at AT TIME ZONE :zone)::date AS day,
			call.seconds, call.result = ANY(:attempts) AS is_attempt,
			call.result = ANY(:sales) AS is_sale, call_sale.call_id IS NULL AS is_unpriced,
			coalesce(call_sale.unit_price * call_sale.quantity, 0) AS amount
		FROM call LEFT JOIN call_sale ON call_sale.call_id = call.id
	), counted AS (
		SELECT campaign_id, day, count(*) FILTER (WHERE is_attempt) AS attempts,
			sum(seconds) AS seconds, count(*) FILTER (WHERE is_sale) AS sales,
			count(*) FILTER (WHERE is_sale AND is_unpriced) AS unpriced_sales,
			sum(amount) AS revenue
		FROM made GROUP BY campaign_id, day
		UNION ALL
		SELECT campaign_id, day, -attempts, -seconds, -sales, -unpriced_sales, -revenue
		FROM campaign_day
	)
	SELECT campaign_id, day, sum(attempts) AS attempts, sum(seconds) AS seconds,
		sum(sales) AS sales, sum(unpriced_sales) AS unpriced_sales, sum(revenue) AS revenue
	FROM counted GROUP BY campaign_id, day
	HAVING (sum(attempts), sum(seconds), sum(sales), sum(unpriced_sales), sum(revenue))
		<> (0, 0, 0, 0, 0)
	ORDER BY campaign_id, day
""")


def find_day_differences(session: Session, zone: str) -> Sequence[Row[Any]]:
	"""Return the days whose counts are not those of their calls, by how much they differ."""
	given = {"zone": zone, "attempts": list(ATTEMPTS), "sales": list(SALES)}
	return session.execute(FIND_DIFFERENCES, given).all()
