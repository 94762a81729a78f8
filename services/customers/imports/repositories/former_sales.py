"""Sales that a file brought, taken out again."""

from typing import Any

import psycopg
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from customers.sales.models.sale import SaleRow

HOLD = """
SELECT id FROM sale WHERE import_id = %(import_id)s AND id > %(after)s
ORDER BY id LIMIT %(most)s FOR UPDATE
"""
# What may lead to a sale, or to a line of it, and is no part of it: a sale that one leads to stays.
LEADING = ("equipment", "part_order", "sale_return", "service_order", "stock_move", "subscription")
LED_TO = " OR ".join(
	f"EXISTS (SELECT FROM {table} AS other WHERE other.sale_id = sale.id AND other.sale_id > 0)"
	for table in LEADING
)
# Where something was done with a sale since, its state is another than that in which it came, or
# it has a key, or something leads to it. It is asked once the rows are held, by a statement of its
# own, which sees what whoever held them before has done.
CHOOSE = f"""
SELECT id FROM sale
WHERE id = ANY(%(ids)s) AND access_key IS NULL AND NOT ({LED_TO})
	AND state = (SELECT state FROM sale_step WHERE sale_id = sale.id ORDER BY id LIMIT 1)
"""  # noqa: S608 - our own tables
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
	ids: list[int] = [row[0] for row in connection.execute(HOLD, values)]
	if not ids:
		return None
	chosen = [row[0] for row in connection.execute(CHOOSE, {"ids": ids})]
	for statement in TAKE_OUT:
		connection.execute(statement, {"ids": chosen})
	return ids[-1]
