"""Finds what some documents of a file name: customers, with who stands for them, and documents."""

from collections.abc import Collection, Sequence
from typing import Any

import psycopg

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.customers.vat import VatClass
from customers.imports.domain.sale_lookups import (
	FoundCustomer,
	FoundItem,
	Identity,
	ItemIndex,
	KnownLine,
	KnownSale,
	RateIndex,
)

ITEMS = """
SELECT item.id, item.reference, item.name, nature, vat_class
FROM item JOIN item_type ON item_type.id = item.type_id
"""
RATES = "SELECT vat_class, valid_from, percent FROM vat_rate"
# Merged records lead to the one that stands for them, step by step.
STANDING = """
, standing AS (
	SELECT asked_id, asked_id AS id FROM asked
	UNION ALL
	SELECT before.asked_id, customer.merged_into FROM standing AS before
	JOIN customer ON customer.id = before.id WHERE customer.merged_into IS NOT NULL
)
SELECT asked.*, customer.id, customer.erasing_at IS NOT NULL OR customer.erased_at IS NOT NULL
FROM asked JOIN standing USING (asked_id)
JOIN customer ON customer.id = standing.id AND customer.merged_into IS NULL
"""
BY_IDENTITY = f"""
WITH RECURSIVE asked AS (
	SELECT customer.id AS asked_id, id_type, id_number
	FROM unnest(%s::varchar[], %s::varchar[]) AS given (id_type, id_number)
	JOIN customer USING (id_number, id_type)
){STANDING}"""  # noqa: S608 - our own text
BY_CODE = f"""
WITH RECURSIVE asked AS (
	SELECT id AS asked_id FROM customer WHERE id = ANY(%s)
){STANDING}"""  # noqa: S608 - our own text
# Nobody merges or erases them until the lines are in; whoever did it meanwhile is seen here.
HOLD = """
SELECT id FROM customer WHERE id = ANY(%s) AND merged_into IS NULL AND erasing_at IS NULL
	AND erased_at IS NULL
ORDER BY id FOR KEY SHARE
"""
KNOWN = "SELECT id, number, customer_id, ordered_on, invoiced_on FROM sale WHERE number = ANY(%s)"
KNOWN_LINES = """
SELECT sale_id, item_id, quantity, unit_price, discount, vat_percent FROM sale_line
WHERE sale_id = ANY(%s)
"""


class SaleLookupRepository:
	def __init__(self, connection: psycopg.Connection[Any]) -> None:
		self._connection = connection

	def index_items(self) -> ItemIndex:
		"""Return the whole catalogue."""
		return ItemIndex(
			FoundItem(row[0], row[1], row[2], row[3], VatClass(row[4]))
			for row in self._connection.execute(ITEMS)
		)

	def index_rates(self) -> RateIndex:
		return RateIndex(self._connection.execute(RATES).fetchall())

	def find_by_identity(self, asked: Sequence[Identity]) -> dict[Identity, FoundCustomer]:
		"""Return who has each identification, for those who are customers."""
		sides = [[one[0].value for one in asked], [one[1] for one in asked]]
		return {
			(IdentityType(id_type), id_number): FoundCustomer(found, is_erased)
			for _asked, id_type, id_number, found, is_erased in self._connection.execute(
				BY_IDENTITY, sides
			)
		}

	def find_by_code(self, asked: Sequence[int]) -> dict[int, FoundCustomer]:
		"""Return who has each of our own numbers."""
		rows = self._connection.execute(BY_CODE, [list(asked)]) if asked else ()
		return {number: FoundCustomer(found, is_erased) for number, found, is_erased in rows}

	def hold(self, customer_ids: Collection[int]) -> bool:
		"""Keep customers as they are until the transaction ends; False where one is not any more.

		In the order of their ids, so that no two who do so wait for each other.
		"""
		found = self._connection.execute(HOLD, [list(customer_ids)]).fetchall()
		return len(found) == len(set(customer_ids))

	def find_known(self, numbers: Sequence[str]) -> dict[str, KnownSale]:
		"""Return the documents that are here already, by their numbers."""
		rows = self._connection.execute(KNOWN, [list(numbers)]).fetchall()
		by_id = {row[0]: KnownSale(row[2], row[3], row[4]) for row in rows}
		if by_id:
			for sale_id, *line in self._connection.execute(KNOWN_LINES, [list(by_id)]):
				by_id[sale_id].lines.append(KnownLine(*line))
		return {row[1]: by_id[row[0]] for row in rows}
