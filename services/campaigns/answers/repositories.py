"""Who answered mails of campaigns."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.answers.models import MailAnswerRow

SHARE = text("""
	INSERT INTO mail_answer AS kept (campaign_id, customer_id, answered_at)
	SELECT answer.campaign_id, same.id, max(answer.answered_at)
	FROM mail_answer AS answer, unnest(CAST(:person AS bigint[])) AS same (id)
	WHERE answer.customer_id = ANY(:person)
	GROUP BY answer.campaign_id, same.id
	ON CONFLICT (campaign_id, customer_id) DO UPDATE
		SET answered_at = greatest(kept.answered_at, excluded.answered_at)
""")


class MailAnswerRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def keep(self, campaign_id: int, person: Sequence[int], answered_at: datetime) -> None:
		"""Keep the latest answer for all records of a person."""
		row = MailAnswerRow
		rows = [
			{"campaign_id": campaign_id, "customer_id": one, "answered_at": answered_at}
			for one in person
		]
		query = insert(row).values(rows)
		later = func.greatest(row.answered_at, query.excluded.answered_at)
		keys = ["campaign_id", "customer_id"]
		self._session.execute(
			query.on_conflict_do_update(index_elements=keys, set_={"answered_at": later})
		)

	def find(self, campaign_id: int, customer_id: int) -> datetime | None:
		"""Return when a customer answered mail of a campaign last."""
		row = MailAnswerRow
		return self._session.scalar(
			select(row.answered_at).where(
				row.campaign_id == campaign_id, row.customer_id == customer_id
			)
		)

	def share(self, person: Sequence[int]) -> None:
		"""Let what one record of a person answered be known of all of them."""
		self._session.execute(SHARE, {"person": list(person)})
