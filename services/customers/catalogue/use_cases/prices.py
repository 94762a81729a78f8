"""Sets prices, each from a day on; none is overwritten (C9)."""

from datetime import date

from chasqui.contracts.customers.catalogue import LedgerQuery, Price, PriceFields
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.catalogue.models.item_price import ItemPriceRow
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.repositories.prices import PriceRepository
from customers.catalogue.use_cases.item_auditor import ItemAuditor


class PriceService:
	def __init__(
		self, items: ItemRepository, prices: PriceRepository, auditor: ItemAuditor, today: date
	) -> None:
		self._items = items
		self._prices = prices
		self._auditor = auditor
		self._today = today

	def list_page(self, item_id: int, query: LedgerQuery) -> Page[Price]:
		""":raises NotFound: there is no such item"""
		self._items.get(item_id)
		rows, cursor = self._prices.list_page(item_id, query)
		return Page[Price](items=[Price.model_validate(row) for row in rows], next_cursor=cursor)

	def set(self, item_id: int, fields: PriceFields, actor: Actor) -> Price:
		"""Set a price; the one that has no end yet ends where it begins.

		:raises NotFound: there is no such item
		:raises Invalid: it begins in the past, which has been sold at another price
		:raises Conflict: it crosses another price
		"""
		self._items.get(item_id, lock=True)
		if fields.valid_from < self._today:
			message = say("Un precio nuevo vale desde hoy o después; los pasados no cambian.")
			raise Invalid(message, fields=[FieldError("valid_from", message, "in_the_past")])
		self._prices.end_open(item_id, fields.valid_from)
		row = ItemPriceRow(item_id=item_id, set_by=actor.name, **dict(fields))
		self._prices.add(row)
		self._auditor.note(actor, item_id, ["price"])
		return Price.model_validate(row)

	def cancel(self, item_id: int, price_id: int, actor: Actor) -> None:
		"""Take a price back that has not begun; the one before holds on in its place.

		:raises NotFound: there is no such item, or it has no such price
		:raises Conflict: it has begun, and things may have been sold at it
		"""
		self._items.get(item_id, lock=True)
		row = self._prices.get(item_id, price_id)
		if row.valid_from <= self._today:
			message = say("Ese precio ya empezó: ponga uno nuevo, y este queda como historia.")
			raise Conflict(message, code="price_begun")
		self._prices.remove(row)
		self._auditor.note(actor, item_id, ["price"], step="deleted")
