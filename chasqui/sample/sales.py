"""Synthetic history of sales: plausible as a whole, invented line by line.

More is sold in May, before school and in December; some buy once and some again and again; prices
were lower before; some documents were voided and some came back. Their rate of tax is not written
down: it is that of their day.
"""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from chasqui.contracts.wire import CENT
from chasqui.sample.catalogue import ITEMS, SampleItem
from chasqui.sample.customers import Row

COLUMNS = (
	"number", "id_type", "id_number", "ordered_on", "invoiced_on", "paid_on", "state", "channel",
	"seller", "reference", "item_name", "quantity", "unit_price", "discount",
)  # fmt: skip
YEARS = 4
# How much is sold in each month, January first.
SEASONS = (7, 6, 8, 8, 11, 8, 8, 10, 8, 8, 9, 15)
NEVER, AGAIN = 0.35, 0.55  # of the customers; of those who bought
LINES = (50, 28, 14, 8)  # weights of one line, two, three, four
VOIDED, RETURNED, OWED = 0.02, 0.03, 0.04
DISCOUNTED = 0.12
DEARER_BY_YEAR = Decimal("0.03")
CHANNELS = ("phone", "counter", "visit", "web")
SELLERS = ("Ana Mora (ejemplo)", "Luis Paz (ejemplo)", "Eva Vera (ejemplo)", "Sitio web (ejemplo)")
MOST_PURCHASES = 40


class SaleMaker:
	"""Makes the lines of former sales, the same for the same seed, day and customers."""

	def __init__(self, seed: int, as_of: date) -> None:
		self._choose = Random(seed)  # noqa: S311 - sample data, no secret
		self._as_of = as_of - timedelta(days=1)  # a day that is over wherever it is read
		self._months = list(_list_months(as_of))
		self._weights = [SEASONS[day.month - 1] for day in self._months]
		self.made = 0

	def make(self, customers: Iterable[Row]) -> Iterator[list[str]]:
		"""Yield the lines of what customers bought, document by document."""
		for one in customers:
			for _ in range(self._draw_purchases()):
				yield from self._make_document(one)

	def _draw_purchases(self) -> int:
		if self._choose.random() < NEVER:
			return 0
		count = 1
		while count < MOST_PURCHASES and self._choose.random() < AGAIN:
			count += 1
		return count

	def _make_document(self, customer: Row) -> Iterator[list[str]]:
		choose = self._choose
		self.made += 1
		invoiced = self._draw_day(date.fromisoformat(customer["registered_on"]))
		state, paid = self._draw_state(invoiced)
		head = [
			f"EJ-{self.made:09d}", customer["id_type"], customer["id_number"],
			invoiced.isoformat(), invoiced.isoformat(), paid, state, choose.choice(CHANNELS),
			choose.choice(SELLERS),
		]  # fmt: skip
		count = choose.choices(range(1, len(LINES) + 1), LINES)[0]
		for item in choose.sample(ITEMS, count):
			yield [*head, item.reference, item.name, *self._draw_amounts(item, invoiced)]

	def _draw_day(self, since: date) -> date:
		"""Return a day on which somebody bought who has been a customer since another."""
		first = self._choose.choices(self._months, self._weights)[0]
		days = calendar.monthrange(first.year, first.month)[1]
		day = first + timedelta(days=self._choose.randrange(days))
		if day < since:
			day = since + timedelta(days=self._choose.randrange(max((self._as_of - since).days, 1)))
		return min(day, self._as_of)

	def _draw_state(self, invoiced: date) -> tuple[str, str]:
		"""Return where a document stands, and on which day it was paid."""
		draw = self._choose.random()
		if draw < VOIDED:
			return "voided", ""
		if draw < VOIDED + OWED and (self._as_of - invoiced).days < 90:
			return "invoiced", ""
		paid = min(invoiced + timedelta(days=self._choose.randrange(30)), self._as_of).isoformat()
		return ("returned" if draw > 1 - RETURNED else "paid"), paid

	def _draw_amounts(self, item: SampleItem, day: date) -> list[str]:
		"""Return quantity, price and discount of a line."""
		choose = self._choose
		years = Decimal((self._as_of - day).days) / 365
		price = (item.price * (1 - years * DEARER_BY_YEAR)).quantize(CENT, ROUND_HALF_UP)
		count = choose.choice((1, 1, 1, 1, 2, 2, 3))
		is_cut = choose.random() < DISCOUNTED
		off = (price * count / 10).quantize(CENT, ROUND_HALF_UP) if is_cut else Decimal(0)
		return [str(count), str(price), str(off)]


def _list_months(as_of: date) -> Iterator[date]:
	"""Yield the first days of the months of some years, the last one that of today."""
	for back in range(YEARS * 12, -1, -1):
		years, month = divmod(as_of.month - 1 - back, 12)
		yield date(as_of.year + years, month + 1, 1)
