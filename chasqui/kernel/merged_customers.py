"""Which customers are one person, as a service remembers it from the events of customers."""

from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

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


class MergedCustomers:
	"""Keeps a service's table `merged_customer`, whose model is `row`."""

	def __init__(self, session: Session, row: Any) -> None:
		self._session = session
		self._row = row

	def remember(self, kept_id: int, merged_id: int) -> None:
		"""Keep that one customer stands for another; once is enough."""
		query = insert(self._row).values(kept_id=kept_id, merged_id=merged_id)
		self._session.execute(query.on_conflict_do_nothing())

	def forget(self, merged_id: int) -> None:
		"""Let a customer be a person of its own again."""
		self._session.execute(delete(self._row).where(self._row.merged_id == merged_id))

	def list_person(self, customer_id: int) -> list[int]:
		"""Return the customers who are one person with this one; who stands for it is first."""
		return list(self._session.scalars(PERSON, {"id": customer_id}))
