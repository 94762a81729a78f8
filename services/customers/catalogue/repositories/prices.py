"""Prices of items, day by day."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.contracts.customers.catalogue import ItemState, LedgerQuery
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_price import ItemPriceRow


def is_valid_on(day: date) -> ColumnElement[bool]:
	"""Return whether a price holds on a day."""
	ends_later = or_(ItemPriceRow.valid_until.is_(None), ItemPriceRow.valid_until > day)
	return and_(ItemPriceRow.valid_from <= day, ends_later)


def select_price(day: date) -> ScalarSelect[Decimal]:
	"""Return the price of an item on a day, as a subquery of a query of items."""
	own = ItemPriceRow.item_id == ItemRow.id
	return (
		select(ItemPriceRow.amount)
		.where(own, is_valid_on(day))
		.correlate(ItemRow)
		.scalar_subquery()
	)


PRICES = Listing[ItemPriceRow](
	select(ItemPriceRow), ItemPriceRow.id, sorts={"from": ItemPriceRow.valid_from}, order="-from"
)


class PriceRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, item_id: int, day: date) -> Decimal | None:
		"""Return the price of an item on a day, if it has one."""
		query = select(ItemPriceRow.amount).where(ItemPriceRow.item_id == item_id)
		return self._session.scalar(query.where(is_valid_on(day)))

	def find_lowest(
		self, day: date, item_ids: Collection[int], type_ids: Collection[int]
	) -> tuple[str, Decimal] | None:
		"""Return the cheapest of some items, and of all items of some types, with its price.

		What is retired is not looked at.
		"""
		query = (
			select(ItemRow.name, ItemPriceRow.amount)
			.join(ItemPriceRow, ItemPriceRow.item_id == ItemRow.id)
			.where(or_(ItemRow.id.in_(item_ids), ItemRow.type_id.in_(type_ids)), is_valid_on(day))
			.where(ItemRow.state != ItemState.RETIRED)
			.order_by(ItemPriceRow.amount, ItemRow.id)
		)
		found = self._session.execute(query.limit(1)).first()
		return None if found is None else (found[0], found[1])

	def end_open(self, item_id: int, day: date) -> None:
		"""End the price that has no end on a day; one that begins on that day or later stays."""
		query = select(ItemPriceRow).where(
			ItemPriceRow.item_id == item_id,
			ItemPriceRow.valid_until.is_(None),
			ItemPriceRow.valid_from < day,
		)
		if (row := self._session.scalar(query)) is not None:
			row.valid_until = day
			self._session.flush()

	def add(self, row: ItemPriceRow) -> None:
		""":raises Conflict: another price holds on some of its days"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			first = self._find_crossed(row)
			message = say(
				"Ese precio se cruza con otro ya puesto desde el {first}.",
				first=f"{first:%d/%m/%Y}",
			)
			fields = [FieldError("valid_from", message, "price_overlap")]
			raise Conflict(message, code="price_overlap", fields=fields) from error

	def get(self, item_id: int, price_id: int) -> ItemPriceRow:
		""":raises NotFound: the item has no such price"""
		row = self._session.get(ItemPriceRow, price_id)
		if row is None or row.item_id != item_id:
			raise NotFound(say("No existe ese precio."), code="no_price")
		return row

	def remove(self, row: ItemPriceRow) -> None:
		"""Remove a price; the one that ended where it began holds on until it would have ended."""
		query = select(ItemPriceRow).where(
			ItemPriceRow.item_id == row.item_id, ItemPriceRow.valid_until == row.valid_from
		)
		before, end = self._session.scalar(query), row.valid_until
		self._session.delete(row)
		self._session.flush()  # first: the two would cross
		if before is not None:
			before.valid_until = end
			self._session.flush()

	def list_page(self, item_id: int, query: LedgerQuery) -> tuple[list[ItemPriceRow], str | None]:
		"""Return prices, the latest first."""
		return PRICES.fetch_page(self._session, query, ItemPriceRow.item_id == item_id)

	def _find_crossed(self, row: ItemPriceRow) -> date:
		"""Return the first day of the earliest price that a refused one crosses."""
		days = func.daterange(ItemPriceRow.valid_from, ItemPriceRow.valid_until)
		wanted = func.daterange(row.valid_from, row.valid_until)
		query = select(func.min(ItemPriceRow.valid_from)).where(
			ItemPriceRow.item_id == row.item_id, days.op("&&")(wanted)
		)
		return self._session.scalar(query) or row.valid_from
