"""How far each feed has been read, and whether its next page was begun before."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.kernel.data.database import Database


class CursorStore:
	"""`table` is the service's `EventCursorMixin`."""

	def __init__(self, database: Database, table: type[Any]) -> None:
		self._database = database
		self._table = table

	def read(self, producer: str) -> str:
		"""Return how far a feed was read."""
		with self._database.open_session() as session:
			values = {"producer": producer}
			session.execute(insert(self._table).values(values).on_conflict_do_nothing())
			return str(session.get_one(self._table, producer).cursor)

	def begin_page(self, producer: str, after: str) -> int | None:
		"""Count that the page after a cursor is begun; return how often it was before.

		None where somebody else reads this feed. It is durable before the page is touched, so
		that a page which takes the process or the connection with it is known the next time.
		"""
		with self._database.open_session() as session:
			row = self.lock(session, producer, after)
			if row is None:
				return None
			row.begun += 1
			return int(row.begun) - 1

	def lock(self, session: Session, producer: str, after: str) -> Any:
		"""Return the locked row; None where somebody holds it or has gone further."""
		table = self._table
		query = select(table).where(table.producer == producer, table.cursor == after)
		return session.scalar(query.with_for_update(skip_locked=True))
