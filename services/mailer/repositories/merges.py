"""Which customers are one person, and which of their mails leave."""

from collections.abc import Sequence

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mailer.models.merged_customer import MergedCustomerRow

# From a customer up to the one that stands for the person, and down to all who are the same.
PERSON = text("""
	WITH RECURSIVE standing (id, height) AS (
		SELECT CAST(:id AS bigint), 0
		UNION ALL SELECT merged.kept_id, height + 1
		FROM merged_customer AS merged JOIN standing ON merged.merged_id = standing.id
	), person (id, depth) AS (
		(SELECT id, 0 FROM standing ORDER BY height DESC LIMIT 1)
		UNION ALL SELECT merged.merged_id, depth + 1
		FROM merged_customer AS merged JOIN person ON merged.kept_id = person.id
	)
	SELECT id FROM person ORDER BY depth, id
""")
# What waits for somebody who gets the same mail as another customer, or who may not be written to.
SKIP = text("""
	UPDATE delivery AS waiting SET state = 'skipped', reason = 'merged', updated_at = now()
	FROM run
	WHERE run.id = waiting.run_id AND waiting.customer_id = :merged
		AND waiting.state IN ('queued', 'deferred')
		AND (run.purpose = 'marketing' AND NOT :may_email OR EXISTS (
			SELECT FROM delivery AS other
			WHERE other.run_id = waiting.run_id AND other.customer_id = ANY(:others)
				AND other.state NOT IN ('skipped', 'failed')))
""")
# What a merge had skipped leaves after all, where its run still goes on.
RESTORE = text("""
	UPDATE delivery AS skipped SET state = 'queued', reason = NULL, updated_at = now()
	FROM run
	WHERE run.id = skipped.run_id AND run.finished_at IS NULL AND run.closing_reason IS NULL
		AND skipped.customer_id = :merged
		AND (skipped.state, skipped.reason) = ('skipped', 'merged')
""")


class MergeRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def remember(self, kept_id: int, merged_id: int) -> None:
		"""Keep that one customer stands for another; once is enough."""
		query = insert(MergedCustomerRow).values(kept_id=kept_id, merged_id=merged_id)
		self._session.execute(query.on_conflict_do_nothing())

	def forget(self, merged_id: int) -> None:
		"""Let a customer be a person of its own again."""
		mine = MergedCustomerRow.merged_id == merged_id
		self._session.execute(delete(MergedCustomerRow).where(mine))

	def list_person(self, customer_id: int) -> list[int]:
		"""Return the customers who are one person with this one; who stands for it is first."""
		return list(self._session.scalars(PERSON, {"id": customer_id}))

	def skip_doubles(self, person: Sequence[int], merged_id: int, *, may_email: bool) -> None:
		"""Skip what waits for a customer and the person gets by another one, or does not want."""
		others = [one for one in person if one != merged_id]
		values = {"merged": merged_id, "others": others, "may_email": may_email}
		self._session.execute(SKIP, values)

	def restore(self, merged_id: int) -> None:
		"""Have what a merge had skipped leave after all."""
		self._session.execute(RESTORE, {"merged": merged_id})
