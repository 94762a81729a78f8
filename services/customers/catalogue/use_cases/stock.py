"""Moves stock: a ledger whose balance never falls below nothing (C7)."""

from chasqui.contracts.customers.catalogue import (
	ItemNature,
	LedgerQuery,
	StockMove,
	StockMoveFields,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
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
		if before + fields.quantity < 0:
			message = say("Solo hay {before}.", before=before)
			short = [FieldError("quantity", message, "not_enough")]
			raise Conflict(message, code="not_enough", fields=short)
		row = StockMoveRow(
			item_id=item_id,
			balance=before + fields.quantity,
			moved_by=actor.name,
			**fields.model_dump(mode="json"),
		)
		self._stock.add(row)
		self._auditor.note(actor, item_id, ["stock"])
		return StockMove.model_validate(row)
