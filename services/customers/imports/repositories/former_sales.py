"""Sales that a file brought, taken out again."""

from typing import Any

import psycopg
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from customers.sales.models.sale import SaleRow

LOOK_AT = """
SELECT id FROM sale WHERE import_id = %(import_id)s AND id > %(after)s
ORDER BY id LIMIT %(most)s
"""
# Where something was done with a sale since, its state is another than that in which it came, or it
# has a credit note or a key: it stays. Whoever does so meanwhile holds the row, and what it has
# become is asked again.
CHOOSE = """
SELECT id FROM sale
WHERE id = ANY(%(ids)s) AND access_key IS NULL
	AND NOT EXISTS (SELECT FROM sale_return WHERE sale_id = sale.id)
	AND state = (SELECT state FROM sale_step WHERE sale_id = sale.id ORDER BY id LIMIT 1)
ORDER BY id FOR UPDATE
"""
# The lines first and all at once: what is kept of them is brought in step statement by statement.
TAKE_OUT = (
	"DELETE FROM sale_line WHERE sale_id = ANY(%(ids)s)",
	"DELETE FROM sale_step WHERE sale_id = ANY(%(ids)s)",
	"DELETE FROM sale WHERE id = ANY(%(ids)s)",
)


class FormerSaleRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def count(self, import_id: int) -> int:
		"""Return how many sales are here that an import has brought."""
		query = select(func.count()).where(SaleRow.import_id == import_id)
		return self._session.scalar(query) or 0


def take_out(
	connection: psycopg.Connection[Any], import_id: int, after: int, most: int
) -> int | None:
	"""Delete up to `most` sales of an import, those after an id with which nothing was done since.

	Return the id of the last one that was looked at; None where there was none.
	"""
	values = {"import_id": import_id, "after": after, "most": most}
	ids: list[int] = [row[0] for row in connection.execute(LOOK_AT, values)]
	if not ids:
		return None
	chosen = [row[0] for row in connection.execute(CHOOSE, {"ids": ids})]
	for statement in TAKE_OUT:
		connection.execute(statement, {"ids": chosen})
	return ids[-1]
