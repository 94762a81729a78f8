"""Records that turned out to be one: the kept one stands for the merged ones, in chains too."""

from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

# From a record up to the one that stands for it, and down to all who are the same.
SAME = """
	WITH RECURSIVE standing (id, height) AS (
		SELECT CAST({of} AS bigint), 0
		UNION ALL SELECT merged.kept_id, height + 1
		FROM {table} AS merged JOIN standing ON merged.merged_id = standing.id
	), same (id, depth) AS (
		(SELECT id, 0 FROM standing ORDER BY height DESC LIMIT 1)
		UNION ALL SELECT merged.merged_id, depth + 1
		FROM {table} AS merged JOIN same ON merged.kept_id = same.id
	)
	SELECT id FROM same ORDER BY depth, id
"""


def write_same(table: str, of: str = ":id") -> str:
	"""Return the query of the records that are one with `of`, which stands for all first."""
	return SAME.format(table=table, of=of)


class StandInRepository:
	"""Keeps a service's table of `merged_id` (its key) and `kept_id`, whose model is `row`."""

	def __init__(self, session: Session, row: Any) -> None:
		self._session = session
		self._row = row
		self._same = text(write_same(row.__tablename__))

	def remember(self, kept_id: int, merged_id: int) -> None:
		"""Keep that one record stands for another; once is enough."""
		query = insert(self._row).values(kept_id=kept_id, merged_id=merged_id)
		self._session.execute(query.on_conflict_do_nothing())

	def delete(self, merged_id: int) -> None:
		"""Let a record stand for itself again."""
		self._session.execute(delete(self._row).where(self._row.merged_id == merged_id))

	def list_same(self, record_id: int) -> list[int]:
		"""Return the records that are one with this one; the one that stands for all is first."""
		return list(self._session.scalars(self._same, {"id": record_id}))
