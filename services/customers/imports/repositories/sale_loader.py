"""Writes documents of a file of sales with COPY: history, which moves nothing else.

No stock, no service in use, no number of a series, no event: what a sale of today does stands in
`sales.use_cases`.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import psycopg

from customers.imports.domain.former_sales import FormerLine, FormerSale
from customers.people.domain.names import make_name_key
from customers.sales.domain.amounts import NO_AMOUNTS, NOTHING, Amounts

OURS = re.compile(r"\d{3}-\d{3}-\d{9}", re.ASCII)
IDS = "SELECT nextval(pg_get_serial_sequence('sale', 'id')) FROM generate_series(1, %s)"
SALES = """
COPY sale (id, customer_id, state, channel, seller, seller_name, ordered_on, invoiced_on, paid_on,
	number, series_number, net, tax, total, returned_net, returned_tax, returned_total, units,
	import_id)
FROM STDIN
"""
LINES = """
COPY sale_line (sale_id, place, item_id, name, reference, nature, quantity, unit_price, discount,
	has_own_discount, vat_class, vat_percent, net, tax, total, returned, returned_net, returned_tax)
FROM STDIN
"""
STEPS = "COPY sale_step (sale_id, state, by) FROM STDIN"
LONGEST_KEY = 70
NUMBER_TAKEN = "uq_sale_number"
Row = tuple[Any, ...]


class FormerSaleLoader:
	"""Writes the documents of one import; whoever holds the connection ends the transaction."""

	def __init__(self, connection: psycopg.Connection[Any], import_id: int, signer: str) -> None:
		self._connection = connection
		self._import_id = import_id
		self._signer = signer

	def write(self, sales: Sequence[FormerSale]) -> None:
		""":raises UniqueViolation: somebody has written one of the numbers meanwhile"""
		if not sales:
			return
		ids = [row[0] for row in self._connection.execute(IDS, [len(sales)])]
		numbered = list(zip(ids, sales, strict=True))
		self._copy(SALES, (self._list_sale(*one) for one in numbered))
		self._copy(LINES, (row for one in numbered for row in _list_lines(*one)))
		self._copy(STEPS, ((sale_id, one.state.value, self._signer) for sale_id, one in numbered))

	def _copy(self, statement: str, rows: Iterator[Row]) -> None:
		with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
			for row in rows:
				copy.write_row(row)

	def _list_sale(self, sale_id: int, sale: FormerSale) -> Row:
		whole = sum((one.amounts for one in sale.lines), NO_AMOUNTS)
		back = sum((one.back for one in sale.lines), NO_AMOUNTS)
		units = sum((one.priced.quantity for one in sale.lines), NOTHING)
		return (
			sale_id, sale.customer_id, sale.state.value, sale.channel.value,
			self._name_seller(sale.seller), sale.seller or self._signer, sale.ordered_on,
			sale.invoiced_on, sale.paid_on, sale.number, _find_place(sale.number),
			*_list_amounts(whole),
			*_list_amounts(back), units, self._import_id,
		)  # fmt: skip

	def _name_seller(self, name: str) -> str:
		"""Return who a seller of a file is: nobody of the staff, and the same in every file."""
		key = make_name_key(name)[:LONGEST_KEY]
		return f"file:{key}" if key else f"import:{self._import_id}"


def _find_place(number: str) -> int | None:
	"""Return the last part of a number of our form, by which people look for it; else None."""
	return int(number[-9:]) if OURS.fullmatch(number) else None


def _list_lines(sale_id: int, sale: FormerSale) -> Iterator[Row]:
	for place, one in enumerate(sale.lines, 1):
		yield _list_line(sale_id, place, one)


def _list_line(sale_id: int, place: int, one: FormerLine) -> Row:
	item, priced = one.item, one.priced
	return (
		sale_id, place, item.id, one.name, item.reference, item.nature, priced.quantity,
		priced.unit_price, priced.discount, True, one.vat_class.value, priced.percent,
		*_list_amounts(one.amounts), one.returned, one.back.net, one.back.tax,
	)  # fmt: skip


def _list_amounts(amounts: Amounts) -> tuple[Decimal, Decimal, Decimal]:
	return amounts.net, amounts.tax, amounts.total
