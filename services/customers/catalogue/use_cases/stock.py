"""Moves stock: a ledger whose balance never falls below nothing (C7)."""

from collections import Counter
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
from customers.catalogue.domain.stock_causes import StockCause
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

	def take(self, cause: StockCause, units: Mapping[int, int], actor: Actor) -> dict[int, int]:
		"""Take units of products off the shelf for a document; `units` are by item.

		Items are locked in the order of their ids, so that two documents wait for each other and
		never for ever. Return what there is of those that are short; then nothing was moved.
		"""
		items = {item_id: self._items.get(item_id, lock=True) for item_id in sorted(units)}
		left = {item_id: self._stock.find_balance(item_id) for item_id in items}
		short = {
			item_id: left[item_id]
			for item_id, item in items.items()
			if left[item_id] < units[item_id] and not item.sells_without_stock
		}
		if not short:
			for item_id, item in items.items():
				fields = StockMoveFields(quantity=-units[item_id], reason=cause.reason)
				self._write(item, fields, left[item_id], actor, cause)
		return short

	def give_back(self, cause: StockCause, units: Mapping[int, int], actor: Actor) -> None:
		"""Put units of a document back on the shelf."""
		self._bring(cause, units, actor, StockReason.RETURN)

	def receive(self, cause: StockCause, units: Mapping[int, int], actor: Actor) -> None:
		"""Put units that came for a document on the shelf."""
		self._bring(cause, units, actor, StockReason.RECEIPT)

	def settle(self, cause: StockCause, wanted: Mapping[int, int], actor: Actor) -> dict[int, int]:
		"""Have a document hold so many units, whatever it holds now: take what is missing and give
		back what is over. Return what there is of those that are short; then nothing was moved.
		"""
		held = self._stock.sum_taken(cause)
		for item_id in sorted({*held, *wanted}):
			self._items.get(item_id, lock=True)
		missing = Counter(wanted) - Counter(held)
		short = self.take(cause, missing, actor)
		if not short:
			self.give_back(cause, Counter(held) - Counter(wanted), actor)
		return short

	def _bring(
		self, cause: StockCause, units: Mapping[int, int], actor: Actor, reason: StockReason
	) -> None:
		for item_id in sorted(units):
			item = self._items.get(item_id, lock=True)
			fields = StockMoveFields(quantity=units[item_id], reason=reason)
			self._write(item, fields, self._stock.find_balance(item_id), actor, cause)

	def _write(
		self,
		item: ItemRow,
		fields: StockMoveFields,
		before: int,
		actor: Actor,
		cause: StockCause | None = None,
	) -> StockMoveRow:
		row = StockMoveRow(
			item_id=item.id,
			balance=before + fields.quantity,
			moved_by=actor.name,
			may_owe=item.sells_without_stock or before < 0,
			**fields.model_dump(mode="json"),
			**({} if cause is None else {cause.column: cause.id}),
		)
		self._stock.add(row)
		return row
