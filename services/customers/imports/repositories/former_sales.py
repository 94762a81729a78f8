"""Sales that a file brought, taken out again."""

from typing import Any

import psycopg
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from customers.sales.models.sale import SaleRow

# Where something was done with a sale since, its state is another than that in which it came, or it
# has a credit note or a key: it stays. Whoever does so meanwhile holds the row.
TAKE_OUT = """
WITH looked_at AS (
	SELECT id FROM sale WHERE import_id = %(import_id)s AND id > %(after)s
	ORDER BY id LIMIT %(most)s FOR UPDATE
), gone AS (
	DELETE FROM sale USING looked_at
	WHERE sale.id = looked_at.id AND sale.access_key IS NULL
		AND NOT EXISTS (SELECT FROM sale_return WHERE sale_id = sale.id)
		AND state = (SELECT state FROM sale_step WHERE sale_id = sale.id ORDER BY id LIMIT 1)
)
SELECT max(id) FROM looked_at
"""


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
	row = connection.execute(TAKE_OUT, values).fetchone()
	return None if row is None else row[0]
