"""Which customers are one person, and which of their mails leave."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from chasqui.kernel.data.stand_ins import StandInRepository
from mailer.people.models.merged_customer import MergedCustomerRow

# What waits for somebody who gets the same mail as another customer, or who may not be written to.
SKIP = text("""
	UPDATE delivery AS waiting
	SET state = 'skipped', reason = 'merged', address_hash = NULL, updated_at = now()
	FROM run
	WHERE run.id = waiting.run_id AND waiting.customer_id = :merged
		AND waiting.state IN ('queued', 'deferred')
		AND (run.purpose = 'marketing' AND NOT :may_email OR EXISTS (
			SELECT FROM delivery AS other
			WHERE other.run_id = waiting.run_id AND other.customer_id = ANY(:others)
				AND other.state NOT IN ('skipped', 'failed')))
""")


class MergeRepository(StandInRepository):
	def __init__(self, session: Session) -> None:
		super().__init__(session, MergedCustomerRow)

	def list_person(self, customer_id: int) -> list[int]:
		"""Return the customers who are one person with this one; who stands for it is first."""
		return self.list_same(customer_id)

	def skip_doubles(self, person: Sequence[int], merged_id: int, *, may_email: bool) -> None:
		"""Skip what waits for a customer and the person gets by another one, or does not want."""
		others = [one for one in person if one != merged_id]
		values = {"merged": merged_id, "others": others, "may_email": may_email}
		self._session.execute(SKIP, values)
