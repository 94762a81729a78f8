"""Moves stock: a ledger whose balance never falls below nothing (C7)."""

from collections.abc import Mapping

from chasqui.contracts.customers.catalogue import (
	ItemNature,
	LedgerQuery,
	StockMove,
	StockMoveFields,
	StockReason,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.stock_move import StockMoveRow
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.repositories.stock import StockRepository
from customers.catalogue.use_cases.item_auditor import ItemAuditor


class StockService:
	def __init__(
		self,
		items: ItemRepository,
		types: ItemTypeRepository,
		stock: StockRepository,
		auditor: ItemAuditor,
	) -> None:
		self._items = items
		self._types = types
		self._stock = stock
		self._auditor = auditor

	def list_page(self, item_id: int, query: LedgerQuery) -> Page[StockMove]:
		""":raises NotFound: there is no such item"""
		self._items.get(item_id)
		rows, cursor = self._stock.list_page(item_id, query)
		moves = [StockMove.model_validate(row) for row in rows]
		return Page[StockMove](items=moves, next_cursor=cursor)

	def move(self, item_id: int, fields: StockMoveFields, actor: Actor) -> StockMove:
		"""Write a movement; who moves the same item meanwhile waits.

		:raises NotFound: there is no such item
		:raises Invalid: it is a service, which has no stock
		:raises Conflict: there are not as many units
		"""
		item = self._items.get(item_id, lock=True)
		if self._types.get(item.type_id).nature != ItemNature.PRODUCT:
			raise Invalid(say("Un servicio no tiene existencias."), code="no_stock")
		before = self._stock.find_balance(item_id)
		is_taken = fields.quantity < 0 and not item.sells_without_stock
		if is_taken and before + fields.quantity < 0:
			message = say("Solo hay {before}.", before=before)
			short = [FieldError("quantity", message, "not_enough")]
			raise Conflict(message, code="not_enough", fields=short)
		row = self._write(item, fields, before, actor)
		self._auditor.note(actor, item_id, ["stock"])
		return StockMove.model_validate(row)

	def sell(self, sale_id: int, sold: Mapping[int, int], actor: Actor) -> dict[int, int]:
		"""Take units of products off the shelf for a sale; `sold` are units by item.

		Items are locked in the order of their ids, so that two sales wait for each other and never
		for ever. Return what there is of those that are short; then nothing was moved.
		"""
		items = {item_id: self._items.get(item_id, lock=True) for item_id in sorted(sold)}
		left = {item_id: self._stock.find_balance(item_id) for item_id in items}
		short = {
			item_id: left[item_id]
			for item_id, item in items.items()
			if left[item_id] < sold[item_id] and not item.sells_without_stock
		}
		if not short:
			for item_id, item in items.items():
				fields = StockMoveFields(quantity=-sold[item_id], reason=StockReason.SALE)
				self._write(item, fields, left[item_id], actor, sale_id)
		return short

	def restock(self, sale_id: int, units: Mapping[int, int], actor: Actor) -> None:
		"""Put units of a sale back on the shelf."""
		for item_id in sorted(units):
			item = self._items.get(item_id, lock=True)
			fields = StockMoveFields(quantity=units[item_id], reason=StockReason.RETURN)
			self._write(item, fields, self._stock.find_balance(item_id), actor, sale_id)

	def _write(
		self,
		item: ItemRow,
		fields: StockMoveFields,
		before: int,
		actor: Actor,
		sale_id: int | None = None,
	) -> StockMoveRow:
		row = StockMoveRow(
			item_id=item.id,
			balance=before + fields.quantity,
			moved_by=actor.name,
			sale_id=sale_id,
			may_owe=item.sells_without_stock or before < 0,
			**fields.model_dump(mode="json"),
		)
		self._stock.add(row)
		return row
