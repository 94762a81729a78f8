"""Who bought of those whom a campaign contacts, and of those whom it holds out."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

# Sales alone are read, of all campaigns: who was held out of this one may buy in another.
COUNT_BUYERS = text("""
	SELECT count(DISTINCT call.customer_id) FILTER (WHERE held.customer_id IS NULL),
		count(DISTINCT held.customer_id)
	FROM call
	JOIN audience_member AS member
		ON member.audience_id = :audience_id AND member.customer_id = call.customer_id
	LEFT JOIN holdout_member AS held
		ON held.audience_id = member.audience_id AND held.customer_id = member.customer_id
	WHERE call.result = 'SALE' AND call.recorded_at >= :since AND call.recorded_at < :until
""")


class UpliftRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def count_buyers(self, audience_id: int, since: datetime, until: datetime) -> tuple[int, int]:
		"""Return who bought from an instant until before another: the contacted, the held out."""
		asked = {"audience_id": audience_id, "since": since, "until": until}
		contacted, held_out = self._session.execute(COUNT_BUYERS, asked).one()
		return int(contacted), int(held_out)
