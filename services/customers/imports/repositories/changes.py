"""What imports changed in customers who were there: kept, counted, taken back."""

from typing import Any

import psycopg
from sqlalchemy import case, func, select, text
from sqlalchemy.orm import Session

from chasqui.contracts.wire import ListQuery
from chasqui.kernel.data.listings import Listing
from customers.imports.models.import_change import ImportChangeRow
from customers.imports.repositories import undo_statements as sql
from customers.people.models.customer import CustomerRow

Counts = tuple[int, int, int]
HAS_CONFLICT = func.cardinality(ImportChangeRow.conflicts) > 0
# Seen at one time with the report's cells: what describes people need not stay for years.
DELETE_OLD = text("""
DELETE FROM import_change WHERE import_id IN (
	SELECT id FROM import_job WHERE finished_at < now() - make_interval(days => :days)
)
""")


Conflict = tuple[ImportChangeRow, CustomerRow]
KEPT: tuple[Any, ...] = (ImportChangeRow, CustomerRow)
CONFLICTS = Listing[Conflict](
	select(*KEPT)
	.join(CustomerRow, CustomerRow.id == ImportChangeRow.customer_id)
	.where(HAS_CONFLICT),
	ImportChangeRow.customer_id,
	make=lambda change, customer: (change, customer),
)


class ImportChangeRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def count(self, import_id: int) -> Counts:
		"""Return how many customers can be given back what they had; have been; and of these, how
		many have kept something that was changed since.
		"""
		is_open = case((ImportChangeRow.undone_at.is_(None), 1))
		query = select(
			func.count(is_open),
			func.count(ImportChangeRow.undone_at),
			func.count(case((HAS_CONFLICT, 1))),
		).where(ImportChangeRow.import_id == import_id)
		waiting, undone, conflicts = self._session.execute(query).one()
		return waiting, undone, conflicts

	def list_conflicts(self, import_id: int, query: ListQuery) -> tuple[list[Conflict], str | None]:
		"""Return a page of customers who kept something, with what they kept."""
		of_import = ImportChangeRow.import_id == import_id
		return CONFLICTS.fetch_page(self._session, query, of_import)

	def delete_old(self, days: int) -> None:
		"""Delete what imports that ended so long ago have changed: they stand."""
		self._session.execute(DELETE_OLD, {"days": days})


def take_back(connection: psycopg.Connection[Any], import_id: int, most: int) -> int:
	"""Give up to `most` customers back what they had; return how many were looked at."""
	values = {"import_id": import_id, "most": most, "source": f"import:{import_id}:undone"}
	ids = [row[0] for row in connection.execute(sql.UNDO, values)]
	if ids:
		chosen = {"import_id": import_id, "ids": ids}
		touched = {
			row[0] for statement in sql.DROP_ADDED for row in connection.execute(statement, chosen)
		}
		connection.execute(sql.TOUCH_LISTS, {"ids": list(touched)})
	return len(ids)
